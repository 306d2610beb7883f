//! What there is to read: what git would track, hidden files included.

use ignore::{WalkBuilder, WalkParallel};
use std::ffi::OsStr;
use std::path::Path;

/// A walk of this folder by that many threads. Links are not followed; `.git` is never entered.
///
/// `.gitignore`, `.ignore` and `.maillintignore` are obeyed, with or without git.
pub(crate) fn folder(folder: &Path, threads: usize) -> WalkParallel {
    WalkBuilder::new(folder)
        .hidden(false)
        .require_git(false)
        .add_custom_ignore_filename(".maillintignore")
        .filter_entry(|entry| entry.file_name() != OsStr::new(".git"))
        .skip_stdout(true)
        .threads(threads)
        .build_parallel()
}

/// A path of a walk from `.`, as it would be named.
pub(crate) fn tidy(path: &Path) -> &Path {
    path.strip_prefix(".").unwrap_or(path)
}

/// How a path is shown: with `/`, without a leading `./`; what is no Unicode becomes U+FFFD.
pub(crate) fn shown(path: &Path) -> String {
    let path = tidy(path).to_string_lossy();
    if cfg!(windows) { path.replace('\\', "/") } else { path.into_owned() }
}
