//! Values in base64 (RFC 4648), where a format or a word says that there are any.

use super::lines::line_end;
use super::text::Decoded;
use super::{Declared, Inner, IsTrap, Signs, Which};
use crate::context::kind::{Format, Kind, Role};
use crate::context::languages::{Folds, Numbers};
use crate::context::place::line_around;
use crate::find::chars::{before, byte, slice};
use crate::find::cut::{indent, leading};
use crate::span::Span;
use crate::text::find::{Word, memchr, memmem};
use std::borrow::Cow;

/// The longest value that is decoded; archives are longer, addresses are not.
const LONGEST: usize = 4 << 10;
/// Shorter than any address in base64.
const SHORTEST: usize = 8;

/// Elements of property lists.
static ELEMENT: Word = Word::new(b"<data>");
/// A URL that holds what it leads to (RFC 2397).
static URL: Word = Word::new(b";base64,");
/// How values of LDIF and vCard are marked.
static MARKS: [Word; 5] = [
    Word::new(b":: "),
    Word::new(b"ENCODING=b:"),
    Word::new(b"ENCODING=B:"),
    Word::new(b"BASE64:"),
    Word::new(b"encoding=b:"),
];

/// Reads the coded values of a text.
pub(super) fn read(text: &[u8], kind: Kind, signs: &Signs, state: &mut Declared, is_trap: IsTrap, inner: &mut Inner) {
    let mut after = |ends: &[usize]| {
        for end in ends {
            value(text, kind, *end, is_trap, inner);
        }
    };
    match kind.role() {
        Role::Values(Format::Yaml | Format::Json) => {
            after(&signs.auth);
            documents(text, kind, signs, state, is_trap, inner);
        }
        Role::Values(Format::Toml) => after(&signs.auth),
        Role::Values(Format::Xml) => after(&ELEMENT.ends(text)),
        Role::Values(Format::Flat) if kind.language().folds == Folds::Space => {
            MARKS.iter().for_each(|mark| after(&mark.ends(text)))
        }
        Role::Values(Format::Flat) | Role::Unknown => {
            after(&signs.url);
            for end in &signs.token {
                let start = end - b"eyJ".len();
                if !is_digit(before(text, start)) {
                    value(text, kind, start, is_trap, inner);
                }
            }
        }
        Role::Prose if text.trim_ascii_start().starts_with(b"<") => after(&URL.ends(text)),
        // Style sheets hold their pictures.
        Role::Code if kind.language().numbers == Numbers::Hexadecimal => after(&URL.ends(text)),
        Role::Values(_) | Role::Code | Role::Prose | Role::Mail => {}
    }
}

/// Reads the user and the password that follow a word for them, in files that hold such headers: settings, commands, and words about
/// either.
pub(super) fn credentials(text: &[u8], kind: Kind, start: usize, is_trap: IsTrap, inner: &mut Inner) {
    let may_hold = match kind.role() {
        Role::Values(Format::Yaml | Format::Json) | Role::Unknown | Role::Prose => true,
        Role::Values(Format::Flat) => kind.language().folds != Folds::Space,
        Role::Code => kind.language().runs_commands,
        Role::Values(_) | Role::Mail => false,
    };
    if may_hold {
        value(text, kind, start, is_trap, inner);
    }
}

/// Reads what documents in YAML or JSON say to be coded.
fn documents(text: &[u8], kind: Kind, signs: &Signs, state: &mut Declared, is_trap: IsTrap, inner: &mut Inner) {
    state.base64 |= !signs.secret.is_empty();
    if let Some(least) = state.open.take() {
        let part = Span::new(0, block(text, line_end(text, 0), least));
        state.open = (part.end >= text.len()).then_some(least);
        tokens(text, kind, part, is_trap, inner);
    }
    if state.base64 {
        let mut done = 0;
        for &end in &signs.data {
            if end >= done && is_key(text, Span::new(end - b"data".len(), end)) {
                let part = held(text, end);
                if part.end >= text.len() {
                    let line = line_around(text, Span::new(end, end), 256);
                    state.open = Some(indent(slice(text, line.start, end)));
                }
                tokens(text, kind, part, is_trap, inner);
                done = part.end;
            }
        }
    }
    // What one holds is read once, whatever is said in it.
    let mut done = 0;
    for &end in &signs.binary {
        if end >= done {
            let is_data = slice(text, end, end + 4) == b"Data";
            let part = held(text, end + if is_data { 4 } else { 0 });
            tokens(text, kind, part, is_trap, inner);
            done = part.end;
        }
    }
    if kind.role() == Role::Values(Format::Yaml) {
        let mut done = 0;
        for &end in &signs.encoding {
            if memmem(slice(text, end, end + 12), b"b64")
                .or_else(|| memmem(slice(text, end, end + 12), b"base64"))
                .is_some()
            {
                tokens(text, kind, Span::new(end.saturating_sub(512).max(done), end + 2048), is_trap, inner);
                done = end + 2048;
            }
        }
    }
}

