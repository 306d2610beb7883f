//! The channel: how likely it is that somebody who meant one string typed another.

use super::Slip;
use super::prices::price;
use crate::text::const_str::is_equal;
use crate::text::edit::{self, Edit};
use crate::text::keyboard;

/// Four addresses in 1,000 carry a slip; three quarters of those in the name.
pub(super) const NAME_SLIP: i32 = price("name_slip");
/// The quarter in the ending.
pub(super) const ENDING_SLIP: i32 = price("ending_slip");
/// A further slip by somebody who has made one: one in twenty.
pub(super) const SECOND_SLIP: i32 = price("second_slip");
const OMISSION: i32 = price("omission");
const UNDOUBLING: i32 = price("undoubling");
const TRANSPOSITION: i32 = price("transposition");
const DOUBLING: i32 = price("doubling");
const INSERTION_AT_HAND: i32 = price("insertion_at_hand");
const INSERTION: i32 = price("insertion");
const NEAR_KEY: i32 = price("near_key");
const LETTER_ALIKE: i32 = price("letter_alike");
const VOWEL: i32 = price("vowel");
const DIGIT: i32 = price("digit");
const OTHER_KEY: i32 = price("other_key");
const FIRST_LETTER: i32 = price("first_letter");
const LETTER_MOVED: i32 = price("letter_moved");
const TWO_SLIPS: i32 = price("two_slips");

/// 10 log10 of a small count.
pub(super) const fn decibans(count: usize) -> i32 {
    const TABLE: [i32; 17] = [0, 0, 3, 5, 6, 7, 8, 8, 9, 10, 10, 10, 11, 11, 11, 12, 12];
    if count < TABLE.len() { TABLE[count] } else { 13 }
}

/// The cost of one edit at byte `at` of the meant string, given that a slip happened.
const fn edit_cost(edit: Edit, at: usize, typed: &[u8], meant: &[u8]) -> i32 {
    let kind = match edit {
        // Few names have more than one place for it.
        Edit::Undoubling => return UNDOUBLING,
        Edit::Omission => OMISSION,
        Edit::Transposition => TRANSPOSITION,
        Edit::Doubling => DOUBLING,
        Edit::Insertion if is_at_hand(typed[at], meant, at) => INSERTION_AT_HAND,
        Edit::Insertion => INSERTION,
        Edit::NearKey => NEAR_KEY,
        Edit::Substitution if look_alike(typed[at], meant[at]) => LETTER_ALIKE,
        Edit::Substitution if is_vowel(typed[at]) && is_vowel(meant[at]) => VOWEL,
        Edit::Substitution if typed[at].is_ascii_digit() && !meant[at].is_ascii_digit() => DIGIT,
        Edit::Substitution => OTHER_KEY,
    };
    let first = if at == 0 && !matches!(edit, Edit::Insertion | Edit::Doubling) { FIRST_LETTER } else { 0 };
    kind + first + decibans(meant.len())
}

/// Whether a letter typed too many before byte `at` lies beside a key that is hit just then, or comes next but one: `gamail`.
const fn is_at_hand(letter: u8, meant: &[u8], at: usize) -> bool {
    let mut near = if at == 0 { 0 } else { at - 1 };
    while near < meant.len() && near <= at + 1 {
        if near <= at && keyboard::neighbours(letter, meant[near]) || letter == meant[near] {
            return true;
        }
        near += 1;
    }
    false
}

/// Vowels are taken for each other by ear.
pub(super) const fn is_vowel(letter: u8) -> bool {
    matches!(letter, b'a' | b'e' | b'i' | b'o' | b'u' | b'y')
}

/// Whether two characters are taken for each other by eye.
const fn look_alike(a: u8, b: u8) -> bool {
    let (a, b) = if a < b { (a, b) } else { (b, a) };
    matches!((a, b), (b'i', b'l') | (b'1', b'l') | (b'1', b'i') | (b'0', b'o') | (b'5', b's'))
}

/// How the typed string differs from the meant one: cost without the price of having slipped at all, and by which slip.
pub(super) const fn difference(typed: &[u8], meant: &[u8]) -> Option<(i32, Slip)> {
    match edit::single(typed, meant) {
        Some((edit, at)) => Some((edit_cost(edit, at, typed, meant), Slip::Edit(edit))),
        None => None,
    }
}

