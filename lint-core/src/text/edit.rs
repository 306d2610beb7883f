//! How one string became another under somebody's fingers.

use crate::text::keyboard;

/// One slip of the fingers, named as the literature on typing errors does (Damerau, *A technique for computer detection
/// and correction of spelling errors*, CACM 1964; neighbouring keys after Le Pochat et al., *Funny Accents*, PAM 2019).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Edit {
    /// A character left out.
    Omission,
    /// One of two equal neighbours left out.
    Undoubling,
    /// A character typed twice.
    Doubling,
    /// A character too many.
    Insertion,
    /// Two neighbours swapped.
    Transposition,
    /// A neighbouring key hit.
    NearKey,
    /// Another character altogether.
    Substitution,
}

impl Edit {
    /// A noun for reports.
    pub(crate) const fn as_str(self) -> &'static str {
        match self {
            Edit::Omission | Edit::Undoubling => "omission",
            Edit::Doubling => "doubled letter",
            Edit::Insertion => "insertion",
            Edit::Transposition => "transposition",
            Edit::NearKey => "neighbouring key",
            Edit::Substitution => "substitution",
        }
    }
}

/// The one edit that turns `meant` into `typed`, and the byte of `meant` at which it happened; `None` if they are equal or
/// further apart.
pub(crate) const fn single(typed: &[u8], meant: &[u8]) -> Option<(Edit, usize)> {
    let (typed_len, meant_len) = (typed.len(), meant.len());
    if typed_len.abs_diff(meant_len) > 1 {
        return None;
    }
    let shorter = if typed_len < meant_len { typed_len } else { meant_len };
    let mut before = 0;
    while before < shorter && typed[before] == meant[before] {
        before += 1;
    }
    let mut behind = 0;
    while behind < shorter - before && typed[typed_len - 1 - behind] == meant[meant_len - 1 - behind] {
        behind += 1;
    }
    let edit = match (typed_len - before - behind, meant_len - before - behind) {
        (0, 1) if before > 0 && meant[before - 1] == meant[before] => Edit::Undoubling,
        (0, 1) => Edit::Omission,
        (1, 0) if before > 0 && typed[before - 1] == typed[before] => Edit::Doubling,
        (1, 0) => Edit::Insertion,
        (1, 1) if keyboard::neighbours(typed[before], meant[before]) => Edit::NearKey,
        (1, 1) => Edit::Substitution,
        (2, 2) if typed[before] == meant[before + 1] && typed[before + 1] == meant[before] => Edit::Transposition,
        _ => return None,
    };
    Some((edit, before))
}

/// How many bytes two texts begin with alike.
pub(crate) fn same_start(one: &[u8], other: &[u8]) -> usize {
    let mut len = 0;
    while len < one.len() && one.get(len) == other.get(len) {
        len += 1;
    }
    len
}

/// How many bytes two texts end with alike.
pub(crate) fn same_end(one: &[u8], other: &[u8]) -> usize {
    let (mut len, most) = (0, one.len().min(other.len()));
    while len < most && one[one.len() - 1 - len] == other[other.len() - 1 - len] {
        len += 1;
    }
    len
}

#[cfg(test)]
mod tests {
    use super::{Edit, single};

    #[test]
    fn each_kind_is_told_with_its_place() {
        for (typed, meant, expected) in [
            ("gmail", "gmail", None),
            ("gmil", "gmail", Some((Edit::Omission, 2))),
            ("yaho", "yahoo", Some((Edit::Undoubling, 4))),
            ("gmaill", "gmail", Some((Edit::Doubling, 5))),
            ("gmxail", "gmail", Some((Edit::Insertion, 2))),
            ("gmial", "gmail", Some((Edit::Transposition, 2))),
            ("gnail", "gmail", Some((Edit::NearKey, 1))),
            ("gmatl", "gmail", Some((Edit::Substitution, 3))),
            ("mgail", "gmail", Some((Edit::Transposition, 0))),
            ("gmxxil", "gmail", None),
            ("", "a", Some((Edit::Omission, 0))),
        ] {
            assert_eq!(single(typed.as_bytes(), meant.as_bytes()), expected, "{typed} for {meant}");
        }
    }
}
