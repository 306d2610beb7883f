//! `cargo maillint check`: what cargo shows, caches, replays, applies and fails on.

use cargo_metadata::Message;
use cargo_metadata::diagnostic::{Diagnostic, DiagnosticLevel, DiagnosticSpan};
use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};
use tempfile::TempDir;

struct Workspace(TempDir);

impl Workspace {
    /// A copy of `tests/workspace`: two members, files of all kinds that rustc reads.
    fn copied() -> Workspace {
        let workspace = Workspace(tempfile::tempdir().unwrap());
        copy(&Path::new(env!("CARGO_MANIFEST_DIR")).join("workspace"), &workspace.root());
        fs::create_dir(workspace.root().join(".git")).unwrap();
        workspace
    }

    /// One package whose library is this text.
    fn package(library: &str) -> Workspace {
        let workspace = Workspace(tempfile::tempdir().unwrap());
        fs::create_dir_all(workspace.root().join(".git")).unwrap();
        fs::create_dir(workspace.root().join("src")).unwrap();
        workspace.write("Cargo.toml", "[package]\nname = \"mail\"\nedition = \"2024\"\n");
        workspace.write("src/lib.rs", library);
        workspace
    }

    /// In a folder with a space in its name.
    fn root(&self) -> PathBuf {
        self.0.path().join("work space")
    }

    fn write(&self, name: &str, text: &str) {
        fs::write(self.root().join(name), text).unwrap();
    }

    fn read(&self, name: &str) -> String {
        fs::read_to_string(self.root().join(name)).unwrap()
    }

    /// The command as a person would run it, untouched by the cargo that runs this test.
    fn command(&self, args: &[&str]) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_maillint-tests"));
        for (name, _) in std::env::vars_os() {
            let name = name.to_string_lossy();
            let own = name.starts_with("CARGO") || name.starts_with("RUSTC") || name.starts_with("RUSTFLAGS");
            if own && !["CARGO", "CARGO_HOME"].contains(&&*name) {
                command.env_remove(&*name);
            }
        }
        command.env("CARGO_NET_OFFLINE", "true").env("CARGO_TERM_COLOR", "never").env("CARGO_INCREMENTAL", "0");
        command.current_dir(self.root()).args(args);
        command
    }

    fn run(&self, args: &[&str]) -> Seen {
        Seen::of(self.command(args).output().unwrap())
    }
}

fn copy(from: &Path, to: &Path) {
    fs::create_dir_all(to).unwrap();
    for entry in fs::read_dir(from).unwrap() {
        let entry = entry.unwrap();
        match entry.file_type().unwrap().is_dir() {
            true => copy(&entry.path(), &to.join(entry.file_name())),
            false => drop(fs::copy(entry.path(), to.join(entry.file_name())).unwrap()),
        }
    }
}

/// What a run has shown.
struct Seen {
    exit: Option<i32>,
    /// Diagnostics of maillint, each in a line: `level lint path:line:column subject -> replacement`.
    found: Vec<String>,
    /// The codes of rustc's own.
    rustc: BTreeSet<String>,
    /// Whether cargo compiled nothing.
    fresh: bool,
    stderr: String,
}

impl Seen {
    fn of(output: Output) -> Seen {
        let stderr = String::from_utf8(output.stderr).unwrap();
        let mut seen =
            Seen { exit: output.status.code(), found: Vec::new(), rustc: BTreeSet::new(), fresh: true, stderr };
        let mut found = BTreeSet::new();
        for message in Message::parse_stream(&output.stdout[..]) {
            match message.unwrap() {
                Message::CompilerArtifact(artifact) => seen.fresh &= artifact.fresh,
                Message::CompilerMessage(told) => {
                    let code = told.message.code.as_ref().map_or("", |code| &code.code);
                    match code.strip_prefix("maillint::") {
                        // The library is compiled once more for its tests.
                        Some(lint) => drop(found.insert(line(lint, &told.message))),
                        None if code.is_empty() => {}
                        None => drop(seen.rustc.insert(code.to_owned())),
                    }
                }
                Message::TextLine(text) => seen.stderr.push_str(&text),
                _ => {}
            }
        }
        seen.found = found.into_iter().collect();
        seen
    }
}

