//! The second half of a scan: what was found is settled, counted and reported, file by file.

use super::again::{Again, HELD, Held};
use super::gathered::{File, Findings, Gathered, Outcome};
use super::plan::{Input, Plan};
use crate::archive;
use crate::changes::{self, Baselines, Changes, Known};
use crate::exit::{self, Exit, Failure};
use crate::file::{Origin, Reader, shown};
use crate::fix::{Fixer, Mended, OFFERED, can_be_fixed, take_back};
use crate::report::{Found, Reports, Summary, Suppression, Unread, fingerprint};
use crate::tree::{Scope, Spot};
use lint_core::gate::settle::Lines;
use lint_core::{Excused, Finding, Level};
use std::io::{self, Read as _};
use std::mem::ManuallyDrop;

/// Prints the files that would be read, or else those that are skipped.
pub(crate) fn list(files: &[File], read: bool) -> Result<Exit, Failure> {
    let (mut text, mut exit) = (String::new(), Exit::Clean);
    for file in files {
        let path = file.spot().shown();
        match &file.outcome {
            Outcome::Unread(why) => {
                exit::tell(&format!("{path}: {why}"));
                exit = Exit::Failed;
            }
            Outcome::Skipped(why) => text.push_str(&format!("{}: {}\n", listed(&path), why.words())),
            _ if read => text.extend([listed(&path).as_str(), "\n"]),
            _ => {}
        }
    }
    exit::print(text.as_bytes()).map(|_| exit)
}

/// A path in a list. A name that begins a line with `::` would be a command to a runner of GitHub Actions.
fn listed(path: &str) -> String {
    let path = lint_core::gate::render::visible(path);
    if path.starts_with("::") || path.starts_with("##[") { format!("./{path}") } else { path }
}

/// Tells what was gathered, in the order in which it comes.
pub(crate) fn tell(plan: Plan, gathered: Gathered) -> Result<Exit, Failure> {
    // The process ends with this. What a large tree names it has in many pieces, which nobody needs to give back one by one.
    let mut plan = ManuallyDrop::new(plan);
    let Gathered { files, mut summary, .. } = gathered;
    summary.partial = plan.partition.is_some() || plan.input.is_partial();
    let mut known = std::mem::take(&mut plan.known);
    let here = std::env::current_dir().unwrap_or_default();
    let unread = known.adopt(plan.input.scopes(), &here);
    if let Some(changes) = plan.changes.as_ref().filter(|_| plan.only_new) {
        summary.elsewhere = Some(0);
        summary.rules = changes.rules(plan.input.scopes());
        let names = known.all().map(|(_, known)| &known.name);
        summary.rules.extend(names.filter(|name| changes.touch(name)).cloned());
    }
    let mut telling = Telling { known, ..Telling::begin(&plan, summary) };
    unread.iter().for_each(|(path, why)| telling.failed(&shown(path), why));
    telling.files(files);
    let known = std::mem::take(&mut telling.known);
    known.all().for_each(|(scope, known)| telling.stale(&plan, scope, known));
    let written = known.end(telling.summary.errors == 0);
    // What was found is told even where the baseline could not be written.
    let told = telling.end();
    written.and(told)
}

/// Findings on their way into the reports.
pub(crate) struct Telling<'s> {
    pub(super) scopes: &'s [Scope],
    pub(super) changes: Option<&'s Changes>,
    strict: bool,
    pub(super) known: Baselines,
    reports: Reports,
    summary: Summary,
    pub(super) reader: Option<Reader>,
    /// The text on stdin, where that is judged.
    stdin: Option<&'s Vec<u8>>,
    fixer: Option<Fixer>,
    /// Whether `--fix` would be of use.
    offers_fix: bool,
}

