//! A domain that may have been meant, as what stays of the typed one and what stands behind that: nothing is written out before
//! it is told.

use super::{Part, Slip};
use crate::data::{Class, suffix};
use crate::knowledge::{Known, Source, risk_of};
use crate::text::const_str::{Joined, slice};
use std::cmp::Ordering;

/// A domain that may have been meant.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Candidate<'k> {
    /// How much stays of the typed domain, or, of a picture, of what that looks like.
    pub(crate) kept: usize,
    /// The known domain, or the ending, that this rests on and that stands behind what stays; empty where it is the end of that.
    pub(crate) target: &'k str,
    /// Whether that is all of a known domain, host names included.
    pub(super) whole: bool,
    pub(crate) source: Source<&'k str>,
    pub(crate) class: Class,
    /// What happened.
    pub(crate) slip: Slip,
    pub(crate) part: Part,
    /// How much likelier the slip is than the domain as typed, in decibans.
    pub(crate) odds: i32,
    /// What the tree says for it.
    pub(crate) witnessed: Option<Witnessed>,
}

/// What a tree says for a candidate.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Witnessed {
    /// How often it names what was probably meant.
    pub(crate) count: u32,
    /// Whether the same mailbox stands there.
    pub(crate) twin: bool,
}

impl<'k> Candidate<'k> {
    /// A known domain behind so much of the typed one.
    pub(in crate::lint) const fn new(
        known: &Known<'k>,
        kept: usize,
        slip: Slip,
        part: Part,
        odds: i32,
    ) -> Candidate<'k> {
        let Known { domain, source, class, .. } = *known;
        Candidate { kept, target: domain, whole: true, source, class, slip, part, odds, witnessed: None }
    }

    /// An ending, whatever name stands before it.
    pub(super) const fn ending(kept: usize, ending: &'k str, slip: Slip, odds: i32) -> Candidate<'k> {
        let (class, part) = (Class::ENDING, Part::Ending);
        let (source, whole) = (Source::BuiltIn, false);
        Candidate { kept, target: ending, whole, source, class, slip, part, odds, witnessed: None }
    }

    /// A domain whose first label names a service, as it reads with that.
    pub(super) const fn service(len: usize, slip: Slip, odds: i32) -> Candidate<'k> {
        let (class, part) = (Class::HOST, Part::Service);
        let (source, whole) = (Source::BuiltIn, false);
        Candidate { kept: len, target: "", whole, source, class, slip, part, odds, witnessed: None }
    }

    /// The domain as it would read: what stays of what was written, and what stands behind that.
    pub(crate) const fn pieces<'a>(&self, written: &'a str) -> [&'a str; 2]
    where
        'k: 'a,
    {
        [slice(written, 0, self.kept), self.target]
    }

    /// The domain as it would read.
    pub(crate) const fn mended(&self, written: &str) -> Joined {
        let [kept, target] = self.pieces(written);
        Joined::of(&[kept, target])
    }

    /// How far the typed domain is from it, in words; which slip it was is drawn at its place.
    pub(crate) const fn distance(&self) -> &'static str {
        self.slip.distance()
    }

    /// Whether it ends in a top-level domain that is a known slip of another.
    pub(super) const fn is_risky(&self, written: &str) -> bool {
        let [kept, target] = self.pieces(written);
        risk_of(suffix::top(if target.is_empty() { kept } else { target })).is_some()
    }

    /// Whether it is a known domain, and not one below it.
    pub(super) const fn is_known(&self) -> bool {
        self.kept == 0 && self.whole
    }

    /// Whether it rests on an ending alone.
    pub(crate) const fn is_ending(&self) -> bool {
        self.class.is_only(Class::ENDING)
    }
}

/// Whether two texts are the same, each in two pieces.
pub(super) const fn are_same(a: [&str; 2], b: [&str; 2]) -> bool {
    a[0].len() + a[1].len() == b[0].len() + b[1].len() && matches!(compare(a, b), Ordering::Equal)
}

/// How two texts compare, each in two pieces.
pub(super) const fn compare(a: [&str; 2], b: [&str; 2]) -> Ordering {
    let (a_len, b_len) = (a[0].len() + a[1].len(), b[0].len() + b[1].len());
    let mut at = 0;
    while at < a_len && at < b_len {
        let (in_a, in_b) = (byte(a, at), byte(b, at));
        if in_a != in_b {
            return if in_a < in_b { Ordering::Less } else { Ordering::Greater };
        }
        at += 1;
    }
    if a_len == b_len {
        Ordering::Equal
    } else if a_len < b_len {
        Ordering::Less
    } else {
        Ordering::Greater
    }
}

const fn byte(text: [&str; 2], at: usize) -> u8 {
    let first = text[0].as_bytes();
    if at < first.len() { first[at] } else { text[1].as_bytes()[at - first.len()] }
}
