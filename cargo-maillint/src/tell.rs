//! The second half of a scan: what was found is settled, counted and reported, file by file.

use crate::changes::{self, Changes};
use crate::exit::{self, Exit, Failure};
use crate::fingerprint::fingerprint;
use crate::gathered::{File, Gathered, Outcome};
use crate::plan::{Input, Plan};
use crate::read::Reader;
use crate::report::{Found, Reports, Summary, Unread};
use crate::start::{Scope, Spot};
use crate::{shell, walk};
use lint_core::{Finding, Level};
use std::io;
use std::slice;

/// Prints the files that would be read.
pub(crate) fn list(files: &[File]) -> Result<Exit, Failure> {
    let (mut text, mut exit) = (String::new(), Exit::Clean);
    for File { spot, outcome, .. } in files {
        let path = walk::shown(&spot.path);
        if let Outcome::Unread(why) = outcome {
            exit::tell(&format!("{path}: {why}"));
            exit = Exit::Failed;
        } else {
            text.push_str(&lint_core::render::visible(&path));
            text.push('\n');
        }
    }
    shell::print(text.as_bytes()).map(|_| exit)
}

/// Tells what was gathered, in the order in which it comes.
pub(crate) fn tell(plan: Plan, gathered: Gathered) -> Result<Exit, Failure> {
    let scopes = match &plan.input {
        Input::Paths(starts) => starts.scopes.as_slice(),
        Input::Stdin { scope, .. } => slice::from_ref(&**scope),
    };
    let Gathered { files, mut summary, .. } = gathered;
    if let Some(changes) = plan.changes.as_ref().filter(|_| plan.only_new) {
        summary.elsewhere = Some(0);
        summary.rules = changes.rules(scopes);
    }
    let reports = Reports::begin(&plan.reports, plan.style)?;
    let mut telling =
        Telling { scopes, changes: plan.changes.as_ref(), strict: plan.strict, reports, summary, reader: None };
    files.into_iter().for_each(|file| telling.file(file));
    let Telling { reports, summary, .. } = telling;
    reports.finish(&summary)?;
    Ok(match summary.findings.deny {
        _ if summary.errors > 0 => Exit::Failed,
        0 => Exit::Clean,
        _ => Exit::Denied,
    })
}

struct Telling<'s> {
    scopes: &'s [Scope],
    changes: Option<&'s Changes>,
    strict: bool,
    reports: Reports,
    summary: Summary,
    reader: Option<Reader>,
}

impl Telling<'_> {
    fn file(&mut self, file: File) {
        let path = walk::shown(&file.spot.path);
        let found = match file.outcome {
            Outcome::Found(findings) => Ok(findings),
            Outcome::Again { informed } => self.again(&file.spot, informed).map_err(|error| error.to_string()),
            Outcome::Unread(why) => Err(why),
        };
        self.summary.suppressed += file.suppressed;
        if self.summary.elsewhere.is_some() {
            self.summary.rules.extend(file.comments.iter().map(|line| format!("{}:{line}", file.spot.name)));
        }
        match found {
            Ok(findings) => {
                for (finding, is_new) in self.count(&file.spot, findings) {
                    self.finding(&path, &file.spot.name, finding, is_new);
                }
            }
            Err(message) => {
                self.summary.errors += 1;
                exit::tell(&format!("{path}: {message}"));
                self.reports.unread(&Unread { path: &path, message: &message });
            }
        }
    }

    /// What counts of a file's findings, and whether it stands on a line that is new.
    fn count(&mut self, spot: &Spot, findings: Vec<Finding>) -> Vec<(Finding, bool)> {
        let Some(changes) = self.changes.filter(|_| !findings.is_empty()) else {
            return findings.into_iter().map(|finding| (finding, false)).collect();
        };
        let lines = changes.lines(spot);
        let mut counted: Vec<_> = findings
            .into_iter()
            .map(|finding| {
                let is_new = finding.location.as_ref().is_some_and(|location| lines.hold(location));
                (finding, is_new)
            })
            .collect();
        if let Some(elsewhere) = &mut self.summary.elsewhere {
            let all = counted.len();
            counted.retain(|(_, is_new)| *is_new);
            *elsewhere += (all - counted.len()) as u64;
        }
        counted
    }

    /// What was found in a file and not held.
    fn again(&mut self, spot: &Spot, informed: bool) -> io::Result<Vec<Finding>> {
        let Some(scope) = self.scopes.get(spot.scope) else { return Ok(Vec::new()) };
        let mut check = scope.checker(informed).file(&spot.name);
        let reader = self.reader.get_or_insert_with(Reader::new);
        changes::text(self.changes, spot, false, |text| {
            reader.feed(text, true, |piece, last| check.feed(piece, last))
        })?;
        Ok(check.finish().findings)
    }

    fn finding(&mut self, path: &str, name: &str, mut finding: Finding, is_new: bool) {
        if self.strict && finding.level == Level::Warn {
            finding.level = Level::Deny;
        }
        self.summary.findings.count(finding.level);
        let fingerprint = fingerprint(&finding, name);
        self.reports.finding(&Found { path, finding: &finding, is_new, fingerprint: &fingerprint });
    }
}
