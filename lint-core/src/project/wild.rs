//! Matching as git matches: bytes against one pattern of a `.gitignore`.
//!
//! The marks of all places that the pattern may stand at are moved over the text together, so that no pattern, however many stars
//! it has, costs more than its length times that of the text, and nothing is recursive.

/// The longest pattern that is taken, in bytes.
pub(super) const PATTERN_MAX: usize = 1024;

/// How the bytes of a text are compared.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Mode {
    /// Whether the text is a path, in which only `**` crosses `/`.
    pub(super) path: bool,
    /// Whether small and capital letters of ASCII are the same (`core.ignoreCase`).
    pub(super) fold: bool,
}

/// Whether the pattern, of at most [`PATTERN_MAX`] bytes, matches the whole text.
pub(super) fn matches(pattern: &[u8], text: &[u8], mode: Mode) -> bool {
    match pattern.len() {
        0..64 => run::<1>(pattern, text, mode),
        64..=PATTERN_MAX => run::<{ PATTERN_MAX / 64 + 1 }>(pattern, text, mode),
        _ => false,
    }
}

fn run<const WORDS: usize>(pattern: &[u8], text: &[u8], mode: Mode) -> bool {
    let (mut here, mut next) = (Places([0; WORDS]), Places([0; WORDS]));
    here.add(pattern, 0, mode);
    for &byte in text {
        let byte = if mode.fold { byte.to_ascii_lowercase() } else { byte };
        next.0.fill(0);
        here.each(|at| step(pattern, at, byte, mode, &mut next));
        std::mem::swap(&mut here, &mut next);
        if here.0.iter().all(|word| *word == 0) {
            return false;
        }
    }
    here.has(pattern.len())
}

/// Where the pattern stands behind a byte, if it takes it at the place `at`.
fn step<const WORDS: usize>(pattern: &[u8], at: usize, byte: u8, mode: Mode, next: &mut Places<WORDS>) {
    let Some(&first) = pattern.get(at) else { return };
    match first {
        b'*' => {
            let stars = Stars::at(pattern, at, mode);
            if byte != b'/' || stars.cross {
                // Once they stand for something, the `/` behind folders has to be there.
                next.mark(at);
                next.mark(stars.end);
            }
        }
        b'?' if byte == b'/' && mode.path => {}
        b'?' => next.add(pattern, at + 1, mode),
        b'[' => match class(pattern, at, byte, mode) {
            Some((true, behind)) if !(mode.path && byte == b'/') => next.add(pattern, behind, mode),
            _ => {}
        },
        // At the end it escapes nothing, and nothing matches.
        b'\\' if pattern.get(at + 1).is_none_or(|own| lower(*own, mode) != byte) => {}
        b'\\' => next.add(pattern, at + 2, mode),
        own if lower(own, mode) == byte => next.add(pattern, at + 1, mode),
        _ => {}
    }
}

fn lower(byte: u8, mode: Mode) -> u8 {
    if mode.fold { byte.to_ascii_lowercase() } else { byte }
}

/// Stars that follow each other.
struct Stars {
    end: usize,
    /// Whether they cross `/`.
    cross: bool,
    /// Whether they stand for folders, and the `/` behind them goes where there is none.
    folders: bool,
}

impl Stars {
    fn at(pattern: &[u8], at: usize, mode: Mode) -> Stars {
        let mut end = at;
        while pattern.get(end) == Some(&b'*') {
            end += 1;
        }
        let mut start = at;
        while start > 0 && pattern[start - 1] == b'*' {
            start -= 1;
        }
        let rest = &pattern[end..];
        let alone = end - start > 1
            && (start == 0 || pattern[start - 1] == b'/')
            && (rest.is_empty() || rest[0] == b'/' || rest.starts_with(b"\\/"));
        Stars { end, cross: !mode.path || alone, folders: mode.path && alone && rest.first() == Some(&b'/') }
    }
}

/// Whether the byte is among those between the brackets that begin at `at`, and where these end; `None` where they never do, or
/// name a class that there is not: then nothing matches.
fn class(pattern: &[u8], at: usize, byte: u8, mode: Mode) -> Option<(bool, usize)> {
    let mut at = at + 1;
    let negated = matches!(pattern.get(at), Some(b'!' | b'^'));
    if negated {
        at += 1;
    }
    let (mut found, mut before, first) = (false, None, at);
    loop {
        let mut own = *pattern.get(at)?;
        if own == b']' && at > first {
            return Some((found != negated, at + 1));
        }
        let mut last = Some(own);
        match own {
            b'\\' => {
                at += 1;
                own = *pattern.get(at)?;
                last = Some(own);
                found |= own == byte;
            }
            b'-' if before.is_some() && pattern.get(at + 1).is_some_and(|next| *next != b']') => {
                at += 1;
                let mut high = *pattern.get(at)?;
                if high == b'\\' {
                    at += 1;
                    high = *pattern.get(at)?;
                }
                let range = before.unwrap_or(high)..=high;
                found |= range.contains(&byte) || (mode.fold && range.contains(&byte.to_ascii_uppercase()));
                last = None;
            }
            b'[' if pattern.get(at + 1) == Some(&b':') => {
                let name = at + 2;
                let end = name + pattern.get(name..)?.iter().position(|byte| *byte == b']')?;
                if end > name && pattern[end - 1] == b':' {
                    found |= named(&pattern[name..end - 1], byte, mode)?;
                    at = end;
                    last = None;
                } else {
                    found |= byte == b'[';
                }
            }
            _ => found |= own == byte,
        }
        before = last;
        at += 1;
    }
}

