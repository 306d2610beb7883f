//! Which reports a run writes, and where they go.

use super::actions::Actions;
use super::roots::Roots;
use super::{
    Format, Found, Reporter, Style, Summary, Suppression, Unread, human::Human, markdown::Markdown,
    statistics::Statistics,
};
use crate::exit::Failure;
use crate::file::{Whole, meant, tidy};
use std::env;
use std::fs::{self, File, OpenOptions};
use std::io::{self, BufWriter, Write};
use std::path::{Path, PathBuf};

/// A format and where it goes: `FORMAT` to stdout, `FORMAT=FILE` to a file.
#[derive(Clone, Debug)]
pub(crate) struct Output {
    pub(crate) format: &'static Format,
    pub(crate) file: Option<PathBuf>,
}

/// A report that is wanted.
pub(crate) struct Wanted {
    new: fn(Style) -> Box<dyn Reporter>,
    target: Target,
}

/// Where a report goes.
#[derive(Debug, PartialEq, Eq)]
enum Target {
    Stdout,
    /// Where errors go, since stdout is taken by something else.
    Stderr,
    /// Into this file, which it replaces.
    File(PathBuf),
    /// Behind what stands in this file.
    End(PathBuf),
}

/// The reports that were asked for; without any, those that suit the place where this runs.
///
/// # Errors
///
/// Reports that would get in each other's way, and files that cannot be written.
pub(crate) fn wanted(asked: Vec<Output>) -> Result<Vec<Wanted>, Failure> {
    if asked.is_empty() {
        return Ok(by_default());
    }
    let here = env::current_dir().unwrap_or_default();
    let mut wanted: Vec<Wanted> = Vec::new();
    // Code scanning takes no more than so many results: the summary has the others.
    let summary = asked.iter().any(|output| output.format.name == "sarif").then(job_summary).flatten();
    for Output { format, file } in asked {
        let target = file.map_or(Target::Stdout, |file| Target::File(tidy(&file, &here)));
        target.check()?;
        if wanted.iter().any(|other| other.target == target) {
            let name = target.name();
            let example = "give one a file of its own, as in `--format json=report.json`";
            return Err(Failure::new(format!("two formats cannot share {name}: {example}")));
        }
        wanted.push(Wanted { new: format.new, target });
    }
    wanted.extend(summary);
    Ok(wanted)
}

/// Counts on stdout, in place of any other report.
pub(crate) fn statistics() -> Wanted {
    Wanted { new: |_| Box::new(Statistics::default()), target: Target::Stdout }
}

/// Outside of GitHub Actions, what people read. There also annotations, and the whole table in the job's summary.
fn by_default() -> Vec<Wanted> {
    if !is_in_actions() {
        return vec![Wanted { new: |style| Box::new(Human::new(style)), target: Target::Stdout }];
    }
    let log = Wanted { new: |style| Box::new(Actions::new(style)), target: Target::Stdout };
    [Some(log), job_summary()].into_iter().flatten().collect()
}

fn is_in_actions() -> bool {
    env::var_os("GITHUB_ACTIONS").is_some_and(|is| is == "true")
}

/// The table in the summary of a job of GitHub Actions, if this is one.
fn job_summary() -> Option<Wanted> {
    let file = env::var_os("GITHUB_STEP_SUMMARY").filter(|file| is_in_actions() && !file.is_empty())?;
    Some(Wanted { new: |_| Box::new(Markdown::default()), target: Target::End(PathBuf::from(file)) })
}

/// Has the reports that would go to stdout go to stderr.
pub(crate) fn leave_stdout(reports: &mut [Wanted]) {
    for report in reports.iter_mut().filter(|report| report.target == Target::Stdout) {
        report.target = Target::Stderr;
    }
}

impl Wanted {
    /// The file that the report replaces.
    pub(crate) fn file(&self) -> Option<&Path> {
        match &self.target {
            Target::File(path) => Some(path),
            Target::Stdout | Target::Stderr | Target::End(_) => None,
        }
    }
}

impl Target {
    fn name(&self) -> String {
        match self {
            Target::Stdout => String::from("stdout"),
            Target::Stderr => String::from("stderr"),
            Target::File(path) | Target::End(path) => path.display().to_string(),
        }
    }

    /// Finds a mistyped file before the scan, not after it.
    fn check(&self) -> Result<(), Failure> {
        let Target::File(path) = self else { return Ok(()) };
        let folder = path.parent().filter(|folder| *folder != Path::new("")).unwrap_or(Path::new("."));
        let why = match () {
            () if path.is_dir() => "this is a folder, a report needs a file",
            () if !folder.is_dir() => "there is no such folder",
            () => return Ok(()),
        };
        Err(Failure::new(format!("--format: {}: {why}", self.name())))
    }

    fn open(&self) -> io::Result<Out> {
        Ok(match self {
            Target::Stdout => Out::Stdout(io::stdout()),
            Target::Stderr => Out::Stderr(io::stderr()),
            Target::End(path) => Out::File(OpenOptions::new().append(true).create(true).open(path)?),
            // A pipe or a device is written to; renaming would take it away.
            Target::File(path) if fs::metadata(path).is_ok_and(|there| !there.is_file()) => {
                Out::File(OpenOptions::new().write(true).open(meant(path)?)?)
            }
            Target::File(path) => Out::Whole(Whole::new(path)?),
        })
    }
}

