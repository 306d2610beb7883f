//! What a whole project gave, as text for people.

use super::{Error, Project};
use crate::check::Checker;
use crate::finding::{Finding, Level};
use crate::render::{Message, visible};
use std::fmt;
use std::path::Path;

/// Why the files of a project do not pass: what was denied, warned of, or could not be read.
///
/// Its [`Debug`] form, which a test that returns it prints, is the report for people, in the layout of rustc.
pub struct Report {
    findings: Vec<(String, Finding)>,
    unread: Vec<String>,
}

impl Report {
    /// Judges files. Every one is read, whatever the others gave; what is binary is passed over.
    pub(crate) fn of(project: &Project, files: impl IntoIterator<Item = Result<impl AsRef<Path>, Error>>) -> Report {
        let checker = Checker::new(project.policy.clone());
        let mut report = Report { findings: Vec::new(), unread: Vec::new() };
        for file in files {
            let judged = file.and_then(|file| {
                let path = file.as_ref();
                let name = project.name(path);
                let judged = project.judge(&checker, path).map_err(|error| Error::unread(Path::new(&name), error))?;
                Ok((name, judged))
            });
            match judged {
                Ok((name, Some(file))) => {
                    report.findings.extend(file.findings.into_iter().map(|finding| (name.clone(), finding)));
                }
                Ok((_, None)) => {}
                Err(error) => report.unread.push(error.to_string()),
            }
        }
        report
    }

    /// The report of a project that has none, because it or its policy cannot be read.
    pub(crate) fn of_error(error: &Error) -> Report {
        Report { findings: Vec::new(), unread: error.to_string().lines().map(String::from).collect() }
    }

    /// What was found, with the file's path relative to the project's root, in the order of path and place.
    pub fn findings(&self) -> &[(String, Finding)] {
        &self.findings
    }

    /// What could not be read, each as one line.
    pub fn unread(&self) -> &[String] {
        &self.unread
    }

    /// Nothing denied and everything read, or else the report.
    pub(crate) fn into_result(self) -> Result<(), Report> {
        if self.count(Level::Deny) + self.unread.len() > 0 { Err(self) } else { Ok(()) }
    }

    fn count(&self, level: Level) -> usize {
        self.findings.iter().filter(|(_, finding)| finding.level == level).count()
    }
}

impl fmt::Display for Report {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} denied, {} warned of", self.count(Level::Deny), self.count(Level::Warn))?;
        if !self.unread.is_empty() {
            write!(f, ", {} not read", self.unread.len())?;
        }
        for unread in &self.unread {
            write!(f, "\n\nerror: {}", visible(unread))?;
        }
        for (path, finding) in &self.findings {
            let level = if finding.level == Level::Deny { "error" } else { "warning" };
            let position = finding.location.as_ref().map_or((1, 1), |at| (at.start.line, at.start.column));
            let excerpt = finding.location.as_ref();
            let message = Message { finding, path: Some(path), position, excerpt, help: None };
            write!(f, "\n\n{level}: {message}")?;
        }
        f.write_str("\n")
    }
}

impl fmt::Debug for Report {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

impl std::error::Error for Report {}
