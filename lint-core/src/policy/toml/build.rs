//! From the parser's events to tables, as TOML 1.1 has them.

use super::{Document, Key, MAX_DEPTH, Made, Node, Table, TableId, Value};
use crate::policy::error::Mistake;
use crate::span::Span;
use toml_parser::decoder::{Encoding, ScalarKind};
use toml_parser::parser::EventReceiver;
use toml_parser::{ErrorSink, ParseError, Raw, Source};

/// Makes tables of events.
pub(super) struct Builder<'t> {
    source: Source<'t>,
    pub(super) tables: Vec<Table>,
    /// The table that the last header opened.
    here: TableId,
    /// The keys read since the last header, `=` or line end.
    path: Vec<Key>,
    /// The header being read, and where it starts.
    header: Option<(Header, Span)>,
    /// What is waiting for values, outermost first.
    open: Vec<Open>,
    pub(super) mistakes: Vec<Mistake>,
}

/// The two kinds of header.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Header {
    /// `[table]`
    Table,
    /// `[[tables]]`
    Tables,
}

/// Something that is waiting for values.
enum Open {
    Pair(TableId, Key),
    List(Vec<Node>, Span),
    Inline(TableId, Span),
}

impl<'t> Builder<'t> {
    pub(super) fn new(source: Source<'t>) -> Builder<'t> {
        Builder {
            source,
            tables: vec![Table::new(Made::Header, Span::default())],
            here: Document::ROOT,
            path: Vec::new(),
            header: None,
            open: Vec::new(),
            mistakes: Vec::new(),
        }
    }

    fn detached(&mut self, made: Made, span: Span) -> TableId {
        self.tables.push(Table::new(made, span));
        self.tables.len() - 1
    }

    fn insert(&mut self, table: TableId, key: Key, node: Node) {
        let table = &mut self.tables[table];
        if let Some((first, _)) = table.index.get(&key.name).and_then(|&place| table.entries.get(place)) {
            self.mistakes.push(Mistake::twice(&key.name, key.span, first.span));
            return;
        }
        table.index.insert(key.name.clone(), table.entries.len());
        table.entries.push((key, node));
    }

    /// The table inside `table` that `key` leads to, made if need be; `None`, with a mistake, if something else is there.
    fn enter(&mut self, table: TableId, key: &Key, made: Made) -> Option<TableId> {
        let Some(&place) = self.tables[table].index.get(&key.name) else {
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
    fn walk(&mut self, table: TableId, path: Vec<Key>, made: Made) -> Option<(TableId, Key)> {
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

    /// Opens the table of the header that was read, if one was; `end` is behind its brackets.
    fn open_header(&mut self, end: Option<usize>) {
        let Some((header, start)) = self.header.take() else { return };
        let path = std::mem::take(&mut self.path);
        let Some((parent, key)) = self.walk(Document::ROOT, path, Made::Implied) else { return };
        let span = Span::new(start.start, end.unwrap_or(key.span.end));
        self.here = match header {
            Header::Table => self.open_table(parent, key, span),
            Header::Tables => self.open_tables(parent, key, span),
        };
    }

    fn open_table(&mut self, parent: TableId, key: Key, span: Span) -> TableId {
        let Some(&place) = self.tables[parent].index.get(&key.name) else {
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
        match self.tables[parent].index.get(&key.name).copied() {
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

    /// Puts a finished value where it is waited for.
    fn finish(&mut self, node: Node) {
        match self.open.pop() {
            Some(Open::Pair(table, key)) => self.insert(table, key, node),
            Some(Open::List(mut items, span)) => {
                items.push(node);
                self.open.push(Open::List(items, span));
            }
            Some(inline @ Open::Inline(..)) => self.open.push(inline),
            None => {}
        }
    }

    fn raw(&self, span: toml_parser::Span, encoding: Option<Encoding>) -> Raw<'t> {
        let text = self.source.input().get(span.start()..span.end()).unwrap_or_default();
        Raw::new_unchecked(text, encoding, span)
    }
}

impl EventReceiver for Builder<'_> {
    fn std_table_open(&mut self, span: toml_parser::Span, _: &mut dyn ErrorSink) {
        self.path.clear();
        self.header = Some((Header::Table, ours(span)));
    }

    fn array_table_open(&mut self, span: toml_parser::Span, _: &mut dyn ErrorSink) {
        self.path.clear();
        self.header = Some((Header::Tables, ours(span)));
    }

    fn std_table_close(&mut self, span: toml_parser::Span, _: &mut dyn ErrorSink) {
        self.open_header(Some(span.end()));
    }

    fn array_table_close(&mut self, span: toml_parser::Span, _: &mut dyn ErrorSink) {
        self.open_header(Some(span.end()));
    }

    fn newline(&mut self, _: toml_parser::Span, _: &mut dyn ErrorSink) {
        // A header that lacks its end still says where what follows belongs.
        self.open_header(None);
        if self.open.is_empty() {
            self.path.clear();
        }
    }

    fn simple_key(&mut self, span: toml_parser::Span, encoding: Option<Encoding>, error: &mut dyn ErrorSink) {
        if self.path.len() > MAX_DEPTH {
            return;
        }
        let mut name = String::new();
        self.raw(span, encoding).decode_key(&mut name, error);
        self.path.push(Key { name, span: ours(span) });
    }

    fn key_val_sep(&mut self, _: toml_parser::Span, _: &mut dyn ErrorSink) {
        let table = match self.open.last() {
            Some(Open::Inline(table, _)) => *table,
            _ => self.here,
        };
        let path = std::mem::take(&mut self.path);
        if let Some((table, key)) = self.walk(table, path, Made::Dotted) {
            self.open.push(Open::Pair(table, key));
        }
    }

    fn scalar(&mut self, span: toml_parser::Span, encoding: Option<Encoding>, error: &mut dyn ErrorSink) {
        let mut text = String::new();
        let mut broken = false;
        if span.is_empty() {
            error.report_error(ParseError::new("missing value").with_unexpected(span));
            return self.finish(Node { value: Value::Broken, span: ours(span) });
        }
        let kind = self.raw(span, encoding).decode_scalar(&mut text, &mut |mistake: ParseError| {
            broken = true;
            error.report_error(mistake);
        });
        let value = match kind {
            _ if broken => Value::Broken,
            ScalarKind::String => Value::Text(text),
            ScalarKind::Boolean(flag) => Value::Flag(flag),
            ScalarKind::DateTime => Value::Date(text),
            ScalarKind::Float | ScalarKind::Integer(_) => Value::Number,
        };
        self.finish(Node { value, span: ours(span) });
    }

    fn array_open(&mut self, span: toml_parser::Span, _: &mut dyn ErrorSink) -> bool {
        self.open.push(Open::List(Vec::new(), ours(span)));
        true
    }

    fn array_close(&mut self, span: toml_parser::Span, _: &mut dyn ErrorSink) {
        if let Some(Open::List(items, start)) = self.open.pop() {
            self.finish(Node { value: Value::List(items), span: Span::new(start.start, span.end()) });
        }
    }

    fn inline_table_open(&mut self, span: toml_parser::Span, _: &mut dyn ErrorSink) -> bool {
        let table = self.detached(Made::Inline, ours(span));
        self.open.push(Open::Inline(table, ours(span)));
        self.path.clear();
        true
    }

    fn inline_table_close(&mut self, span: toml_parser::Span, _: &mut dyn ErrorSink) {
        if let Some(Open::Inline(table, start)) = self.open.pop() {
            self.finish(Node { value: Value::Table(table), span: Span::new(start.start, span.end()) });
        }
    }
}

fn ours(span: toml_parser::Span) -> Span {
    Span::new(span.start(), span.end())
}