/// Whether a byte is of a class of POSIX; `None` where there is no such class.
fn named(name: &[u8], byte: u8, mode: Mode) -> Option<bool> {
    Some(match name {
        b"alnum" => byte.is_ascii_alphanumeric(),
        b"alpha" => byte.is_ascii_alphabetic(),
        b"blank" => byte == b' ' || byte == b'\t',
        b"cntrl" => byte.is_ascii_control(),
        b"digit" => byte.is_ascii_digit(),
        b"graph" => byte.is_ascii_graphic(),
        b"lower" => byte.is_ascii_lowercase(),
        b"print" => byte.is_ascii_graphic() || byte == b' ',
        b"punct" => byte.is_ascii_punctuation(),
        b"space" => byte.is_ascii_whitespace() || byte == 0x0b,
        b"upper" => byte.is_ascii_uppercase() || (mode.fold && byte.is_ascii_lowercase()),
        b"xdigit" => byte.is_ascii_hexdigit(),
        _ => return None,
    })
}

/// Marked places of a pattern, a bit each.
struct Places<const WORDS: usize>([u64; WORDS]);

impl<const WORDS: usize> Places<WORDS> {
    fn has(&self, at: usize) -> bool {
        self.0[at / 64] & (1 << (at % 64)) != 0
    }

    fn mark(&mut self, at: usize) {
        self.0[at / 64] |= 1 << (at % 64);
    }

    /// Marks a place, and those behind stars there, which may stand for nothing.
    fn add(&mut self, pattern: &[u8], mut at: usize, mode: Mode) {
        while !self.has(at) {
            self.mark(at);
            if pattern.get(at) != Some(&b'*') {
                return;
            }
            let stars = Stars::at(pattern, at, mode);
            at = stars.end;
            if stars.folders {
                self.mark(at);
                at += 1;
            }
        }
    }

    fn each(&self, mut take: impl FnMut(usize)) {
        for (number, word) in self.0.iter().enumerate() {
            let mut word = *word;
            while word != 0 {
                take(number * 64 + word.trailing_zeros() as usize);
                word &= word - 1;
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paths_match_as_in_git() {
        // Pattern, paths that match, paths that do not.
        let cases: &[(&str, &[&str], &[&str])] = &[
            ("**/foo", &["foo", "a/foo", "a/b/foo"], &["afoo", "foo/a"]),
            ("a/**/b", &["a/b", "a/x/b", "a/x/y/b"], &["a/xb", "ab"]),
            ("a/**", &["a/b", "a/b/c"], &["a", "ab"]),
            ("*", &["a"], &["a/b"]),
            ("a/*/c", &["a/b/c"], &["a/c", "a/b/b/c"]),
            ("a*b/c", &["axb/c"], &["ax/b/c"]),
            ("{a,b}", &["{a,b}"], &["a", "b"]),
            ("[[:digit:]x]", &["1", "x"], &["a", ":"]),
            ("[[:none:]]", &[], &["n", "[", ":"]),
            ("[]-]", &["]", "-"], &["a"]),
            ("[!a-c]", &["d"], &["b", "/"]),
            ("[^a]", &["b"], &["a"]),
            ("[a", &[], &["[a", "a"]),
            ("a\\", &[], &["a", "a\\"]),
            ("\\*", &["*"], &["a"]),
            ("**/x/**/y", &["x/y", "a/x/b/c/y"], &["x", "y"]),
            ("a**b", &["ab", "axb"], &["a/b"]),
        ];
        let mode = Mode { path: true, fold: false };
        for (pattern, yes, no) in cases {
            for (paths, expected) in [(yes, true), (no, false)] {
                for path in *paths {
                    assert_eq!(matches(pattern.as_bytes(), path.as_bytes(), mode), expected, "{pattern} {path}");
                }
            }
        }
        assert!(matches(b"A[b-c]", b"aB", Mode { path: true, fold: true }));
        assert!(!matches(b"A[b-c]", b"aB", mode));
    }

    #[test]
    fn many_stars_cost_no_more_than_their_number() {
        let mode = Mode { path: true, fold: false };
        let pattern = b"*a".repeat(400);
        let text = b"a".repeat(4000);
        assert!(!matches(&[&pattern[..], b"b"].concat(), &text, mode));
        assert!(matches(&b"**/a/".repeat(150)[..749], &b"a/".repeat(300)[..599], mode));
    }
}
