//! Values in base64 (RFC 4648), where a format or a word says that there are any.

use super::text::Decoded;
use super::{Declared, Inner, IsTrap, Near};
use crate::context::kind::{Format, Kind, Role};
use crate::context::languages::Folds;
use crate::find::chars::{byte, slice};
use crate::find::cut::leading;
use crate::span::Span;
use crate::text::find::{memmem, memmem_iter};

/// The longest value that is decoded; archives are longer, addresses are not.
const LONGEST: usize = 4 << 10;
/// Shorter than any address in base64.
const SHORTEST: usize = 8;

/// Words that say that values of a file in YAML or JSON are coded: Secrets and ConfigMaps of Kubernetes, YAML's own tag, what
/// cloud-init writes to files.
const DECLARING: [&[u8]; 6] = [b"Secret", b"binaryData", b"!!binary", b"b64", b"base64", b"gz+b64"];

/// Reads the coded values of a text.
pub(super) fn read(text: &[u8], kind: Kind, state: &mut Declared, is_trap: IsTrap, inner: &mut Inner) {
    let mut value = |start: usize| value(text, kind, start, is_trap, inner);
    match kind.role() {
        Role::Values(Format::Yaml | Format::Json) => {
            state.base64 |= DECLARING.iter().any(|word| memmem(text, word).is_some());
            if state.base64 {
                return tokens(text, kind, is_trap, inner);
            }
        }
        Role::Values(Format::Xml) => memmem_iter(text, b"<data>").for_each(|at| value(at + b"<data>".len())),
        _ if kind.language().folds == Folds::Space => {
            memmem_iter(text, b":: ").for_each(|at| value(at + 3));
            for word in [&b"ENCODING=b:"[..], b"ENCODING=B:", b"ENCODING=BASE64:", b";BASE64:", b"encoding=b:"] {
                memmem_iter(text, word).for_each(|at| value(at + word.len()));
            }
        }
        Role::Values(_) | Role::Prose | Role::Unknown => {}
        Role::Code | Role::Mail => return,
    }
    memmem_iter(text, b";base64,").for_each(|at| value(at + b";base64,".len()));
    memmem_iter(text, b"Basic ").for_each(|at| value(at + b"Basic ".len()));
    // Two braces begin the parts of a JSON Web Token (RFC 7519 section 3.1).
    for at in memmem_iter(text, b"eyJ") {
        if !is_digit(byte(text, at.wrapping_sub(1))) {
            value(at);
        }
    }
}

/// Takes what is in the value at `start`, which spaces or a quote may stand before.
fn value(text: &[u8], kind: Kind, start: usize, is_trap: IsTrap, inner: &mut Inner) {
    let lead = leading(slice(text, start, start + 64), |b| b.is_ascii_whitespace() || b == b'"' || b == b'\'');
    token(text, kind, start + lead, is_trap, inner);
}

/// Takes what is in values that stand anywhere in a text.
fn tokens(text: &[u8], kind: Kind, is_trap: IsTrap, inner: &mut Inner) {
    let mut at = 0;
    while at < text.len() {
        at += leading(slice(text, at, text.len()), |b| !is_digit(b));
        at = token(text, kind, at, is_trap, inner).max(at + 1);
    }
}

/// Takes what is in the value that starts at `start`, and says where it ends.
fn token(text: &[u8], kind: Kind, start: usize, is_trap: IsTrap, inner: &mut Inner) -> usize {
    let len = digits(slice(text, start, start + LONGEST));
    if len < SHORTEST {
        return start + len;
    }
    let span = Span::new(start, start + len);
    if let Some(bytes) = decode(slice(text, span.start, span.end)).filter(|bytes| may_name(bytes)) {
        let mut decoded = Decoded::default();
        decoded.push(&bytes, span);
        inner.take_value(text, kind, &decoded, span, is_trap);
    }
    span.end
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
            inner.take(text, kind, &decoded, Near::Lines, is_trap);
            decoded.truncate(0);
        }
        at = super::lines::line_end(text, at) + 1;
    }
    if !decoded.bytes.is_empty() {
        inner.take(text, kind, &decoded, Near::Lines, is_trap);
    }
}

/// Whether values in either alphabet are made of it.
fn is_digit(b: u8) -> bool {
    b.is_ascii_alphanumeric() || matches!(b, b'+' | b'/' | b'-' | b'_')
}

/// How many digits a text begins with, and the signs that fill them up.
fn digits(text: &[u8]) -> usize {
    let len = leading(text, is_digit);
    len + leading(slice(text, len, len + 2), |b| b == b'=')
}

/// Decodes base64 that stands for text; `None` for anything else.
pub(super) fn decode(text: &[u8]) -> Option<Vec<u8>> {
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
    for group in digits.chunks(4) {
        let mut bits = 0u32;
        for &digit in group {
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
        bits <<= 6 * (4 - group.len());
        let [_, bytes @ ..] = bits.to_be_bytes();
        decoded.extend_from_slice(slice(&bytes, 0, group.len() * 3 / 4));
    }
    Some(decoded)
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
