//! What a repository from a stranger cannot do: have anything run, show what lies outside of it, have files written elsewhere,
//! or turn the check off unseen.

use crate::cases::command;
use std::fs::{self, File};
use std::os::unix::fs::symlink;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use tempfile::TempDir;

/// What `slip.txt` gets in the format `short`.
const SLIP: &str = "slip.txt:1:1: error[tld_slip]: `ops@army.ml`: `.ml` is Mali, mail is delivered there; did you mean `ops@army.mil`?\n";

/// A repository, and beside it a file that is none of its own.
struct Repository(TempDir);

impl Repository {
    fn new() -> Repository {
        let repository = Repository(tempfile::tempdir().unwrap());
        repository.write(".git/config", "");
        repository.write("slip.txt", "ops@army.ml\n");
        fs::write(repository.outside(), "password = \"secret\"\n*\n").unwrap();
        repository
    }

    fn outside(&self) -> PathBuf {
        self.0.path().join("outside")
    }

    fn path(&self, name: &str) -> PathBuf {
        self.0.path().join("work").join(name)
    }

    fn write(&self, name: &str, text: &str) {
        let path = self.path(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    }

    fn remove(&self, name: &str) {
        fs::remove_file(self.path(name)).unwrap();
    }

    fn command(&self, args: &[&str]) -> Command {
        let mut command = command(Path::new(env!("CARGO_BIN_EXE_maillint-tests")), &self.path(""));
        command.args(args).stdin(Stdio::null());
        command
    }

    /// Exit code, stdout and stderr, without the path of the repository.
    fn run(&self, args: &[&str]) -> (i32, String, String) {
        let done = self.command(args).output().unwrap();
        let here = self.0.path().canonicalize().unwrap();
        let text = |bytes| String::from_utf8(bytes).unwrap().replace(here.to_str().unwrap(), "");
        (done.status.code().unwrap_or(-1), text(done.stdout), text(done.stderr))
    }
}

#[track_caller]
fn is((code, stdout, stderr): (i32, String, String), expected: (i32, &str, &str)) {
    assert_eq!((code, &*stdout, &*stderr), expected);
}

/// Makes a pipe, which nobody writes to.
fn pipe(path: &Path) {
    assert!(Command::new("mkfifo").arg(path).status().unwrap().success());
}

#[test]
fn a_policy_comes_from_the_repository_itself() {
    for name in ["maillint.toml", "Cargo.toml"] {
        let repository = Repository::new();
        let policy = "metadata = 1\n[workspace.metadata.maillint.lints]\ntld_slip = \"warn\"\n";
        let policy = if name == "Cargo.toml" { policy } else { "[lints]\ntld_slip = \"warn\"\n" };
        repository.write("config/policy", policy);
        symlink("config/policy", repository.path(name)).unwrap();
        is(repository.run(&["--format", "short"]), (0, &SLIP.replace("error", "warning"), ""));
        for target in ["../outside", "/dev/zero", "missing"] {
            repository.remove(name);
            symlink(target, repository.path(name)).unwrap();
            let why = format!("error: {name}: a link that leads nowhere in this project\n");
            is(repository.run(&["--format", "short"]), (2, "", &why));
        }
        repository.remove(name);
        pipe(&repository.path(name));
        is(repository.run(&["--format", "short"]), (2, "", &format!("error: {name}: this is not a file\n")));
        repository.remove(name);
        File::create(repository.path(name)).unwrap().set_len(2 << 30).unwrap();
        is(repository.run(&["--format", "short"]), (2, "", &format!("error: {name}: it is larger than 512 KiB\n")));
    }
}

#[test]
fn a_policy_from_elsewhere_holds_over_the_one_in_the_repository() {
    let repository = Repository::new();
    repository.write("maillint.toml", "[lints]\ntld_slip = \"allow\"\n[scan]\nexclude = [\"**\"]\n");
    is(repository.run(&["--format", "short"]), (0, "", ""));
    fs::write(repository.0.path().join("trusted.toml"), "[lints]\nrisky_tld = \"deny\"\n").unwrap();
    is(repository.run(&["--format", "short", "--config", "../trusted.toml"]), (1, SLIP, ""));
    is(repository.run(&["--format", "short", "--no-config"]), (1, SLIP, ""));
    // As from `git show main:maillint.toml`.
    let mut command = repository.command(&["--format", "short", "--config", "/dev/stdin"]);
    let trusted = File::open(repository.0.path().join("trusted.toml")).unwrap();
    let mut show = Command::new("cat").stdin(trusted).stdout(Stdio::piped()).spawn().unwrap();
    let done = command.stdin(show.stdout.take().unwrap()).output().unwrap();
    assert!(show.wait().unwrap().success());
    assert_eq!((done.status.code(), String::from_utf8(done.stdout).unwrap()), (Some(1), SLIP.to_owned()));
}

#[test]
fn what_is_left_out_is_said_in_the_repository_itself() {
    let why = "so that nothing says what its folder leaves out";
    for name in [".gitignore", ".ignore", ".maillintignore"] {
        let repository = Repository::new();
        repository.write("sub/slip.txt", "ops@army.ml\n");
        repository.write("rules", "slip.txt\n");
        let inner = format!("sub/{name}");
        symlink("../rules", repository.path(&inner)).unwrap();
        // Git follows no link to its own.
        let both = format!("{SLIP}sub/{SLIP}");
        let seen = if name == ".gitignore" { &both } else { SLIP };
        is(repository.run(&["--format", "short"]), (1, seen, ""));
        for target in ["../../outside", "/dev/zero"] {
            repository.remove(&inner);
            symlink(target, repository.path(&inner)).unwrap();
            let told = format!("error: {inner}: a link out of the project, {why}\n");
            is(repository.run(&["--format", "short"]), (2, SLIP, &told));
            // The rules of the folders above hold too.
            repository.write("sub/below/a.txt", "");
            let told = format!("error: /work/{inner}: a link out of the project, {why}\n");
            is(repository.run(&["--format", "short", "sub/below"]), (2, "", &told));
        }
        repository.remove(&inner);
        pipe(&repository.path(&inner));
        let told = format!("error: {inner}: neither a file nor a folder, {why}\n");
        is(repository.run(&["--format", "short"]), (2, SLIP, &told));
        repository.remove(&inner);
        File::create(repository.path(&inner)).unwrap().set_len(2 << 30).unwrap();
        let told = format!("error: {inner}: it is larger than 1 MiB, {why}\n");
        is(repository.run(&["--format", "short"]), (2, SLIP, &told));
    }
}

#[test]
fn a_report_is_written_where_it_was_asked_for() {
    let repository = Repository::new();
    fs::create_dir(repository.path("reports")).unwrap();
    symlink("../outside", repository.path("out.json")).unwrap();
    symlink("..", repository.path("up")).unwrap();
    symlink("reports/real.json", repository.path("in.json")).unwrap();
    for (report, target) in [("out.json", "outside"), ("up/outside", "outside"), ("up/new", "new")] {
        let why = format!("a link leads from here to /{target}, which is outside of /work");
        let told = format!("error: {report}: {why}\n");
        is(repository.run(&["--format", "short", "--format", &format!("json={report}")]), (2, SLIP, &told));
    }
    assert_eq!(fs::read_to_string(repository.outside()).unwrap(), "password = \"secret\"\n*\n");
    assert!(!repository.0.path().join("new").exists());
    repository.write("reports/real.json", "old");
    is(repository.run(&["--format", "short=in.json", "slip.txt"]), (1, "", ""));
    assert_eq!(fs::read_to_string(repository.path("reports/real.json")).unwrap(), SLIP);
    assert!(repository.path("in.json").is_symlink());
}

#[test]
fn what_a_repository_declares_is_read_from_itself_alone() {
    let declares = "[remote \"origin\"]\nurl = https://git.fabrikam-internal.com/x.git\n";
    let repository = Repository::new();
    repository.write("slip.txt", "git.fabrikam-intrenal.com\n");
    repository.write(".git/config", declares);
    let (code, stdout, _) = repository.run(&["--format", "short"]);
    assert_eq!((code, stdout.contains("error[protected_slip]")), (1, true), "{stdout}");
    fs::write(repository.outside(), declares).unwrap();
    repository.write(".git/config", "[include]\npath = ../../outside\n");
    is(repository.run(&["--format", "short"]), (0, "", ""));
    repository.remove(".git/config");
    symlink("../../outside", repository.path(".git/config")).unwrap();
    is(repository.run(&["--format", "short"]), (0, "", ""));
}

#[test]
fn nobody_declares_a_slip_to_be_right() {
    let repository = Repository::new();
    repository
        .write("package.json", "{\"homepage\": \"https://army.ml/\", \"author\": \"jo@fabrikam-internal.com\"}\n");
    repository.write("typed.txt", "jo@fabrikam-intrenal.com\n");
    let (code, stdout, _) = repository.run(&["--format", "short"]);
    let found: Vec<&str> = stdout.lines().filter_map(|line| line.split(": `").next()).collect();
    let expected =
        ["package.json:1:23: error[tld_slip]", "slip.txt:1:1: error[tld_slip]", "typed.txt:1:1: error[protected_slip]"];
    assert_eq!((code, &found[..]), (1, &expected[..]), "{stdout}");
    // Who means it says so where it is seen.
    repository.write("maillint.toml", "protect = [\"army.ml\"]\n");
    assert_eq!(repository.run(&["--format", "short"]).1.lines().count(), 1);
}

#[test]
fn a_scan_runs_no_program() {
    let repository = Repository::new();
    repository.write("Cargo.toml", "[package]\nname = \"x\"\nbuild = \"build.rs\"\n");
    for program in ["git", "cargo", "rustc", "sh"] {
        let name = format!("bin/{program}");
        repository.write(&name, &format!("#!/bin/sh\ntouch {}\n", repository.path("ran").display()));
        assert!(Command::new("chmod").arg("+x").arg(repository.path(&name)).status().unwrap().success());
    }
    let mut command = repository.command(&["--format", "short", "slip.txt", "."]);
    let done = command.env("PATH", repository.path("bin")).output().unwrap();
    assert_eq!((done.status.code(), String::from_utf8(done.stdout).unwrap()), (Some(1), SLIP.to_owned()));
    assert!(!repository.path("ran").exists());
}

/// What git itself runs for a repository, set up here, with what shows that it does.
const BAITS: [(&str, &str, &str); 8] = [
    ("fsmonitor", "git config core.fsmonitor \"$RUN\"", "git status"),
    ("diff", "git config diff.external \"$RUN\"", "git diff"),
    ("textconv", "git config diff.d.textconv \"$RUN\"", "git diff"),
    ("driver", "git config diff.d.command \"$RUN\"", "git diff"),
    ("filter", "git config filter.f.clean \"$RUN\"", "git add slip.txt"),
    ("process", "git config filter.f.process \"$RUN\"; git config filter.f.required true", "git add slip.txt"),
    ("index hook", "git config core.hooksPath hooks", "git add slip.txt"),
    ("reference hook", "git config core.hooksPath hooks && rm hooks/post-index-change", "git branch other"),
];

#[test]
fn what_git_runs_for_a_repository_is_not_run_by_a_scan() {
    for (name, bait, spring) in BAITS {
        let repository = Repository::new();
        let sh = |line: &str| {
            let mut command = Command::new("sh");
            command.args(["-c", line]).current_dir(repository.path("")).env("RUN", repository.path("run"));
            command
                .env("RAN", repository.path("ran"))
                .env("GIT_CONFIG_GLOBAL", "/dev/null")
                .env("GIT_CONFIG_SYSTEM", "/dev/null");
            command.output().unwrap()
        };
        repository.remove(".git/config");
        repository.write(".gitattributes", "* filter=f diff=d\n");
        for program in ["run", "hooks/post-index-change", "hooks/reference-transaction"] {
            repository.write(program, "#!/bin/sh\ntouch \"$RAN\"\nexit 1\n");
        }
        let begin = "git init -q -b main . && chmod +x run hooks/* && git add . && git -c user.name=a -c user.email=a@b commit -qm a && echo jo@navy.ml >>slip.txt";
        assert!(sh(begin).status.success());
        sh(bait);
        for (args, code) in [(&["--since", "HEAD"][..], 1), (&["--staged"], 0), (&["--commits", "HEAD"], 0), (&[], 1)] {
            let mut scan = repository.command(args);
            for variable in ["GIT_EXTERNAL_DIFF", "GIT_PAGER"] {
                scan.env(variable, repository.path("run"));
            }
            let done = scan.env("RAN", repository.path("ran")).output().unwrap();
            let said = String::from_utf8_lossy(&done.stderr);
            assert_eq!(done.status.code(), Some(code), "{name}, {args:?}: {said}");
            assert!(!repository.path("ran").exists(), "{name} has run with {args:?}");
        }
        sh(spring);
        assert!(repository.path("ran").exists(), "{name} is no bait: `{spring}` runs nothing either");
    }
}

#[test]
fn what_allows_keep_quiet_is_counted() {
    let repository = Repository::new();
    repository.write("slip.txt", "ops@army.ml # maillint: allow(tld_slip) nothing to see\nhelp@army.ml\n");
    repository.write("maillint.toml", "[[allow]]\naddress = \"help@army.ml\"\nreason = \"nothing to see\"\n");
    let told = "maillint: nothing found in 1 file (2 addresses and hosts judged); 2 excused by allows\n";
    is(repository.run(&["--format", "human"]), (0, told, ""));
}

#[test]
fn no_rules_end_a_scan_or_blind_it() {
    let why = "so that nothing says what its folder leaves out";
    let repository = Repository::new();
    repository.remove(".git/config");
    assert!(git(&repository, &["init", "-q"]));
    // What is above the root is nobody's rule here; nor do braces mean anything, however deep.
    for name in [".gitignore", ".ignore", ".maillintignore"] {
        fs::write(repository.0.path().join(name), "*\n").unwrap();
    }
    for rule in ["{".repeat(1000), "{slip,}.txt".to_owned(), "[".repeat(1000), "**/".repeat(300), "*a".repeat(500)] {
        repository.write(".gitignore", &format!("{rule}\n"));
        is(repository.run(&["--format", "short"]), (1, SLIP, ""));
    }
    // Just within a bound, and just past it.
    let (line, rules) = ("a".repeat(1024), "a\n".repeat(1 << 14));
    for (text, told) in [
        (format!("{line}\n"), None),
        (format!("\n{line}a\n"), Some("line 2: a rule longer than 1024 bytes")),
        (rules.clone(), None),
        (format!("{rules}a\n"), Some("it has more than 16384 rules")),
        (format!("#{}", "a".repeat((1 << 20) - 1)), None),
        (format!("#{}", "a".repeat(1 << 20)), Some("it is larger than 1 MiB")),
    ] {
        repository.write(".gitignore", &text);
        let told = told.map(|told| format!("error: .gitignore: {told}, {why}\n"));
        let expected = told.as_deref().map_or((1, SLIP, ""), |told| (2, "", told));
        is(repository.run(&["--format", "short"]), expected);
    }
    // Those of folders below each other count together.
    repository.write(".gitignore", &rules);
    repository.write("sub/.gitignore", "a\n");
    let told = format!("error: sub/.gitignore: with those above, more than 1024 KiB or 16384 rules, {why}\n");
    is(repository.run(&["--format", "short"]), (2, SLIP, &told));
    repository.remove("sub/.gitignore");
    let exclude = repository.path(".git/info/exclude");
    fs::remove_file(&exclude).unwrap();
    pipe(&exclude);
    let told = format!("error: /work/.git/info/exclude: neither a file nor a folder, {why}\n");
    is(repository.run(&["--format", "short"]), (2, "", &told));
}

/// Whether git, asked in the repository, succeeds.
fn git(repository: &Repository, args: &[&str]) -> bool {
    Command::new("git").args(args).current_dir(repository.path("")).status().unwrap().success()
}

#[test]
fn what_is_tracked_is_read_and_other_repositories_are_not() {
    let repository = Repository::new();
    repository.remove(".git/config");
    assert!(git(&repository, &["init", "-q"]));
    repository.write(".gitignore", ".env\n*.log\n");
    repository.write(".env", "MAIL=ops@army.ml\n");
    repository.write("a.log", "ops@army.ml\n");
    assert!(git(&repository, &["add", "-f", ".env"]));
    assert!(git(&repository, &["init", "-q", "other"]));
    repository.write("other/slip.txt", "ops@army.ml\n");
    let env = SLIP.replace("slip.txt:1:1", ".env:1:6");
    is(repository.run(&["--format", "short"]), (1, &format!("{env}{SLIP}"), ""));
    is(repository.run(&["--format", "short", "other"]), (1, &format!("other/{SLIP}"), ""));
    assert_eq!(repository.run(&["--fix"]).0, 0);
    assert_eq!(fs::read_to_string(repository.path("other/slip.txt")).unwrap(), "ops@army.ml\n");
    // What is said to maillint holds of what is tracked too.
    repository.write(".maillintignore", ".env\n");
    repository.write(".env", "MAIL=ops@army.ml\n");
    is(repository.run(&["--format", "short"]), (0, "", ""));
}

#[test]
fn a_baseline_comes_from_the_repository_or_from_whoever_asks() {
    let repository = Repository::new();
    let known = "slip.txt\ttld_slip\tops@army.ml\n";
    repository.write("real.tsv", known);
    symlink("real.tsv", repository.path("known.tsv")).unwrap();
    let told = "maillint: nothing found in 1 file (1 address or host judged); 1 known to the baseline; \
                slips that only the rest of the repository tells were not looked for\n";
    is(repository.run(&["--baseline", "known.tsv", "slip.txt"]), (0, told, ""));
    for (target, why) in [
        ("../outside", "a link leads from here to /outside, which is outside of /work"),
        ("/dev/zero", "a link leads from here to /dev/zero, which is outside of /work"),
    ] {
        repository.remove("known.tsv");
        symlink(target, repository.path("known.tsv")).unwrap();
        is(repository.run(&["--baseline", "known.tsv"]), (2, "", &format!("error: known.tsv: {why}\n")));
    }
    repository.remove("known.tsv");
    pipe(&repository.path("known.tsv"));
    is(repository.run(&["--baseline", "known.tsv"]), (2, "", "error: known.tsv: this is not a file\n"));
    repository.remove("known.tsv");
    File::create(repository.path("known.tsv")).unwrap().set_len((8 << 20) + 1).unwrap();
    is(repository.run(&["--baseline", "known.tsv"]), (2, "", "error: known.tsv: it is larger than 8 MiB\n"));
    // A report would take its place.
    let told = "error: --format: ./real.tsv: this is the baseline, which a report would replace\n".replace("./", "");
    is(repository.run(&["--baseline", "real.tsv", "--format", "json=real.tsv"]), (2, "", &told));
    assert_eq!(fs::read_to_string(repository.path("real.tsv")).unwrap(), known);
}

#[test]
fn no_name_in_a_list_commands_a_runner() {
    let repository = Repository::new();
    repository.write("::set-output name=a::b", "");
    is(repository.run(&["--files"]), (0, "./::set-output name=a::b\nslip.txt\n", ""));
}

#[test]
fn each_folder_is_read_under_the_nearest_policy() {
    let repository = Repository::new();
    let slip = |name: &str| SLIP.replace("slip.txt", name);
    for name in ["a/slip.txt", "a/b/slip.txt", "a/b/c/slip.txt", "crate/slip.txt", "other/slip.txt"] {
        repository.write(name, "ops@army.ml\n");
    }
    repository.write("a/maillint.toml", "[lints]\ntld_slip = \"allow\"\n");
    repository.write("a/b/maillint.toml", "[scan]\nexclude = [\"c\"]\n");
    repository.write("crate/Cargo.toml", "[package.metadata.maillint.lints]\ntld_slip = \"warn\"\n");
    repository.write("other/Cargo.toml", "[package]\nname = \"other\"\n");
    let warned = slip("crate/slip.txt").replace("error", "warning");
    let expected = [slip("a/b/slip.txt"), warned, slip("other/slip.txt"), SLIP.to_owned()].concat();
    for args in
        [&["--format", "short"][..], &["--format", "short", "-j1", "."], &["--format", "short", ".", "a", "crate"]]
    {
        is(repository.run(args), (1, &expected, ""));
    }
    // The same at test time.
    let report = lint_core::test::check(repository.path("")).unwrap_err();
    let found: Vec<&str> = report.findings().iter().map(|(path, _)| path.as_str()).collect();
    assert_eq!(found, ["a/b/slip.txt", "crate/slip.txt", "other/slip.txt", "slip.txt"]);
    // One that was asked for holds everywhere.
    let all = ["a/b/c/slip.txt", "a/b/slip.txt", "a/slip.txt", "crate/slip.txt", "other/slip.txt", "slip.txt"];
    is(repository.run(&["--format", "short", "--no-config"]), (1, &all.map(slip).concat(), ""));
    // One that cannot be obeyed is told, and its folder is read under no other.
    repository.write("a/maillint.toml", "lint = 1\n");
    let (code, stdout, stderr) = repository.run(&["--format", "short"]);
    assert_eq!(
        (code, stdout.contains("a/"), stderr.starts_with("error: a/maillint.toml: 1:1: ")),
        (2, false, true),
        "{stderr}"
    );
}

#[test]
fn no_more_policies_are_obeyed_than_there_is_room_for() {
    let repository = Repository::new();
    for name in ["a", "b", "c"] {
        repository.write(&format!("{name}/slip.txt"), "ops@army.ml\n");
        repository.write(&format!("{name}/maillint.toml"), &format!("#{}\n", "x".repeat(300 << 10)));
    }
    let found = ["a/slip.txt", "b/slip.txt", "slip.txt"].map(|name| SLIP.replace("slip.txt", name)).concat();
    let told =
        "error: c: there are more than 100 policies, or 512 KiB of them: scan some of the folders by themselves\n";
    is(repository.run(&["--format", "short"]), (2, &found, told));
}
