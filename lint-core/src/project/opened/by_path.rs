//! Folders by their paths, where the standard library is all there is: it opens nothing from a folder.

use super::Kind;
use std::ffi::OsStr;
use std::fs::{self, File, ReadDir};
use std::io;
use std::path::Path;
use std::sync::Arc;

/// A folder that is open.
#[derive(Debug)]
pub(in crate::project) struct Open(ReadDir);

impl Open {
    /// Opens the folder at `path`.
    pub(in crate::project) fn folder(_: Option<&Open>, path: &Path, _: bool) -> io::Result<Open> {
        fs::read_dir(path).map(Open)
    }

    /// Hands on the names in it, in no order, with what they are and the numbers that the file system has for them, where there are any.
    pub(in crate::project) fn each(&mut self, mut take: impl FnMut(&OsStr, Kind, u64)) -> io::Result<()> {
        for entry in self.0.by_ref() {
            let entry = entry?;
            let kind = match entry.file_type()? {
                kind if kind.is_file() => Kind::File,
                kind if kind.is_dir() => Kind::Folder,
                _ => Kind::Other,
            };
            #[cfg(unix)]
            let number = std::os::unix::fs::DirEntryExt::ino(&entry);
            #[cfg(not(unix))]
            let number = 0;
            take(&entry.file_name(), kind, number);
        }
        Ok(())
    }

    /// Keeps it open, if it is of use once it was read.
    pub(in crate::project) fn keep(self, _: &Path) -> Option<Arc<Open>> {
        None
    }

    /// Opens the file of this name in it, where that is possible.
    pub(in crate::project) fn file(&self, _: &Path) -> Option<io::Result<File>> {
        None
    }
}
