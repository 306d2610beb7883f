//! Which policy holds for the crate that is compiled.

use crate::emit::{error, error_at};
use crate::spot::Spot;
use lint_core::gate::project::{self, Project};
use lint_core::{Checker, Finding, Level};
use once_cell::sync::OnceCell;
use proc_macro2::Span;
use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::SystemTime;

/// The crate that is compiled, as far as judging goes.
#[derive(Debug)]
pub(crate) struct Crate {
    pub(crate) project: Project,
    pub(crate) checker: Checker,
    /// Whether cargo compiles it as somebody's dependency. Then nothing is reported: whoever builds it cannot mend it, and
    /// a table that has grown since it was published must not break their build.
    pub(crate) is_dependency: bool,
    policy_stamp: Option<Stamp>,
    denied: Mutex<BTreeMap<PathBuf, Denied>>,
}

/// What is denied in a file, in the order of its text, for as long as the file is as it was.
type Denied = (Stamp, Arc<Vec<Finding>>);

/// What tells an edited file from the one that was read.
type Stamp = (Option<SystemTime>, u64);

/// A crate once its policy is known, and whether it was told that the policy is refused.
#[derive(Default)]
struct Slot {
    known: OnceCell<Arc<Crate>>,
    is_refused: OnceCell<()>,
}

/// Every crate that this process has met, by the folder of its `Cargo.toml`: rustc meets one, rust-analyzer's server all of
/// a workspace, from many threads.
static CRATES: Mutex<BTreeMap<PathBuf, Arc<Slot>>> = Mutex::new(BTreeMap::new());

impl Crate {
    /// The crate that the macro is expanded in; `None` where its policy is refused and that was told before, which is enough
    /// for all its macros.
    ///
    /// # Errors
    /// A policy that cannot be read. It is tried again the next time, since someone is about to mend it.
    pub(crate) fn current() -> syn::Result<Option<Arc<Crate>>> {
        // Without cargo, rustc runs wherever the build system has put it.
        let folder = std::env::var_os("CARGO_MANIFEST_DIR").map_or_else(|| PathBuf::from("."), PathBuf::from);
        let slot = {
            let mut crates = CRATES.lock().unwrap_or_else(PoisonError::into_inner);
            let slot = crates.entry(folder.clone()).or_default();
            if slot.known.get().is_some_and(|known| !known.is_fresh()) {
                *slot = Arc::default();
            }
            Arc::clone(slot)
        };
        match slot.known.get_or_try_init(|| Crate::read(&folder)) {
            Ok(known) => Ok(Some(Arc::clone(known))),
            Err(_) if slot.is_refused.set(()).is_err() => Ok(None),
            Err(refusal) => Err(refused(&refusal)),
        }
    }

    fn read(folder: &Path) -> Result<Arc<Crate>, project::Error> {
        let project = Project::of(folder)?;
        Ok(Arc::new(Crate {
            checker: project.checker(),
            policy_stamp: project.policy_file().and_then(stamp),
            denied: Mutex::default(),
            // The argument of rustc by which cargo silences the lints of dependencies.
            is_dependency: std::env::args_os()
                .any(|argument| argument.to_str().is_some_and(|argument| argument.starts_with("--cap-lints"))),
            project,
        }))
    }

    /// What is denied in a file, which is judged once however many items of it are to be; `None` where it cannot be read.
    pub(crate) fn denied_in(&self, file: &Path) -> Option<Arc<Vec<Finding>>> {
        let stamp = stamp(file)?;
        let mut known = self.denied.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some((_, denied)) = known.get(file).filter(|(known, _)| *known == stamp) {
            return Some(Arc::clone(denied));
        }
        let text = fs::read_to_string(file).ok()?;
        let mut denied = self.checker.text(&self.project.name(file), text.as_bytes()).findings;
        denied.retain(|finding| finding.level == Level::Deny && finding.location.is_some());
        denied.sort_by_key(|finding| finding.location.as_ref().map(|location| location.start));
        let denied = Arc::new(denied);
        known.insert(file.to_owned(), (stamp, Arc::clone(&denied)));
        Some(denied)
    }

    fn is_fresh(&self) -> bool {
        self.project.policy_file().is_none_or(|file| stamp(file) == self.policy_stamp)
    }
}

fn stamp(file: &Path) -> Option<Stamp> {
    let found = fs::metadata(file).ok()?;
    Some((found.modified().ok(), found.len()))
}

/// A path as rustc prints it: relative to the folder that it runs in.
pub(crate) fn shown(path: &Path) -> String {
    let here = std::env::current_dir().and_then(fs::canonicalize).ok();
    let path = here.as_deref().and_then(|here| path.strip_prefix(here).ok()).unwrap_or(path);
    if path.as_os_str().is_empty() { String::from(".") } else { path.to_string_lossy().replace('\\', "/") }
}

/// The error for a policy that cannot be followed, with each mistake at its place.
fn refused(refusal: &project::Error) -> syn::Error {
    let path = shown(refusal.path());
    let Some((first, more)) = refusal.mistakes().split_first() else {
        return error(Span::call_site(), &refusal.to_string(), &["without its policy the crate cannot be judged"]);
    };
    let more: Vec<String> = more.iter().map(|mistake| format!("{path}:{mistake}")).collect();
    let help: Vec<&str> = first.help.as_deref().into_iter().chain(more.iter().map(String::as_str)).collect();
    let spot = Spot { path, position: (first.line, first.column) };
    error_at(Span::call_site(), &first.message, Some(spot), &help)
}
