//! A stretch of a text as software reads it, and where in the text as stored each byte of that stands.

use crate::find::chars::slice;
use crate::span::Span;

/// Decoded bytes with the stored bytes that each came from.
#[derive(Debug, Default)]
pub(super) struct Decoded {
    pub(super) bytes: Vec<u8>,
    /// Where they came from, in order: most are stored as they are, many at a time.
    runs: Vec<Run>,
}

/// Decoded bytes up to the next run.
#[derive(Clone, Copy, Debug)]
struct Run {
    /// Where it begins in what was decoded.
    start: usize,
    from: From,
}

#[derive(Clone, Copy, Debug)]
enum From {
    /// As they are, from here on.
    Kept(usize),
    /// All of them for each.
    Read(Span),
}

impl Decoded {
    pub(super) fn with_capacity(len: usize) -> Decoded {
        Decoded { bytes: Vec::with_capacity(len), runs: Vec::new() }
    }

    /// Adds bytes that the stored ones at `from` stand for, all of them for each.
    pub(super) fn push(&mut self, bytes: &[u8], from: Span) {
        self.add(bytes, From::Read(from));
    }

    /// Adds the stored bytes at `from` as they are.
    pub(super) fn keep(&mut self, text: &[u8], from: Span) {
        let bytes = slice(text, from.start, from.end);
        if !bytes.is_empty() {
            self.add(bytes, From::Kept(from.start));
        }
    }

    fn add(&mut self, bytes: &[u8], from: From) {
        let start = self.bytes.len();
        // Where what was kept goes on, so does its run.
        let goes_on = match (from, self.runs.last()) {
            (From::Kept(here), Some(Run { start: first, from: From::Kept(at) })) => here == at + (start - first),
            _ => false,
        };
        if !goes_on {
            self.runs.push(Run { start, from });
        }
        self.bytes.extend_from_slice(bytes);
    }

    /// Adds what was decoded behind it.
    pub(super) fn append(&mut self, mut behind: Decoded) {
        let start = self.bytes.len();
        self.runs.extend(behind.runs.into_iter().map(|run| Run { start: start + run.start, ..run }));
        self.bytes.append(&mut behind.bytes);
    }

    /// Keeps so many bytes.
    pub(super) fn truncate(&mut self, len: usize) {
        self.bytes.truncate(len);
        while self.runs.last().is_some_and(|run| run.start >= len) {
            self.runs.pop();
        }
    }

    /// The stored bytes that a decoded one came from.
    fn from(&self, at: usize) -> Option<Span> {
        let behind = self.runs.partition_point(|run| run.start <= at);
        let run = self.runs.get(behind.checked_sub(1)?).filter(|_| at < self.bytes.len())?;
        Some(match run.from {
            From::Kept(from) => Span::new(from + at - run.start, from + at - run.start + 1),
            From::Read(from) => from,
        })
    }

    /// The stored bytes that a span of decoded ones came from, with what was left out amid them.
    pub(super) fn stored(&self, span: Span) -> Span {
        let start = self.from(span.start).map_or(0, |from| from.start);
        let end = span.end.checked_sub(1).and_then(|last| self.from(last)).map_or(start, |from| from.end);
        Span::new(start, end.max(start))
    }

    /// Where each byte of a span of decoded ones is stored.
    pub(super) fn letters(&self, span: Span) -> Vec<Span> {
        span.range().filter_map(|at| self.from(at)).collect()
    }

    /// Whether a span of decoded bytes is stored as it is read.
    pub(super) fn is_verbatim(&self, text: &[u8], span: Span) -> bool {
        let stored = self.stored(span);
        slice(text, stored.start, stored.end) == slice(&self.bytes, span.start, span.end)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_byte_knows_where_it_came_from() {
        let text = b"jo%40army.ml";
        let mut decoded = Decoded::default();
        decoded.keep(text, Span::new(0, 1));
        decoded.keep(text, Span::new(1, 2));
        decoded.push(b"@", Span::new(2, 5));
        decoded.keep(text, Span::new(5, 9));
        let mut behind = Decoded::default();
        behind.keep(text, Span::new(9, 12));
        decoded.append(behind);
        assert_eq!((&*decoded.bytes, decoded.runs.len()), (&b"jo@army.ml"[..], 4));
        let stored = |start, end| decoded.stored(Span::new(start, end));
        assert_eq!(
            [stored(0, 2), stored(1, 3), stored(3, 10)],
            [(0, 2), (1, 5), (5, 12)].map(|(a, b)| Span::new(a, b))
        );
        let whole = Span::new(0, 10);
        assert_eq!(
            decoded.letters(whole).iter().map(|from| from.start).collect::<Vec<_>>(),
            [0, 1, 2, 5, 6, 7, 8, 9, 10, 11]
        );
        assert_eq!([(0, 2), (0, 3)].map(|(a, b)| decoded.is_verbatim(text, Span::new(a, b))), [true, false]);
        decoded.truncate(3);
        decoded.keep(text, Span::new(5, 6));
        assert_eq!(decoded.letters(whole), [(0, 1), (1, 2), (2, 5), (5, 6)].map(|(a, b)| Span::new(a, b)));
    }
}
