//! TOML as a tree in which everything knows where it stands, and which outlives its mistakes.
//!
//! `toml_parser` gives events and goes on after an error; here they become tables. The rules of TOML 1.1 about tables
//! defined twice are kept, because a key that silently wins over another is how a policy ends up not being what it says.

use super::error::Mistake;
use crate::span::Span;
use std::collections::HashMap;
use toml_parser::decoder::{Encoding, ScalarKind};
use toml_parser::parser::{EventReceiver, RecursionGuard, ValidateWhitespace, parse_document};
use toml_parser::{ErrorSink, ParseError, Raw, Source};

/// How deep values and dotted keys may nest: far more than any manifest needs, far less than the stack holds.
const MAX_DEPTH: usize = 32;

/// A key as written, without its quotes.
#[derive(Clone, Debug)]
pub(super) struct Key {
    pub(super) name: String,
    pub(super) span: Span,
}

/// A value and where it stands.
#[derive(Debug)]
pub(super) struct Node {
    pub(super) value: Value,
    pub(super) span: Span,
}

/// What TOML knows, as far as this crate tells it apart.
#[derive(Debug)]
pub(super) enum Value {
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
pub(super) type TableId = usize;

/// Keys with their values, in the order of the text.
#[derive(Debug)]
pub(super) struct Table {
    pub(super) entries: Vec<(Key, Node)>,
    /// Where it is opened: its header, or its braces.
    pub(super) span: Span,
    index: HashMap<String, usize>,
    made: Made,
}

/// How a table came to be, which decides what may still be added to it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
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
    pub(super) fn get(&self, name: &str) -> Option<&Node> {
        let place = *self.index.get(name)?;
        self.entries.get(place).map(|(_, node)| node)
    }
}

/// The whole text as a tree.
#[derive(Debug)]
pub(super) struct Document {
    tables: Vec<Table>,
}

impl Document {
    const ROOT: TableId = 0;

    /// Reads all there is to read, and adds what is not TOML to `mistakes`.
    pub(super) fn parse(text: &str, mistakes: &mut Vec<Mistake>) -> Document {
        let source = Source::new(text);
        let tokens = source.lex().into_vec();
        let mut builder = Builder {
            source,
            tables: vec![Table::new(Made::Header, Span::default())],
            here: Document::ROOT,
            path: Vec::new(),
            header: None,
            open: Vec::new(),
            mistakes: Vec::new(),
        };
        let mut errors = SyntaxErrors { text, mistakes, last: None };
        {
            let mut guard = RecursionGuard::new(&mut builder, MAX_DEPTH as u32);
            let mut receiver = ValidateWhitespace::new(&mut guard, source);
            parse_document(&tokens, &mut receiver, &mut errors);
        }
        mistakes.append(&mut builder.mistakes);
        Document { tables: builder.tables }
    }

    /// The table that holds everything.
    pub(super) fn root(&self) -> &Table {
        self.table(Document::ROOT)
    }

    /// One of its tables. Ids come from this document alone, and tables are never taken out.
    pub(super) fn table(&self, id: TableId) -> &Table {
        &self.tables[id]
    }

    /// The value at a path of keys through tables.
    pub(super) fn at(&self, path: &[&str]) -> Option<&Node> {
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

/// Keeps the first syntax error of each line: the parser may give one for each byte of it.
struct SyntaxErrors<'t> {
    text: &'t str,
    mistakes: &'t mut Vec<Mistake>,
    last: Option<usize>,
}

impl ErrorSink for SyntaxErrors<'_> {
    fn report_error(&mut self, error: ParseError) {
        let mistake = Mistake::of_toml(&error);
        let since = self.last.replace(mistake.at).and_then(|last| self.text.as_bytes().get(last..mistake.at));
        if since.is_none_or(|since| memchr::memchr(b'\n', since).is_some()) {
            self.mistakes.push(mistake);
        }
    }
}

/// Makes tables of events.
struct Builder<'t> {
    source: Source<'t>,
    tables: Vec<Table>,
    /// The table that the last header opened.
    here: TableId,
    /// The keys read since the last header, `=` or line end.
    path: Vec<Key>,
    /// The header being read, and where it starts.
    header: Option<(Header, Span)>,
    /// What is waiting for values, outermost first.
    open: Vec<Open>,
    mistakes: Vec<Mistake>,
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
        self.header = Some((Header::Table, here(span)));
    }

    fn array_table_open(&mut self, span: toml_parser::Span, _: &mut dyn ErrorSink) {
        self.path.clear();
        self.header = Some((Header::Tables, here(span)));
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
        self.path.push(Key { name, span: here(span) });
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
            return self.finish(Node { value: Value::Broken, span: here(span) });
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
        self.finish(Node { value, span: here(span) });
    }

    fn array_open(&mut self, span: toml_parser::Span, _: &mut dyn ErrorSink) -> bool {
        self.open.push(Open::List(Vec::new(), here(span)));
        true
    }

    fn array_close(&mut self, span: toml_parser::Span, _: &mut dyn ErrorSink) {
        if let Some(Open::List(items, start)) = self.open.pop() {
            self.finish(Node { value: Value::List(items), span: Span::new(start.start, span.end()) });
        }
    }

    fn inline_table_open(&mut self, span: toml_parser::Span, _: &mut dyn ErrorSink) -> bool {
        let table = self.detached(Made::Inline, here(span));
        self.open.push(Open::Inline(table, here(span)));
        self.path.clear();
        true
    }

    fn inline_table_close(&mut self, span: toml_parser::Span, _: &mut dyn ErrorSink) {
        if let Some(Open::Inline(table, start)) = self.open.pop() {
            self.finish(Node { value: Value::Table(table), span: Span::new(start.start, span.end()) });
        }
    }
}

fn here(span: toml_parser::Span) -> Span {
    Span::new(span.start(), span.end())
}
