//! The macros in a crate that cargo builds: what it reports, when it builds anew, and what it says of hostile input.

use cargo_metadata::Message;
use cargo_metadata::diagnostic::DiagnosticLevel;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};
use tempfile::TempDir;

/// A crate that uses lint-macro.
pub(crate) struct Fixture(TempDir);

/// What a build has shown.
#[derive(Debug, Default)]
pub(crate) struct Built {
    /// The first lines of each error, its location without the arrow, then where the compiler points to.
    pub(crate) errors: Vec<String>,
    /// Whether the crate itself was compiled.
    anew: bool,
    stderr: String,
}

impl Fixture {
    /// One package of this name, whose library is this text and which may use the macros. The name keeps fixtures apart that
    /// share what they depend on.
    pub(crate) fn new(name: &str, library: &str) -> Fixture {
        Fixture::depending(name, library, "dependencies", "maillint = { package = \"lint-macro\", path =", "lint-macro")
    }

    /// A fixture with lint-core among the dependencies of this kind.
    pub(crate) fn with_core(name: &str, library: &str, kind: &str) -> Fixture {
        Fixture::depending(name, library, kind, "lint-core = { path =", "lint-core")
    }

    fn depending(name: &str, library: &str, kind: &str, dependency: &str, member: &str) -> Fixture {
        let fixture = Fixture(tempfile::tempdir().unwrap());
        let workspace = Path::new(env!("CARGO_MANIFEST_DIR")).parent().unwrap();
        let member = workspace.join(member);
        fixture.write(
            "Cargo.toml",
            format!(
                "[package]\nname = {name:?}\nedition = \"2024\"\n[workspace]\n[{kind}]\n{dependency} {member:?} }}\n"
            ),
        );
        // The versions that the workspace is tested with.
        fs::copy(workspace.join("Cargo.lock"), fixture.root().join("Cargo.lock")).unwrap();
        fs::create_dir(fixture.root().join(".git")).unwrap();
        fixture.write("src/lib.rs", library);
        fixture
    }

    pub(crate) fn root(&self) -> PathBuf {
        self.0.path().canonicalize().unwrap()
    }

