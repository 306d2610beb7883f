//! A call of rustc as cargo words it: which crate, where its dep-info goes, how its diagnostics are to look.

use crate::report::Style;
use crate::report::rustc::Rendering;
use lint_core::Level;
use std::ffi::OsString;
use std::fs;
use std::io::{self, IsTerminal};
use std::path::{Path, PathBuf};

/// A call of rustc that this process was started to wrap.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Call {
    /// The compiler.
    pub(super) rustc: OsString,
    /// Its arguments, as they came.
    pub(super) args: Vec<OsString>,
}

impl Call {
    /// The call in this process's arguments, if it is one. Cargo puts rustc, then its arguments, behind the wrapper's name.
    ///
    /// They are told from what a person types by what comes first: a question for the version, the crate's name (behind
    /// the source file under `cargo fix`, behind `-` where cargo asks for the target), or a file of arguments.
    pub(crate) fn of(args: &[OsString]) -> Option<Call> {
        let [_, rustc, args @ ..] = args else { return None };
        let first = args.first()?.to_str()?;
        let is_rustc = first == "-vV"
            || args.iter().take(2).any(|arg| arg == "--crate-name")
            || (first.starts_with('@') && Path::new(rustc).file_stem().is_some_and(|stem| stem == "rustc"));
        is_rustc.then(|| Call { rustc: rustc.clone(), args: args.to_vec() })
    }

    /// What is compiled; nothing where rustc only answers a question, and where it compiles a build script, which is no
    /// part of what is shipped.
    pub(super) fn compile(&self) -> Option<Compile> {
        match self.args.as_slice() {
            [file] => Compile::read(&written_out(file)?),
            args => Compile::read(args),
        }
    }
}

/// The arguments in a file, one a line: cargo writes one where a command line would be too long.
fn written_out(file: &OsString) -> Option<Vec<OsString>> {
    let text = fs::read_to_string(file.to_str()?.strip_prefix('@')?).ok()?;
    Some(text.lines().map(OsString::from).collect())
}

/// What matters here of a compilation.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Compile {
    /// The file in which rustc lists what it has read.
    pub(super) dep_info: PathBuf,
    /// Whether diagnostics are wanted as JSON.
    pub(super) json: bool,
    short: bool,
    ansi: bool,
    /// `always`, `never`, or something else for what suits stderr.
    color: String,
    /// What is asked of everything at the level `warn`.
    warnings: Option<Level>,
    /// The level that nothing may exceed.
    cap: Option<Level>,
}

impl Compile {
    fn read(args: &[OsString]) -> Option<Compile> {
        let mut compile = Compile::default();
        let (mut name, mut suffix, mut folder, mut out) = ("", "", "", None);
        let (mut emits, mut alone) = (None, false);
        let mut args = args.iter().filter_map(|arg| arg.to_str());
        while let Some(arg) = args.next() {
            let (option, value) = split(arg);
            let Some(option) = option else { continue };
            let Some(value) = value.or_else(|| args.next()) else { break };
            match option {
                "--crate-name" => name = value,
                "--out-dir" => folder = value,
                "-o" => out = Some(PathBuf::from(value)),
                "--emit" => {
                    alone = emits.is_none() && value == "dep-info";
                    emits = emits.or(value.split(',').find(|kind| kind.split('=').next() == Some("dep-info")));
                }
                "-C" | "--codegen" => suffix = value.strip_prefix("extra-filename=").unwrap_or(suffix),
                "--error-format" => {
                    compile.json = value == "json";
                    compile.short = value == "short";
                }
                "--json" => {
                    for word in value.split(',') {
                        compile.short |= word == "diagnostic-short";
                        compile.ansi |= word == "diagnostic-rendered-ansi";
                    }
                }
                "--color" => compile.color = value.to_owned(),
                "--cap-lints" => compile.cap = level(value),
                _ if value.split(',').any(|lint| lint == "warnings") => compile.warnings = level(option),
                _ => {}
            }
        }
        let dep_info = emits.filter(|_| !name.starts_with("build_script_"))?;
        compile.dep_info = match dep_info.split_once('=') {
            Some((_, file)) => PathBuf::from(file),
            // A file that is named for several outputs lends them its name only.
            None => match out {
                Some(out) if alone => out,
                Some(out) => out.with_extension("d"),
                None => Path::new(folder).join(format!("{name}{suffix}.d")),
            },
        };
        Some(compile)
    }

    /// How a diagnostic's text for people is to look.
    pub(super) fn rendering(&self) -> Rendering {
        let color = match self.color.as_str() {
            _ if self.json => self.ansi,
            "always" => true,
            "never" => false,
            _ => io::stderr().is_terminal(),
        };
        if self.short { Rendering::Short } else { Rendering::Full(Style { color, ..Style::default() }) }
    }

    /// The level of a finding that is `level` by the policy, as rustc would have it of a lint of its own.
    pub(super) fn level(&self, level: Level) -> Level {
        let asked = if level == Level::Warn { self.warnings.unwrap_or(level) } else { level };
        self.cap.map_or(asked, |cap| asked.min(cap))
    }
}

