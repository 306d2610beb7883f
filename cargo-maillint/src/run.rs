//! The scan: threads read and judge, what they found is put in the order of the paths and reported. Threads live only here.

use crate::exit::{Exit, Failure, tell};
use crate::plan::{Input, Plan, Starts};
use crate::read::{self, Reader};
use crate::report::{Found, Summary, Unread};
use crate::{shell, walk};
use ignore::{DirEntry, ParallelVisitor, ParallelVisitorBuilder, WalkState};
use lint_core::{Checker, Finding, Level};
use std::io;
use std::path::{Path, PathBuf};
use std::sync::Mutex;
use std::sync::atomic::{AtomicUsize, Ordering};

/// Scans as planned and reports.
pub(crate) fn scan(plan: Plan) -> Result<Exit, Failure> {
    let job = Job { checker: &plan.checker, list: plan.list, named: named(&plan.input), gathered: Mutex::default() };
    match &plan.input {
        Input::Paths(starts) => job.read(starts, plan.threads),
        Input::Stdin(path) => job.worker().read(path, io::stdin().lock(), true),
    }
    let Gathered { mut files, mut summary } =
        job.gathered.into_inner().unwrap_or_else(|poisoned| poisoned.into_inner());
    if let Input::Paths(starts) = &plan.input {
        files.extend(starts.unread.iter().map(|(path, why)| (path.clone(), Outcome::Unread(why.clone()))));
    }
    files.sort_by(|(a, _), (b, _)| a.cmp(b));
    if plan.list {
        return list(&files);
    }
    let mut reports = plan.reports;
    for (path, outcome) in files {
        let path = walk::shown(&path);
        match outcome {
            Outcome::Read(findings) => {
                for mut finding in findings {
                    if plan.strict && finding.level == Level::Warn {
                        finding.level = Level::Deny;
                    }
                    summary.findings.count(finding.level);
                    let fingerprint = fingerprint(&finding, &path);
                    reports.finding(&Found { path: &path, finding: &finding, fingerprint: &fingerprint });
                }
            }
            Outcome::Unread(message) => {
                summary.errors += 1;
                tell(&format!("{path}: {message}"));
                reports.unread(&Unread { path: &path, message: &message });
            }
        }
    }
    reports.finish(&summary)?;
    Ok(match summary {
        Summary { errors: 1.., .. } => Exit::Failed,
        _ if summary.findings.deny > 0 => Exit::Denied,
        _ => Exit::Clean,
    })
}

/// Prints the files that would be read.
fn list(files: &[(PathBuf, Outcome)]) -> Result<Exit, Failure> {
    let (mut text, mut exit) = (String::new(), Exit::Clean);
    for (path, outcome) in files {
        let path = walk::shown(path);
        match outcome {
            Outcome::Read(_) => {
                text.push_str(&lint_core::render::visible(&path));
                text.push('\n');
            }
            Outcome::Unread(message) => {
                tell(&format!("{path}: {message}"));
                exit = Exit::Failed;
            }
        }
    }
    shell::print(text.as_bytes()).map(|_| exit)
}

/// Names a finding from run to run: FNV-1a (64 bits) over lint, subject and path, so that neither the lines around it nor
/// the version of maillint matter.
pub(crate) fn fingerprint(finding: &Finding, path: &str) -> String {
    let mut hash = 0xcbf2_9ce4_8422_2325_u64;
    for part in [finding.lint, &finding.subject, path] {
        for byte in part.bytes().chain([0]) {
            hash = (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3);
        }
    }
    format!("{hash:016x}")
}

/// The start paths, where there are several: a walk leaves alone what is also named by itself.
fn named(input: &Input) -> Vec<PathBuf> {
    match input {
        Input::Paths(starts) if starts.folders.len() + starts.files.len() > 1 => {
            let mut named: Vec<_> = starts.folders.iter().chain(&starts.files).cloned().collect();
            named.sort();
            named
        }
        _ => Vec::new(),
    }
}

/// What all threads share.
struct Job<'s> {
    checker: &'s Checker,
    list: bool,
    named: Vec<PathBuf>,
    gathered: Mutex<Gathered>,
}

/// What threads bring back.
#[derive(Default)]
struct Gathered {
    files: Vec<(PathBuf, Outcome)>,
    summary: Summary,
}

