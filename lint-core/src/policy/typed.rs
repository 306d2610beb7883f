//! The policy as typed: each value checked by itself, and known by its place in the text.

use super::error::Mistake;
use super::glob::Glob;
use super::keys::{self, Key, Slot};
use super::nearest::{among, expected};
use super::pattern::Pattern;
use super::toml::{self, Document, Node, Table, TableId, Value};
use super::{Date, Names};
use crate::finding::Level;
use crate::span::Span;

/// The whole file.
#[derive(Default)]
pub(super) struct Typed {
    pub(super) protect: Vec<Pattern>,
    pub(super) only: Vec<Pattern>,
    pub(super) declared: Option<bool>,
    pub(super) baseline: Option<String>,
    pub(super) lints: Vec<(&'static str, Level)>,
    pub(super) doubts: Vec<(&'static str, Doubting)>,
    pub(super) allow: Vec<Allow>,
    pub(super) files: Vec<Files>,
    pub(super) scan: Scan,
}

/// What is done about a doubt.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Doubting {
    /// What it doubts is a warning at most.
    Warn,
    /// It is not cast.
    Ignore,
}

impl Doubting {
    pub(super) const ALL: [(&'static str, Doubting); 2] = [("warn", Doubting::Warn), ("ignore", Doubting::Ignore)];
}

/// An `[[allow]]`.
#[derive(Default)]
pub(super) struct Allow {
    pub(super) span: Span,
    pub(super) domain: Option<Pattern>,
    pub(super) address: Option<String>,
    pub(super) reason: Option<String>,
    pub(super) expires: Option<Date>,
    pub(super) paths: Vec<Glob>,
}

/// A `[[files]]`: other levels for some paths.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Files {
    pub(super) paths: Vec<Glob>,
    pub(super) lints: Vec<(&'static str, Level)>,
}

/// The `[scan]` table.
#[derive(Default)]
pub(super) struct Scan {
    pub(super) exclude: Vec<Glob>,
}

/// Reads tables of one document, and notes every mistake in them.
pub(super) struct Reader<'d> {
    pub(super) document: &'d Document,
    /// What can be named.
    pub(super) names: &'d Names,
    pub(super) mistakes: Vec<Mistake>,
}

impl<'d> Reader<'d> {
    /// The policy in a table.
    pub(super) fn policy(&mut self, table: &Table) -> Typed {
        let mut typed = Typed::default();
        self.table(table, &mut keys::policy(&mut typed));
        typed
    }

