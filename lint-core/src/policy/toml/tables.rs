//! The tables of a document, and what may be added to them: the rules of TOML 1.1 about tables defined twice.

use super::{Document, Key, MAX_DEPTH, Made, Node, Table, TableId, Value};
use crate::policy::error::Mistake;
use crate::span::Span;

/// The tables read so far.
pub(super) struct Tables {
    pub(super) tables: Vec<Table>,
    /// The table that the last header opened.
    pub(super) here: TableId,
    pub(super) mistakes: Vec<Mistake>,
}

/// The two kinds of header.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Header {
    /// `[table]`
    Table,
    /// `[[tables]]`
    Tables,
}

impl Tables {
    pub(super) fn new() -> Tables {
        let root = Table::new(Made::Header, Span::default());
        Tables { tables: vec![root], here: Document::ROOT, mistakes: Vec::new() }
    }

    pub(super) fn detached(&mut self, made: Made, span: Span) -> TableId {
        self.tables.push(Table::new(made, span));
        self.tables.len() - 1
    }

    pub(super) fn insert(&mut self, table: TableId, key: Key, node: Node) {
        let table = &mut self.tables[table];
        if let Some((first, _)) = table.index.get(key.name.as_str()).and_then(|&place| table.entries.get(place)) {
            self.mistakes.push(Mistake::twice(&key.name, key.span, first.span));
            return;
        }
        table.index.insert(key.name.clone(), table.entries.len());
        table.entries.push((key, node));
    }

    /// The table inside `table` that `key` leads to, made if need be; `None`, with a mistake, if something else is there.
    fn enter(&mut self, table: TableId, key: &Key, made: Made) -> Option<TableId> {
        let Some(&place) = self.tables[table].index.get(key.name.as_str()) else {
            let inner = self.detached(made, key.span);
            self.insert(table, key.clone(), Node { value: Value::Table(inner), span: key.span });
            return Some(inner);
        };
        let (first, node) = &self.tables[table].entries[place];
        let inner = match &node.value {
            Value::Table(id) => Some(*id),
            Value::Tables(list) if made != Made::Dotted => match list.last()?.value {
                Value::Table(id) => Some(id),
                _ => None,
            },
            Value::Broken => return None,
            _ => None,
        };
        // A dotted key adds only to what dotted keys made; nothing adds to a table in braces.
        let extensible = |id: &TableId| match self.tables[*id].made {
            Made::Inline => false,
            Made::Dotted => true,
            Made::Implied | Made::Header => made != Made::Dotted,
        };
        let inner = inner.filter(extensible);
        if inner.is_none() {
            self.mistakes.push(Mistake::twice(&key.name, key.span, first.span));
        }
        inner
    }

    /// The table that a path leads to from `table`, and the last key; a table that nobody reads where it leads nowhere.
    pub(super) fn walk(&mut self, table: TableId, path: Vec<Key>, made: Made) -> Option<(TableId, Key)> {
        let mut path = path;
        let last = path.pop()?;
        if path.len() >= MAX_DEPTH {
            self.mistakes.push(Mistake::new(last.span.start, "keys nest too deeply"));
            return Some((self.detached(Made::Inline, last.span), last));
        }
        let mut table = table;
        for key in &path {
            table = match self.enter(table, key, made) {
                Some(inner) => inner,
                None => return Some((self.detached(Made::Inline, last.span), last)),
            };
        }
        Some((table, last))
    }

    /// Opens the table of a header.
    pub(super) fn open(&mut self, header: Header, path: Vec<Key>, span: Span) {
        let Some((parent, key)) = self.walk(Document::ROOT, path, Made::Implied) else { return };
        self.here = match header {
            Header::Table => self.open_table(parent, key, span),
            Header::Tables => self.open_tables(parent, key, span),
        };
    }

    fn open_table(&mut self, parent: TableId, key: Key, span: Span) -> TableId {
        let Some(&place) = self.tables[parent].index.get(key.name.as_str()) else {
            let table = self.detached(Made::Header, span);
            self.insert(parent, key, Node { value: Value::Table(table), span });
            return table;
        };
        let (first, node) = &self.tables[parent].entries[place];
        match node.value {
            Value::Table(id) if self.tables[id].made == Made::Implied => {
                self.tables[id].made = Made::Header;
                self.tables[id].span = span;
                id
            }
            // What follows is still read, for its own mistakes.
            Value::Table(id) => {
                self.mistakes.push(Mistake::twice(&key.name, key.span, first.span));
                id
            }
            _ => {
                self.mistakes.push(Mistake::twice(&key.name, key.span, first.span));
                self.detached(Made::Header, span)
            }
        }
    }

    fn open_tables(&mut self, parent: TableId, key: Key, span: Span) -> TableId {
        let table = self.detached(Made::Header, span);
        let item = Node { value: Value::Table(table), span };
        match self.tables[parent].index.get(key.name.as_str()).copied() {
            None => self.insert(parent, key, Node { value: Value::Tables(vec![item]), span }),
            Some(place) => {
                let (first, node) = &mut self.tables[parent].entries[place];
                match &mut node.value {
                    Value::Tables(list) => list.push(item),
                    _ => self.mistakes.push(Mistake::twice(&key.name, key.span, first.span)),
                }
            }
        }
        table
    }
}
