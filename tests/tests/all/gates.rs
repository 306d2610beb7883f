//! The gates of `cargo test` and of build scripts, in a crate that cargo builds.

use crate::macros::Fixture;
use std::process::Command;

const TEST: &str = "\
#[test]
fn addresses() -> Result<(), lint_core::test::Report> {
    lint_core::test::check(env!(\"CARGO_MANIFEST_DIR\"))
}
";

/// A finding and a warning in a crate whose test judges it. In the target folder that all share, crates of one name would take each
/// other's place.
fn judged_by_its_test(name: &str) -> Fixture {
    let fixture = Fixture::with_core(name, "pub const TO: &str = \"ops@army.ml\";\n", "dev-dependencies");
    fixture.write("config/mail.toml", "to = \"info@fabrikam.ml\"\ncc = \"jo@army.ml\"\n");
    fixture.write("tests/addresses.rs", TEST);
    fixture.write(".gitignore", "/target\n/Cargo.lock\n");
    fixture
}

#[test]
fn a_test_prints_what_the_command_prints_and_no_panic() {
    let fixture = judged_by_its_test("judged");
    let mut command = Command::new(env!("CARGO_BIN_EXE_maillint-tests"));
    let told = command.args(["--color", "never"]).current_dir(fixture.root()).output().unwrap();
    let told = String::from_utf8(told.stdout).unwrap();
    let (findings, _) = told.rsplit_once("\nmaillint: ").unwrap();

    let tested = fixture.cargo(&["test", "--quiet"], |command| command.env("RUST_BACKTRACE", "full"));
    let text = String::from_utf8(tested.stdout).unwrap();
    assert_eq!(tested.status.code(), Some(101), "{text}");
    let report = format!("Error: 2 errors, 1 warning\n\n{findings}");
    assert!(text.contains(&report), "{text}\n--- should contain\n{report}");
    for noise in ["panicked", "backtrace"] {
        assert!(!text.contains(noise), "{text}");
    }

    // Known debt is none of it.
    fixture.write("maillint.toml", "baseline = \"known.tsv\"\n");
    fixture.write("known.tsv", "src/lib.rs\ttld_slip\tops@army.ml\nconfig/mail.toml\ttld_slip\tjo@army.ml\n");
    let tested = fixture.cargo(&["test", "--quiet"], |command| command);
    assert!(tested.status.success(), "{}", String::from_utf8_lossy(&tested.stdout));
    fixture.write("known.tsv", "src/lib.rs\ttld_slip\tops@army.ml\n");
    let tested = fixture.cargo(&["test", "--quiet"], |command| command);
    let text = String::from_utf8(tested.stdout).unwrap();
    assert!(text.contains("jo@army.mil") && !text.contains("ops@army.mil"), "{text}");
    fixture.write("maillint.toml", "");
    fixture.write("known.tsv", "");

    fixture.write("src/lib.rs", "pub const TO: &str = \"ops@army.mil\";\n");
    fixture.write("config/mail.toml", "to = \"info@fabrikam.ml\"\n");
    let tested = fixture.cargo(&["test", "--quiet"], |command| command);
    assert!(tested.status.success(), "{}", String::from_utf8_lossy(&tested.stdout));
}

/// Only where nextest is installed; it shows the report with an indent.
#[test]
fn nextest_prints_it_too() {
    let fixture = judged_by_its_test("judged-by-nextest");
    let run = |arguments: &[&str]| fixture.cargo(arguments, |command| command);
    if !run(&["nextest", "--version"]).status.success() {
        return;
    }
    let tested = run(&["nextest", "run"]);
    let text = String::from_utf8(tested.stderr).unwrap();
    assert_eq!(tested.status.code(), Some(100), "{text}");
    let lines: Vec<&str> = text.lines().map(str::trim_start).collect();
    let header = "error[tld_slip]: `ops@army.ml`: `.ml` is Mali, mail is delivered there; did you mean `ops@army.mil`?";
    let at = lines.iter().position(|line| *line == header).unwrap_or_else(|| panic!("{text}"));
    assert_eq!(lines[at + 1], "--> src/lib.rs:1:23");
    assert!(!text.contains("panicked"), "{text}");
}

#[test]
fn a_build_script_fails_the_build_and_watches_folders() {
    let fixture = Fixture::with_core("scripted", "", "build-dependencies");
    let script = "fn main() {\n    lint_core::build::check([\"config\", \"config/mail.toml\", \"gone.txt\"]);\n}\n";
    fixture.write("build.rs", script);
    fixture.write("maillint.toml", "");
    fixture.write("config/mail.toml", "to = \"ops@army.ml\"\ncc = \"info@fabrikam.ml\"\n");
    let build = || {
        let output = fixture.cargo(&["check"], |command| command);
        let shown = String::from_utf8(output.stderr).unwrap();
        let told = shown.lines().filter(|line| line.contains("scripted@0.0.0: "));
        let told = told.map(|line| line.replace("scripted@0.0.0: ", "")).collect::<Vec<_>>();
        (output.status.success(), told, shown.contains("Compiling") || shown.contains("Checking"))
    };
    let slip =
        "[maillint::tld_slip] `ops@army.ml`: `.ml` is Mali, mail is delivered there; did you mean `ops@army.mil`?";
    let (passed, told, _) = build();
    assert!(!passed && told.len() == 3, "{told:#?}");
    assert!(told[0].starts_with("error: gone.txt: "), "{told:#?}");
    assert_eq!(told[1], format!("error: config/mail.toml:1:7: {slip}"));
    assert!(told[2].starts_with("warning: config/mail.toml:2:7: [maillint::risky_tld] "), "{told:#?}");

    fixture.write("build.rs", script.replace(", \"gone.txt\"", ""));
    fixture.write("config/mail.toml", "to = \"ops@army.mil\"\n");
    assert_eq!(build(), (true, vec![], true));
    assert_eq!(build(), (true, vec![], false));
    fixture.write("config/new.toml", "to = \"ops@army.ml\"\n");
    assert_eq!(build().1, [format!("error: config/new.toml:1:7: {slip}")]);
    // The nearest policy is obeyed, as by all gates, and what is wrong with it is told.
    fixture.write("config/old/maillint.toml", "[lints]\ntld_slip = \"allow\"\n");
    fixture.write("config/old/mail.toml", "to = \"ops@army.ml\"\n");
    assert_eq!(build().1, [format!("error: config/new.toml:1:7: {slip}")]);
    fixture.write("config/old/maillint.toml", "[lints]\ntld_slpi = \"allow\"\n");
    let (passed, told, _) = build();
    assert!(!passed && told.len() == 2 && told[0].contains("config/old/maillint.toml:2:1: unknown lint"), "{told:#?}");
    std::fs::remove_dir_all(fixture.root().join("config/old")).unwrap();
    fixture.write("maillint.toml", "[lints]\ntld_slip = \"allow\"\n");
    assert_eq!(build(), (true, vec![], true));
    fixture.write("maillint.toml", "[lints]\ntld_slpi = \"allow\"\n");
    let (passed, told, _) = build();
    assert!(!passed && told.len() == 1 && told[0].contains("maillint.toml:2:1: unknown lint `tld_slpi`"), "{told:#?}");
}
