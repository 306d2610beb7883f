//! What there is to read: what git would track, hidden files included.

use ignore::{WalkBuilder, WalkParallel};
use std::ffi::OsStr;
use std::path::{Path, PathBuf};

/// A walk of these folders by that many threads. Links are not followed; `.git` is never entered.
///
/// `.gitignore`, `.ignore` and `.maillintignore` are obeyed, with or without git. `None` where there is no folder.
pub(crate) fn folders(folders: &[PathBuf], threads: usize) -> Option<WalkParallel> {
    let (first, rest) = folders.split_first()?;
    let mut walk = WalkBuilder::new(first);
    for folder in rest {
        walk.add(folder);
    }
    walk.hidden(false)
        .require_git(false)
        .add_custom_ignore_filename(".maillintignore")
        .filter_entry(|entry| entry.file_name() != OsStr::new(".git"))
        .skip_stdout(true)
        .threads(threads);
    Some(walk.build_parallel())
}

/// How a path is shown: relative, with `/`, without a leading `./`; what is no Unicode becomes U+FFFD.
pub(crate) fn shown(path: &Path) -> String {
    let path = path.strip_prefix(".").unwrap_or(path).to_string_lossy();
    if cfg!(windows) { path.replace('\\', "/") } else { path.into_owned() }
}
