//! Signs that software reads an address where the bytes are none: an `@` that stands alone or beside the end of a string, the number
//! of an `@` in an escape, a word for it, or a word that says that something coded follows.

use super::chars::{ALNUM, HOST, LOCAL, before, byte, is, slice};
use super::cut::{leading, trailing};
use super::domain::COMMON;
use crate::data::{self, Class};
use crate::span::Span;

/// The sign at what the sweep stopped at, which is no candidate; of a word that is read by itself, the whole word.
pub(super) fn sign(text: &[u8], at: usize) -> Option<Span> {
    let is_sign = match byte(text, at) {
        b'@' => at_sign(text, at),
        b'4' => number(text, at),
        b'.' => return behind_escape(text, at),
        b'd' | b'D' => return spelled_out(text, at),
        b'B' => return credentials(text, at),
        _ => false,
    };
    is_sign.then(|| Span::new(at, at + 1))
}

/// What says that a user and a password follow (RFC 7617).
pub(crate) const CREDENTIALS: &[u8] = b"Basic ";

/// Where that stands, if it does at `at`.
fn credentials(text: &[u8], at: usize) -> Option<Span> {
    let span = Span::new(at, at + CREDENTIALS.len());
    (slice(text, span.start, span.end) == CREDENTIALS).then_some(span)
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
        b'}' | b']' | b')' => matches!(left, b'{' | b'[' | b'(' | b' ') && !is_of_shell(text, at),
        b'$' => left == b'$',
        b' ' => {
            let word = at + 2 + leading(slice(text, at + 2, at + 66), |b| is(b, HOST));
            left == b' '
                && is(before(text, at.saturating_sub(1)), ALNUM)
                && (is_dotted(text, at + 2) || slice(text, word, word + 3) == b" . ")
        }
        _ if left == b'>' || (is_quote(left) && is(before(text, at.saturating_sub(1)), LOCAL)) => is(right, HOST),
        _ => {
            let rest = slice(text, at + 1, at + 65);
            let ends_pattern = is_quote(left) || matches!(left, b'*' | b')' | b']' | b'}' | b'^');
            let word = if is_named || ends_pattern { leading(rest, |b| is(b, HOST)) } else { 0 };
            let behind = slice(rest, word, rest.len());
            // In a regular expression a class may hold a dot alone; Lua's patterns escape one by a per cent sign.
            let is_pattern = behind.starts_with(b"[.]") || behind.starts_with(b"%.");
            word > 0 && (is_pattern || (is_named && (parts_words(byte(behind, 0)) || rest.starts_with(b"atchar{}"))))
        }
    }
}

/// Whether the bracket before the `@` at `at` is one of a shell's `${@}` or `${names[@]}`, which fill most scripts.
fn is_of_shell(text: &[u8], at: usize) -> bool {
    let head = slice(text, at.saturating_sub(65), at.saturating_sub(1));
    match before(text, at) {
        b'{' => head.ends_with(b"$"),
        b'[' => {
            let head = slice(head, 0, head.len() - trailing(head, |b| is(b, ALNUM) || b == b'_'));
            // How many there are, and by which they are told apart.
            let head = head.strip_suffix(b"#").or(head.strip_suffix(b"!")).unwrap_or(head);
            head.ends_with(b"${")
        }
        _ => false,
    }
}

