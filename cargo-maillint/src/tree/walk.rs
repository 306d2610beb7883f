//! What there is to read: what git would track, hidden files included.

use ignore::{DirEntry, WalkBuilder, WalkParallel};
use lint_core::project::{Project, leads_into};
use std::ffi::OsStr;
use std::fs;
use std::path::Path;

/// The files whose lines say what is left out.
pub(crate) const RULES: [&str; 3] = [".gitignore", ".ignore", ".maillintignore"];

/// The largest of them that is read, in bytes; a larger one is something else by mistake.
const RULES_MAX: u64 = 4 << 20;

/// A walk of this folder, which is a part of `project`, by that many threads. Links are not followed; `.git` is never
/// entered.
///
/// `.gitignore`, `.ignore` and `.maillintignore` are obeyed, with or without git. A folder in which one of them is not to be
/// read is not walked; `refuse` is told where, and why.
pub(crate) fn folder(
    folder: &Path,
    project: &Project,
    threads: usize,
    refuse: impl Fn(&Path, String) + Send + Sync + 'static,
) -> Option<WalkParallel> {
    let root = project.root().to_owned();
    // Those of the folders above hold for this one too.
    let here = fs::canonicalize(folder).unwrap_or_default();
    let mut above = here.ancestors().skip(1).take_while(|above| above.starts_with(&root));
    if !readable(folder, &root, &refuse) || !above.all(|above| readable(above, &root, &refuse)) {
        return None;
    }
    let enters = move |entry: &DirEntry| {
        let is_folder = entry.file_type().is_some_and(|kind| kind.is_dir());
        entry.file_name() != OsStr::new(".git") && (!is_folder || readable(entry.path(), &root, &refuse))
    };
    let [.., own] = RULES;
    let mut walk = WalkBuilder::new(folder);
    walk.hidden(false).require_git(false).add_custom_ignore_filename(own).filter_entry(enters);
    Some(walk.skip_stdout(true).threads(threads).build_parallel())
}

/// Whether the rules in a folder can be read: a pipe would be waited for, a device read for ever, and a link may lead to what
/// is no part of the project.
fn readable(folder: &Path, root: &Path, refuse: impl Fn(&Path, String)) -> bool {
    RULES.iter().map(|rules| folder.join(rules)).all(|path| {
        let why = match path.symlink_metadata() {
            Ok(found) if found.is_symlink() && path.exists() && !leads_into(root, &path) => "a link out of the project",
            Ok(_) => match path.metadata() {
                Ok(found) if found.len() > RULES_MAX && found.is_file() => "it is larger than 4 MiB",
                Ok(found) if !found.is_file() && !found.is_dir() => "neither a file nor a folder",
                _ => return true,
            },
            Err(_) => return true,
        };
        refuse(&path, format!("{why}, so that nothing says what its folder leaves out"));
        false
    })
}

/// A path of a walk from `.`, as it would be named.
pub(crate) fn tidy(path: &Path) -> &Path {
    path.strip_prefix(".").unwrap_or(path)
}
