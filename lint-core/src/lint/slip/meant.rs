//! What is meant: how unlikely it is that somebody means a domain that no table holds.

use super::Slip;
use super::prices::price;
use crate::data::lists::ending_words;
use crate::data::{self, Class, Entries, View, hash, suffix};
use crate::knowledge::{self, Known, Source};
use crate::text::const_str::{ends_with, find, is_equal, is_one_of, slice, split_at_dot, starts_with, tail};
use crate::text::edit::Edit;
use crate::text::keyboard;

/// A domain that cannot be meant, because its ending does not exist.
pub(in crate::lint) const NEVER: i32 = price("never");

/// The rarity from which mailbox providers are little used, and their names words that others use as well.
pub(super) const LITTLE_USED: u8 = 30;

/// How unlikely it is that somebody means a domain of this name, one that no table holds.
pub(in crate::lint) const fn name_meant(name: &str, ending: &str) -> i32 {
    let read = if data::class(name).is(Class::WORD) { 0 } else { as_it_reads(name) };
    name_taken(name, ending) + read
}

/// How unlikely it is that somebody means a domain of this name, whatever the name reads like.
pub(super) const fn name_taken(name: &str, ending: &str) -> i32 {
    // Of the names of one to three letters nearly all are taken and used, of those of seven next to none.
    const BY_LENGTH: [i32; 9] = [46, 46, 52, 68, 78, 84, 92, 98, 101];
    // There are ten digits, and numbers are names in China.
    let counted = if is_number(name) { name.len().saturating_sub(2) } else { name.len() };
    let length = if counted < BY_LENGTH.len() { BY_LENGTH[counted] } else { 104 };
    let word = if data::class(name).is(Class::WORD) { 25 } else { 0 };
    length - word
        + if is_equal(ending, "com") {
            0
        } else if name.len() <= 2 {
            12
        } else {
            6
        }
        - if !is_academic(ending) {
            0
        } else if name.len() <= 6 {
            22
        } else {
            14
        }
}

/// How much less likely a name is to be anybody's for the letters it has: a good half of what the letters alone would say, since slips
/// leave most of a name that somebody coined as it was, and no more than other evidence weighs. Of the names of four letters most
/// are taken, however they read.
const fn as_it_reads(name: &str) -> i32 {
    let share = if name.len() <= 4 { 0 } else { data::oddness(name) * 3 / 5 };
    if share > 6 {
        6
    } else if share < -20 {
        -20
    } else {
        share
    }
}

pub(super) const fn is_number(text: &str) -> bool {
    let mut at = 0;
    while at < text.len() && text.as_bytes()[at].is_ascii_digit() {
        at += 1;
    }
    at == text.len()
}

/// How much likelier a name is to be meant for what it makes of a known one: brands are numbered, extended and varied on
/// purpose.
pub(super) const fn varied(name: &str, known: &Known<'_>, slip: Slip) -> i32 {
    let provider = known.class.is(Class::PROVIDER);
    let is_large = provider && known.rarity < LITTLE_USED;
    let known = known.name();
    let extra = if starts_with(name, known) {
        Some(tail(name, known.len()))
    } else if ends_with(name, known) {
        Some(slice(name, 0, name.len() - known.len()))
    } else {
        None
    };
    let doubled = matches!(slip, Slip::Edit(Edit::Doubling));
    if known.len() <= 3 && name.len() > known.len() {
        // Abbreviations lie close together: with a letter more, most are another's.
        return if doubled { 8 } else { 12 };
    }
    if let Some(extra) = extra {
        return match (is_number(extra), is_large) {
            // Brands are numbered behind their names.
            (true, true) if ends_with(name, known) => 8,
            (true, true) => 22,
            (true, false) => 34,
            _ if doubled => 0,
            (false, true) => 12,
            // Little used providers are named by words that others use as well.
            (false, false) if provider => 26,
            (false, false) if known.len() >= 9 && !is_equal(extra, "s") => 8,
            (false, false) => 18,
        };
    }
    if name.is_empty() || known.is_empty() {
        return 0;
    }
    // Numbered institutions and machines: roma1, roma3; awsdns-46, awsdns-64.
    let is_in_number = is_number(name) && matches!(slip, Slip::Edit(Edit::Transposition));
    let replaced = !is_in_number && name.len() == known.len();
    if replaced && are_numbered_alike(name.as_bytes(), known.as_bytes()) {
        return if is_number(name) { 34 } else { 60 };
    }
    if !provider && is_number_between(name, known) {
        return 34;
    }
    if !provider {
        if let Some(letters) = abbreviation_between(name, known) {
            // As much more as the short ones of all names are taken.
            return 30 - 6 * letters as i32;
        }
    }
    if known.len() == 4 && name.len() == 5 && !doubled {
        return 4;
    }
    if !provider && is_offer(name, known) {
        return 22;
    }
    let (rest, known_rest) = (tail(name, 1), tail(known, 1));
    let (first, known_first) = (name.as_bytes()[0], known.as_bytes()[0]);
    // Another letter before a word is how services are named: pcloud, ymail.
    if is_equal(rest, known_rest)
        && rest.len() >= 4
        && !keyboard::neighbours(first, known_first)
        && data::class(rest).is(Class::WORD)
    {
        return 12;
    }
    0
}

