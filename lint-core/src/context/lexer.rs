//! Which parts of a text are strings and which are comments, read once from its start to the last candidate.
//!
//! One lexer serves all languages: [`Language`](super::languages) says how each marks its strings and comments. Lexers of
//! single languages want a whole and sound file; this one reads pieces of files of any size, broken ones too, and a mark that
//! is never closed is given up at the end of its line wherever the language lets no string go on there.

use super::kind::{Format, Kind, Role};
use crate::find::chars::{ALNUM, before, byte, is, slice};
use crate::find::cut::{after_last, indent, leading, trailing};
use crate::text::find::{memchr, memmem};

/// What a lexer knows at a point of a text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum State {
    /// Outside of strings and comments.
    Plain,
    /// In a comment that ends with its line, with what closes it, or with either.
    Comment { close: Option<&'static str>, ends_with_line: bool },
    /// In a block of text in YAML, which goes on while lines are indented further than its key.
    Scalar { indent: usize },
    /// In a string that started at `start`, behind its quote.
    String { start: usize, quote: Quote },
}

/// What ends a string.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Quote {
    mark: &'static str,
    /// How many `#` must follow it.
    hashes: usize,
    escapes: bool,
    ends_with_line: bool,
}

/// Reads a text from front to back.
#[derive(Clone, Debug)]
pub struct Lexer {
    kind: Kind,
    /// Up to here it was read.
    at: usize,
    /// Where the line starts that `at` is in.
    line: usize,
    /// None at the start.
    state: Option<State>,
    /// The bytes that may start something.
    marks: [bool; 256],
    /// Whether comments are as in C, so that a line that opens with a star goes on with one.
    is_c_like: bool,
}

impl Lexer {
    /// At the start of a text, or of a part of one: then what its first line tells of the lines before counts.
    pub fn new(kind: Kind) -> Lexer {
        let mut marks = [false; 256];
        let language = kind.language();
        let mut mark = |mark: &str| {
            if let Some(&first) = mark.as_bytes().first() {
                marks[usize::from(first.to_ascii_lowercase())] = true;
                marks[usize::from(first.to_ascii_uppercase())] = true;
            }
        };
        for line_comment in language.line_comments {
            mark(line_comment);
        }
        for (open, _) in language.block_comments {
            mark(open);
        }
        for quote in language.quotes {
            mark(quote);
        }
        for words in language.word_lists {
            mark(words);
        }
        let is_c_like = language.block_comments.iter().any(|(open, _)| *open == "/*");
        // Where lines begin is asked by some alone.
        marks[usize::from(b'\n')] = is_c_like || is_yaml(kind) || !language.line_comments.is_empty();
        Lexer { kind, at: 0, line: 0, state: None, marks, is_c_like }
    }

    /// Goes on to `to`, which is not before where it was last.
    pub(super) fn advance(&mut self, text: &[u8], to: usize) -> State {
        let mut state = self.state.unwrap_or_else(|| self.begun(text, true));
        while self.at < to.min(text.len()) {
            state = match state {
                State::Plain => self.plain(text, to),
                State::Comment { close, ends_with_line } => self.comment(text, to, close, ends_with_line),
                State::Scalar { indent } => self.scalar(text, to, indent),
                State::String { start, quote } => self.string(text, to, start, quote),
            };
        }
        self.state = Some(state);
        state
    }

    fn plain(&mut self, text: &[u8], to: usize) -> State {
        loop {
            let rest = slice(text, self.at, to);
            self.at += rest.iter().position(|&b| self.marks[usize::from(b)]).unwrap_or(rest.len());
            let at = self.at;
            if at >= to {
                return State::Plain;
            }
            let state = if byte(text, at) == b'\n' { self.next_line(text) } else { self.opened(text) };
            if state != State::Plain {
                return state;
            }
        }
    }

    /// Goes on behind the end of a line outside of everything.
    fn next_line(&mut self, text: &[u8]) -> State {
        let ended = slice(text, self.line, self.at);
        self.at += 1;
        self.line = self.at;
        match is_yaml(self.kind) && opens_scalar(ended) {
            true => State::Scalar { indent: indent(ended) },
            false => self.begun(text, false),
        }
    }

