//! Lists of words that a rule goes by, from tables with a line a word: `ROLE<TAB>WORD`, and what it is where that needs saying.
//!
//! They are put together by the compiler, so that a rule asks for one of its words as quickly as if they stood beside it.

use super::rows::Rows;
use crate::text::const_str::is_equal;

/// The words of languages and formats.
pub(crate) static SYNTAX: &str = include_str!("../../data/syntax.tsv");

/// Names that stand for anybody's.
pub(crate) static PLACEHOLDERS: &str = include_str!("../../data/placeholders.tsv");

/// Words by which a place is known to hold a host.
pub(crate) static HOST_WORDS: &str = include_str!("../../data/host_words.tsv");

/// The mailbox providers that mail goes to most, in the order of their names, laid out from the table of all.
pub(crate) static LARGE_PROVIDERS: WordList = WordList::lines(include_str!("large_providers.txt"));

/// How the US Defense Department names mailboxes.
pub(crate) static MILITARY_MAILBOXES: &str = include_str!("../../data/military_mailboxes.tsv");

/// The most words that a list has room for; a longer one does not compile.
const MOST: usize = 48;

/// The words of a table that have one role, in their order there.
#[derive(Clone, Copy, Debug)]
pub(crate) struct WordList {
    words: [&'static str; MOST],
    count: usize,
}

impl WordList {
    /// Those with this role; where there are none, the constant that asks does not compile.
    #[expect(clippy::panic, reason = "a panic in a constant is a compile error")]
    pub(crate) const fn of(table: &'static str, role: &str) -> WordList {
        let (mut list, mut rows) = (WordList { words: [""; MOST], count: 0 }, Rows::of(table));
        while let Some(mut row) = rows.next() {
            if is_equal(row.cell(), role) {
                list.words[list.count] = row.cell();
                list.count += 1;
            }
        }
        if list.count == 0 {
            panic!("no word of this role");
        }
        list
    }

    /// The first words of all lines.
    pub(crate) const fn lines(table: &'static str) -> WordList {
        let (mut list, mut rows) = (WordList { words: [""; MOST], count: 0 }, Rows::of(table));
        while let Some(mut row) = rows.next() {
            list.words[list.count] = row.cell();
            list.count += 1;
        }
        list
    }

    pub(crate) const fn as_slice(&self) -> &[&'static str] {
        self.words.split_at(self.count).0
    }

    pub(crate) fn iter(&self) -> impl Iterator<Item = &'static str> {
        self.as_slice().iter().copied()
    }

    /// Whether it has exactly this word.
    pub(crate) fn has(&self, word: &[u8]) -> bool {
        self.iter().any(|known| known.as_bytes() == word)
    }

    /// Whether it has this word, in any case.
    pub(crate) fn has_in_any_case(&self, word: &[u8]) -> bool {
        self.iter().any(|known| known.as_bytes().eq_ignore_ascii_case(word))
    }
}

#[cfg(test)]
mod tests {
    use super::WordList;

    #[test]
    fn the_words_of_a_role_are_those_of_its_lines() {
        const TABLE: &str = "# a\tb\na\tone\nb\ttwo \twith a space\na\tthree\n";
        static A: WordList = WordList::of(TABLE, "a");
        assert_eq!(A.as_slice(), ["one", "three"]);
        assert_eq!(WordList::of(TABLE, "b").as_slice(), ["two "]);
        assert!(A.has(b"one") && !A.has(b"One") && A.has_in_any_case(b"One") && !A.has(b""));
    }
}
