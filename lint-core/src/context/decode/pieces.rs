//! What parts an address in a program or in markup, and is not seen by who reads the result: the end of one string and the start of
//! the next, elements within a line.

use super::escape::{Read, white};
use crate::context::kind::{Kind, Role};
use crate::data::lists::syntax;
use crate::find::chars::{ALNUM, HOST, LOCAL, before, byte, is, slice};
use crate::find::cut::{leading, trailing};
use crate::text::find::memmem;

/// How far from an `@` the strings stand that it puts together.
const REACH: usize = 64;

/// The escapes of an `@` that a string may end in.
const ESCAPED: [&[u8]; 5] = [b"\\x40", b"\\100", b"\\u0040", b"\\u{40}", b"&#64;"];

/// What stands between two strings that are one, from the quote at `at` that closes the first; in a shell, quotes amid a word.
pub(super) fn join(kind: Kind, text: &[u8], at: usize, end: usize) -> Option<Read> {
    let rest = slice(text, at, end);
    let quote = *rest.first()?;
    let left = before(text, at);
    if kind.language().runs_commands {
        let len = leading(rest, |b| b == b'"' || b == b'\'');
        if is_word(left) && len < 3 && is_word(byte(rest, len)) {
            return Some((len, None));
        }
    }
    if quote == b'`' || !PARTS[usize::from(byte(rest, 1))] {
        return None;
    }
    let (operator, mut len) = operator(rest, 1);
    let is_program = matches!(kind.role(), Role::Code | Role::Unknown);
    let number = if operator.is_some() { numbered_sign(rest, len) } else { None };
    if let Some(behind) = number {
        let (operator, behind) = self::operator(rest, behind);
        let is_string = operator.is_some() && matches!(byte(rest, behind), b'"' | b'\'');
        return is_string.then_some((behind + 1, Some('@')));
    }
    // Prefixes of strings.
    len += leading(slice(rest, len, len + 2), |b| b"bBfFrRuULS$@".contains(&b));
    let next = byte(rest, len);
    if !(next == quote || (operator.is_some() && matches!(next, b'"' | b'\''))) {
        return None;
    }
    len += 1;
    let behind = slice(rest, len, len + 65);
    let word = leading(behind, |b| is(b, LOCAL));
    let ends_in_sign = left == b'@' || ESCAPED.iter().any(|sign| slice(text, 0, at).ends_with(sign));
    let first = at - trailing(slice(text, at.saturating_sub(65), at), |b| is(b, LOCAL));
    // What begins with a domain's sign, or with a whole mailbox, is read by itself, unless a part of a word stands before it in a string
    // that goes on in this one: message catalogues are wrapped there.
    let goes_on = operator.is_none() && kind.language().adjacent && is_word(left) && before(text, first) != b'@';
    let is_whole = match (word, byte(behind, word)) {
        (0, b'@') => is(byte(behind, 1), ALNUM),
        (_, sign) => sign == b'@' && !ends_in_sign,
    };
    if is_whole && !goes_on {
        return None;
    }
    // An address whose sign is at an end is not whole by itself.
    let dangles = ends_in_sign || byte(behind, 0) == b'@';
    // By itself, the first that a call is given, it puts together what follows.
    let is_alone = left == b'@' && before(text, at - 1) == quote;
    let is_first = is_alone && matches!(slice(text, 0, at - 2).trim_ascii_end().last(), Some(b'('));
    let is_code = is_program || (dangles && kind.role() == Role::Prose);
    let is_one = match operator {
        None => kind.language().adjacent || (dangles && is_code),
        Some(",") => dangles && !is_first && (is_code || kind.language().adjacent),
        Some(";") => false,
        Some(_) => is_code,
    };
    let is_listed =
        matches!(operator, None | Some("," | ";")) && is_word(left) && slice(behind, 0, word).contains(&b'.');
    match is_one {
        true => Some((len, None)),
        false if is_listed && is_joined_by_sign(text, first, at + len + word) => Some((len, Some('@'))),
        false => None,
    }
}

/// The bytes that may stand behind the first of two strings that are one: white space, operators, what the second begins with. An `@`
/// that does so stands between spaces at least: `'@'` is a character.
static PARTS: [bool; 256] = {
    let (mut parts, mut operators) = ([false; 256], syntax::JOINS.as_slice());
    while let [operator, rest @ ..] = operators {
        parts[operator.as_bytes()[0] as usize] = true;
        operators = rest;
    }
    let mut bytes: &[u8] = b" \t\r\n\x0c_\"'bBfFrRuULS$";
    while let [byte, rest @ ..] = bytes {
        parts[*byte as usize] = true;
        bytes = rest;
    }
    parts
};

/// The operator that stands at `at`, between white space, and where what follows begins.
fn operator(rest: &[u8], at: usize) -> (Option<&'static str>, usize) {
    let at = at + margin(slice(rest, at, rest.len()));
    let tail = slice(rest, at, rest.len());
    match syntax::JOINS.iter().find(|operator| tail.starts_with(operator.as_bytes())) {
        Some(operator) => {
            let at = at + operator.len();
            (Some(operator), at + margin(slice(rest, at, rest.len())))
        }
        None => (None, at),
    }
}

/// Where a call ends that begins at `at` and makes an `@` of its number: `chr(64)`, `String.fromCharCode(64)`.
fn numbered_sign(rest: &[u8], at: usize) -> Option<usize> {
    let name = slice(rest, at, at + 24);
    let name = slice(name, 0, leading(name, |b| is(b, ALNUM) || b == b'.' || b == b'$'));
    let end = at + name.len() + b"(64)".len();
    let lower = name.to_ascii_lowercase();
    let is_character = syntax::CHARACTER_OF.iter().any(|function| lower.ends_with(function.as_bytes()));
    (is_character && slice(rest, at + name.len(), end) == b"(64)").then_some(end)
}

/// Whether the two strings between `start` and `end`, without the quotes there, are put together by an `@`: the next string before them or
/// behind them, in a call for that.
fn is_joined_by_sign(text: &[u8], start: usize, end: usize) -> bool {
    const SIGNS: [&[u8]; 2] = [b"\"@\"", b"'@'"];
    let head = slice(text, start.saturating_sub(REACH), start.saturating_sub(1));
    let tail = slice(text, end + 1, end + REACH);
    let is_quote = |b: &u8| matches!(b, b'"' | b'\'');
    let before = slice(head, 0, head.iter().rposition(is_quote).map_or(0, |quote| quote + 1));
    let behind = slice(tail, tail.iter().position(is_quote).unwrap_or(tail.len()), tail.len());
    if !SIGNS.iter().any(|sign| before.ends_with(sign) || behind.starts_with(sign)) {
        return false;
    }
    let lower = [head, tail].concat().to_ascii_lowercase();
    syntax::PUTS_BETWEEN.iter().any(|word| memmem(&lower, word.as_bytes()).is_some())
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

/// What Doxygen has amid a mailbox that is shown, in a tag that hides it.
const HIDDEN: &[u8] = b".nosp@m.</span>";

/// The length of a tag or a comment that is not seen, nor parts words, and of what it hides.
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
    let is_unseen = !slice(rest, 0, end).iter().skip(1).any(|b| b"@.&%<".contains(b));
    let hidden = if slice(rest, end + 1, rest.len()).starts_with(HIDDEN) { HIDDEN.len() } else { 0 };
    is_unseen.then_some(end + 1 + hidden)
}
