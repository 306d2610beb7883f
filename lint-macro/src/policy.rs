//! Which policy holds for the crate that is compiled.

use crate::emit::Error;
use crate::spot::Spot;
use lint_core::Checker;
use lint_core::project::{self, Project};
use proc_macro::Span;
use std::cell::RefCell;
use std::ffi::OsStr;
use std::fs;
use std::path::{Path, PathBuf};
use std::rc::Rc;
use std::time::SystemTime;

/// The crate that is compiled, as far as judging goes.
#[derive(Debug)]
pub(crate) struct Crate {
    /// Where its `Cargo.toml` stands.
    pub(crate) folder: PathBuf,
    pub(crate) project: Project,
    pub(crate) checker: Checker,
    /// Whether cargo compiles it as somebody's dependency. Then nothing is reported: whoever builds it cannot mend it, and
    /// a table that has grown since it was published must not break their build.
    pub(crate) is_dependency: bool,
    policy_stamp: Option<Stamp>,
}

/// What tells an edited file from the one that was read.
type Stamp = (Option<SystemTime>, u64);

thread_local! {
    // rustc expands the macros of its one crate on one thread, and rust-analyzer, which serves many crates, gives every
    // expansion a thread of its own. What is kept here is compared all the same.
    static LAST: RefCell<Option<Rc<Crate>>> = const { RefCell::new(None) };
    // The folder of the crate whose policy was refused: once is enough for all its macros.
    static REFUSED: RefCell<Option<PathBuf>> = const { RefCell::new(None) };
}

impl Crate {
    /// The crate that the macro is expanded in.
    ///
    /// # Errors
    /// A policy that cannot be read; nothing where that was told before. It is tried again the next time, since someone is
    /// about to mend it.
    pub(crate) fn current() -> Result<Rc<Crate>, Option<Error>> {
        if let Some(last) = Crate::kept() {
            return Ok(last);
        }
        let folder = folder();
        let project = match Project::of(&folder) {
            Ok(project) => project,
            Err(error) => {
                let before = REFUSED.replace(Some(folder.clone()));
                return Err((before != Some(folder)).then(|| refused(&error)));
            }
        };
        REFUSED.set(None);
        let new = Rc::new(Crate {
            checker: project.checker(),
            policy_stamp: project.policy_file().and_then(stamp),
            is_dependency: std::env::args_os().any(|argument| is_cap(&argument)),
            folder,
            project,
        });
        LAST.set(Some(Rc::clone(&new)));
        Ok(new)
    }

    /// The same where it was read before and nothing has changed.
    pub(crate) fn kept() -> Option<Rc<Crate>> {
        let last = LAST.with_borrow(|last| last.clone());
        last.filter(|last| last.folder == folder() && last.is_fresh())
    }

    fn is_fresh(&self) -> bool {
        self.project.policy_file().is_none_or(|file| stamp(file) == self.policy_stamp)
    }
}

/// The folder of the crate that is compiled. Without cargo, rustc runs wherever the build system has put it.
fn folder() -> PathBuf {
    std::env::var_os("CARGO_MANIFEST_DIR").map_or_else(|| PathBuf::from("."), PathBuf::from)
}

/// Whether this is the argument of rustc by which cargo silences the lints of dependencies.
fn is_cap(argument: &OsStr) -> bool {
    argument.to_str().is_some_and(|argument| argument == "--cap-lints" || argument.starts_with("--cap-lints="))
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
fn refused(error: &project::Error) -> Error {
    let path = shown(error.path());
    let Some((first, more)) = error.mistakes().split_first() else {
        return Error::new(Span::call_site(), &error.to_string(), &["without its policy the crate cannot be judged"]);
    };
    let more: Vec<String> = more.iter().map(|mistake| format!("{path}:{mistake}")).collect();
    let help: Vec<&str> = first.help.as_deref().into_iter().chain(more.iter().map(String::as_str)).collect();
    let spot = Spot { path, position: (first.line, first.column) };
    Error::at(Span::call_site(), &first.message, Some(&spot), &help)
}
