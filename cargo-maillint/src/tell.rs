//! The second half of a scan: what was found is settled, counted and reported, file by file.

use crate::baseline::Known;
use crate::changes::{self, Changes};
use crate::exit::{self, Exit, Failure};
use crate::fingerprint::fingerprint;
use crate::fix::{Fixer, can_be_fixed};
use crate::gathered::{File, Findings, Gathered, Outcome};
use crate::plan::{Input, Plan};
use crate::read::Reader;
use crate::report::{Found, Reports, Summary, Suppression, Unread};
use crate::start::{Scope, Spot};
use crate::{shell, walk};
use lint_core::{Excused, Finding, Level};
use std::io;

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
pub(crate) fn tell(mut plan: Plan, gathered: Gathered) -> Result<Exit, Failure> {
    let Gathered { files, mut summary, .. } = gathered;
    let known = plan.known.take();
    if let Some(changes) = plan.changes.as_ref().filter(|_| plan.only_new) {
        summary.elsewhere = Some(0);
        summary.rules = changes.rules(plan.input.scopes());
        summary.rules.extend(known.iter().map(|known| &known.name).filter(|name| changes.touch(name)).cloned());
    }
    let mut telling = Telling { known, ..Telling::begin(&plan, summary) };
    files.into_iter().for_each(|file| telling.file(file));
    let mut written = Ok(());
    if let Some(known) = telling.known.take() {
        telling.stale(&plan, &known);
        written = known.end(telling.summary.errors == 0);
    }
    // What was found is told even where the baseline could not be written.
    let told = telling.end();
    written.and(told)
}

/// Findings on their way into the reports.
pub(crate) struct Telling<'s> {
    scopes: &'s [Scope],
    changes: Option<&'s Changes>,
    strict: bool,
    known: Option<Known>,
    reports: Reports,
    summary: Summary,
    reader: Option<Reader>,
    fixer: Option<Fixer>,
    /// Whether `--fix` would be of use.
    offers_fix: bool,
}

