//! Which characters can stand in an address or a host, and reading them from bytes that may not be UTF-8.

/// May stand in a local part without quotes, as far as addresses in use go (RFC 5321 allows more, and all of it also
/// stands around addresses: `'`, `/`, `=`, `{`).
pub(crate) const LOCAL: u8 = 1;
/// May stand in a host name; the underscore is in use though RFC 952 leaves it out.
pub(crate) const HOST: u8 = 2;
/// Letters and digits.
pub(crate) const ALNUM: u8 = 4;
/// Letters.
pub(crate) const ALPHA: u8 = 8;

static CLASSES: [u8; 256] = {
    let mut classes = [0; 256];
    let mut b = 0;
    while b < 128 {
        let byte = b as u8;
        if byte.is_ascii_alphabetic() {
            classes[b] = LOCAL | HOST | ALNUM | ALPHA;
        } else if byte.is_ascii_digit() {
            classes[b] = LOCAL | HOST | ALNUM;
        } else if matches!(byte, b'.' | b'-' | b'_') {
            classes[b] = LOCAL | HOST;
        } else if matches!(byte, b'+' | b'%') {
            classes[b] = LOCAL;
        }
        b += 1;
    }
    classes
};

/// Whether the byte is of one of the classes.
pub(crate) fn is(byte: u8, classes: u8) -> bool {
    CLASSES[byte as usize] & classes != 0
}

/// How many of the bytes are letters before the first that is none; all are looked at at once.
pub(crate) fn letters(word: &[u8; 8]) -> usize {
    const EACH: u64 = u64::from_ne_bytes([1; 8]);
    const HIGHEST: u64 = EACH << 7;
    let lower = u64::from_le_bytes(*word) | (EACH * 0x20);
    let ascii = lower & !HIGHEST;
    let (from_a, behind_z) = (ascii + EACH * (0x80 - b'a' as u64), ascii + EACH * (0x7f - b'z' as u64));
    let others = !(from_a & !behind_z & !lower) & HIGHEST;
    others.trailing_zeros() as usize / 8
}

/// The byte at `at`; a space outside of the text, since nothing reaches over its ends.
pub(crate) fn byte(text: &[u8], at: usize) -> u8 {
    text.get(at).copied().unwrap_or(b' ')
}

/// The byte before `at`, likewise.
pub(crate) fn before(text: &[u8], at: usize) -> u8 {
    at.checked_sub(1).map_or(b' ', |at| byte(text, at))
}

/// The bytes `start..end`, as far as there are any.
pub(crate) fn slice(text: &[u8], start: usize, end: usize) -> &[u8] {
    text.get(start..end.min(text.len())).unwrap_or_default()
}

/// The character that starts at `at`; `None` at the end and where there is no UTF-8.
pub(crate) fn char_at(text: &[u8], at: usize) -> Option<char> {
    let len = match text.get(at)? {
        0..=0x7f => 1,
        0xc2..=0xdf => 2,
        0xe0..=0xef => 3,
        0xf0..=0xf4 => 4,
        _ => return None,
    };
    std::str::from_utf8(text.get(at..at + len)?).ok()?.chars().next()
}

/// The character that ends before `at`, likewise.
pub(crate) fn char_before(text: &[u8], at: usize) -> Option<char> {
    let start = (at.saturating_sub(4)..at).rev().find(|&i| text.get(i).is_some_and(|b| b & 0xc0 != 0x80))?;
    let found = char_at(text, start)?;
    (start + found.len_utf8() == at).then_some(found)
}

/// Scripts written without spaces between words: a word may stand right beside an address.
pub(crate) fn is_unspaced(c: char) -> bool {
    matches!(c, '\u{0e00}'..='\u{0eff}' | '\u{1000}'..='\u{109f}' | '\u{1100}'..='\u{11ff}' | '\u{1780}'..='\u{17ff}'
        | '\u{2e80}'..='\u{9fff}' | '\u{a000}'..='\u{a4cf}' | '\u{ac00}'..='\u{d7ff}' | '\u{f900}'..='\u{faff}'
        | '\u{ff66}'..='\u{ffdc}' | '\u{20000}'..='\u{3ffff}')
}

#[cfg(test)]
mod tests {
    use super::{ALPHA, is, letters};

    #[test]
    fn letters_are_counted_at_once_as_one_by_one() {
        for at in 0..8 {
            for byte in 0..=255 {
                let mut word = *b"aZzAmMqX";
                word[at] = byte;
                let expected = word.iter().position(|&b| !is(b, ALPHA)).unwrap_or(8);
                assert_eq!(letters(&word), expected, "{word:?}");
            }
        }
    }
}