/// Whether a word is a key, and not one of the many that say `data`: schemas of thousands of lines would be read for each.
fn is_key(text: &[u8], word: Span) -> bool {
    let behind = slice(text, word.end, word.end + 8);
    let space = leading(behind, |b| matches!(b, b'"' | b'\'' | b' '));
    !is_digit(before(text, word.start)) && behind.get(space) == Some(&b':')
}

/// What a key holds that ends at `end`: up to the brace that closes it, or the lines that are indented further, and the rest of its own.
fn held(text: &[u8], end: usize) -> Span {
    let line = line_around(text, Span::new(end, end), 256);
    let own = slice(text, end, line.end);
    if let Some(open) = memchr(b'{', own) {
        let rest = slice(text, end + open, text.len());
        return Span::new(end, end + open + memchr(b'}', rest).unwrap_or(rest.len()));
    }
    Span::new(end, block(text, line.end, indent(slice(text, line.start, end))))
}

/// Where the lines end that are indented further than `least`, behind the one that ends at `at`.
fn block(text: &[u8], mut at: usize, least: usize) -> usize {
    while at < text.len() {
        let end = line_end(text, at + 1);
        let line = slice(text, at + 1, end);
        if !line.trim_ascii().is_empty() && indent(line) <= least {
            break;
        }
        at = end;
    }
    at
}

/// Takes what is in the value at `start`, which spaces or a quote may stand before.
fn value(text: &[u8], kind: Kind, start: usize, is_trap: IsTrap, inner: &mut Inner) {
    let lead = leading(slice(text, start, start + 64), |b| b.is_ascii_whitespace() || matches!(b, b'"' | b'\''));
    token(text, kind, start + lead, is_trap, inner);
}

/// Takes what is in values that stand anywhere in a part of a text.
fn tokens(text: &[u8], kind: Kind, part: Span, is_trap: IsTrap, inner: &mut Inner) {
    let mut at = part.start;
    while at < part.end.min(text.len()) {
        at += leading(slice(text, at, text.len()), |b| !is_digit(b));
        at = token(text, kind, at, is_trap, inner).max(at + 1);
    }
}

/// Takes what is in the value that starts at `start`, and says where it ends.
fn token(text: &[u8], kind: Kind, start: usize, is_trap: IsTrap, inner: &mut Inner) -> usize {
    let len = digits(slice(text, start, start + LONGEST));
    let (lines, end) = wrapped(text, start, len);
    if end - start < SHORTEST {
        return end;
    }
    let span = Span::new(start, end);
    if let Some(bytes) = decode(&lines).filter(|bytes| may_name(bytes)) {
        let mut decoded = Decoded::default();
        decoded.push(&bytes, span);
        inner.take_value(text, kind, &decoded, span, is_trap);
    }
    span.end
}

/// The value at `start`, of which `len` bytes stand in its first line, and which goes on in lines that hold nothing else; and where it
/// ends.
fn wrapped(text: &[u8], start: usize, len: usize) -> (Cow<'_, [u8]>, usize) {
    let mut end = start + len;
    let mut value = Cow::Borrowed(slice(text, start, end));
    // What is wrapped is so behind whole groups.
    while len > 0 && end - start < LONGEST && value.len() % 4 == 0 && !value.ends_with(b"=") {
        let behind = slice(text, end, end + LONGEST);
        let space = leading(behind, |b| b.is_ascii_whitespace());
        let line = slice(behind, space, behind.len());
        let more = digits(line);
        let is_alone = matches!(line.get(more), None | Some(b'\n' | b'\r' | b'<'));
        if memchr(b'\n', slice(behind, 0, space)).is_none() || !byte(line, 0).is_ascii_alphanumeric() || !is_alone {
            break;
        }
        value.to_mut().extend_from_slice(slice(line, 0, more));
        end += space + more;
    }
    (value, end)
}

/// Whether there may be an address or a host in a value.
fn may_name(bytes: &[u8]) -> bool {
    bytes.contains(&b'.')
}

