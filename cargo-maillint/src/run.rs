//! The scan: threads read and judge; what they found is put in the order of the paths and reported. Threads live only here.

use crate::exit::{Exit, Failure, tell};
use crate::fingerprint::fingerprint;
use crate::plan::{Input, Plan};
use crate::progress::Progress;
use crate::read::{self, Reader};
use crate::report::{Found, Reports, Summary, Unread, Wanted};
use crate::start::{Scope, Start, Starts};
use crate::{shell, walk};
use ignore::{DirEntry, ParallelVisitor, ParallelVisitorBuilder, WalkState};
use lint_core::{FileReport, Finding, Level};
use std::io;
use std::path::{Path, PathBuf};
use std::slice;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Mutex, PoisonError, mpsc};

/// How many bytes of findings are held until all files are read. Files whose findings do not fit are judged once more when
/// it is their turn to be reported, so that memory does not grow with what is found.
const HELD: usize = 4 << 20;

/// Scans as planned and reports.
pub(crate) fn scan(plan: Plan) -> Result<Exit, Failure> {
    let none = Starts::default();
    let (scopes, starts) = match &plan.input {
        Input::Paths(starts) => (starts.scopes.as_slice(), starts),
        Input::Stdin(scope, _) => (slice::from_ref(&**scope), &none),
    };
    let job = Job::new(scopes, starts, &plan.reports, plan.list);
    match &plan.input {
        Input::Paths(starts) => job.watched(|| job.read(starts, plan.threads)),
        Input::Stdin(_, path) => job.worker(0).read(path, &walk::shown(path), io::stdin().lock(), true),
    }
    let Gathered { mut files, summary } = job.gathered.into_inner().unwrap_or_else(PoisonError::into_inner);
    files.extend(starts.unread.iter().map(|(path, why)| File::unread(path, why.clone())));
    files.sort_by(|a, b| a.path.cmp(&b.path));
    if plan.list {
        return list(&files);
    }
    let reports = Reports::begin(&plan.reports, plan.style)?;
    let mut telling = Telling { scopes, strict: plan.strict, reports, summary, reader: None };
    files.into_iter().for_each(|file| telling.file(file));
    let Telling { reports, summary, .. } = telling;
    reports.finish(&summary)?;
    Ok(match summary.findings.deny {
        _ if summary.errors > 0 => Exit::Failed,
        0 => Exit::Clean,
        _ => Exit::Denied,
    })
}

/// Prints the files that would be read.
fn list(files: &[File]) -> Result<Exit, Failure> {
    let (mut text, mut exit) = (String::new(), Exit::Clean);
    for File { path, outcome, .. } in files {
        let path = walk::shown(path);
        if let Outcome::Unread(why) = outcome {
            tell(&format!("{path}: {why}"));
            exit = Exit::Failed;
        } else {
            text.push_str(&lint_core::render::visible(&path));
            text.push('\n');
        }
    }
    shell::print(text.as_bytes()).map(|_| exit)
}

/// A file worth telling of.
struct File {
    /// Relative to the current folder where it lies in it.
    path: PathBuf,
    /// From the root of its project, with `/`.
    name: String,
    /// Its scope, by index.
    scope: usize,
    outcome: Outcome,
}

/// What became of a file.
enum Outcome {
    Found(Vec<Finding>),
    /// Something was found, and has to be found again to be told.
    Again,
    Unread(String),
}

impl File {
    fn unread(path: &Path, why: String) -> File {
        File { path: path.to_owned(), name: String::new(), scope: 0, outcome: Outcome::Unread(why) }
    }
}

/// What all threads share.
struct Job<'s> {
    scopes: &'s [Scope],
    /// Whether files are listed, and not read.
    list: bool,
    /// What a walk leaves alone: what is also named by itself, and the reports of an earlier run, which will be replaced.
    named: Vec<&'s Path>,
    progress: Progress,
    /// Bytes of findings that are held.
    held: AtomicUsize,
    gathered: Mutex<Gathered>,
}

/// What threads bring back.
#[derive(Default)]
struct Gathered {
    files: Vec<File>,
    summary: Summary,
}

