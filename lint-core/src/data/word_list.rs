//! Lists of words that a rule goes by.

/// Some words, in the order of their table.
#[derive(Clone, Copy, Debug)]
pub(crate) struct WordList(pub(super) &'static [&'static str]);

impl WordList {
    pub(crate) const fn as_slice(self) -> &'static [&'static str] {
        self.0
    }

    pub(crate) fn iter(self) -> impl Iterator<Item = &'static str> {
        self.0.iter().copied()
    }

    /// Whether it has exactly this word.
    pub(crate) fn has(self, word: &[u8]) -> bool {
        self.iter().any(|known| known.as_bytes() == word)
    }

    /// Whether it has this word, in any case.
    pub(crate) fn has_in_any_case(self, word: &[u8]) -> bool {
        self.iter().any(|known| known.as_bytes().eq_ignore_ascii_case(word))
    }
}

/// Some words of two bytes of ASCII or more, any of which a text may begin with. Most texts begin with none, which their first bytes
/// tell at once: in a program an eighth of all bytes could begin one, and comparing each with every word took longer than all else that
/// is done with them.
#[derive(Debug)]
pub(crate) struct Beginnings {
    words: WordList,
    /// For each first byte, the second ones, a bit each, and the third ones.
    seconds: [u128; 128],
    thirds: [u128; 128],
}

impl Beginnings {
    pub(crate) const fn of(words: WordList) -> Beginnings {
        let (mut seconds, mut thirds, mut at) = ([0; 128], [0; 128], 0);
        while at < words.0.len() {
            let word = words.0[at].as_bytes();
            seconds[word[0] as usize] |= 1 << word[1];
            thirds[word[0] as usize] |= if word.len() > 2 { 1 << word[2] } else { !0 };
            at += 1;
        }
        Beginnings { words, seconds, thirds }
    }

    /// The first of the words that a text begins with.
    pub(crate) fn find(&self, text: &[u8]) -> Option<&'static str> {
        let &[first @ 0..128, second @ 0..128, ref rest @ ..] = text else { return None };
        let has = |bytes: &[u128; 128], byte: u8| {
            bytes[usize::from(first)].checked_shr(byte.into()).is_some_and(|bytes| bytes & 1 != 0)
        };
        if has(&self.seconds, second) && rest.first().is_none_or(|third| has(&self.thirds, *third)) {
            self.words.iter().find(|word| text.starts_with(word.as_bytes()))
        } else {
            None
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{Beginnings, WordList};

    #[test]
    fn the_first_word_that_a_text_begins_with_is_found() {
        static WORDS: Beginnings = Beginnings::of(WordList(&["{@}", "[@]", "{@", "\\&"]));
        for (text, expected) in [
            (&b"{@}x"[..], Some("{@}")),
            (b"{@", Some("{@")),
            (b"\\&", Some("\\&")),
            (b"[@x", None),
            (b"[", None),
            (b"{\xc3\xa4", None),
            (b"\xc3@", None),
        ] {
            assert_eq!(WORDS.find(text), expected, "{}", text.escape_ascii());
        }
    }
}
