//! What can be written next: in a policy its keys, lints and levels; in an allow comment its lints.

use super::documents::Document;
use super::place::Encoding;
use lint_core::gate::lints;
use lint_core::policy::schema;
use lint_core::{Checker, Level};
use lsp_types::{CompletionItem, CompletionItemKind, CompletionResponse, Documentation, Position};
use serde_json::Value;

/// What can stand at a position.
pub(super) fn at(document: &Document, position: Position, encoding: Encoding) -> CompletionResponse {
    let offset = document.lines.offset(&document.text, position, encoding);
    let start = document.lines.start(&document.text, position.line as usize).min(offset);
    let head = document.text.get(start..offset).unwrap_or_default();
    let is_policy = document.path.as_ref().is_some_and(|path| path.ends_with("maillint.toml"));
    let above = document.text.get(..start).unwrap_or_default();
    let items = match () {
        () if in_allow_comment(head) => lint_names(),
        () if is_policy => in_policy(above, head),
        () => Vec::new(),
    };
    CompletionResponse::Array(items)
}

/// Whether the names of lints come next: behind `maillint: allow(` and before what closes it.
fn in_allow_comment(head: &str) -> bool {
    let Some((_, behind)) = head.rsplit_once("maillint:") else { return false };
    let behind = behind.trim_start();
    let named = behind.strip_prefix("allow-file(").or(behind.strip_prefix("allow("));
    named.is_some_and(|named| !named.contains(')'))
}

fn in_policy(above: &str, head: &str) -> Vec<CompletionItem> {
    let table = above.lines().rev().find_map(|line| line.trim().strip_prefix('[')).unwrap_or_default();
    let table = table.trim_matches(['[', ']', ' ']).split(']').next().unwrap_or_default();
    match (table, head.split_once('=')) {
        ("lints", None) => lint_names(),
        ("lints", Some(_)) => quoted(head, &Level::ALL.map(Level::as_str)),
        ("doubts", Some(_)) => quoted(head, &["warn", "ignore"]),
        (table, None) => keys(table),
        (_, Some((key, _))) if key.trim() == "declared" => {
            ["true", "false"].map(|word| item(word, CompletionItemKind::VALUE, None)).into()
        }
        _ => Vec::new(),
    }
}

/// Words as strings, or without quotes where one is open.
fn quoted(head: &str, words: &[&str]) -> Vec<CompletionItem> {
    let is_open = head.matches('"').count() % 2 == 1;
    let write = |word: &str| if is_open { word.to_owned() } else { format!("\"{word}\"") };
    words.iter().map(|word| item(&write(word), CompletionItemKind::ENUM_MEMBER, None)).collect()
}

fn lint_names() -> Vec<CompletionItem> {
    lints::ALL.iter().map(|lint| item(lint.id, CompletionItemKind::CONSTANT, Some(lint.page.summary()))).collect()
}

/// The keys of a table, as the schema has them, with their words: of the whole, or of one of the tables in it.
fn keys(table: &str) -> Vec<CompletionItem> {
    let schema: Value = serde_json::from_str(&schema(&Checker::names())).unwrap_or_default();
    let of = |value: &Value| value.get("properties").cloned();
    let found = match table {
        "" => of(&schema),
        table => schema.pointer(&format!("/properties/{table}")).and_then(|it| of(it).or_else(|| of(it.get("items")?))),
    };
    let Some(Value::Object(keys)) = found else { return Vec::new() };
    let describe = |value: &Value| value.get("description").and_then(Value::as_str).map(str::to_owned);
    keys.iter().map(|(key, value)| item(key, CompletionItemKind::PROPERTY, describe(value).as_deref())).collect()
}

fn item(label: &str, kind: CompletionItemKind, words: Option<&str>) -> CompletionItem {
    CompletionItem {
        label: label.to_owned(),
        kind: Some(kind),
        documentation: words.map(|words| Documentation::String(words.to_owned())),
        ..CompletionItem::default()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_comes_next_depends_on_what_is_open() {
        let labels = |above: &str, head: &str| -> Vec<String> {
            in_policy(above, head).into_iter().map(|item| item.label).collect()
        };
        assert!(labels("", "").contains(&"protect".to_owned()));
        assert!(labels("[lints]\n", "").contains(&"tld_slip".to_owned()));
        assert_eq!(labels("protect = []\n[lints]\n", "tld_slip = \""), ["allow", "warn", "deny"]);
        assert_eq!(labels("[lints]\n", "tld_slip = "), ["\"allow\"", "\"warn\"", "\"deny\""]);
        assert!(labels("[doubts]\n", "").contains(&"corrected".to_owned()));
        assert_eq!(labels("[doubts]\n", "mapped = \""), ["warn", "ignore"]);
        assert!(labels("[[allow]]\n", "").contains(&"reason".to_owned()));
        assert!(labels("[scan]\n", "").contains(&"exclude".to_owned()));
        assert!(in_allow_comment("x = 1 # maillint: allow(tld"));
        assert!(in_allow_comment("// maillint: allow-file("));
        assert!(!in_allow_comment("// maillint: allow(tld_slip) why"));
        assert!(!in_allow_comment("allow("));
    }
}
