//! How a file is stored, positions in it, and the kinds of place a subject can stand in.

use crate::span::Span;
use crate::text::find::{count, memchr, memrchr};
use std::borrow::Cow;

/// A point in a file.
///
/// ```
/// let report = lint_core::Checker::default().text("mail.toml", b"[alerts]\nto = 'ops@army.ml'");
/// let start = report.findings[0].location.as_ref().unwrap().start;
/// assert_eq!((start.byte, start.line_byte, start.line, start.column), (15, 9, 2, 7));
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Position {
    /// Bytes from the start of the file as stored, counted from 0.
    pub byte: u64,
    /// Where its line begins, as `byte`; a byte order mark is part of the first line.
    pub line_byte: u64,
    /// Line, counted from 1.
    pub line: u64,
    /// Unicode scalar value in its line, counted from 1.
    pub column: u64,
}

impl Position {
    /// The first byte of a file.
    pub const START: Position = Position { byte: 0, line_byte: 0, line: 1, column: 1 };
}

/// Where a finding stands, with what a reader needs to see of its line.
///
/// ```
/// let report = lint_core::Checker::default().text("mail.toml", b"to = 'ops@army.ml'");
/// let location = report.findings[0].location.as_ref().unwrap();
/// assert_eq!((&*location.excerpt, location.end.column), ("to = 'ops@army.ml'", 18));
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Location {
    /// The subject's first character.
    pub start: Position,
    /// One past its last.
    pub end: Position,
    /// The line, or the part of a long line around the subject.
    pub excerpt: String,
    /// The column of the excerpt's first character, counted from 1.
    pub excerpt_column: u64,
}

impl Location {
    /// What the line holds before the subject, as far as it is shown.
    pub(crate) fn before(&self) -> &str {
        let columns = self.start.column.saturating_sub(self.excerpt_column) as usize;
        let end = self.excerpt.char_indices().nth(columns).map_or(self.excerpt.len(), |(end, _)| end);
        self.excerpt.get(..end).unwrap_or_default()
    }
}

/// What kind of place a subject stands in.
///
/// ```
/// use lint_core::{Checker, Place};
/// let report = Checker::default().text("mail.py", b"to = 'ops@army.ml'  # was jo@gmial.com");
/// let places: Vec<Place> = report.findings.iter().map(|finding| finding.place).collect();
/// assert_eq!(places, [Place::Literal, Place::Comment]);
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Place {
    /// Program text outside literals and comments.
    Code,
    /// A string literal of a programming language.
    Literal,
    /// A value in a configuration or data file.
    Value,
    /// A comment.
    Comment,
    /// Running text: documentation, mail, markup, plain text.
    Prose,
    /// Given by itself, as on the command line.
    Argument,
}

impl Place {
    /// The word used in reports.
    pub const fn as_str(self) -> &'static str {
        match self {
            Place::Code => "code",
            Place::Literal => "literal",
            Place::Value => "value",
            Place::Comment => "comment",
            Place::Prose => "prose",
            Place::Argument => "argument",
        }
    }
}

/// How a file's text is stored. Anything without a UTF-16 mark is read as UTF-8, its bad bytes (Latin-1, say) included.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Encoding {
    /// UTF-8.
    Utf8,
    /// UTF-16, the lower byte of a unit first.
    Utf16Le,
    /// UTF-16, the higher byte of a unit first.
    Utf16Be,
}

impl Encoding {
    /// The encoding of a file that begins so, and the length of its byte order mark (Unicode, section 23.8).
    pub fn of(start: &[u8]) -> (Encoding, usize) {
        match start {
            [0xef, 0xbb, 0xbf, ..] => (Encoding::Utf8, 3),
            [0xff, 0xfe, ..] => (Encoding::Utf16Le, 2),
            [0xfe, 0xff, ..] => (Encoding::Utf16Be, 2),
            _ => (Encoding::Utf8, 0),
        }
    }

    /// The text in UTF-8. Of UTF-16, half a unit at the end is left out; what does not decode becomes U+FFFD.
    pub fn decode(self, stored: &[u8]) -> Cow<'_, [u8]> {
        let unit = match self {
            Encoding::Utf8 => return Cow::Borrowed(stored),
            Encoding::Utf16Le => u16::from_le_bytes,
            Encoding::Utf16Be => u16::from_be_bytes,
        };
        let mut units = Vec::with_capacity(stored.len() / 2);
        for pair in stored.chunks_exact(2) {
            units.push(unit([pair[0], pair[1]]));
        }
        Cow::Owned(String::from_utf16_lossy(&units).into_bytes())
    }

    /// The bytes with which a file holds this text.
    pub fn encode(self, text: &str) -> Vec<u8> {
        let stored = match self {
            Encoding::Utf8 => return text.as_bytes().to_vec(),
            Encoding::Utf16Le => u16::to_le_bytes,
            Encoding::Utf16Be => u16::to_be_bytes,
        };
        let mut bytes = Vec::new();
        for unit in text.encode_utf16() {
            bytes.extend_from_slice(&stored(unit));
        }
        bytes
    }

    /// How many bytes the file holds for this part of the decoded text.
    pub(crate) fn stored_len(self, text: &[u8]) -> u64 {
        match self {
            Encoding::Utf8 => text.len() as u64,
            Encoding::Utf16Le | Encoding::Utf16Be => {
                let mut units = 0;
                for byte in text {
                    units += match byte {
                        0x80..=0xbf => 0,
                        0xf0.. => 2,
                        _ => 1,
                    };
                }
                2 * units
            }
        }
    }
}

