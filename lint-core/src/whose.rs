//! Whose a domain and a mailbox are: what of the one somebody registered, and which of the others are a person's.

use crate::data::{self, Class, suffix};

/// Letters from which a local part is worth keeping, and from which hardly anybody else has it.
const SHORTEST: usize = 2;
const DISTINCT: usize = 4;

/// The part of a domain that somebody registered: the name and the ending.
pub(crate) fn registrable(domain: &str) -> &str {
    let (_, start) = suffix::name(domain, suffix::ending(domain, data::class));
    &domain[start..]
}

/// Whether a local part is one person's or one list's, and not what many call a mailbox: `info`, `no-reply`, `john.doe`.
pub(crate) fn is_personal(local: &[u8]) -> bool {
    has_letters(local) && !is_role(local)
}

/// Whether it has letters enough to be somebody's.
pub(crate) fn has_letters(local: &[u8]) -> bool {
    has_so_many_letters(local, SHORTEST)
}

/// Whether hardly anybody else has it elsewhere.
pub(crate) fn is_distinct(local: &[u8]) -> bool {
    has_so_many_letters(local, DISTINCT)
}

/// Whether so many of the bytes are letters, or parts of them.
pub(crate) fn has_so_many_letters(text: &[u8], count: usize) -> bool {
    text.iter().filter(|byte| byte.is_ascii_alphabetic() || **byte >= 0x80).take(count).count() == count
}

/// Whether all of its words are those of roles.
fn is_role(local: &[u8]) -> bool {
    let Ok(local) = std::str::from_utf8(local) else { return false };
    let local = local.to_ascii_lowercase();
    let is_part = |word: &str| word.is_empty() || data::class(word).is(Class::ROLE);
    is_part(&local) || local.split(|c: char| !c.is_ascii_alphabetic()).all(is_part)
}

/// The host that is meant by one that begins with `www.`, too.
pub(crate) fn without_www(host: &str) -> &str {
    match host.strip_prefix("www.") {
        Some(rest) if rest.contains('.') => rest,
        _ => host,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn people_are_told_from_roles() {
        for (local, expected) in [
            ("jane.roe", true),
            ("jroe", true),
            ("gcc-patches", true),
            ("jo", true),
            ("j", false),
            ("j1234", false),
            ("info", false),
            ("Info", false),
            ("no-reply", false),
            ("noreply", false),
            ("john.doe", false),
            ("support2", false),
            ("", false),
        ] {
            assert_eq!(is_personal(local.as_bytes()), expected, "{local}");
        }
    }
}