/// Takes what is in blocks of coded lines, as mail has them.
pub(super) fn blocks(text: &[u8], kind: Kind, area: Span, is_trap: IsTrap, inner: &mut Inner) {
    let mut decoded = Decoded::default();
    let mut at = area.start;
    while at < area.end {
        let line = slice(text, at, area.end);
        let len = digits(slice(line, 0, 128));
        let behind = slice(line, len, len + 2);
        let is_coded = len >= 4 && (behind.is_empty() || behind.starts_with(b"\n") || behind.starts_with(b"\r\n"));
        let bytes = if is_coded { bytes(slice(line, 0, len)).filter(|bytes| !has_controls(bytes)) } else { None };
        if let Some(bytes) = &bytes {
            decoded.push(bytes, Span::new(at, at + len));
        }
        let ends = bytes.is_none() || decoded.bytes.len() > LONGEST;
        if ends && !decoded.bytes.is_empty() {
            inner.take(text, kind, &decoded, Which::Stored, is_trap);
            decoded.truncate(0);
        }
        at = line_end(text, at) + 1;
    }
    if !decoded.bytes.is_empty() {
        inner.take(text, kind, &decoded, Which::Stored, is_trap);
    }
}

/// Whether values in either alphabet are made of it.
fn is_digit(b: u8) -> bool {
    DIGITS[usize::from(b)]
}

static DIGITS: [bool; 256] = {
    let mut digits = [false; 256];
    let mut b = 0;
    while b < 128 {
        let byte = b as u8;
        digits[b] = byte.is_ascii_alphanumeric() || matches!(byte, b'+' | b'/' | b'-' | b'_');
        b += 1;
    }
    digits
};

/// How many digits a text begins with, and the signs that fill them up.
fn digits(text: &[u8]) -> usize {
    let len = leading(text, is_digit);
    len + leading(slice(text, len, len + 2), |b| b == b'=')
}

/// Decodes base64 that stands for text; `None` for anything else.
pub(super) fn decode(text: &[u8]) -> Option<Vec<u8>> {
    // Most words are none, and begin with what no text has.
    let begin = group(text.get(..4)?)?;
    if has_controls(&begin) || matches!(begin[0], 0x80..=0xc1) {
        return None;
    }
    bytes(text).filter(|bytes| std::str::from_utf8(bytes).is_ok() && !has_controls(bytes))
}

/// Whether there are control characters that no text has.
fn has_controls(bytes: &[u8]) -> bool {
    bytes.iter().any(|b| matches!(b, 0..=8 | 14..=26 | 28..=31))
}

/// Decodes base64 (RFC 4648 section 4, or 5 without filling).
pub(super) fn bytes(text: &[u8]) -> Option<Vec<u8>> {
    let digits = text.strip_suffix(b"==").or(text.strip_suffix(b"=")).unwrap_or(text);
    let is_whole = digits.len() == text.len() || text.len() % 4 == 0;
    if digits.len() < 4 || digits.len() % 4 == 1 || !is_whole {
        return None;
    }
    let mut decoded = Vec::with_capacity(digits.len() * 3 / 4);
    for digits in digits.chunks(4) {
        decoded.extend_from_slice(slice(&group(digits)?, 0, digits.len() * 3 / 4));
    }
    Some(decoded)
}

/// What up to four digits stand for.
fn group(digits: &[u8]) -> Option<[u8; 3]> {
    let mut bits = 0u32;
    for &digit in digits {
        let value = match digit {
            b'A'..=b'Z' => digit - b'A',
            b'a'..=b'z' => digit - b'a' + 26,
            b'0'..=b'9' => digit - b'0' + 52,
            b'+' | b'-' => 62,
            b'/' | b'_' => 63,
            _ => return None,
        };
        bits = bits << 6 | u32::from(value);
    }
    let [_, bytes @ ..] = (bits << (6 * (4 - digits.len()))).to_be_bytes();
    Some(bytes)
}

#[cfg(test)]
mod tests {
    use super::decode;

    #[test]
    fn base64_is_decoded_as_the_rfc_has_it() {
        // RFC 4648 section 10.
        for (plain, coded) in [("foob", "Zm9vYg=="), ("fooba", "Zm9vYmE="), ("foobar", "Zm9vYmFy"), ("foob", "Zm9vYg")]
        {
            assert_eq!(decode(coded.as_bytes()).as_deref(), Some(plain.as_bytes()));
        }
        assert_eq!(decode(b"Zm9vYmFy!"), None);
        assert_eq!(decode(b"/////////w=="), None, "no text");
    }
}
