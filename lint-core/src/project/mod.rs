//! A project on disk: where it begins, which policy holds in it, which files it has.
//!
//! The only room that reads the disk, with `test` and `build` that stand on it. The judging rooms below know nothing of it.

mod checker;
#[cfg(feature = "only-new")]
mod debt;
mod files;
mod git;
mod identity;
mod ignored;
mod named;
mod names;
mod opened;
mod read;
#[cfg(feature = "gates")]
mod report;
#[cfg(feature = "scopes")]
mod scope;
mod skipped;
mod utf8;
mod walk;
mod wild;

#[cfg(feature = "only-new")]
pub use debt::{BASELINE_MAX, Debt};
pub use files::Files;
pub use identity::Identity;
pub use ignored::IGNORE_FILES;
pub use named::{Named, NoFile};
#[cfg(feature = "gates")]
pub use report::Report;
#[cfg(feature = "scopes")]
pub use scope::{Scope, Stamp, stamp};
pub use skipped::Skipped;
pub use utf8::read_utf8;
pub use walk::{Entry, Folder, Listing, TEMPORARY, is_temporary};

use crate::doubt;
use crate::finding::Level;
use crate::policy::{self, Glob, Policy};
use std::fmt;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

/// The largest policy file that is read, in bytes; a larger one is something else by mistake. Obeyed, it takes some seventy times as
/// much.
pub const POLICY_MAX: u64 = 512 << 10;

/// The project that a folder belongs to.
///
/// Its root is the nearest folder upward with a `.git` in it. Its policy is the nearest `maillint.toml`, or else
/// `Cargo.toml` with a `[workspace.metadata.maillint]` or `[package.metadata.maillint]`, from the folder up to the root;
/// the first of the two where one folder has both.
#[derive(Clone, Debug)]
pub struct Project {
    root: PathBuf,
    folder: PathBuf,
    policy: Policy,
    policy_file: Option<PathBuf>,
}

impl Project {
    /// Looks for root and policy from `folder` upward. Without a repository around it, the search for a policy goes up to
    /// the root of the file system.
    ///
    /// # Errors
    /// A folder that cannot be found, a policy that cannot be read, or one with mistakes: then all of them.
    pub fn of(folder: &Path) -> Result<Project, Error> {
        let folder = folder_of(folder)?;
        let repository = repository(&folder);
        let last = repository.unwrap_or(Path::new(""));
        let mut found = None;
        for above in folder.ancestors() {
            found = policy_in(above, repository.unwrap_or(above))?;
            if found.is_some() || above == last {
                break;
            }
        }
        let (policy, policy_file) = match found {
            Some((policy, file)) => (policy, Some(file)),
            None => (Policy::default(), None),
        };
        let root = repository.or_else(|| policy_file.as_deref()?.parent()).unwrap_or(&folder).to_owned();
        let policy = match &policy_file {
            Some(file) => policy.in_file(&name(&root, file)),
            None => policy,
        };
        Ok(Project { root, folder, policy, policy_file })
    }

    /// The project of `folder` under a policy from elsewhere, whose globs are matched from the root. No other is looked for.
    ///
    /// # Errors
    /// A folder that cannot be found.
    pub fn under(folder: &Path, policy: Policy) -> Result<Project, Error> {
        let folder = folder_of(folder)?;
        let root = repository(&folder).unwrap_or(&folder).to_owned();
        Ok(Project { root, folder, policy, policy_file: None })
    }

    /// This project without the paths that these globs, matched from the root, name.
    #[must_use]
    pub fn excluding(self, globs: &[Glob]) -> Project {
        Project { policy: self.policy.excluding(globs), ..self }
    }

