//! The ways in: what the scripts of the action and of the hook do with what they are given, and with repositories of strangers.
#![cfg(unix)]

use std::fs;
use std::os::unix::fs::PermissionsExt;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};
use tempfile::TempDir;

const HOOK: &str = "cargo-maillint/pre-commit.sh";
const ACTION: &str = ".github/actions/maillint/run.sh";
const GET: &str = "cargo-maillint/get.sh";
/// What keeps cargo and rustup from reading the settings of the repository.
const GUARD: &str = "    cd /\n";
/// What leaves a mark where a stranger's program ran, and does nothing else.
const THEIRS: &str = "#!/bin/sh\ntouch \"$MARK\"\nexit 0\n";
const SLIP: &str =
    "a.txt:1:1: error[tld_slip]: `ops@army.ml`: `.ml` is Mali, mail is delivered there; did you mean `ops@army.mil`?\n";

fn repository() -> &'static Path {
    Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/.."))
}

/// A repository to scan, and a copy of ours whose command is built in no time: it hands on to the one under test.
struct Ways {
    temp: TempDir,
    /// Where the copy is, from the folder of the test.
    ours: &'static str,
}

impl Ways {
    fn new(ours: &'static str) -> Ways {
        let ways = Ways { temp: tempfile::tempdir().unwrap(), ours };
        ways.write("work/a.txt", "ops@army.ml\n");
        ways.write("work/with blank/b.txt", "ops@army.ml\n");
        for script in [HOOK, ACTION, GET] {
            let text = fs::read_to_string(repository().join(script)).unwrap();
            ways.write(&format!("{ours}/{script}"), &text);
        }
        let manifest = "[package]\nname = \"cargo-maillint\"\nversion = \"0.1.0\"\nedition = \"2021\"\n[workspace]\n[profile.release]\nopt-level = 0\n";
        ways.write(&format!("{ours}/cargo-maillint/Cargo.toml"), manifest);
        ways.write(
            &format!("{ours}/cargo-maillint/Cargo.lock"),
            "version = 3\n\n[[package]]\nname = \"cargo-maillint\"\nversion = \"0.1.0\"\n",
        );
        let hands_on = "fn main() {\n    let tested = std::env::var_os(\"TESTED\").unwrap();\n    let args = std::env::args_os().skip(1);\n    let status = std::process::Command::new(tested).args(args).status().unwrap();\n    std::process::exit(status.code().unwrap());\n}\n";
        ways.write(&format!("{ours}/cargo-maillint/src/main.rs"), hands_on);
        ways
    }

    fn path(&self, name: &str) -> PathBuf {
        self.temp.path().join(name)
    }

