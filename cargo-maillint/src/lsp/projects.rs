//! The policies that hold for open texts, each with its checker.

use crate::exit::Failure;
use crate::tree::Scopes;
use lint_core::gate::project::Debt;
use lint_core::{Checker, Finding};
use std::collections::HashMap;
use std::path::{Path, PathBuf};
use std::rc::Rc;
use std::sync::Arc;

/// A project in which texts are open.
pub(super) struct Project {
    /// The repository's root, or the folder itself.
    pub(super) root: PathBuf,
    /// The policy that holds; `None` where there is none.
    pub(super) policy_file: Option<PathBuf>,
    pub(super) checker: Checker,
    /// The known debt, which is not underlined.
    debt: Option<Debt>,
    scope: lint_core::gate::project::Project,
}

impl Project {
    /// Whether a finding of this file is left without the known debt; to be asked in the order of the text.
    pub(super) fn without_debt(&self, name: &str) -> impl FnMut(&Finding) -> bool {
        let mut known = self.debt.as_ref().map(|debt| debt.baseline.of_file(name));
        let name = name.to_owned();
        move |finding| known.as_mut().is_none_or(|known| !known.knows(&name, finding, false))
    }

    /// Whose a known domain is, as far as that is known.
    pub(super) fn whose(&self, domain: &str) -> String {
        if self.checker.policy().protect().iter().any(|pattern| pattern.covers(domain)) {
            return String::from("protected by this project");
        }
        if let Some(declared) = self.scope.declared().iter().find(|declared| declared.domain == domain) {
            return format!("declared in `{}`", declared.source);
        }
        match self.checker.often().iter().find(|(often, _)| *often == domain) {
            Some((_, count)) => format!("named {count} times in this repository"),
            None => String::from("known from the built-in tables"),
        }
    }

    /// How a file is named in it.
    pub(super) fn name(&self, path: &Path) -> String {
        self.scope.name(path)
    }
}

/// All of them, found once and forgotten when a policy changes.
pub(super) struct Projects {
    /// What the command line asked for.
    scopes: Arc<Scopes>,
    /// By the folder of a text.
    found: HashMap<PathBuf, Option<Rc<Project>>>,
    /// Checkers that know what whole trees name, by the root.
    counted: HashMap<PathBuf, Checker>,
}

impl Projects {
    pub(super) fn under(scopes: Arc<Scopes>) -> Projects {
        Projects { scopes, found: HashMap::new(), counted: HashMap::new() }
    }

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
        let scope = self.scopes.at(folder)?;
        let root = scope.project.root().to_owned();
        let checker = match self.counted.get(&root) {
            Some(informed) => scope.checker.with_tree_of(informed),
            None => scope.checker,
        };
        let policy_file = scope.project.policy_file().map(Path::to_owned);
        // One that cannot be read excuses nothing; a scan says why.
        let debt = scope.project.debt().ok().flatten();
        Ok(Project { root, policy_file, checker, debt, scope: scope.project })
    }

    /// Takes a checker that knows what a tree was found to name.
    pub(super) fn count(&mut self, root: PathBuf, informed: Checker) {
        self.counted.insert(root, informed);
        self.found.clear();
    }

    /// Whether a file is the known debt of a project that is open.
    pub(super) fn is_debt(&self, path: &Path) -> bool {
        let debt = |project: &Rc<Project>| Some(project.root.join(project.checker.policy().baseline()?));
        self.found.values().flatten().filter_map(debt).any(|debt| debt == path)
    }

    /// Forgets what was read from policies.
    pub(super) fn forget(&mut self) {
        self.found.clear();
    }
}
