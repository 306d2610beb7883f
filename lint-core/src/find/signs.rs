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

/// Whether something parts an `@` from a word on one of its sides, or the word behind it.
fn at_sign(text: &[u8], at: usize) -> bool {
    let (left, right) = (before(text, at), byte(text, at + 1));
    // The end of a character reference may be one.
    let is_named = is(left, LOCAL) || left == b';';
    if parts_words(right) {
        return is_named || is_quote(left) || left == b'>';
    }
    match right {
        b'}' | b']' | b')' => matches!(left, b'{' | b'[' | b'(' | b' '),
        b' ' => left == b' ' && is(before(text, at.saturating_sub(1)), ALNUM) && is(byte(text, at + 2), ALNUM),
        _ if left == b'>' || (is_quote(left) && is(before(text, at.saturating_sub(1)), LOCAL)) => is(right, HOST),
        _ => {
            let rest = slice(text, at + 1, at + 65);
            let word = if is_named { leading(rest, |b| is(b, HOST)) } else { 0 };
            word > 0 && (parts_words(byte(rest, word)) || rest.starts_with(b"atchar{}"))
        }
    }
}

fn is_quote(b: u8) -> bool {
    matches!(b, b'"' | b'\'')
}

/// Whether it is what the ends of strings, escapes, tags and hyphens at the ends of lines begin with.
fn parts_words(b: u8) -> bool {
    matches!(b, b'"' | b'\'' | b'\\' | b'<' | b'&' | 0xe2)
}

/// Whether the number at `four` is that of an `@` in an escape.
fn number(text: &[u8], four: usize) -> bool {
    let head = slice(text, four.saturating_sub(12), four);
    match head.last() {
        Some(b'%') => true,
        Some(b'{') => head.ends_with(b"\\u{") || head.ends_with(b"\\x{"),
        Some(b'0') => {
            head.ends_with(b"\\U000000")
                || head.ends_with(b"\\U00")
                || head.ends_with(b"\\U0000")
                || head.ends_with(b"\\0000")
        }
        // In style sheets, and in RTF.
        Some(b'\\') => true,
        Some(b'\'') => head.ends_with(b"\\'"),
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
    // Behind the sign no name has an underscore, but the names of variables do: `row_at_the_end.id`.
    let is_spelled = [&b"_at_"[..], b"_AT_", b"-at-"]
        .iter()
        .any(|sign| memmem(word, sign).is_some_and(|at| !slice(word, at + sign.len(), word.len()).contains(&b'_')));
    let end = dot + 1 + leading(slice(text, dot + 1, dot + 8), |b| is(b, ALNUM));
    is_spelled.then(|| Span::new(dot - word.len(), end))
}