/// An option of those that are looked for, and its value if that is in the same argument.
fn split(arg: &str) -> (Option<&'static str>, Option<&str>) {
    const LONG: [&str; 12] = [
        "--crate-name",
        "--out-dir",
        "--emit",
        "--codegen",
        "--error-format",
        "--json",
        "--color",
        "--cap-lints",
        "--allow",
        "--warn",
        "--deny",
        "--forbid",
    ];
    const SHORT: [&str; 6] = ["-C", "-o", "-A", "-W", "-D", "-F"];
    let (long, value) = arg.split_once('=').map_or((arg, None), |(name, value)| (name, Some(value)));
    if let Some(option) = LONG.into_iter().find(|&option| option == long) {
        return (Some(option), value);
    }
    let option = SHORT.into_iter().find(|&option| arg.starts_with(option));
    (option, option.and_then(|option| arg.strip_prefix(option)).filter(|value| !value.is_empty()))
}

/// The level that a level option or the value of `--cap-lints` names.
fn level(word: &str) -> Option<Level> {
    match word {
        "-A" | "--allow" | "allow" => Some(Level::Allow),
        "-W" | "--warn" | "warn" => Some(Level::Warn),
        "-D" | "--deny" | "deny" | "-F" | "--forbid" | "forbid" => Some(Level::Deny),
        _ => None,
    }
}

#[cfg(test)]
#[expect(clippy::unwrap_used, reason = "a test fails by panicking")]
mod tests {
    use super::*;

    fn words(text: &str) -> Vec<OsString> {
        text.split(' ').map(OsString::from).collect()
    }

    #[test]
    fn a_call_of_rustc_is_told_from_what_a_person_types() {
        let cases = [
            ("maillint rustc -vV", true),
            ("maillint /opt/my-rustc --crate-name a src/lib.rs", true),
            ("maillint rustc src/lib.rs --crate-name a", true),
            ("maillint rustc - --crate-name ___ --print=file-names", true),
            ("maillint /bin/rustc @/tmp/args", true),
            ("maillint", false),
            ("maillint rustc", false),
            ("maillint rustc src", false),
            ("maillint address -", false),
            ("maillint address @army.ml", false),
            ("maillint maillint check", false),
        ];
        for (typed, expected) in cases {
            assert_eq!(Call::of(&words(typed)).is_some(), expected, "{typed}");
        }
    }

    fn read(args: &str) -> Option<Compile> {
        Compile::read(&words(args))
    }

    #[test]
    fn the_dep_info_is_where_rustc_puts_it() {
        let cases = [
            ("--crate-name a --emit=dep-info,metadata -C extra-filename=-1f --out-dir /t/deps", Some("/t/deps/a-1f.d")),
            ("--crate-name a --emit dep-info --out-dir=/t -Cextra-filename=-1f -Cmetadata=1", Some("/t/a-1f.d")),
            ("--crate-name=a --emit=link,dep-info=/x/y.d --out-dir /t", Some("/x/y.d")),
            ("--crate-name a --emit dep-info -o /x/y", Some("/x/y")),
            ("--crate-name a --emit dep-info --emit link -o /x/y.rlib", Some("/x/y.d")),
            ("--crate-name a --emit=dep-info", Some("a.d")),
            ("--crate-name a --emit=link --out-dir /t", None),
            ("--crate-name ___ --print=cfg", None),
            ("--crate-name build_script_build --emit=dep-info,link --out-dir /t", None),
        ];
        for (args, expected) in cases {
            assert_eq!(read(args).map(|compile| compile.dep_info), expected.map(PathBuf::from), "{args}");
        }
    }

    #[test]
    fn levels_are_heard_as_rustc_hears_them() {
        use Level::{Allow, Deny, Warn};
        // The arguments, then what becomes of a warning and of an error.
        let cases = [
            ("--cfg x", [Warn, Deny]),
            ("-D warnings", [Deny, Deny]),
            ("-Dwarnings", [Deny, Deny]),
            ("--deny=warnings", [Deny, Deny]),
            ("-Funused,warnings", [Deny, Deny]),
            ("-D unused", [Warn, Deny]),
            ("-Awarnings", [Allow, Deny]),
            ("-D warnings -W warnings", [Warn, Deny]),
            ("-D warnings --cap-lints=warn", [Warn, Warn]),
            ("--cap-lints allow", [Allow, Allow]),
            ("--cap-lints forbid", [Warn, Deny]),
        ];
        for (args, expected) in cases {
            let compile = read(&format!("--emit=dep-info {args}")).unwrap();
            assert_eq!([Warn, Deny].map(|level| compile.level(level)), expected, "{args}");
        }
    }

    #[test]
    fn a_diagnostic_looks_as_asked() {
        let full = |color| Rendering::Full(Style { color, ..Style::default() });
        let cases = [
            ("--error-format=json --json=diagnostic-rendered-ansi,artifacts", true, full(true)),
            ("--error-format json --json artifacts", true, full(false)),
            ("--error-format=json --json=diagnostic-short,diagnostic-rendered-ansi", true, Rendering::Short),
            ("--error-format=short --color=always", false, Rendering::Short),
            ("--color=always", false, full(true)),
            ("--color never", false, full(false)),
        ];
        for (args, json, rendering) in cases {
            let compile = read(&format!("--emit=dep-info {args}")).unwrap();
            assert_eq!((compile.json, compile.rendering()), (json, rendering), "{args}");
        }
    }
}
