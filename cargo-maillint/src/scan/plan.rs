//! What a scan is to do.

use super::{Commits, Gathered, Partition};
use crate::changes::{Baselines, Changes};
use crate::exit::Failure;
use crate::fix::Fix;
use crate::report::{Style, Wanted};
use crate::tree::{Scope, Scopes, Spot, Starts};
use std::num::NonZeroUsize;
use std::path::{Path, PathBuf};
use std::slice;

/// A scan, decided.
pub(crate) struct Plan {
    pub(crate) input: Input,
    /// Which lines are new, where that is known.
    pub(crate) changes: Option<Changes>,
    /// Whether only those are of interest.
    pub(crate) only_new: bool,
    pub(crate) known: Baselines,
    pub(crate) reports: Vec<Wanted>,
    pub(crate) style: Style,
    /// The part of the files that is read.
    pub(crate) partition: Option<Partition>,
    /// Where what was counted is written, for a job that brings the parts together; then nothing is told.
    pub(crate) census_out: Option<PathBuf>,
    /// What the parts have counted, in place of a first look at the files.
    pub(crate) parts: Option<Gathered>,
    pub(crate) threads: usize,
    /// Whether warnings are denied.
    pub(crate) strict: bool,
    /// Whether what is packed is read.
    pub(crate) archives: bool,
    /// Whether files are listed, and not read.
    pub(crate) list: bool,
    /// Whether the files that are skipped are listed, and nothing else is told.
    pub(crate) list_skipped: bool,
    /// The text on stdin; of a large one that is not mended, the beginning.
    pub(crate) stdin: Vec<u8>,
    /// Whether what is denied ends the process like what is not.
    pub(crate) exit_zero: bool,
    /// What is done about what can be mended.
    pub(crate) fix: Option<Fix>,
}

/// What to judge.
pub(crate) enum Input {
    /// Files and folders.
    Paths(Starts),
    /// The text on stdin, as this file.
    Stdin { scope: Box<Scope>, spot: Spot },
    /// What commits carry.
    Commits(Commits),
}

impl Input {
    /// The projects that it is about.
    pub(crate) fn scopes(&self) -> &[Scope] {
        match self {
            Input::Paths(starts) => &starts.scopes,
            Input::Stdin { scope, .. } => slice::from_ref(scope),
            Input::Commits(commits) => slice::from_ref(&commits.scope),
        }
    }

    /// Whether it has files of which no folder is read, which is what tells how the rest of the tree writes a domain.
    pub(crate) fn is_partial(&self) -> bool {
        match self {
            Input::Paths(starts) => {
                starts.files.iter().any(|file| starts.folders.iter().all(|folder| folder.scope != file.scope))
            }
            Input::Stdin { .. } => true,
            Input::Commits(_) => false,
        }
    }
}

impl Plan {
    /// A scan of one folder under its own policy, of which nothing is reported.
    ///
    /// # Errors
    /// Mistakes in its policy.
    pub(crate) fn of(folder: &Path) -> Result<Plan, Failure> {
        Plan::under(folder, Scopes::new(None, false, &[])?)
    }

    /// A scan of one folder under these policies, of which nothing is reported.
    ///
    /// # Errors
    /// Mistakes in its policy.
    pub(crate) fn under(folder: &Path, scopes: Scopes) -> Result<Plan, Failure> {
        let starts = Starts::new(&[folder.to_owned()], scopes, |_, error| error.to_string())?;
        Ok(Plan {
            input: Input::Paths(starts),
            changes: None,
            only_new: false,
            known: Baselines::default(),
            reports: Vec::new(),
            style: Style::default(),
            partition: None,
            census_out: None,
            parts: None,
            threads: threads(0),
            fix: None,
            strict: false,
            archives: false,
            list: false,
            list_skipped: false,
            stdin: Vec::new(),
            exit_zero: false,
        })
    }
}

/// More threads than this only wait for each other, and a system may refuse to start them.
const MOST_THREADS: usize = 256;

/// How many threads there are to be: one a core, unless it was said.
pub(crate) fn threads(said: usize) -> usize {
    NonZeroUsize::new(said.min(MOST_THREADS))
        .or_else(|| std::thread::available_parallelism().ok())
        .map_or(1, NonZeroUsize::get)
}
