//! Signs that software reads an address where the bytes are none: an `@` that stands alone or beside the end of a string, the number
//! of an `@` in an escape, a word for it.

use super::chars::{ALNUM, HOST, LOCAL, before, byte, is, slice};
use super::cut::{leading, trailing};
use crate::span::Span;
use crate::text::find::memmem;

/// The sign at what the sweep stopped at, which is no candidate; of a word that is read by itself, the whole word.
pub(super) fn sign(text: &[u8], at: usize) -> Option<Span> {
    let is_sign = match byte(text, at) {
        b'@' => at_sign(text, at),
        b'4' => number(text, at),
        b'.' => return behind_escape(text, at),
        _ => false,
    };
    is_sign.then(|| Span::new(at, at + 1))
}

/// Whether something parts an `@` from a word on one of its sides, or a word behind it.
fn at_sign(text: &[u8], at: usize) -> bool {
    let left = before(text, at);
    if left == b'@' || !(is(left, LOCAL) || is_border(left)) {
        return false;
    }
    let right = byte(text, at + 1);
    if is_border(right) || right == b']' {
        return is(left, LOCAL) || left != b' ' || right == b' ';
    }
    let rest = slice(text, at + 1, at + 65);
    let host = leading(rest, |b| is(b, HOST));
    let next = byte(rest, host);
    host > 0 && (is_border(left) && left != b' ' || next != b' ' && is_border(next))
}

/// Whether it is what strings, escapes, tags and comments begin or end with.
fn is_border(b: u8) -> bool {
    matches!(
        b,
        b'"' | b'\'' | b'\\' | b'<' | b'>' | b'{' | b'}' | b'&' | b'(' | b')' | b';' | b'=' | b' ' | b'`' | b'[' | 0xe2
    )
}

/// Whether the number at `four` is that of an `@` in an escape.
fn number(text: &[u8], four: usize) -> bool {
    let head = slice(text, four.saturating_sub(12), four);
    match head.last() {
        Some(b'%') => true,
        Some(b'{') => head.ends_with(b"\\u{") || head.ends_with(b"\\x{"),
        Some(b'0') => head.ends_with(b"\\U000000") || head.ends_with(b"\\U00"),
        Some(b'6') => {
            let zeros = trailing(slice(head, 0, head.len() - 1), |b| b == b'0');
            slice(head, 0, head.len() - 1 - zeros).ends_with(b"&#")
        }
        Some(b'x' | b':' | b' ') => head.ends_with(b"hex:") || head.ends_with(b"hex: ") || head.ends_with(b"unicode:"),
        Some(b'5') => head.ends_with(b"%25"),
        Some(b'=') => head.len() > 1 && is(before(head, head.len() - 1), LOCAL) && is(byte(text, four + 2), ALNUM),
        _ => false,
    }
}

/// Where the domain whose dot stands at `dot` begins behind the end of an escape, or with a word for an `@` in it.
fn behind_escape(text: &[u8], dot: usize) -> Option<Span> {
    let reach = slice(text, dot.saturating_sub(64), dot);
    let start = reach.len() - trailing(reach, |b| is(b, HOST));
    let (head, word) = reach.split_at(start);
    let is_sign = match head.last() {
        Some(b'\\') => [&b"100"[..], b"0100", b"064", b"64"].iter().any(|number| word.starts_with(number)),
        Some(b'}') => head.ends_with(b"{64}") || head.ends_with(b" AT}"),
        Some(b']') => head.ends_with(b"\\[at]") || head.ends_with(b"[@]"),
        Some(b'(') => head.ends_with(b"\\(") && word.starts_with(b"at"),
        Some(b'&') => head.ends_with(b"\\&"),
        Some(0xa0) => head.ends_with("＠".as_bytes()),
        _ => false,
    };
    if is_sign {
        return Some(Span::new(dot, dot + 1));
    }
    let is_spelled = [&b"_at_"[..], b"_AT_", b"-at-"].iter().any(|sign| memmem(word, sign).is_some());
    let end = dot + 1 + leading(slice(text, dot + 1, dot + 8), |b| is(b, ALNUM));
    is_spelled.then(|| Span::new(dot - word.len(), end))
}
