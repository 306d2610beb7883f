//! Everything decided: what was typed, joined with what is found around the start paths.

use crate::args::{ChangeArgs, Color, ColorArgs, JudgeArgs, ScanArgs};
use crate::baseline::{Known, Use};
use crate::changes::{Change, Changes};
use crate::commits::Commits;
use crate::exit::Failure;
use crate::fix::Fix;
use crate::partition::Partition;
use crate::report::{self, Style, Wanted};
use crate::start::{Scope, Scopes, Spot, Starts, tidy};
use crate::walk;
use std::fs;
use std::io::{self, Read};
use std::num::NonZeroUsize;
use std::path::{Path, PathBuf};
use std::slice;

/// A scan, decided.
pub(crate) struct Plan {
    pub(crate) input: Input,
    /// Which lines are new, where that is known.
    pub(crate) changes: Option<Changes>,
    /// Whether only those are of interest.
    pub(crate) only_new: bool,
    pub(crate) known: Option<Known>,
    pub(crate) reports: Vec<Wanted>,
    pub(crate) style: Style,
    /// The part of the files that is read.
    pub(crate) partition: Option<Partition>,
    pub(crate) threads: usize,
    /// Whether warnings are denied.
    pub(crate) strict: bool,
    /// Whether files are listed, and not read.
    pub(crate) list: bool,
    /// What is done about what can be mended.
    pub(crate) fix: Option<Fix>,
}

/// What to judge.
pub(crate) enum Input {
    /// Files and folders.
    Paths(Starts),
    /// The text on stdin, as this file.
    Stdin { scope: Box<Scope>, spot: Spot },
    /// What commits carry.
    Commits(Commits),
}

impl Input {
    /// The projects that it is about.
    pub(crate) fn scopes(&self) -> &[Scope] {
        match self {
            Input::Paths(starts) => &starts.scopes,
            Input::Stdin { scope, .. } => slice::from_ref(scope),
            Input::Commits(commits) => slice::from_ref(&commits.scope),
        }
    }
}

impl Plan {
    /// Decides a scan. A path that cannot be read is part of the plan; a mistake in a policy is not.
    ///
    /// # Errors
    /// Whatever makes the scan as asked impossible.
    pub(crate) fn new(args: ScanArgs) -> Result<Plan, Failure> {
        let color = color(&args.color);
        let scopes = scopes(&args.judge)?;
        let here = scopes.here.clone();
        let mut input = match (args.stdin_path, args.change.commits.clone()) {
            (_, Some(range)) => Input::Commits(Commits::new(range, scopes.at(Path::new("."))?, &here)?),
            (Some(path), _) => {
                let scope = Box::new(scopes.at(Path::new("."))?);
                let name = scope.project.name(&scopes.here.join(walk::tidy(&path)));
                Input::Stdin { scope, spot: Spot { path, name, scope: 0 } }
            }
            (None, None) => Input::Paths(match &args.files_from {
                Some(list) => Starts::new(&listed(list)?, scopes)?,
                None if args.paths.is_empty() => Starts::new(&[PathBuf::from(".")], scopes)?,
                None => Starts::new(&args.paths, scopes)?,
            }),
        };
        if let Input::Paths(starts) = &mut input
            && args.force_exclude
        {
            starts.leave_out_excluded();
        }
        let known = known(&args.change, &input, &here)?;
        let wanted = change(args.change);
        let only_new = wanted.is_some();
        let changes = match (&mut input, wanted) {
            (Input::Paths(starts), Some(change)) => Some(Changes::of(&change, starts)?),
            // It is a help to put the new ones first, and no more than that.
            (Input::Paths(starts), None) if args.formats.is_empty() => {
                pull_request().and_then(|change| Changes::of(&change, starts).ok())
            }
            _ => None,
        };
        let fix = match (args.fix, args.diff) {
            (_, true) => Some(Fix::Diff),
            (true, _) => Some(Fix::Write),
            _ => None,
        };
        // A patch stands alone: what reads it reads nothing else.
        let reports = if args.diff { Vec::new() } else { report::wanted(args.formats)? };
        Ok(Plan {
            input,
            changes,
            only_new,
            known,
            reports,
            style: Style { color },
            partition: args.partition,
            threads: threads(args.threads),
            fix,
            strict: args.judge.levels.strict,
            list: args.files,
        })
    }
}

