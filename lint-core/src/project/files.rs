//! All files that there are to read, one after the other, for whoever reads with one thread.

use super::walk::Folder;
use super::{Error, Project};
use crate::order;
use std::path::{Path, PathBuf};

/// Files in the order of their paths; see [`Project::files`].
#[derive(Debug)]
pub struct Files<'p> {
    project: &'p Project,
    /// What is still to come, last first.
    open: Vec<Step>,
    /// Folders that have a policy of their own, if they are left to whoever asks for them.
    apart: Option<Vec<PathBuf>>,
}

#[derive(Debug)]
enum Step {
    Failed(Error),
    Folder(Folder),
    File(PathBuf),
}

impl<'p> Files<'p> {
    pub(super) fn new(project: &'p Project, folder: &Path) -> Files<'p> {
        let first = project.enter(folder).map_or_else(Step::Failed, Step::Folder);
        Files { project, open: vec![first], apart: None }
    }

    /// These files, but for folders with a policy of their own, which [`Files::apart`] tells of.
    #[must_use]
    pub fn of_this_policy(self) -> Self {
        Files { apart: Some(Vec::new()), ..self }
    }

    /// The folders that were left, so far.
    pub fn apart(self) -> Vec<PathBuf> {
        self.apart.unwrap_or_default()
    }

    fn list(&mut self, folder: Folder) {
        match folder.list(&self.project.policy) {
            Ok(listing) => {
                if let Some(apart) = self.apart.as_mut().filter(|_| listing.has_policy()) {
                    apart.push(listing.folder().path().to_owned());
                    return;
                }
                let mut steps: Vec<Step> = listing.files().map(|file| Step::File(file.path)).collect();
                steps.extend(listing.folders().map(Step::Folder));
                // Last first.
                order::sort(&mut steps, |one, other| other.path().cmp(one.path()));
                self.open.append(&mut steps);
            }
            Err(error) => self.open.push(Step::Failed(error)),
        }
    }
}

impl Step {
    fn path(&self) -> &Path {
        match self {
            Step::Failed(error) => error.path(),
            Step::Folder(folder) => folder.path(),
            Step::File(path) => path,
        }
    }
}

impl Iterator for Files<'_> {
    type Item = Result<PathBuf, Error>;

    fn next(&mut self) -> Option<Self::Item> {
        loop {
            match self.open.pop()? {
                Step::Failed(error) => return Some(Err(error)),
                Step::Folder(folder) => self.list(folder),
                Step::File(path) => return Some(Ok(path)),
            }
        }
    }
}