/// How much likelier a name is to be meant that is a known one under another ending: `openssh.org` is not for `openssl.org`.
pub(super) const fn known_elsewhere(name: &str) -> i32 {
    let mut entries = Entries::under(hash(name.as_bytes()).key(View::Near));
    while let Some(entry) = entries.next() {
        let is_own = entry.class.is(Class::PROVIDER.or(Class::HOST).or(Class::ORGANISATION));
        if is_own && is_equal(knowledge::built_in(entry).name(), name) {
            return 20;
        }
    }
    0
}

/// How much likelier a name is to be meant for lying this side of a known one. Of the names that people visit, three to four
/// times as many are another without one letter than lie one edit from it otherwise, most often without the last (`reuter`).
/// Whoever slips looks at the first letter, and whoever coins a name does not. The neighbours of the large mailbox providers
/// are counted in what is known of those.
pub(super) const fn left_over(name: &str, known: &Known<'_>, slip: Slip) -> i32 {
    let is_large = known.class.is(Class::PROVIDER) && known.rarity < LITTLE_USED;
    let is_users = is_the_users(known);
    let known = known.name();
    if is_large || is_users {
        0
    } else if matches!(slip, Slip::Edit(Edit::Omission | Edit::Undoubling)) {
        4 + if ends_with(known, name) {
            10
        } else if starts_with(known, name) {
            2
        } else {
            0
        }
    } else if matches!(slip, Slip::Edit(Edit::Doubling)) {
        6
    } else if name.is_empty() || known.is_empty() || name.as_bytes()[0] != known.as_bytes()[0] {
        4
    } else {
        0
    }
}

/// Whether two names are the same word behind other letters, which is how companies name what they offer: ibmcloud, gstatic.
const fn is_offer(name: &str, known: &str) -> bool {
    let mut head = 1;
    while head <= 3 && head + 5 <= known.len() {
        let word = tail(known, head);
        if ends_with(name, word) && name.len() - word.len() <= 3 && data::class(word).is(Class::WORD) {
            return true;
        }
        head += 1;
    }
    false
}

/// Whether a digit that lies beside neither of its neighbours on the keyboard stands between the letters of a known name: `http2bin`.
const fn is_number_between(name: &str, known: &str) -> bool {
    let (name, known) = (name.as_bytes(), known.as_bytes());
    let mut at = 0;
    while at < known.len() && at < name.len() && name[at] == known[at] {
        at += 1;
    }
    let is_between = at > 0 && at < known.len() && name.len() == known.len() + 1 && name[at].is_ascii_digit();
    is_between
        && are_numbered_alike(name, known)
        && !keyboard::neighbours(name[at], known[at - 1])
        && !keyboard::neighbours(name[at], known[at])
}

/// How many letters the known one has of the word in which two names differ, of those that are words between hyphens, where these
/// are three and less: `r-project` and `rr-project` are told apart by what is as short as a name of that length, which has a neighbour
/// everywhere.
const fn abbreviation_between(name: &str, known: &str) -> Option<usize> {
    let (a, b) = (name.as_bytes(), known.as_bytes());
    let (mut start, mut from) = (0, 0);
    while start < a.len() && start < b.len() && a[start] == b[start] {
        if a[start] == b'-' {
            from = start + 1;
        }
        start += 1;
    }
    let (mut end_a, mut end_b, mut to) = (a.len(), b.len(), b.len());
    while end_a > start && end_b > start && a[end_a - 1] == b[end_b - 1] {
        end_a -= 1;
        end_b -= 1;
        if b[end_b] == b'-' {
            to = end_b;
        }
    }
    let is_of_several = from > 0 || to < b.len();
    if is_of_several && to >= from && to - from <= 3 { Some(to - from) } else { None }
}

/// Whether two names are the same but for their digits.
pub(super) const fn are_numbered_alike(a: &[u8], b: &[u8]) -> bool {
    let (mut in_a, mut in_b) = (0, 0);
    loop {
        while in_a < a.len() && a[in_a].is_ascii_digit() {
            in_a += 1;
        }
        while in_b < b.len() && b[in_b].is_ascii_digit() {
            in_b += 1;
        }
        if in_a == a.len() || in_b == b.len() {
            return in_a == a.len() && in_b == b.len();
        }
        if a[in_a] != b[in_b] {
            return false;
        }
        in_a += 1;
        in_b += 1;
    }
}