/// What became of a file worth telling of.
enum Outcome {
    Read(Vec<Finding>),
    Unread(String),
}

impl Job<'_> {
    /// Reads what was named, then what the folders hold.
    fn read(&self, starts: &Starts, threads: usize) {
        let next = AtomicUsize::new(0);
        let named = || {
            let mut worker = self.worker();
            while let Some(path) = starts.files.get(next.fetch_add(1, Ordering::Relaxed)) {
                worker.open(path, false);
            }
        };
        std::thread::scope(|scope| {
            for _ in 1..threads.min(starts.files.len()) {
                scope.spawn(named);
            }
            named();
        });
        if let Some(walk) = walk::folders(&starts.folders, threads) {
            walk.visit(&mut &*self);
        }
    }

    fn worker(&self) -> Worker<'_> {
        Worker { job: self, reader: None, gathered: Gathered::default() }
    }
}

impl<'s> ParallelVisitorBuilder<'s> for &'s Job<'_> {
    fn build(&mut self) -> Box<dyn ParallelVisitor + 's> {
        Box::new(self.worker())
    }
}

/// One thread's part.
struct Worker<'s> {
    job: &'s Job<'s>,
    reader: Option<Reader>,
    gathered: Gathered,
}

impl Worker<'_> {
    /// Reads and judges a file that was found on a walk, or else was named.
    fn open(&mut self, path: &Path, walked: bool) {
        if self.job.list {
            self.gathered.files.push((path.to_owned(), Outcome::Read(Vec::new())));
            return;
        }
        match read::open(path, walked) {
            Ok(file) => self.read(path, file, !walked),
            Err(error) => self.unread(path, &error),
        }
    }

    fn read(&mut self, path: &Path, source: impl io::Read, binary: bool) {
        let reader = self.reader.get_or_insert_with(Reader::new);
        let mut check = self.job.checker.file(&walk::shown(path));
        match reader.feed(source, binary, &mut check) {
            Ok(None) => {}
            Ok(Some(bytes)) => {
                let report = check.finish();
                let summary = &mut self.gathered.summary;
                summary.files += 1;
                summary.bytes += bytes;
                summary.subjects += report.subjects;
                summary.suppressed += report.suppressed;
                if !report.findings.is_empty() {
                    self.gathered.files.push((path.to_owned(), Outcome::Read(report.findings)));
                }
            }
            Err(error) => self.unread(path, &error),
        }
    }

    fn unread(&mut self, path: &Path, error: &io::Error) {
        self.gathered.files.push((path.to_owned(), Outcome::Unread(error.to_string())));
    }

    fn entry(&mut self, entry: &DirEntry) -> WalkState {
        if !self.job.named.is_empty()
            && entry.depth() > 0
            && self.job.named.binary_search_by(|named| named.as_path().cmp(tidy(entry.path()))).is_ok()
        {
            return WalkState::Skip;
        }
        if entry.file_type().is_some_and(|kind| kind.is_file()) {
            self.open(entry.path(), true);
        }
        WalkState::Continue
    }
}

/// A path of the walk from `.` as it would be named.
fn tidy(path: &Path) -> &Path {
    path.strip_prefix(".").unwrap_or(path)
}

impl ParallelVisitor for Worker<'_> {
    fn visit(&mut self, entry: Result<DirEntry, ignore::Error>) -> WalkState {
        match entry {
            Ok(entry) => self.entry(&entry),
            Err(error) => {
                let (path, error) = located(error);
                self.gathered.files.push((path, Outcome::Unread(error)));
                WalkState::Continue
            }
        }
    }
}

/// Splits the walker's error into where and what.
fn located(error: ignore::Error) -> (PathBuf, String) {
    match error {
        ignore::Error::WithPath { path, err } => (path, located(*err).1),
        ignore::Error::WithDepth { err, .. } => located(*err),
        error => (PathBuf::new(), error.to_string()),
    }
}

impl Drop for Worker<'_> {
    fn drop(&mut self) {
        let mut all = self.job.gathered.lock().unwrap_or_else(|poisoned| poisoned.into_inner());
        let Gathered { files, summary } = std::mem::take(&mut self.gathered);
        all.files.extend(files);
        all.summary.files += summary.files;
        all.summary.bytes += summary.bytes;
        all.summary.subjects += summary.subjects;
        all.summary.suppressed += summary.suppressed;
    }
}
