//! Where a domain's ending begins, by the registries' part of the Public Suffix List.
//!
//! The algorithm is the one of publicsuffix.org/list: the longest rule wins, an exception beats a wildcard, and a domain that
//! no rule matches ends in its last label.

use super::{Class, Hash};
use crate::text::const_str::slice;

/// The byte at which the ending of `domain` begins: 4 in `bbc.co.uk`, 0 in `co.uk`. `class` says what each name is known as.
pub(crate) fn ending(domain: &str, class: impl Fn(&str) -> Class) -> usize {
    let (mut start, mut known) = (0, class(domain));
    loop {
        let parent = domain.as_bytes()[start..].iter().position(|byte| *byte == b'.').map(|dot| start + dot + 1);
        if known.is(Class::EXCEPTION) {
            return parent.unwrap_or(start);
        }
        let Some(parent) = parent else { return start };
        let above = class(&domain[parent..]);
        if known.is(Class::SUFFIX) || above.is(Class::WILDCARD) {
            return start;
        }
        (start, known) = (parent, above);
    }
}

/// The label before the ending that begins at `ending`, and where that label begins; empty where nothing stands before it.
pub(crate) const fn name(domain: &str, ending: usize) -> (&str, usize) {
    let end = ending.saturating_sub(1);
    let start = label_start(domain, end);
    (slice(domain, start, end), start)
}

/// The last label of a domain.
pub(crate) const fn top(domain: &str) -> &str {
    slice(domain, label_start(domain, domain.len()), domain.len())
}

/// Where the label begins that ends at `end`.
const fn label_start(domain: &str, end: usize) -> usize {
    let bytes = domain.as_bytes();
    let mut start = end;
    while start > 0 && bytes[start - 1] != b'.' {
        start -= 1;
    }
    start
}

/// A domain without its dots and hyphens: what is left of it when those are what somebody slipped on.
#[cfg(test)]
pub(crate) fn squash(domain: &str) -> Vec<u8> {
    let mut squashed = Vec::with_capacity(domain.len());
    for byte in domain.bytes() {
        if !is_mark(byte) {
            squashed.push(byte);
        }
    }
    squashed
}

/// Whether two domains are the same but for their dots and hyphens.
pub(crate) const fn squash_alike(a: &str, b: &str) -> bool {
    let (a, b) = (a.as_bytes(), b.as_bytes());
    let (mut in_a, mut in_b) = (0, 0);
    loop {
        while in_a < a.len() && is_mark(a[in_a]) {
            in_a += 1;
        }
        while in_b < b.len() && is_mark(b[in_b]) {
            in_b += 1;
        }
        if in_a == a.len() || in_b == b.len() {
            return in_a == a.len() && in_b == b.len();
        }
        if a[in_a] != b[in_b] {
            return false;
        }
        (in_a, in_b) = (in_a + 1, in_b + 1);
    }
}

/// Whether it parts the words of a domain, or stands where a dot should: `github/com`, `github,com`.
pub(crate) const fn is_mark(byte: u8) -> bool {
    matches!(byte, b'.' | b'-' | b'/' | b',')
}

/// The hash of a domain without them, as [`squash`] gives it.
pub(crate) const fn squashed_hash(domain: &str) -> Hash {
    Hash::squashed(domain.as_bytes())
}

#[cfg(test)]
mod tests {
    #[test]
    fn endings_follow_the_list() {
        for (domain, ending, name) in [
            ("gmail.com", "com", "gmail"),
            ("smtp.gmail.com", "com", "gmail"),
            ("bbc.co.uk", "co.uk", "bbc"),
            ("co.uk", "co.uk", ""),
            ("a.b.ck", "b.ck", "a"),
            ("www.ck", "ck", "www"),
            ("x.www.ck", "ck", "www"),
            ("pages.github.io", "io", "github"),
            ("army.ml", "ml", "army"),
            ("navy.mil.com", "com", "mil"),
            ("gmail.con", "con", "gmail"),
            ("localhost", "localhost", ""),
        ] {
            let start = super::ending(domain, crate::data::class);
            assert_eq!((&domain[start..], super::name(domain, start).0), (ending, name), "{domain}");
        }
    }
}
