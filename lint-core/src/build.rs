//! The gate of build scripts: files judged before the crate is compiled, folders watched for new ones.
//!
//! ```no_run
//! // In `main` of build.rs.
//! lint_core::build::check(["config", "assets/welcome.txt"]);
//! ```
//!
//! Cargo shows each finding as one line, `error: mail@0.1.0: [maillint::tld_slip] config/prod.toml:2:9: ..`, without an
//! annotation in CI or in an editor. Where a macro can stand, `lint_macro::check_config!` says more; only a build script is run
//! again when a file is added to a folder.

use crate::finding::Level;
use crate::project::{self, Project, Report};
use crate::render::headline;
use std::fmt::Display;
use std::io::{self, Write};
use std::path::{Path, PathBuf};

/// Judges files, and those below folders that git would track, under the policy that holds for the package; paths are
/// relative to its `Cargo.toml`.
///
/// What is denied, and what cannot be read, fails the build (`cargo::error`, which needs cargo 1.84); what is warned of is
/// shown as a warning. Cargo runs the build script again when one of the files or folders, or the policy, changes.
///
/// # Panics
/// If stdout, where cargo reads, is closed.
pub fn check<P: AsRef<Path>>(paths: impl IntoIterator<Item = P>) {
    let package = std::env::var_os("CARGO_MANIFEST_DIR").map_or_else(|| PathBuf::from("."), PathBuf::from);
    let paths: Vec<PathBuf> = paths.into_iter().map(|path| path.as_ref().to_owned()).collect();
    let instructions = instructions(&package, &paths);
    let written = io::stdout().lock().write_all(instructions.as_bytes());
    #[expect(clippy::panic, reason = "a build script that cannot tell cargo anything has to fail")]
    if let Err(error) = written {
        panic!("cargo cannot be told of the findings: {error}");
    }
}

/// What cargo is told, one instruction a line.
fn instructions(package: &Path, paths: &[PathBuf]) -> String {
    let mut instructions = Instructions::default();
    for path in paths {
        instructions.give("rerun-if-changed", &path.display());
    }
    match Project::of(package) {
        Ok(project) => {
            if let Some(policy) = project.policy_file() {
                instructions.give("rerun-if-changed", &policy.display());
            }
            instructions.report(&Report::of(&project, files(&project, package, paths), false));
        }
        Err(error) => error.to_string().lines().for_each(|line| instructions.give("error", &line)),
    }
    instructions.0
}

/// The files, and those below the folders, each once.
fn files(project: &Project, package: &Path, paths: &[PathBuf]) -> Vec<Result<PathBuf, project::Error>> {
    let mut files: Vec<Result<PathBuf, project::Error>> = Vec::new();
    let mut add = |file: Result<PathBuf, project::Error>| {
        let is_known = |path: &PathBuf| {
            files.iter().any(|known| known.as_ref().is_ok_and(|known| known.as_os_str() == path.as_os_str()))
        };
        if !file.as_ref().is_ok_and(is_known) {
            files.push(file);
        }
    };
    for path in paths {
        match package.join(path).canonicalize() {
            Ok(folder) if folder.is_dir() => project.files(&folder).for_each(&mut add),
            Ok(file) => add(Ok(file)),
            Err(error) => add(Err(project::Error::unread(path, error))),
        }
    }
    files
}

#[derive(Default)]
struct Instructions(String);

impl Instructions {
    /// One instruction. A line end would end it.
    fn give(&mut self, key: &str, value: &dyn Display) {
        let value = value.to_string().replace("\r", "\\r").replace("\n", "\\n");
        self.0.push_str(&format!("cargo::{key}={value}\n"));
    }

    fn report(&mut self, report: &Report) {
        for unread in report.unread() {
            self.give("error", unread);
        }
        for (path, finding) in report.findings() {
            let key = if finding.level == Level::Deny { "error" } else { "warning" };
            let place = finding
                .location
                .as_ref()
                .map_or_else(String::new, |location| format!(":{}:{}", location.start.line, location.start.column));
            self.give(key, &format_args!("{path}{place}: {}", headline(finding)));
        }
    }
}
