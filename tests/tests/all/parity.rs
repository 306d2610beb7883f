//! One text gets one finding at the three gates: in a macro, in the test of a crate, and from the command.

use crate::macros::Fixture;
use std::process::Command;

/// What is judged: one subject of each lint that denies addresses by itself.
const CORPUS: [&str; 6] =
    ["ops@army.ml", "jo@gmial.com", "jo@gmail.con", "jo@micorsoft.com", "jo@gmail,com", "jo@techoverflow.nte"];

/// A finding in the words that all gates share.
fn words(lint: &str, message: &str) -> String {
    format!("[maillint::{lint}] {message}")
}

#[test]
fn three_gates_say_the_same() {
    let constants = CORPUS.iter().enumerate();
    let library: String =
        constants.map(|(n, subject)| format!("pub const C{n}: &str = maillint::email!(\"{subject}\");\n")).collect();
    let compiled = Fixture::new("parity", &library).check();
    let at_compile_time: Vec<String> =
        compiled.errors.iter().map(|error| error.split(" @ ").next().unwrap_or_default().to_owned()).collect();

    let folder = tempfile::tempdir().unwrap();
    let yaml: String = CORPUS.iter().map(|subject| format!("- to: \"{subject}\"\n")).collect();
    std::fs::write(folder.path().join("mail.yaml"), yaml).unwrap();
    let report = lint_core::test::check(folder.path()).unwrap_err();
    let at_test_time: Vec<String> =
        report.findings().iter().map(|(_, finding)| words(finding.lint, &finding.message)).collect();

    let output = Command::new(env!("CARGO_BIN_EXE_maillint-tests"))
        .args(["--format", "json"])
        .current_dir(folder.path())
        .output()
        .unwrap();
    assert_eq!(output.status.code(), Some(1));
    let from_the_command: Vec<String> = String::from_utf8(output.stdout)
        .unwrap()
        .lines()
        .map(|line| serde_json::from_str::<serde_json::Value>(line).unwrap())
        .filter(|line| line["type"] == "finding")
        .map(|line| words(line["lint"].as_str().unwrap(), line["message"].as_str().unwrap()))
        .collect();

    assert_eq!(at_compile_time.len(), CORPUS.len(), "{compiled:?}");
    assert_eq!(at_compile_time, at_test_time);
    assert_eq!(at_test_time, from_the_command);
}
