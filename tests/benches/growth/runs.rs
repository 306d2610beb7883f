//! Whole runs: of the command on a repository, and of cargo on a crate that uses the macros.

use crate::print;
use std::fs;
use std::path::Path;
use std::process::{Command, Stdio};
use std::time::Duration;

/// The smallest number of files, lines or literals.
const START: usize = 5_000;

/// How often it is doubled.
const DOUBLINGS: usize = 3;

/// What stands in a folder for a run of this size, and the run.
type Run = (&'static str, fn(&Path, usize), &'static [&'static str]);

const COMMANDS: [Run; 5] = [
    ("baselines, named files", baseline, &["--baseline", "known.tsv", "--files-from", "names"]),
    ("policies of folders", policies, &[]),
    ("staged changes", |folder, size| staged(folder, size, true), &["--staged"]),
    ("staged new files", |folder, size| staged(folder, size, false), &["--staged"]),
    ("changes that cross", crossing, &["--since", "other"]),
];

/// The library of a crate.
type Library = (&'static str, fn(usize) -> String);

const LIBRARIES: [Library; 4] = [
    ("#[check] on items", |size| {
        let item = |n| format!("#[maillint::check]\npub const A{n}: &str = \"u{n}@example.org\";\n");
        (0..size).map(item).collect()
    }),
    ("#[check] on literals", |size| literals(size, "\n", "example.org")),
    ("#[check] on one line", |size| literals(size, " ", "example.org")),
    ("#[check] on findings", |size| {
        let all: String = (0..size / 4).map(|n| format!("u{n}@gmial.com ")).collect();
        format!("#[maillint::check]\npub static A: &str = \"{all}\";\n")
    }),
];

/// The rows whose names are wanted.
pub(crate) fn rows(wanted: impl Fn(&str) -> bool) {
    let sizes: Vec<usize> = (0..=DOUBLINGS).map(|doubling| START << doubling).collect();
    let head: String = sizes.iter().map(|size| format!(" {size:>9}")).collect();
    println!("\n{:<26}{head}   ms, last doubling", "");
    for (name, set_up, args) in COMMANDS.iter().filter(|(name, ..)| wanted(name)) {
        let took = sizes.iter().map(|&size| {
            let folder = tempfile::tempdir().unwrap();
            set_up(folder.path(), size);
            let mut command = Command::new(env!("CARGO_BIN_EXE_maillint-tests"));
            worked(command.args(*args).current_dir(folder.path()))
        });
        print(name, &took.collect::<Vec<_>>());
    }
    for (name, library) in LIBRARIES.iter().filter(|(name, _)| wanted(name)) {
        let took = sizes.iter().map(|&size| checked(&library(size)));
        print(name, &took.collect::<Vec<_>>());
    }
}

/// How long a program and what it has called were at work, where the system tells.
fn worked(command: &mut Command) -> Duration {
    // Of children that have ended, in hundredths of a second.
    let before = children();
    let since = std::time::Instant::now();
    command.stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null()).status().unwrap();
    children()
        .zip(before)
        .map_or_else(|| since.elapsed(), |(after, before)| Duration::from_millis((after - before) * 10))
}

fn children() -> Option<u64> {
    let told = fs::read_to_string("/proc/self/stat").ok()?;
    let (_, fields) = told.rsplit_once(") ")?;
    let mut ticks = fields.split(' ').skip(13).map(|field| field.parse::<u64>().ok());
    Some(ticks.next()?? + ticks.next()??)
}

fn git(folder: &Path, args: &[&str]) {
    let mut command = Command::new("git");
    command.args([
        "-c",
        "user.name=A",
        "-c",
        "user.email=a@example.org",
        "-c",
        "gc.auto=0",
        "-c",
        "maintenance.auto=false",
    ]);
    let done = command.args(args).current_dir(folder).stdout(Stdio::null()).status().unwrap();
    assert!(done.success(), "git {args:?}");
}

fn files(folder: &Path, size: usize, text: impl Fn(usize) -> String) {
    for n in 0..size {
        let below = folder.join(format!("d{}", n / 500));
        fs::create_dir_all(&below).unwrap();
        fs::write(below.join(format!("f{n}.txt")), text(n)).unwrap();
    }
}

fn baseline(folder: &Path, size: usize) {
    fs::create_dir(folder.join(".git")).unwrap();
    files(folder, size, |n| format!("u{n}@example.org\n"));
    let line = |n| format!("d{}/f{n}.txt\tprovider_slip\tu{n}@gmial.com\n", n / 500);
    let mut lines: Vec<String> = (0..size).map(line).collect();
    lines.sort();
    fs::write(folder.join("known.tsv"), lines.concat()).unwrap();
    fs::write(folder.join("names"), (0..size).map(|n| format!("d{}/f{n}.txt\n", n / 500)).collect::<String>()).unwrap();
}

fn policies(folder: &Path, size: usize) {
    fs::create_dir(folder.join(".git")).unwrap();
    for n in 0..size / 4 {
        let below = folder.join(format!("d{n}"));
        fs::create_dir(&below).unwrap();
        fs::write(below.join("maillint.toml"), format!("protect = [\"domain{n}.org\"]\n")).unwrap();
        fs::write(below.join("a.txt"), "jo@gmial.com\n").unwrap();
    }
}

fn staged(folder: &Path, size: usize, known: bool) {
    git(folder, &["init", "-q"]);
    if known {
        files(folder, size, |n| format!("{n}\nops{n}@example.org\n"));
        git(folder, &["add", "-A"]);
    }
    git(folder, &["commit", "-q", "--allow-empty", "-m", "a"]);
    files(folder, size, |n| format!("{n}\nops{n}@example.org\nx{n}@example.org\n"));
    git(folder, &["add", "-A"]);
}

/// Two branches merged both ways, so that a line is new only against both of where they parted.
fn crossing(folder: &Path, size: usize) {
    let write = |part: usize, name: &str| {
        let line = |n| if n % 5 == part { format!("{name} {n}\n") } else { format!("{n}\n") };
        fs::write(folder.join(format!("{name}.txt")), (0..size).map(line).collect::<String>()).unwrap();
    };
    let commit = |name: &str| {
        git(folder, &["add", "-A"]);
        git(folder, &["commit", "-q", "--allow-empty", "-m", name]);
    };
    git(folder, &["init", "-q", "-b", "main"]);
    write(5, "one");
    write(5, "two");
    commit("a");
    git(folder, &["switch", "-qc", "other"]);
    write(0, "two");
    commit("b");
    git(folder, &["tag", "other1"]);
    git(folder, &["switch", "-q", "main"]);
    write(0, "one");
    commit("c");
    git(folder, &["tag", "main1"]);
    git(folder, &["merge", "-q", "--no-edit", "other1"]);
    git(folder, &["switch", "-q", "other"]);
    git(folder, &["merge", "-q", "--no-edit", "main1"]);
    git(folder, &["switch", "-q", "main"]);
    write(2, "one");
    write(2, "two");
    commit("d");
}

fn literals(size: usize, between: &str, domain: &str) -> String {
    let all: String = (0..size).map(|n| format!("\"u{n}@{domain}\",{between}")).collect();
    format!("#[maillint::check]\npub static A: &[&str] = &[{all}];\n")
}

/// How long cargo checks a crate with this library, once what it depends on is there.
fn checked(library: &str) -> Duration {
    let folder = tempfile::tempdir().unwrap();
    let workspace = Path::new(env!("CARGO_MANIFEST_DIR")).parent().unwrap();
    let macros = workspace.join("lint-macro");
    let manifest = format!(
        "[package]\nname = \"growing\"\nedition = \"2024\"\n[workspace]\n[dependencies]\nmaillint = {{ package = \"lint-macro\", path = {macros:?} }}\n"
    );
    fs::write(folder.path().join("Cargo.toml"), manifest).unwrap();
    fs::copy(workspace.join("Cargo.lock"), folder.path().join("Cargo.lock")).unwrap();
    fs::create_dir(folder.path().join("src")).unwrap();
    let check = |library: &str| {
        fs::write(folder.path().join("src/lib.rs"), library).unwrap();
        let mut cargo = Command::new(env!("CARGO"));
        cargo.args(["check", "--quiet", "--offline"]).current_dir(folder.path());
        worked(cargo.env("CARGO_TARGET_DIR", concat!(env!("CARGO_TARGET_TMPDIR"), "/growth")))
    };
    check("");
    check(library)
}