/// How the typed string differs from the meant one by two edits: the price of the likeliest two, without that of the first.
///
/// With `whatever`, which two edits it were matters little beside the fact that it took two, as long as they left something
/// in its place: `moo` has nothing of `com`.
pub(super) const fn two_slips(typed: &str, meant: &str, whatever: bool) -> Option<(i32, Slip)> {
    if is_far(typed, meant) || is_equal(typed, meant) {
        return None;
    }
    let (typed, meant) = (typed.as_bytes(), meant.as_bytes());
    if edit::single(typed, meant).is_some() {
        return None;
    }
    let places = decibans(meant.len());
    let mut at = 0;
    while at < typed.len() && at < meant.len() && typed[at] == meant[at] {
        at += 1;
    }
    let is_left = at > 0 || matches!((typed.last(), meant.last()), (Some(typed), Some(meant)) if *typed == *meant);
    let mut best = if whatever && is_left { 2 * (TWO_SLIPS + places) } else { i32::MAX };
    // The first of the two, undone in every way where the strings part: a letter put in, changed, taken out, or swapped with the
    // next. Two edits are all where one more undoes the rest.
    let (mut way, mut are_two) = (0, false);
    while way < 4 {
        let mut between = Between { bytes: [0; Between::LONGEST], len: 0 };
        between.push(typed, 0, at);
        match way {
            0 | 1 => between.push(meant, at, at + 1),
            2 => {}
            _ => {
                between.push(typed, at + 1, at + 2);
                between.push(typed, at, at + 1);
            }
        }
        between.push(typed, at + [0, 1, 1, 2][way], typed.len());
        let between = between.bytes.split_at(between.len).0;
        if let (Some((first, _)), Some((second, _))) = (difference(typed, between), difference(between, meant)) {
            best = if first + second < best { first + second } else { best };
            are_two = true;
        }
        way += 1;
    }
    // A letter that moved some places is as easily come by as two transpositions.
    if is_one_moved(typed, meant) && LETTER_MOVED + places < best {
        best = LETTER_MOVED + places;
    }
    if are_two { Some((best + SECOND_SLIP, Slip::Two)) } else { None }
}

/// A text between two others.
struct Between {
    bytes: [u8; Between::LONGEST],
    len: usize,
}

impl Between {
    /// A label has at most 63 octets (RFC 1035, section 2.3.4); of longer ones the rest is cut off.
    const LONGEST: usize = 64;

    const fn push(&mut self, from: &[u8], mut start: usize, end: usize) {
        while start < end && start < from.len() && self.len < Between::LONGEST {
            self.bytes[self.len] = from[start];
            self.len += 1;
            start += 1;
        }
    }
}

/// Whether two texts are the same but for one letter that stands elsewhere.
const fn is_one_moved(a: &[u8], b: &[u8]) -> bool {
    if a.len() != b.len() {
        return false;
    }
    let (mut start, mut end) = (0, a.len());
    while start < end && a[start] == b[start] {
        start += 1;
    }
    while start < end && a[end - 1] == b[end - 1] {
        end -= 1;
    }
    start < end && (is_turned(a, b, start, end) || is_turned(b, a, start, end))
}

/// Whether what stands in `start..end` is the other with its first letter behind the rest.
const fn is_turned(a: &[u8], b: &[u8], start: usize, end: usize) -> bool {
    let mut at = start + 1;
    while at < end && a[at - 1] == b[at] {
        at += 1;
    }
    at == end && a[end - 1] == b[start]
}

/// Whether more than two slips lie between the two, by their length or by the letters that stand in only one of them: a bound
/// on the distance that costs no table.
const fn is_far(typed: &str, meant: &str) -> bool {
    typed.len().abs_diff(meant.len()) > 2 || (letter_set(typed) ^ letter_set(meant)).count_ones() > 4
}

const fn letter_set(text: &str) -> u64 {
    let (bytes, len) = (text.as_bytes(), text.len());
    let (mut set, mut at) = (0, 0);
    while at < len {
        set |= 1 << (bytes[at] % 64);
        at += 1;
    }
    set
}

#[cfg(test)]
mod tests {
    use super::two_slips;
    use strsim::{damerau_levenshtein, osa_distance};

    #[test]
    fn two_slips_are_two_edits() {
        let mut words: Vec<String> = ["gmail", "gamil", "mgial", "hotmail", "com", "comm"].map(String::from).to_vec();
        for a in "abc".chars() {
            for b in ["", "a", "b", "ab", "ba", "bc", "cb", "cab", "bca"] {
                words.extend([format!("{a}{b}"), format!("{b}{a}c")]);
            }
        }
        for typed in &words {
            for meant in &words {
                let found = two_slips(typed, meant, true).is_some();
                // The second may undo a part of the first, as in `ca` for `abc`.
                let (strict, free) = (osa_distance(typed, meant), damerau_levenshtein(typed, meant));
                assert!(!found || strict >= 2 && free == 2, "{typed} {meant}: {strict}, {free}");
                assert!(found || strict != 2, "{typed} {meant}");
            }
        }
    }
}
