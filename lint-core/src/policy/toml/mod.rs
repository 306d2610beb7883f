//! TOML as a tree in which everything knows where it stands, and which outlives its mistakes.
//!
//! It is read here because whoever builds the macros builds this too: the libraries that go on after a mistake take longer to
//! build than all that reads a policy. The rules of TOML 1.1 about tables defined twice are kept, because a key that silently
//! wins over another is how a policy ends up not being what it says.

mod read;
mod tables;

use super::error::Mistake;
use crate::span::Span;
use std::collections::HashMap;

/// How deep values and dotted keys may nest: far more than any manifest needs, far less than the stack holds.
const MAX_DEPTH: usize = 32;

/// A key as written, without its quotes.
#[derive(Clone)]
pub(in crate::policy) struct Key {
    pub(in crate::policy) name: String,
    pub(in crate::policy) span: Span,
}

/// A value and where it stands.
pub(in crate::policy) struct Node {
    pub(in crate::policy) value: Value,
    pub(in crate::policy) span: Span,
}

/// What TOML knows, as far as this crate tells it apart.
pub(in crate::policy) enum Value {
    Text(String),
    Flag(bool),
    Number,
    /// A date or time, as written.
    Date(String),
    List(Vec<Node>),
    /// A list that `[[headers]]` build up.
    Tables(Vec<Node>),
    Table(TableId),
    /// Something that is not TOML and was reported as such.
    Broken,
}

/// Which of the document's tables.
pub(in crate::policy) type TableId = usize;

/// Keys with their values, in the order of the text.
pub(in crate::policy) struct Table {
    pub(in crate::policy) entries: Vec<(Key, Node)>,
    /// Where it is opened: its header, or its braces.
    pub(in crate::policy) span: Span,
    index: HashMap<String, usize>,
    made: Made,
}

/// How a table came to be, which decides what may still be added to it.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Made {
    /// By a header of a table inside it.
    Implied,
    /// By its own header.
    Header,
    /// By a dotted key.
    Dotted,
    /// By braces.
    Inline,
}

impl Table {
    fn new(made: Made, span: Span) -> Table {
        Table { entries: Vec::new(), span, index: HashMap::new(), made }
    }

    /// The value of a key.
    pub(in crate::policy) fn get(&self, name: &str) -> Option<&Node> {
        let place = *self.index.get(name)?;
        self.entries.get(place).map(|(_, node)| node)
    }
}

/// The whole text as a tree.
pub(in crate::policy) struct Document {
    tables: Vec<Table>,
}

impl Document {
    const ROOT: TableId = 0;

    /// Reads all there is to read, and adds what is not TOML to `mistakes`.
    pub(in crate::policy) fn parse(text: &str, mistakes: &mut Vec<Mistake>) -> Document {
        let mut read = read::document(text);
        mistakes.append(&mut read.mistakes);
        Document { tables: read.tables }
    }

    /// The table that holds everything.
    pub(in crate::policy) fn root(&self) -> &Table {
        self.table(Document::ROOT)
    }

    /// One of its tables. Ids come from this document alone, and tables are never taken out.
    pub(in crate::policy) fn table(&self, id: TableId) -> &Table {
        &self.tables[id]
    }

    /// The value at a path of keys through tables.
    pub(in crate::policy) fn at(&self, path: &[&str]) -> Option<&Node> {
        let (last, tables) = path.split_last()?;
        let mut table = self.root();
        for name in tables {
            match table.get(name)?.value {
                Value::Table(id) => table = self.table(id),
                _ => return None,
            }
        }
        table.get(last)
    }
}

#[cfg(test)]
mod tests;
