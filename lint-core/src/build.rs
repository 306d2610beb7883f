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
use crate::order;
use crate::project::{self, Project, Report};
use crate::render::headline;
use std::fmt::Display;
use std::io::{self, Write};
use std::path::{Path, PathBuf};

/// Judges files, and those below folders that git would track, each under the nearest policy; paths are relative to the package's
/// `Cargo.toml`.
///
/// What is denied, and what cannot be read, fails the build (`cargo::error`, which needs cargo 1.84); what is warned of is
/// shown as a warning. Cargo runs the build script again when one of the files or folders, or a policy, changes.
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
    let mut parts = Vec::new();
    match Project::of(package) {
        Ok(project) => parts.push(Part { project, files: Vec::new() }),
        Err(error) => instructions.fail(&error),
    }
    for path in paths {
        match package.join(path).canonicalize() {
            Ok(found) if !parts.is_empty() => take(&mut parts, found, &mut instructions),
            Ok(_) => {}
            Err(error) => instructions.fail(&project::Error::unread(path, error)),
        }
    }
    for Part { project, mut files } in parts {
        if let Some(policy) = project.policy_file() {
            instructions.give("rerun-if-changed", &policy.display());
        }
        order::sort(&mut files, Ord::cmp);
        files.dedup();
        instructions.report(&Report::of(&project, files.into_iter().map(Ok), false));
    }
    instructions.0
}

/// The files that one policy is nearest to.
struct Part {
    project: Project,
    files: Vec<PathBuf>,
}

/// Puts a file, or all below a folder, to the policies that are nearest.
fn take(parts: &mut Vec<Part>, path: PathBuf, instructions: &mut Instructions) {
    let mut open = vec![path];
    while let Some(path) = open.pop() {
        let project = match Project::of(&path) {
            Ok(project) => project,
            Err(error) => {
                instructions.fail(&error);
                continue;
            }
        };
        let known = parts.iter().position(|part| part.project.policy_file() == project.policy_file());
        let at = known.unwrap_or_else(|| {
            parts.push(Part { project, files: Vec::new() });
            parts.len() - 1
        });
        let Part { project, files } = &mut parts[at];
        if !path.is_dir() {
            files.push(path);
            continue;
        }
        let mut below = project.files(&path).of_this_policy();
        for file in &mut below {
            match file {
                Ok(file) => files.push(file),
                Err(error) => instructions.fail(&error),
            }
        }
        open.extend(below.apart());
    }
}

#[derive(Default)]
struct Instructions(String);

impl Instructions {
    /// One instruction. A line end would end it.
    fn give(&mut self, key: &str, value: &dyn Display) {
        let value = value.to_string().replace("\r", "\\r").replace("\n", "\\n");
        self.0.push_str(&format!("cargo::{key}={value}\n"));
    }

    /// What could not be done, each mistake of a policy by itself.
    fn fail(&mut self, error: &project::Error) {
        error.to_string().lines().for_each(|line| self.give("error", &line));
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
