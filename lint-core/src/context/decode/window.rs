//! A few lines around a sign, as their software reads them.

use super::escape::escape;
use super::pieces::{join, quoted_word, tag};
use super::text::Decoded;
use crate::context::kind::{Kind, Role};
use crate::find::chars::{ALNUM, HOST, before, is, slice};
use crate::find::cut::leading;
use crate::span::Span;
use crate::text::find::{memrchr, memrmem};

/// How far before and behind a sign is read: an address is shorter, what its pieces are parted by is not much longer.
const BEFORE: usize = 256;
const BEHIND: usize = 512;

/// Words for an `@` between words of one name.
const SPELLED: [&[u8]; 3] = [b"_at_", b"_AT_", b"-at-"];

/// Reads a word by itself, in which an `@` may be spelled out.
pub(super) fn read_word(text: &[u8], kind: Kind, word: Span) -> Decoded {
    let bytes = slice(text, word.start, word.end);
    let spelled = SPELLED.iter().find_map(|sign| Some((memrmem(bytes, sign)?, sign.len())));
    let Some((sign, len)) = spelled.filter(|_| !bytes.contains(&b'%')) else { return decode(text, kind, word) };
    let sign = Span::new(word.start + sign, word.start + sign + len);
    let mut decoded = decode(text, kind, Span::new(word.start, sign.start));
    decoded.push(b"@", sign);
    decoded.append(decode(text, kind, Span::new(sign.end, word.end)));
    decoded
}

/// Reads what stands around `at`, from where a line begins.
pub(super) fn read(text: &[u8], kind: Kind, at: Span) -> Decoded {
    let start = line_start(text, at.start);
    let end = at.end + slice(text, at.end, at.end + BEHIND).len();
    decode(text, kind, Span::new(start, end))
}

/// Where the line before that of `at` begins, if that is near; else the line, else what is near.
fn line_start(text: &[u8], at: usize) -> usize {
    let from = at.saturating_sub(BEFORE);
    let near = slice(text, from, at);
    let Some(own) = memrchr(b'\n', near) else { return if from == 0 { 0 } else { char_start(text, from) } };
    match memrchr(b'\n', slice(near, 0, own)) {
        Some(before) => from + before + 1,
        None if from == 0 => 0,
        None => from + own + 1,
    }
}

/// The first byte at `at` or behind it that begins a character.
fn char_start(text: &[u8], at: usize) -> usize {
    (at..at + 4).find(|&at| text.get(at).is_none_or(|b| b & 0xc0 != 0x80)).unwrap_or(at)
}

/// Reads a stretch of a text as the software for this kind of file does.
pub(super) fn decode(text: &[u8], kind: Kind, stretch: Span) -> Decoded {
    let mut decoded = Decoded::with_capacity(stretch.len());
    let mut at = stretch.start;
    while at < stretch.end {
        let rest = slice(text, at, stretch.end);
        let edit = match rest.first() {
            Some(
                b'\\' | b'%' | b'&' | b'=' | b'{' | b'[' | b'(' | b'$' | b'@' | b'E' | b'\r' | b'\n' | 0xe2 | 0xef,
            ) => escape(kind, rest),
            Some(b'\'') if rest.starts_with(b"'#64'") => Some((5, Some('@'))),
            Some(b'"' | b'\'' | b'`') => match quoted_word(kind, rest) {
                Some((len, first)) => Some((len, Some(first))),
                None => join(kind, text, at, stretch.end).map(|len| (len, None)),
            },
            Some(b' ') => spaced_sign(kind, text, at, rest),
            Some(b'<') => tag(rest).map(|len| (len, None)),
            _ => None,
        };
        match edit {
            Some((len, read)) => {
                let from = Span::new(at, at + len);
                if let Some(c) = read {
                    decoded.push(c.encode_utf8(&mut [0; 4]).as_bytes(), from);
                }
                at += len;
            }
            None => {
                // Up to what may be another one.
                let plain = rest.iter().skip(1).position(|b| SPECIAL[usize::from(*b)]).map_or(rest.len(), |n| n + 1);
                for at in at..at + plain {
                    decoded.push(slice(text, at, at + 1), Span::new(at, at + 1));
                }
                at += plain;
            }
        }
    }
    decoded
}

/// An `@` between two spaces in words for people, behind a word and before one with a dot in it.
fn spaced_sign(kind: Kind, text: &[u8], at: usize, rest: &[u8]) -> Option<(usize, Option<char>)> {
    let domain = rest.strip_prefix(b" @ ").filter(|_| kind.role() == Role::Prose && is(before(text, at), ALNUM))?;
    let word = slice(domain, 0, leading(slice(domain, 0, 64), |b| is(b, HOST)));
    word.trim_ascii_end().contains(&b'.').then_some((3, Some('@')))
}

/// The bytes that may begin something that is read as something else.
static SPECIAL: [bool; 256] = {
    let mut special = [false; 256];
    let bytes = b"\\%&={[($@E \r\n\xe2\xef\"'`<";
    let mut i = 0;
    while i < bytes.len() {
        special[bytes[i] as usize] = true;
        i += 1;
    }
    special
};
