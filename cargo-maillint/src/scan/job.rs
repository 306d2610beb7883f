//! The threads of a scan, and what each brings back. Threads live only here.

use super::counting::Counting;
use super::gathered::{Counted, File, Findings, Gathered, Outcome};
use super::progress::Progress;
use super::queue::Queue;
use super::{Partition, again};
use crate::archive::{self, Member};
use crate::changes::{self, Changes};
use crate::file::{Origin, Reader};
use crate::report;
use crate::tree::{Scope, Spot};
use lint_core::gate::lonely_paths_of;
use lint_core::gate::project::{self, Folder, Identity, Listing, Skipped};
use lint_core::{Checker, FileReport, Finding};
use std::cell::RefCell;
use std::io::{self, Read as _};
use std::panic::resume_unwind;
use std::path::Path;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Mutex, PoisonError, mpsc};
use std::thread;

/// How many bytes of findings are held until all files are read. Files whose findings do not fit are judged once more when
/// it is their turn to be told, so that memory does not grow with what is found.
const HELD: usize = 2 << 20;

/// How many bytes of a folder's files one thread reads before it leaves the rest to those that wait.
const SHARE: u64 = 1 << 20;

/// What all threads share.
pub(super) struct Job<'s> {
    scopes: &'s [Scope],
    /// Whether the checkers that know the census judge.
    informed: bool,
    pub(super) changes: Option<&'s Changes>,
    /// Whether what is packed is read.
    pub(super) archives: bool,
    /// Whether files are listed, and not read.
    pub(super) list: bool,
    /// Whether what is skipped is listed.
    pub(super) list_skipped: bool,
    /// The part of the files that is read.
    pub(super) partition: Option<Partition>,
    /// Whether each folder is read under the nearest policy.
    pub(super) nearest: bool,
    /// Paths that a walk leaves alone, in order: what is also named by itself, the reports of an earlier run, which will be
    /// replaced, and the baseline.
    pub(super) named: Vec<&'s Path>,
    progress: Progress,
    /// Whether nobody wants to see how far it is.
    pub(super) quiet: bool,
    /// Where stdout goes, if into a file: what is written there is not read.
    stdout: Option<Identity>,
    /// Bytes of findings that are held.
    held: AtomicUsize,
    counted: Vec<Mutex<Counted>>,
    gathered: Mutex<Gathered>,
}

impl<'s> Job<'s> {
    pub(super) fn new(scopes: &'s [Scope], informed: bool) -> Job<'s> {
        Job {
            scopes,
            informed,
            changes: None,
            archives: false,
            list: false,
            list_skipped: false,
            partition: None,
            nearest: false,
            named: Vec::new(),
            progress: Progress::default(),
            quiet: false,
            stdout: stdout(),
            held: AtomicUsize::new(0),
            counted: scopes.iter().map(|_| Mutex::default()).collect(),
            gathered: Mutex::default(),
        }
    }

    /// Reads what was named, then what the folders hold.
    pub(super) fn starts(&self, files: &[Spot], folders: &[Spot], threads: usize) {
        self.files(files, threads);
        for start in folders {
            let Some(scope) = self.scopes.get(start.scope) else { continue };
            match scope.project.enter(&start.path) {
                Ok(folder) => self.walk(&Queue::new(folder.without(self.stdout)), start, threads),
                Err(error) => self.worker().unread(&error),
            }
        }
    }

    /// Reads what a walk comes to that began at `start`.
    fn walk(&self, queue: &Queue, start: &Spot, threads: usize) {
        let policy = self.scopes.get(start.scope).map(|scope| scope.project.policy());
        let work = |begin: &mut dyn FnMut(&Listing)| {
            let worker = RefCell::new(self.worker());
            let mut spot = start.clone();
            let list = |folder: Folder| {
                if self.names(folder.path()) && folder.path() != start.path {
                    return None;
                }
                let listing = folder.list(policy?).map_err(|error| worker.borrow_mut().unread(&error)).ok()?;
                if self.nearest && listing.has_policy() {
                    worker.borrow_mut().gathered.apart.push(listing.folder().path().to_owned());
                    return None;
                }
                begin(&listing);
                Some(listing)
            };
            queue.work(list, |listing, mut numbers| {
                let mut worker = worker.borrow_mut();
                let most = worker.gathered.summary.bytes + SHARE;
                while worker.gathered.summary.bytes < most
                    && let Some(number) = numbers.next()
                {
                    if listing.file(number, &mut spot.path, &mut spot.name) && !self.names(&spot.path) {
                        worker.open(&spot, Origin::Walk(listing, number));
                    }
                }
                numbers
            });
        };
        thread::scope(|scope| {
            let mut others = 1..threads;
            work(&mut |listing| {
                // What one thread does at once needs no other.
                if listing.count_folders() > 0 || listing.len() > 1 {
                    others.by_ref().for_each(|_| drop(scope.spawn(|| work(&mut |_| {}))));
                }
            });
        });
    }

    /// Whether a path is one that walks leave alone.
    fn names(&self, path: &Path) -> bool {
        !self.named.is_empty() && self.named.binary_search(&path).is_ok()
    }

    /// Reads these files.
    pub(super) fn files(&self, files: &[Spot], threads: usize) {
        let next = AtomicUsize::new(0);
        let work = || {
            let mut worker = self.worker();
            while let Some(spot) = files.get(next.fetch_add(1, Ordering::Relaxed)) {
                worker.open(spot, Origin::Named);
            }
        };
        thread::scope(|scope| {
            for _ in 1..threads.min(files.len()) {
                scope.spawn(work);
            }
            work();
        });
    }

    /// Does the work, and draws on a terminal how far it is once that takes a while.
    pub(super) fn watched(&self, work: impl FnOnce()) {
        if self.quiet || !Progress::is_watched() {
            return work();
        }
        let (working, ended) = mpsc::channel::<()>();
        thread::scope(|scope| {
            scope.spawn(move || {
                let mut wait = Progress::PATIENCE;
                while ended.recv_timeout(wait) == Err(mpsc::RecvTimeoutError::Timeout) {
                    self.progress.draw();
                    wait = Progress::BEAT;
                }
                if wait == Progress::BEAT {
                    self.progress.erase();
                }
            });
            work();
            drop(working);
        });
    }

    pub(super) fn worker(&self) -> Worker<'_> {
        let (counting, gathered) = (Counting::new(&self.counted), Gathered::default());
        Worker { job: self, reader: None, counting, gathered }
    }

