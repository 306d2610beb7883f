//! A file that is judged and then replaced: never through a link, never outside of its project, and only while it holds what
//! was judged.

use crate::file::{self, Whole};
use lint_core::gate::project::Identity;
use std::fs::{self, Metadata};
use std::io::{self, Read, Write};
use std::path::{Path, PathBuf};

pub(super) const CHANGED: &str = "it changed while it was judged, and was left alone: run this again";

/// A file and its bytes as they are judged.
pub(super) struct Judged {
    pub(super) bytes: Vec<u8>,
    /// From the root of its project, with `/`, as the system stores it.
    pub(super) name: Vec<u8>,
    /// Without links in it.
    path: PathBuf,
    metadata: Metadata,
}

impl Judged {
    /// Reads the file at `path` in the project at `root`.
    ///
    /// # Errors
    /// Why it is left alone.
    pub(super) fn open(path: &Path, root: &Path) -> Result<Judged, String> {
        if is_linked(path, root) {
            return Err(String::from(
                "it is reached through a symbolic link, and was left alone: name the file itself",
            ));
        }
        let real = fs::canonicalize(path).map_err(|error| error.to_string())?;
        let Ok(below) = real.strip_prefix(root) else {
            return Err(format!("it lies outside of {}, and was left alone", root.display()));
        };
        let name = name(below);
        let (bytes, metadata) = read(&real).map_err(|error| error.to_string())?;
        if let Some(why) = protected(&metadata) {
            return Err(format!("{why}, and was left alone"));
        }
        Ok(Judged { bytes, name, path: real, metadata })
    }

    /// Writes the file anew. At any moment it is the old one or the new one, and whole.
    ///
    /// # Errors
    /// Why it is left alone.
    pub(super) fn replace(&self, new: &[u8]) -> Result<(), String> {
        let write = || {
            let mut file = Whole::like(&self.path, &self.metadata)?;
            file.file().write_all(new)?;
            // What takes the old file's place is on the disk before it does.
            file.file().sync_all()?;
            file.put_over(|path| self.is_at(path), CHANGED)
        };
        write().map_err(|error| error.to_string())
    }
}

impl Judged {
    /// Whether the file that was judged, and nothing else, stands at this path, and as it was.
    fn is_at(&self, path: &Path) -> io::Result<bool> {
        let found = fs::symlink_metadata(path)?;
        if !found.is_file() || Identity::of(&found) != Identity::of(&self.metadata) {
            return Ok(false);
        }
        Ok(read(path)?.0 == self.bytes)
    }
}

fn read(path: &Path) -> io::Result<(Vec<u8>, Metadata)> {
    let mut file = file::open(path, true)?;
    let metadata = file.metadata()?;
    if !metadata.is_file() {
        return Err(io::Error::other("this is not a file"));
    }
    let mut bytes = Vec::new();
    file.read_to_end(&mut bytes)?;
    Ok((bytes, metadata))
}

/// Whether a link leads from the root of its project to a file, or the file is one.
fn is_linked(path: &Path, root: &Path) -> bool {
    for above in path.ancestors().filter(|above| *above != Path::new("")) {
        if fs::symlink_metadata(above).is_ok_and(|found| found.is_symlink()) {
            return true;
        }
        if fs::canonicalize(above).is_ok_and(|above| above == root) {
            return false;
        }
    }
    false
}

/// Why a file is not to be replaced, whatever it holds.
fn protected(metadata: &Metadata) -> Option<&'static str> {
    #[cfg(unix)]
    if std::os::unix::fs::MetadataExt::nlink(metadata) > 1 {
        return Some("it has a second name (a hard link), which would keep the old text");
    }
    metadata.permissions().readonly().then_some("it is read-only")
}

#[cfg(unix)]
fn name(below: &Path) -> Vec<u8> {
    std::os::unix::ffi::OsStrExt::as_bytes(below.as_os_str()).to_vec()
}

#[cfg(not(unix))]
fn name(below: &Path) -> Vec<u8> {
    file::shown(below).into_bytes()
}

#[cfg(test)]
#[expect(clippy::unwrap_used, reason = "a test fails by panicking")]
mod tests {
    use super::*;

    #[test]
    fn what_has_changed_since_it_was_read_is_left_alone_and_nothing_is_left_beside_it() {
        let temp = tempfile::tempdir().unwrap();
        let root = fs::canonicalize(temp.path()).unwrap();
        let path = root.join("a.txt");
        fs::write(&path, "old").unwrap();
        let judged = Judged::open(&path, &root).unwrap();
        fs::write(&path, "other").unwrap();
        assert_eq!(judged.replace(b"new"), Err(String::from(CHANGED)));
        assert_eq!(fs::read_to_string(&path).unwrap(), "other");
        assert_eq!(fs::read_dir(&root).unwrap().count(), 1);
    }

    #[test]
    fn what_takes_its_place_in_the_last_moment_is_not_lost() {
        let temp = tempfile::tempdir().unwrap();
        let root = fs::canonicalize(temp.path()).unwrap();
        let path = root.join("a.txt");
        fs::write(&path, "old").unwrap();
        let judged = Judged::open(&path, &root).unwrap();
        // The same bytes in another file: somebody may have given it another owner, or made it a link.
        fs::write(root.join("b.txt"), "old").unwrap();
        fs::rename(root.join("b.txt"), &path).unwrap();
        assert_eq!(judged.replace(b"new"), Err(String::from(CHANGED)));
        assert_eq!(fs::read_to_string(&path).unwrap(), "old");
        assert_eq!(fs::read_dir(&root).unwrap().count(), 1);
    }

    #[cfg(target_os = "linux")]
    #[test]
    fn attributes_stay() {
        let temp = tempfile::tempdir_in(".").unwrap();
        let root = fs::canonicalize(temp.path()).unwrap();
        let path = root.join("a.txt");
        fs::write(&path, "old").unwrap();
        let flags = rustix::fs::XattrFlags::empty();
        // A file system without them has nothing to lose.
        if rustix::fs::setxattr(&path, "user.origin", b"here", flags).is_err() {
            return;
        }
        Judged::open(&path, &root).unwrap().replace(b"new").unwrap();
        let mut value = [0; 16];
        let len = rustix::fs::getxattr(&path, "user.origin", &mut value[..]).unwrap();
        assert_eq!((&value[..len], fs::read(&path).unwrap().as_slice()), (&b"here"[..], &b"new"[..]));
    }
}