fn line(lint: &str, told: &Diagnostic) -> String {
    let level = if told.level == DiagnosticLevel::Error { "error" } else { "warning" };
    let [span] = &told.spans[..] else { return format!("{level} {lint}") };
    let mut line =
        format!("{level} {lint} {}:{}:{} {}", span.file_name, span.line_start, span.column_start, marked(span));
    for change in told.children.iter().flat_map(|child| &child.spans) {
        line.push_str(&format!(", {} -> {}", marked(change), change.suggested_replacement.as_deref().unwrap()));
    }
    line
}

fn marked(span: &DiagnosticSpan) -> String {
    let line = &span.text[0];
    let marked = line.text.chars().take(line.highlight_end - 1).skip(line.highlight_start - 1);
    marked.collect()
}

const ALL: [&str; 6] = ["check", "--workspace", "--all-targets", "--message-format", "json", "--keep-going"];

const ONE: [&str; 3] = ["check", "--message-format", "json"];

const FOUND: [&str; 5] = [
    "warning provider_slip mail/src/lib.rs:13:32 john@gmial.com",
    "warning provider_slip mail/src/lib.rs:1:13 jane@gmial.com, gmial.com -> gmail.com",
    "warning risky_tld two words/src/main.rs:2:22 sales@fabrikam.ml",
    "warning tld_slip mail/config/smtp.toml:1:9 noreply@army.ml, army.ml -> army.mil",
    "warning tld_slip mail/src/lib.rs:4:23 ops@army.ml, army.ml -> army.mil",
];

#[test]
fn findings_come_as_diagnostics_are_replayed_and_judged_anew_under_another_policy() {
    let workspace = Workspace::copied();
    let first = workspace.run(&ALL);
    assert_eq!((first.exit, &first.found[..]), (Some(0), &FOUND.map(String::from)[..]), "{}", first.stderr);
    assert_eq!(first.rustc.into_iter().collect::<Vec<_>>(), ["dead_code", "unused_imports"]);

    let second = workspace.run(&ALL);
    assert!(second.fresh, "compiled again: {}", second.stderr);
    assert_eq!(second.found, first.found);
    let shown = workspace.run(&["maillint", "check"]).stderr;
    let expected = "warning[maillint::risky_tld]: `sales@fabrikam.ml`: ";
    assert!(shown.contains(expected) && shown.contains("\n --> two words/src/main.rs:2:22\n"), "{shown}");
    assert!(shown.contains("`two-words` (bin \"two-words\") generated 1 warning"), "{shown}");

    workspace.write("maillint.toml", "[scan]\nexclude = [\"mail/**\"]\n[lints]\nrisky_tld = \"deny\"\n");
    let third = workspace.run(&ALL);
    assert_eq!(third.exit, Some(101));
    assert_eq!(third.found, ["error risky_tld two words/src/main.rs:2:22 sales@fabrikam.ml"]);
    assert!(third.stderr.contains("maillint denies something in `two-words`"));
}

#[test]
fn a_file_is_judged_under_the_policy_nearest_to_it() {
    let workspace = Workspace::package("mod deep;\npub const TO: &str = \"info@fabrikam.ml\";\n");
    fs::create_dir(workspace.root().join("src/deep")).unwrap();
    workspace.write("src/deep/mod.rs", "pub const TO: &str = \"info@fabrikam.ml\";\n");
    workspace.write("src/deep/maillint.toml", "[lints]\nrisky_tld = \"deny\"\n");
    let [deep, lib] = ["src/deep/mod.rs:1:23", "src/lib.rs:2:23"].map(|at| format!("risky_tld {at} info@fabrikam.ml"));
    assert_eq!(workspace.run(&ONE).found, [format!("error {deep}"), format!("warning {lib}")]);
    workspace.write("src/deep/maillint.toml", "[lints]\nrisky_tld = \"allow\"\n");
    assert_eq!(workspace.run(&ONE).found, [format!("warning {lib}")]);
}