    pub(crate) fn write(&self, name: &str, text: impl AsRef<[u8]>) {
        let path = self.root().join(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    }

    /// Runs cargo in it, untouched by the cargo that runs this test. What chooses the toolchain stays as it is.
    pub(crate) fn cargo(&self, arguments: &[&str], change: impl Fn(&mut Command) -> &mut Command) -> Output {
        let mut command = Command::new(env!("CARGO"));
        for (name, _) in std::env::vars_os() {
            let name = name.to_string_lossy();
            let own = ["CARGO", "RUSTC", "RUSTFLAGS", "NEXTEST"].iter().any(|own| name.starts_with(own));
            if own && name != "CARGO_HOME" {
                command.env_remove(&*name);
            }
        }
        // No test installs or updates a toolchain.
        command.env("RUSTUP_AUTO_INSTALL", "0").env("CARGO_NET_OFFLINE", "true").env("CARGO_TERM_COLOR", "never");
        // What the fixtures depend on is compiled once for all of them.
        command.env("CARGO_TARGET_DIR", concat!(env!("CARGO_TARGET_TMPDIR"), "/macros"));
        change(command.args(arguments).current_dir(self.root())).output().unwrap()
    }

    pub(crate) fn check(&self) -> Built {
        self.check_with(|command| command)
    }

    pub(crate) fn check_with(&self, change: impl Fn(&mut Command) -> &mut Command) -> Built {
        let output = self.cargo(&["check", "--quiet", "--message-format", "json"], change);
        let mut built = Built { stderr: String::from_utf8(output.stderr).unwrap(), ..Built::default() };
        for message in Message::parse_stream(&output.stdout[..]) {
            match message.unwrap() {
                Message::CompilerArtifact(artifact) if artifact.manifest_path == self.root().join("Cargo.toml") => {
                    built.anew = !artifact.fresh;
                }
                Message::CompilerMessage(told) if told.message.level == DiagnosticLevel::Error => {
                    built.errors.push(shown(&told.message));
                }
                _ => {}
            }
        }
        built
    }
}

fn shown(told: &cargo_metadata::diagnostic::Diagnostic) -> String {
    let mut lines = told.message.lines().map(|line| line.trim_start().trim_start_matches("--> "));
    let header = lines.next().unwrap_or_default();
    let place = lines.next().map_or(String::new(), |place| format!(" @ {place}"));
    let mut span = &told.spans[0];
    while let Some(expansion) = &span.expansion {
        span = &expansion.span;
    }
    format!("{header}{place} @ {}:{}:{}", span.file_name, span.line_start, span.column_start)
}

fn passes(built: &Built, anew: bool) {
    assert!(built.errors.is_empty(), "{built:?}");
    assert_eq!(built.anew, anew, "{built:?}");
}

fn denies(built: &Built, expected: &[&str]) {
    assert_eq!(built.errors, expected, "{}", built.stderr);
}

#[test]
fn cargo_builds_anew_when_what_was_judged_changes() {
    let mut library = String::from("//! Mail to ops@army.mil.\n\nmod deep;\n");
    library.push_str("maillint::check_config!(\"config/*.toml\");\n");
    library.push_str("maillint::check_crate!();\n");
    library.push_str("pub const FROM: &str = maillint::env_email!(\"MAIL_FROM\");\n");
    let fixture = Fixture::new("tracked", &library);
    fixture.write("src/deep/mod.rs", "// help@army.mil\n");
    fixture.write("src/orphan.rs", "// desk@army.mil\n");
    fixture.write("config/prod.toml", "[mail]\nfrom = \"ops@army.mil\"\n");
    fixture.write("config/logo.bin", b"\0\xff");
    fixture.write("README.md", "ops@army.ml\n");
    fixture.write("maillint.toml", "");
    let from = |value: &'static str| fixture.check_with(move |command| command.env("MAIL_FROM", value));
    passes(&from("ops@army.mil"), true);
    passes(&from("ops@army.mil"), false);

    fixture.write("README.md", "help@army.ml\n");
    passes(&from("ops@army.mil"), false);

    let mail =
        "[maillint::tld_slip] `ops@army.ml`: `.ml` is Mali, mail is delivered there; did you mean `ops@army.mil`?";
    fixture.write("config/prod.toml", "[mail]\nfrom = \"ops@army.ml\"\n");
    denies(&from("ops@army.mil"), &[&format!("{mail} @ config/prod.toml:2:9 @ src/lib.rs:4:25")]);
    fixture.write("config/prod.toml", "[mail]\nfrom = \"help@army.mil\"\n");
    passes(&from("ops@army.mil"), true);

    denies(&from("ops@army.ml"), &[&format!("{mail} @ src/lib.rs:6:46 @ src/lib.rs:6:45")]);
    passes(&from("help@army.mil"), true);

    fixture.write("src/deep/mod.rs", "//\n/* write to ops@army.ml */\n");
    denies(&from("help@army.mil"), &[&format!("{mail} @ src/deep/mod.rs:2:13 @ src/lib.rs:5:1")]);
    fixture.write("src/deep/mod.rs", "// help@army.mil\n");
    fixture.write("src/orphan.rs", "const TO: &str = \"ops@army.ml\";\n");
    denies(&from("help@army.mil"), &[&format!("{mail} @ src/orphan.rs:1:19 @ src/lib.rs:5:1")]);
    fixture.write("src/orphan.rs", "const TO: &str = \"ops@army.ml\"; // maillint: allow(tld_slip) Bamako\n");
    passes(&from("help@army.mil"), true);

    fixture.write("maillint.toml", "only = [\"navy.mil\", \"army.ml\"]\n[scan]\nexclude = [\"src/**\"]\n");
    let only = "[maillint::undeclared_domain] `help@army.mil`: ";
    let denied = from("help@army.mil").errors;
    assert_eq!(denied.len(), 2, "{denied:#?}");
    assert!(
        denied[0].starts_with(only) && denied[0].ends_with(" @ config/prod.toml:2:9 @ src/lib.rs:4:25"),
        "{denied:#?}"
    );
    assert!(denied[1].starts_with(only) && denied[1].ends_with(" @ src/lib.rs:6:46 @ src/lib.rs:6:45"), "{denied:#?}");

    fixture.write("maillint.toml", "protcet = []\n\n[lints]\ntld_slip = \"no\"\n");
    // Once, however many macros there are.
    denies(&from("help@army.mil"), &["unknown key `protcet` @ maillint.toml:1:1 @ src/lib.rs:4:1"]);
}

#[test]
fn a_broken_policy_lets_no_literal_pass() {
    let fixture = Fixture::new("broken", "pub const TO: &str = maillint::email!(\"ops@army.mil\");\n");
    fixture.write("maillint.toml", "protcet = []\n");
    denies(&fixture.check(), &["unknown key `protcet` @ maillint.toml:1:1 @ src/lib.rs:1:22"]);
}

#[test]
fn a_file_is_judged_under_the_policy_nearest_to_it() {
    let mut library = String::from("maillint::check_crate!();\nmaillint::check_config!(\"config/**/*.txt\");\n");
    library.push_str("mod deep;\npub const TO: &str = maillint::email!(\"jo@gmial.com\");\n");
    let fixture = Fixture::new("nearest", &library);
    fixture.write("maillint.toml", "[lints]\nprovider_slip = \"warn\"\n");
    fixture.write("src/deep/mod.rs", "// help@army.ml\nconst _: &str = maillint::email!(\"ops@army.ml\");\n");
    fixture.write("src/deep/maillint.toml", "[lints]\ntld_slip = \"warn\"\n");
    fixture.write("config/prod/mail.txt", "ops@army.ml\n");
    fixture.write("config/prod/maillint.toml", "[[allow]]\ndomain = \"army.ml\"\nreason = \"Bamako\"\n");
    passes(&fixture.check(), true);
    passes(&fixture.check(), false);

    fixture.write("config/prod/maillint.toml", "");
    let slip =
        |who| format!("[maillint::tld_slip] `{who}@army.ml`: `.ml` is Mali, mail is delivered there; did you mean");
    let told = fixture.check().errors;
    assert!(told[0].starts_with(&slip("ops")) && told[0].contains(" @ config/prod/mail.txt:1:1 @ "), "{told:#?}");
    assert_eq!(told.len(), 1, "{told:#?}");

    fixture.write("config/prod/mail.txt", "ops@army.mil\n");
    fixture.write("src/deep/maillint.toml", "");
    let told = fixture.check().errors;
    assert!(
        told[0].starts_with(&slip("help")) && told[0].ends_with(" @ src/deep/mod.rs:1:4 @ src/lib.rs:1:1"),
        "{told:#?}"
    );
    assert!(
        told[1].starts_with(&slip("ops")) && told[1].ends_with(" @ src/deep/mod.rs:2:35 @ src/deep/mod.rs:2:34"),
        "{told:#?}"
    );
    // That of the crate follows where it says that the other one goes no further.
    assert_eq!(told.len(), 2, "{told:#?}");
}

#[test]
fn known_debt_is_left_alone_where_files_are_judged() {
    let mut library = String::from("maillint::check_crate!();\nmaillint::check_config!(\"mail.txt\");\n");
    library.push_str("#[maillint::check]\npub mod old {\n    pub const TO: &str = \"jo@gmial.com\";\n}\n");
    let fixture = Fixture::new("debt", &library);
    fixture.write("maillint.toml", "baseline = \"known.tsv\"\n");
    fixture.write("mail.txt", "ops@army.ml\nops@army.ml\n");
    let known = ["src/lib.rs\tprovider_slip\tjo@gmial.com\n", "mail.txt\ttld_slip\tops@army.ml"];
    fixture.write("known.tsv", format!("{}{}\t2\n", known[0], known[1]));
    passes(&fixture.check(), true);
    passes(&fixture.check(), false);

    // One of the two is new.
    fixture.write("known.tsv", format!("{}{}\n", known[0], known[1]));
    let told = fixture.check().errors;
    assert!(told.len() == 1 && told[0].contains(" @ mail.txt:2:1 @ src/lib.rs:2:25"), "{told:#?}");

    fixture.write("known.tsv", "mail.txt\ttld_slp\tops@army.ml\n");
    denies(&fixture.check(), &["there is no lint `tld_slp` @ known.tsv:1:1 @ src/lib.rs:1:1"]);
}

#[test]
fn nobody_is_told_of_what_a_dependency_has() {
    let fixture = Fixture::new("capped", "pub const TO: &str = maillint::email!(\"ops@army.ml\");\n");
    // As cargo does for what is not the user's own.
    let capped = |command: &mut Command| {
        let wrapper = fixture.root().join("wrapper");
        fs::write(&wrapper, "#!/bin/sh\nexec \"$@\" --cap-lints allow\n").unwrap();
        command.env("RUSTC_WORKSPACE_WRAPPER", &wrapper);
    };
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        let built = fixture.check_with(|command| {
            capped(command);
            fs::set_permissions(fixture.root().join("wrapper"), fs::Permissions::from_mode(0o755)).unwrap();
            command
        });
        passes(&built, true);
    }
    assert_eq!(fixture.check().errors.len(), 1);
}

