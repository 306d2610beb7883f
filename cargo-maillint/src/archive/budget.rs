//! How much is unpacked of one file, so that a small one cannot keep a scan busy for ever.

use super::refused;
use lint_core::gate::project::Skipped;
use std::cell::Cell;
use std::io::{self, Read};

/// How many times its own length a file may unpack to. Logs and spreadsheets come to a hundred times, a bomb to over a thousand
/// (deflate's most is 1,032 in one layer).
const RATIO: u64 = 200;

/// What any file may unpack to, in bytes: short files of nothing but spaces are no harm.
const HARMLESS: u64 = 64 << 20;

/// How many members one file may have, in all archives in it. Each costs a look, however little is in it.
const MEMBERS: u64 = 1 << 18;

/// What may still be unpacked of one file, over all its members and layers.
pub(super) struct Budget {
    bytes: Cell<u64>,
    members: Cell<u64>,
}

impl Budget {
    /// That of a file of so many bytes.
    pub(super) fn of(packed: u64) -> Budget {
        Budget { bytes: Cell::new(HARMLESS.max(packed.saturating_mul(RATIO))), members: Cell::new(MEMBERS) }
    }

    /// # Errors
    /// It is spent.
    pub(super) fn check(&self) -> io::Result<()> {
        if self.bytes.get() == 0 || self.members.get() == 0 { Err(refused(Skipped::Bomb)) } else { Ok(()) }
    }

    /// # Errors
    /// There are more than are read.
    pub(super) fn count_member(&self) -> io::Result<()> {
        self.members.set(self.members.get().saturating_sub(1));
        self.check()
    }
}

/// What is unpacked, as far as the budget goes.
pub(super) struct Metered<'b, R> {
    inner: R,
    budget: &'b Budget,
}

impl<'b, R> Metered<'b, R> {
    pub(super) fn new(inner: R, budget: &'b Budget) -> Metered<'b, R> {
        Metered { inner, budget }
    }
}

impl<R: Read> Read for Metered<'_, R> {
    fn read(&mut self, into: &mut [u8]) -> io::Result<usize> {
        self.budget.check()?;
        let n = self.inner.read(into)?;
        self.budget.bytes.set(self.budget.bytes.get().saturating_sub(n as u64));
        Ok(n)
    }
}
