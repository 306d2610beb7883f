//! What a terminal shows while a scan lasts.

use std::io::{self, IsTerminal, Write};
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::Duration;

/// How far a scan is. Nothing depends on it but what is drawn.
#[derive(Debug, Default)]
pub(crate) struct Progress {
    files: AtomicU64,
    found: AtomicU64,
}

impl Progress {
    /// How long a scan lasts before it shows anything.
    pub(crate) const PATIENCE: Duration = Duration::from_millis(500);

    /// How long a drawing stands.
    pub(crate) const BEAT: Duration = Duration::from_millis(100);

    /// Whether somebody watches: stderr is a terminal that can erase a line.
    pub(crate) fn is_watched() -> bool {
        io::stderr().is_terminal() && std::env::var_os("TERM").is_none_or(|term| term != "dumb")
    }

    /// Counts a file and what was found in it.
    pub(crate) fn count(&self, found: usize) {
        self.files.fetch_add(1, Ordering::Relaxed);
        if found > 0 {
            self.found.fetch_add(found as u64, Ordering::Relaxed);
        }
    }

    /// Draws over what was drawn before.
    pub(crate) fn draw(&self) {
        let (files, found) = (self.files.load(Ordering::Relaxed), self.found.load(Ordering::Relaxed));
        // A terminal that is gone is no reason to stop.
        let _ = write!(io::stderr(), "\r\x1b[Kscanning: {files} files read, {found} found");
    }

    /// Leaves the line as it was.
    pub(crate) fn erase(&self) {
        let _ = write!(io::stderr(), "\r\x1b[K");
    }
}