impl<'s> Telling<'s> {
    pub(crate) fn begin(plan: &'s Plan, summary: Summary) -> Telling<'s> {
        let (scopes, changes) = (plan.input.scopes(), plan.changes.as_ref());
        let reports = Reports::begin(&plan.reports, plan.style);
        let fixer = plan.fix.map(Fixer::new);
        let offers_fix = fixer.is_none() && matches!(plan.input, Input::Paths(_));
        let (strict, known, reader) = (plan.strict, None, None);
        Telling { scopes, changes, strict, known, reports, summary, reader, fixer, offers_fix }
    }

    /// # Errors
    /// Reports that could not be written.
    pub(crate) fn end(self) -> Result<Exit, Failure> {
        let Telling { reports, summary, fixer, .. } = self;
        reports.finish(&summary)?;
        let patched = fixer.map(|fixer| fixer.finish(summary.fixed)).transpose()?.flatten();
        Ok(match patched.unwrap_or(summary.findings.deny > 0) {
            _ if summary.errors > 0 => Exit::Failed,
            false => Exit::Clean,
            true => Exit::Denied,
        })
    }

    /// What has been told so far.
    pub(crate) fn summary(&mut self) -> &mut Summary {
        &mut self.summary
    }

    /// Tells of a file.
    pub(crate) fn file(&mut self, file: File) {
        let path = walk::shown(&file.spot.path);
        let found = match file.outcome {
            Outcome::Found(findings) => Ok(findings),
            Outcome::Again { informed } => again(self.scopes, self.changes, &mut self.reader, &file.spot, informed)
                .map_err(|error| error.to_string()),
            Outcome::Unread(why) => Err(why),
        };
        if self.summary.elsewhere.is_some() {
            self.summary.rules.extend(file.comments.iter().map(|line| format!("{}:{line}", file.spot.name)));
        }
        match found {
            Ok(Findings { counting, excused }) => {
                self.summary.suppressed += excused.len() as u64;
                for Excused { finding, reason, by_policy } in &excused {
                    let by = if *by_policy { Suppression::Policy(reason) } else { Suppression::Comment(reason) };
                    self.suppressed(&path, &file.spot.name, finding, by);
                }
                let counted = self.count(&path, &file.spot, counting);
                let fixed = self.fix(&path, &file.spot, &counted);
                for ((finding, is_new), fixed) in counted.into_iter().zip(fixed) {
                    self.finding(&path, &file.spot.name, finding, is_new, fixed);
                }
            }
            Err(message) => self.failed(&path, &message),
        }
    }

    /// What counts of a file's findings, and whether it stands on a line that is new.
    fn count(&mut self, path: &str, spot: &Spot, findings: Vec<Finding>) -> Vec<(Finding, bool)> {
        let lines = self.changes.filter(|_| !findings.is_empty()).map(|changes| changes.lines(spot));
        let is_new = |finding: &Finding| {
            let lines = lines.as_ref().zip(finding.location.as_ref());
            lines.is_some_and(|(lines, location)| lines.hold(location))
        };
        let known = self.known.as_mut().map(|known| known.know(&spot.name, &findings, is_new)).unwrap_or_default();
        let mut counted = Vec::new();
        for (place, finding) in findings.into_iter().enumerate() {
            let is_new = is_new(&finding);
            match &mut self.summary.elsewhere {
                _ if known.get(place) == Some(&true) => {
                    self.summary.baselined += 1;
                    self.suppressed(path, &spot.name, &finding, Suppression::Baseline);
                }
                Some(elsewhere) if !is_new => *elsewhere += 1,
                _ => counted.push((finding, is_new)),
            }
        }
        counted
    }

    /// Tells which lines of a baseline are of no use any more. Where only what is new is of interest, those on files that the
    /// change touches are.
    fn stale(&mut self, plan: &Plan, known: &Known) {
        let Some(scope) = plan.input.scopes().first().filter(|_| self.summary.errors == 0) else { return };
        let changes = plan.changes.as_ref().filter(|_| plan.only_new);
        let is_read = |name: &str| {
            let is_covered = match &plan.input {
                Input::Paths(starts) => starts.cover(name),
                Input::Stdin { spot, .. } => spot.name == name,
                Input::Commits(_) => false,
            };
            is_covered
                && plan.partition.is_none_or(|partition| partition.holds(name))
                && changes.is_none_or(|changes| changes.touch(name))
        };
        let path = walk::shown(&known.path);
        for finding in known.stale(scope.checker.policy(), is_read) {
            self.finding(&path, &known.name, finding, true, false);
        }
    }

    /// Says which of a file's findings were mended, if that was asked for.
    fn fix(&mut self, path: &str, spot: &Spot, counted: &[(Finding, bool)]) -> Vec<bool> {
        let none = || vec![false; counted.len()];
        let (Some(fixer), Some(scope)) = (&mut self.fixer, self.scopes.get(spot.scope)) else { return none() };
        let findings: Vec<&Finding> = counted.iter().map(|(finding, _)| finding).collect();
        fixer.file(spot, scope, &findings).unwrap_or_else(|why| {
            self.summary.left_alone += 1;
            self.failed(path, &why);
            none()
        })
    }

    fn failed(&mut self, path: &str, message: &str) {
        self.summary.errors += 1;
        exit::tell(&format!("{path}: {message}"));
        self.reports.unread(&Unread { path, message });
    }

    fn suppressed(&mut self, path: &str, name: &str, finding: &Finding, by: Suppression<'_>) {
        let fingerprint = fingerprint(finding, name);
        self.reports.suppressed(&Found { path, finding, is_new: false, fingerprint: &fingerprint }, by);
    }

    fn finding(&mut self, path: &str, name: &str, mut finding: Finding, is_new: bool, fixed: bool) {
        if self.strict && finding.level == Level::Warn {
            finding.level = Level::Deny;
        }
        let fingerprint = fingerprint(&finding, name);
        let found = Found { path, finding: &finding, is_new, fingerprint: &fingerprint };
        if fixed {
            self.summary.fixed += 1;
            return self.reports.fixed(&found);
        }
        self.summary.findings.count(finding.level);
        self.summary.fixable += u64::from(self.offers_fix && can_be_fixed(&finding));
        self.reports.finding(&found);
    }
}

/// What was found in a file and not held.
pub(crate) fn again(
    scopes: &[Scope],
    changes: Option<&Changes>,
    reader: &mut Option<Reader>,
    spot: &Spot,
    informed: bool,
) -> io::Result<Findings> {
    let Some(scope) = scopes.get(spot.scope) else { return Ok(Findings::default()) };
    let mut check = scope.checker(informed).file(&spot.name);
    let reader = reader.get_or_insert_with(Reader::new);
    changes::text(changes, spot, false, |text| reader.feed(text, true, |piece, last| check.feed(piece, last)))?;
    let report = check.finish();
    Ok(Findings { counting: report.findings, excused: report.excused })
}
