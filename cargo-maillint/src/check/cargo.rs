//! The outer command: starts `cargo check`, or `cargo fix`, with this program around rustc.

use super::asked::{ASKED, Asked, DENIED};
use super::{FIX, INNER, POLICY, settings};
use crate::exit::{self, Exit, Failure};
use lint_core::gate::project::Project;
use std::collections::BTreeSet;
use std::env::consts::EXE_SUFFIX;
use std::ffi::{OsStr, OsString};
use std::fs;
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::process::Command;

/// Becomes `cargo check` with these arguments, or `cargo fix` where `--fix` is among them.
///
/// # Errors
/// A cargo that cannot be started.
pub(crate) fn run(mut args: Vec<OsString>) -> Result<Exit, Failure> {
    let this = std::env::current_exe()
        .map_err(|error| Failure::new(format!("the path of cargo-maillint, which cargo is to run: {error}")))?;
    let asked = Asked::take(&mut args)?;
    let fix = args.iter().position(|arg| arg == "--fix").map(|at| args.remove(at)).is_some();
    let cargo = std::env::var_os("CARGO").or_else(on_path).unwrap_or_else(|| OsString::from("cargo"));
    let mut command = Command::new(&cargo);
    command.arg(if fix { "fix" } else { "check" }).args(&args);
    // As where cargo itself starts this command: a wrapper around all (`RUSTC_WRAPPER`), such as sccache, knows by it that what it
    // wraps is called by cargo, and rustc the first argument. Cargo sets it for compilations, and not for its first question.
    command.env("CARGO", &cargo);
    let inner = settings::workspace_wrapper(&args).filter(|inner| !is_this(inner, &this));
    command.env(INNER, inner.unwrap_or_default()).env("RUSTC_WORKSPACE_WRAPPER", this);
    command.env(POLICY, policy(&start(&args)));
    command.env(ASKED, asked.words()).env_remove(DENIED);
    if fix {
        command.env(FIX, "1");
    }
    // Each crate is judged by itself, and again only when a file of its own changes.
    if !args.iter().any(|arg| arg == "-q" || arg == "--quiet") {
        // A stderr that is gone is no reason to stop.
        let _ = writeln!(
            io::stderr(),
            "maillint: slips that only the rest of the repository tells are looked for by `cargo maillint` alone"
        );
    }
    let failed = |error: std::io::Error| Failure::new(format!("{}: {error}", Path::new(&cargo).display()));
    if fix || !args.iter().any(|arg| arg == "--keep-going") {
        return Err(failed(super::give_way_to(command)));
    }
    // What depends on a crate in which something is denied is checked too, so that an editor shows all there is.
    let folder = tempfile::tempdir().map_err(Failure::new)?;
    let denied = folder.path().join("denied");
    let status = command.env(DENIED, &denied).status().map_err(failed)?;
    // Cargo's own code for what does not compile.
    const FAILED: u8 = 101;
    Ok(match status.code() {
        Some(0) if denied.exists() => {
            // A package has several targets.
            let packages = std::fs::read_to_string(&denied).unwrap_or_default();
            let packages: BTreeSet<&str> = packages.lines().collect();
            let packages: Vec<&str> = packages.into_iter().collect();
            exit::tell(&format!("maillint denies something in `{}`", packages.join("`, `")));
            Exit::Code(FAILED)
        }
        Some(code) => Exit::Code(u8::try_from(code).unwrap_or(FAILED)),
        None => Exit::Code(FAILED),
    })
}

/// Whether a wrapper is this program: who has set it for all builds need not have it twice.
fn is_this(wrapper: &OsStr, this: &Path) -> bool {
    let stem = |path: &Path| path.file_stem().map(OsStr::to_owned);
    let same = fs::canonicalize(wrapper).ok().zip(fs::canonicalize(this).ok()).is_some_and(|(one, other)| one == other);
    same || stem(Path::new(wrapper)) == stem(this)
}

/// The cargo that a shell would start.
fn on_path() -> Option<OsString> {
    let folders = std::env::var_os("PATH")?;
    let programs = std::env::split_paths(&folders).map(|folder| folder.join(format!("cargo{EXE_SUFFIX}")));
    programs.filter(|program| program.is_file()).map(PathBuf::into_os_string).next()
}

/// The folder that cargo begins to look for a workspace in.
fn start(args: &[OsString]) -> PathBuf {
    let option = OsStr::new("--manifest-path");
    let manifest = args.iter().enumerate().find_map(|(i, arg)| match arg.to_str()?.strip_prefix("--manifest-path=") {
        Some(path) => Some(Path::new(path)),
        None => args.get(i + 1).filter(|_| arg == option).map(Path::new),
    });
    match manifest.and_then(Path::parent) {
        Some(folder) if folder != Path::new("") => folder.to_owned(),
        _ => PathBuf::from("."),
    }
}

/// The file of the policy that holds in the outermost package around a folder, which is the workspace's root nearly always.
fn policy(start: &Path) -> OsString {
    let found = Project::of(start).and_then(|project| {
        let above = project.folder().ancestors().take_while(|folder| folder.starts_with(project.root()));
        match above.filter(|folder| folder.join("Cargo.toml").is_file()).last() {
            Some(outermost) if outermost != project.folder() => Project::of(outermost),
            _ => Ok(project),
        }
    });
    match &found {
        Ok(project) => project.policy_file().map(|file| file.as_os_str().to_owned()).unwrap_or_default(),
        Err(error) => error.path().as_os_str().to_owned(),
    }
}
