//! The JSON schema of `maillint.toml`, printed from the keys that the reader knows.

use super::Names;
use super::keys::{self, Key, Slot};
use super::typed::{Allow, Doubting, Files, Scan, Typed};
use crate::finding::Level;
use std::fmt;

/// A JSON schema (draft 7, which editors know best) of `maillint.toml`. `names` are those that it may give levels to.
///
/// It describes what the file looks like; what only the reader can tell, such as a day that does not exist, it lets pass.
///
/// ```
/// let schema = lint_core::policy::schema(&lint_core::Checker::names());
/// assert!(schema.contains("\"tld_slip\""));
/// ```
pub fn schema(names: &Names) -> String {
    let top = [
        ("$schema", text("http://json-schema.org/draft-07/schema#")),
        ("title", text("maillint.toml")),
        ("description", text("What maillint protects, allows and reads in this repository.")),
    ];
    let definitions = [
        ("level", object([("enum", list(Level::ALL.iter().map(|level| text(level.as_str()))))])),
        ("doubt", object([("enum", list(Doubting::ALL.iter().map(|(word, _)| text(*word))))])),
        ("domain", object([("type", text("string")), ("pattern", text(r"^(\*|[^\s@/*.]+)(\.[^\s@/*.]+)+$"))])),
        ("glob", object([("type", text("string")), ("pattern", text("^[^!]"))])),
    ];
    let members = top
        .into_iter()
        .chain(table(&keys::policy(&mut Typed::default()), names))
        .chain([("definitions", object(definitions))]);
    format!("{}\n", object(members))
}

/// The members that describe a table with these keys.
fn table(keys: &[Key<'_>], names: &Names) -> Vec<(&'static str, Json)> {
    let properties = keys.iter().map(|key| {
        let description = [("description", text(key.doc))];
        (key.name, object(description.into_iter().chain(value(&key.slot, names))))
    });
    let required: Vec<_> = keys.iter().filter(|key| key.required).map(|key| text(key.name)).collect();
    let mut members =
        vec![("type", text("object")), ("additionalProperties", Json::Flag(false)), ("properties", object(properties))];
    if !required.is_empty() {
        members.push(("required", Json::List(required)));
    }
    members
}

/// The members that describe what a key takes.
fn value(slot: &Slot<'_>, names: &Names) -> Vec<(&'static str, Json)> {
    let string = |pattern: &str| vec![("type", text("string")), ("pattern", text(pattern))];
    let array = |items: Json| vec![("type", text("array")), ("items", items)];
    match slot {
        Slot::Flag(_) => vec![("type", text("boolean"))],
        // Beside a reference draft 7 heeds nothing else, so that it stands in a list of its own.
        Slot::Domain(_) => vec![("allOf", list([reference("domain")]))],
        Slot::Domains(_) => array(reference("domain")),
        Slot::Address(_) => string(r"^\S(.*\S)?@\S(.*\S)?$"),
        Slot::File(_) => string(r"^(\./)?[^/\\:]+(/[^/\\:]+)*$"),
        Slot::Reason(_) => string(r"\S"),
        // Editors hand dates of TOML to the schema as strings.
        Slot::Date(_) => vec![("type", text("string")), ("format", text("date"))],
        Slot::Globs(_) => array(reference("glob")),
        Slot::Paths(_) => [array(reference("glob")), vec![("minItems", Json::Number(1))]].concat(),
        Slot::Levels(_) => given(&names.lints, "level"),
        Slot::Doubts(_) => given(&names.doubts, "doubt"),
        Slot::Allows(_) => {
            let one_of = ["domain", "address"].map(|key| object([("required", list([text(key)]))]));
            array(object(
                table(&keys::allow(&mut Allow::default()), names).into_iter().chain([("oneOf", list(one_of))]),
            ))
        }
        Slot::Files(_) => array(object(table(&keys::files(&mut Files::default()), names))),
        Slot::Scan(_) => table(&keys::scan(&mut Scan::default()), names),
    }
}

/// A table that gives these names something.
fn given(names: &[&'static str], definition: &str) -> Vec<(&'static str, Json)> {
    let properties = names.iter().map(|name| (*name, reference(definition)));
    vec![("type", text("object")), ("additionalProperties", Json::Flag(false)), ("properties", object(properties))]
}

fn reference(definition: &str) -> Json {
    object([("$ref", text(format!("#/definitions/{definition}")))])
}

/// As much of JSON as a schema needs.
#[derive(Clone)]
enum Json {
    Text(String),
    Flag(bool),
    Number(u32),
    List(Vec<Json>),
    Object(Vec<(String, Json)>),
}

fn text(text: impl Into<String>) -> Json {
    Json::Text(text.into())
}

fn list(items: impl IntoIterator<Item = Json>) -> Json {
    Json::List(items.into_iter().collect())
}

fn object<'k>(members: impl IntoIterator<Item = (&'k str, Json)>) -> Json {
    Json::Object(members.into_iter().map(|(key, value)| (key.to_owned(), value)).collect())
}

impl Json {
    /// Writes it at this depth of indentation.
    fn write(&self, f: &mut fmt::Formatter<'_>, depth: usize) -> fmt::Result {
        let line = |f: &mut fmt::Formatter<'_>, first: bool, depth: usize| {
            write!(f, "{}\n{:indent$}", if first { "" } else { "," }, "", indent = 2 * depth)
        };
        match self {
            Json::Text(text) => quote(f, text),
            Json::Flag(flag) => write!(f, "{flag}"),
            Json::Number(number) => write!(f, "{number}"),
            Json::List(items) => {
                f.write_str("[")?;
                for (place, item) in items.iter().enumerate() {
                    line(f, place == 0, depth + 1)?;
                    item.write(f, depth + 1)?;
                }
                line(f, true, depth)?;
                f.write_str("]")
            }
            Json::Object(members) => {
                f.write_str("{")?;
                for (place, (key, value)) in members.iter().enumerate() {
                    line(f, place == 0, depth + 1)?;
                    quote(f, key)?;
                    f.write_str(": ")?;
                    value.write(f, depth + 1)?;
                }
                line(f, true, depth)?;
                f.write_str("}")
            }
        }
    }
}

impl fmt::Display for Json {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.write(f, 0)
    }
}

/// Writes a string of this crate's own words, in which only these two need an escape.
fn quote(f: &mut fmt::Formatter<'_>, text: &str) -> fmt::Result {
    write!(f, "\"{}\"", text.replace('\\', "\\\\").replace('"', "\\\""))
}