    fn table(&mut self, table: &Table, keys: &mut [Key<'_>]) {
        let mut names = Vec::new();
        for key in keys.iter() {
            names.push(key.name);
        }
        for (written, node) in &table.entries {
            if let Some(place) = self.place_of(written, node, &names) {
                self.value(&mut keys[place], node);
            }
        }
        for key in keys {
            if key.required && table.get(key.name).is_none() {
                let message = format!("`{}` is missing", key.name);
                let help = format!("add {}: {}", key.slot.noun(), clause(key.doc));
                self.note(Mistake::new(table.span.start, message).help(help));
            }
        }
    }

    /// Which of the names a key has.
    fn place_of(&mut self, written: &toml::Key, node: &Node, names: &[&str]) -> Option<usize> {
        let place = names.iter().position(|name| *name == written.name);
        if place.is_none() {
            let kind = if matches!(node.value, Value::Table(_) | Value::Tables(_)) { "table" } else { "key" };
            let message = format!("unknown {kind} `{}`", written.name);
            self.note(Mistake::new(written.span.start, message).help(among(&written.name, names)));
        }
        place
    }

    fn value(&mut self, key: &mut Key<'_>, node: &Node) {
        let (name, takes) = (key.name, key.slot.noun());
        match (&mut key.slot, &node.value) {
            // Reported when the text was read.
            (_, Value::Broken) => {}
            (Slot::Flag(to), Value::Flag(flag)) => **to = Some(*flag),
            (Slot::Domain(to), Value::Text(text)) => **to = self.domain(text, node),
            (Slot::Domains(to), Value::List(list)) => **to = self.texts(name, takes, list, Reader::domain),
            (Slot::Address(to), Value::Text(text)) => **to = self.address(text, node),
            (Slot::File(to), Value::Text(text)) => **to = self.file(text, node),
            (Slot::Reason(to), Value::Text(text)) => {
                if text.trim().is_empty() {
                    let help = "say why this is right, for whoever reads it in a year";
                    self.note(Mistake::new(node.span.start, "the reason is empty").help(help));
                }
                **to = Some(text.trim().to_owned());
            }
            (Slot::Date(to), Value::Date(text)) => {
                **to = Date::parse(text);
                if to.is_none() {
                    let message = format!("`{text}` is no day of the calendar");
                    self.note(Mistake::new(node.span.start, message).help("write year, month and day: 2027-10-01"));
                }
            }
            (Slot::Globs(to), Value::List(list)) => **to = self.texts(name, takes, list, Reader::glob),
            (Slot::Paths(to), Value::List(list)) => {
                if list.is_empty() {
                    let message = format!("`{name}` is empty, so this counts nowhere");
                    self.note(Mistake::new(node.span.start, message).help("name a path, or `**` for all"));
                }
                **to = self.texts(name, takes, list, Reader::glob);
            }
            (Slot::Levels(to), Value::Table(id)) => **to = self.levels(self.document.table(*id)),
            (Slot::Doubts(to), Value::Table(id)) => **to = self.doubts(self.document.table(*id)),
            (Slot::Scan(to), Value::Table(id)) => self.table(self.document.table(*id), &mut keys::scan(to)),
            (Slot::Allows(to), Value::Tables(list) | Value::List(list)) => {
                for &table in &self.tables(name, takes, list) {
                    to.push(self.allow(self.document.table(table)));
                }
            }
            (Slot::Files(to), Value::Tables(list) | Value::List(list)) => {
                for &table in &self.tables(name, takes, list) {
                    let mut files = Files::default();
                    self.table(self.document.table(table), &mut keys::files(&mut files));
                    to.push(files);
                }
            }
            _ => self.mismatch(key, node),
        }
    }

    /// An `[[allow]]`, which names a domain or an address.
    fn allow(&mut self, table: &Table) -> Allow {
        let mut allow = Allow { span: table.span, ..Allow::default() };
        self.table(table, &mut keys::allow(&mut allow));
        let both = match (table.get("domain"), table.get("address")) {
            (Some(_), Some(_)) => {
                Some(("this allow has both `domain` and `address`", "make two of it, each with its reason"))
            }
            (None, None) => {
                Some(("this allow names neither `domain` nor `address`", "name what is right: `domain = \"...\"`"))
            }
            _ => None,
        };
        if let Some((message, help)) = both {
            self.note(Mistake::new(table.span.start, message).help(help));
        }
        allow
    }

    fn domain(&mut self, text: &str, node: &Node) -> Option<Pattern> {
        let pattern = Pattern::parse(text);
        if let Err(why) = &pattern {
            self.note(Mistake::new(node.span.start, format!("`{text}` is no domain: {why}")));
        }
        pattern.ok()
    }

    /// An address in lower case. It need not be well-formed: an allow is for what the lints find wrong.
    fn address(&mut self, text: &str, node: &Node) -> Option<String> {
        let parts = text.rsplit_once('@');
        if !parts.is_some_and(|(local, domain)| !local.is_empty() && !domain.is_empty()) || text.trim() != text {
            let message = format!("`{text}` is no address");
            let help = if text.contains('@') {
                "write it as it stands in the text"
            } else {
                "for a domain, write `domain = \"...\"`"
            };
            self.note(Mistake::new(node.span.start, message).help(help));
            return None;
        }
        Some(text.to_lowercase())
    }

    /// A file beside the policy or below it: what a repository says leads to nothing outside of it.
    fn file(&mut self, text: &str, node: &Node) -> Option<String> {
        let text = text.strip_prefix("./").unwrap_or(text);
        let is_name = |part: &str| !matches!(part, "" | "." | "..");
        let is_below = !text.contains(['\\', '\0']) && !text.contains(':') && text.split('/').all(is_name);
        if !is_below {
            let message = format!("`{text}` is no path of a file in this folder or below it");
            let help = "name one with `/` between folders: `maillint-known.tsv`";
            self.note(Mistake::new(node.span.start, message).help(help));
        }
        is_below.then(|| text.to_owned())
    }

    fn glob(&mut self, text: &str, node: &Node) -> Option<Glob> {
        let glob = Glob::new(text);
        if let Err(why) = &glob {
            self.note(Mistake::new(node.span.start, format!("`{text}` is no glob: {why}")));
        }
        glob.ok()
    }

    fn levels(&mut self, table: &Table) -> Vec<(&'static str, Level)> {
        let mut levels = Vec::new();
        for level in &Level::ALL {
            levels.push((level.as_str(), *level));
        }
        self.given(table, "lint", &self.names.lints, "level", &levels)
    }

    fn doubts(&mut self, table: &Table) -> Vec<(&'static str, Doubting)> {
        self.given(table, "doubt", &self.names.doubts, "setting of a doubt", &Doubting::ALL)
    }

    /// A table that gives names of one kind words that each mean something; a `thing` is what it gives them.
    fn given<V: Copy>(
        &mut self,
        table: &Table,
        kind: &str,
        names: &[&'static str],
        thing: &str,
        words: &[(&str, V)],
    ) -> Vec<(&'static str, V)> {
        let mut given = Vec::new();
        let mut known = Vec::new();
        for (word, _) in words {
            known.push(*word);
        }
        for (key, node) in &table.entries {
            let name = names.iter().find(|name| **name == key.name);
            if name.is_none() {
                let help = among(&key.name, names);
                self.note(Mistake::new(key.span.start, format!("unknown {kind} `{}`", key.name)).help(help));
            }
            let value = match &node.value {
                Value::Text(text) => {
                    let word = words.iter().find(|(word, _)| word == text);
                    if word.is_none() {
                        let help = among(text, &known);
                        self.note(Mistake::new(node.span.start, format!("unknown {thing} `{text}`")).help(help));
                    }
                    word
                }
                Value::Broken => None,
                other => {
                    let message = format!("a {thing} is a string, not {}", noun(other));
                    self.note(Mistake::new(node.span.start, message).help(expected(&known)));
                    None
                }
            };
            if let (Some(name), Some((_, value))) = (name, value) {
                given.push((*name, *value));
            }
        }
        given
    }

    /// The good ones of a list of strings.
    fn texts<V>(
        &mut self,
        name: &str,
        takes: &str,
        list: &[Node],
        read: fn(&mut Self, &str, &Node) -> Option<V>,
    ) -> Vec<V> {
        let mut values = Vec::new();
        for node in list {
            match &node.value {
                Value::Text(text) => {
                    if let Some(value) = read(self, text, node) {
                        values.push(value);
                    }
                }
                Value::Broken => {}
                other => {
                    let message = format!("`{name}` is {takes}, and this is {}", noun(other));
                    self.note(Mistake::new(node.span.start, message));
                }
            }
        }
        values
    }

    /// The tables of a list of them.
    fn tables(&mut self, name: &str, takes: &str, list: &[Node]) -> Vec<TableId> {
        let mut tables = Vec::new();
        for node in list {
            match &node.value {
                Value::Table(id) => tables.push(*id),
                Value::Broken => {}
                other => self.note(Mistake::new(node.span.start, mismatched(name, takes, other))),
            }
        }
        tables
    }

    fn mismatch(&mut self, key: &Key<'_>, node: &Node) {
        let mistake = Mistake::new(node.span.start, mismatched(key.name, key.slot.noun(), &node.value));
        self.note(match (&key.slot, &node.value) {
            (Slot::Allows(_) | Slot::Files(_), Value::Table(_)) => mistake.help(format!("write `[[{}]]`", key.name)),
            (Slot::Domains(_) | Slot::Globs(_) | Slot::Paths(_), Value::Text(text)) => {
                mistake.help(format!("write `{} = [\"{text}\"]`", key.name))
            }
            (Slot::Date(_), Value::Text(text)) if Date::parse(text).is_some() => {
                mistake.help(format!("write `{} = {text}`", key.name))
            }
            _ => mistake,
        });
    }

    fn note(&mut self, mistake: Mistake) {
        self.mistakes.push(mistake);
    }
}

/// That a key takes something else.
fn mismatched(name: &str, takes: &str, value: &Value) -> String {
    format!("`{name}` is {takes}, not {}", noun(value))
}

/// What a value is, in words that follow "not".
/// A sentence, as a part of another one.
fn clause(sentence: &str) -> String {
    let mut clause = sentence.strip_suffix('.').unwrap_or(sentence).to_owned();
    clause.get_mut(..1).map(str::make_ascii_lowercase);
    clause
}

fn noun(value: &Value) -> &'static str {
    match value {
        Value::Text(_) => "a string",
        Value::Flag(_) => "a boolean",
        Value::Number => "a number",
        Value::Date(_) => "a date",
        Value::List(_) => "a list",
        Value::Tables(_) => "a list of tables",
        Value::Table(_) => "a table",
        Value::Broken => "broken",
    }
}