    pub(super) fn end(self) -> Gathered {
        let mut gathered = self.gathered.into_inner().unwrap_or_else(PoisonError::into_inner);
        let counted =
            self.counted.into_iter().map(|counted| counted.into_inner().unwrap_or_else(PoisonError::into_inner));
        gathered.counted = counted.collect();
        gathered
    }
}

/// One thread's part.
pub(super) struct Worker<'s> {
    job: &'s Job<'s>,
    reader: Option<Reader>,
    counting: Counting<'s>,
    gathered: Gathered,
}

impl Worker<'_> {
    /// Reads and judges a file.
    fn open(&mut self, spot: &Spot, origin: Origin<'_>) {
        let job = self.job;
        let walked = matches!(origin, Origin::Walk(..));
        if job.partition.is_some_and(|partition| !partition.holds(&spot.name))
            || job.changes.is_some_and(|changes| changes.pass_over(spot))
        {
            return;
        }
        if job.list {
            return match walked && self.is_own_report(spot, origin) {
                true => self.skip(spot, Skipped::Report),
                false => self.push(spot, Outcome::Found(Box::default())),
            };
        }
        if job.archives && self.is_unpacked(spot, origin) {
            return;
        }
        let read = changes::text(job.changes, spot, origin, |text| {
            self.read(spot, text, !walked, again::HELD);
            Ok(())
        });
        if let Err(error) = read {
            self.push(spot, Outcome::Unread(error.to_string()));
        }
    }

    /// Reads and judges what is packed in a file; `false` for one that is no archive.
    fn is_unpacked(&mut self, spot: &Spot, origin: Origin<'_>) -> bool {
        let job = self.job;
        let unpacked = changes::file(job.changes, spot, origin, |file| {
            if !archive::is_read(file)? {
                return Ok(false);
            }
            let mut number = 0;
            archive::each(file, &spot.name, &mut |name, member| {
                let inner = spot.within(name, number);
                number += 1;
                match member {
                    Member::Text(text) => self.read(&inner, text, false, again::HELD),
                    Member::Skipped(why) => self.skip(&inner, why),
                }
            })?;
            Ok(true)
        });
        match unpacked {
            Ok(is_archive) => is_archive,
            Err(error) => match archive::refusal(&error) {
                Some(why) => {
                    self.skip(spot, why);
                    true
                }
                // That it cannot be read is told by who reads it as it is.
                None => false,
            },
        }
    }

    fn skip(&mut self, spot: &Spot, why: Skipped) {
        *self.gathered.summary.skipped_by.entry(why).or_default() += 1;
        self.gathered.summary.skipped += 1;
        if self.job.list_skipped {
            self.push(spot, Outcome::Skipped(why));
        }
    }

    /// Whether a file that is not read is a report of an earlier run.
    fn is_own_report(&self, spot: &Spot, origin: Origin<'_>) -> bool {
        if !report::may_be_own(&spot.name) {
            return false;
        }
        let head = changes::text(self.job.changes, spot, origin, |text| {
            let mut head = Vec::new();
            io::Read::take(text, report::HEAD as u64).read_to_end(&mut head).map(|_| head)
        });
        head.is_ok_and(|head| report::is_own(&head))
    }

    /// Reads and judges a file, holding so many findings at most.
    pub(super) fn read(&mut self, spot: &Spot, source: impl io::Read, binary: bool, most: usize) {
        let job = self.job;
        let Some(scope) = job.scopes.get(spot.scope) else { return };
        let reader = self.reader.get_or_insert_with(Reader::new);
        let mentions = self.counting.spare();
        let mut check = scope.checker(job.informed).file(&spot.judged()).holding(most).recycling(mentions);
        if let Some(changes) = job.changes {
            check = check.adding(changes.lines(spot));
        }
        let skips = |start: &[u8]| match () {
            () if binary => None,
            () if report::may_be_own(&spot.name) && report::is_own(start) => Some(Skipped::Report),
            () => Skipped::of(start),
        };
        let read = match reader.feed(source, skips, |piece, last| check.feed(piece, last)) {
            Ok(read) => read,
            Err(error) => match archive::refusal(&error).filter(|_| spot.member.is_some()) {
                // That is told of the whole archive.
                Some(Skipped::Bomb) => return,
                Some(why) => return self.skip(spot, why),
                None => return self.push(spot, Outcome::Unread(error.to_string())),
            },
        };
        let bytes = match read {
            Ok(bytes) => bytes,
            Err(why) => return self.skip(spot, why),
        };
        let report = check.finish();
        job.progress.count(if report.overflows { most } else { report.findings.len() });
        self.gathered.summary.files += 1;
        self.gathered.summary.bytes += bytes;
        self.gathered.summary.subjects += report.subjects;
        let FileReport { findings: counting, excused, overflows, comments, mentions, used_allows, subjects } = report;
        self.counting.add(spot.scope, &spot.name, mentions, used_allows, subjects);
        let allows = comments.len();
        let lines = job.changes.filter(|_| !comments.is_empty()).map(|changes| changes.lines(spot));
        let comments = comments.iter().map(|comment| comment.location.start.line);
        let comments: Vec<u64> =
            lines.map_or_else(Vec::new, |lines| comments.filter(|&line| lines.meet(line..line + 1)).collect());
        if overflows || !counting.is_empty() || !excused.is_empty() || !comments.is_empty() {
            let size: usize = counting.iter().chain(excused.iter().map(|excused| &excused.finding)).map(size).sum();
            let findings = Box::new(Findings { counting, excused });
            let fits = !overflows && job.held.fetch_add(size, Ordering::Relaxed) < HELD;
            let outcome = if fits {
                Outcome::Found(findings)
            } else {
                Outcome::Again { informed: job.informed, comments: overflows.then_some(allows) }
            };
            self.gathered.files.push(File::new(spot, outcome, comments));
        }
    }

    fn unread(&mut self, error: &project::Error) {
        let path = error.path().strip_prefix(".").unwrap_or(error.path());
        self.gathered.files.push(File::unread(path, error.why()));
    }

    fn push(&mut self, spot: &Spot, outcome: Outcome) {
        self.gathered.files.push(File::new(spot, outcome, Vec::new()));
    }
}

