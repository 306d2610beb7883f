//! The JSON schema of `maillint.toml` and the reader of it say the same, as far as a schema can tell.

use lint_core::policy::{Names, Policy, schema};
use serde_json::{Value, json};
use toml_edit::{DocumentMut, Item};

fn names() -> Names {
    Names::of(&["tld_slip", "risky_tld", "provider_slip"], &["corrected", "mapped"])
}

/// Whether the schema lets a policy pass.
fn fits(text: &str) -> bool {
    let schema: Value = serde_json::from_str(&schema(&names())).unwrap();
    let mut compiler = boon::Compiler::new();
    compiler.enable_format_assertions();
    compiler.add_resource("maillint.json", schema).unwrap();
    let mut schemas = boon::Schemas::new();
    let index = compiler.compile("maillint.json", &mut schemas).unwrap();
    let document: DocumentMut = text.parse().unwrap();
    schemas.validate(&json_of(document.as_item()), index).is_ok()
}

/// A TOML value as editors hand it to a schema.
fn json_of(item: &Item) -> Value {
    if let Some(table) = item.as_table_like() {
        return table.iter().map(|(key, item)| (key.to_owned(), json_of(item))).collect();
    }
    if let Some(tables) = item.as_array_of_tables() {
        return tables.iter().map(|table| json_of(&Item::Table(table.clone()))).collect();
    }
    match item.as_value().unwrap() {
        toml_edit::Value::Array(array) => array.iter().map(|value| json_of(&Item::Value(value.clone()))).collect(),
        toml_edit::Value::Boolean(flag) => json!(*flag.value()),
        toml_edit::Value::Integer(number) => json!(*number.value()),
        toml_edit::Value::String(text) => json!(text.value()),
        other => json!(other.to_string().trim()),
    }
}

#[test]
fn schema_and_reader_agree() {
    let example = r#"
protect = ["army.mil", "*.acme.io"]
only = []
declared = true
[lints]
risky_tld = "deny"
[[allow]]
domain = "sante.gov.ml"
reason = "Mali's ministry of health"
expires = 2027-10-01
paths = ["docs/**"]
[[files]]
paths = ["tests/**"]
lints = { provider_slip = "warn" }
[scan]
exclude = ["vendor/**"]
"#;
    let right = [
        "",
        example,
        "protect = [\"b\u{fc}cher.de\", \"*.mil\", \"a-b.co.uk\", \"xn--bcher-kva.de\"]",
        "allow = [{ address = \"a@b.c\", reason = \"x\" }]\nfiles = []",
    ];
    let wrong = [
        "protcet = []",
        "protect = \"army.mil\"",
        "protect = [1]",
        "protect = [\"acme\"]",
        "protect = [\"a..b\"]",
        "protect = [\"a.*.b\"]",
        "only = [\"ops@acme.io\"]",
        "declared = \"yes\"",
        "lints = []",
        "[lints]\ntld_slp = \"deny\"",
        "[lints]\ntld_slip = \"error\"",
        "[allow]\ndomain = \"a.b\"\nreason = \"x\"",
        "[[allow]]\ndomain = \"a.b\"",
        "[[allow]]\ndomain = \"a.b\"\nreason = \" \"",
        "[[allow]]\nreason = \"x\"",
        "[[allow]]\ndomain = \"a.b\"\naddress = \"x@a.b\"\nreason = \"x\"",
        "[[allow]]\naddress = \"a.b\"\nreason = \"x\"",
        "[[allow]]\ndomain = \"a.b\"\nreason = \"x\"\nexpires = 12",
        "[[allow]]\ndomain = \"a.b\"\nreason = \"x\"\nexpires = 2027-10-01T00:00:00",
        "[[allow]]\ndomain = \"a.b\"\nreason = \"x\"\nlint = \"tld_slip\"",
        "[[allow]]\ndomain = \"a.b\"\nreason = \"x\"\npaths = []",
        "[[files]]\npaths = [\"a\"]",
        "[[files]]\nlints = {}",
        "[[files]]\npaths = [\"!a\"]\nlints = {}",
        "scan = true",
        "[scan]\nexclud = []",
        "[scan]\nexclude = \"a\"",
    ];
    for (texts, expected) in [(&right[..], true), (&wrong[..], false)] {
        for text in texts {
            assert_eq!(Policy::parse(text, &names()).is_ok(), expected, "the reader: {text}");
            assert_eq!(fits(text), expected, "the schema: {text}");
        }
    }
}

#[test]
fn schema_and_reader_know_the_same_keys() {
    let schema: Value = serde_json::from_str(&schema(&names())).unwrap();
    // A table, and the header or key that a key of it follows.
    let tables = [
        ("", ""),
        ("/properties/lints", "[lints]\n"),
        ("/properties/doubts", "[doubts]\n"),
        ("/properties/scan", "[scan]\n"),
        ("/properties/allow/items", "[[allow]]\n"),
        ("/properties/files/items", "[[files]]\n"),
        ("/properties/files/items/properties/lints", "[[files]]\nlints."),
    ];
    for (table, before) in tables {
        let errors = Policy::parse(&format!("{before}no-such-name = 1"), &names()).unwrap_err();
        let unknown = errors.iter().find(|error| error.message.starts_with("unknown")).unwrap();
        let known = unknown.help.clone().unwrap();
        let keys = schema.pointer(table).unwrap()["properties"].as_object().unwrap().keys();
        let mut known: Vec<_> = known.split('`').skip(1).step_by(2).collect();
        known.sort_unstable();
        let mut keys: Vec<_> = keys.collect();
        keys.sort_unstable();
        assert_eq!(known, keys, "{table}");
    }
}

#[test]
fn the_schema_that_is_shipped_is_the_one_that_is_printed() {
    let names = lint_core::gate::doubt::names();
    let file = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("../lint-core/maillint.schema.json");
    if std::env::var_os("UPDATE_SCHEMA").is_some() {
        std::fs::write(&file, schema(&names)).unwrap();
    }
    // Not compared by a macro, which would print both whole.
    let stale =
        "maillint.schema.json is stale: `UPDATE_SCHEMA=1 cargo test -p maillint-tests --test all schema` renews it";
    assert!(std::fs::read_to_string(&file).unwrap() == schema(&names), "{stale}");
}
