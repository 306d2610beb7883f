//! What git knows of a work tree, read from where git keeps it: no program is run.

mod config;
mod index;

use super::ignored::{self, Rules};
use config::Config;
use index::Index;
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::OnceLock;

/// The repository that a walk is in.
#[derive(Debug)]
pub(super) struct Repository {
    /// The root of the work tree.
    pub(super) root: PathBuf,
    /// Where git keeps what is this work tree's own; `None` outside of a repository.
    own: Option<PathBuf>,
    sha256: bool,
    /// Whether it names submodules.
    pub(super) has_modules: bool,
    /// Whether names that differ in small and capital letters of ASCII are the same.
    pub(super) fold: bool,
    /// What is left out besides what `.gitignore` says, what counts more first: `info/exclude`, then the user's own file.
    pub(super) excludes: Vec<Rules>,
    index: OnceLock<Result<Index, String>>,
}

impl Repository {
    /// The repository whose work tree begins at `root`; one of which nothing is known where there is none.
    ///
    /// # Errors
    /// A file that says what is left out, and why it cannot be obeyed.
    pub(super) fn at(root: &Path) -> Result<Repository, (PathBuf, String)> {
        let mut found = Repository {
            root: root.to_owned(),
            own: place(&root.join(".git")),
            sha256: false,
            has_modules: root.join(".gitmodules").symlink_metadata().is_ok(),
            fold: false,
            excludes: Vec::new(),
            index: OnceLock::new(),
        };
        let Some(own) = &found.own else { return Ok(found) };
        let common = common(own);
        let config = Config::read(&common);
        found.sha256 = config.sha256;
        found.fold = config.fold;
        let exclude = common.join("info/exclude");
        let known = fs::metadata(&exclude).ok();
        let text = known.map_or(Ok(Vec::new()), |known| ignored::regular(&exclude, &known));
        let rules = text.and_then(Rules::parse).map_err(|why| (exclude, why))?;
        found.excludes.push(rules);
        if let Some(file) = config.excludes {
            // It may be `/dev/null`, and holds no more then than it seems to.
            if let Ok(known) = fs::metadata(&file)
                && known.is_file()
            {
                let rules = ignored::regular(&file, &known).and_then(Rules::parse).map_err(|why| (file, why))?;
                found.excludes.push(rules);
            }
        }
        Ok(found)
    }

    /// Whether there is one.
    pub(super) fn is_there(&self) -> bool {
        self.own.is_some()
    }

    /// What git tracks; read when it is first asked for, as hardly anything else depends on it.
    ///
    /// # Errors
    /// An index that cannot be read.
    pub(super) fn tracked(&self) -> Result<&Index, (PathBuf, String)> {
        let read = || match &self.own {
            Some(own) => Index::read(own, self.sha256),
            None => Ok(Index::default()),
        };
        self.index.get_or_init(read).as_ref().map_err(|why| {
            let file = self.own.as_deref().unwrap_or(&self.root).join("index");
            (file, why.clone())
        })
    }
}

/// Whether a folder is the root of another work tree.
pub(super) fn is_nested(folder: &Path) -> bool {
    place(&folder.join(".git")).is_some()
}

/// The folder in which git keeps a work tree's own files: `.git`, or where a file of that name leads
/// (gitrepository-layout(5)).
fn place(git: &Path) -> Option<PathBuf> {
    let found = fs::metadata(git).ok()?;
    let place = match () {
        () if found.is_dir() => git.to_owned(),
        () if found.is_file() && found.len() < 1 << 16 => {
            let text = fs::read(git).ok()?;
            let text = String::from_utf8_lossy(&text);
            git.parent()?.join(text.strip_prefix("gitdir: ")?.trim_end_matches(['\n', '\r']))
        }
        () => return None,
    };
    // As git tells one from any other folder of that name.
    let common = common(&place);
    let is_one = place.join("HEAD").symlink_metadata().is_ok_and(|head| head.is_symlink() || head.len() > 4)
        && common.join("objects").is_dir()
        && common.join("refs").is_dir();
    is_one.then_some(place)
}

/// The folder that the work trees of a repository share.
fn common(own: &Path) -> PathBuf {
    match fs::read_to_string(own.join("commondir")) {
        Ok(common) => own.join(common.trim_end()),
        Err(_) => own.to_owned(),
    }
}