/// Whether it is the user who knows the name. One that everybody knows has neighbours who coined theirs after it, whatever manifest
/// declares it: `cython.org`.
const fn is_the_users(known: &Known<'_>) -> bool {
    let is_famous = known.class.is(Class::HOST.or(Class::ORGANISATION));
    matches!(known.source, Source::Protect) || matches!(known.source, Source::Declared(_)) && !is_famous
}

/// Companies choose names close to each other's more often than mailbox providers do, short ones most of all.
pub(super) const fn company(known: &Known<'_>, name: &str) -> i32 {
    if is_the_users(known) || known.class.is(Class::PROVIDER) {
        return 0;
    }
    match name.len() {
        0..=5 => 10,
        6..=9 => 7,
        _ => 6,
    }
}

/// Whether an ending is kept for schools or governments, where names are abbreviations and each has its neighbours.
const fn is_academic(ending: &str) -> bool {
    let first = slice(ending, 0, find(ending.as_bytes(), 0, ending.len(), b'.'));
    is_one_of(first, ending_words::ACADEMIC.as_slice())
}

/// How unlikely it is that a government has an office of the name that another's has: each country has its ministries.
pub(super) const OTHER_GOVERNMENT: i32 = 45;

/// Whether two endings are those of two countries' governments: `gov.sk` and `gov.uk`.
pub(super) const fn is_another_government(ending: &str, known: &str) -> bool {
    match (split_at_dot(ending), split_at_dot(known)) {
        (Some((first, country)), Some((second, other))) => {
            is_equal(first, second) && !is_equal(country, other) && !data::country(country).is_empty()
        }
        _ => false,
    }
}

/// How unlikely it is that somebody means the name of a known domain under another ending that exists.
pub(super) const fn ending_meant(known: &Known<'_>, name: &str, ending: &str, slip: Slip) -> i32 {
    if known.class.is(Class::MILITARY) {
        // Other countries' forces have their names below `mil` too.
        let abroad = starts_with(ending, "mil.") && !data::country(suffix::top(ending)).is_empty();
        return if abroad { 50 } else { 90 };
    }
    if known.class.is(Class::GOVERNMENT) && is_another_government(ending, known.ending()) {
        return OTHER_GOVERNMENT;
    }
    let provider = known.class.is(Class::PROVIDER);
    // The owners of a name take it under the neighbouring endings too, but seldom under a longer one.
    let base = if matches!(slip, Slip::DoubledEnding) {
        95
    } else if matches!(slip, Slip::SurplusEnding) {
        let is_offices = known.class.is(Class::GOVERNMENT) && split_at_dot(known.ending()).is_some();
        if is_offices {
            110
        } else if provider {
            64
        } else {
            50
        }
    } else if matches!(slip, Slip::WrongSecondLevel) {
        // Universities bear the names of towns, whose companies are under the commercial level.
        if is_academic(known.ending()) { 80 } else { 60 }
    } else if matches!(slip, Slip::WrongEnding) {
        if known.class.is(Class::FEDERAL) && name.len() > 3 {
            // Of the names below `.gov`, one in 60 is a much visited site's under `.com` or `.org` as well, of the long ones one
            // in 200. Towns, counties and what they run have moved there from `.org`, `.com` and `.us`, or have both.
            if name.len() < 10 { 86 } else { 90 }
        } else if provider {
            72
        } else {
            45
        }
    } else if provider {
        // The longer a name, the fewer others bear it.
        let distinct = if name.len() > 9 { 5 } else { name.len().saturating_sub(4) as i32 };
        if matches!(slip, Slip::NoSecondLevel) { 82 } else { 70 + 4 * distinct }
    } else if is_equal(name, "example") {
        // `.co` is sold as a short `.com`, and much used as one; nobody holds the documentation names under other endings
        // (RFC 2606, section 3).
        if is_equal(ending, "co") { 48 } else { 76 }
    } else if matches!(slip, Slip::NoSecondLevel) {
        62
    } else if is_equal(ending, "co") {
        // Of 550 well-known names under `.com`, one in 80 is in use under `.co` as well, and then by the same owner.
        76
    } else if knowledge::risk_of(ending).is_some() {
        // Under the endings that are known for their leaks hardly anybody else means such a name.
        90
    } else if known.class.is(Class::GOVERNMENT) && name.len() > 3 {
        // Nor a government's abroad, unless it is an abbreviation that others have as well.
        84
    } else if is_academic(known.ending()) {
        80
    } else {
        62
    };
    match name.len() {
        0..=2 if knowledge::risk_of(ending).is_some() => base - 16,
        0..=2 if base < 90 => base - 18,
        3 => base - 2,
        _ => base,
    }
}
