//! Which of the files that a crate was compiled from are the project's own.

use lint_core::gate::project::Project;
use std::collections::HashSet;
use std::fs;
use std::path::{Component, Path, PathBuf};

/// A file to judge.
#[derive(Debug)]
pub(super) struct Own {
    /// Where it is.
    pub(super) path: PathBuf,
    /// What diagnostics call it: relative to where rustc runs, if it is below.
    pub(super) shown: String,
}

/// The folders that matter, without links in their paths.
#[derive(Debug)]
pub(super) struct Folders {
    /// Where rustc runs: cargo starts it at the workspace's root.
    here: PathBuf,
    /// What the build script has made, and what cargo has downloaded.
    foreign: Vec<PathBuf>,
}

impl Folders {
    pub(super) fn new() -> Folders {
        let made = std::env::var_os("OUT_DIR").map(PathBuf::from);
        let cargo = std::env::var_os("CARGO_HOME").map(PathBuf::from);
        let cargo = cargo.or_else(|| Some(std::env::home_dir()?.join(".cargo")));
        let downloads = cargo.into_iter().flat_map(|cargo| ["registry", "git"].map(|folder| cargo.join(folder)));
        Folders {
            here: fs::canonicalize(".").unwrap_or_default(),
            foreign: made.into_iter().chain(downloads).filter_map(|folder| fs::canonicalize(folder).ok()).collect(),
        }
    }

    /// Those of the files that lie in the project or in the workspace, each once.
    pub(super) fn own(&self, project: &Project, files: &[PathBuf]) -> Vec<Own> {
        let mut seen = HashSet::new();
        let paths = files.iter().filter_map(|file| self.full(file)).filter(|path| {
            let inside = path.starts_with(project.root()) || path.starts_with(&self.here);
            inside && !self.foreign.iter().any(|folder| path.starts_with(folder)) && seen.insert(path.clone())
        });
        paths.map(|path| Own { shown: self.shown(&path), path }).collect()
    }

    /// The path from the root of the file system.
    fn full(&self, file: &Path) -> Option<PathBuf> {
        if file.is_absolute() {
            return fs::canonicalize(file).ok();
        }
        let mut full = self.here.clone();
        for component in file.components() {
            match component {
                Component::ParentDir => {
                    full.pop();
                }
                component => full.push(component),
            }
        }
        Some(full)
    }

    /// What diagnostics call a path.
    pub(super) fn shown(&self, path: &Path) -> String {
        path.strip_prefix(&self.here).unwrap_or(path).to_string_lossy().into_owned()
    }
}
