//! Files by what names them: a path or a glob.

use super::Project;
use crate::policy::Glob;
use std::path::{Path, PathBuf};

/// The characters by which a path is a glob.
const META: [char; 4] = ['*', '?', '[', '\\'];

const WHERE: &str = "a path starts at the crate's folder, or with `./` at the file that the macro stands in";

/// What a pattern names; see [`Project::named`].
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Named {
    /// The files, in the order of their paths.
    pub files: Vec<PathBuf>,
    /// Whether the pattern is the path of the one file, which then counts whatever it is.
    pub is_path: bool,
}

/// Why a pattern names nothing.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NoFile {
    /// What is wrong.
    pub message: String,
    /// What to do.
    pub help: String,
}

impl Project {
    /// The files that a path or a glob names, seen from a folder. A glob is looked for among what git would track.
    ///
    /// # Errors
    /// A pattern that is no glob, or names no file that can be read.
    pub fn named(&self, pattern: &str, from: &Path) -> Result<Named, NoFile> {
        let none = |message: String, help: &str| NoFile { message, help: help.to_owned() };
        if pattern.is_empty() {
            return Err(none(String::from("this names no file"), "for all files of the crate write \"**\""));
        }
        let mut rest = pattern.strip_prefix("./").unwrap_or(pattern);
        // What comes before the first glob character is a path; it may lead out of the folder.
        let mut base = from.to_owned();
        while let Some((folder, below)) = rest.split_once('/').filter(|(folder, _)| !folder.contains(META)) {
            base.push(if folder.is_empty() { "/" } else { folder });
            rest = below;
        }
        if !rest.contains(META) {
            let path = base.join(rest);
            let fault = match path.metadata() {
                Ok(found) if found.is_file() => return Ok(Named { files: vec![path], is_path: true }),
                Ok(found) if found.is_dir() => {
                    let help = format!("for the files in it write \"{}/**\"", pattern.trim_end_matches('/'));
                    return Err(none(format!("`{pattern}` is a folder"), &help));
                }
                Ok(_) => String::from("this is not a file"),
                Err(error) => error.to_string(),
            };
            return Err(none(format!("`{pattern}` cannot be read: {fault}"), WHERE));
        }
        let glob = Glob::new(&format!("/{rest}"));
        let glob = glob.map_err(|fault| none(format!("`{pattern}` is no glob: {fault}"), WHERE))?;
        let mut files = Vec::new();
        if base.is_dir() {
            let root = base.canonicalize().unwrap_or(base);
            for file in self.files(&root) {
                let unread = |error: super::Error| none(error.to_string(), "what is looked through must be readable");
                let path = file.map_err(unread)?;
                let below = path.strip_prefix(&root).unwrap_or(&path).to_string_lossy().replace('\\', "/");
                if glob.names(&below, false) {
                    files.push(path);
                }
            }
        }
        if files.is_empty() {
            let help = format!("{WHERE}; files that git ignores are left out");
            return Err(none(format!("no file matches `{pattern}`"), &help));
        }
        Ok(Named { files, is_path: false })
    }
}
