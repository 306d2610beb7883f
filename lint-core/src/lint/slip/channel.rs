//! The channel: how likely it is that somebody who meant one string typed another.

use crate::text::edit::{self, Edit};

/// Four addresses in 1,000 carry a slip; three quarters of those in the name.
pub(super) const NAME_SLIP: i32 = 25;
/// The quarter in the ending.
pub(super) const ENDING_SLIP: i32 = 30;
/// A further slip by somebody who has made one: one in twenty.
pub(super) const SECOND_SLIP: i32 = 13;
pub(crate) const TWO_SLIPS: &str = "two slips";

/// 10 log10 of a small count.
pub(super) fn decibans(count: usize) -> i32 {
    const TABLE: [i32; 17] = [0, 0, 3, 5, 6, 7, 8, 8, 9, 10, 10, 10, 11, 11, 11, 12, 12];
    TABLE.get(count).copied().unwrap_or(13)
}

/// The cost of one edit at byte `at` of a string of `length` bytes, given that a slip happened.
fn edit_cost(edit: Edit, at: usize, length: usize, typed: &[u8], meant: &[u8]) -> i32 {
    let kind = match edit {
        Edit::Undoubling => 1,
        Edit::Omission => 4,
        Edit::Transposition => 7,
        Edit::Doubling => 8,
        // One letter of about 16 that are near or common, one of 4 neighbours, one of 25 others.
        Edit::Insertion => 9 + 12,
        Edit::NearKey => 11 + 6,
        Edit::Substitution if look_alike(typed.get(at), meant.get(at)) => 15 + 4,
        Edit::Substitution if sound_alike(typed.get(at), meant.get(at)) => 15 + 7,
        Edit::Substitution => 15 + 14,
    };
    // People look at the first letter.
    let first = if at == 0 && !matches!(edit, Edit::Insertion | Edit::Doubling) { 3 } else { 0 };
    kind + first + decibans(length)
}

/// Whether two characters are taken for each other by ear: one vowel for another.
fn sound_alike(a: Option<&u8>, b: Option<&u8>) -> bool {
    let vowel = |letter: Option<&u8>| letter.is_some_and(|letter| b"aeiouy".contains(letter));
    vowel(a) && vowel(b)
}

/// Whether two characters are taken for each other by eye.
fn look_alike(a: Option<&u8>, b: Option<&u8>) -> bool {
    const PAIRS: [[u8; 2]; 5] = [*b"il", *b"1l", *b"1i", *b"0o", *b"5s"];
    match (a, b) {
        (Some(&a), Some(&b)) => PAIRS.contains(&[a, b]) || PAIRS.contains(&[b, a]),
        _ => false,
    }
}

/// How the typed string differs from the meant one: cost without the price of having slipped at all, and a noun.
pub(super) fn difference(typed: &[u8], meant: &[u8]) -> Option<(i32, &'static str)> {
    let (edit, at) = edit::single(typed, meant)?;
    Some((edit_cost(edit, at, meant.len(), typed, meant), edit.as_str()))
}

/// The same for two edits, by the distance that strsim gives.
pub(super) fn two_edits(typed: &str, meant: &str) -> Option<(i32, &'static str)> {
    if typed.len().abs_diff(meant.len()) > 2 || letters(typed, meant) > 4 || strsim::osa_distance(typed, meant) != 2 {
        return None;
    }
    // Which two they were matters little beside the fact that it took two.
    Some((2 * (6 + decibans(meant.len())) + SECOND_SLIP, TWO_SLIPS))
}

/// How many letters stand in only one of the two: a bound on the distance that costs no table.
fn letters(a: &str, b: &str) -> u32 {
    let set = |text: &str| text.bytes().fold(0u64, |set, byte| set | 1 << (byte % 64));
    (set(a) ^ set(b)).count_ones()
}
