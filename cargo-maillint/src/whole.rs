//! A file that is the old one or the new one at any moment, and whole.

use std::fs::{self, File};
use std::io;
use std::path::{Path, PathBuf};
use tempfile::NamedTempFile;

/// A file in the making, beside the one that it will replace. Dropped, it leaves nothing behind.
#[derive(Debug)]
pub(crate) struct Whole {
    new: NamedTempFile,
    path: PathBuf,
}

impl Whole {
    /// Begins the file at `path`. Of a link, the file that it leads to is meant. The mode is that of the file that stands
    /// there, or else that of any new file.
    pub(crate) fn new(path: &Path) -> io::Result<Whole> {
        let path = fs::canonicalize(path).unwrap_or_else(|_| path.to_owned());
        let mut builder = tempfile::Builder::new();
        builder.prefix(".maillint-");
        #[cfg(unix)]
        {
            use std::os::unix::fs::PermissionsExt;
            builder.permissions(fs::Permissions::from_mode(0o666));
        }
        let folder = path.parent().filter(|folder| *folder != Path::new("")).unwrap_or(Path::new("."));
        let new = builder.tempfile_in(folder)?;
        if let Ok(old) = fs::metadata(&path) {
            new.as_file().set_permissions(old.permissions())?;
        }
        Ok(Whole { new, path })
    }

    /// What to write into.
    pub(crate) fn file(&mut self) -> &mut File {
        self.new.as_file_mut()
    }

    /// Puts the file in its place.
    pub(crate) fn put(self) -> io::Result<()> {
        self.new.persist(&self.path).map(drop).map_err(|error| error.error)
    }
}
