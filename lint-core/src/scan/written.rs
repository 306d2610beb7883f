//! Other ways to write an `@`: escaped for a format, or spelled out against harvesters.

use super::chars::{before, byte, slice};
use super::mailbox::host_run;
use crate::span::Span;

/// The sign around the position that the sweep stopped at: the `4` of an escape, the `t` of `(at)`, the `o` of ` dot `.
pub(super) fn sign_at(text: &[u8], at: usize) -> Option<Span> {
    match byte(text, at) {
        b'4' => escaped(text, at),
        b't' | b'T' => bracketed(text, at),
        _ => spelled(text, at),
    }
}

/// `%40`, `\x40`, `\u0040`, `&#64;`, `&#x40;`.
fn escaped(text: &[u8], four: usize) -> Option<Span> {
    const FORMS: [(&[u8], &[u8]); 6] =
        [(b"%", b"0"), (b"\\x", b"0"), (b"\\u00", b"0"), (b"&#6", b";"), (b"&#x", b"0;"), (b"&#X", b"0;")];
    FORMS.iter().find_map(|(head, tail)| {
        let start = four.checked_sub(head.len())?;
        let end = four + 1 + tail.len();
        (slice(text, start, four) == *head && slice(text, four + 1, end) == *tail).then(|| Span::new(start, end))
    })
}

/// `(at)`, `[at]` with at most a space on either side, and `&commat;`.
fn bracketed(text: &[u8], t: usize) -> Option<Span> {
    if byte(text, t + 1) == b';' {
        return slice(text, t.saturating_sub(6), t).eq(b"&comma").then(|| Span::new(t - 6, t + 2));
    }
    let open = t.checked_sub(2)?;
    if !matches!(byte(text, open), b'(' | b'[') {
        return None;
    }
    let end = t + 2;
    Some(Span::new(open - usize::from(before(text, open) == b' '), end + usize::from(byte(text, end) == b' ')))
}

/// The ` at ` before ` dot `, one word between.
fn spelled(text: &[u8], o: usize) -> Option<Span> {
    let head = slice(text, o.saturating_sub(64), o.saturating_sub(2));
    if before(text, o - 1) != b' ' || byte(text, o + 2) != b' ' {
        return None;
    }
    let space = memchr::memrchr(b' ', head)?;
    let sign = head.get(space.checked_sub(3)?..=space)?;
    let start = o - 2 - head.len() + space - 3;
    sign.eq_ignore_ascii_case(b" at ").then(|| Span::new(start, start + 4))
}

/// Where a domain ends whose dots may be spelled out, as in `army [dot] mil`; it starts at `start`.
pub(super) fn domain_end(text: &[u8], start: usize) -> Option<usize> {
    let (mut end, _) = host_run(text, start)?;
    while let Some(dot) = spelled_dot(slice(text, end, end + 8)) {
        let (next, _) = host_run(text, end + dot)?;
        if next == end + dot {
            break;
        }
        end = next;
    }
    Some(end)
}

/// The length of a spelled-out dot that the text starts with.
fn spelled_dot(text: &[u8]) -> Option<usize> {
    const DOTS: [&[u8]; 6] = [b"[dot]", b"(dot)", b" [dot] ", b" (dot) ", b" dot ", b"{dot}"];
    DOTS.iter().find(|dot| text.get(..dot.len()).is_some_and(|t| t.eq_ignore_ascii_case(dot))).map(|dot| dot.len())
}

/// What is written in `bytes`, as mail software would read it: dots written out become dots, escapes of single
/// characters lose their backslash, characters that are not to be seen stay.
pub(super) fn resolved(bytes: &[u8]) -> String {
    let mut plain = Vec::with_capacity(bytes.len());
    let mut at = 0;
    while at < bytes.len() {
        let rest = slice(bytes, at, bytes.len());
        match (spelled_dot(rest), rest) {
            (Some(len), _) => {
                plain.push(b'.');
                at += len;
            }
            (None, [b'\\', b'.' | b'_' | b'-' | b'+', ..]) => at += 1,
            (None, [b, ..]) => {
                plain.push(*b);
                at += 1;
            }
            (None, []) => break,
        }
    }
    String::from_utf8_lossy(&plain).into_owned()
}
