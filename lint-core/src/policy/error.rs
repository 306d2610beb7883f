//! What is wrong with a policy file, and where.

use crate::order;
use crate::source::{Cursor, Encoding, Position};
use crate::span::Span;
use std::fmt;

/// A mistake in a policy file.
///
/// ```
/// use lint_core::policy::Policy;
/// let errors = Policy::parse("protcet = [\"army.mil\"]", &Default::default()).unwrap_err();
/// assert_eq!(errors[0].to_string(), "1:1: unknown key `protcet`; did you mean `protect`?");
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Error {
    /// Line of the file, counted from 1.
    pub line: u64,
    /// Unicode scalar value in the line, counted from 1.
    pub column: u64,
    /// What is wrong.
    pub message: String,
    /// What to do about it, where that can be said.
    pub help: Option<String>,
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}:{}: {}", self.line, self.column, self.message)?;
        match &self.help {
            Some(help) => write!(f, "; {help}"),
            None => Ok(()),
        }
    }
}

impl std::error::Error for Error {}

/// A mistake before its offset is turned into line and column.
pub(super) struct Mistake {
    /// The first byte of what is wrong.
    pub(super) at: usize,
    message: String,
    help: Option<String>,
    /// What it clashes with, told in the help.
    first: Option<usize>,
    /// Set where the text is not even TOML.
    syntax: Option<Syntax>,
}

impl Mistake {
    pub(super) fn new(at: usize, message: impl Into<String>) -> Mistake {
        Mistake { at, message: message.into(), help: None, first: None, syntax: None }
    }

    pub(super) fn help(self, help: impl Into<String>) -> Mistake {
        Mistake { help: Some(help.into()), ..self }
    }

    /// Says that the same thing already stands at `first`.
    pub(super) fn clashes(self, first: usize) -> Mistake {
        Mistake { first: Some(first), ..self }
    }

    /// A key that was set before.
    pub(super) fn twice(name: &str, again: Span, first: Span) -> Mistake {
        Mistake::new(again.start, format!("`{name}` is set twice")).clashes(first.start)
    }

    /// What is not TOML, and perhaps what was expected there.
    pub(super) fn of_toml(at: usize, what: &str, expected: &str) -> Mistake {
        let help = (!expected.is_empty()).then(|| format!("expected {expected}"));
        Mistake { help, syntax: Some(Syntax::Line), ..Mistake::new(at, format!("not TOML: {what}")) }
    }

    /// Something that is opened and never closed.
    pub(super) fn unclosed(at: usize, what: &str, expected: &str) -> Mistake {
        Mistake { syntax: Some(Syntax::Swallows), ..Mistake::of_toml(at, &format!("unclosed {what}"), expected) }
    }
}

/// How much of the text a syntax error makes unreliable.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Syntax {
    /// Its line: what else seems wrong there may well be a consequence.
    Line,
    /// All that follows, since a bracket never closed.
    Swallows,
}

/// Mistakes as errors, in the order of the text, without those that a syntax error makes doubtful.
pub(super) fn located(mut mistakes: Vec<Mistake>, text: &str) -> Vec<Error> {
    order::sort(&mut mistakes, |a, b| a.at.cmp(&b.at));
    let mut offsets = Vec::new();
    for mistake in &mistakes {
        offsets.push(mistake.at);
        if let Some(first) = mistake.first {
            offsets.push(first);
        }
    }
    let places = Places::of(offsets, text);
    let mut broken = Vec::new();
    for mistake in mistakes.iter().filter(|mistake| mistake.syntax.is_some()) {
        broken.push(places.get(mistake.at).line);
    }
    let mut errors: Vec<Error> = Vec::new();
    for mistake in mistakes {
        let Position { line, column, .. } = places.get(mistake.at);
        let told = errors.last().is_some_and(|last| last.line == line);
        if broken.binary_search(&line).is_ok() && (mistake.syntax.is_none() || told) {
            continue;
        }
        let help = match mistake.first {
            Some(first) => Some(format!("it stands in line {} already", places.get(first).line)),
            None => mistake.help,
        };
        errors.push(Error { line, column, message: mistake.message, help });
        if mistake.syntax == Some(Syntax::Swallows) {
            break;
        }
    }
    errors
}

/// The positions of some offsets, all found in one pass over the text.
struct Places(Vec<(usize, Position)>);

impl Places {
    fn of(mut offsets: Vec<usize>, text: &str) -> Places {
        order::sort(&mut offsets, Ord::cmp);
        let (mut cursor, start) = cursor(text);
        let mut places = Vec::new();
        for &offset in &offsets {
            places.push((offset, cursor.advance(offset.saturating_sub(start))));
        }
        Places(places)
    }

    fn get(&self, offset: usize) -> Position {
        let place = self.0.binary_search_by_key(&offset, |(offset, _)| *offset);
        place.ok().and_then(|place| self.0.get(place)).map_or(Position::START, |(_, position)| *position)
    }
}

/// A cursor at the start of a file's text, and the offset of that start: a byte order mark is no column.
pub(super) fn cursor(text: &str) -> (Cursor<'_>, usize) {
    let (encoding, start) = Encoding::of(text.as_bytes());
    let position = Position { byte: start as u64, ..Position::START };
    (Cursor::new(text.get(start..).unwrap_or_default().as_bytes(), encoding, position), start)
}
