//! Reports as forges read them: paths that they find, names that they tell apart, and no report of an
//! earlier run among the findings.

use serde_json::Value;
use std::fs;
use std::path::Path;
use std::process::Command;
use tempfile::TempDir;

/// The formats that programs read, all of which name files from the root.
const FORMATS: [&str; 8] = ["json", "sarif", "github", "gitlab", "junit", "checkstyle", "rdjsonl", "html"];

/// A repository with a slip in a folder of it.
fn repository() -> TempDir {
    let temp = tempfile::tempdir().unwrap();
    fs::create_dir_all(temp.path().join("repo/.git")).unwrap();
    fs::create_dir_all(temp.path().join("repo/app/lib")).unwrap();
    fs::write(temp.path().join("repo/app/lib/a.txt"), "ops@army.ml\n").unwrap();
    temp
}

fn command(folder: &Path, args: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_maillint-tests"));
    command.current_dir(folder).arg("--no-config").args(args);
    for name in ["GITHUB_ACTIONS", "GITHUB_STEP_SUMMARY", "GITHUB_WORKSPACE", "CI_PROJECT_DIR"] {
        command.env_remove(name);
    }
    command
}

fn told(command: &mut Command) -> String {
    let output = command.output().unwrap();
    assert_eq!(output.status.code(), Some(1), "{}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8(output.stdout).unwrap()
}

#[test]
fn paths_lead_from_the_root_wherever_the_command_runs() {
    let temp = repository();
    let repo = temp.path().join("repo");
    for format in FORMATS {
        let expected = told(&mut command(&repo, &["--format", format]));
        assert!(expected.contains("app/lib/a.txt"), "{format}: {expected}");
        for (folder, path) in [("app", "."), ("app/lib", "."), ("app/lib", "../../app"), ("..", "repo")] {
            let found = told(&mut command(&repo.join(folder), &["--format", format, path]));
            assert_eq!(found, expected, "{format} in {folder}");
        }
        // An export has no `.git`: the forge says where it put it.
        fs::rename(repo.join(".git"), temp.path().join("git")).unwrap();
        for variable in ["CI_PROJECT_DIR", "GITHUB_WORKSPACE"] {
            let found = told(command(&repo.join("app"), &["--format", format]).env(variable, &repo));
            assert!(found.contains("app/lib/a.txt"), "{format}, {variable}: {found}");
        }
        fs::rename(temp.path().join("git"), repo.join(".git")).unwrap();
    }
    // What people click on in a terminal leads from where they are.
    assert!(told(&mut command(&repo.join("app"), &["--format", "short"])).starts_with("lib/a.txt:1:1: "));
}

#[test]
fn no_two_cases_of_a_suite_have_one_name() {
    let temp = tempfile::tempdir().unwrap();
    fs::write(temp.path().join("a.txt"), "b@army.ml\nb@army.ml\nc@army.ml b@army.ml\n").unwrap();
    let report = told(&mut command(temp.path(), &["--format", "junit"]));
    let document = roxmltree::Document::parse(&report).unwrap();
    let cases = document.descendants().filter(|node| node.has_tag_name("testcase"));
    let names: Vec<&str> = cases.filter_map(|case| case.attribute("name")).collect();
    let expected = ["tld_slip b@army.ml", "tld_slip b@army.ml (2)", "tld_slip c@army.ml", "tld_slip b@army.ml (3)"];
    assert_eq!(names, expected);
}

#[test]
fn reports_of_an_earlier_run_are_left_out_and_counted() {
    let temp = repository();
    let repo = temp.path().join("repo");
    let before = told(&mut command(&repo, &["--format", "short"]));
    let ended = ["json", "sarif", "gitlab", "junit", "checkstyle", "rdjsonl", "html", "cargo"];
    for format in ended {
        let ending = match format {
            "junit" | "checkstyle" => "xml",
            "gitlab" | "cargo" => "json",
            other => other,
        };
        told(&mut command(
            &repo.join("app"),
            &["--format", "short", "--format", &format!("{format}=../{format}.{ending}")],
        ));
    }
    assert_eq!(told(&mut command(&repo, &["--format", "short"])), before);
    let summary = told(&mut command(&repo, &["--format", "json"]));
    let summary: Value = serde_json::from_str(summary.lines().last().unwrap()).unwrap();
    assert_eq!(summary["skipped_by"]["report_of_maillint"], ended.len());
    // Who names one wants it read, and what only looks like one is read.
    let named = command(&repo, &["--format", "short", "sarif.sarif"]).output().unwrap().stdout;
    assert!(String::from_utf8_lossy(&named).contains("sarif.sarif:"));
    fs::write(repo.join("own.json"), "{\"type\":\"finding\",\"path\":\"a\",\"to\":\"ops@army.ml\"}\n").unwrap();
    assert!(told(&mut command(&repo, &["--format", "short"])).contains("own.json:1:"));
}
