//! What parts an address in a program or in markup, and is not seen by who reads the result: the end of one string and the start of
//! the next, elements within a line.

use super::escape::white;
use crate::context::kind::{Kind, Role};
use crate::data::lists::syntax;
use crate::find::chars::{ALNUM, HOST, LOCAL, before, byte, is, slice};
use crate::find::cut::leading;
use crate::text::find::memmem;

/// The length of what stands between two strings that are one, from the quote at `at` that closes the first; in a shell, of quotes
/// amid a word.
pub(super) fn join(kind: Kind, text: &[u8], at: usize, end: usize) -> Option<usize> {
    let rest = slice(text, at, end);
    let quote = *rest.first()?;
    let left = before(text, at);
    if kind.language().runs_commands {
        let len = leading(rest, |b| b == b'"' || b == b'\'');
        if is_word(left) && len < 3 && is_word(byte(rest, len)) {
            return Some(len);
        }
    }
    if quote == b'`' {
        return None;
    }
    let mut len = 1 + margin(slice(rest, 1, rest.len()));
    let operator = syntax::JOINS.iter().find(|operator| slice(rest, len, rest.len()).starts_with(operator.as_bytes()));
    if let Some(operator) = operator {
        len += operator.len();
        len += margin(slice(rest, len, rest.len()));
    }
    // Prefixes of strings.
    len += leading(slice(rest, len, len + 2), |b| b"bBfFrRuULS$".contains(&b));
    let next = byte(rest, len);
    if !(next == quote || (operator.is_some() && matches!(next, b'"' | b'\''))) {
        return None;
    }
    len += 1;
    let behind = slice(rest, len, len + 65);
    let word = leading(behind, |b| is(b, LOCAL));
    // What begins with a domain's sign, or with a whole mailbox, is read by itself.
    let is_whole = match (word, byte(behind, word)) {
        (0, b'@') => is(byte(behind, 1), ALNUM),
        (_, sign) => sign == b'@' && left != b'@',
    };
    if is_whole {
        return None;
    }
    // An address whose sign is at an end is not whole by itself.
    let dangles = left == b'@' || byte(behind, 0) == b'@';
    let is_code = matches!(kind.role(), Role::Code | Role::Unknown) || (dangles && kind.role() == Role::Prose);
    let is_one = match operator {
        None => kind.language().adjacent || (dangles && is_code),
        Some(",") => dangles && (is_code || kind.language().adjacent),
        Some(_) => is_code,
    };
    is_one.then_some(len)
}

/// White space, with what begins lines in obsolete entries of message catalogues and where Visual Basic goes on.
fn margin(text: &[u8]) -> usize {
    let space = white(text);
    let rest = slice(text, space, space + 4);
    match rest {
        [b'#', b'~' | b'|', b' ', ..] if space > 0 => space + 3,
        [b'_', b'\r' | b'\n', ..] => space + 1 + white(slice(text, space + 1, text.len())),
        _ => space,
    }
}

/// Whether words of addresses are made of it.
fn is_word(b: u8) -> bool {
    is(b, LOCAL | HOST) || b == b'@'
}

/// What a shell makes of the quoted start of a word, `'ops'@army.ml`: the length of the quote and the first letter, and that letter.
pub(super) fn quoted_word(kind: Kind, rest: &[u8]) -> Option<(usize, char)> {
    let (&quote, word) = rest.split_first().filter(|_| kind.language().runs_commands)?;
    let len = leading(slice(word, 0, 65), |b| is(b, LOCAL));
    let is_start = len > 0 && byte(word, len) == quote && byte(word, len + 1) == b'@';
    is_start.then(|| (2, char::from(byte(word, 0))))
}

/// Whether an element of Office Open XML stands within a paragraph, where fonts and spelling part words at any letter (ECMA-376, 17.3):
/// all but what ends it, or is a space.
fn is_run(word: &[u8]) -> bool {
    let Some(name) = word.strip_prefix(b"w:").or(word.strip_prefix(b"a:")) else { return false };
    !syntax::PARTS_RUNS.has(name)
}

/// The length of a tag or a comment that is not seen, nor parts words.
pub(super) fn tag(rest: &[u8]) -> Option<usize> {
    if rest.starts_with(b"<!--") {
        return Some(memmem(slice(rest, 0, 128), b"-->")? + 3);
    }
    let name = slice(rest, 1, 64);
    let name = name.strip_prefix(b"/").unwrap_or(name);
    let word = slice(name, 0, leading(name, |b| is(b, ALNUM) || b == b':'));
    if !syntax::INLINE.has_in_any_case(word) && !is_run(word) {
        return None;
    }
    let end = slice(rest, 0, 256).iter().position(|&b| b == b'>')?;
    // What it points to is an address as well.
    (!slice(rest, 0, end).iter().skip(1).any(|b| b"@.&%<".contains(b))).then_some(end + 1)
}
