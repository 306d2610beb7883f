//! Everything decided: what was typed, joined with what is found around the start paths.

use crate::args::{Color, ColorArgs, JudgeArgs, ScanArgs};
use crate::exit::Failure;
use crate::partition::Partition;
use crate::report::{self, Style, Wanted};
use crate::start::{Scope, Scopes, Spot, Starts};
use crate::walk;
use std::fs;
use std::io::{self, Read};
use std::num::NonZeroUsize;
use std::path::{Path, PathBuf};

/// A scan, decided.
pub(crate) struct Plan {
    pub(crate) input: Input,
    pub(crate) reports: Vec<Wanted>,
    pub(crate) style: Style,
    /// The part of the files that is read.
    pub(crate) partition: Option<Partition>,
    pub(crate) threads: usize,
    /// Whether warnings are denied.
    pub(crate) strict: bool,
    /// Whether files are listed, and not read.
    pub(crate) list: bool,
}

/// What to judge.
pub(crate) enum Input {
    /// Files and folders.
    Paths(Starts),
    /// The text on stdin, as this file.
    Stdin { scope: Box<Scope>, spot: Spot },
}

impl Plan {
    /// Decides a scan. A path that cannot be read is part of the plan; a mistake in a policy is not.
    ///
    /// # Errors
    /// Whatever makes the scan as asked impossible.
    pub(crate) fn new(args: ScanArgs) -> Result<Plan, Failure> {
        let color = color(&args.color);
        let scopes = scopes(&args.judge)?;
        let input = match args.stdin_path {
            Some(path) => {
                let scope = Box::new(scopes.at(Path::new("."))?);
                let name = scope.project.name(&scopes.here.join(walk::tidy(&path)));
                Input::Stdin { scope, spot: Spot { path, name, scope: 0 } }
            }
            None => Input::Paths(match &args.files_from {
                Some(list) => Starts::new(&listed(list)?, scopes)?,
                None if args.paths.is_empty() => Starts::new(&[PathBuf::from(".")], scopes)?,
                None => Starts::new(&args.paths, scopes)?,
            }),
        };
        let reports = report::wanted(args.formats)?;
        let threads = args.threads.or_else(|| std::thread::available_parallelism().ok()).map_or(1, NonZeroUsize::get);
        Ok(Plan { input, reports, style: Style { color }, partition: args.partition, threads, strict: args.judge.levels.strict, list: args.files })
    }
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

/// The paths in a list: separated by NUL if it holds one, by line ends otherwise.
fn listed(list: &Path) -> Result<Vec<PathBuf>, Failure> {
    let mut bytes = Vec::new();
    let read = match list == Path::new("-") {
        true => io::stdin().lock().read_to_end(&mut bytes),
        false => fs::File::open(list).and_then(|mut file| file.read_to_end(&mut bytes)),
    };
    read.map_err(|error| Failure::new(format!("--files-from {}: {error}", list.display())))?;
    let end = if bytes.contains(&0) { 0 } else { b'\n' };
    let lines = bytes.split(|&b| b == end).map(|line| line.strip_suffix(b"\r").unwrap_or(line));
    Ok(lines.filter(|line| !line.is_empty()).map(path_of).collect())
}

#[cfg(unix)]
fn path_of(bytes: &[u8]) -> PathBuf {
    use std::os::unix::ffi::OsStrExt;
    PathBuf::from(std::ffi::OsStr::from_bytes(bytes))
}

#[cfg(not(unix))]
fn path_of(bytes: &[u8]) -> PathBuf {
    PathBuf::from(String::from_utf8_lossy(bytes).into_owned())
}
