//! Where something stands in a text: half-open byte ranges.

use std::ops::Range;

/// A half-open range of bytes, `start..end`, counted from 0 in the text that was given.
///
/// ```
/// use lint_core::Span;
/// let span = Span::new(4, 8);
/// assert_eq!(&"the post"[span.range()], "post");
/// assert_eq!(span.len(), 4);
/// ```
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Span {
    /// The first byte.
    pub start: usize,
    /// One past the last byte.
    pub end: usize,
}

impl Span {
    /// The range `start..end`.
    pub const fn new(start: usize, end: usize) -> Span {
        Span { start, end }
    }

    /// How many bytes it covers.
    pub const fn len(self) -> usize {
        self.end.saturating_sub(self.start)
    }

    /// Whether it covers nothing.
    pub const fn is_empty(self) -> bool {
        self.end <= self.start
    }

    /// Its bytes as a range, to index a text with.
    pub const fn range(self) -> Range<usize> {
        self.start..self.end
    }

    /// This range in a text that the present one stands in at `offset`.
    pub const fn shifted(self, offset: usize) -> Span {
        Span::new(self.start + offset, self.end + offset)
    }

    /// This range in a text that begins `offset` further on.
    pub const fn shifted_back(self, offset: usize) -> Span {
        Span::new(self.start.saturating_sub(offset), self.end.saturating_sub(offset))
    }
}

impl From<Range<usize>> for Span {
    fn from(range: Range<usize>) -> Span {
        Span::new(range.start, range.end)
    }
}
