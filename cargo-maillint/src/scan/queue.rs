//! What a walk has still to do, shared by threads.

use lint_core::gate::project::{Folder, Listing};
use std::ops::Range;
use std::sync::{Arc, Condvar, Mutex, PoisonError};

/// How many files of a folder one thread takes at once, at most, and at least: to wake another for a few costs more than to read them.
const FILES: usize = 256;
const FEW_FILES: usize = 16;

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
    /// Files that somebody left to others, after long ones: each may be one.
    Left(Arc<Listing>, Range<usize>),
}

impl Queue {
    /// A walk from one folder.
    pub(super) fn new(start: Folder) -> Queue {
        let state = State { work: vec![Work::Folder(Box::new(start))], busy: 0, waiting: 0 };
        Queue { state: Mutex::new(state), changed: Condvar::new() }
    }

    /// Does all there is to do, together with the other threads that call this: `list` lists a folder, `read` reads files of one
    /// and gives those that it leaves to others.
    pub(super) fn work(
        &self,
        mut list: impl FnMut(Folder) -> Option<Listing>,
        mut read: impl FnMut(&Listing, Range<usize>) -> Range<usize>,
    ) {
        let mut brought = None;
        while let Some(work) = self.next(brought) {
            let more = match work {
                Work::Folder(folder) => list(*folder).map(Arc::new).map_or([None, None], |listing| {
                    let (folders, files) = (0..listing.count_folders(), 0..listing.len());
                    [Work::Folders(Arc::clone(&listing), folders), Work::Files(listing, files)].map(Some)
                }),
                Work::Files(listing, files) | Work::Left(listing, files) => {
                    let rest = read(&listing, files);
                    [Some(Work::Left(listing, rest)), None]
                }
                Work::Folders(..) => [None, None],
            };
            // What is done is given back here, where nobody waits: a folder is closed by it.
            brought = Some(more.map(|work| work.filter(|work| work.shares() > 0)));
        }
    }

    /// The next thing to do, when there is one; none once nobody brings more. Whoever asks is done with what it did, if it did
    /// anything, and brings what came of it: both at once, so that a folder costs a lock or two.
    fn next(&self, brought: Option<[Option<Work>; 2]>) -> Option<Work> {
        let mut state = self.state.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(brought) = brought {
            state.busy -= 1;
            let mut more = 0;
            for work in brought.into_iter().flatten() {
                more += work.shares();
                state.work.push(work);
            }
            // One of them is done here. To wake all is one call of the system.
            match more.saturating_sub(1) {
                others if others >= state.waiting && state.waiting > 0 => self.changed.notify_all(),
                others => (0..others.min(state.waiting)).for_each(|_| self.changed.notify_one()),
            }
        }
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
                Some(mut work) => {
                    if let Some(rest) = work.split(state.waiting) {
                        state.work.push(rest);
                    }
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
}

impl Work {
    /// How many threads have something to do with it.
    fn shares(&self) -> usize {
        match self {
            Work::Folder(_) => 1,
            Work::Folders(_, numbers) | Work::Left(_, numbers) => numbers.len(),
            Work::Files(_, numbers) => numbers.len().div_ceil(FEW_FILES),
        }
    }

    /// Takes of files what is not for one thread, where so many wait for a share in them.
    fn split(&mut self, waiting: usize) -> Option<Work> {
        match self {
            Work::Files(listing, files) => {
                cut(files, waiting, FEW_FILES).map(|rest| Work::Files(Arc::clone(listing), rest))
            }
            Work::Left(listing, files) => cut(files, waiting, 1).map(|rest| Work::Left(Arc::clone(listing), rest)),
            Work::Folder(_) | Work::Folders(..) => None,
        }
    }
}

/// Cuts off what is beyond one thread's share, which is so many at least.
fn cut(files: &mut Range<usize>, waiting: usize, least: usize) -> Option<Range<usize>> {
    let end = files.start + files.len().div_ceil(waiting + 1).clamp(least, FILES).min(files.len());
    let rest = end..files.end;
    files.end = end;
    (!rest.is_empty()).then_some(rest)
}

#[cfg(test)]
#[expect(clippy::unwrap_used, reason = "a test fails by panicking")]
mod tests {
    use super::*;
    use lint_core::gate::project::Project;
    use std::collections::{BTreeMap, HashSet};
    use std::thread::{self, ThreadId};

    #[test]
    fn those_that_wait_have_a_share_in_a_folder_and_in_what_is_left_of_it() {
        const THREADS: usize = 4;
        const FILES_THERE: usize = 3 * FEW_FILES + 1;
        let temp = tempfile::tempdir().unwrap();
        (0..FILES_THERE).for_each(|n| std::fs::write(temp.path().join(format!("{n}")), "").unwrap());
        let project = Project::of(temp.path()).unwrap();
        let queue = Queue::new(project.enter(temp.path()).unwrap());
        // Which thread has read each file.
        let read: Mutex<BTreeMap<usize, ThreadId>> = Mutex::default();
        let readers = || read.lock().unwrap().values().copied().collect::<HashSet<_>>().len();
        let work = || {
            let list = |folder: Folder| {
                while queue.state.lock().unwrap().waiting < THREADS - 1 {
                    thread::yield_now();
                }
                folder.list(project.policy()).ok()
            };
            queue.work(list, |_, mut files| {
                // One is as much as each reads at once, and it takes as long as the others need to come to theirs.
                let file = files.next().unwrap();
                assert_eq!(read.lock().unwrap().insert(file, thread::current().id()), None);
                while readers() < THREADS {
                    thread::yield_now();
                }
                files
            });
        };
        thread::scope(|scope| (0..THREADS).for_each(|_| drop(scope.spawn(work))));
        assert_eq!(readers(), THREADS);
        assert_eq!(read.into_inner().unwrap().len(), FILES_THERE);
    }
}
