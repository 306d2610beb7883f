//! What the macros cost the compiler, in seconds of the processor: for the first build of all that they stand on, beside a crate that
//! derives for serde, and for each literal afterwards: while one works on a crate, and where nothing was compiled before.
//!
//! ```text
//! cargo run -p maillint-tests --example macro_cost [-- [--warm | --cold] [OLDER]]
//! ```
//!
//! Every crate has its turn in every round, and of each the least counts, since whatever else runs makes all of them slower; only the
//! ratios mean anything on another machine. With the path of an older checkout, its crates are built beside these. It needs a shell.

#![expect(clippy::print_stdout, reason = "an example prints")]

use maillint_tests::tables;
use std::error::Error;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

/// How often each is measured.
const ROUNDS: usize = 3;

const SERDE: &str = "serde = { version = \"1\", features = [\"derive\"] }\n";
const DERIVE: &str = "#[derive(serde::Serialize, serde::Deserialize)]\npub struct Mail {\n    pub to: String,\n}\n";
const EMAIL: &str = "pub const TO: &str = lint_macro::email!(\"ops@army.mil\");\n";

/// What the compiler has of the last time that it checked a crate.
#[derive(Clone, Copy, PartialEq)]
enum Kept {
    /// What has not changed, as `cargo check` has it while one works on a crate: constants are not judged anew.
    Unchanged,
    Nothing,
}

/// A crate, and what it took to check it.
struct Case {
    name: &'static str,
    folder: PathBuf,
    least: f64,
}

impl Case {
    fn new(root: &Path, name: &'static str, dependencies: &str, library: &str) -> Result<Case, Box<dyn Error>> {
        // A name of its own, lest what cargo keeps of one is overwritten by the next.
        let package = ["cost-of-", &name.replace(|char: char| !char.is_ascii_alphanumeric(), "-")].concat();
        let folder = root.join(&package);
        fs::create_dir_all(folder.join("src"))?;
        let package = format!("[package]\nname = {package:?}\nedition = \"2024\"\n[workspace]\n[dependencies]\n");
        fs::write(folder.join("Cargo.toml"), format!("{package}{dependencies}"))?;
        fs::write(folder.join("src/lib.rs"), library)?;
        fs::copy(workspace()?.join("Cargo.lock"), folder.join("Cargo.lock"))?;
        Ok(Case { name, folder, least: f64::MAX })
    }

    /// Checks the crate, and what it depends on unless `target` has that.
    fn check(&mut self, target: &Path, kept: Kept) -> Result<(), Box<dyn Error>> {
        self.least = check(&self.folder, target, kept)?.min(self.least);
        Ok(())
    }
}

fn main() -> Result<(), Box<dyn Error>> {
    let (options, paths): (Vec<String>, Vec<String>) =
        std::env::args().skip(1).partition(|argument| argument.starts_with("--"));
    let folder = tempfile::tempdir()?;
    let has = |option: &str| options.iter().any(|given| given == option);
    if !has("--warm") {
        cold(folder.path(), paths.first().map(Path::new))?;
    }
    if !has("--cold") {
        warm(folder.path())?;
    }
    Ok(())
}

/// The first build, from nothing.
fn cold(root: &Path, older: Option<&Path>) -> Result<(), Box<dyn Error>> {
    let member = |name: &str, workspace: &Path| format!("{name} = {{ path = {:?} }}\n", workspace.join(name));
    let here = member("lint-macro", &workspace()?);
    let mut cases = vec![
        Case::new(root, "one serde derive", SERDE, DERIVE)?,
        Case::new(root, "one email!", &here, EMAIL)?,
        Case::new(root, "both", &format!("{here}{SERDE}"), &format!("{EMAIL}{DERIVE}"))?,
    ];
    if let Some(older) = older {
        cases.push(Case::new(root, "one email!, older", &member("lint-macro", &older.canonicalize()?), EMAIL)?);
    }
    for _ in 0..ROUNDS {
        for case in &mut cases {
            case.check(&root.join("cold"), Kept::Nothing)?;
            fs::remove_dir_all(root.join("cold"))?;
        }
    }
    println!("cold `cargo check`");
    let derive = cases[0].least;
    for case in &cases {
        println!("  {:<24}{:6.2} s, {:.2} of a derive", case.name, case.least, case.least / derive);
    }
    println!("  beside a derive, email! adds {:.2} of it", (cases[2].least - derive) / derive);
    Ok(())
}

