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
    if to > bytes.len() || to != from + word.len() {
        return false;
    }
    let mut at = from;
    while at < to && bytes[at].to_ascii_lowercase() == word[at - from] {
        at += 1;
    }
    at == to
}

/// The part `from..to` of a text; empty unless both are borders of characters in it.
pub(crate) const fn slice(text: &str, from: usize, to: usize) -> &str {
    let bytes = text.as_bytes();
    if from > to || to > bytes.len() {
        return "";
    }
    match std::str::from_utf8(bytes.split_at(to).0.split_at(from).1) {
        Ok(part) => part,
        Err(_) => "",
    }
}

#[cfg(test)]
mod tests {
    use super::{char_at, find, is_word, slice, width};

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
