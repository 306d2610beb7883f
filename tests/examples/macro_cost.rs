//! What the macros cost the compiler: 10,000 literals in `email!` against the same as they are, by `cargo check` in turn.
//!
//! ```text
//! cargo run -p maillint-tests --example macro_cost
//! ```
//!
//! The times are the processor's, for the crate alone, what it depends on having been compiled before; the least of five
//! rounds counts. It needs a shell.

#![expect(clippy::print_stdout, reason = "an example prints")]

use maillint_tests::tables;
use std::error::Error;
use std::fs;
use std::path::Path;
use std::process::Command;

const COUNT: usize = 10_000;

fn main() -> Result<(), Box<dyn Error>> {
    let folder = tempfile::tempdir()?;
    let workspace = Path::new(env!("CARGO_MANIFEST_DIR")).join("..").canonicalize()?;
    let lint_macro = workspace.join("lint-macro");
    fs::create_dir(folder.path().join("src"))?;
    fs::write(
        folder.path().join("Cargo.toml"),
        format!(
            "[package]\nname = \"cost\"\nedition = \"2024\"\n[workspace]\n[dependencies]\nlint-macro = {{ path = {lint_macro:?} }}\n"
        ),
    )?;
    fs::copy(workspace.join("Cargo.lock"), folder.path().join("Cargo.lock"))?;
    // Different domains, most of them in no table: the dearest case.
    let checker = lint_core::Checker::default();
    // One that is denied would end the build.
    let is_fine = |domain: &&str| checker.address(&format!("jo@{domain}")).is_empty();
    let domains: Vec<&str> = tables::names(tables::TOP_SITES).filter(is_fine).take(COUNT).collect();
    let library = |open: &str, close: &str| -> String {
        let literals = domains.iter().enumerate();
        literals.map(|(n, domain)| format!("pub const C{n}: &str = {open}\"jo{n}@{domain}\"{close};\n")).collect()
    };
    let forms = [("plain", library("", "")), ("email!", library("lint_macro::email!(", ")"))];
    let mut least = [f64::MAX; 2];
    // The first round compiles what the crate depends on.
    for round in 0..6 {
        for ((_, text), least) in forms.iter().zip(&mut least) {
            fs::write(folder.path().join("src/lib.rs"), text)?;
            let seconds = check(folder.path())?;
            if round > 0 {
                *least = seconds.min(*least);
            }
        }
    }
    for ((name, _), least) in forms.iter().zip(least) {
        println!("{COUNT} {name}: {least:.2} s");
    }
    let more = least[1] - least[0];
    println!("more: {more:.2} s, {:.1} us each", more * 1e6 / COUNT as f64);
    Ok(())
}

/// Compiles the crate, without what was kept from the last time, and says how many seconds that took.
fn check(folder: &Path) -> Result<f64, Box<dyn Error>> {
    let mut command = Command::new("sh");
    for (name, _) in std::env::vars_os() {
        let name = name.to_string_lossy();
        if (name.starts_with("CARGO") || name.starts_with("RUSTC")) && name != "CARGO_HOME" {
            command.env_remove(&*name);
        }
    }
    command.env("CARGO_INCREMENTAL", "0").current_dir(folder);
    let output = command.args(["-c", "\"$0\" check --quiet --offline && times", env!("CARGO")]).output()?;
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
    Ok(seconds)
}
