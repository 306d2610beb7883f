//! The files of a project, one after the other.

use super::ignored::Rules;
use super::{Error, Project};
use crate::order;
use std::ffi::OsStr;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

/// The file by which a folder says that it is a cache.
const CACHE: &str = "CACHEDIR.TAG";

/// Files in the order of their paths; see [`Project::files`].
///
/// Hidden files are among them; `.git` and what it ignores is not, nor is a folder that calls itself a cache by a
/// `CACHEDIR.TAG`, as cargo's `target` does. Symbolic links are not followed.
#[derive(Debug)]
pub struct Files<'p> {
    project: &'p Project,
    /// The rules of the folders above and including the one that is open, outermost first.
    rules: Vec<Rules>,
    /// The folders that are open, outermost first, each with what is still to come in it, last first.
    open: Vec<Vec<Entry>>,
    /// How many of `rules` belong to folders above the walk.
    above: usize,
    failed: Option<Error>,
}

#[derive(Debug)]
struct Entry {
    path: PathBuf,
    is_folder: bool,
}

impl<'p> Files<'p> {
    pub(super) fn new(project: &'p Project, folder: &Path) -> Files<'p> {
        let mut files = Files { project, rules: Vec::new(), open: Vec::new(), above: 0, failed: None };
        let below = folder.strip_prefix(&project.root).unwrap_or(Path::new(""));
        let mut above = project.root.clone();
        for part in below {
            files.rules.push(Rules::of(project, &above));
            above.push(part);
        }
        files.above = files.rules.len();
        files.enter(folder);
        files
    }

    fn enter(&mut self, folder: &Path) {
        let entries = match entries(folder) {
            Ok(entries) => entries,
            Err(error) => {
                self.failed = Some(Error::unread(folder, error));
                return;
            }
        };
        self.rules.push(Rules::of(self.project, folder));
        self.open.push(entries);
    }
}

impl Project {
    /// Whether [`Project::files`] passes over the file at `path`, or over a folder that leads to it. A folder that was asked
    /// about is not passed over itself, nor what leads to it.
    pub fn passes_over(&self, path: &Path) -> bool {
        let asked = if path.starts_with(&self.folder) { &self.folder } else { &self.root };
        let (mut above, mut rules) = (self.root.clone(), Vec::new());
        for part in path.strip_prefix(&self.root).unwrap_or(Path::new("")) {
            rules.push(Rules::of(self, &above));
            above.push(part);
            let is_folder = above != path;
            let below = above != *asked && above.starts_with(asked);
            if below && (self.leaves_out(&rules, &above, is_folder) || (is_folder && above.join(CACHE).exists())) {
                return true;
            }
        }
        false
    }

    /// Whether the policy or these rules, outermost first, leave out a file or folder.
    fn leaves_out(&self, rules: &[Rules], path: &Path, is_folder: bool) -> bool {
        let name = self.name(path);
        self.policy.excludes(&name)
            || rules.iter().rev().find_map(|rules| rules.leave_out(&name, is_folder)) == Some(true)
    }
}

/// What a folder holds, last first.
fn entries(folder: &Path) -> io::Result<Vec<Entry>> {
    let mut entries = Vec::new();
    for entry in fs::read_dir(folder)? {
        let entry = entry?;
        let (name, kind) = (entry.file_name(), entry.file_type()?);
        if name == OsStr::new(CACHE) {
            return Ok(Vec::new());
        }
        if (kind.is_dir() && name != OsStr::new(".git")) || kind.is_file() {
            entries.push(Entry { path: entry.path(), is_folder: kind.is_dir() });
        }
    }
    order::sort(&mut entries, |a, b| b.path.cmp(&a.path));
    Ok(entries)
}

impl Iterator for Files<'_> {
    type Item = Result<PathBuf, Error>;

    fn next(&mut self) -> Option<Self::Item> {
        loop {
            if let Some(failed) = self.failed.take() {
                return Some(Err(failed));
            }
            match self.open.last_mut()?.pop() {
                None => {
                    self.open.pop();
                    self.rules.truncate(self.above + self.open.len());
                }
                Some(entry) if self.project.leaves_out(&self.rules, &entry.path, entry.is_folder) => {}
                Some(entry) if entry.is_folder => self.enter(&entry.path),
                Some(entry) => return Some(Ok(entry.path)),
            }
        }
    }
}
