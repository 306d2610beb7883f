//! What was found and not held: its file is judged once more, so that memory does not grow with what is found.
//!
//! Three things hold more: `--fix` all of a file that it mends, a text on stdin its findings, since it cannot be read again, and a
//! baseline that is written its lines.

use super::gathered::Findings;
use crate::changes::{self, Changes};
use crate::file::{Origin, Reader};
use crate::tree::{Scope, Spot};
use lint_core::FileCheck;
use lint_core::gate::settle::Allows;
use std::io;

/// How many findings of a file are held. Those of a file that has more are told piece by piece.
pub(crate) const HELD: usize = 1000;

/// Judges files once more.
pub(crate) struct Again<'s> {
    pub(crate) scopes: &'s [Scope],
    pub(crate) changes: Option<&'s Changes>,
    pub(crate) reader: Option<Reader>,
}

/// What is held of a file.
pub(crate) enum Held {
    /// All that was found.
    All(Findings),
    /// What its allows excuse, of more than is held.
    Allows(Allows),
}

impl<'s> Again<'s> {
    /// Judges a file, holding so many findings at most.
    pub(crate) fn open(&mut self, spot: &Spot, informed: bool, most: usize) -> io::Result<Held> {
        let Some(check) = self.check(spot, informed) else { return Ok(Held::All(Findings::default())) };
        let mut check = check.holding(most);
        self.feed(spot, |piece, last| check.feed(piece, last))?;
        let report = check.finish();
        if !report.overflows {
            return Ok(Held::All(Findings { counting: report.findings, excused: report.excused }));
        }
        let mut allows = Allows::new(report.comments);
        if let Some(mut check) = self.check(spot, informed).filter(|_| !allows.is_empty()) {
            self.feed(spot, |piece, last| {
                let done = check.feed(piece, last);
                check.show(&mut allows);
                done
            })?;
        }
        Ok(Held::Allows(allows))
    }

    /// Hands on all that was found in a file, at once or piece by piece.
    pub(crate) fn all(&mut self, spot: &Spot, informed: bool, mut take: impl FnMut(Findings)) -> io::Result<()> {
        match self.open(spot, informed, HELD)? {
            Held::All(findings) => take(findings),
            Held::Allows(allows) => self.each(spot, informed, &allows, take)?,
        }
        Ok(())
    }

    /// Hands on what was found in a file, piece by piece, in the order of its text.
    pub(crate) fn each(
        &mut self,
        spot: &Spot,
        informed: bool,
        allows: &Allows,
        mut take: impl FnMut(Findings),
    ) -> io::Result<()> {
        let Some(mut check) = self.check(spot, informed) else { return Ok(()) };
        self.feed(spot, |piece, last| {
            let done = check.feed(piece, last);
            let settled = check.settle(allows);
            take(Findings { counting: settled.findings, excused: settled.excused });
            done
        })
    }

    fn check(&self, spot: &Spot, informed: bool) -> Option<FileCheck<'s>> {
        self.scopes.get(spot.scope).map(|scope| scope.checker(informed).file(&spot.judged()))
    }

    fn feed(&mut self, spot: &Spot, check: impl FnMut(&[u8], bool) -> usize) -> io::Result<()> {
        let reader = self.reader.get_or_insert_with(Reader::new);
        changes::text(self.changes, spot, Origin::Named, |text| reader.feed(text, |_| None, check).map(drop))
    }
}
