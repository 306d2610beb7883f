//! What files mention, on its way into the census, which all threads share.

use super::gathered::Counted;
use lint_core::Mentions;
use lint_core::gate::settle::Used;
use std::sync::{Mutex, PoisonError, TryLockError};

/// Whenever so many files wait, they are counted if no other thread is counting.
const FILES: usize = 16;

/// So many files, or files with so many addresses and hosts, wait no longer.
const MOST_FILES: usize = 8 * FILES;
const MOST_SUBJECTS: u64 = 1 << 12;

/// Counts what one thread's files mention, several at once, so that threads seldom wait for each other.
pub(super) struct Counting<'s> {
    /// By scope.
    counted: &'s [Mutex<Counted>],
    /// The scope of what waits.
    scope: usize,
    waiting: Vec<(String, Mentions, Used)>,
    subjects: u64,
    /// What was counted, whose memory may serve again.
    spare: Vec<Mentions>,
}

impl<'s> Counting<'s> {
    pub(super) fn new(counted: &'s [Mutex<Counted>]) -> Counting<'s> {
        Counting { counted, scope: 0, waiting: Vec::new(), subjects: 0, spare: Vec::new() }
    }

    /// Mentions that were counted, for the next file.
    pub(super) fn spare(&mut self) -> Mentions {
        self.spare.pop().unwrap_or_default()
    }

    /// Counts, sooner or later, what the file of this name mentions.
    pub(super) fn add(&mut self, scope: usize, name: &str, mentions: Mentions, used: Used, subjects: u64) {
        if mentions.is_empty() && used.is_empty() {
            self.spare.push(mentions);
            return;
        }
        if self.scope != scope {
            self.count();
            self.scope = scope;
        }
        self.waiting.push((name.to_owned(), mentions, used));
        self.subjects += subjects;
        if self.waiting.len() >= MOST_FILES || self.subjects >= MOST_SUBJECTS {
            self.count();
        } else if self.waiting.len().is_multiple_of(FILES)
            && let Some(counted) = self.counted.get(self.scope)
        {
            match counted.try_lock() {
                Ok(mut counted) => count(&mut self.waiting, &mut counted, &mut self.spare),
                Err(TryLockError::Poisoned(counted)) => {
                    count(&mut self.waiting, &mut counted.into_inner(), &mut self.spare)
                }
                Err(TryLockError::WouldBlock) => return,
            }
            self.subjects = 0;
        }
    }

    /// Counts all that waits.
    fn count(&mut self) {
        if !self.waiting.is_empty()
            && let Some(counted) = self.counted.get(self.scope)
        {
            count(&mut self.waiting, &mut counted.lock().unwrap_or_else(PoisonError::into_inner), &mut self.spare);
        }
        self.subjects = 0;
    }
}

fn count(waiting: &mut Vec<(String, Mentions, Used)>, counted: &mut Counted, spare: &mut Vec<Mentions>) {
    for (name, mentions, used) in waiting.drain(..) {
        counted.census.add(&name, &mentions);
        counted.used_allows.add(&used);
        spare.push(mentions.emptied());
    }
}

impl Drop for Counting<'_> {
    fn drop(&mut self) {
        self.count();
    }
}