    /// Goes on behind what may open something here, if only by its first byte.
    fn opened(&mut self, text: &[u8]) -> State {
        let (at, rest) = (self.at, slice(text, self.at, self.at + 8));
        let language = self.kind.language();
        let starts = |mark: &str| rest.starts_with(mark.as_bytes());
        if let Some((open, close)) = language.block_comments.iter().find(|(open, _)| starts(open)) {
            self.at += open.len();
            State::Comment { close: Some(close), ends_with_line: false }
        } else if self.starts_line_comment(text) {
            State::Comment { close: None, ends_with_line: true }
        } else if let Some(mark) = language.quotes.iter().find(|mark| starts(mark)) {
            self.at += mark.len();
            self.quote(text, at, mark).map_or(State::Plain, |quote| State::String { start: self.at, quote })
        } else if let Some((len, quote)) = self.opens_words(text) {
            self.at += len;
            State::String { start: self.at, quote }
        } else {
            self.at += 1;
            State::Plain
        }
    }

    /// What opens a list of words here that are strings, as `qw(..)` in Perl and `%w[..]` in Ruby do, and what ends it.
    fn opens_words(&self, text: &[u8]) -> Option<(usize, Quote)> {
        let rest = slice(text, self.at, self.at + 8);
        let name = self.kind.language().word_lists.iter().find(|name| rest.starts_with(name.as_bytes()))?;
        let previous = before(text, self.at);
        if is(previous, ALNUM) || matches!(previous, b'_' | b'$' | b'@' | b'%' | b'&' | b'>') {
            return None;
        }
        let space = leading(slice(rest, name.len(), rest.len()), |b| b == b' ');
        let mark = match byte(rest, name.len() + space) {
            b'(' => ")",
            b'[' => "]",
            b'{' => "}",
            b'<' => ">",
            b'/' => "/",
            b'|' => "|",
            _ => return None,
        };
        Some((name.len() + space + 1, Quote { mark, hashes: 0, escapes: true, ends_with_line: false }))
    }

    /// Whether a comment starts here that ends with the line.
    fn starts_line_comment(&self, text: &[u8]) -> bool {
        let rest = slice(text, self.at, self.at + 8);
        let previous = before(text, self.at);
        self.kind.language().line_comments.iter().any(|mark| {
            rest.get(..mark.len()).is_some_and(|head| head.eq_ignore_ascii_case(mark.as_bytes()))
                && match *mark {
                    "//" => previous != b':',
                    // Elsewhere in the line these have other meanings.
                    "#" | "--" | "%" | "!" | ";" => self.at == self.line || previous.is_ascii_whitespace(),
                    _ => slice(text, self.line, self.at).trim_ascii().is_empty(),
                }
        })
    }

    /// What the quote at `at` begins a string with; `None` where it quotes nothing.
    fn quote(&self, text: &[u8], at: usize, mark: &'static str) -> Option<Quote> {
        let (language, previous) = (self.kind.language(), before(text, at));
        // An apostrophe within a word, a quote that is escaped, and C's name for one, `'"'`.
        let is_letter = mark == "\"" && previous == b'\'' && byte(text, at + 1) == b'\'';
        if (mark == "'" && is(previous, ALNUM) && !self.is_prefixed(text, at)) || previous == b'\\' || is_letter {
            return None;
        }
        let hashes =
            if language.raw_strings { trailing(slice(text, at.saturating_sub(16), at), |b| b == b'#') } else { 0 };
        let is_raw = language.raw_strings && before(text, at - hashes) == b'r';
        Some(Quote {
            mark,
            hashes: if is_raw { hashes } else { 0 },
            escapes: !(is_raw || (mark.starts_with('\'') && matches!(self.kind.role(), Role::Values(_)))),
            ends_with_line: !(mark.len() > 1
                || language.raw_strings
                || (mark == "`" && self.kind.role() == Role::Code)),
        })
    }

    /// Whether letters stand before the quote at `at` that say how Python reads the string: `rb'..'`.
    fn is_prefixed(&self, text: &[u8], at: usize) -> bool {
        let word = slice(text, at.saturating_sub(3), at);
        let word = slice(word, word.len() - trailing(word, |b| is(b, ALNUM)), word.len());
        let has_prefixes = self.kind.language().quotes.first() == Some(&"\"\"\"") && self.kind.role() == Role::Code;
        has_prefixes && word.len() < 3 && word.iter().all(|b| b"rRbBuUfF".contains(b))
    }

