//! A named text, positions in it, and the kinds of place a subject can stand in.

/// A point in a file.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Position {
    /// Bytes from the start of the file as stored, counted from 0.
    pub byte: u64,
    /// Line, counted from 1.
    pub line: u64,
    /// Unicode scalar value in its line, counted from 1.
    pub column: u64,
}

impl Position {
    /// The first byte of a file.
    pub const START: Position = Position { byte: 0, line: 1, column: 1 };
}

/// Where a finding stands, with what a reader needs to see of its line.
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

/// What kind of place a subject stands in.
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