impl<'s> Job<'s> {
    fn new(scopes: &'s [Scope], starts: &'s Starts, reports: &'s [Wanted], list: bool) -> Job<'s> {
        let named = starts.folders.iter().chain(&starts.files).map(|start| start.path.as_path());
        let mut named: Vec<&Path> = named.chain(reports.iter().filter_map(Wanted::file)).collect();
        named.sort();
        let (progress, held, gathered) = (Progress::default(), AtomicUsize::new(0), Mutex::default());
        Job { scopes, list, named, progress, held, gathered }
    }

    /// Reads what was named, then what the folders hold.
    fn read(&self, starts: &Starts, threads: usize) {
        let next = AtomicUsize::new(0);
        let named = || {
            let mut worker = None;
            while let Some(start) = starts.files.get(next.fetch_add(1, Ordering::Relaxed)) {
                let worker = worker.get_or_insert_with(|| self.worker(start.scope));
                worker.scope = start.scope;
                worker.open(&start.path, &start.name, false);
            }
        };
        std::thread::scope(|scope| {
            for _ in 1..threads.min(starts.files.len()) {
                scope.spawn(named);
            }
            named();
        });
        for start in &starts.folders {
            walk::folder(&start.path, threads).visit(&mut Visitors { job: self, start });
        }
    }

    /// Does the work, and draws on a terminal how far it is once that takes a while.
    fn watched(&self, work: impl FnOnce()) {
        if !Progress::is_watched() {
            return work();
        }
        let (working, ended) = mpsc::channel::<()>();
        std::thread::scope(|scope| {
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

    fn worker(&self, scope: usize) -> Worker<'_> {
        Worker { job: self, scope, reader: None, gathered: Gathered::default() }
    }
}

/// One thread's part.
struct Worker<'s> {
    job: &'s Job<'s>,
    scope: usize,
    reader: Option<Reader>,
    gathered: Gathered,
}

impl Worker<'_> {
    /// Reads and judges a file that was found on a walk, or else was named.
    fn open(&mut self, path: &Path, name: &str, walked: bool) {
        if self.job.list {
            return self.push(path, name, Outcome::Found(Vec::new()));
        }
        match read::open(path, walked) {
            Ok(file) => self.read(path, name, file, !walked),
            Err(error) => self.push(path, name, Outcome::Unread(error.to_string())),
        }
    }

    fn read(&mut self, path: &Path, name: &str, source: impl io::Read, binary: bool) {
        let Some(scope) = self.job.scopes.get(self.scope) else { return };
        let reader = self.reader.get_or_insert_with(Reader::new);
        let mut check = scope.checker.file(name);
        let read = match reader.feed(source, binary, |piece, last| check.feed(piece, last)) {
            Ok(read) => read,
            Err(error) => return self.push(path, name, Outcome::Unread(error.to_string())),
        };
        let Some(bytes) = read else { return };
        let FileReport { findings, subjects, suppressed, .. } = check.finish();
        let summary = &mut self.gathered.summary;
        summary.files += 1;
        summary.bytes += bytes;
        summary.subjects += subjects;
        summary.suppressed += suppressed;
        self.job.progress.count(findings.len());
        if findings.is_empty() {
            return;
        }
        let size: usize = findings.iter().map(size).sum();
        if self.job.held.fetch_add(size, Ordering::Relaxed) < HELD {
            self.push(path, name, Outcome::Found(findings));
        } else {
            self.push(path, name, Outcome::Again);
        }
    }

    fn push(&mut self, path: &Path, name: &str, outcome: Outcome) {
        let path = path.strip_prefix(".").unwrap_or(path).to_owned();
        self.gathered.files.push(File { path, name: name.to_owned(), scope: self.scope, outcome });
    }
}

/// How much memory a finding holds, about.
fn size(finding: &Finding) -> usize {
    let excerpt = finding.location.as_ref().map_or(0, |location| location.excerpt.len());
    size_of::<Finding>() + finding.subject.len() + finding.message.len() + excerpt + 256
}

impl Drop for Worker<'_> {
    fn drop(&mut self) {
        let mut all = self.job.gathered.lock().unwrap_or_else(PoisonError::into_inner);
        let Gathered { files, summary } = std::mem::take(&mut self.gathered);
        all.files.extend(files);
        all.summary.files += summary.files;
        all.summary.bytes += summary.bytes;
        all.summary.subjects += summary.subjects;
        all.summary.suppressed += summary.suppressed;
    }
}

