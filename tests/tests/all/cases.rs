//! The command's cases: one folder in `tests/cases` each.
//!
//! `in/` is copied to a fresh folder, where `case.toml` says what is run:
//!
//! ```toml
//! setup = ["git init -q ."]     # optional: shell commands before the first run
//!
//! [[run]]                       # one or more, in this order
//! args = ["--format", "short"]
//! stdin = "..."                 # optional, as are env, stderr, a cwd below the folder, and a setup of its own
//! env = { NO_COLOR = "1" }
//! exit = 1
//! stdout = "..."
//! stderr = "..."
//! ```
//!
//! In stdout and stderr, `[..]` stands for anything within a line, and `[WORK]` for the fresh folder. `out/` holds the files that the runs are to write or change; every other file must be as it was, none may be new.
//! `CASE=name` runs one case. `UPDATE_CASES=1` writes what was seen into `case.toml`: read it before it is kept.

use std::collections::BTreeMap;
use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use toml_edit::{DocumentMut, Item, Table, value};

#[test]
fn cases() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("cases");
    let only = std::env::var("CASE").ok();
    let mut cases: Vec<PathBuf> = fs::read_dir(&folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    cases.sort();
    cases.retain(|case| only.as_ref().is_none_or(|only| case.ends_with(only)));
    assert!(!cases.is_empty(), "no case of that name in {}", folder.display());
    let wrong: Vec<String> = cases.iter().filter_map(|case| run(case).err()).collect();
    assert!(
        wrong.is_empty(),
        "{}\nwhere what was seen is right, `UPDATE_CASES=1` writes it into the case",
        wrong.join("\n")
    );
}

/// Runs one case; the error tells each difference.
fn run(case: &Path) -> Result<(), String> {
    let file = case.join("case.toml");
    let text = fs::read_to_string(&file).map_err(|error| format!("{}: {error}", file.display()))?;
    let mut toml: DocumentMut = text.parse().map_err(|error| format!("{}: {error}", file.display()))?;
    known(&toml, &["setup", "run"], &file)?;
    let temp = tempfile::tempdir().unwrap();
    let work = temp.path().join("work");
    fs::create_dir(&work).unwrap();
    for (name, bytes) in tree(&case.join("in")) {
        write(&work.join(name), &bytes);
    }
    set_up(toml.as_table(), &work, &file);
    let mut expected = tree(&work);
    let mut wrong = String::new();
    for run in toml.get_mut("run").and_then(Item::as_array_of_tables_mut).ok_or("no run")?.iter_mut() {
        known(run, &["setup", "cwd", "args", "stdin", "env", "exit", "stdout", "stderr"], &file)?;
        if run.contains_key("setup") {
            set_up(run, &work, &file);
            expected = tree(&work);
        }
        let seen = execute(run, &work);
        if std::env::var_os("UPDATE_CASES").is_some() {
            seen.write(run);
        } else {
            wrong.push_str(&seen.differences(run));
        }
    }
    if std::env::var_os("UPDATE_CASES").is_some() {
        fs::write(&file, toml.to_string()).unwrap();
    }
    expected.extend(tree(&case.join("out")));
    let after = tree(&work);
    for name in expected.keys().chain(after.keys()).collect::<std::collections::BTreeSet<_>>() {
        if expected.get(name) != after.get(name) {
            let show =
                |files: &BTreeMap<String, Vec<u8>>| files.get(name).map(|b| String::from_utf8_lossy(b).into_owned());
            wrong.push_str(&format!("file {name}\nexpected {:?}\nbut is   {:?}\n", show(&expected), show(&after)));
        }
    }
    if wrong.is_empty() { Ok(()) } else { Err(format!("--- case {}\n{wrong}", case.display())) }
}

/// Runs the shell commands of `setup`.
fn set_up(table: &Table, work: &Path, file: &Path) {
    for line in table.get("setup").and_then(Item::as_array).into_iter().flatten() {
        let done = command(Path::new("sh"), work).arg("-ec").arg(line.as_str().unwrap()).status().unwrap();
        assert!(done.success(), "{}: {line}", file.display());
    }
}

/// What a run did.
struct Seen {
    exit: i64,
    stdout: String,
    stderr: String,
}

impl Seen {
    fn differences(&self, run: &Table) -> String {
        let text = |key| run.get(key).and_then(Item::as_str).unwrap_or_default();
        let mut wrong = String::new();
        if run.get("exit").and_then(Item::as_integer) != Some(self.exit) {
            wrong.push_str(&format!("exit code {}\n", self.exit));
        }
        for (name, seen) in [("stdout", &self.stdout), ("stderr", &self.stderr)] {
            if !matches(text(name), seen) {
                wrong.push_str(&format!("{name}, expected:\n{}\n{name}, seen:\n{seen}\n", text(name)));
            }
        }
        if wrong.is_empty() { wrong } else { format!("args {}\n{wrong}", run.get("args").unwrap_or(&Item::None)) }
    }