#[test]
fn a_policy_that_was_not_there_before_is_noticed_and_one_with_mistakes_refused() {
    let workspace = Workspace::package("pub const TO: &str = \"info@fabrikam.ml\";\n");
    let expected = "risky_tld src/lib.rs:1:23 info@fabrikam.ml";
    assert_eq!(workspace.run(&ONE).found, [format!("warning {expected}")]);
    workspace.write("maillint.toml", "[lints]\nrisky_tld = \"deny\"\n");
    let denied = workspace.run(&ONE);
    assert_eq!((denied.exit, denied.found), (Some(101), vec![format!("error {expected}")]));
    workspace.write("maillint.toml", "protcet = []\n[lints]\nrisky_tld = \"no\"\n");
    let mistaken = workspace.run(&ONE);
    assert_eq!(mistaken.exit, Some(101));
    assert_eq!(mistaken.found, ["error policy maillint.toml:1:1 p", "error policy maillint.toml:3:13 \""]);
}

#[test]
fn what_rustc_is_told_of_warnings_holds_for_findings() {
    let workspace = Workspace::package("pub const TO: &str = \"info@fabrikam.ml\";\n");
    for (flags, exit, levels) in [
        ("-D warnings", 101, vec!["error"]),
        ("-D warnings --cap-lints warn", 0, vec!["warning"]),
        ("-A warnings", 0, vec![]),
    ] {
        let seen = Seen::of(workspace.command(&ONE).env("RUSTFLAGS", flags).output().unwrap());
        let found: Vec<&str> = seen.found.iter().filter_map(|line| line.split(' ').next()).collect();
        assert_eq!((seen.exit, found), (Some(exit), levels), "{flags}");
    }
}

#[test]
fn what_the_repository_declares_is_protected() {
    let workspace = Workspace::package("pub const TO: &str = \"ops@fabrkiam-works.net\";\n");
    workspace.write("CODEOWNERS", "* ops@fabrikam-works.net\n");
    let told = workspace.run(&ONE);
    assert_eq!(told.exit, Some(101));
    assert_eq!(
        told.found,
        ["error protected_slip src/lib.rs:1:23 ops@fabrkiam-works.net, fabrkiam-works.net -> fabrikam-works.net"]
    );
    // Another owner, another verdict.
    workspace.write("CODEOWNERS", "* ops@northwind-works.net\n");
    let quiet = workspace.run(&ONE);
    assert_eq!((quiet.exit, quiet.found), (Some(0), vec![]));
    workspace.write("CODEOWNERS", "* ops@fabrikam-works.net\n");
    assert_eq!(workspace.run(&ONE).exit, Some(101));
}

#[test]
fn fix_writes_addresses_and_nothing_else() {
    let workspace = Workspace::copied();
    let files =
        ["mail/src/lib.rs", "mail/config/smtp.toml", "mail/src/excluded.rs", "mail/build.rs", "mail/ignored.txt"];
    let expected = files.map(|name| {
        let text = workspace.read(name).replace("jane@gmial", "jane@gmail").replace("ops@army.ml", "ops@army.mil");
        text.replace("noreply@army.ml", "noreply@army.mil")
    });
    workspace.write("maillint.toml", &workspace.read("maillint.toml").replace("warn", "deny"));
    let fixed = workspace.run(&["check", "--fix", "--allow-no-vcs", "--lib", "--workspace"]);
    assert_eq!(fixed.exit, Some(0), "{}", fixed.stderr);
    assert_eq!(files.map(|name| workspace.read(name)), expected);
    // What `cargo fix` has seen, without rustc's own warnings, is not replayed. What a test asserts may be wrong on purpose.
    let after = workspace.run(&ONE);
    let left = [
        "warning provider_slip mail/src/lib.rs:13:32 john@gmial.com",
        "warning risky_tld two words/src/main.rs:2:22 sales@fabrikam.ml",
    ];
    assert_eq!(after.found, left);
    assert!(after.rustc.contains("unused_imports"));
}

#[test]
fn what_does_not_compile_is_judged_as_far_as_rustc_has_read() {
    let workspace = Workspace::package("pub const TO: &str = \"ops@army.ml\" \"\";\n");
    let early = workspace.run(&ONE);
    assert_eq!((early.exit, early.found), (Some(101), vec![]));
    workspace.write("src/lib.rs", "pub const TO: u8 = \"ops@army.ml\";\n");
    let late = workspace.run(&ONE);
    assert_eq!((late.exit, late.rustc), (Some(101), BTreeSet::from([String::from("E0308")])));
    assert_eq!(late.found, ["error tld_slip src/lib.rs:1:21 ops@army.ml, army.ml -> army.mil"]);
}

