//! Mail as it is read: quoted-printable (RFC 2045 section 6.7), encoded words (RFC 2047), lines that flow (RFC 3676), and what may
//! stand around the `@` in an address field (RFC 5322 section 3.2.2).

use super::lines::{is_soft, line_end};
use super::text::Decoded;
use super::{Declared, Inner, IsTrap, Which, base64};
use crate::context::kind::Kind;
use crate::data::lists::syntax;
use crate::find::candidates;
use crate::find::chars::{ALNUM, LOCAL, byte, is, slice};
use crate::find::cut::{leading, parts};
use crate::span::Span;
use crate::text::find::{Word, memchr, memmem};

/// The longest line that is put together.
const LONGEST: usize = 4 << 10;
/// Reads the lines of mail that are stored in another way than they are meant.
pub(super) fn read(text: &[u8], kind: Kind, state: &mut Declared, is_trap: IsTrap, inner: &mut Inner) {
    let lower = text.to_ascii_lowercase();
    let said = |already: bool, words: &[u8]| if already { Some(0) } else { memmem(&lower, words) };
    let quoted = said(state.quoted_printable, b"quoted-printable");
    let flowed = said(state.flowed, b"delsp=yes").or_else(|| memmem(&lower, b"delsp=\"yes"));
    let coded = said(state.base64, b"encoding: base64");
    *state =
        Declared { quoted_printable: quoted.is_some(), flowed: flowed.is_some(), base64: coded.is_some(), ..*state };
    if let Some(coded) = coded {
        base64::blocks(text, kind, Span::new(coded, text.len()), is_trap, inner);
    }
    let (mut start, mut word, mut sign) = (0, Ahead::of(&WORD), Ahead::of(&SIGN));
    while start < text.len() {
        let field = address_field(slice(&lower, start, start + 32));
        let way = |from: Option<usize>| from.is_some_and(|from| from < start);
        let ways = Ways { quoted: way(quoted), flowed: way(flowed), field };
        let mut end = line_end(text, start);
        while end < text.len() && end - start < LONGEST && ways.goes_on(text, start, end) {
            end = line_end(text, end + 1);
        }
        let line = slice(text, start, end);
        let has_word = word.is_in(text, start, end) || sign.is_in(text, start, end);
        let is_stored = has_word || (ways.quoted && line.contains(&b'='));
        if is_stored || (field && line.contains(&b'@')) || (ways.flowed && line.contains(&b'\n')) {
            inner.take(text, kind, &ways.decode(text, Span::new(start, end)), Which::Stored, is_trap);
        }
        start = end + 1;
    }
}

/// How encoded words begin (RFC 2047), and the one for an `@` in UTF-7 (RFC 2152).
static WORD: Word = Word::new(b"=?");
static SIGN: Word = Word::new(b"+AEA-");

/// Where a word stands next, for who asks of one line after the other: most texts have it nowhere, and are gone through once.
struct Ahead {
    word: &'static Word,
    at: Option<usize>,
}

impl Ahead {
    fn of(word: &'static Word) -> Ahead {
        Ahead { word, at: None }
    }

    /// Whether it stands in the line `start..end`, which is none before those asked about.
    fn is_in(&mut self, text: &[u8], start: usize, end: usize) -> bool {
        let at = match self.at.filter(|at| *at >= start) {
            Some(at) => at,
            None => self.word.find(slice(text, start, text.len())).map_or(text.len(), |at| start + at),
        };
        self.at = Some(at);
        at < end
    }
}

/// Whether a line begins with the name of a field that holds addresses.
fn address_field(line: &[u8]) -> bool {
    let name = slice(line, 0, leading(line, |b| is(b, ALNUM) || b == b'-'));
    byte(line, name.len()) == b':' && syntax::ADDRESS_FIELD.has(name.strip_prefix(b"resent-").unwrap_or(name))
}

/// In which ways a line is stored.
#[derive(Clone, Copy)]
struct Ways {
    quoted: bool,
    flowed: bool,
    field: bool,
}

impl Ways {
    /// Whether a line that starts at `start` goes on behind the end of one at `end`.
    fn goes_on(self, text: &[u8], start: usize, end: usize) -> bool {
        let line = slice(text, start, end);
        let next = byte(text, end + 1);
        let is_folded =
            matches!(next, b' ' | b'\t') && (self.field || line.ends_with(b"?=") || line.ends_with(b"?=\r"));
        let line = line.strip_suffix(b"\r").unwrap_or(line);
        is_folded || (self.quoted && is_soft(line)) || (self.flowed && line.ends_with(b" ") && next != b'\n')
    }

