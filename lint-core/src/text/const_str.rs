//! What `str` and slices do with iterators, for a `const fn`, which cannot call those.

/// The character that starts at byte `at`; `None` at the end of the text.
///
/// In the middle of a character it gives U+FFFD, one byte wide, so that a caller who counts on gets to the end all the same.
pub(crate) const fn char_at(text: &str, at: usize) -> Option<char> {
    let bytes = text.as_bytes();
    if at >= bytes.len() {
        return None;
    }
    let first = bytes[at];
    if first < 0x80 {
        return Some(first as char);
    }
    let (more, mut code) = match first {
        0xC2..=0xDF => (1, first as u32 & 0x1F),
        0xE0..=0xEF => (2, first as u32 & 0x0F),
        0xF0..=0xF4 => (3, first as u32 & 0x07),
        _ => (0, char::REPLACEMENT_CHARACTER as u32),
    };
    let mut next = at + 1;
    while next <= at + more && next < bytes.len() {
        code = code << 6 | (bytes[next] as u32 & 0x3F);
        next += 1;
    }
    match char::from_u32(code) {
        Some(char) => Some(char),
        None => Some(char::REPLACEMENT_CHARACTER),
    }
}

/// How many bytes to go on from a character that [`char_at`] gave for a byte of value `first`.
pub(crate) const fn width(first: u8) -> usize {
    match first {
        0xC2..=0xDF => 2,
        0xE0..=0xEF => 3,
        0xF0..=0xF4 => 4,
        _ => 1,
    }
}

/// Whether all of a text is in ASCII.
pub(crate) const fn is_ascii(text: &str) -> bool {
    // Eight bytes at a time, which is quicker even where nothing is optimised.
    const HIGH: u64 = u64::from_ne_bytes([0x80; 8]);
    let (mut rest, mut bits) = (text.as_bytes(), 0);
    while let Some((eight, behind)) = rest.split_first_chunk() {
        bits |= u64::from_ne_bytes(*eight);
        rest = behind;
    }
    while let [byte, behind @ ..] = rest {
        bits |= *byte as u64;
        rest = behind;
    }
    bits & HIGH == 0
}

/// The first place of `wanted` in `from..to`, or `to`.
pub(crate) const fn find(bytes: &[u8], from: usize, to: usize, wanted: u8) -> usize {
    let mut at = from;
    while at < to && bytes[at] != wanted {
        at += 1;
    }
    at
}

/// Whether `from..to` is `word`, which is given in lower case, in any case.
pub(crate) const fn is_word(bytes: &[u8], from: usize, to: usize, word: &[u8]) -> bool {
    if to != from + word.len() || to > bytes.len() {
        return false;
    }
    let mut at = from;
    while at < to && bytes[at].to_ascii_lowercase() == word[at - from] {
        at += 1;
    }
    at == to
}

/// The part `from..to` of a text; empty unless both are borders of characters in it.
///
/// Of all that the rules call this is the dearest in a constant, where the library's checks are interpreted too: as dear as forty
/// comparisons of bytes. So nothing is cut out before it is known that it will be looked at.
pub(crate) const fn slice(text: &str, from: usize, to: usize) -> &str {
    if from >= to {
        return "";
    }
    let mut part = text;
    if to != text.len() {
        part = match text.split_at_checked(to) {
            Some((head, _)) => head,
            None => "",
        };
    }
    if from > 0 {
        part = match part.split_at_checked(from) {
            Some((_, tail)) => tail,
            None => "",
        };
    }
    part
}

/// Whether two texts are the same.
pub(crate) const fn is_equal(a: &str, b: &str) -> bool {
    let (a, b) = (a.as_bytes(), b.as_bytes());
    // Most differ in the first byte, which costs a constant less to see than how long they are.
    if let ([first, ..], [other, ..]) = (a, b) {
        if *first != *other {
            return false;
        }
    }
    let (mut at, len) = (0, a.len());
    if len != b.len() {
        return false;
    }
    while at < len && a[at] == b[at] {
        at += 1;
    }
    at == len
}

