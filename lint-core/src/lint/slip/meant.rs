//! What is meant: how unlikely it is that somebody means a domain that no table holds.

use super::endings::DOUBLED_ENDING;
use crate::data::{self, Class};
use crate::knowledge::{self, Known};
use crate::text::edit::Edit;
use crate::text::keyboard;

/// A domain that cannot be meant, because its ending does not exist.
pub(in crate::lint) const NEVER: i32 = 140;

/// How unlikely it is that somebody means a domain of this name, one that no table holds.
pub(in crate::lint) fn name_meant(name: &str, ending: &str) -> i32 {
    // Of the names of one to three letters nearly all are taken and used, of those of seven next to none.
    const BY_LENGTH: [i32; 9] = [50, 50, 58, 68, 78, 84, 92, 98, 101];
    // There are ten digits, and numbers are names in China.
    let counted =
        if name.bytes().all(|byte| byte.is_ascii_digit()) { name.len().saturating_sub(2) } else { name.len() };
    let length = BY_LENGTH.get(counted).copied().unwrap_or(104);
    let word = data::class(name).is(Class::WORD);
    length - if word { 25 } else { 0 } + if ending == "com" { 0 } else { 4 }
        - if academic(ending) { if name.len() <= 6 { 22 } else { 10 } } else { 0 }
}

/// How much likelier a name is to be meant for what it makes of a known one: brands are numbered, extended and varied on
/// purpose.
pub(super) fn varied(name: &str, known: &str, slip: &str, provider: bool) -> i32 {
    let digits = |text: &str| text.bytes().all(|byte| byte.is_ascii_digit());
    if let Some(extra) = name.strip_prefix(known).or_else(|| name.strip_suffix(known)) {
        return match (digits(extra), provider) {
            (true, true) => 22,
            (true, false) => 34,
            _ if slip == Edit::Doubling.as_str() => 0,
            (false, true) => 12,
            (false, false) => 18,
        };
    }
    let (Some(rest), Some(known_rest)) = (name.get(1..), known.get(1..)) else { return 0 };
    let first = (name.as_bytes()[0], known.as_bytes()[0]);
    // Another letter before a word is how services are named: pcloud, ymail.
    if rest == known_rest
        && rest.len() >= 4
        && !keyboard::neighbours(first.0, first.1)
        && data::class(rest).is(Class::WORD)
    {
        return 12;
    }
    // Numbered institutions: roma1, roma3.
    let letters = |text: &str| text.bytes().filter(|byte| !byte.is_ascii_digit()).collect::<Vec<_>>();
    let replaced = slip != Edit::Transposition.as_str() && name.len() == known.len();
    if replaced && letters(name) == letters(known) { 34 } else { 0 }
}

/// Companies choose names close to each other's more often than mailbox providers do, short ones most of all.
pub(super) fn company(known: &Known<'_>, name: &str) -> i32 {
    match known.class.is(Class::PROVIDER) || known.protected {
        true => 0,
        false if name.len() <= 5 => 10,
        false => 4,
    }
}

/// Whether an ending is kept for schools or governments, where names are abbreviations and each has its neighbours.
fn academic(ending: &str) -> bool {
    matches!(ending.split('.').next(), Some("edu" | "ac" | "gov" | "mil"))
}

/// How unlikely it is that somebody means the name of a known domain under another ending that exists.
pub(super) fn ending_meant(known: &Known<'_>, name: &str, ending: &str, slip: &str) -> i32 {
    if known.class.is(Class::MILITARY) {
        // Other countries' forces have their names below `mil` too.
        let abroad =
            ending.starts_with("mil.") && !knowledge::country(ending.rsplit('.').next().unwrap_or_default()).is_empty();
        return if abroad { 50 } else { 90 };
    }
    let base = match slip {
        // The owners of a name take it under the neighbouring endings too, but seldom under a longer one.
        DOUBLED_ENDING => 95,
        "surplus ending" if known.class.is(Class::PROVIDER) => 64,
        "surplus ending" => 50,
        "wrong second level" if academic(known.ending()) => 92,
        "wrong second level" => 60,
        "wrong ending" if known.domain.ends_with(".gov") && name.len() > 3 => 92,
        "wrong ending" if known.class.is(Class::PROVIDER) => 72,
        "wrong ending" => 45,
        "second level omitted" if known.class.is(Class::PROVIDER) => 82,
        _ if known.class.is(Class::PROVIDER) => 70,
        // `.co` is sold as a short `.com`, and much used as one.
        _ if ending == "co" && name == "example" => 48,
        // Nobody holds the documentation names under other endings (RFC 2606, section 3).
        _ if name == "example" => 76,
        _ if ending == "co" => 66,
        _ => 62,
    };
    match name.len() {
        0..=2 if base < 90 => base - 18,
        3 => base - 2,
        _ => base,
    }
}