    fn decode(self, text: &[u8], line: Span) -> Decoded {
        let mut decoded = Decoded::with_capacity(line.len());
        let mut at = line.start;
        while at < line.end {
            let rest = slice(text, at, line.end);
            let mut read = |len: usize, bytes: &[u8]| {
                decoded.push(bytes, Span::new(at, at + len));
                len
            };
            at += match rest {
                [b'=', b'?', ..] => match word(rest) {
                    Some((len, mut bytes)) => {
                        let between = between_words(slice(rest, len, rest.len()));
                        // Who ends a word with a whole address meant a space behind it.
                        if between > 0 && candidates(&bytes).last().is_some_and(|last| last.span.end == bytes.len()) {
                            bytes.push(b' ');
                        }
                        read(len, &bytes) + between
                    }
                    None => read(1, b"="),
                },
                [b'=', b'\n', ..] if self.quoted => 2,
                [b'=', b'\r', b'\n', ..] if self.quoted => 3,
                [b'=', high, low, ..] if self.quoted => match hex(*high, *low) {
                    Some(byte) => read(3, &[byte]),
                    None => read(1, b"="),
                },
                [b' ', b'\n', ..] if self.flowed => 2,
                [b' ', b'\r', b'\n', ..] if self.flowed => 3,
                [b'+', b'A', b'E', b'A', b'-', ..] => read(5, b"@"),
                [b'@', behind @ ..] if self.field => {
                    let skipped = unsaid(behind);
                    decoded.trim_unsaid();
                    decoded.push(b"@", Span::new(at, at + 1));
                    1 + skipped
                }
                [byte, ..] => read(1, &[*byte]),
                [] => 1,
            };
        }
        decoded
    }
}

fn hex(high: u8, low: u8) -> Option<u8> {
    let digit = |b: u8| char::from(b).to_digit(16);
    Some((digit(high)? * 16 + digit(low)?) as u8)
}

/// White space and comments (RFC 5322 section 3.2.2), without comments inside of comments.
fn unsaid(text: &[u8]) -> usize {
    let mut len = 0;
    loop {
        len += leading(slice(text, len, text.len()), |b| b.is_ascii_whitespace());
        let rest = slice(text, len, len + 256);
        if rest.first() != Some(&b'(') {
            return len;
        }
        let Some(close) = memchr(b')', rest) else { return len };
        len += close + 1;
    }
}

impl Decoded {
    /// Takes away white space and comments at the end, behind what can be a local part.
    fn trim_unsaid(&mut self) {
        let mut kept = self.bytes.trim_ascii_end().len();
        while let Some(open) = slice(&self.bytes, 0, kept).strip_suffix(b")").and_then(|head| {
            let from = head.len().saturating_sub(256);
            slice(head, from, head.len()).iter().rposition(|&b| b == b'(').map(|at| from + at)
        }) {
            kept = slice(&self.bytes, 0, open).trim_ascii_end().len();
        }
        if kept.checked_sub(1).is_some_and(|last| is(byte(&self.bytes, last), LOCAL) || byte(&self.bytes, last) == b'"')
        {
            self.truncate(kept);
        }
    }
}

/// White space between two encoded words, which is none of the text.
fn between_words(text: &[u8]) -> usize {
    let space = leading(text, |b| b.is_ascii_whitespace());
    if slice(text, space, space + 2) == b"=?" { space } else { 0 }
}

/// The encoded word that a text begins with, `=?utf-8?B?...?=` or `=?utf-8?Q?...?=`, and what it holds.
fn word(text: &[u8]) -> Option<(usize, Vec<u8>)> {
    // RFC 2047 section 2 allows 75 characters in all.
    let rest = slice(text, 2, 80);
    let mut parts = parts(rest, b'?');
    let (charset, encoding, word, tail) = (parts.next()?, parts.next()?, parts.next()?, parts.next()?);
    if tail.first() != Some(&b'=') {
        return None;
    }
    let held = match encoding {
        b"B" | b"b" => base64::decode(word)?,
        b"Q" | b"q" => {
            let mut bytes = Vec::with_capacity(word.len());
            let mut at = 0;
            while let Some(&b) = word.get(at) {
                let coded = if b == b'=' { hex(byte(word, at + 1), byte(word, at + 2)) } else { None };
                bytes.push(coded.unwrap_or(if b == b'_' { b' ' } else { b }));
                at += if coded.is_some() { 3 } else { 1 };
            }
            bytes
        }
        _ => return None,
    };
    Some((charset.len() + encoding.len() + word.len() + 6, held))
}
