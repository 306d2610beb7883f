//! What was meant by an address with one thing wrong, where that is plain.

use super::{Error, ErrorKind, Part};
use crate::data::{Class, Entries, View, hash};
use crate::text::const_str::{Words, ends_with, find, is_equal, slice, split_at_dot, stands_at, tail};

/// The address without the one thing that is wrong; likeliest first.
pub(crate) const fn mended(address: &str, error: Error) -> [Option<Words>; 2] {
    let (before, behind) = (slice(address, 0, error.span().start), tail(address, error.span().end));
    match error.kind() {
        // Nothing is that long and an address.
        _ if address.len() > 1024 => [None; 2],
        ErrorKind::NotADot(_) | ErrorKind::DoubledDot => one(&[before, ".", behind]),
        ErrorKind::NoAt => with_at(address),
        ErrorKind::NoDot => match known_by(slice(address, error.span().start, error.span().end)) {
            Some(known) => one(&[before, known, behind]),
            None => [None; 2],
        },
        ErrorKind::DoubledAt => one(&[before, "@", behind]),
        // The comma and the dot are the keys beside the m.
        ErrorKind::TrailingDot(Part::Domain) | ErrorKind::StrayMark(',') if ends_with(before, ".co") => {
            [Some(Words::of(&[before, "m"])), Some(Words::of(&[before]))]
        }
        // Words that a blank parts are not joined: a name stands before the address.
        ErrorKind::Space if !is_beside_mark(before, behind) => [None; 2],
        ErrorKind::LeadingDot(_) | ErrorKind::TrailingDot(_) | ErrorKind::Space | ErrorKind::StrayMark(_) => {
            one(&[before, behind])
        }
        _ => [None; 2],
    }
}

const fn one(parts: &[&str]) -> [Option<Words>; 2] {
    [Some(Words::of(parts)), None]
}

/// With an `@` for the wide one, or for what is typed with shift and the key beside it or the one beside that.
const fn with_at(address: &str) -> [Option<Words>; 2] {
    const WIDE: &str = "\u{ff20}";
    let (bytes, len) = (address.as_bytes(), address.len());
    let mut at = 0;
    while at < len && !stands_at(bytes, at, WIDE.as_bytes()) {
        at += 1;
    }
    let (at, width) = if at < len { (at, WIDE.len()) } else { (find(bytes, 0, len, b'%'), 1) };
    if at < len { one(&[slice(address, 0, at), "@", tail(address, at + width)]) } else { [None; 2] }
}

/// Whether a blank between the two lies beside an `@` or a dot, or at an end.
const fn is_beside_mark(before: &str, behind: &str) -> bool {
    before.is_empty()
        || behind.is_empty()
        || matches!(before.as_bytes(), [.., b'@' | b'.'])
        || matches!(behind.as_bytes(), [b'@' | b'.', ..])
}

/// The known domain of this name that is meant most, by far: nearly all people who are `x@gmail` are at `gmail.com`.
const fn known_by(name: &str) -> Option<&'static str> {
    /// Four to one, in decibans.
    const FAR: u8 = 6;
    let mut lower = Words::of(&[name]);
    lower.make_lowercase();
    let name = lower.as_str();
    let (mut known, mut next): (Option<(u8, &str)>, _) = (None, u8::MAX);
    let mut entries = Entries::under(hash(name.as_bytes()).key(View::Near));
    while let Some(entry) = entries.next() {
        let (domain, rarity) = (entry.name(), entry.rarity());
        let is_of_name = match split_at_dot(domain) {
            Some((label, ending)) => is_equal(label, name) && split_at_dot(ending).is_none(),
            None => false,
        };
        if !entry.class.is(Class::TARGET) || !is_of_name {
            continue;
        }
        match known {
            // It is filed under several keys.
            Some((_, other)) if is_equal(other, domain) => {}
            Some((least, _)) if least <= rarity => next = if rarity < next { rarity } else { next },
            Some((least, _)) => (known, next) = (Some((rarity, domain)), least),
            None => known = Some((rarity, domain)),
        }
    }
    match known {
        Some((rarity, domain)) if next.saturating_sub(rarity) >= FAR => Some(domain),
        _ => None,
    }
}
