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