/// Whether a word starts at `start` that has a dot in it.
fn is_dotted(text: &[u8], start: usize) -> bool {
    let word = slice(text, start, start + 64);
    is(byte(word, 0), ALNUM) && slice(word, 0, leading(word, |b| is(b, HOST))).contains(&b'.')
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
    // Most are numbers of programs.
    if !matches!(
        before(text, four),
        b'0' | b'6' | b'%' | b'{' | b'u' | b'x' | b'X' | b'\\' | b'\'' | b':' | b' ' | b'5' | b'='
    ) {
        return false;
    }
    let head = slice(text, four.saturating_sub(12), four);
    if byte(text, four + 1) == b';' {
        // The second digit of a number that may have zeros before it.
        let stem = head.strip_suffix(b"6").unwrap_or_default();
        return slice(stem, 0, stem.len() - trailing(stem, |b| b == b'0')).ends_with(b"&#");
    }
    let zeros = trailing(head, |b| b == b'0');
    match (slice(head, 0, head.len() - zeros), zeros) {
        ([.., b'\\', b'u' | b'U' | b'x'] | [.., b'\\', b'u' | b'x', b'{'] | [.., b'&', b'#', b'x' | b'X'], _) => true,
        ([.., b'%'] | [.., b'%', b'2', b'5'] | [.., b'\\', b'\''], 0) => true,
        // In style sheets, which have up to six digits, and in SQL, which has four.
        ([.., b'\\'], 0 | 2 | 4) => true,
        ([.., b'h', b'e', b'x', b':'] | [.., b'h', b'e', b'x', b':', b' '] | [.., b'c', b'o', b'd', b'e', b':'], _) => {
            true
        }
        // Quoted-printable, unless it is a number that begins so; a soft break may part the domain behind it.
        ([.., left, b'='], 0) => {
            let rest = slice(text, four + 2, four + 66);
            is(*left, LOCAL)
                && is(byte(rest, 0), ALNUM)
                && (is_dotted(rest, 0) || byte(rest, leading(rest, |b| is(b, HOST))) == b'=')
        }
        _ => false,
    }
}

/// The word that `dot` stands in between underscores, behind an `at` that does so too: `ops_at_army_dot_mil`.
fn spelled_out(text: &[u8], dot: usize) -> Option<Span> {
    let head = slice(text, dot.saturating_sub(64), dot);
    let head = slice(head, head.len() - trailing(head, |b| is(b, HOST)), head.len());
    let is_spelled = head.ends_with(b"_") && behind_spelled(head).is_some();
    let end = dot + leading(slice(text, dot, dot + 64), |b| is(b, HOST));
    (is_spelled && byte(text, dot + b"dot".len()) == b'_').then(|| Span::new(dot - head.len(), end))
}

/// Words for an `@` between words of one name.
pub(crate) const SPELLED: [&[u8; 4]; 3] = [b"_at_", b"_AT_", b"-at-"];

/// Whether a host may be a mailbox whose `@` is spelled out: `ops-at-army.mil`.
pub(super) fn spells_at(host: &[u8]) -> bool {
    let hyphen = host.iter().position(|&b| b == b'-');
    hyphen.is_some_and(|at| slice(host, at, host.len()).windows(4).any(|sign| sign == b"-at-"))
}

/// Where the domain whose dot stands at `dot` begins behind the end of an escape, or with a word for an `@` in it.
fn behind_escape(text: &[u8], dot: usize) -> Option<Span> {
    let reach = slice(text, dot.saturating_sub(64), dot);
    let start = reach.len() - trailing(reach, |b| is(b, HOST));
    let (head, word) = reach.split_at(start);
    let is_sign = match head.last() {
        Some(b'\\') => [&b"100"[..], b"0100", b"064", b"64"].iter().any(|number| word.starts_with(number)),
        Some(b'}') => head.ends_with(b"64}") || head.ends_with(b"64{}") || head.ends_with(b" AT}"),
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
    let name = behind_spelled(word).filter(|name| !name.contains(&b'_'))?;
    let end = dot + 1 + leading(slice(text, dot + 1, dot + 8), |b| is(b, ALNUM));
    let is_ending = data::class(&lower(slice(text, dot + 1, end))).is(Class::TLD);
    (is_ending || is_known(name)).then(|| Span::new(dot - word.len(), end))
}

/// What stands in a word behind the first `@` that is spelled out in it.
fn behind_spelled(word: &[u8]) -> Option<&[u8]> {
    let sign = word.windows(4).position(|sign| SPELLED.iter().any(|spelled| sign == *spelled))?;
    word.get(sign + 4..)
}

/// Whether a name is known under a common ending, so that a slip may stand in its place: `report_at_end.edi` is a file's.
fn is_known(name: &[u8]) -> bool {
    let name = lower(name);
    COMMON.iter().any(|ending| data::class(&[&name, ".", ending].concat()).is(Class::TARGET))
}

fn lower(text: &[u8]) -> String {
    String::from_utf8_lossy(text).to_ascii_lowercase()
}
