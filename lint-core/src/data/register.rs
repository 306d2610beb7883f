//! The closed registries: below them nobody outside of a government registers, and the tables hold nearly all of their names.

#[cfg(feature = "tree")]
use super::{Class, Entries, Singles, View, class, suffix};
#[cfg(feature = "tree")]
use crate::text::edit;

/// The endings of the closed registries.
pub(crate) const REGISTERS: &[&str] = super::lists::ending_words::REGISTER.as_slice();

/// Whether closed registries lie below a top-level domain.
#[cfg(feature = "tree")]
pub(crate) fn is_registry(top: &str) -> bool {
    REGISTERS.iter().any(|register| suffix::top(register) == top)
}

/// How a name stands to the table of its registry.
#[cfg(feature = "tree")]
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Listing {
    /// It is there.
    Listed,
    /// It is not, and one edit from one that is.
    Near,
    /// It is not, nor is anything like it.
    Alone,
}

/// Which of the registries a registered name is in, and how it stands there; `None` of all others.
#[cfg(feature = "tree")]
pub(crate) fn listing(name: &str) -> Option<(usize, Listing)> {
    let ending = suffix::ending(name, class);
    let register = REGISTERS.iter().position(|register| *register == &name[ending..])?;
    if ending == 0 {
        return None;
    }
    if class(name).is(Class::MEANT) {
        return Some((register, Listing::Listed));
    }
    let mut singles = Singles::of(name.as_bytes(), ending - 1);
    while let Some(hash) = singles.next() {
        let mut entries = Entries::under(hash.key(View::Exact));
        while let Some(entry) = entries.next() {
            let is_office = entry.class.is(Class::GOVERNMENT.or(Class::MILITARY));
            if is_office && edit::single(name.as_bytes(), entry.name().as_bytes()).is_some() {
                return Some((register, Listing::Near));
            }
        }
    }
    Some((register, Listing::Alone))
}

#[cfg(all(test, feature = "tree"))]
mod tests {
    use super::{Listing, listing};

    #[test]
    fn a_name_in_a_closed_registry_is_listed_near_or_alone() {
        for (name, stands) in [
            ("navy.mil", Some((2, Listing::Listed))),
            ("nayv.mil", Some((2, Listing::Near))),
            ("nonsense.gov", Some((0, Listing::Alone))),
            ("hmrc.gov.uk", Some((1, Listing::Listed))),
            ("gov.uk", None),
            ("gov", None),
            ("fabrikam.org", None),
        ] {
            assert_eq!(listing(name), stands, "{name}");
        }
    }
}
