//! `--since` says what `git blame` says: on histories at random, it finds exactly what stands on lines that came after the
//! merge base.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

/// Numbers that look random and are the same in every run (splitmix64).
struct Random(u64);

impl Random {
    fn below(&mut self, limit: usize) -> usize {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        ((mixed ^ (mixed >> 31)) % limit as u64) as usize
    }
}

struct Repository<'p> {
    path: &'p Path,
    random: Random,
    /// Lines written so far: none comes twice, so that it cannot be mistaken for another.
    lines: usize,
    files: usize,
}

impl Repository<'_> {
    fn git(&self, args: &[&str]) -> String {
        let output = Command::new("git")
            .args(["-c", "user.name=A", "-c", "user.email=a@example.org", "-c", "commit.gpgsign=false"])
            .args(args)
            .current_dir(self.path)
            .output()
            .unwrap();
        assert!(output.status.success(), "git {args:?}: {}", String::from_utf8_lossy(&output.stderr));
        String::from_utf8(output.stdout).unwrap()
    }

    fn names(&self) -> Vec<String> {
        let list = self.git(&["-c", "core.quotePath=false", "ls-files", "-z"]);
        list.split('\0').filter(|name| !name.is_empty()).map(str::to_owned).collect()
    }

    /// A line that is found, or one that is not.
    fn line(&mut self) -> String {
        self.lines += 1;
        let n = self.lines;
        if self.random.below(3) == 0 { format!("to{n}@army.ml") } else { format!("line {n}") }
    }

    fn create(&mut self) {
        self.files += 1;
        let kind = ["plain", "two words", "d/e f", "\u{fc}ml", "-dash"][self.random.below(5)];
        let name = format!("{kind}{}", self.files);
        let text: Vec<String> = (0..40 + self.random.below(20)).map(|_| self.line()).collect();
        let path = self.path.join(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text.join("\n") + "\n").unwrap();
    }

    /// Writes over, takes away or puts in a few lines of a file, which then ends so. A line end that goes and comes again would
    /// be a new line for blame alone.
    fn edit(&mut self, name: &str, end: &str) {
        let path = self.path.join(name);
        let text = fs::read_to_string(&path).unwrap();
        let mut lines: Vec<String> = text.lines().map(str::to_owned).collect();
        for _ in 0..=self.random.below(3) {
            let at = self.random.below(lines.len());
            match self.random.below(3) {
                0 if lines.len() > 6 => drop(lines.remove(at)),
                1 => lines[at] = self.line(),
                _ => {
                    let line = self.line();
                    lines.insert(at, line);
                }
            }
        }
        fs::write(path, lines.join("\n") + end).unwrap();
    }

    /// Does something to a file that is there, or makes one.
    fn change(&mut self) {
        let names = self.names();
        let name = if names.is_empty() { String::new() } else { names[self.random.below(names.len())].clone() };
        match self.random.below(8) {
            _ if names.len() < 3 => self.create(),
            0 => self.create(),
            1 => drop(self.git(&["rm", "-qf", "--", &name])),
            2 => {
                self.files += 1;
                self.git(&["mv", "--", &name, &format!("moved {}", self.files)]);
            }
            _ => self.edit(&name, "\n"),
        }
    }

    fn commit(&mut self) {
        for _ in 0..=self.random.below(3) {
            self.change();
            self.git(&["add", "-A"]);
        }
        self.git(&["commit", "-q", "--allow-empty", "-m", "x"]);
    }

    /// What blame gives to commits after `base`, or to none: the subjects of findings, by file.
    fn blamed(&self, base: &str) -> BTreeSet<(String, String)> {
        let mut new = BTreeSet::new();
        let before = format!("^{base}");
        let tracked: BTreeSet<String> = self.names().into_iter().collect();
        for name in &tracked {
            // A line of a commit at the edge of the range is marked with `^`.
            for line in self.git(&["blame", "-s", "--root", &before, "--", name]).lines() {
                let (_, text) = line.split_once(") ").unwrap_or((line, ""));
                if !line.starts_with('^') && text.ends_with("@army.ml") {
                    new.insert((name.clone(), text.to_owned()));
                }
            }
        }
        let list = self.git(&["ls-files", "-z", "--others"]);
        for name in list.split('\0').filter(|name| !name.is_empty()) {
            let text = fs::read_to_string(self.path.join(name)).unwrap();
            new.extend(
                text.lines().filter(|line| line.ends_with("@army.ml")).map(|line| (name.to_owned(), line.into())),
            );
        }
        new
    }

    fn found(&self, change: &[&str]) -> BTreeSet<(String, String)> {
        self.found_by(&mut Command::new(env!("CARGO_BIN_EXE_maillint-tests")), change)
    }

    fn found_by(&self, maillint: &mut Command, change: &[&str]) -> BTreeSet<(String, String)> {
        let output = maillint.args(["--format", "json"]).args(change).current_dir(self.path).output().unwrap();
        let lines = String::from_utf8(output.stdout).unwrap();
        let lines = lines.lines().map(|line| serde_json::from_str::<serde_json::Value>(line).unwrap());
        let text = |line: &serde_json::Value, key: &str| line[key].as_str().unwrap().to_owned();
        let found: Vec<_> = lines
            .filter(|line| line["type"] == "finding")
            .map(|line| (text(&line, "path"), text(&line, "subject")))
            .collect();
        assert!(
            output.status.code() == Some(i32::from(!found.is_empty())),
            "{}",
            String::from_utf8_lossy(&output.stderr)
        );
        found.into_iter().collect()
    }
}