#[cfg(unix)]
#[test]
fn another_wrapper_goes_around_this_one() {
    use std::os::unix::fs::PermissionsExt;
    let workspace = Workspace::package("pub const TO: &str = \"ops@army.ml\";\n");
    // As sccache does, it takes what it wraps for a compiler of C, unless cargo has called it: the variable says so.
    let script =
        "#!/bin/sh\n[ -n \"$CARGO\" ] || { echo \"what is $1?\" >&2; exit 9; }\necho \"$@\" >> wrapped\nexec \"$@\"\n";
    workspace.write("wrapper", script);
    let wrapper = workspace.root().join("wrapper");
    fs::set_permissions(&wrapper, PermissionsExt::from_mode(0o755)).unwrap();
    // Called by its own name, and not by way of cargo.
    let seen = Seen::of(workspace.command(&ONE).env_remove("CARGO").env("RUSTC_WRAPPER", &wrapper).output().unwrap());
    assert_eq!(seen.found, ["error tld_slip src/lib.rs:1:23 ops@army.ml, army.ml -> army.mil"], "{}", seen.stderr);
    let expected = format!("{} ", env!("CARGO_BIN_EXE_maillint-tests"));
    assert!(workspace.read("wrapped").lines().any(|call| call.starts_with(&expected)));
}

#[test]
fn levels_and_known_debt_are_asked_for_as_in_a_scan() {
    let workspace = Workspace::package("pub const A: &str = \"ops@army.ml\";\npub const B: &str = \"jo@gmial.com\";\n");
    let found = |more: &[&str]| {
        let seen = workspace.run(&[&ONE[..], more].concat());
        let lints: Vec<_> =
            seen.found.iter().map(|line| line.split(' ').take(2).collect::<Vec<_>>().join(" ")).collect();
        (seen.exit, lints.join(", "))
    };
    assert_eq!(found(&[]), (Some(101), "error provider_slip, error tld_slip".to_owned()));
    assert_eq!(
        found(&["-Wtld_slip", "--warn=provider_slip"]),
        (Some(0), "warning provider_slip, warning tld_slip".into())
    );
    assert_eq!(found(&["-W", "tld_slip,provider_slip", "--strict"]).0, Some(101));
    assert_eq!(found(&["-A", "tld_slip"]), (Some(101), "error provider_slip".to_owned()));
    assert_eq!(found(&["-A", "tld_slp"]), (Some(2), String::new()));
    workspace.write("known.tsv", "src/lib.rs\ttld_slip\tops@army.ml\n");
    assert_eq!(found(&["--baseline", "known.tsv"]), (Some(101), "error provider_slip".to_owned()));
    workspace.write("maillint.toml", "baseline = \"known.tsv\"\n");
    assert_eq!(found(&[]), (Some(101), "error provider_slip".to_owned()));
    // Cargo sees that it changes.
    workspace.write("known.tsv", "src/lib.rs\ttld_slip\tops@army.ml\nsrc/lib.rs\tprovider_slip\tjo@gmial.com\n");
    assert_eq!(found(&[]), (Some(0), String::new()));
}

#[test]
fn what_depends_on_a_denied_crate_is_shown_where_cargo_is_to_go_on() {
    let workspace = Workspace::package("pub const A: &str = \"ops@army.ml\";\n");
    workspace.write("src/main.rs", "fn main() {\n    println!(\"{} jo@gmial.com\", mail::A);\n}\n");
    for args in [&ONE[..], &[&ONE[..], &["--keep-going"]].concat()] {
        // The same when nothing has changed.
        for _ in 0..2 {
            let seen = workspace.run(args);
            assert_eq!((seen.exit, seen.found.len()), (Some(101), args.len() - ONE.len() + 1), "{}", seen.stderr);
        }
    }
}

