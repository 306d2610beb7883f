//! Draws findings. One file a format; each writes into the writer it is given and knows of no other.
//!
//! File names and contents come from strangers: what a terminal or a viewer would obey is written out with
//! [`lint_core::render::visible`] first, then each format escapes what its own syntax gives a meaning to.

mod human;
mod json;
pub(crate) mod rustc;
mod short;
mod verdict;

pub(crate) use json::verdict as json_verdict;
pub(crate) use verdict::Verdict;

use crate::exit::Failure;
use lint_core::{Finding, Level};
use serde::Serialize;
use std::fs::File;
use std::io::{self, BufWriter, Write};

/// Every format, in the order of the help.
pub(crate) static FORMATS: &[Format] = &[
    Format { name: "human", about: "as rustc draws its own findings", new: |style| Box::new(human::Human::new(style)) },
    Format { name: "short", about: "one line a finding", new: |_| Box::new(short::Short) },
    Format { name: "json", about: "one JSON object a line", new: |_| Box::new(json::Json) },
];

/// One way to draw findings.
#[derive(Debug)]
pub(crate) struct Format {
    /// What `--format` calls it.
    pub(crate) name: &'static str,
    /// What it is, for the help.
    pub(crate) about: &'static str,
    /// Makes its reporter.
    pub(crate) new: fn(Style) -> Box<dyn Reporter>,
}

/// What a reporter may know of the place it writes to.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Style {
    /// Whether terminal colours are wanted.
    pub(crate) color: bool,
}

/// A finding and where it was found.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Found<'a> {
    /// The file, relative to the current folder, with `/`; characters that are no Unicode are shown as U+FFFD.
    pub(crate) path: &'a str,
    /// What was found.
    pub(crate) finding: &'a Finding,
    /// Names the finding from run to run: lint, subject and path go into it, line numbers do not.
    pub(crate) fingerprint: &'a str,
}

/// A file that could not be read.
#[derive(Clone, Copy, Debug, Serialize)]
pub(crate) struct Unread<'a> {
    /// The file, as in [`Found::path`].
    pub(crate) path: &'a str,
    /// What went wrong, in the system's words.
    pub(crate) message: &'a str,
}

/// What a scan came to.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
pub(crate) struct Summary {
    /// Files that were read as text.
    pub(crate) files: u64,
    /// Bytes in them.
    pub(crate) bytes: u64,
    /// Addresses and hosts that were judged.
    pub(crate) subjects: u64,
    /// Findings that were reported, by level.
    pub(crate) findings: ByLevel,
    /// Findings that an allow excused.
    pub(crate) suppressed: u64,
    /// Findings that the baseline already holds.
    pub(crate) baselined: u64,
    /// Files that could not be read.
    pub(crate) errors: u64,
}

/// Findings counted by level.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
pub(crate) struct ByLevel {
    pub(crate) deny: u64,
    pub(crate) warn: u64,
}

impl ByLevel {
    /// Counts one finding.
    pub(crate) fn count(&mut self, level: Level) {
        match level {
            Level::Deny => self.deny += 1,
            Level::Warn => self.warn += 1,
            Level::Allow => {}
        }
    }
}

/// Draws one report: `begin`, then findings and unread files in the order of their paths, then `finish`.
pub(crate) trait Reporter {
    /// Writes what stands before the first finding.
    fn begin(&mut self, _out: &mut dyn Write) -> io::Result<()> {
        Ok(())
    }

    /// Writes one finding, or remembers it.
    fn finding(&mut self, out: &mut dyn Write, found: &Found<'_>) -> io::Result<()>;

    /// Writes that a file could not be read, where the format has a place for it; stderr is told in any case.
    fn unread(&mut self, _out: &mut dyn Write, _unread: &Unread<'_>) -> io::Result<()> {
        Ok(())
    }

    /// Writes what stands behind the last finding.
    fn finish(&mut self, _out: &mut dyn Write, _summary: &Summary) -> io::Result<()> {
        Ok(())
    }
}

/// The reports of one run, each with its writer.
pub(crate) struct Reports(Vec<Report>);

struct Report {
    reporter: Box<dyn Reporter>,
    /// None once writing went wrong.
    out: Option<BufWriter<Box<dyn Write>>>,
    name: String,
    error: Option<io::Error>,
}

impl Reports {
    /// Opens the files that reports go to. At most one of them may have no file: it goes to stdout.
    pub(crate) fn open(outputs: &[crate::args::Output], style: Style) -> Result<Reports, Failure> {
        let mut reports = Vec::new();
        for output in outputs {
            let (out, name, style): (Box<dyn Write>, _, _) = match &output.file {
                None => (Box::new(io::stdout()), "stdout".to_owned(), style),
                Some(file) => {
                    let name = file.display().to_string();
                    let out = File::create(file).map_err(|error| Failure::new(format!("{name}: {error}")))?;
                    (Box::new(out), name, Style::default())
                }
            };
            reports.push(Report {
                reporter: (output.format.new)(style),
                out: Some(BufWriter::with_capacity(64 << 10, out)),
                name,
                error: None,
            });
        }
        let mut reports = Reports(reports);
        reports.each(|reporter, out| reporter.begin(out));
        Ok(reports)
    }

    /// Reports one finding.
    pub(crate) fn finding(&mut self, found: &Found<'_>) {
        self.each(|reporter, out| reporter.finding(out, found));
    }

    /// Reports that a file could not be read.
    pub(crate) fn unread(&mut self, unread: &Unread<'_>) {
        self.each(|reporter, out| reporter.unread(out, unread));
    }

    /// Ends all reports.
    ///
    /// # Errors
    ///
    /// When one of them could not be written, for any reason but a reader that has gone away.
    pub(crate) fn finish(mut self, summary: &Summary) -> Result<(), Failure> {
        self.each(|reporter, out| reporter.finish(out, summary).and_then(|()| out.flush()));
        let mut mistakes = Vec::new();
        for report in self.0 {
            if let Some(error) = report.error
                && error.kind() != io::ErrorKind::BrokenPipe
            {
                mistakes.push(format!("{}: {error}", report.name));
            }
        }
        if mistakes.is_empty() { Ok(()) } else { Err(Failure(mistakes)) }
    }

    fn each(&mut self, mut write: impl FnMut(&mut dyn Reporter, &mut dyn Write) -> io::Result<()>) {
        for report in &mut self.0 {
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