#[cfg(unix)]
#[test]
fn hostile_input_gets_an_error_at_its_token() {
    let fixture = Fixture::new(
        "hostile",
        "maillint::check_config!(\"loop.toml\");\nmaillint::check_config!(\"loops/**\");\nmaillint::check_config!(\"/dev/null\");\nmaillint::check_config!(\"\");\nmaillint::check_config!(\"config/\\0.toml\");\nconst _: &str = maillint::env_email!(\"=\\0\");\nmod long;\n",
    );
    fixture.write("src/long.rs", format!("const _: &str = maillint::email!(\"{}@army.ml\");\n", "a.".repeat(1 << 19)));
    for name in ["loop.toml", "loops/loop"] {
        fs::create_dir_all(fixture.root().join("loops")).unwrap();
        std::os::unix::fs::symlink(fixture.root().join(name), fixture.root().join(name)).unwrap();
    }
    let told = fixture.check().errors;
    let expected = [
        ("`loop.toml` cannot be read: Too many levels of symbolic links", "src/lib.rs:1:25"),
        ("no file matches `loops/**`", "src/lib.rs:2:25"),
        ("`/dev/null` cannot be read: this is not a file", "src/lib.rs:3:25"),
        ("this names no file", "src/lib.rs:4:25"),
        ("`config/\\u{0}.toml` cannot be read: ", "src/lib.rs:5:25"),
        ("environment variable `=", "src/lib.rs:6:17"),
        ("`a.a.a.", "src/long.rs:1:34"),
    ];
    for (message, place) in expected {
        let found = told.iter().any(|told| told.starts_with(message) && told.ends_with(&format!(" @ {place}")));
        assert!(found, "{message} @ {place}: {told:#.300?}");
    }
    assert_eq!(told.len(), expected.len(), "{told:#?}");
}

