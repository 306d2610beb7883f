//! What users may rely on: the public items of the core, as its documentation lists them. What is hidden there is for the
//! gates, which name it by `gate`.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;
use std::process::Command;

/// Every public item of lint-core. One that goes, or changes, breaks users: that is for a release whose number says so. One that
/// comes has to be kept: does a user need it?
const ITEMS: [&str; 46] = [
    // To judge, and what comes of it.
    "Census",
    "Checker",
    "Doubted",
    "Evidence",
    "Excused",
    "Fate",
    "FileCheck",
    "FileReport",
    "Finding",
    "Fix",
    "Level",
    "Location",
    "Mentions",
    "Place",
    "Position",
    "Span",
    // Addresses as values.
    "Address",
    "Refused",
    "address",
    "assert_text",
    // The grammar.
    "address::ADDRESS_MAX",
    "address::DOMAIN_MAX",
    "address::Domain",
    "address::Error",
    "address::ErrorKind",
    "address::HostKind",
    "address::LOCAL_MAX",
    "address::Part",
    "address::Parts",
    "address::to_ascii",
    "address::to_unicode",
    // The policy.
    "policy::Allow",
    "policy::ByDomain",
    "policy::Date",
    "policy::Error",
    "policy::Glob",
    "policy::Names",
    "policy::Pattern",
    "policy::Policy",
    "policy::Target",
    "policy::did_you_mean",
    "policy::schema",
    // The gates of tests and build scripts.
    "build::check",
    "test::Report",
    "test::check",
    "test::check_value",
];

#[test]
fn the_public_items_are_these_and_each_says_what_it_is() {
    let target = concat!(env!("CARGO_TARGET_TMPDIR"), "/surface");
    let done = Command::new(env!("CARGO"))
        .args([
            "doc",
            "--quiet",
            "--offline",
            "--package",
            "lint-core",
            "--no-deps",
            "--features",
            "serde,schema,only-new",
        ])
        .args(["--target-dir", target])
        .current_dir(Path::new(env!("CARGO_MANIFEST_DIR")).join(".."))
        .output()
        .unwrap();
    assert!(done.status.success(), "{}", String::from_utf8_lossy(&done.stderr));
    let pages = Path::new(target).join("doc/lint_core");
    let list = fs::read_to_string(pages.join("all.html")).unwrap();
    let items: Vec<(&str, &str)> = list
        .split("<li><a href=\"")
        .skip(1)
        .map(|item| item.split_once("</a>").unwrap().0.split_once("\">").unwrap())
        .filter(|(page, _)| !page.starts_with('#'))
        .collect();
    let found: BTreeSet<&str> = items.iter().map(|(_, name)| *name).collect();
    assert_eq!(found, BTreeSet::from(ITEMS));
    for (page, name) in items {
        let text = fs::read_to_string(pages.join(page)).unwrap();
        assert!(text.contains("class=\"docblock\""), "{name} does not say what it is");
    }
}

#[test]
fn a_gate_names_what_is_hidden_by_its_one_module() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("..");
    let lib = fs::read_to_string(root.join("lint-core/src/lib.rs")).unwrap();
    let hidden: Vec<&str> =
        lib.split("#[doc(hidden)]\npub mod ").skip(1).map(|rest| rest.split(';').next().unwrap()).collect();
    assert!(hidden.contains(&"render"), "{hidden:?}");
    let mut wrong = Vec::new();
    for gate in ["lint-macro/src", "cargo-maillint/src", "tests/src", "tests/tests"] {
        for file in ignore::WalkBuilder::new(root.join(gate)).build().map(Result::unwrap) {
            let Some(text) =
                file.path().extension().filter(|e| *e == "rs").and_then(|_| fs::read_to_string(file.path()).ok())
            else {
                continue;
            };
            let named = text.split("lint_core::").skip(1).filter(|rest| {
                let name = rest.split(|c: char| !c.is_ascii_alphanumeric() && c != '_').next().unwrap();
                hidden.contains(&name)
            });
            wrong.extend(named.map(|rest| format!("{}: lint_core::{:.30}", file.path().display(), rest)));
        }
    }
    assert!(wrong.is_empty(), "write `lint_core::gate::..`:\n{}", wrong.join("\n"));
}
