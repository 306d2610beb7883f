//! Everything decided: what was typed, joined with what is found around the start paths.

use crate::args::{Color, ColorArgs, Levels, Output, ScanArgs};
use crate::exit::Failure;
use crate::report::{self, Reports, Style};
use lint_core::Checker;
use lint_core::policy::Policy;
use std::fs;
use std::io::{self, Read};
use std::num::NonZeroUsize;
use std::path::{Path, PathBuf};

/// A scan, decided.
pub(crate) struct Plan {
    pub(crate) checker: Checker,
    pub(crate) input: Input,
    pub(crate) reports: Reports,
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
    Stdin(PathBuf),
}

/// Where a scan starts, by what was found there.
#[derive(Debug, Default, PartialEq, Eq)]
pub(crate) struct Starts {
    pub(crate) folders: Vec<PathBuf>,
    pub(crate) files: Vec<PathBuf>,
    /// What cannot be read, and why.
    pub(crate) unread: Vec<(PathBuf, String)>,
}

impl Plan {
    /// Decides a scan. A path that does not exist is part of the plan; a mistake in how maillint is asked or configured is not.
    pub(crate) fn new(args: ScanArgs) -> Result<Plan, Failure> {
        let color = color(&args.color);
        let checker = checker(&args.levels);
        let input = match args.stdin_path {
            Some(path) => Input::Stdin(path),
            None => Input::Paths(Starts::new(match &args.files_from {
                Some(list) => listed(list)?,
                None if args.paths.is_empty() => vec![PathBuf::from(".")],
                None => args.paths,
            })),
        };
        let mut outputs = args.formats;
        if outputs.is_empty()
            && let Some(format) = report::FORMATS.first()
        {
            outputs.push(Output { format, file: None });
        }
        if outputs.iter().filter(|output| output.file.is_none()).count() > 1 {
            return Err(Failure::new(
                "two formats cannot share stdout: give one a file, as in `--format json=report.json`",
            ));
        }
        let reports = Reports::open(if args.files { &[] } else { &outputs }, Style { color })?;
        let threads = args.threads.or_else(|| std::thread::available_parallelism().ok()).map_or(1, NonZeroUsize::get);
        Ok(Plan { checker, input, reports, threads, strict: args.levels.strict, list: args.files })
    }
}

/// The checker that policy and command line ask for.
pub(crate) fn checker(levels: &Levels) -> Checker {
    Checker::new(Policy::default().overridden(&levels.of))
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

impl Starts {
    /// Sorts paths by what stands there. The same path twice counts once.
    fn new(paths: Vec<PathBuf>) -> Starts {
        let mut starts = Starts::default();
        let mut paths: Vec<PathBuf> = paths.iter().map(|path| tidy(path)).collect();
        paths.sort();
        paths.dedup();
        for path in paths {
            let unread = match fs::metadata(&path) {
                Ok(found) if found.is_dir() => {
                    starts.folders.push(path);
                    continue;
                }
                Ok(found) if found.is_file() => {
                    starts.files.push(path);
                    continue;
                }
                Ok(_) => String::from("neither a file nor a folder"),
                Err(_) if path == Path::new("-") => {
                    String::from("to judge the text on stdin, say which file it is: `--stdin-path PATH`")
                }
                Err(error) => error.to_string(),
            };
            starts.unread.push((path, unread));
        }
        starts
    }
}

/// The path without `./` in front, without doubled or trailing separators.
fn tidy(path: &Path) -> PathBuf {
    let tidy: PathBuf = path.strip_prefix(".").unwrap_or(path).components().collect();
    if tidy.as_os_str().is_empty() { PathBuf::from(".") } else { tidy }
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_path_has_one_form() {
        for (typed, meant) in
            [(".", "."), ("./", "."), ("./a/", "a"), ("a//b/./c", "a/b/c"), ("../a", "../a"), ("/a/", "/a")]
        {
            assert_eq!(tidy(Path::new(typed)), Path::new(meant));
        }
    }
}
