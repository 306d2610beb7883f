//! The same text gets the same finding at each gate: in a macro, in a constant, in the test of a crate, through cargo, and from the
//! command. What is judged are the examples of all pages, of lints, doubts and traps.

use crate::check::Workspace;
use crate::macros::{Built, Fixture};
use lint_core::gate::{doubt, lints, trap};
use lint_core::{Address, Checker, Finding, Level};
use maillint_tests::page::{Example, cases};
use std::collections::BTreeSet;
use std::process::Command;

/// The examples of all pages that need no policy and no tree around them.
fn examples() -> Vec<Example> {
    let pages = lints::ALL.iter().map(|lint| lint.page);
    let pages = pages.chain(doubt::ALL.iter().map(|doubt| doubt.page)).chain(trap::ALL.iter().map(|trap| trap.page));
    let alone = pages.map(cases).filter(|cases| cases.census.is_empty() && cases.fires.policy.is_empty());
    alone.flat_map(|cases| [cases.fires.examples, cases.quiet.examples]).flatten().collect()
}

/// A finding in the words that all gates share.
fn words(lint: &str, level: &str, doubt: Option<&str>, message: &str) -> String {
    format!("{level} [maillint::{lint}] {message} ({})", doubt.unwrap_or("sure"))
}

fn told(finding: &Finding) -> String {
    words(finding.lint, finding.level.as_str(), finding.doubt.map(|doubt| doubt.id), &finding.message)
}

#[test]
fn files_get_the_same_from_the_core_the_test_and_the_command() {
    let folder = tempfile::tempdir().unwrap();
    let mut by_the_core = Vec::new();
    for (n, Example { path, text }) in examples().iter().enumerate() {
        // Whatever the others are: no tree tells of what the examples have in common.
        let root = folder.path().join(format!("{n:03}"));
        let file = root.join(path);
        std::fs::create_dir_all(file.parent().unwrap()).unwrap();
        std::fs::write(&file, text).unwrap();
        let expected: Vec<String> = Checker::default().text(path, text.as_bytes()).findings.iter().map(told).collect();
        let tested = match lint_core::test::check(&root) {
            Ok(()) => Vec::new(),
            Err(report) => report.findings().iter().map(|(_, finding)| told(finding)).collect(),
        };
        // What is only warned of fails no test.
        if expected.iter().any(|told| told.starts_with("deny ")) {
            assert_eq!(tested, expected, "{path}: {text}");
        } else {
            assert!(tested.is_empty(), "{path}: {text}: {tested:?}");
        }
        by_the_core.extend(expected.into_iter().map(|told| format!("{n:03}: {told}")));
    }
    let mut from_the_command = Vec::new();
    for entry in std::fs::read_dir(folder.path()).unwrap() {
        let root = entry.unwrap().path();
        let output = Command::new(env!("CARGO_BIN_EXE_maillint-tests"))
            .args(["--no-config", "--format", "json"])
            .current_dir(&root)
            .output()
            .unwrap();
        for line in String::from_utf8(output.stdout).unwrap().lines() {
            let line: serde_json::Value = serde_json::from_str(line).unwrap();
            if line["type"] == "finding" {
                let text = |key: &str| line[key].as_str().unwrap();
                let told = words(text("lint"), text("level"), line["doubt"]["id"].as_str(), text("message"));
                from_the_command.push(format!("{}: {told}", root.file_name().unwrap().to_str().unwrap()));
            }
        }
    }
    from_the_command.sort();
    by_the_core.sort();
    assert_eq!(from_the_command, by_the_core);
    assert!(by_the_core.len() > 50, "{by_the_core:#?}");
}

/// What the examples are about, each once, as far as it can stand in a literal as it is: what is found, and what is not.
fn subjects() -> BTreeSet<String> {
    let mut subjects = BTreeSet::new();
    for Example { path, text } in examples() {
        for account in Checker::default().why(&path, text.as_bytes()) {
            let plain = |c: char| c.is_ascii_alphanumeric() || "@.,-_+".contains(c);
            let named = account.written.starts_with(|c: char| c.is_ascii_alphanumeric());
            if account.written.contains('@') && named && account.written.chars().all(plain) {
                subjects.insert(account.written);
            }
        }
    }
    assert!(subjects.len() > 40, "{subjects:?}");
    subjects
}

/// The first lines of what the compiler said, without the places.
fn headers(built: &Built) -> Vec<String> {
    built.errors.iter().map(|error| error.split(" @ ").next().unwrap_or_default().to_owned()).collect()
}

/// Of a subject alone, a macro, a constant and an [`Address`] say what the command says of it where that is denied.
#[test]
fn literals_get_the_same_from_email_and_the_address() {
    let subjects = subjects();
    let constants = subjects.iter().enumerate();
    let library: String =
        constants.map(|(n, subject)| format!("pub const C{n}: &str = maillint::email!(\"{subject}\");\n")).collect();
    let checker = Checker::default();
    let mut denied = Vec::new();
    for subject in &subjects {
        let findings = checker.denied(subject);
        let parsed: Result<Address, _> = subject.parse();
        assert_eq!(parsed.is_err(), !findings.is_empty(), "{subject}: {findings:?}");
        let alone: Vec<Finding> = checker.address(subject).into_iter().filter(|it| it.level == Level::Deny).collect();
        assert_eq!(alone, findings, "{subject}");
        denied.extend(findings.iter().map(|finding| format!("[maillint::{}] {}", finding.lint, finding.message)));
    }
    let built = Fixture::new("parity", &library).check();
    assert_eq!(headers(&built), denied);
}

/// Of the same constants as a file, `#[check]` and the wrapper of rustc say what the core says.
#[test]
fn code_gets_the_same_from_check_and_cargo() {
    let constants = subjects().into_iter().enumerate();
    let code: String = constants.map(|(n, subject)| format!("    pub const C{n}: &str = \"{subject}\";\n")).collect();
    let expected = |text: &str| -> Vec<String> {
        let findings = Checker::default().text("src/lib.rs", text.as_bytes()).findings.into_iter();
        let denied = findings.filter(|finding| finding.level == Level::Deny);
        denied.map(|finding| format!("[maillint::{}] {}", finding.lint, finding.message)).collect()
    };
    let library = format!("#[maillint::check]\npub mod all {{\n{code}}}\n");
    let built = Fixture::new("parity-check", &library).check();
    assert_eq!(headers(&built), expected(&library));
    let library = format!("pub mod all {{\n{code}}}\n");
    assert_eq!(Workspace::package(&library).denied(), expected(&library));
}
