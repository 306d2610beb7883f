//! What cargo would take for the wrapper of rustc, had it not been told of this program.
//!
//! Cargo looks for it in `RUSTC_WORKSPACE_WRAPPER`, in `--config`, in `CARGO_BUILD_RUSTC_WORKSPACE_WRAPPER`, and in
//! `build.rustc-workspace-wrapper` of its settings: `.cargo/config.toml` of this folder and of those above it, then that of its
//! own home.

use std::ffi::{OsStr, OsString};
use std::fs;
use std::path::{Path, PathBuf};
use toml_edit::DocumentMut;

/// The wrapper for the crates of the workspace that the user has set, as a program that can be started from any folder.
pub(super) fn workspace_wrapper(args: &[OsString]) -> Option<OsString> {
    let here = std::env::current_dir().unwrap_or_default();
    if let Some(program) = std::env::var_os("RUSTC_WORKSPACE_WRAPPER") {
        return resolved(&program, &here);
    }
    if let Some(program) = of_arguments(args, &here) {
        return program;
    }
    if let Some(program) = std::env::var_os("CARGO_BUILD_RUSTC_WORKSPACE_WRAPPER") {
        return resolved(&program, &here);
    }
    let home = std::env::var_os("CARGO_HOME").map(PathBuf::from);
    let home = home.or_else(|| Some(std::env::home_dir()?.join(".cargo")));
    let folders = here.ancestors().map(|folder| folder.join(".cargo")).chain(home);
    folders.into_iter().find_map(|folder| of_folder(&folder)).flatten()
}

/// What the last `--config` of the arguments that speaks of it says: a setting, or a file of them.
fn of_arguments(args: &[OsString], here: &Path) -> Option<Option<OsString>> {
    let mut found = None;
    for (at, arg) in args.iter().enumerate() {
        let Some(arg) = arg.to_str() else { continue };
        let value = arg
            .strip_prefix("--config=")
            .or_else(|| if arg == "--config" { args.get(at + 1).and_then(|value| value.to_str()) } else { None });
        let Some(value) = value else { continue };
        let file = here.join(value);
        let said = if file.is_file() { of_file(&file, here) } else { of_text(value, here) };
        found = said.or(found);
    }
    found
}

/// What the settings in a folder say; of the two names for them cargo takes the old one where there are both.
fn of_folder(folder: &Path) -> Option<Option<OsString>> {
    let file = ["config", "config.toml"].map(|name| folder.join(name)).into_iter().find(|file| file.is_file())?;
    // A path in settings is relative to the folder that theirs lies in.
    of_file(&file, folder.parent().unwrap_or(folder))
}

fn of_file(file: &Path, folder: &Path) -> Option<Option<OsString>> {
    of_text(&fs::read_to_string(file).ok()?, folder)
}

fn of_text(settings: &str, folder: &Path) -> Option<Option<OsString>> {
    // Mistakes in them are for cargo to tell.
    let settings: DocumentMut = settings.parse().ok()?;
    let program = settings.get("build")?.get("rustc-workspace-wrapper")?;
    let program = program.as_str().or_else(|| program.get("path")?.as_str())?;
    Some(resolved(OsStr::new(program), folder))
}

/// A program by its path, where that is relative to a folder, or by its name alone, for `PATH`; an empty one is none.
fn resolved(program: &OsStr, folder: &Path) -> Option<OsString> {
    let is_path = Path::new(program).components().count() > 1;
    match program.is_empty() {
        true => None,
        false if is_path => Some(folder.join(program).into_os_string()),
        false => Some(program.to_owned()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_wrapper_is_read_as_cargo_reads_it() {
        let folder = Path::new("/w");
        let said = |text: &str| of_text(text, folder);
        assert_eq!(said("[build]\nrustc-workspace-wrapper = \"tools/wrap\""), Some(Some("/w/tools/wrap".into())));
        assert_eq!(said("build.rustc-workspace-wrapper = \"sccache\""), Some(Some("sccache".into())));
        assert_eq!(said("build.rustc-workspace-wrapper = \"\""), Some(None));
        assert_eq!(said("[build]\njobs = 1"), None);
        assert_eq!(said("= not toml"), None);
    }

    #[test]
    fn the_last_argument_that_speaks_of_it_counts() {
        let args = [
            "--config",
            "build.rustc-workspace-wrapper='a'",
            "--config=net.offline=true",
            "--config=build.rustc-workspace-wrapper='/b'",
        ];
        let args = args.map(OsString::from);
        let found = |args: &[OsString]| of_arguments(args, Path::new("/w"));
        assert_eq!(found(&args), Some(Some("/b".into())));
        assert_eq!(found(&args[..2]), Some(Some("a".into())));
        assert_eq!(found(&args[2..3]), None);
    }
}