impl<'s> Telling<'s> {
    pub(crate) fn begin(plan: &'s Plan, summary: Summary) -> Telling<'s> {
        let (scopes, changes) = (plan.input.scopes(), plan.changes.as_ref());
        let reports = Reports::begin(&plan.reports, plan.style, !matches!(plan.input, Input::Commits(_)));
        let stdin = matches!(plan.input, Input::Stdin { .. }).then_some(&plan.stdin);
        let fixer = plan.fix.map(|fix| Fixer::new(fix, stdin.cloned(), plan.style.color));
        let offers_fix = fixer.is_none() && matches!(plan.input, Input::Paths(_));
        let (strict, known, reader) = (plan.strict, Baselines::default(), None);
        Telling { scopes, changes, strict, known, reports, summary, reader, stdin, fixer, offers_fix }
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

    /// Tells of files, in the order in which they come.
    fn files(&mut self, files: Vec<File>) {
        let mut files = files.into_iter().peekable();
        while let Some(file) = files.next() {
            if file.is_packed_again() {
                let mut packed = vec![file];
                while let Some(next) = files.next_if(|next| next.is_beside(&packed[0])) {
                    packed.push(next);
                }
                self.packed(packed);
            } else {
                self.file(file);
            }
        }
    }

    /// Tells of a file.
    pub(crate) fn file(&mut self, file: File) {
        self.rules(&file);
        let spot = file.spot();
        let path = spot.shown();
        match file.outcome {
            Outcome::Found(findings) => self.whole(&path, &spot, *findings),
            Outcome::Again { informed, .. } => {
                let mut again = Again { scopes: self.scopes, changes: self.changes, reader: self.reader.take() };
                if let Err(error) = self.again(&mut again, &path, &spot, informed) {
                    self.failed(&path, &error.to_string());
                }
                self.reader = again.reader;
            }
            Outcome::Unread(why) => self.failed(&path, &why),
            Outcome::Skipped(_) => {}
        }
    }

    /// Notes which allow comments a change adds to a file.
    pub(super) fn rules(&mut self, file: &File) {
        if self.summary.elsewhere.is_some() && !file.comments.is_empty() {
            let name = file.spot().judged().into_owned();
            self.summary.rules.extend(file.comments.iter().map(|line| format!("{name}:{line}")));
        }
    }

    /// Tells of a file whose findings are found once more.
    fn again(&mut self, again: &mut Again<'_>, path: &str, spot: &Spot, informed: bool) -> io::Result<()> {
        // What is mended in a file is mended at once.
        let most = if self.fixer.is_some() { usize::MAX } else { HELD };
        match again.open(spot, informed, most)? {
            Held::All(findings) => self.whole(path, spot, findings),
            Held::Allows(allows) => {
                if self.known.of(spot.scope).is_some() {
                    again.each(spot, informed, &allows, |findings| self.expect(spot, &findings.counting))?;
                }
                again.each(spot, informed, &allows, |findings| self.found(path, spot, findings))?;
            }
        }
        Ok(())
    }

    /// Tells of all that was found in a file.
    pub(super) fn whole(&mut self, path: &str, spot: &Spot, findings: Findings) {
        self.expect(spot, &findings.counting);
        self.found(path, spot, findings);
    }

    /// Lets the baseline know how much of what was found in a file is not new.
    pub(super) fn expect(&mut self, spot: &Spot, findings: &[Finding]) {
        let (Some(known), Some(changes)) = (self.known.of(spot.scope), self.changes) else { return };
        let lines = changes.lines(spot);
        findings
            .iter()
            .filter(|finding| !holds(&lines, finding))
            .for_each(|finding| known.expect(&spot.judged(), finding));
    }

    /// Tells of findings in a file.
    pub(super) fn found(&mut self, path: &str, spot: &Spot, Findings { counting, excused }: Findings) {
        let lines = self.changes.map(|changes| changes.lines(spot)).unwrap_or_default();
        self.summary.suppressed += excused.len() as u64;
        for Excused { finding, reason, by_policy, .. } in &excused {
            let by = if *by_policy { Suppression::Policy(reason) } else { Suppression::Comment(reason) };
            self.suppressed(path, &spot.judged(), finding, holds(&lines, finding), by);
        }
        let mut counted = self.count(path, spot, counting, &lines);
        if self.fixer.is_none() {
            self.take_back(spot, &mut counted);
        }
        let mended = self.fix(path, spot, &counted);
        for ((finding, is_new), mended) in counted.into_iter().zip(mended) {
            self.finding(path, &spot.judged(), finding, is_new, mended);
        }
    }

    /// Takes back the mends that `--fix` would not write. A file that cannot be read any more is offered none.
    fn take_back(&self, spot: &Spot, counted: &mut [(Finding, bool)]) {
        if !counted.iter().any(|(finding, _)| can_be_fixed(finding)) {
            return;
        }
        let mut text = Vec::new();
        let read = match self.stdin {
            // What is packed is mended by nobody.
            _ if spot.member.is_some() => Err(io::ErrorKind::Unsupported.into()),
            Some(stdin) => stdin.as_slice().take(u64::MAX).read_to_end(&mut text).map(drop),
            None => changes::text(self.changes, spot, Origin::Named, |from| {
                io::Read::take(from, OFFERED as u64 + 1).read_to_end(&mut text).map(drop)
            }),
        };
        if read.is_err() {
            text = vec![0; OFFERED + 1];
        }
        take_back(&text, counted.iter_mut().map(|(finding, _)| finding));
    }

    /// What counts of findings in a file, and whether it stands on one of its new lines.
    fn count(&mut self, path: &str, spot: &Spot, findings: Vec<Finding>, lines: &Lines) -> Vec<(Finding, bool)> {
        let mut counted = Vec::new();
        for finding in findings {
            let is_new = holds(lines, &finding);
            let is_known = self.known.of(spot.scope).is_some_and(|known| known.knows(&spot.judged(), &finding, is_new));
            match &mut self.summary.elsewhere {
                _ if is_known => {
                    self.summary.baselined += 1;
                    self.suppressed(path, &spot.judged(), &finding, is_new, Suppression::Baseline);
                }
                Some(elsewhere) if !is_new => *elsewhere += 1,
                _ => counted.push((finding, is_new)),
            }
        }
        counted
    }

    /// Tells which lines of a baseline are of no use any more. Where only what is new is of interest, those on files that the
    /// change touches are.
    fn stale(&mut self, plan: &Plan, scope: usize, known: &Known) {
        let Some(scope) = plan.input.scopes().get(scope).filter(|_| self.summary.errors == 0) else { return };
        let changes = plan.changes.as_ref().filter(|_| plan.only_new);
        let covered = match &plan.input {
            Input::Paths(starts) => Some(starts.covering()),
            Input::Stdin { .. } | Input::Commits(_) => None,
        };
        let is_read = |name: &str| {
            // What is packed in a file is read where that is.
            let (name, is_packed) = match name.split_once(archive::WITHIN) {
                Some((file, _)) if !scope.project.root().join(name).exists() => (file, true),
                _ => (name, false),
            };
            let is_covered = match (&plan.input, &covered) {
                (Input::Stdin { spot, .. }, _) => spot.name == name,
                (_, Some(covered)) => covered(name),
                (_, None) => false,
            };
            is_covered
                && (plan.archives || !is_packed)
                && !scope.project.policy().excludes_besides(name)
                && plan.partition.is_none_or(|partition| partition.holds(name))
                && changes.is_none_or(|changes| changes.touch(name))
        };
        let path = shown(&known.path);
        for finding in known.stale(scope.checker.policy(), is_read) {
            self.finding(&path, &known.name, finding, true, Mended::No);
        }
    }

    /// Says which of a file's findings were mended, if that was asked for.
    fn fix(&mut self, path: &str, spot: &Spot, counted: &[(Finding, bool)]) -> Vec<Mended> {
        let none = || vec![Mended::No; counted.len()];
        let (Some(fixer), Some(scope)) = (&mut self.fixer, self.scopes.get(spot.scope)) else { return none() };
        let findings: Vec<&Finding> = counted.iter().map(|(finding, _)| finding).collect();
        fixer.file(spot, scope, &findings).unwrap_or_else(|why| {
            self.summary.left_alone += 1;
            self.failed(path, &why);
            none()
        })
    }

    pub(super) fn failed(&mut self, path: &str, message: &str) {
        self.summary.errors += 1;
        exit::tell(&format!("{path}: {message}"));
        self.reports.unread(&Unread { path, rooted: path, message });
    }

    fn suppressed(&mut self, path: &str, name: &str, finding: &Finding, is_new: bool, by: Suppression<'_>) {
        // Where only what is new is reported, what is not new is not.
        if is_new || self.summary.elsewhere.is_none() {
            let fingerprint = fingerprint(finding, name);
            self.reports.suppressed(&Found { path, rooted: path, finding, is_new, fingerprint: &fingerprint }, by);
        }
    }

    fn finding(&mut self, path: &str, name: &str, mut finding: Finding, is_new: bool, mended: Mended) {
        if self.strict && finding.level == Level::Warn {
            finding.level = Level::Deny;
        }
        let fingerprint = fingerprint(&finding, name);
        let found = Found { path, rooted: path, finding: &finding, is_new, fingerprint: &fingerprint };
        match mended {
            Mended::Yes => {
                self.summary.fixed += 1;
                return self.reports.fixed(&found);
            }
            Mended::Left(why) => *self.summary.unmended.entry(why).or_default() += 1,
            Mended::No => {}
        }
        self.summary.findings.count(finding.level);
        self.summary.fixable += u64::from(self.offers_fix && can_be_fixed(&finding));
        self.reports.finding(&found);
    }
}

/// Whether one of these lines has the finding.
fn holds(lines: &Lines, finding: &Finding) -> bool {
    finding.location.as_ref().is_some_and(|location| lines.hold(location))
}
