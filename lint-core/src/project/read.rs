//! One file through the checker, in pieces, so that memory does not grow with it.

use super::{Project, Skipped};
use crate::check::{Checker, FileReport};
use std::fs::File;
use std::io::{self, Read};
use std::path::Path;

/// How much is held at once. The core takes at least half of any 64 KiB, so that this never fills up for good.
const BUFFER: usize = 128 << 10;

impl Project {
    /// Judges the file at `path`; `None` for one that is no text.
    ///
    /// # Errors
    /// A file that cannot be read, or a path at which there is none.
    pub fn judge(&self, checker: &Checker, path: &Path) -> io::Result<Option<FileReport>> {
        let file = File::open(path)?;
        if !file.metadata()?.is_file() {
            return Err(io::Error::other("this is not a file"));
        }
        let mut check = checker.file(&self.name(path));
        let mut held = Vec::with_capacity(BUFFER);
        let mut sniffed = false;
        loop {
            let room = BUFFER.saturating_sub(held.len()).max(1);
            let last = (&file).take(room as u64).read_to_end(&mut held)? < room;
            if !sniffed && Skipped::of(&held).is_some() {
                return Ok(None);
            }
            sniffed = true;
            let taken = check.feed(&held, last).min(held.len());
            held.copy_within(taken.., 0);
            held.truncate(held.len() - taken);
            if last {
                return Ok(Some(check.finish()));
            }
        }
    }
}