#[test]
fn a_literal_full_of_findings_is_told_by_the_first_of_them() {
    let addresses: String = (0..200).map(|number| format!("u{number}@gmial.com ")).collect();
    let literals = [
        format!("#[maillint::check]\npub static WRITTEN: &str = \"{addresses}\";\n"),
        format!(
            "macro_rules! made {{ ($text:literal) => {{ #[maillint::check] #[doc = $text] pub struct Made; }} }}\nmade!(\"{addresses}\");\n"
        ),
    ];
    for (name, literal) in ["written", "made"].into_iter().zip(literals) {
        let told = Fixture::new(name, &literal).check().errors;
        assert_eq!(told.len(), 21, "{told:#?}");
        assert!(told[0].starts_with("[maillint::provider_slip] `u0@gmial.com`"), "{told:#?}");
        assert!(told[20].starts_with("180 more findings in this literal"), "{told:#?}");
    }
}

#[test]
fn one_mistake_is_one_error_however_many_macros_see_it() {
    let library = "\
maillint::check_crate!();
pub const ONE: &str = maillint::email!(\"ops@army.ml\");
#[maillint::check]
pub fn two() -> [&'static str; 2] {
    maillint::emails![\"jo@gmail.com\", \"jo@gmial.com\"]
}
";
    let fixture = Fixture::new("one-error", library);
    let told: Vec<String> = fixture.check().errors.iter().map(|error| error.replace(" @ src/lib.rs", " ")).collect();
    let subjects = ["ops@army.ml", "jo@gmial.com"];
    assert_eq!(told.len(), subjects.len(), "{told:#?}");
    for subject in subjects {
        assert_eq!(told.iter().filter(|told| told.contains(&format!("`{subject}`: "))).count(), 1, "{told:#?}");
    }
}
