//! `--fix` and `--diff`: what has but one way to be mended is mended where it stands, and every other byte stays as it was.
//!
//! A file is read once more, and judged: only what is found again in those very bytes is mended in them.

mod judged;
mod patch;
mod understood;

use crate::exit::{Failure, print};
use crate::file::Reader;
use crate::report::count;
use crate::tree::{Scope, Spot};
use judged::Judged;
use lint_core::Finding;
use lint_core::gate::source::Encoding;
use std::collections::HashSet;
use std::io::{self, IsTerminal, Write};
use std::ops::Range;
use understood::Text;

/// What is done about findings that can be mended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Fix {
    /// Their files are written anew.
    Write,
    /// The change is shown as a patch, and nothing is written.
    Diff,
}

/// Why what is packed is left as it is.
const PACKED: &str = "it is packed in an archive";

/// Mends file by file.
pub(crate) struct Fixer {
    fix: Fix,
    reader: Reader,
    patch: Vec<u8>,
    /// How many files were mended, or would be.
    files: u64,
    /// The text on stdin, if that is what is mended.
    stdin: Option<Vec<u8>>,
    /// Whether terminal colours are wanted.
    color: bool,
}

/// What became of a finding.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Mended {
    /// It was mended, or would be.
    Yes,
    /// There is no one way to mend it.
    No,
    /// It was left as it is, and why.
    Left(&'static str),
}

/// Bytes of a file, and what takes their place.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
struct Edit {
    range: Range<usize>,
    new: Vec<u8>,
}

impl Fixer {
    pub(crate) fn new(fix: Fix, stdin: Option<Vec<u8>>, color: bool) -> Fixer {
        Fixer { fix, reader: Reader::new(), patch: Vec::new(), files: 0, stdin, color }
    }

    /// Mends what can be mended of these findings in a file, and says which were.
    ///
    /// # Errors
    /// Why the file was left as it is.
    pub(crate) fn file(&mut self, spot: &Spot, scope: &Scope, findings: &[&Finding]) -> Result<Vec<Mended>, String> {
        if !findings.iter().any(|finding| can_be_fixed(finding)) {
            return Ok(vec![Mended::No; findings.len()]);
        }
        if spot.member.is_some() {
            let left = |finding: &&Finding| if can_be_fixed(finding) { Mended::Left(PACKED) } else { Mended::No };
            return Ok(findings.iter().map(left).collect());
        }
        if let Some(text) = self.stdin.take() {
            let (edits, outcome) = Edit::all(&text, findings);
            self.stdin = Some(mended(&text, &edits));
            return Ok(outcome);
        }
        let judged = Judged::open(&spot.path, scope.project.root())?;
        if !self.finds(spot, scope, &judged.bytes, findings).map_err(|error| error.to_string())? {
            return Err(String::from(judged::CHANGED));
        }
        let (edits, outcome) = Edit::all(&judged.bytes, findings);
        if !edits.is_empty() {
            match self.fix {
                Fix::Write => judged.replace(&mended(&judged.bytes, &edits))?,
                Fix::Diff => patch::write(&mut self.patch, &judged.name, &judged.bytes, &edits),
            }
            self.files += 1;
        }
        Ok(outcome)
    }

    /// Prints the patch, if one was wanted, and says on stderr how much it mends. Gives whether there is any of it;
    /// `None` where files were written.
    ///
    /// # Errors
    /// A stdout that cannot be written to.
    pub(crate) fn finish(self, fixed: u64) -> Result<Option<bool>, Failure> {
        if let Some(text) = self.stdin {
            return print(&text).map(|_| None);
        }
        if self.fix == Fix::Write {
            return Ok(None);
        }
        // On a terminal as git shows it; what reads a pipe wants the patch alone.
        let is_shown = self.color && io::stdout().is_terminal();
        if is_shown {
            print(&patch::colored(&self.patch))?
        } else {
            print(&self.patch)?
        };
        let (fixed, files) = (count(fixed, "finding"), count(self.files, "file"));
        // A stderr that is gone is no reason to stop.
        let _ = writeln!(io::stderr(), "maillint: `--fix` would mend {fixed} in {files}");
        Ok(Some(self.files > 0))
    }

    /// Whether a file of these bytes has these findings, among others.
    fn finds(&mut self, spot: &Spot, scope: &Scope, bytes: &[u8], findings: &[&Finding]) -> io::Result<bool> {
        // Most files were judged before the census was known, the others after it.
        for informed in [false, true] {
            let mut check = scope.checker(informed).file(&spot.name);
            self.reader.feed(bytes, |_| None, |piece, last| check.feed(piece, last)).map(drop)?;
            let found = check.finish().findings;
            let found: HashSet<_> = found.iter().filter_map(change).collect();
            if findings.iter().filter_map(|finding| change(finding)).all(|change| found.contains(&change)) {
                return Ok(true);
            }
        }
        Ok(false)
    }
}