    fn write(&self, name: &str, text: &str) {
        let path = self.path(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(&path, text).unwrap();
        if text.starts_with("#!") {
            fs::set_permissions(&path, fs::Permissions::from_mode(0o755)).unwrap();
        }
    }

    fn command(&self, script: &str) -> Command {
        let mut command = Command::new("sh");
        command.arg(self.path(self.ours).join(script)).current_dir(self.path("work"));
        command.env("TESTED", env!("CARGO_BIN_EXE_maillint-tests")).env("MARK", self.path("ran"));
        command.env("GITHUB_ACTION_PATH", self.path(self.ours).join(".github/actions/maillint"));
        for name in ["GITHUB_ACTIONS", "CARGO_TARGET_DIR", "RUSTUP_TOOLCHAIN", "CARGO", "RUSTFLAGS", "MAILLINT_RELEASE"]
        {
            command.env_remove(name);
        }
        command
    }

    fn hook(&self, args: &[&str]) -> (Option<i32>, String) {
        let output = self.command(HOOK).args(["--format", "short"]).args(args).output().unwrap();
        (output.status.code(), String::from_utf8(output.stdout).unwrap())
    }

    fn action(&self, given: &str) -> Output {
        self.command(ACTION).env("MAILLINT_ARGS", given).output().unwrap()
    }

    fn has_run_theirs(&self) -> bool {
        self.path("ran").exists()
    }

    /// Takes a guard out of a script.
    fn unguard(&self, script: &str, guard: &str, instead: &str) {
        let path = self.path(self.ours).join(script);
        let text = fs::read_to_string(&path).unwrap();
        assert!(text.contains(guard), "{script} has no `{guard}`");
        fs::write(path, text.replace(guard, instead)).unwrap();
    }
}

#[test]
fn the_action_takes_one_argument_a_line() {
    let ways = Ways::new("ours");
    let output = ways.action("--format\nshort\nwith blank/b.txt\n");
    let (out, err) = (String::from_utf8(output.stdout).unwrap(), String::from_utf8(output.stderr).unwrap());
    assert_eq!(output.status.code(), Some(1), "{err}");
    let found: Vec<&str> = out.lines().filter(|line| !line.starts_with("::")).collect();
    assert!(matches!(found[..], [line] if line.starts_with("with blank/b.txt:1:1: error[tld_slip]: ")), "{out}");
    let output = ways.action("--formt=$(touch injected)\n*");
    assert_eq!(output.status.code(), Some(2));
    assert!(String::from_utf8(output.stderr).unwrap().contains("'--formt' found"));
    assert!(!ways.path("work/injected").exists());
}

#[test]
fn the_hook_hands_on_files_and_exit_code() {
    let ways = Ways::new("ours");
    assert_eq!(ways.hook(&["a.txt"]), (Some(1), SLIP.to_owned()));
    ways.write("work/clean.txt", "nothing\n");
    // Built once: the second run needs no cargo.
    ways.write("bin/cargo", "#!/bin/sh\nexit 9\n");
    let path = format!("{}:{}", ways.path("bin").display(), std::env::var("PATH").unwrap());
    let status = ways.command(HOOK).arg("clean.txt").env("PATH", path).output().unwrap().status;
    assert_eq!(status.code(), Some(0));
}

/// The settings by which a repository has cargo or rustup run what it likes, or build what does not run: name, file, text.
const SETTINGS: &[(&str, &str, &str)] = &[
    ("rustc", ".cargo/config.toml", "[build]\nrustc = \"./theirs\"\n"),
    ("rustc-wrapper", ".cargo/config.toml", "[build]\nrustc-wrapper = \"./theirs\"\n"),
    ("rustc-workspace-wrapper", ".cargo/config.toml", "[build]\nrustc-workspace-wrapper = \"./theirs\"\n"),
    ("target", ".cargo/config.toml", "[build]\ntarget = \"wasm32-unknown-unknown\"\n"),
    ("linker", ".cargo/config.toml", "[target.'cfg(all())']\nlinker = \"./theirs\"\n"),
    ("flags", ".cargo/config.toml", "[build]\nrustflags = [\"--cfg\", \"theirs\", \"-Cno-such\"]\n"),
    ("toolchain", "rust-toolchain.toml", "[toolchain]\npath = \"./toolchain\"\n"),
    ("channel", "rust-toolchain", "no-such-channel\n"),
];

#[test]
fn no_setting_of_the_repository_takes_part_in_a_build() {
    // The copy beside the repository, and in a cache inside of it.
    for ours in ["ours", "work/.cache/pre-commit/ours"] {
        for (way, file, text) in SETTINGS {
            let hostile = || {
                let ways = Ways::new(ours);
                ways.write("work/theirs", THEIRS);
                for program in ["cargo", "rustc"] {
                    ways.write(&format!("work/toolchain/bin/{program}"), THEIRS);
                }
                ways.write(&format!("work/{file}"), &text.replace("./", &format!("{}/", ways.path("work").display())));
                ways
            };
            let ways = hostile();
            assert_eq!(ways.hook(&["a.txt"]), (Some(1), SLIP.to_owned()), "{way}, {ours}");
            assert!(!ways.has_run_theirs(), "{way}, {ours}");
            // What the test would see without the guard: their program runs, or there is no scan.
            let ways = hostile();
            ways.unguard(GET, GUARD, "");
            let seen = ways.hook(&["a.txt"]);
            assert!(
                ways.has_run_theirs() || seen != (Some(1), SLIP.to_owned()),
                "{way}, {ours}: the guard does nothing"
            );
        }
    }
}

#[test]
fn neither_runner_nor_alias_of_the_repository_stands_before_the_command() {
    let settings = [
        ("runner", "[target.'cfg(all())']\nrunner = \"./theirs\"\n", "exec \"$command\"", {
            "exec cargo run --quiet --release --manifest-path \"$(dirname \"$0\")/Cargo.toml\" --"
        }),
        ("alias", "[alias]\nmaillint = \"version\"\n", "exec \"$command\"", "exec cargo maillint"),
    ];
    for (way, text, guard, instead) in settings {
        let hostile = || {
            let ways = Ways::new("ours");
            ways.write("work/theirs", THEIRS);
            ways.write("work/.cargo/config.toml", &text.replace("./", &format!("{}/", ways.path("work").display())));
            ways
        };
        let ways = hostile();
        assert_eq!(ways.hook(&["a.txt"]), (Some(1), SLIP.to_owned()), "{way}");
        assert!(!ways.has_run_theirs(), "{way}");
        let ways = hostile();
        ways.unguard(HOOK, guard, instead);
        let seen = ways.hook(&["a.txt"]);
        assert!(ways.has_run_theirs() || seen != (Some(1), SLIP.to_owned()), "{way}: the guard does nothing");
    }
}

#[test]
fn action_and_hook_take_their_own_release_where_that_is_what_they_are() {
    let target = Command::new("sh").args(["-c", "echo $(uname -s)-$(uname -m)"]).output().unwrap();
    let target = match String::from_utf8(target.stdout).unwrap().trim() {
        "Linux-x86_64" => "x86_64-unknown-linux-musl",
        "Linux-aarch64" => "aarch64-unknown-linux-musl",
        "Darwin-x86_64" => "x86_64-apple-darwin",
        "Darwin-arm64" => "aarch64-apple-darwin",
        // There is no release for it, and nothing to take.
        _ => return,
    };
    let name = format!("cargo-maillint-v0.1.0-{target}");
    let release = || {
        let ways = Ways::new("ours");
        ways.write(&format!("releases/v0.1.0/{name}/cargo-maillint"), "#!/bin/sh\necho released\n");
        let folder = ways.path("releases/v0.1.0");
        let pack = format!(
            "tar -czf {name}.tar.gz {name} && {{ sha256sum {name}.tar.gz || shasum -a 256 {name}.tar.gz; }} >SHA256SUMS"
        );
        assert!(Command::new("sh").args(["-c", &pack]).current_dir(folder).status().unwrap().success());
        ways
    };
    let run = |ways: &Ways, tag: &str| {
        let from = format!("file://{}", ways.path("releases").display());
        let mut command = ways.command(ACTION);
        command
            .env("MAILLINT_RELEASE", tag)
            .env("MAILLINT_RELEASES", from)
            .env("MAILLINT_ARGS", "--format\nshort\na.txt");
        let output = command.output().unwrap();
        let out = String::from_utf8(output.stdout).unwrap();
        (
            output.status.code(),
            out.lines().filter(|line| !line.starts_with("::")).map(|line| format!("{line}\n")).collect::<String>(),
        )
    };
    assert_eq!(run(&release(), "v0.1.0"), (Some(0), String::from("released\n")));
    // A release that is not there, or no release at all, is built.
    for tag in ["v9.9.9", "main", ""] {
        assert_eq!(run(&release(), tag), (Some(1), SLIP.to_owned()), "{tag}");
    }
    // What git writes where pre-commit has it fetch a tag, or a branch.
    for (fetched, seen) in [
        ("tag 'v0.1.0' of https://example.org/maillint", (Some(0), String::from("released\n"))),
        ("branch 'v0.1.0' of https://example.org/maillint", (Some(1), SLIP.to_owned())),
    ] {
        let ways = release();
        ways.write("ours/.git/FETCH_HEAD", &format!("{}\t\t{fetched}\n", "1f".repeat(20)));
        let from = format!("file://{}", ways.path("releases").display());
        let output =
            ways.command(HOOK).args(["--format=short", "a.txt"]).env("MAILLINT_RELEASES", from).output().unwrap();
        assert_eq!((output.status.code(), String::from_utf8(output.stdout).unwrap()), seen, "{fetched}");
    }
    let ways = release();
    ways.write(&format!("releases/v0.1.0/{name}.tar.gz"), "something else");
    assert_eq!(run(&ways, "v0.1.0"), (Some(2), String::new()));
}