/// An open target.
enum Out {
    Stdout(io::Stdout),
    Stderr(io::Stderr),
    File(File),
    Whole(Whole),
}

impl Out {
    fn end(self) -> io::Result<()> {
        match self {
            Out::Stdout(_) | Out::Stderr(_) | Out::File(_) => Ok(()),
            Out::Whole(file) => file.put(),
        }
    }
}

impl Write for Out {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        match self {
            Out::Stdout(out) => out.write(bytes),
            Out::Stderr(out) => out.write(bytes),
            Out::File(file) => file.write(bytes),
            Out::Whole(file) => file.file().write(bytes),
        }
    }

    fn flush(&mut self) -> io::Result<()> {
        match self {
            Out::Stdout(out) => out.flush(),
            Out::Stderr(out) => out.flush(),
            Out::File(file) => file.flush(),
            Out::Whole(file) => file.file().flush(),
        }
    }
}

/// The reports of one run, each with its writer.
pub(crate) struct Reports {
    reports: Vec<Report>,
    /// None where what is named is no file.
    roots: Option<Roots>,
    /// The path that was told of last, and the same from its root.
    last: (String, String),
}

struct Report {
    reporter: Box<dyn Reporter>,
    /// None where opening or writing went wrong.
    out: Option<BufWriter<Out>>,
    name: String,
    error: Option<io::Error>,
}

impl Reports {
    /// Begins the reports, of files or else of commits. Colours are for stdout alone. That one cannot be written is told at the
    /// end; the others are written all the same.
    pub(crate) fn begin(wanted: &[Wanted], style: Style, of_files: bool) -> Reports {
        let begin = |Wanted { new, target }: &Wanted| {
            let (out, error) = match target.open() {
                Ok(out) => (Some(BufWriter::with_capacity(64 << 10, out)), None),
                Err(error) => (None, Some(error)),
            };
            let reporter =
                new(if *target == Target::Stdout { style } else { Style { all: style.all, ..Style::default() } });
            Report { reporter, out, name: target.name(), error }
        };
        let reports = wanted.iter().map(begin).collect();
        let mut reports = Reports { reports, roots: of_files.then(Roots::new), last: Default::default() };
        reports.each(|reporter, out| reporter.begin(out));
        reports
    }

    /// Reports one finding.
    pub(crate) fn finding(&mut self, found: &Found<'_>) {
        let rooted = self.rooted(found.path);
        let found = Found { rooted: &rooted, ..*found };
        self.each(|reporter, out| reporter.finding(out, &found));
        self.last.1 = rooted;
    }

    /// Reports that one was found and does not count.
    pub(crate) fn suppressed(&mut self, found: &Found<'_>, by: Suppression<'_>) {
        let rooted = self.rooted(found.path);
        let found = Found { rooted: &rooted, ..*found };
        self.each(|reporter, out| reporter.suppressed(out, &found, by));
        self.last.1 = rooted;
    }

    /// Reports that one was mended.
    pub(crate) fn fixed(&mut self, found: &Found<'_>) {
        self.each(|reporter, out| reporter.fixed(out, found));
    }

    /// Reports that a file could not be read, or mended.
    pub(crate) fn unread(&mut self, unread: &Unread<'_>) {
        let rooted = self.rooted(unread.path);
        let unread = Unread { rooted: &rooted, ..*unread };
        self.each(|reporter, out| reporter.unread(out, &unread));
        self.last.1 = rooted;
    }

    /// The path from its root; it is found once a file, and handed back into `last` by who asked.
    fn rooted(&mut self, path: &str) -> String {
        let Some(roots) = &mut self.roots else { return path.to_owned() };
        if self.last.0 == path {
            return std::mem::take(&mut self.last.1);
        }
        self.last.0 = path.to_owned();
        roots.of(path)
    }

    /// Ends all reports.
    ///
    /// # Errors
    ///
    /// When one of them could not be written, for any reason but a reader that has gone away.
    pub(crate) fn finish(mut self, summary: &Summary) -> Result<(), Failure> {
        self.each(|reporter, out| reporter.finish(out, summary).and_then(|()| out.flush()));
        let mut mistakes = Vec::new();
        for Report { out, name, error, .. } in self.reports {
            let ended = out.map_or(Ok(()), |out| out.into_parts().0.end());
            if let Some(error) = error.or(ended.err())
                && error.kind() != io::ErrorKind::BrokenPipe
            {
                mistakes.push(format!("{name}: {error}"));
            }
        }
        if mistakes.is_empty() { Ok(()) } else { Err(Failure(mistakes)) }
    }

    fn each(&mut self, mut write: impl FnMut(&mut dyn Reporter, &mut dyn Write) -> io::Result<()>) {
        for report in &mut self.reports {
            if let Some(out) = &mut report.out
                && let Err(error) = write(report.reporter.as_mut(), out)
            {
                report.error = Some(error);
                // Dropping a BufWriter would write again; what it still holds has nowhere to go.
                let _ = report.out.take().map(BufWriter::into_parts);
            }
        }
    }
}