impl Edit {
    /// What is changed in a text for these findings, in order, and what becomes of each.
    fn all(text: &[u8], findings: &[&Finding]) -> (Vec<Edit>, Vec<Mended>) {
        let (encoding, understood) = (Encoding::of(text).0, Text::new(text));
        let wanted: Vec<Result<Edit, Mended>> = findings
            .iter()
            .map(|finding| match (Edit::of(finding, encoding), understood.refuses(finding)) {
                (None, _) => Err(Mended::No),
                (_, Some(why)) => Err(Mended::Left(why)),
                (Some(edit), None) => Ok(edit),
            })
            .collect();
        let mut edits: Vec<Edit> = wanted.iter().flatten().cloned().collect();
        edits.sort_by_key(|edit| edit.range.start);
        // Of two that would get in each other's way, the first is made.
        edits.dedup_by(|later, kept| later.range.start < kept.range.end);
        let made: HashSet<&Edit> = edits.iter().collect();
        let outcome = |wanted: &Result<Edit, Mended>| match wanted {
            Ok(edit) if made.contains(edit) => Mended::Yes,
            Ok(_) => Mended::Left("another mend stands in its way: run this again"),
            Err(outcome) => *outcome,
        };
        let outcomes = wanted.iter().map(outcome).collect();
        (edits, outcomes)
    }

    /// What mends a finding in a file of this encoding.
    fn of(finding: &Finding, encoding: Encoding) -> Option<Edit> {
        let fix = finding.fix.as_ref()?;
        let (start, end) = fix.positions?;
        let range = usize::try_from(start.byte).ok()?..usize::try_from(end.byte).ok()?;
        Some(Edit { range, new: encoding.encode(&fix.replacement) })
    }
}

/// The largest text whose mends are offered to other programs, in bytes: all of it has to be looked at.
pub(crate) const OFFERED: usize = 4 << 20;

/// Takes back the mends of findings in a text that `--fix` would not write: whoever offers them to a person or to another program
/// offers no others.
pub(crate) fn take_back<'f>(text: &[u8], findings: impl IntoIterator<Item = &'f mut Finding>) {
    let mut understood = None;
    for finding in findings.into_iter().filter(|finding| finding.fix.is_some()) {
        let is_refused =
            text.len() > OFFERED || understood.get_or_insert_with(|| Text::new(text)).refuses(finding).is_some();
        if is_refused {
            finding.fix = None;
        }
    }
}

/// Whether a finding has a change that mends it.
pub(crate) fn can_be_fixed(finding: &Finding) -> bool {
    change(finding).is_some()
}

/// What of a finding says that it is the same, and mended in the same way.
fn change(finding: &Finding) -> Option<(&str, u64, u64, &str)> {
    let fix = finding.fix.as_ref()?;
    let (start, end) = fix.positions?;
    Some((finding.lint, start.byte, end.byte, &fix.replacement))
}

/// The bytes with the edits made.
fn mended(old: &[u8], edits: &[Edit]) -> Vec<u8> {
    let (mut new, mut copied) = (Vec::with_capacity(old.len() + 16), 0);
    for edit in edits {
        new.extend_from_slice(old.get(copied..edit.range.start).unwrap_or_default());
        new.extend_from_slice(&edit.new);
        copied = edit.range.end;
    }
    new.extend_from_slice(old.get(copied..).unwrap_or_default());
    new
}

#[cfg(test)]
#[expect(clippy::unwrap_used, reason = "a test fails by panicking")]
mod tests {
    use super::*;
    use crate::tree::Scopes;
    use std::fs;

    #[test]
    fn only_mends_are_offered_that_are_written() {
        let checker = lint_core::Checker::default();
        let offered = |text: &str| {
            let mut findings = checker.text("a.txt", text.as_bytes()).findings;
            assert_eq!((findings.len(), findings[0].fix.is_some()), (1, true), "{text}");
            take_back(text.as_bytes(), &mut findings);
            findings[0].fix.is_some()
        };
        assert!(offered("to = ops@army.ml\n"));
        assert!(!offered("# @generated\nto = ops@army.ml\n"));
        assert!(!offered(&format!("to = ops@army.ml\n{}", " \n".repeat(OFFERED / 2))));
    }

    #[test]
    fn what_has_changed_since_it_was_judged_is_left_alone() {
        let temp = tempfile::tempdir().unwrap();
        let root = fs::canonicalize(temp.path()).unwrap();
        let scope = Scopes::new(None, true, &[]).unwrap().at(&root).unwrap();
        let spot = Spot::new(root.join("a.txt"), String::from("a.txt"), 0);
        let judged = "x ops@army.ml";
        let findings = scope.checker.text("a.txt", judged.as_bytes()).findings;
        // What the file holds by then, and afterwards; the last time nothing has changed.
        let cases = [
            ("ops@army.ml", "ops@army.ml"),
            ("x ops@army.ml # maillint: allow(tld_slip) why", "x ops@army.ml # maillint: allow(tld_slip) why"),
            (judged, "x ops@army.mil"),
        ];
        for (now, then) in cases {
            fs::write(&spot.path, now).unwrap();
            let done = Fixer::new(Fix::Write, None, false).file(&spot, &scope, &findings.iter().collect::<Vec<_>>());
            assert_eq!(done.is_ok(), now == judged, "{now}: {done:?}");
            assert_eq!(fs::read_to_string(&spot.path).unwrap(), then);
        }
    }
}