/// Unicode scalar values in a piece of text: every byte but the continuing ones of UTF-8, so that a bad byte counts as one
/// at most.
fn chars(text: &[u8]) -> u64 {
    let mut chars = 0;
    for byte in text {
        chars += u64::from(byte & 0xc0 != 0x80);
    }
    chars
}

/// Turns offsets in a piece of a file's text into positions in the file, going forward.
#[derive(Debug)]
pub(crate) struct Cursor<'t> {
    text: &'t [u8],
    encoding: Encoding,
    offset: usize,
    position: Position,
}

impl<'t> Cursor<'t> {
    /// At the start of `text`, which stands in the file at `position`.
    pub(crate) fn new(text: &'t [u8], encoding: Encoding, position: Position) -> Cursor<'t> {
        Cursor { text, encoding, offset: 0, position }
    }

    /// The position of `offset`, which is not before the last one asked for.
    pub(crate) fn advance(&mut self, offset: usize) -> Position {
        let offset = offset.clamp(self.offset, self.text.len());
        let passed = &self.text[self.offset..offset];
        self.position = after(self.position, passed, self.encoding);
        self.offset = offset;
        self.position
    }

    /// The positions of a span that does not begin before the last offset asked for.
    pub(crate) fn positions(&self, span: Span) -> (Position, Position) {
        let part = |from: usize, to: usize| self.text.get(from..to).unwrap_or_default();
        let start = after(self.position, part(self.offset, span.start), self.encoding);
        (start, after(start, part(span.start, span.end), self.encoding))
    }

    /// Where `span` stands, with as much of its line as a reader needs.
    pub(crate) fn locate(&mut self, span: Span) -> Location {
        /// Bytes of a line shown on either side of the subject.
        const AROUND: usize = 120;
        let start = self.advance(span.start);
        let subject = &self.text[span.start.min(self.text.len())..span.end.min(self.text.len())];
        let end = after(start, subject, self.encoding);
        let floor = span.start.saturating_sub(AROUND);
        let mut from = match memrchr(b'\n', &self.text[floor..span.start]) {
            Some(newline) => floor + newline + 1,
            None => floor,
        };
        while from < span.start && self.text[from] & 0xc0 == 0x80 {
            from += 1;
        }
        let ceiling = (span.end + AROUND).min(self.text.len());
        let mut to = match memchr(b'\n', &self.text[span.end.min(ceiling)..ceiling]) {
            Some(newline) => span.end + newline,
            None => ceiling,
        };
        while to > span.end && to < self.text.len() && self.text[to] & 0xc0 == 0x80 {
            to -= 1;
        }
        let before = &self.text[from..span.start];
        let excerpt = String::from_utf8_lossy(&self.text[from..to]).trim_end_matches('\r').to_owned();
        Location { start, end, excerpt, excerpt_column: start.column.saturating_sub(chars(before)).max(1) }
    }
}

/// The position behind `passed`, which begins at `position`.
fn after(position: Position, passed: &[u8], encoding: Encoding) -> Position {
    let byte = position.byte + encoding.stored_len(passed);
    let lines = count(b'\n', passed) as u64;
    let Some(newline) = memrchr(b'\n', passed) else {
        return Position { byte, column: position.column + chars(passed), ..position };
    };
    let begun = &passed[newline + 1..];
    Position {
        byte,
        line_byte: byte - encoding.stored_len(begun),
        line: position.line + lines,
        column: 1 + chars(begun),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_position_knows_where_its_line_begins() {
        // Where a piece begins, its text, how it is stored; then the position behind it.
        let second = Position { byte: 10, line_byte: 7, line: 2, column: 4 };
        let cases = [
            (Position::START, "ab", Encoding::Utf8, Position { byte: 2, line_byte: 0, line: 1, column: 3 }),
            (second, "\u{e4}", Encoding::Utf8, Position { byte: 12, line_byte: 7, line: 2, column: 5 }),
            (second, "a\r\n\n\u{e4}b", Encoding::Utf8, Position { byte: 17, line_byte: 14, line: 4, column: 3 }),
            (second, "a\n\u{1f600}b", Encoding::Utf16Le, Position { byte: 20, line_byte: 14, line: 3, column: 3 }),
        ];
        for (start, text, encoding, expected) in cases {
            assert_eq!(after(start, text.as_bytes(), encoding), expected, "{text:?}");
        }
    }
}