/// Whether a text begins with another.
pub(crate) const fn starts_with(text: &str, start: &str) -> bool {
    stands_at(text.as_bytes(), 0, start.as_bytes())
}

/// Whether a text ends with another.
pub(crate) const fn ends_with(text: &str, end: &str) -> bool {
    let (text, end) = (text.as_bytes(), end.as_bytes());
    text.len() >= end.len() && stands_at(text, text.len() - end.len(), end)
}

/// Whether `part` stands at `at`.
pub(crate) const fn stands_at(bytes: &[u8], at: usize, part: &[u8]) -> bool {
    let (mut done, len) = (0, part.len());
    if bytes.len() < at + len {
        return false;
    }
    while done < len && bytes[at + done] == part[done] {
        done += 1;
    }
    done == len
}

/// Whether a text is one of several.
pub(crate) const fn is_one_of(text: &str, of: &[&str]) -> bool {
    let mut at = 0;
    while at < of.len() && !is_equal(text, of[at]) {
        at += 1;
    }
    at < of.len()
}

/// A text from `from` to its end; empty where that is no border of characters.
pub(crate) const fn tail(text: &str, from: usize) -> &str {
    slice(text, from, text.len())
}

/// What stands before the first dot and what behind it.
pub(crate) const fn split_at_dot(text: &str) -> Option<(&str, &str)> {
    let dot = find(text.as_bytes(), 0, text.len(), b'.');
    if dot == text.len() {
        return None;
    }
    Some((slice(text, 0, dot), tail(text, dot + 1)))
}

/// Whether it is a control character: general category `Cc`.
pub(crate) const fn is_control(char: char) -> bool {
    matches!(char, '\0'..='\x1F' | '\x7F'..='\u{9F}')
}

/// A text put together in a `const fn`, of at most so many bytes; what does not fit is left out.
#[derive(Clone, Copy, Debug)]
pub(crate) struct ConstString<const MAX: usize> {
    bytes: [u8; MAX],
    len: usize,
}

/// A message.
pub(crate) type Words = ConstString<4096>;

/// A domain, with another behind it; either has at most 255 octets (RFC 1035, section 2.3.4).
pub(crate) type Joined = ConstString<512>;

impl<const MAX: usize> ConstString<MAX> {
    pub(crate) const NONE: ConstString<MAX> = ConstString { bytes: [0; MAX], len: 0 };

    /// All of the parts, one behind the other.
    pub(crate) const fn of(parts: &[&str]) -> ConstString<MAX> {
        let mut whole = ConstString::NONE;
        let mut at = 0;
        while at < parts.len() {
            whole.push(parts[at]);
            at += 1;
        }
        whole
    }

    pub(crate) const fn as_str(&self) -> &str {
        match std::str::from_utf8(self.bytes.split_at(self.len).0) {
            Ok(text) => text,
            Err(_) => "",
        }
    }

    pub(crate) const fn push(&mut self, text: &str) {
        let (text, mut at) = (text.as_bytes(), 0);
        let len = text.len();
        if len <= MAX - self.len {
            while at < len {
                self.bytes[self.len] = text[at];
                self.len += 1;
                at += 1;
            }
        }
    }

    /// Makes small letters of all capitals of ASCII.
    pub(crate) const fn make_lowercase(&mut self) {
        let mut at = 0;
        while at < self.len {
            self.bytes[at] = self.bytes[at].to_ascii_lowercase();
            at += 1;
        }
    }

    /// Makes capitals of all letters of ASCII.
    #[cfg(feature = "address")]
    pub(crate) const fn make_uppercase(&mut self) {
        let mut at = 0;
        while at < self.len {
            self.bytes[at] = self.bytes[at].to_ascii_uppercase();
            at += 1;
        }
    }

