//! What a whole project gave, as text for people.

use super::{Debt, Error, Project};
use crate::census::Census;
use crate::check::{Checker, FileReport};
use crate::finding::{Finding, Level};
use crate::order;
use crate::render::{Helps, Message, visible};
use crate::settle::Used;
use std::fmt;
use std::path::{Path, PathBuf};

/// Why the files of a project do not pass: what was denied, warned of, or could not be read.
///
/// Its [`Debug`] form, which a test that returns it prints, is the report for people, in the layout of rustc.
#[derive(Default)]
pub struct Report {
    findings: Vec<(String, Finding)>,
    unread: Vec<String>,
}

impl Report {
    /// Judges files. Each is read, whatever the others gave; what is binary is passed over. With `all`, they are all that the
    /// policy is about.
    pub(crate) fn of(project: &Project, files: impl IntoIterator<Item = Result<PathBuf, Error>>, all: bool) -> Report {
        let mut report = Report::default();
        let mut debt = project.debt().unwrap_or_else(|error| {
            report.unread.extend(error.to_string().lines().map(str::to_owned));
            None
        });
        let (mut judged, mut census, mut used) = (Vec::new(), Census::default(), Used::default());
        let checker = project.checker();
        for file in files {
            match file.and_then(|path| Ok((report_of(project, &checker, &path)?, path))) {
                Ok((file, path)) => {
                    let name = project.name(&path);
                    census.add(&name, &file.mentions);
                    used.add(&file.used_allows);
                    judged.push((path, name, file.findings));
                }
                Err(error) => report.unread.push(error.to_string()),
            }
        }
        // Who appears how often is known only now.
        let informed = checker.with_census(census);
        let lonely = informed.lonely_paths();
        for (path, name, findings) in judged {
            let again = (findings.iter().any(Checker::may_hear_of) || lonely.binary_search(&name).is_ok())
                .then(|| report_of(project, &informed, &path).ok())
                .flatten();
            for finding in again.map_or(findings, |file| file.findings) {
                let is_known = debt.as_mut().is_some_and(|debt| debt.baseline.knows(&name, &finding, false));
                if !is_known {
                    report.findings.push((name.clone(), finding));
                }
            }
        }
        if let Some(Debt { file, text, baseline }) = debt.filter(|_| all && report.unread.is_empty()) {
            for finding in baseline.stale(&project.policy, &file, &text, |_| true) {
                report.findings.push((file.clone(), finding));
            }
        }
        for finding in checker.allows((all && report.unread.is_empty()).then_some(&used)) {
            report.findings.push((project.policy.file().to_owned(), finding));
        }
        report
    }

    /// Judges all files below the project's folder, each under the nearest policy.
    pub(crate) fn of_all(project: &Project) -> Report {
        let mut files = project.files(project.folder()).of_this_policy();
        let mut report = Report::of(project, &mut files, project.folder() == project.root());
        let mut apart = files.apart();
        while let Some(folder) = apart.pop() {
            let part = match Project::of(&folder) {
                Ok(project) => {
                    let mut files = project.files(&folder).of_this_policy();
                    let part = Report::of(&project, &mut files, true);
                    apart.extend(files.apart());
                    part
                }
                Err(error) => Report::of_error(&error),
            };
            report.findings.extend(part.findings);
            report.unread.extend(part.unread);
        }
        order::sort(&mut report.findings, |one, other| one.0.cmp(&other.0));
        report
    }

    /// The report of a project that has none, because it or its policy cannot be read.
    pub(crate) fn of_error(error: &Error) -> Report {
        let mut unread = Vec::new();
        for line in error.to_string().lines() {
            unread.push(line.to_owned());
        }
        Report::of_unread(unread)
    }

    /// The report of what could not be judged, each as one line.
    pub(crate) fn of_unread(unread: Vec<String>) -> Report {
        Report { findings: Vec::new(), unread }
    }

    /// What was found elsewhere than in a file, each with the place that it stands in.
    #[cfg(feature = "serde")]
    pub(crate) fn of_findings(findings: Vec<(String, Finding)>) -> Report {
        Report { findings, ..Report::default() }
    }

    /// What was found, with the file's path relative to the project's root, in the order of path and place; of a value, with
    /// the field.
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
        let mut count = 0;
        for (_, finding) in &self.findings {
            count += usize::from(finding.level == level);
        }
        count
    }
}

/// What a file gave: nothing where it is binary.
fn report_of(project: &Project, checker: &Checker, path: &Path) -> Result<FileReport, Error> {
    let report = project.judge(checker, path).map_err(|error| Error::unread(path, error))?;
    Ok(report.unwrap_or_default())
}

impl fmt::Display for Report {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let plural = |count: usize| if count == 1 { "" } else { "s" };
        let (denied, warned) = (self.count(Level::Deny), self.count(Level::Warn));
        write!(f, "{denied} error{}", plural(denied))?;
        if warned > 0 {
            write!(f, ", {warned} warning{}", plural(warned))?;
        }
        if !self.unread.is_empty() {
            write!(f, ", {} not read", self.unread.len())?;
        }
        for unread in &self.unread {
            write!(f, "\n\nerror: {}", visible(unread))?;
        }
        let mut helps = Helps::default();
        for (path, finding) in &self.findings {
            let excerpt = finding.location.as_ref();
            let position = excerpt.map(|at| (at.start.line, at.start.column));
            let message = Message { finding, path: Some(path), position, excerpt, help: None };
            write!(f, "\n\n{}", message.to_report(&helps.of(path, finding)))?;
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
