//! What git tracks, and where that is not what the files hold.

use super::halves::Halves;
use super::{Git, lossy};
use crate::exit::Failure;
use std::collections::HashSet;

/// The files that an index lists, by their paths from the root of the work tree. A submodule is none.
///
/// # Errors
/// Git cannot be asked.
pub(crate) fn tracked(git: &Git) -> Result<HashSet<String>, Failure> {
    git.read(&["ls-files", "--stage", "-z"], |list| {
        let (mut files, mut line) = (HashSet::new(), Vec::new());
        while list.next(0, &mut line)?.is_some() {
            // `MODE NAME STAGE<tab>PATH`
            let Some(tab) = memchr::memchr(b'\t', &line) else { continue };
            if !line.starts_with(b"160000") {
                files.insert(lossy(line.get(tab + 1..).unwrap_or_default()));
            }
        }
        Ok(files)
    })
}

/// A path for which index and work tree differ.
#[derive(Debug)]
pub(crate) struct Differing {
    /// The letter of `git diff --raw`: `D` without a file, `T` with something else in its place, `U` in the midst of a merge.
    pub(crate) status: String,
    /// The mode in the index.
    pub(crate) mode: String,
    /// The name of its content in the index; zeros if it has none.
    pub(crate) blob: String,
    pub(crate) path: String,
}

/// Where index and work tree differ, or may.
///
/// # Errors
/// Git cannot be asked.
pub(crate) fn differing(git: &Git) -> Result<Vec<Differing>, Failure> {
    git.read(&["diff-files", "--raw", "-z", "--ignore-submodules=all"], |list| {
        let (mut differ, mut line) = (Vec::new(), Vec::new());
        // `:MODE MODE NAME NAME STATUS<nul>PATH<nul>`, of which the first of each pair is the index's.
        while list.next(0, &mut line)?.is_some() {
            let head = lossy(&line);
            list.next(0, &mut line)?;
            let parts: Vec<&str> = head.trim_start_matches(':').split(' ').collect();
            if let [mode, _, blob, _, status] = parts[..] {
                let [mode, blob, status] = [mode, blob, status].map(str::to_owned);
                differ.push(Differing { status, mode, blob, path: lossy(&line) });
            }
        }
        Ok(differ)
    })
}

/// What a change brings and takes away.
#[derive(Debug, Default)]
pub(crate) struct New {
    /// The files that there are and were not.
    pub(crate) files: Vec<String>,
    /// Whether any is gone.
    pub(crate) is_any_gone: bool,
    /// All that it touches.
    pub(crate) halves: Halves,
}

/// What is new and gone since this tree.
///
/// # Errors
/// Git cannot be asked.
pub(crate) fn new_and_gone(git: &Git, options: &[&str], tree: &str) -> Result<New, Failure> {
    const ASKED: [&str; 5] = ["diff-index", "--name-status", "--no-renames", "--ignore-submodules=all", "-z"];
    git.read(&[&ASKED[..], options, &[tree, "--"]].concat(), |list| {
        let (mut found, mut line) = (New::default(), Vec::new());
        // `STATUS<nul>PATH<nul>`
        while list.next(0, &mut line)?.is_some() {
            let status = line.first().copied();
            list.next(0, &mut line)?;
            found.halves.see(&line);
            match status {
                Some(b'A') => found.files.push(lossy(&line)),
                Some(b'D') => found.is_any_gone = true,
                _ => {}
            }
        }
        Ok(found)
    })
}