/// What each literal costs, all else having been compiled before.
fn warm(root: &Path) -> Result<(), Box<dyn Error>> {
    let workspace = workspace()?;
    let crates = format!(
        "lint-macro = {{ path = {:?} }}\nlint-core = {{ path = {:?} }}\n",
        workspace.join("lint-macro"),
        workspace.join("lint-core")
    );
    let checker = lint_core::Checker::default();
    // One that is denied would end the build.
    let is_fine = |domain: &&str| checker.address(&format!("jo@{domain}")).is_empty();
    // Different domains, most of them in no table: the dearest case. They come in the order of the alphabet.
    let unknown: Vec<&str> = tables::names(tables::TOP_SITES).filter(is_fine).take(10_000).collect();
    let known = ["army.mil", "gmail.com", "example.org", "outlook.com"];
    let spread: Vec<&str> = unknown.iter().copied().step_by(unknown.len() / 1_000).collect();
    let library = |count: usize, domains: &[&str], kind: &str, open: &str, close: &str| -> String {
        let domains = domains.iter().cycle().take(count).enumerate();
        domains.map(|(n, domain)| format!("pub const C{n}: {kind} = {open}\"jo{n}@{domain}\"{close};\n")).collect()
    };
    let literals = |count| library(count, &unknown, "&str", "", "");
    let address = |domains: &[&str]| library(1_000, domains, "lint_core::Address", "lint_core::address!(", ")");
    let mut cases = [
        Case::new(root, "10,000 literals", &crates, &literals(10_000))?,
        Case::new(root, "10,000 email!", &crates, &library(10_000, &unknown, "&str", "lint_macro::email!(", ")"))?,
        Case::new(root, "1,000 literals", &crates, &literals(1_000))?,
        Case::new(root, "1,000 address!, known", &crates, &address(&known))?,
        Case::new(root, "1,000 address!, unknown", &crates, &address(&spread))?,
    ];
    let kept = [
        (Kept::Unchanged, "warm `cargo check`, after a change elsewhere in the crate"),
        (Kept::Nothing, "warm `cargo check` of all of the crate"),
    ];
    for (kept, title) in kept {
        // The first round compiles what they depend on, and fills what is kept.
        for round in 0..=ROUNDS {
            for case in &mut cases {
                case.check(&root.join("warm"), kept)?;
                if round == 0 {
                    case.least = f64::MAX;
                }
            }
        }
        println!("{title}");
        for case in &cases {
            let literals = if case.name.starts_with("10,") { cases[0].least } else { cases[2].least };
            let more = case.least - literals;
            println!(
                "  {:<24}{:6.2} s, {more:+.2} s, {:.2} of the literals",
                case.name,
                case.least,
                case.least / literals
            );
        }
    }
    Ok(())
}

fn workspace() -> std::io::Result<PathBuf> {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("..").canonicalize()
}

/// Checks a crate, and says how many seconds that took the processor.
fn check(folder: &Path, target: &Path, kept: Kept) -> Result<f64, Box<dyn Error>> {
    let mut command = Command::new("sh");
    for (name, _) in std::env::vars_os() {
        let name = name.to_string_lossy();
        if (name.starts_with("CARGO") || name.starts_with("RUSTC")) && name != "CARGO_HOME" {
            command.env_remove(&*name);
        }
    }
    // The shell counts in hundredths of a second, which is coarse where nearly all is kept.
    let (incremental, times) = if kept == Kept::Unchanged { ("1", 8) } else { ("0", 1) };
    command.env("CARGO_INCREMENTAL", incremental).env("CARGO_TARGET_DIR", target).current_dir(folder);
    let script = ["touch src/lib.rs && \"$0\" check --quiet --offline && "].repeat(times).concat() + "times";
    let output = command.args(["-c", &script, env!("CARGO")]).output()?;
    if !output.status.success() {
        return Err(String::from_utf8_lossy(&output.stderr).chars().take(2000).collect::<String>().into());
    }
    // The last line: what the shell's children took, as `0m1.23s 0m0.10s`.
    let text = String::from_utf8(output.stdout)?;
    let mut seconds = 0.0;
    for time in text.lines().last().unwrap_or_default().split_whitespace() {
        let (minutes, rest) = time.trim_end_matches('s').split_once('m').ok_or("`times` prints no times")?;
        seconds += minutes.parse::<f64>()? * 60.0 + rest.parse::<f64>()?;
    }
    Ok(seconds / times as f64)
}
