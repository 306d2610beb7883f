//! A stretch of a text as software reads it, and where in the text as stored each byte of that stands.

use crate::find::chars::slice;
use crate::span::Span;

/// Decoded bytes with the stored bytes that each came from.
#[derive(Debug, Default)]
pub(super) struct Decoded {
    pub(super) bytes: Vec<u8>,
    /// For each byte, where what it was made of begins and ends.
    from: Vec<Span>,
}

impl Decoded {
    pub(super) fn with_capacity(len: usize) -> Decoded {
        Decoded { bytes: Vec::with_capacity(len), from: Vec::with_capacity(len) }
    }

    /// Adds bytes that the stored ones at `from` stand for, all of them for each.
    pub(super) fn push(&mut self, bytes: &[u8], from: Span) {
        self.bytes.extend_from_slice(bytes);
        self.from.resize(self.bytes.len(), from);
    }

    /// Adds the stored bytes at `from` as they are.
    pub(super) fn keep(&mut self, text: &[u8], from: Span) {
        self.bytes.extend_from_slice(slice(text, from.start, from.end));
        self.from.extend((from.start..from.end).map(|at| Span::new(at, at + 1)));
    }

    /// Adds what was decoded behind it.
    pub(super) fn append(&mut self, mut behind: Decoded) {
        self.bytes.append(&mut behind.bytes);
        self.from.append(&mut behind.from);
    }

    /// Keeps so many bytes.
    pub(super) fn truncate(&mut self, len: usize) {
        self.bytes.truncate(len);
        self.from.truncate(len);
    }

    /// The stored bytes that a span of decoded ones came from, with what was left out amid them.
    pub(super) fn stored(&self, span: Span) -> Span {
        let start = self.from.get(span.start).map_or(0, |from| from.start);
        let end = span.end.checked_sub(1).and_then(|last| self.from.get(last)).map_or(start, |from| from.end);
        Span::new(start, end.max(start))
    }

    /// Where each byte of a span of decoded ones is stored.
    pub(super) fn letters(&self, span: Span) -> Vec<Span> {
        self.from.get(span.range()).unwrap_or_default().to_vec()
    }

    /// Whether a span of decoded bytes is stored as it is read.
    pub(super) fn is_verbatim(&self, text: &[u8], span: Span) -> bool {
        let stored = self.stored(span);
        slice(text, stored.start, stored.end) == slice(&self.bytes, span.start, span.end)
    }
}