/// The baseline that was asked for.
fn known(args: &ChangeArgs, input: &Input, here: &Path) -> Result<Option<Known>, Failure> {
    let (path, what) = match (&args.baseline, &args.write_baseline) {
        (Some(path), _) => (path, Use::Read),
        (None, Some(path)) => (path, Use::Write),
        (None, None) => return Ok(None),
    };
    let path = tidy(path, here);
    let place = here.join(&path);
    let name = input.scopes().first().map_or_else(|| walk::shown(&path), |scope| scope.project.name(&place));
    Known::open(path, name, what).map(Some)
}

/// The change that was asked for.
fn change(args: ChangeArgs) -> Option<Change> {
    match args.since {
        Some(revision) => Some(Change::Since(revision)),
        None => args.staged.then_some(Change::Staged),
    }
}

/// The change that a job of GitHub Actions is about, if it is one of a pull request.
fn pull_request() -> Option<Change> {
    let is_set = |name: &str| std::env::var(name).ok().filter(|value| !value.is_empty());
    is_set("GITHUB_ACTIONS").filter(|is| is == "true")?;
    Some(Change::Since(format!("origin/{}", is_set("GITHUB_BASE_REF")?)))
}

impl Plan {
    /// A scan of one folder under its own policy, of which nothing is reported.
    ///
    /// # Errors
    /// Mistakes in its policy.
    pub(crate) fn of(folder: &Path) -> Result<Plan, Failure> {
        let starts = Starts::new(&[folder.to_owned()], Scopes::new(None, false, &[])?)?;
        Ok(Plan {
            input: Input::Paths(starts),
            changes: None,
            only_new: false,
            known: None,
            reports: Vec::new(),
            style: Style::default(),
            partition: None,
            threads: threads(None),
            fix: None,
            strict: false,
            list: false,
        })
    }
}

/// How many threads there are to be: one a core, unless it was said.
fn threads(said: Option<NonZeroUsize>) -> usize {
    said.or_else(|| std::thread::available_parallelism().ok()).map_or(1, NonZeroUsize::get)
}

/// The policies and levels that the command line asks for.
pub(crate) fn scopes(args: &JudgeArgs) -> Result<Scopes, Failure> {
    Scopes::new(args.config.as_deref(), args.no_config, &args.levels.of)
}

/// Says whether stdout is to be coloured, and has stderr follow the same wish.
pub(crate) fn color(args: &ColorArgs) -> bool {
    match args.color {
        Color::Auto => {}
        Color::Always => anstream::ColorChoice::Always.write_global(),
        Color::Never => anstream::ColorChoice::Never.write_global(),
    }
    anstream::AutoStream::choice(&io::stdout()) != anstream::ColorChoice::Never
}

/// The paths in a list: separated by NUL if it holds one, by line ends otherwise. Like a walk, a list, which git or another
/// program makes, leads through no link.
fn listed(list: &Path) -> Result<Vec<PathBuf>, Failure> {
    let mut bytes = Vec::new();
    let read = match list == Path::new("-") {
        true => io::stdin().lock().read_to_end(&mut bytes),
        false => fs::File::open(list).and_then(|mut file| file.read_to_end(&mut bytes)),
    };
    read.map_err(|error| Failure::new(format!("--files-from {}: {error}", list.display())))?;
    let end = if bytes.contains(&0) { 0 } else { b'\n' };
    let lines = bytes.split(|&b| b == end).map(|line| line.strip_suffix(b"\r").unwrap_or(line));
    let is_link = |path: &PathBuf| path.symlink_metadata().is_ok_and(|found| found.is_symlink());
    Ok(lines.filter(|line| !line.is_empty()).map(path_of).filter(|path| !is_link(path)).collect())
}

/// A path as it is stored in a list.
#[cfg(unix)]
pub(crate) fn path_of(bytes: &[u8]) -> PathBuf {
    use std::os::unix::ffi::OsStrExt;
    PathBuf::from(std::ffi::OsStr::from_bytes(bytes))
}

#[cfg(not(unix))]
pub(crate) fn path_of(bytes: &[u8]) -> PathBuf {
    PathBuf::from(String::from_utf8_lossy(bytes).into_owned())
}
