//! Where in its line a candidate stands: a string, a comment, a value, running text or program.

use super::chars::{ALNUM, before, byte, is, slice};
use super::kind::{Kind, Role};
use crate::source::Place;
use crate::span::Span;

/// How far around a candidate its line is read.
const REACH: usize = 2048;
/// How far back an open comment is looked for.
const COMMENT_REACH: usize = 4096;

/// The surroundings of a candidate.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Surroundings {
    /// What kind of place it is.
    pub(super) place: Place,
    /// Its line, or what of it is near.
    pub(super) line: Span,
    /// What the quotes around it hold, where there are quotes.
    pub(super) quoted: Option<Span>,
}

impl Surroundings {
    /// Reads the line around `span`.
    pub(super) fn of(text: &[u8], kind: Kind, span: Span) -> Surroundings {
        let line = line_around(text, span);
        let state = State::at(text, kind, line.start, span.start);
        let quoted = match state {
            State::String { start, quote } => Some(Span::new(start, string_end(text, span.end, line.end, quote))),
            _ => None,
        };
        let place = match (kind.role(), state) {
            (_, State::Comment) => Place::Comment,
            (Role::Values(_), _) => Place::Value,
            (Role::Prose | Role::Mail, _) => Place::Prose,
            (_, State::String { .. }) => Place::Literal,
            (Role::Unknown, State::Plain) => Place::Prose,
            (Role::Code, State::Plain) => Place::Code,
        };
        Surroundings { place, line, quoted }
    }
}

/// The line around a span, cut where it is far away.
fn line_around(text: &[u8], span: Span) -> Span {
    let from = span.start.saturating_sub(REACH);
    let start = memchr::memrchr(b'\n', slice(text, from, span.start)).map_or(from, |at| from + at + 1);
    let rest = slice(text, span.end, span.end + REACH);
    let end = span.end + memchr::memchr(b'\n', rest).unwrap_or(rest.len());
    Span::new(start, end)
}

/// What a lexer knows at a point of a line.
#[derive(Clone, Copy)]
enum State {
    Plain,
    Comment,
    String { start: usize, quote: &'static str },
}

impl State {
    /// The state at `at`, for a line that starts at `start`.
    fn at(text: &[u8], kind: Kind, start: usize, at: usize) -> State {
        let mut i = match open_comment(text, kind, start) {
            None => start,
            Some(close) => match memchr::memmem::find(slice(text, start, at), close.as_bytes()) {
                Some(end) => start + end + close.len(),
                None => return State::Comment,
            },
        };
        if let Some(quote) = open_string(text, kind, start) {
            let end = string_end(text, start, at, quote);
            if end >= at {
                return State::String { start, quote };
            }
            i = i.max(end + quote.len());
        }
        while i < at {
            if starts_comment(text, kind, start, i) {
                return State::Comment;
            }
            let rest = slice(text, i, at);
            if let Some((open, close)) =
                kind.language().block_comments.iter().find(|(open, _)| rest.starts_with(open.as_bytes()))
            {
                match memchr::memmem::find(slice(text, i + open.len(), at), close.as_bytes()) {
                    Some(end) => i += open.len() + end + close.len(),
                    None => return State::Comment,
                }
                continue;
            }
            let Some(&quote) = kind.language().quotes.iter().find(|quote| rest.starts_with(quote.as_bytes())) else {
                i += 1;
                continue;
            };
            let inside = i + quote.len();
            // An apostrophe within a word quotes nothing.
            if quote == "'" && is(before(text, i), ALNUM) {
                i = inside;
                continue;
            }
            let end = string_end(text, inside, at, quote);
            if end >= at {
                return State::String { start: inside, quote };
            }
            i = end + quote.len();
        }
        State::Plain
    }
}

/// Where the string ends that goes on at `at`: at its closing quote, or at `limit`.
fn string_end(text: &[u8], at: usize, limit: usize, quote: &str) -> usize {
    let mut i = at;
    while i < limit {
        let rest = slice(text, i, limit);
        if rest.starts_with(quote.as_bytes()) {
            return i;
        }
        i += if byte(text, i) == b'\\' { 2 } else { 1 };
    }
    limit
}

/// The quotes that the line at `start` begins between, of those that may hold several lines. Where the text begins too far
/// back to count them, none.
fn open_string(text: &[u8], kind: Kind, start: usize) -> Option<&'static str> {
    let head = slice(text, 0, start);
    let long = kind.language().quotes.iter().filter(|quote| quote.len() > 1 && start < COMMENT_REACH);
    long.copied().find(|quote| memchr::memmem::find_iter(head, quote.as_bytes()).count() % 2 == 1)
}

/// What closes the comment that the line at `start` begins in, if it begins in one.
fn open_comment(text: &[u8], kind: Kind, start: usize) -> Option<&'static str> {
    let head = slice(text, start.saturating_sub(COMMENT_REACH), start);
    let opened = kind.language().block_comments.iter().filter_map(|(open, close)| {
        let at = memchr::memmem::find_iter(head, open.as_bytes()).last()?;
        let closed = memchr::memmem::find(head.get(at + open.len()..)?, close.as_bytes()).is_some();
        (!closed).then_some(*close)
    });
    opened.into_iter().next().or_else(|| {
        // A line that opens with a star, or closes a comment, goes on with one whose start may be out of sight.
        let c_like = kind.language().block_comments.iter().any(|(open, _)| *open == "/*");
        let line = slice(text, start, start + REACH).split(|&b| b == b'\n').next().unwrap_or_default();
        let first = line.trim_ascii_start();
        let starred = first.starts_with(b"* ") || first.starts_with(b"*\t");
        let closed = memchr::memmem::find(line, b"*/")
            .is_some_and(|at| memchr::memmem::find(slice(line, 0, at), b"/*").is_none());
        (c_like && (starred || closed)).then_some("*/")
    })
}

/// Whether a comment starts at `at` that ends with the line.
fn starts_comment(text: &[u8], kind: Kind, line: usize, at: usize) -> bool {
    let rest = slice(text, at, at + 8);
    kind.language().line_comments.iter().any(|mark| {
        let bytes = mark.as_bytes();
        let p = before(text, at);
        rest.get(..bytes.len()).is_some_and(|head| head.eq_ignore_ascii_case(bytes))
            && match *mark {
                "//" => p != b':',
                // Elsewhere in the line these have other meanings.
                "#" | "--" | "%" | "!" | ";" => at == line || p.is_ascii_whitespace(),
                _ => slice(text, line, at).trim_ascii().is_empty(),
            }
    })
}
