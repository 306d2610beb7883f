//! Places in a text: offsets in bytes, as the core counts, and lines with columns, as the protocol does.

use lsp_types::{Position, Range};
use std::ops;

/// What a column counts, from 0.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Encoding {
    /// Bytes.
    Utf8,
    /// Units of UTF-16.
    Utf16,
}

/// Where the lines of a text begin. A line ends with `\n`, `\r\n` or `\r` alone, as the protocol has it.
#[derive(Clone, Debug)]
pub(super) struct Lines {
    starts: Vec<usize>,
}

impl Lines {
    pub(super) fn of(text: &str) -> Lines {
        let bytes = text.as_bytes();
        let ends = memchr::memchr2_iter(b'\n', b'\r', bytes);
        // Of a pair, the second ends the line.
        let ends = ends.filter(|&at| bytes[at] == b'\n' || bytes.get(at + 1) != Some(&b'\n'));
        Lines { starts: std::iter::once(0).chain(ends.map(|at| at + 1)).collect() }
    }

    /// The line at `index`, from 0, without its end.
    pub(super) fn line<'t>(&self, text: &'t str, index: usize) -> &'t str {
        let Some(&start) = self.starts.get(index) else { return "" };
        let end = self.starts.get(index + 1).copied().unwrap_or(text.len());
        text.get(start..end).unwrap_or_default().trim_end_matches(['\r', '\n'])
    }

    /// Where the line at `index` begins; the end of the text behind the last.
    pub(super) fn start(&self, text: &str, index: usize) -> usize {
        self.starts.get(index).copied().unwrap_or(text.len())
    }

    /// The offset of a position. One behind the end of its line is its end, as the protocol has it; one within a character its start.
    pub(super) fn offset(&self, text: &str, position: Position, encoding: Encoding) -> usize {
        let index = position.line as usize;
        let start = self.start(text, index);
        let (line, column) = (self.line(text, index), position.character as usize);
        let mut counted = 0;
        for (at, c) in line.char_indices() {
            counted += width(c, encoding);
            if counted > column {
                return start + at;
            }
        }
        start + line.len()
    }

    /// The position of an offset.
    pub(super) fn position(&self, text: &str, offset: usize, encoding: Encoding) -> Position {
        let index = self.starts.partition_point(|&start| start <= offset).saturating_sub(1);
        let start = self.start(text, index);
        let mut end = offset.clamp(start, text.len());
        while !text.is_char_boundary(end) {
            end -= 1;
        }
        let column: usize = text.get(start..end).unwrap_or_default().chars().map(|c| width(c, encoding)).sum();
        // No text that is judged has as many lines or columns.
        Position::new(u32::try_from(index).unwrap_or(u32::MAX), u32::try_from(column).unwrap_or(u32::MAX))
    }

    pub(super) fn range(&self, text: &str, range: ops::Range<usize>, encoding: Encoding) -> Range {
        Range::new(self.position(text, range.start, encoding), self.position(text, range.end, encoding))
    }
}

fn width(c: char, encoding: Encoding) -> usize {
    match encoding {
        Encoding::Utf8 => c.len_utf8(),
        Encoding::Utf16 => c.len_utf16(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn offsets_and_positions_name_the_same_place() {
        let text = "a\u{e4}\u{1f600}b\r\n\rc\n";
        let lines = Lines::of(text);
        // Offset, line, columns in UTF-8 and UTF-16.
        let places =
            [(0, 0, 0, 0), (1, 0, 1, 1), (3, 0, 3, 2), (7, 0, 7, 4), (8, 0, 8, 5), (10, 1, 0, 0), (11, 2, 0, 0)];
        for (offset, line, utf8, utf16) in places {
            for (encoding, column) in [(Encoding::Utf8, utf8), (Encoding::Utf16, utf16)] {
                let position = Position::new(line, column);
                assert_eq!(lines.position(text, offset, encoding), position, "{offset}");
                assert_eq!(lines.offset(text, position, encoding), offset, "{position:?}");
            }
        }
        // Behind the end of a line, behind the last line, within a character.
        for (position, offset) in [((0, 99), 8), ((9, 9), text.len()), ((0, 3), 3)] {
            assert_eq!(lines.offset(text, Position::new(position.0, position.1), Encoding::Utf16), offset);
        }
    }
}
