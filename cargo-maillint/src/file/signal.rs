//! What a signal must not leave behind: files in the making.

use std::collections::BTreeSet;
use std::io;
use std::path::PathBuf;
use std::sync::{Mutex, PoisonError};
use tempfile::NamedTempFile;

/// The temporary files that stand on the disk.
static UNFINISHED: Mutex<BTreeSet<PathBuf>> = Mutex::new(BTreeSet::new());

/// Says, as long as it lives, that a temporary file is to be removed when a signal ends the process.
#[derive(Debug)]
pub(crate) struct Unfinished(PathBuf);

impl Unfinished {
    /// Makes a temporary file; there is no moment at which it stands there unknown.
    pub(crate) fn begin(new: impl FnOnce() -> io::Result<NamedTempFile>) -> io::Result<(NamedTempFile, Unfinished)> {
        #[cfg(unix)]
        unix::watch();
        let mut unfinished = UNFINISHED.lock().unwrap_or_else(PoisonError::into_inner);
        let new = new()?;
        unfinished.insert(new.path().to_owned());
        let path = new.path().to_owned();
        Ok((new, Unfinished(path)))
    }
}

impl Drop for Unfinished {
    fn drop(&mut self) {
        UNFINISHED.lock().unwrap_or_else(PoisonError::into_inner).remove(&self.0);
    }
}

/// Sees to it that a file which may not grow, stdout too, is an error like a full disk, and not the end.
pub(crate) fn begin() {
    #[cfg(unix)]
    let _ = signal_hook::flag::register(signal_hook::consts::SIGXFSZ, std::sync::Arc::default());
}

#[cfg(unix)]
mod unix {
    use super::UNFINISHED;
    use signal_hook::consts::{SIGHUP, SIGINT, SIGQUIT, SIGTERM};
    use signal_hook::iterator::Signals;
    use signal_hook::low_level;
    use std::fs;
    use std::sync::{Once, PoisonError};
    use std::thread;

    /// Sees to it that signals find nothing to leave behind. Without a file in the making they do what they always do.
    pub(super) fn watch() {
        static WATCHING: Once = Once::new();
        WATCHING.call_once(|| {
            // Where no handler can be set, signals do what they did before.
            let Ok(mut signals) = Signals::new([SIGHUP, SIGINT, SIGQUIT, SIGTERM]) else { return };
            thread::spawn(move || {
                for signal in signals.forever() {
                    // Held until the end, so that no other file is begun.
                    let unfinished = UNFINISHED.lock().unwrap_or_else(PoisonError::into_inner);
                    for path in &*unfinished {
                        let _ = fs::remove_file(path);
                    }
                    // As if the signal had never been caught, so that a shell sees which one it was.
                    let _ = low_level::emulate_default_handler(signal);
                }
            });
        });
    }
}
