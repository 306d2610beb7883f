//! The ways in: what the scripts of the action and of the hook do with what they are given.
#![cfg(unix)]

use std::fs;
use std::os::unix::fs::PermissionsExt;
use std::path::Path;
use std::process::{Command, Output};

fn repository() -> &'static Path {
    Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/.."))
}

/// Runs a script in a folder with findings. `cargo` is there a script that tells its arguments, and that installs the command
/// of this test, though not from that folder.
fn run(script: &str, args: &[&str], given: &str) -> (Output, String) {
    let temp = tempfile::tempdir().unwrap();
    let folder = |name: &str| {
        let folder = temp.path().join(name);
        fs::create_dir_all(&folder).unwrap();
        folder
    };
    let (bin, work, runner) = (folder("bin"), folder("work/with blank"), folder("runner temp"));
    fs::write(work.join("a.txt"), "ops@army.ml\n").unwrap();
    fs::write(work.join("b.txt"), "jo@gmial.com\n").unwrap();
    let cargo = bin.join("cargo");
    let installs = format!(
        "#!/bin/sh\nprintf '%s\\n' \"$@\" >>'{}'\n[ \"$1\" = run ] && exit 7\n[ -d 'with blank' ] && exit 8\nmkdir -p \"$4/bin\" && ln -s '{}' \"$4/bin/cargo-maillint\"\n",
        temp.path().join("called").display(),
        env!("CARGO_BIN_EXE_maillint-tests"),
    );
    fs::write(&cargo, installs).unwrap();
    fs::set_permissions(&cargo, fs::Permissions::from_mode(0o755)).unwrap();
    let path = format!("{}:{}", bin.display(), std::env::var("PATH").unwrap());
    let mut command = Command::new("sh");
    command.arg(repository().join(script)).args(args).current_dir(temp.path().join("work"));
    command.env("PATH", path).env("RUNNER_TEMP", &runner).env("MAILLINT_ARGS", given);
    command.env("GITHUB_ACTION_PATH", repository().join(".github/actions/maillint")).env_remove("GITHUB_ACTIONS");
    let output = command.output().unwrap();
    (output, fs::read_to_string(temp.path().join("called")).unwrap())
}

#[test]
fn the_action_installs_its_own_commit_and_takes_one_argument_a_line() {
    let (output, called) = run(".github/actions/maillint/run.sh", &[], "--format\nshort\nwith blank/a.txt\n");
    let called: Vec<&str> = called.lines().collect();
    assert_eq!(called[..3], ["install", "--locked", "--root"]);
    assert!(Path::new(called[5]).join("Cargo.toml").is_file(), "{called:?}");
    let (out, err) = (String::from_utf8(output.stdout).unwrap(), String::from_utf8(output.stderr).unwrap());
    assert_eq!(output.status.code(), Some(1), "{err}");
    let found: Vec<&str> = out.lines().filter(|line| !line.starts_with("::")).collect();
    assert!(matches!(found[..], [line] if line.starts_with("with blank/a.txt:1:1: error[tld_slip]: ")), "{out}");
    let (output, _) = run(".github/actions/maillint/run.sh", &[], "--formt=$(touch injected)\n*");
    assert_eq!(output.status.code(), Some(2));
    assert!(String::from_utf8(output.stderr).unwrap().contains("'--formt' found"));
}

#[test]
fn the_hook_builds_its_own_commit_and_hands_on_files_and_exit_code() {
    let (output, called) = run("cargo-maillint/pre-commit.sh", &["--fix", "with blank/a.txt"], "");
    assert_eq!(output.status.code(), Some(7));
    let called: Vec<&str> = called.lines().collect();
    assert_eq!(called[..4], ["run", "--quiet", "--release", "--locked"]);
    assert!(Path::new(called[5]).is_file(), "{called:?}");
    assert_eq!(called[6..], ["--", "--force-exclude", "--fix", "with blank/a.txt"]);
}
