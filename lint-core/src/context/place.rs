//! Where in its line a candidate stands: a string, a comment, a value, running text or program.

use super::kind::{Kind, Role};
use super::lexer::State;
use crate::find::chars::slice;
use crate::source::Place;
use crate::span::Span;
use crate::text::find::{memchr, memrchr};

/// How far around a candidate its line is read.
pub(super) const REACH: usize = 2048;

/// The surroundings of a candidate.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Surroundings {
    /// What kind of place it is.
    pub place: Place,
    /// Its line, or what of it is near.
    pub line: Span,
    /// What the quotes around it hold, where there are quotes.
    pub quoted: Option<Span>,
}

impl Surroundings {
    /// Reads the line around `span`, at whose start the lexer is in this state.
    pub(super) fn of(text: &[u8], kind: Kind, span: Span, state: State) -> Surroundings {
        let line = line_around(text, span, REACH);
        let quoted = match state {
            State::String { start, quote } => Some(Span::new(start, quote.end(text, span.end, line.end))),
            _ => None,
        };
        let place = match (kind.role(), state) {
            (_, State::Comment { .. }) => Place::Comment,
            (_, State::Scalar { .. }) => Place::Value,
            (Role::Values(_), _) => Place::Value,
            (Role::Prose | Role::Mail, _) => Place::Prose,
            (_, State::String { .. }) => Place::Literal,
            (Role::Unknown, State::Plain) => Place::Prose,
            (Role::Code, State::Plain) => Place::Code,
        };
        Surroundings { place, line, quoted }
    }
}

/// The line around a span, cut where it is `reach` bytes away.
pub(crate) fn line_around(text: &[u8], span: Span, reach: usize) -> Span {
    let from = span.start.saturating_sub(reach);
    let start = memrchr(b'\n', slice(text, from, span.start)).map_or(from, |at| from + at + 1);
    let rest = slice(text, span.end, span.end + reach);
    let end = span.end + memchr(b'\n', rest).unwrap_or(rest.len());
    Span::new(start, end)
}