/// Makes the visitors of a walk from one folder, one a thread.
struct Visitors<'s> {
    job: &'s Job<'s>,
    start: &'s Start,
}

impl<'s> ParallelVisitorBuilder<'s> for Visitors<'s> {
    fn build(&mut self) -> Box<dyn ParallelVisitor + 's> {
        let worker = self.job.worker(self.start.scope);
        Box::new(Visitor { worker, start: self.start, name: String::new() })
    }
}

struct Visitor<'s> {
    worker: Worker<'s>,
    start: &'s Start,
    /// The entry's path from the root of its project.
    name: String,
}

impl ParallelVisitor for Visitor<'_> {
    fn visit(&mut self, entry: Result<DirEntry, ignore::Error>) -> WalkState {
        match entry {
            Ok(entry) if entry.depth() > 0 => self.entry(&entry),
            Ok(_) => WalkState::Continue,
            Err(error) => {
                let (path, why) = located(error);
                self.worker.push(&path.unwrap_or_else(|| self.start.path.clone()), "", Outcome::Unread(why));
                WalkState::Continue
            }
        }
    }
}

impl Visitor<'_> {
    fn entry(&mut self, entry: &DirEntry) -> WalkState {
        let (path, job) = (entry.path(), self.worker.job);
        let tidy = path.strip_prefix(".").unwrap_or(path);
        if job.named.binary_search(&tidy).is_ok() {
            return WalkState::Skip;
        }
        self.name.clear();
        self.name.push_str(&self.start.name);
        let below = path.strip_prefix(&self.start.path).unwrap_or(path);
        if !self.name.is_empty() {
            self.name.push('/');
        }
        self.name.push_str(&walk::shown(below));
        if job.scopes.get(self.start.scope).is_some_and(|scope| scope.project.policy().excludes(&self.name)) {
            return WalkState::Skip;
        }
        if entry.file_type().is_some_and(|kind| kind.is_file()) {
            self.worker.open(path, &self.name, true);
        }
        WalkState::Continue
    }
}

/// Splits the walker's error into where and what.
fn located(error: ignore::Error) -> (Option<PathBuf>, String) {
    match error {
        ignore::Error::WithPath { path, err } => (Some(path), located(*err).1),
        ignore::Error::WithDepth { err, .. } => located(*err),
        ignore::Error::Io(error) => (None, error.to_string()),
        error => (None, error.to_string()),
    }
}

/// The second half: all is read, and told file by file.
struct Telling<'s> {
    scopes: &'s [Scope],
    strict: bool,
    reports: Reports,
    summary: Summary,
    reader: Option<Reader>,
}

impl Telling<'_> {
    fn file(&mut self, file: File) {
        let shown = walk::shown(&file.path);
        let found = match file.outcome {
            Outcome::Found(findings) => Ok(findings),
            Outcome::Again => self.again(&file.path, &file.name, file.scope).map_err(|error| error.to_string()),
            Outcome::Unread(why) => Err(why),
        };
        match found {
            Ok(findings) => findings.into_iter().for_each(|finding| self.finding(&shown, &file.name, finding)),
            Err(message) => {
                self.summary.errors += 1;
                tell(&format!("{shown}: {message}"));
                self.reports.unread(&Unread { path: &shown, message: &message });
            }
        }
    }

    fn again(&mut self, path: &Path, name: &str, scope: usize) -> io::Result<Vec<Finding>> {
        let Some(scope) = self.scopes.get(scope) else { return Ok(Vec::new()) };
        let mut check = scope.checker.file(name);
        let reader = self.reader.get_or_insert_with(Reader::new);
        reader.feed(read::open(path, false)?, true, |piece, last| check.feed(piece, last))?;
        Ok(check.finish().findings)
    }

    fn finding(&mut self, shown: &str, name: &str, mut finding: Finding) {
        if self.strict && finding.level == Level::Warn {
            finding.level = Level::Deny;
        }
        self.summary.findings.count(finding.level);
        let fingerprint = fingerprint(&finding, name);
        self.reports.finding(&Found { path: shown, finding: &finding, fingerprint: &fingerprint });
    }
}