    /// This project with these levels over all others; see [`Policy::overridden`].
    #[must_use]
    pub fn overridden(self, levels: &[(&'static str, Level)]) -> Project {
        Project { policy: self.policy.overridden(levels), ..self }
    }

    /// The policy that holds.
    pub fn policy(&self) -> &Policy {
        &self.policy
    }

    /// The file it was read from.
    pub fn policy_file(&self) -> Option<&Path> {
        self.policy_file.as_deref()
    }

    /// The repository's root; without one, the policy file's folder; without that, the folder that was asked about.
    pub fn root(&self) -> &Path {
        &self.root
    }

    /// The folder that was asked about, without links in its path.
    pub fn folder(&self) -> &Path {
        &self.folder
    }

    /// How a file is named in reports and matched by the policy: relative to the root, with `/`.
    pub fn name(&self, path: &Path) -> String {
        name(&self.root, path)
    }

    /// The files below `folder`, itself below the root, that git would track and the policy does not leave out, in the
    /// order of their paths.
    pub fn files(&self, folder: &Path) -> Files<'_> {
        Files::new(self, folder)
    }
}

/// The folder itself, or the one that holds the file, without links in its path.
fn folder_of(path: &Path) -> Result<PathBuf, Error> {
    let mut folder = fs::canonicalize(path).map_err(|error| Error::unread(path, error))?;
    if !folder.is_dir() {
        folder.pop();
    }
    Ok(folder)
}

/// The nearest folder upward that is a repository's root.
fn repository(folder: &Path) -> Option<&Path> {
    folder.ancestors().find(|above| above.join(".git").exists())
}

/// The policy that a folder holds, and its file. What it holds leads nowhere outside of `root`.
fn policy_in(folder: &Path, root: &Path) -> Result<Option<(Policy, PathBuf)>, Error> {
    let names = doubt::names();
    let file = folder.join("maillint.toml");
    if let Some(text) = read_policy(&file, root)? {
        let policy = Policy::parse(&text, &names).map_err(|mistakes| Error::mistaken(&file, mistakes))?;
        return Ok(Some((policy, file)));
    }
    let file = folder.join("Cargo.toml");
    let Some(text) = read_policy(&file, root)? else { return Ok(None) };
    match Policy::from_cargo_toml(&text, &names) {
        Ok(policy) => Ok(policy.map(|policy| (policy, file))),
        Err(mistakes) => Err(Error::mistaken(&file, mistakes)),
    }
}

/// Whether a `Cargo.toml` may hold a policy: it names it somewhere.
fn names_policy(file: &Path) -> bool {
    let is_read = fs::symlink_metadata(file).is_ok_and(|found| found.is_file() && found.len() <= POLICY_MAX);
    is_read && fs::read_to_string(file).is_ok_and(|text| text.contains("metadata.maillint"))
}

fn read_policy(file: &Path, root: &Path) -> Result<Option<String>, Error> {
    let unread = |error| Error::unread(file, error);
    match fs::symlink_metadata(file) {
        Ok(found) if found.is_symlink() && !leads_into(root, file) => {
            return Err(unread(io::Error::other("a link that leads nowhere in this project")));
        }
        Ok(_) => {}
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(None),
        Err(error) => return Err(unread(error)),
    }
    match fs::metadata(file) {
        Ok(found) if !found.is_file() => Err(unread(io::Error::other("this is not a file"))),
        Ok(found) if found.len() > POLICY_MAX => {
            Err(unread(io::Error::other(format!("it is larger than {} KiB", POLICY_MAX >> 10))))
        }
        Ok(_) => fs::File::open(file).and_then(|mut file| read_utf8(&mut file)).map(Some).map_err(unread),
        Err(error) => Err(unread(error)),
    }
}

/// Whether `path` leads to something in `root`, which is given without links in its path. Strangers can put links into a
/// repository, and what these lead to is not theirs to show.
pub fn leads_into(root: &Path, path: &Path) -> bool {
    fs::canonicalize(path).is_ok_and(|found| found.starts_with(root))
}

fn name(root: &Path, path: &Path) -> String {
    let mut name = String::new();
    for part in path.strip_prefix(root).unwrap_or(path) {
        if !name.is_empty() && !name.ends_with('/') {
            name.push('/');
        }
        name.push_str(&part.to_string_lossy());
    }
    name
}

/// Why a project cannot be judged.
#[derive(Debug)]
pub struct Error {
    path: PathBuf,
    kind: ErrorKind,
}

#[derive(Debug)]
enum ErrorKind {
    Unread(io::Error),
    Mistakes(Vec<policy::Error>),
}

impl Error {
    pub(crate) fn unread(path: &Path, error: io::Error) -> Error {
        Error { path: path.to_owned(), kind: ErrorKind::Unread(error) }
    }

    fn mistaken(path: &Path, mistakes: Vec<policy::Error>) -> Error {
        Error { path: path.to_owned(), kind: ErrorKind::Mistakes(mistakes) }
    }

    /// The file or folder it is about.
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// What is wrong, without the path where something could not be read.
    pub fn why(&self) -> String {
        match &self.kind {
            ErrorKind::Unread(error) => error.to_string(),
            ErrorKind::Mistakes(_) => self.to_string(),
        }
    }

    /// The mistakes in a policy; none where something could not be read.
    pub fn mistakes(&self) -> &[policy::Error] {
        match &self.kind {
            ErrorKind::Unread(_) => &[],
            ErrorKind::Mistakes(mistakes) => mistakes,
        }
    }
}

/// One line for what could not be read, one for each mistake: `path:line:column: message`.
impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let path = self.path.display();
        match &self.kind {
            ErrorKind::Unread(error) => write!(f, "{path}: {error}"),
            ErrorKind::Mistakes(mistakes) => {
                for (i, mistake) in mistakes.iter().enumerate() {
                    write!(f, "{}{path}:{mistake}", if i == 0 { "" } else { "\n" })?;
                }
                Ok(())
            }
        }
    }
}

impl std::error::Error for Error {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        match &self.kind {
            ErrorKind::Unread(error) => Some(error),
            ErrorKind::Mistakes(_) => None,
        }
    }
}