/// A branch of a main line that goes on, with or without merges from it, then edits that are not committed.
fn history(seed: u64) {
    let temp = tempfile::tempdir().unwrap();
    let mut repository = Repository { path: temp.path(), random: Random(seed), lines: 0, files: 0 };
    repository.git(&["init", "-q", "-b", "main"]);
    for _ in 0..=repository.random.below(3) {
        repository.commit();
    }
    repository.git(&["switch", "-qc", "topic"]);
    for _ in 0..2 + repository.random.below(5) {
        match repository.random.below(4) {
            0 => {
                // The main line has files of its own, so that a merge has nothing to ask.
                repository.git(&["switch", "-q", "main"]);
                repository.create();
                repository.git(&["add", "-A"]);
                repository.git(&["commit", "-qm", "main"]);
                repository.git(&["switch", "-q", "topic"]);
                if repository.random.below(2) == 0 {
                    repository.git(&["merge", "-q", "--no-edit", "main"]);
                }
            }
            _ => repository.commit(),
        }
    }
    for name in repository.names() {
        if repository.random.below(4) == 0 {
            let end = ["\n", ""][repository.random.below(2)];
            repository.edit(&name, end);
        }
    }
    if repository.random.below(2) == 0 {
        repository.create();
    }
    let base = repository.git(&["merge-base", "main", "HEAD"]);
    let (blamed, found) = (repository.blamed(base.trim()), repository.found(&["--since", "main"]));
    assert_eq!(found, blamed, "seed {seed}: {}", repository.git(&["log", "--oneline", "--graph", "--stat"]));
}

#[test]
fn since_finds_what_blame_gives_to_later_commits() {
    let seeds = std::env::var("SEEDS").map_or(12, |seeds| seeds.parse().unwrap());
    (0..seeds).for_each(history);
}