    fn write(&self, run: &mut Table) {
        run["exit"] = value(self.exit);
        for (name, seen) in [("stdout", &self.stdout), ("stderr", &self.stderr)] {
            if !matches(run.get(name).and_then(Item::as_str).unwrap_or_default(), seen) {
                run[name] = value(seen);
            }
        }
    }
}

/// Whether the text is as expected, where `[..]` in a line stands for anything.
fn matches(expected: &str, seen: &str) -> bool {
    let (expected, seen) = (expected.split('\n'), seen.split('\n'));
    expected.clone().count() == seen.clone().count()
        && expected.zip(seen).all(|(expected, seen)| {
            let mut parts = expected.split("[..]");
            let Some(rest) = seen.strip_prefix(parts.next().unwrap()) else { return false };
            let mut parts: Vec<&str> = parts.collect();
            let Some(last) = parts.pop() else { return rest.is_empty() };
            let found = parts.iter().try_fold(rest, |rest, part| Some(rest.split_once(part)?.1));
            found.is_some_and(|rest| rest.ends_with(last))
        })
}

#[test]
fn two_dots_in_brackets_stand_for_anything_in_a_line() {
    for (expected, seen, same) in [
        ("a\nb\n", "a\nb\n", true),
        ("a\nb\n", "a\nb", false),
        ("a[..]c[..]e", "a-c-e", true),
        ("a[..]c[..]e", "ace", true),
        ("a[..]c[..]e", "ae", false),
        ("[..]", "a\nb", false),
        ("[..]a", "b", false),
        ("a[..]a", "a", false),
    ] {
        assert_eq!(matches(expected, seen), same, "{expected:?} {seen:?}");
    }
}

fn execute(run: &Table, work: &Path) -> Seen {
    let here = work.join(run.get("cwd").and_then(Item::as_str).unwrap_or_default());
    let mut command = command(Path::new(env!("CARGO_BIN_EXE_maillint-tests")), &here);
    command.args(run.get("args").and_then(Item::as_array).into_iter().flatten().map(|arg| arg.as_str().unwrap()));
    for (name, value) in run.get("env").and_then(Item::as_table_like).into_iter().flat_map(|env| env.iter()) {
        command.env(name, value.as_str().unwrap());
    }
    let mut child = command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
    let input = run.get("stdin").and_then(Item::as_str).unwrap_or_default();
    // A command that does not read its stdin closes it early.
    let _ = child.stdin.take().unwrap().write_all(input.as_bytes());
    let output = child.wait_with_output().unwrap();
    let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).replace(&work.display().to_string(), "[WORK]");
    let exit = output.status.code().map_or(-1, i64::from);
    Seen { exit, stdout: text(&output.stdout), stderr: text(&output.stderr) }
}

/// A command in the work folder that knows nothing of the machine it runs on.
pub(crate) fn command(program: &Path, work: &Path) -> Command {
    let mut command = Command::new(program);
    command.current_dir(work).env_clear().env("HOME", work.join("..")).env("LC_ALL", "C").env("TERM", "dumb");
    command.env("PATH", std::env::var_os("PATH").unwrap_or_default());
    // 2026-09-21, for what depends on the day.
    command.env("SOURCE_DATE_EPOCH", "1790000000");
    for (who, name) in [("AUTHOR", "A. Author"), ("COMMITTER", "C. Committer")] {
        command.env(format!("GIT_{who}_NAME"), name).env(format!("GIT_{who}_EMAIL"), "dev@example.org");
        command.env(format!("GIT_{who}_DATE"), "2026-01-01T00:00:00Z");
    }
    command
}

/// The files under a folder by their path, links by what they point to; `.git` left out.
fn tree(folder: &Path) -> BTreeMap<String, Vec<u8>> {
    let mut files = BTreeMap::new();
    let mut folders = vec![folder.to_owned()];
    while let Some(next) = folders.pop() {
        for entry in fs::read_dir(&next).into_iter().flatten() {
            let entry = entry.unwrap();
            let (path, kind) = (entry.path(), entry.file_type().unwrap());
            let name = path.strip_prefix(folder).unwrap().to_string_lossy().into_owned();
            if kind.is_symlink() {
                files.insert(name, fs::read_link(&path).unwrap().into_os_string().into_encoded_bytes());
            } else if kind.is_file() {
                files.insert(name, fs::read(&path).unwrap());
            } else if kind.is_dir() && entry.file_name() != ".git" {
                folders.push(path);
            }
        }
    }
    files
}

fn write(path: &Path, bytes: &[u8]) {
    fs::create_dir_all(path.parent().unwrap()).unwrap();
    fs::write(path, bytes).unwrap();
}

/// Refuses keys that mean nothing: a misspelt `stderr` would expect nothing.
fn known(table: &Table, keys: &[&str], file: &Path) -> Result<(), String> {
    match table.iter().find(|(key, _)| !keys.contains(key)) {
        Some((key, _)) => Err(format!("{}: unknown key `{key}`", file.display())),
        None => Ok(()),
    }
}