#[test]
fn a_fix_mends_also_what_a_macro_stops() {
    // As `address!` does.
    let macros = "const fn judge(text: &str) {\n    if text.len() == 11 {\n        panic!(\"[maillint::tld_slip] x\")\n    }\n}\n";
    let library = |text: &str| format!("{macros}const _: () = judge(\"{text}\");\n");
    let workspace = Workspace::package(&library("ops@army.ml"));
    let seen = workspace.run(&["check", "--fix", "--allow-no-vcs", "--lib"]);
    assert_eq!((seen.exit, workspace.read("src/lib.rs")), (Some(0), library("ops@army.mil")), "{}", seen.stderr);
    // What else is wrong keeps cargo from it.
    let broken = format!("{}const B: u8 = \"\";\n", library("ops@army.ml"));
    workspace.write("src/lib.rs", &broken);
    let seen = workspace.run(&["check", "--fix", "--allow-no-vcs", "--lib"]);
    assert_eq!((seen.exit, workspace.read("src/lib.rs")), (Some(101), broken), "{}", seen.stderr);
}

#[cfg(unix)]
#[test]
fn a_wrapper_of_the_users_stays_inside_of_this_one() {
    use std::os::unix::fs::PermissionsExt;
    let settings = "[build]\nrustc-workspace-wrapper = \"tools/wrapper\"\n";
    // Where it is set: in the environment, in settings, on the command line, and nowhere.
    for (place, is_called) in [("variable", true), ("settings", true), ("argument", true), ("nowhere", false)] {
        let workspace = Workspace::package("pub const TO: &str = \"ops@army.ml\";\n");
        fs::create_dir(workspace.root().join("tools")).unwrap();
        workspace.write("tools/wrapper", "#!/bin/sh\necho \"$@\" >> wrapped\nexec \"$@\"\n");
        let wrapper = workspace.root().join("tools/wrapper");
        fs::set_permissions(&wrapper, PermissionsExt::from_mode(0o755)).unwrap();
        let config = format!("build.rustc-workspace-wrapper={wrapper:?}");
        let mut args = ONE.to_vec();
        if place == "argument" {
            args.extend(["--config", &config]);
        }
        let mut command = workspace.command(&args);
        match place {
            "variable" => drop(command.env("RUSTC_WORKSPACE_WRAPPER", "tools/wrapper")),
            "settings" => {
                fs::create_dir(workspace.root().join(".cargo")).unwrap();
                workspace.write(".cargo/config.toml", settings);
            }
            _ => {}
        }
        let seen = Seen::of(command.output().unwrap());
        let found = ["error tld_slip src/lib.rs:1:23 ops@army.ml, army.ml -> army.mil"];
        assert_eq!(seen.found, found, "{place}: {}", seen.stderr);
        let calls = fs::read_to_string(workspace.root().join("wrapped")).unwrap_or_default();
        // Rustc is its first argument, as cargo has it.
        let is_wrapped = calls.lines().any(|call| call.contains("rustc ") && call.contains(" --crate-name mail "));
        assert_eq!(is_wrapped, is_called, "{place}: {calls}");
    }
}

#[cfg(unix)]
#[test]
fn files_are_judged_whatever_they_are_called() {
    for name in ["tab\there", "line\nbreak", "no\u{a0}break", "back\\", "two  spaces", " space", "a:b"] {
        // Behind the last name of all, cargo itself takes no backslash.
        let library = format!(
            "pub const TEXTS: [&str; 2] = [include_str!({:?}), include_str!(\"../last\")];\n",
            format!("../{name}")
        );
        let workspace = Workspace::package(&library);
        workspace.write(name, "to = \"ops@army.ml\"\n");
        workspace.write("last", "cc = \"jo@gmial.com\"\n");
        let seen = workspace.run(&ONE);
        assert_eq!(seen.exit, Some(101), "{name:?}: {}", seen.stderr);
        let found = |end: &str| seen.found.iter().any(|found| found.ends_with(end));
        assert!(found(":1:7 ops@army.ml, army.ml -> army.mil"), "{name:?}: {:?}", seen.found);
        assert!(found("last:1:7 jo@gmial.com, gmial.com -> gmail.com"), "{name:?}: {:?}", seen.found);
        workspace.write(name, "to = \"ops@army.mil\"\n");
        workspace.write("last", "");
        let seen = workspace.run(&ONE);
        assert_eq!((seen.exit, seen.found), (Some(0), Vec::new()), "{name:?}: {}", seen.stderr);
    }
}