/// A git that writes down what it is asked to do, and a PATH that leads to it.
#[cfg(unix)]
fn telling_git(tools: &Path) -> (PathBuf, String) {
    use std::os::unix::fs::PermissionsExt as _;
    let told = tools.join("told");
    let own = String::from_utf8(Command::new("sh").args(["-c", "command -v git"]).output().unwrap().stdout).unwrap();
    let script = format!("#!/bin/sh\necho \"$2\" >> '{}'\nexec '{}' \"$@\"\n", told.display(), own.trim());
    fs::write(tools.join("git"), script).unwrap();
    fs::set_permissions(tools.join("git"), fs::Permissions::from_mode(0o755)).unwrap();
    (told, format!("{}:{}", tools.display(), std::env::var("PATH").unwrap()))
}

/// Two gits look at the halves of a large change, and every file is in one of them.
#[cfg(unix)]
#[test]
fn a_large_change_is_looked_at_in_halves() {
    let (temp, tools) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
    let repository = Repository { path: temp.path(), random: Random(1), lines: 0, files: 0 };
    repository.git(&["init", "-q"]);
    // Names that would be patterns, and one that is no part of where the others begin.
    let name = |n: usize| if n == 0 { String::from("[a]") } else { format!("a[*]\\/d{}/f{n}.txt", n % 7) };
    let write = |n: usize, text: &str| {
        let path = temp.path().join(name(n));
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    };
    (0..2200).for_each(|n| write(n, "to@army.ml\n"));
    repository.git(&["add", "-A"]);
    repository.git(&["commit", "-qm", "a"]);
    (0..2300).for_each(|n| write(n, &format!("to@army.ml\nu{n}@gmial.com\n")));
    repository.git(&["add", "-A"]);
    let (told, path) = telling_git(tools.path());
    let mut maillint = Command::new(env!("CARGO_BIN_EXE_maillint-tests"));
    let found = repository.found_by(maillint.env("PATH", path), &["--staged"]);
    let mut expected: BTreeSet<_> = (0..2300).map(|n| (name(n), format!("u{n}@gmial.com"))).collect();
    expected.extend((2200..2300).map(|n| (name(n), String::from("to@army.ml"))));
    assert_eq!(found, expected);
    let told = fs::read_to_string(told).unwrap();
    assert_eq!(told.lines().filter(|line| *line == "diff-index").count(), 3, "{told}");
}

/// What is staged is read from git by many threads at once, each of which asks a git of its own; how often one is started does
/// not grow with what is staged.
#[cfg(unix)]
#[test]
fn what_is_staged_is_read_by_as_many_gits_as_threads() {
    const THREADS: usize = 4;
    let (temp, tools) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
    let repository = Repository { path: temp.path(), random: Random(1), lines: 0, files: 0 };
    repository.git(&["init", "-q"]);
    let name = |n: usize| format!("f{n}.txt");
    let write = |n: usize, text: &str| fs::write(temp.path().join(name(n)), text).unwrap();
    (0..100).for_each(|n| write(n, "to@army.ml\n"));
    repository.git(&["add", "-A"]);
    repository.git(&["commit", "-qm", "a"]);
    // Some are changed and some are new; each has something else by now.
    (50..150).for_each(|n| write(n, &format!("to@army.ml\nu{n}@gmial.com\n")));
    repository.git(&["add", "-A"]);
    (0..150).for_each(|n| write(n, "jo@gmial.com\n"));
    let (told, path) = telling_git(tools.path());
    let mut maillint = Command::new(env!("CARGO_BIN_EXE_maillint-tests"));
    let found = repository.found_by(maillint.env("PATH", path).args(["-j", &THREADS.to_string()]), &["--staged"]);
    let mut expected: BTreeSet<_> = (50..150).map(|n| (name(n), format!("u{n}@gmial.com"))).collect();
    expected.extend((100..150).map(|n| (name(n), String::from("to@army.ml"))));
    assert_eq!(found, expected);
    let told = fs::read_to_string(told).unwrap();
    let count = |what: &str| told.lines().filter(|line| *line == what).count();
    assert!((1..=THREADS).contains(&count("cat-file")), "{told}");
    assert!(count("diff-index") == 2 && told.lines().count() < 16 + THREADS, "{told}");
}
