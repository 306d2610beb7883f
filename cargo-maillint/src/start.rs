//! Where a scan starts: each start path with the project it belongs to.

use crate::exit::Failure;
use crate::walk;
use lint_core::policy::{self, Policy};
use lint_core::project::{Error, Project};
use lint_core::{Checker, Level, lints};
use std::collections::HashMap;
use std::fs;
use std::path::{Path, PathBuf};

/// A project under scan, and the checker that its policy asks for.
pub(crate) struct Scope {
    pub(crate) project: Project,
    pub(crate) checker: Checker,
}

/// Which policy holds, and which levels over it.
pub(crate) struct Scopes {
    /// The policy that was asked for; without one, the nearest upward from each start path.
    given: Option<Policy>,
    levels: Vec<(&'static str, Level)>,
    here: PathBuf,
}

impl Scopes {
    /// What the command line asks for.
    ///
    /// # Errors
    /// A policy file that was named and cannot be read, or all mistakes in it.
    pub(crate) fn new(
        config: Option<&Path>,
        no_config: bool,
        levels: &[(&'static str, Level)],
    ) -> Result<Scopes, Failure> {
        let given = match config {
            Some(file) => Some(given(file)?),
            None => no_config.then(Policy::default),
        };
        Ok(Scopes { given, levels: levels.to_vec(), here: std::env::current_dir().unwrap_or_default() })
    }

    /// The scope of a folder, or of the folder that a file is in.
    pub(crate) fn at(&self, path: &Path) -> Result<Scope, Failure> {
        self.project(path).map_err(|error| self.mistakes(&error)).map(|project| {
            let checker = Checker::new(project.policy().clone().overridden(&self.levels));
            Scope { project, checker }
        })
    }

    fn project(&self, path: &Path) -> Result<Project, Error> {
        let find = |path: &Path| match &self.given {
            None => Project::of(path),
            Some(policy) => Project::under(path, policy.clone()),
        };
        let project = find(path)?;
        // With neither repository nor policy around it, a folder below the current one is a part of that.
        let alone = project.policy_file().is_none() && !project.root().join(".git").exists();
        if alone && project.root().starts_with(&self.here) { find(&self.here) } else { Ok(project) }
    }

    /// What is wrong with a policy, each with its place.
    fn mistakes(&self, error: &Error) -> Failure {
        let path = walk::shown(&tidy(error.path(), &self.here));
        match error.mistakes() {
            [] => Failure::new(error),
            mistakes => Failure(mistakes.iter().map(|mistake| format!("{path}:{mistake}")).collect()),
        }
    }
}

/// The policy in a file that was named. It may be a pipe, as in `--config <(git show main:maillint.toml)`.
fn given(file: &Path) -> Result<Policy, Failure> {
    let name = walk::shown(file);
    let text = fs::read_to_string(file).map_err(|error| Failure::new(format!("{name}: {error}")))?;
    let lints: Vec<&'static str> = lints::ALL.iter().map(|lint| lint.id).collect();
    let mistakes = |errors: Vec<policy::Error>| Failure(errors.iter().map(|error| format!("{name}:{error}")).collect());
    if !file.ends_with("Cargo.toml") {
        return Policy::parse(&text, &lints).map_err(mistakes);
    }
    let policy = Policy::from_cargo_toml(&text, &lints).map_err(mistakes)?;
    policy.ok_or_else(|| {
        Failure::new(format!("{name}: there is no [workspace.metadata.maillint] or [package.metadata.maillint]"))
    })
}

/// A file or folder to read.
pub(crate) struct Start {
    /// As named, relative to the current folder where it lies in it.
    pub(crate) path: PathBuf,
    /// From the root of its project, with `/`.
    pub(crate) name: String,
    /// Its scope, by index.
    pub(crate) scope: usize,
}

/// All start paths, by what was found there.
#[derive(Default)]
pub(crate) struct Starts {
    pub(crate) scopes: Vec<Scope>,
    pub(crate) folders: Vec<Start>,
    pub(crate) files: Vec<Start>,
    /// What cannot be read, and why.
    pub(crate) unread: Vec<(PathBuf, String)>,
}

impl Starts {
    /// Sorts paths by what stands there. The same path twice counts once.
    ///
    /// # Errors
    /// Every mistake in every policy that holds for one of them. A path that cannot be read is none.
    pub(crate) fn new(paths: &[PathBuf], scopes: Scopes) -> Result<Starts, Failure> {
        let mut paths: Vec<PathBuf> = paths.iter().map(|path| tidy(path, &scopes.here)).collect();
        paths.sort();
        paths.dedup();
        let mut starts = Starts::default();
        let mut finder = Finder { scopes, found: Vec::new(), known: HashMap::new(), mistakes: Vec::new() };
        for path in paths {
            if let Err(why) = starts.push(&path, &mut finder) {
                starts.unread.push((path, why));
            }
        }
        let Finder { found, mut mistakes, .. } = finder;
        starts.scopes = found;
        mistakes.sort();
        mistakes.dedup();
        if mistakes.is_empty() { Ok(starts) } else { Err(Failure(mistakes)) }
    }

    fn push(&mut self, path: &Path, finder: &mut Finder) -> Result<(), String> {
        let found = fs::metadata(path).map_err(|error| match path.to_str() {
            Some("-") => String::from("to judge the text on stdin, say which file it is: `--stdin-path PATH`"),
            _ => error.to_string(),
        })?;
        let starts = match () {
            () if found.is_dir() => &mut self.folders,
            () if found.is_file() => &mut self.files,
            () => return Err(String::from("neither a file nor a folder")),
        };
        let (folder, file) = match (path.parent(), path.file_name()) {
            (Some(folder), Some(file)) if found.is_file() => (folder, Some(file)),
            _ => (path, None),
        };
        let folder = if folder == Path::new("") { Path::new(".") } else { folder };
        let folder = fs::canonicalize(folder).map_err(|error| error.to_string())?;
        // A policy with mistakes has been noted, and ends the job.
        if let Some((scope, project)) = finder.of(&folder) {
            let name = project.name(&file.map_or(folder.clone(), |file| folder.join(file)));
            starts.push(Start { path: path.to_owned(), name, scope });
        }
        Ok(())
    }
}

/// Finds the scopes of many paths; most share one.
struct Finder {
    scopes: Scopes,
    found: Vec<Scope>,
    /// The scopes of folders, by index.
    known: HashMap<PathBuf, usize>,
    mistakes: Vec<String>,
}

impl Finder {
    /// The scope of a folder, which is given without links in its path; none if its policy has mistakes.
    fn of(&mut self, folder: &Path) -> Option<(usize, &Project)> {
        let index = match self.known.get(folder) {
            Some(&index) => index,
            None => {
                let index = match self.scopes.at(folder) {
                    Ok(scope) => self.place(scope),
                    Err(Failure(mistakes)) => {
                        self.mistakes.extend(mistakes);
                        return None;
                    }
                };
                self.known.insert(folder.to_owned(), index);
                index
            }
        };
        Some((index, &self.found.get(index)?.project))
    }

    fn place(&mut self, new: Scope) -> usize {
        let place = |scope: &Scope| (scope.project.root().to_owned(), scope.project.policy_file().map(Path::to_owned));
        self.found.iter().position(|old| place(old) == place(&new)).unwrap_or_else(|| {
            self.found.push(new);
            self.found.len() - 1
        })
    }
}

/// The path without `./` in front and without doubled or trailing separators, relative where it lies in `here`.
pub(crate) fn tidy(path: &Path, here: &Path) -> PathBuf {
    let path = path.strip_prefix(".").unwrap_or(path);
    let tidy: PathBuf = path.strip_prefix(here).unwrap_or(path).components().collect();
    if tidy.as_os_str().is_empty() { PathBuf::from(".") } else { tidy }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_path_has_one_form() {
        for (typed, meant) in [
            (".", "."),
            ("./", "."),
            ("./a/", "a"),
            ("a//b/./c", "a/b/c"),
            ("../a", "../a"),
            ("/a/", "/a"),
            ("/here", "."),
            ("/here/a", "a"),
            ("/hereafter", "/hereafter"),
        ] {
            assert_eq!(tidy(Path::new(typed), Path::new("/here")), Path::new(meant));
        }
    }
}