    pub(crate) const fn push_char(&mut self, char: char) {
        self.push(char.encode_utf8(&mut [0; 4]));
    }

    pub(crate) const fn push_number(&mut self, number: usize) {
        if number >= 10 {
            self.push_number(number / 10);
        }
        self.push_char((b'0' + (number % 10) as u8) as char);
    }

    /// In hexadecimal, with at least so many digits.
    pub(crate) const fn push_hex(&mut self, number: u32, digits: u32, upper: bool) {
        if number >= 16 || digits > 1 {
            self.push_hex(number >> 4, digits.saturating_sub(1), upper);
        }
        let digit = (number & 15) as u8;
        let letters = if upper { b'A' } else { b'a' };
        self.push_char(if digit < 10 { b'0' + digit } else { letters + digit - 10 } as char);
    }
}

#[cfg(test)]
mod tests {
    use super::{
        Words, char_at, ends_with, find, is_equal, is_one_of, is_word, slice, split_at_dot, starts_with, tail, width,
    };

    #[test]
    fn texts_are_compared_as_std_compares_them() {
        let texts = ["", "a", "b", "ab", "ba", "aba", "ü", "aü"];
        for a in texts {
            for b in texts {
                assert_eq!(is_equal(a, b), a == b);
                assert_eq!(starts_with(a, b), a.starts_with(b));
                assert_eq!(ends_with(a, b), a.ends_with(b));
                assert_eq!(is_one_of(a, &[b, "x"]), [b, "x"].contains(&a));
            }
        }
        for text in ["", ".", "a", "a.b", "a.b.c", ".a"] {
            assert_eq!(split_at_dot(text), text.split_once('.'));
        }
        assert_eq!((tail("aüb", 1), tail("aüb", 2), tail("a", 1)), ("üb", "", ""));
    }

    #[test]
    fn a_message_is_what_was_pushed_as_far_as_it_fits() {
        let mut words = Words::NONE;
        words.push("aü");
        words.push_char('漢');
        words.push_number(1040);
        words.push_hex(0xab, 4, true);
        words.push_hex(0xab, 1, false);
        assert_eq!(words.as_str(), "aü漢104000ABab");
        words.push(&"x".repeat(5000));
        assert_eq!(words.as_str(), "aü漢104000ABab");
    }

    #[test]
    fn a_word_is_compared_in_any_case_and_whole() {
        assert!(is_word(b"a Word.", 2, 6, b"word"));
        assert!(!is_word(b"a Word.", 2, 5, b"word"));
        assert!(!is_word(b"a wort.", 2, 6, b"word"));
        assert!(!is_word(b"a wo", 2, 6, b"word"));
    }

    #[test]
    fn a_part_is_cut_at_characters() {
        assert_eq!(slice("aüb", 1, 3), "ü");
        assert_eq!(slice("aüb", 1, 2), "");
        assert_eq!(slice("aüb", 3, 1), "");
        assert_eq!(slice("aüb", 0, 9), "");
    }

    #[test]
    fn a_byte_is_found_within_bounds() {
        assert_eq!(find(b"a.b.c", 0, 5, b'.'), 1);
        assert_eq!(find(b"a.b.c", 2, 5, b'.'), 3);
        assert_eq!(find(b"a.b.c", 2, 3, b'.'), 3);
        assert_eq!(find(b"a.b.c", 4, 5, b'.'), 5);
    }

    #[test]
    fn every_character_is_read_as_std_reads_it() {
        for char in '\0'..=char::MAX {
            let text = char.to_string();
            assert_eq!(char_at(&text, 0), Some(char));
            assert_eq!(width(text.as_bytes()[0]), text.len());
            assert_eq!(char_at(&text, text.len()), None);
        }
    }

    #[test]
    fn the_middle_of_a_character_is_no_character() {
        assert_eq!(char_at("ü", 1), Some('\u{FFFD}'));
        assert_eq!(char_at("ü", 2), None);
    }
}
