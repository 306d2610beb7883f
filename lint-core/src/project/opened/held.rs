//! Folders by what the system calls an open one by.

use super::Kind;
use rustix::fs::{AtFlags, CWD, FileType, Mode, OFlags, RawDir, openat, statat};
use rustix::io::retry_on_intr;
use std::ffi::OsStr;
use std::fs::File;
use std::io;
use std::mem::MaybeUninit;
use std::os::fd::OwnedFd;
use std::os::unix::ffi::OsStrExt;
use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

/// How many folders are open at once, about; more are reached by their paths. A process may have 1024 files open, if nobody says
/// otherwise, and a tree may be deeper than that.
const MOST: usize = 128;

/// How long a path may be to a folder in which everything can be reached by its path too: 4096 bytes less a name. Otherwise what
/// is read would depend on how many others are open.
const PATH_MAX: usize = 4096 - 256 - 1;

/// How much is taken of a folder at once, as the standard library does.
const ENTRIES: usize = 32 << 10;

static OPEN: AtomicUsize = AtomicUsize::new(0);

/// A folder that is open.
#[derive(Debug)]
pub(in crate::project) struct Open(OwnedFd);

impl Open {
    /// Opens the folder that has the last name of `path` in the one above, if that is open, or else at `path`. A link is one only
    /// where a walk begins.
    pub(in crate::project) fn folder(above: Option<&Open>, path: &Path, is_start: bool) -> io::Result<Open> {
        let mut flags = OFlags::RDONLY | OFlags::DIRECTORY | OFlags::CLOEXEC;
        if !is_start {
            flags |= OFlags::NOFOLLOW;
        }
        let opened = match (above, path.file_name()) {
            (Some(above), Some(name)) => retry_on_intr(|| openat(&above.0, name, flags, Mode::empty())),
            _ => retry_on_intr(|| openat(CWD, path, flags, Mode::empty())),
        };
        let folder = opened?;
        OPEN.fetch_add(1, Ordering::Relaxed);
        Ok(Open(folder))
    }

    /// Hands on the names in it, in no order, with what they are and the numbers that the file system has for them.
    pub(in crate::project) fn each(&mut self, mut take: impl FnMut(&OsStr, Kind, u64)) -> io::Result<()> {
        let mut entries = [MaybeUninit::uninit(); ENTRIES];
        let mut entries = RawDir::new(&self.0, &mut entries);
        while let Some(entry) = entries.next() {
            let entry = entry?;
            let name = entry.file_name();
            let mut kind = entry.file_type();
            if kind == FileType::Unknown {
                kind = FileType::from_raw_mode(statat(&self.0, name, AtFlags::SYMLINK_NOFOLLOW)?.st_mode);
            }
            let kind = match kind {
                FileType::RegularFile => Kind::File,
                FileType::Directory => Kind::Folder,
                _ => Kind::Other,
            };
            if !matches!(name.to_bytes(), b"." | b"..") {
                take(OsStr::from_bytes(name.to_bytes()), kind, entry.ino());
            }
        }
        Ok(())
    }

    /// Keeps it open, if it is of use once it was read.
    pub(in crate::project) fn keep(self, path: &Path) -> Option<Arc<Open>> {
        let is_kept = OPEN.load(Ordering::Relaxed) <= MOST && path.as_os_str().len() <= PATH_MAX;
        is_kept.then(|| Arc::new(self))
    }

    /// Opens the file of this name in it.
    pub(in crate::project) fn file(&self, name: &Path) -> Option<io::Result<File>> {
        let flags = OFlags::RDONLY | OFlags::NOFOLLOW | OFlags::NONBLOCK | OFlags::CLOEXEC;
        let opened = retry_on_intr(|| openat(&self.0, name, flags, Mode::empty()));
        Some(opened.map(File::from).map_err(io::Error::from))
    }
}

impl Drop for Open {
    fn drop(&mut self) {
        OPEN.fetch_sub(1, Ordering::Relaxed);
    }
}
