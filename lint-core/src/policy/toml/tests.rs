//! What is read, compared with what `toml_edit` reads.

use super::{Document, Node, TableId, Value};
use toml_edit::{Item, TableLike};

/// Documents, and what is none.
const TEXTS: &[&str] = &[
    "",
    "\u{feff}a = 1",
    "a = 1 # one\r\nb.c = true\n'd e'.\"f\\tg\" . h = false\n3.14 = \"pi\"\n\"\" = ''",
    "a = [1, 'x', [ ], [\n 2 , # two\n 3,\n]\n, {b = [1]}]\n[t]\nc = {}\nd = { e = 1, f.g = 2 }",
    "[a]\n[ b . \"c\" ] # c\nx=1\n[[d]]\n[[d]]\ny=2\n[d.e]\n[[d.f]]\nz = 3\n[d.f.g]",
    "a = \"b\\b\\t\\n\\f\\r\\\"\\\\\\u00e9\\U0001F600\"\nb = 'c:\\d'",
    "a = \"\"\"\nx \"y\" \"\"z\"\"\\\n   \n  w\\\"\"\"\"\"\"\nb = '''\r\n'x''y'''''\nc = \"\"\"\"\"\"\nd = \"\"\"a\r\nb\"\"\"",
    "a = [0, +1, -1_000, 0xdead_BEEF, 0o17, 0b1_0, 1.5, -0.0, 1e6, 6.6e-3_4, inf, -nan, +inf, 1_0.2_0E+1]",
    "a = [1979-05-27, 07:32:00, 1979-05-27T07:32:00Z, 1979-05-27 07:32:00.5-07:00, 1979-05-27 , 1979-05-27 # x\n]",
    "fruit.apple.smooth = true\nfruit.orange = 1\nfruit.apple.color = 2\n[fruit.pear]\nx = 1",
    "[a.b.c]\nx = 1\n[a]\ny = 2\n[a.b]\nz = 3",
    // What is none.
    "a",
    "a =",
    "= 1",
    "a = 1 b = 2",
    "a = b",
    "a. = 1",
    ".a = 1",
    "a b = 1",
    "a = \"b",
    "a = 'b\n'",
    "a = \"b\nc\"",
    "a = \"\"\"b\"\"",
    "a = '''b''''''",
    "a = \"\\q\"",
    "a = \"\\u12\"",
    "a = \"\\ud800\"",
    "a = \"\\U00110000\"",
    "a = \"\\u+123\"",
    "a = \"x\u{0}y\"",
    "\"\"\"a\"\"\" = 1",
    "a = [1 2]",
    "a = [1,,2]",
    "a = [,]",
    "a = [1",
    "a = {b = 1",
    "a = {b = 1,, c = 2}",
    "a = {b}",
    "a = ]",
    "[a",
    "[a]]",
    "[[a]",
    "[a] b = 1",
    "[]",
    "[a..b]",
    "a = 01",
    "a = 1_",
    "a = _1",
    "a = 1__0",
    "a = 1.",
    "a = .5",
    "a = 1e",
    "a = 0x",
    "a = 0xg",
    "a = +0x1",
    "a = --1",
    "a = +true",
    "a = True",
    "a = infinite",
    "a = 1\na = 2",
    "a.b = 1\na = 2",
    "a = 1\na.b = 2",
    "[a]\n[a]",
    "[a]\nb = 1\n[a.b]",
    "a = {}\n[a.b]",
    "a = {}\na.b = 1",
    "a = []\n[[a]]",
    "[[a]]\n[a]",
    "[a]\n[[a]]",
    "[a.b]\n[[a]]",
    "a.b = 1\n[a]",
    "[a]\nb.c = 1\n[a.b]",
    "[a.b]\n[a]\nb.c = 1",
    "a = {b = 1, b = 2}",
    "a = {b.c = 1, b = 2}",
];

/// A document as one line, brackets left open; `None` if something is wrong with it.
fn ours(text: &str) -> Option<String> {
    fn table(document: &Document, id: TableId) -> String {
        let entries = &document.table(id).entries;
        written('{', entries.iter().map(|(key, node)| format!("{:?}={}", key.name, value(document, node))).collect())
    }
    fn value(document: &Document, node: &Node) -> String {
        match &node.value {
            Value::Text(text) => format!("{text:?}"),
            Value::Flag(flag) => flag.to_string(),
            Value::Number => String::from("number"),
            Value::Date(_) => String::from("date"),
            Value::List(list) | Value::Tables(list) => {
                written('[', list.iter().map(|node| value(document, node)).collect())
            }
            Value::Table(id) => table(document, *id),
            Value::Broken => String::from("broken"),
        }
    }
    let mut mistakes = Vec::new();
    let document = Document::parse(text, &mut mistakes);
    mistakes.is_empty().then(|| table(&document, Document::ROOT))
}

/// A document as `toml_edit` has it.
fn theirs(text: &str) -> Option<String> {
    fn table(table: &dyn TableLike) -> String {
        written('{', table.iter().map(|(key, inner)| format!("{key:?}={}", item(inner))).collect())
    }
    fn item(this: &Item) -> String {
        match this {
            Item::None => String::new(),
            Item::Value(inner) => value(inner),
            Item::Table(inner) => table(inner),
            Item::ArrayOfTables(tables) => written('[', tables.iter().map(|inner| table(inner)).collect()),
        }
    }
    fn value(this: &toml_edit::Value) -> String {
        match this {
            toml_edit::Value::String(text) => format!("{:?}", text.value()),
            toml_edit::Value::Boolean(flag) => flag.value().to_string(),
            toml_edit::Value::Integer(_) | toml_edit::Value::Float(_) => String::from("number"),
            toml_edit::Value::Datetime(_) => String::from("date"),
            toml_edit::Value::Array(list) => written('[', list.iter().map(value).collect()),
            toml_edit::Value::InlineTable(inner) => table(inner),
        }
    }
    let document: toml_edit::DocumentMut = text.parse().ok()?;
    Some(table(document.as_table()))
}

/// The parts of a table or a list, those of a table in the order of their keys.
fn written(open: char, mut parts: Vec<String>) -> String {
    if open == '{' {
        parts.sort_unstable();
    }
    format!("{open}{}", parts.join(","))
}

#[test]
fn it_is_read_as_toml_edit_reads_it() {
    let wrong: Vec<_> = TEXTS.iter().filter(|text| ours(text) != theirs(text)).collect();
    assert!(wrong.is_empty(), "{wrong:#?}");
}

#[test]
fn what_toml_1_1_added_is_read() {
    let text = "a = {\n  b = \"\\x41\\e\", # c\n  d = 1,\n}";
    assert_eq!(ours(text).as_deref(), Some(r#"{"a"={"b"="A\u{1b}","d"=number"#));
}