    fn comment(&mut self, text: &[u8], to: usize, close: Option<&'static str>, ends_with_line: bool) -> State {
        let reach = close.map_or(0, |close| close.len() - 1);
        let rest = slice(text, self.at, to + reach);
        let closed = close.and_then(|close| Some(memmem(rest, close.as_bytes())? + close.len()));
        let line = if ends_with_line { memchr(b'\n', rest) } else { None };
        let end = match (closed, line) {
            (Some(closed), Some(line)) => closed.min(line),
            (Some(end), None) | (None, Some(end)) => end,
            (None, None) => {
                self.at = to;
                return State::Comment { close, ends_with_line };
            }
        };
        self.at += end;
        State::Plain
    }

    /// The next line of a block of text, or the one behind it.
    fn scalar(&mut self, text: &[u8], to: usize, least: usize) -> State {
        let rest = slice(text, self.at, text.len());
        let line = rest.get(..memchr(b'\n', rest).map_or(rest.len(), |end| end + 1)).unwrap_or_default();
        if self.at == self.line && !line.trim_ascii().is_empty() && indent(line) <= least {
            return State::Plain;
        }
        self.at = (self.at + line.len()).min(to);
        if before(text, self.at) == b'\n' {
            self.line = self.at;
        }
        State::Scalar { indent: least }
    }

    fn string(&mut self, text: &[u8], to: usize, start: usize, quote: Quote) -> State {
        self.at = quote.end(text, self.at, to);
        if quote.closes_at(text, self.at) {
            self.at += quote.mark.len() + quote.hashes;
            State::Plain
        } else if self.at < to {
            // The line ends, and the string with it.
            State::Plain
        } else {
            State::String { start, quote }
        }
    }

    /// The state at the start of a line outside of everything. One that opens with a star goes on with a comment whose start
    /// is out of sight, and so does the `first` line of a text if it closes one.
    fn begun(&self, text: &[u8], first: bool) -> State {
        if !self.is_c_like {
            return State::Plain;
        }
        let line = slice(text, self.at, self.at + 2048);
        let head = slice(line, leading(line, |b| b.is_ascii_whitespace() && b != b'\n'), line.len());
        let starred = head.starts_with(b"* ") || head.starts_with(b"*\t");
        let closes = || {
            let line = slice(line, 0, memchr(b'\n', line).unwrap_or(line.len()));
            let close = memmem(line, b"*/");
            close.is_some_and(|close| memmem(slice(line, 0, close), b"/*").is_none())
        };
        match starred || (first && closes()) {
            true => State::Comment { close: Some("*/"), ends_with_line: true },
            false => State::Plain,
        }
    }
}

fn is_yaml(kind: Kind) -> bool {
    kind.role() == Role::Values(Format::Yaml)
}

/// Whether a line ends as the header of a block of text does (YAML 1.2.2, 8.1).
fn opens_scalar(line: &[u8]) -> bool {
    let header = after_last(line.trim_ascii_end(), b' ');
    matches!(header.first(), Some(b'|' | b'>'))
        && header.iter().skip(1).all(|&b| matches!(b, b'+' | b'-' | b'1'..=b'9'))
}

impl Quote {
    /// Where a string ends that goes on at `at`: at its closing quote, at the end of its line, or at `limit`.
    pub(super) fn end(self, text: &[u8], at: usize, limit: usize) -> usize {
        let first = self.mark.as_bytes().first().copied().unwrap_or_default();
        let mut i = at;
        while i < limit.min(text.len()) {
            match byte(text, i) {
                // Where a line ends with two bytes, the string goes on behind both.
                b'\\' if self.escapes => i += 2 + usize::from(slice(text, i + 1, i + 3) == b"\r\n"),
                b'\n' if self.ends_with_line => return i,
                b if b == first && self.closes_at(text, i) => return i,
                _ => i += 1,
            }
        }
        i.max(at)
    }

    fn closes_at(self, text: &[u8], at: usize) -> bool {
        let rest = slice(text, at, at + self.mark.len() + self.hashes);
        rest.strip_prefix(self.mark.as_bytes())
            .is_some_and(|hashes| hashes.len() == self.hashes && hashes.iter().all(|&b| b == b'#'))
    }
}
