//! Which file it is, whatever it is called.

use std::fs::Metadata;
use std::path::Path;

/// A file's device and number there. Systems that have none know no two files to be the same.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Identity(u64, u64);

impl Identity {
    /// The regular file that stdout goes into, if it does.
    pub(crate) fn of_stdout() -> Option<Identity> {
        #[cfg(unix)]
        {
            use std::os::fd::AsFd;
            let copy = std::io::stdout().as_fd().try_clone_to_owned().ok()?;
            let found = std::fs::File::from(copy).metadata().ok()?;
            found.is_file().then(|| Identity::of(&found))?
        }
        #[cfg(not(unix))]
        None
    }

    /// That of what these are about.
    pub(crate) fn of(metadata: &Metadata) -> Option<Identity> {
        #[cfg(unix)]
        {
            use std::os::unix::fs::MetadataExt;
            Some(Identity(metadata.dev(), metadata.ino()))
        }
        #[cfg(not(unix))]
        {
            let _ = metadata;
            None
        }
    }

    /// Whether this path leads to it, without following a link at its end.
    pub(crate) fn is(&self, path: &Path) -> bool {
        path.symlink_metadata().is_ok_and(|found| Identity::of(&found) == Some(*self))
    }
}
