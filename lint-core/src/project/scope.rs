//! What is judged under one policy, kept for who judges much in one process and is told of no changes: a compiler's server.

use super::{Debt, Error, Project};
use crate::allow::judges_itself;
use crate::by_name::ByName;
use crate::check::Checker;
use crate::finding::{Finding, Level};
use once_cell::sync::OnceCell;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::SystemTime;

/// A project with its checker and its known debt, for as long as the files are as they were read that its verdicts rest on.
#[derive(Debug)]
pub struct Scope {
    /// Whose policy it is.
    pub project: Project,
    /// What is judged by.
    pub checker: Checker,
    debt: Option<Debt>,
    rules: Vec<(PathBuf, Stamp)>,
    denied: Mutex<ByName<(Stamp, Denied)>>,
}

/// In the order of the text; `None` of a file that is no text.
type Denied = Option<Arc<Vec<Finding>>>;

/// What tells an edited file from the one that was read; `None` of one that is not there.
pub type Stamp = Option<(Option<SystemTime>, u64)>;

/// Those that this process has met, by what asks and by the folder that it asks about.
static SCOPES: Mutex<Option<ByName<Slot>>> = Mutex::new(None);

type Slot = Arc<OnceCell<Arc<Scope>>>;

impl Scope {
    /// What a folder belongs to, by the nearest policy upward as in [`Project::of`]. A relative folder means another one for each package.
    ///
    /// # Errors
    /// A policy, or a baseline that it names, that cannot be obeyed. It is read again the next time, since someone is about to mend it.
    pub fn of(folder: &Path, package: &Path) -> Result<Arc<Scope>, Error> {
        let slot = {
            let mut scopes = lock(&SCOPES);
            let slot = scopes.get_or_insert_default().or_default(&format!("{package:?} {folder:?}"));
            if slot.get().is_some_and(|scope| !scope.is_fresh()) {
                *slot = Slot::default();
            }
            Arc::clone(slot)
        };
        slot.get_or_try_init(|| Scope::read(folder)).cloned()
    }

    /// That of another folder under the same policy, or a new one.
    fn read(folder: &Path) -> Result<Arc<Scope>, Error> {
        let project = Project::of(folder)?;
        for (_, slot) in lock(&SCOPES).iter().flat_map(ByName::iter) {
            if let Some(scope) = slot.get() {
                let is_same = scope.project.root == project.root && scope.project.policy_file == project.policy_file;
                if is_same && scope.is_fresh() {
                    return Ok(Arc::clone(scope));
                }
            }
        }
        let debt = project.debt()?;
        let baseline = debt.iter().map(|debt| project.root.join(&debt.file));
        let rules = project.policy_file.iter().cloned().chain(baseline).chain(project.declaring());
        let rules = rules.map(|file| (file.clone(), stamp(&file))).collect();
        Ok(Arc::new(Scope { checker: project.checker(), project, debt, rules, denied: Mutex::default() }))
    }

    /// The files besides the judged one that a verdict rests on: policy, baseline, and those that declare domains.
    pub fn rules(&self) -> impl Iterator<Item = &Path> {
        self.rules.iter().map(|(file, _)| file.as_path())
    }

    /// What is denied in a file that is neither known debt nor told by a macro around it. As long as the file is as it was, that is
    /// found out once.
    ///
    /// # Errors
    /// A file that cannot be read.
    pub fn denied_in(&self, file: &Path) -> io::Result<Denied> {
        let stamp = stamp(file);
        // No two paths are written alike so.
        let key = format!("{file:?}");
        if let Some((_, denied)) = lock(&self.denied).get(&key).filter(|(known, _)| *known == stamp) {
            return Ok(denied.clone());
        }
        let name = self.project.name(file);
        let mut debt = self.debt.as_ref().map(|debt| debt.baseline.of_file(&name));
        let report = self.project.judge(&self.checker, file)?;
        let denied = report.map(|mut report| {
            report.findings.retain(|finding| {
                let is_known = debt.as_mut().is_some_and(|debt| debt.knows(&name, finding, false));
                finding.level == Level::Deny && !is_known && !judges_itself(finding.before())
            });
            Arc::new(report.findings)
        });
        *lock(&self.denied).or_default(&key) = (stamp, denied.clone());
        Ok(denied)
    }

    fn is_fresh(&self) -> bool {
        self.rules.iter().all(|(file, known)| stamp(file) == *known)
    }
}

fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

/// What tells this file, edited, from what it is now.
pub fn stamp(file: &Path) -> Stamp {
    let found = fs::metadata(file).ok()?;
    Some((found.modified().ok(), found.len()))
}
