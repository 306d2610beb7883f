//! The lines of a file that count.

use crate::order;
use crate::source::Location;
use std::ops::Range;

/// Lines of a file, counted from 1.
///
/// ```
/// use lint_core::gate::settle::Lines;
/// let added: Lines = [3..5, 9..10].into_iter().collect();
/// assert!(added.meet(4..5) && !added.meet(5..9));
/// assert!(Lines::all().meet(1..2));
/// assert!(Lines::default().is_empty());
/// ```
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Lines(
    /// In order, and none touches the next.
    Vec<Range<u64>>,
);

impl Lines {
    /// All lines, however many there are.
    pub fn all() -> Lines {
        Lines::merged(Vec::from_iter(std::iter::once(0..u64::MAX)))
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// Whether one of these lines is among them.
    pub fn meet(&self, lines: Range<u64>) -> bool {
        let next = self.0.partition_point(|own| own.end <= lines.start);
        self.0.get(next).is_some_and(|own| own.start < lines.end)
    }

    /// Whether what stands there stands on one of them, if only in part.
    pub fn hold(&self, location: &Location) -> bool {
        self.meet(location.start.line..location.end.line.max(location.start.line) + 1)
    }

    /// Those that one of them has.
    #[must_use]
    pub fn or(&self, other: &Lines) -> Lines {
        Lines::merged([&*self.0, &*other.0].concat())
    }

    /// Those that both have.
    #[must_use]
    pub fn and(&self, other: &Lines) -> Lines {
        let mut both = Vec::new();
        for own in &self.0 {
            let first = other.0.partition_point(|other| other.end <= own.start);
            let met = other.0[first..].iter().take_while(|other| other.start < own.end);
            both.extend(met.map(|other| own.start.max(other.start)..own.end.min(other.end)));
        }
        Lines::merged(both)
    }

    fn merged(mut ranges: Vec<Range<u64>>) -> Lines {
        ranges.retain(|range| !range.is_empty());
        order::sort(&mut ranges, |one, other| one.start.cmp(&other.start));
        ranges.dedup_by(|next, range| {
            let touches = next.start <= range.end;
            if touches {
                range.end = range.end.max(next.end);
            }
            touches
        });
        Lines(ranges)
    }
}

impl FromIterator<Range<u64>> for Lines {
    fn from_iter<I: IntoIterator<Item = Range<u64>>>(ranges: I) -> Lines {
        Lines::merged(ranges.into_iter().collect())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ranges_are_joined_and_looked_up() {
        let lines: Lines = [7..9, 1..2, 4..4, 8..12, 12..13].into_iter().collect();
        assert_eq!(lines, Lines(vec![1..2, 7..13]));
        let met: Vec<u64> = (0..15).filter(|&line| lines.meet(line..line + 1)).collect();
        assert_eq!(met, [1, 7, 8, 9, 10, 11, 12]);
        assert!(lines.meet(2..8) && !lines.meet(2..7) && !lines.meet(13..99));
    }

    #[test]
    fn both_have_what_each_has() {
        let of = |ranges: &[Range<u64>]| -> Lines { ranges.iter().cloned().collect() };
        let (one, other) = (of(&[1..5, 8..20]), of(&[3..9, 11..12, 15..30]));
        assert_eq!(one.and(&other), of(&[3..5, 8..9, 11..12, 15..20]));
        assert_eq!(one.and(&Lines::all()), one);
        assert!(one.and(&Lines::default()).is_empty());
    }

    #[test]
    fn a_hundred_thousand_that_cross_as_many_take_no_time() {
        let every = |from: u64| -> Lines { (0..100_000).map(|n| from + 10 * n..from + 10 * n + 6).collect() };
        let since = std::time::Instant::now();
        assert_eq!(every(0).and(&every(5)).0.len(), 199_999);
        // Each with each would take minutes.
        assert!(since.elapsed().as_secs() < 10);
    }
}
