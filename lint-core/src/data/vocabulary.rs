//! The words that names of organisations are made of.
//!
//! What is compiled in is `vocabulary.tsv` itself, and `vocabulary.idx`, which files each line under the first letters of its
//! word and under the last: a slip leaves one or the other as they were.

use super::decimal;
use super::index::{Filed, Hash, Layout, View};
use crate::text::const_str::{find, slice};

/// A word that names are made of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Word {
    pub(crate) text: &'static str,
    /// Where in the table stands what is said of it.
    said: usize,
}

static VOCABULARY: &str = include_str!("../../data/vocabulary.tsv");
static INDEX: Layout<'_> = Layout::of(include_bytes!("vocabulary.idx"));

impl Word {
    /// Under how many of its first and of its last letters a word is filed: few enough for a slip to miss either.
    pub(crate) const ANCHORS: [usize; 2] = [3, 4];

    #[cfg(test)]
    pub(super) fn anchor(text: &str) -> usize {
        Word::ANCHORS[usize::from(text.len() > 8)]
    }

    /// The line that begins at byte `at` of the table.
    const fn at(at: usize) -> Word {
        let tab = find(VOCABULARY.as_bytes(), at, VOCABULARY.len(), b'\t');
        Word { text: slice(VOCABULARY, at, tab), said: tab + 1 }
    }

    /// -10 log10 of its share of all names.
    pub(crate) const fn rarity(self) -> u8 {
        decimal(VOCABULARY.as_bytes(), self.said, VOCABULARY.len())
    }

    /// Whether this, although it looks like a slip of the word, is something else.
    pub(crate) fn is_other(self, text: &str) -> bool {
        let end = find(VOCABULARY.as_bytes(), self.said, VOCABULARY.len(), b'\n');
        let others = slice(VOCABULARY, self.said, end).split_once('\t');
        others.is_some_and(|(_, others)| others.split(' ').any(|other| other == text))
    }
}

/// Calls `each` with the words whose first letters, or for [`View::Tail`] last, have this hash; some may be there by accident
/// of hashing.
pub(crate) fn each_word(hash: Hash, view: View, each: &mut dyn FnMut(Word)) {
    let key = hash.key(view);
    // Few letters are the first or last of any.
    if !INDEX.may_file(key) {
        return;
    }
    let mut filed = Filed::under(key, INDEX);
    while let Some(line) = filed.next() {
        each(Word::at(line as usize));
    }
}

/// All words, each with where its line begins.
#[cfg(test)]
pub(super) fn words() -> impl Iterator<Item = (usize, Word)> {
    let mut next = 0;
    let lines = VOCABULARY.lines().map(move |line| {
        let at = next;
        next += line.len() + 1;
        (at, line)
    });
    lines.filter(|(_, line)| !line.starts_with('#')).map(|(at, _)| (at, Word::at(at)))
}
