//! The policies that hold for open texts, each with its checker.

use crate::exit::Failure;
use crate::tree::Scopes;
use lint_core::Checker;
use std::collections::HashMap;
use std::path::{Path, PathBuf};
use std::rc::Rc;

/// A project in which texts are open.
pub(super) struct Project {
    /// The repository's root, or the folder itself.
    pub(super) root: PathBuf,
    /// The policy that holds; `None` where there is none.
    pub(super) policy_file: Option<PathBuf>,
    pub(super) checker: Checker,
    scope: lint_core::gate::project::Project,
}

impl Project {
    /// How a file is named in it.
    pub(super) fn name(&self, path: &Path) -> String {
        self.scope.name(path)
    }
}

/// All of them, found once and forgotten when a policy changes.
#[derive(Default)]
pub(super) struct Projects {
    /// By the folder of a text.
    found: HashMap<PathBuf, Option<Rc<Project>>>,
    /// Checkers that know what whole trees name, by the root.
    counted: HashMap<PathBuf, Checker>,
}

impl Projects {
    /// The project of a folder; `None` where its policy has mistakes, which are told in the policy.
    pub(super) fn of(&mut self, folder: &Path) -> Option<Rc<Project>> {
        if let Some(found) = self.found.get(folder) {
            return found.clone();
        }
        let project = self.find(folder).ok().map(Rc::new);
        self.found.insert(folder.to_owned(), project.clone());
        project
    }

    fn find(&self, folder: &Path) -> Result<Project, Failure> {
        let scope = Scopes::new(None, false, &[])?.at(folder)?;
        let root = scope.project.root().to_owned();
        let checker = match self.counted.get(&root) {
            Some(informed) => scope.checker.with_tree_of(informed),
            None => scope.checker,
        };
        let policy_file = scope.project.policy_file().map(Path::to_owned);
        Ok(Project { root, policy_file, checker, scope: scope.project })
    }

    /// Takes a checker that knows what a tree was found to name.
    pub(super) fn count(&mut self, root: PathBuf, informed: Checker) {
        self.counted.insert(root, informed);
        self.found.clear();
    }

    /// Forgets what was read from policies.
    pub(super) fn forget(&mut self) {
        self.found.clear();
    }
}
