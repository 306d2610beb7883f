//! What a walk has still to do, shared by threads.

use lint_core::gate::project::{Folder, Listing};
use std::ops::Range;
use std::sync::{Arc, Condvar, Mutex, PoisonError};

/// How many files of a folder one thread takes at once.
const FILES: usize = 256;

/// Folders to list and files to read. The latest come first: what is left of a few folders is held, and never a whole tree.
pub(super) struct Queue {
    state: Mutex<State>,
    changed: Condvar,
}

struct State {
    work: Vec<Work>,
    /// How many threads may still bring more.
    busy: usize,
    /// How many threads wait for more: to wake none is a call of the system too.
    waiting: usize,
}

/// A part of a walk.
pub(super) enum Work {
    Folder(Box<Folder>),
    /// Folders in one that was listed, by number.
    Folders(Arc<Listing>, Range<usize>),
    /// Files in one that was listed, by number.
    Files(Arc<Listing>, Range<usize>),
}

impl Queue {
    /// A walk from one folder.
    pub(super) fn new(start: Folder) -> Queue {
        let state = State { work: vec![Work::Folder(Box::new(start))], busy: 0, waiting: 0 };
        Queue { state: Mutex::new(state), changed: Condvar::new() }
    }

    /// Does all there is to do, together with the other threads that call this: `list` lists a folder, `read` reads files of one.
    pub(super) fn work(
        &self,
        mut list: impl FnMut(Folder) -> Option<Listing>,
        mut read: impl FnMut(&Listing, Range<usize>),
    ) {
        let mut is_busy = false;
        while let Some(work) = self.take(is_busy) {
            is_busy = true;
            match work {
                Work::Folder(folder) => {
                    if let Some(listing) = list(*folder) {
                        let listing = Arc::new(listing);
                        // Its first files are read here; the others may be read elsewhere meanwhile.
                        let (first, rest) = (listing.len().min(FILES), listing.len());
                        self.add([
                            Work::Folders(Arc::clone(&listing), 0..listing.count_folders()),
                            Work::Files(Arc::clone(&listing), first..rest),
                        ]);
                        read(&listing, 0..first);
                    }
                }
                Work::Files(listing, files) => read(&listing, files),
                Work::Folders(..) => {}
            }
        }
    }

    /// The next thing to do, when there is one; none once nobody brings more. Whoever asks is done with what it did, if it did
    /// anything.
    fn take(&self, was_busy: bool) -> Option<Work> {
        let mut state = self.state.lock().unwrap_or_else(PoisonError::into_inner);
        state.busy -= usize::from(was_busy);
        loop {
            match state.work.pop() {
                Some(Work::Folders(listing, folders)) => {
                    let first = listing.subfolder(folders.start);
                    if folders.len() > 1 {
                        state.work.push(Work::Folders(listing, folders.start + 1..folders.end));
                    }
                    if let Some(first) = first {
                        state.busy += 1;
                        return Some(Work::Folder(Box::new(first)));
                    }
                }
                Some(Work::Files(listing, files)) => {
                    let end = files.end.min(files.start + FILES);
                    if end < files.end {
                        state.work.push(Work::Files(Arc::clone(&listing), end..files.end));
                    }
                    if !files.is_empty() {
                        state.busy += 1;
                        return Some(Work::Files(listing, files.start..end));
                    }
                }
                Some(work) => {
                    state.busy += 1;
                    return Some(work);
                }
                None if state.busy == 0 => {
                    if state.waiting > 0 {
                        self.changed.notify_all();
                    }
                    return None;
                }
                None => {
                    state.waiting += 1;
                    state = self.changed.wait(state).unwrap_or_else(PoisonError::into_inner);
                    state.waiting -= 1;
                }
            }
        }
    }

    fn add(&self, work: [Work; 2]) {
        let mut state = self.state.lock().unwrap_or_else(PoisonError::into_inner);
        let before = state.work.len();
        state.work.extend(work.into_iter().filter(|work| !work.is_empty()));
        if state.work.len() > before && state.waiting > 0 {
            self.changed.notify_all();
        }
    }
}

impl Work {
    fn is_empty(&self) -> bool {
        match self {
            Work::Folder(_) => false,
            Work::Folders(_, numbers) | Work::Files(_, numbers) => numbers.is_empty(),
        }
    }
}