/// The files to be judged once more, in order; see [`lonely_paths_of`].
pub(super) fn lonely_paths(checker: &Checker, threads: usize) -> Vec<String> {
    let mut paths = thread::scope(|scope| {
        let others: Vec<_> =
            (1..threads).map(|share| scope.spawn(move || lonely_paths_of(checker, share, threads))).collect();
        let mut paths = lonely_paths_of(checker, 0, threads);
        for other in others {
            paths.append(&mut other.join().unwrap_or_else(|panic| resume_unwind(panic)));
        }
        paths
    });
    paths.sort();
    paths.dedup();
    paths
}

/// The regular file that stdout goes into, if it does.
fn stdout() -> Option<Identity> {
    #[cfg(unix)]
    {
        use std::os::fd::AsFd;
        let copy = io::stdout().as_fd().try_clone_to_owned().ok()?;
        let found = std::fs::File::from(copy).metadata().ok()?;
        found.is_file().then(|| Identity::of(&found))?
    }
    #[cfg(not(unix))]
    None
}

/// How much memory a finding holds, about.
fn size(finding: &Finding) -> usize {
    let excerpt = finding.location.as_ref().map_or(0, |location| location.excerpt.len());
    size_of::<Finding>() + finding.subject.len() + finding.message.len() + excerpt + 256
}

impl Drop for Worker<'_> {
    fn drop(&mut self) {
        let mut all = self.job.gathered.lock().unwrap_or_else(PoisonError::into_inner);
        let Gathered { mut files, summary, mut apart, .. } = std::mem::take(&mut self.gathered);
        all.apart.append(&mut apart);
        // The fewer are moved to the others; what comes of it is sorted.
        if files.len() > all.files.len() {
            std::mem::swap(&mut files, &mut all.files);
        }
        all.files.append(&mut files);
        all.summary.files += summary.files;
        all.summary.bytes += summary.bytes;
        all.summary.subjects += summary.subjects;
        all.summary.skipped += summary.skipped;
        for (why, count) in summary.skipped_by {
            *all.summary.skipped_by.entry(why).or_default() += count;
        }
    }
}
