//! A few lines around a sign, as their software reads them.

use super::escape::{Read, escape};
use super::pieces::{join, quoted_word, tag};
use super::text::Decoded;
use crate::context::kind::{Kind, Role};
use crate::context::languages::{Folds, Numbers};
use crate::find::SPELLED;
use crate::find::chars::{ALNUM, HOST, before, byte, is, slice};
use crate::find::cut::{leading, trailing};
use crate::find::endings::{Ending, ending};
use crate::span::Span;
use crate::text::find::{memchr, memmem, memrchr, memrmem};

/// How far before and behind a sign is read: an address is shorter, what its pieces are parted by is not much longer.
const BEFORE: usize = 256;
const BEHIND: usize = 512;
/// How far apart the beginnings of stretches are.
const STEP: usize = 512;

/// Reads a word by itself, in which an `@` may be spelled out.
pub(super) fn read_word(text: &[u8], kind: Kind, word: Span) -> Decoded {
    let bytes = slice(text, word.start, word.end);
    let spelled = SPELLED.iter().find_map(|sign| Some((memrmem(bytes, *sign)?, sign.len())));
    let Some((sign, len)) = spelled.filter(|_| !bytes.contains(&b'%')) else { return decode(text, kind, word) };
    let sign = Span::new(word.start + sign, word.start + sign + len);
    let mut decoded = decode(text, kind, Span::new(word.start, sign.start));
    decoded.push(b"@", sign);
    let mut at = sign.end;
    while let Some(dot) = dot_word(slice(text, at, word.end)) {
        let dot = Span::new(at + dot, at + dot + b"_dot_".len());
        decoded.append(decode(text, kind, Span::new(at, dot.start)));
        decoded.push(b".", dot);
        at = dot.end;
    }
    decoded.append(decode(text, kind, Span::new(at, word.end)));
    decoded
}

/// Where in a word a dot is spelled out between underscores.
fn dot_word(word: &[u8]) -> Option<usize> {
    memmem(word, b"_dot_").or_else(|| memmem(word, b"_DOT_"))
}

/// The stretch to read around `at` in a text that begins at `offset` in its file: from where a line begins, the one before that of `at`
/// if it is near. It begins at the same place for all that stands close together.
pub(super) fn around(text: &[u8], at: Span, offset: usize) -> Span {
    let from = ((offset + at.start).saturating_sub(BEFORE) / STEP * STEP).saturating_sub(offset);
    let line = memchr(b'\n', slice(text, from, at.start)).map(|newline| from + newline + 1);
    let start = if from == 0 { 0 } else { line.unwrap_or(char_start(text, from)) };
    let end = at.end.max(from + STEP + BEFORE) + BEHIND;
    Span::new(start, end.min(text.len()))
}

/// The first byte at `at` or behind it that begins a character.
fn char_start(text: &[u8], at: usize) -> usize {
    (at..at + 4).find(|&at| text.get(at).is_none_or(|b| b & 0xc0 != 0x80)).unwrap_or(at)
}

/// Whether what stands at the ends of a candidate may go on in it, or be no part of it. Most have a space there, or quotes.
pub(super) fn may_go_on(text: &[u8], kind: Kind, span: Span) -> bool {
    let head = slice(text, span.start.saturating_sub(64), span.start);
    let near = |len: usize| slice(head, head.len().saturating_sub(len), head.len());
    let before = match head {
        [.., b'\\' | b')' | b']' | b'@' | b'%'] => true,
        [.., b'['] => near(8).contains(&b'\\'),
        [.., b'`'] => head.ends_with(b"\\char`"),
        [.., 0xa0] => head.ends_with("＠".as_bytes()),
        // A mailbox in a URL is escaped as others are there (RFC 6068 section 2).
        [.., b':'] => head.ends_with(b"mailto:") && memchr(b'%', slice(text, span.start, span.end)).is_some(),
        [.., b';'] => near(12).iter().any(|b| matches!(b, b'&' | b'\\')),
        [.., b'}'] => near(16).iter().any(|b| matches!(b, b'@' | b'4')),
        [.., b'>'] => {
            let open = memrchr(b'<', head);
            open.is_some_and(|open| tag(slice(head, open, head.len())).is_some() || near(8).contains(&b'E'))
        }
        [.., b'"' | b'\''] if byte(text, span.start) == b'@' => true,
        // A string that begins with a dot may go on with the name in the string before.
        [.., b'"', b'.'] => kind.language().adjacent,
        [head @ .., b'"' | b'\''] => {
            let head = slice(
                head,
                0,
                head.len() - trailing(head, |b| b.is_ascii_whitespace() || b"+.|<>&^~,;*_$fbru\\@".contains(&b)),
            );
            matches!(head.last(), Some(b'"' | b'\'' | b'\n' | b'4' | b'0' | b')' | b'@'))
                || head.len() + 8 < near(64).len()
        }
        [head @ .., b' ' | b'\t' | b'\n'] => {
            let head = head.trim_ascii_end();
            kind.language().folds != Folds::None
                || matches!(head, [.., b'@' | b'\\' | b'k' | 0x90 | b'-'] | [.., b'@' | b'.', b']' | b')' | b'}'])
                || (kind.language().numbers == Numbers::Hexadecimal && head.ends_with(b"40"))
        }
        _ => false,
    };
    // The letter of an escape in Perl's documentation may have been taken for a part of it.
    let end = span.end - usize::from(byte(text, span.end) == b'<' && slice(text, span.start, span.end).ends_with(b"E"));
    let rest = slice(text, end, end + BEHIND);
    before || edit(kind, text, end, rest).is_some()
}

/// Reads a stretch of a text as the software for this kind of file does.
pub(super) fn decode(text: &[u8], kind: Kind, stretch: Span) -> Decoded {
    let mut decoded = Decoded::with_capacity(stretch.len());
    let special = special(kind);
    // From where on the text is looked at, and from where on it is kept as it is.
    let (mut from, mut kept) = (stretch.start, stretch.start);
    while let Some(at) = next_of(&special, text, Span::new(from, stretch.end)) {
        let Some((len, change)) = change(kind, text, at, stretch) else {
            from = at + 1;
            continue;
        };
        decoded.keep(text, Span::new(kept, at));
        from = at + len;
        match change {
            Change::Character(read) => {
                if let Some(c) = read {
                    decoded.push(c.encode_utf8(&mut [0; 4]).as_bytes(), Span::new(at, from));
                }
            }
            Change::Pattern => decoded.push(b"\\.", Span::new(at, from)),
            Change::Spaced(read) => {
                decoded.truncate(decoded.bytes.len().saturating_sub(1));
                decoded.push(read, Span::new(at - 1, from));
                let name = from + leading(slice(text, from, stretch.end), |b| is(b, HOST));
                if is_spaced_out(text, name + 1) {
                    decoded.keep(text, Span::new(from, name));
                    from = name + b" . ".len();
                    decoded.push(b".", Span::new(name, from));
                }
            }
        }
        kept = from;
    }
    decoded.keep(text, Span::new(kept, stretch.end));
    decoded
}

/// Whether [`decode`] reads anything of the word in a stretch that a sign stands in as something else. Of most signs it does not, which is
/// told in a fraction of the time.
pub(super) fn is_changed(text: &[u8], kind: Kind, stretch: Span, sign: Span) -> bool {
    /// More than what parts a word is long.
    const LONGEST: usize = 320;
    let is_word = |b: u8| !b.is_ascii_whitespace();
    let word = sign.start - trailing(slice(text, stretch.start, sign.start), is_word);
    // The end of a line may be none.
    let end = stretch.end.min(sign.end + leading(slice(text, sign.end, stretch.end), is_word) + 1);
    let special = special(kind);
    let mut from = word.saturating_sub(LONGEST).max(stretch.start);
    while let Some(at) = next_of(&special, text, Span::new(from, end)) {
        match change(kind, text, at, stretch) {
            Some((len, Change::Character(_))) if at + len < word => {}
            Some(_) => return true,
            None => {}
        }
        from = at + 1;
    }
    false
}

/// Where in a part of a text the next of these bytes stands.
fn next_of(bytes: &[bool; 256], text: &[u8], part: Span) -> Option<usize> {
    let found = slice(text, part.start, part.end).iter().position(|b| bytes[usize::from(*b)])?;
    Some(part.start + found)
}

/// What a part of a text is read as.
enum Change {
    /// A character, or none.
    Character(Option<char>),
    /// The dot of a regular expression.
    Pattern,
    /// A sign between spaces.
    Spaced(&'static [u8]),
}

/// What begins at `at` in a stretch that is read as something else, and its length.
fn change(kind: Kind, text: &[u8], at: usize, stretch: Span) -> Option<(usize, Change)> {
    let rest = slice(text, at, stretch.end);
    if matches!(rest, [b'@' | b'[' | b'{' | b'(', ..]) {
        if let Some((len, read)) = spaced(kind, text, at).filter(|_| at > stretch.start) {
            return Some((len, Change::Spaced(read)));
        }
        if is_dot_of_pattern(rest) {
            return Some((b"[.]".len(), Change::Pattern));
        }
    }
    edit(kind, text, at, rest).map(|(len, read)| (len, Change::Character(read)))
}

/// What the text at `at`, which goes on with `rest`, is read as, if that is not what stands there.
fn edit(kind: Kind, text: &[u8], at: usize, rest: &[u8]) -> Option<Read> {
    match rest.first() {
        Some(b'E') if byte(rest, 1) != b'<' => None,
        Some(b'\\' | b'%' | b'&' | b'=' | b'{' | b'[' | b'(' | b'$' | b'@' | b'E' | b'\r' | b'\n' | 0xe2 | 0xef) => {
            escape(kind, rest)
        }
        Some(b'\'') if rest.starts_with(b"'#64'") => Some((5, Some('@'))),
        Some(b'"' | b'\'' | b'`') => match quoted_word(kind, rest) {
            Some((len, first)) => Some((len, Some(first))),
            None => join(kind, text, at, at + rest.len()),
        },
        Some(b'<') => tag(rest).map(|len| (len, None)),
        _ => None,
    }
}

/// Whether a class of a regular expression holds a dot alone, in a name that ends the pattern: `@army[.]mil$`. Elsewhere it keeps people
/// from following a name that is meant as it is.
fn is_dot_of_pattern(rest: &[u8]) -> bool {
    let Some(behind) = rest.strip_prefix(b"[.]") else { return false };
    let name = slice(behind, 0, 64);
    byte(name, leading(name, |b| is(b, HOST) || matches!(b, b'[' | b']'))) == b'$'
}

/// What stands between two spaces at `at` in words for people, behind a word and before one with a dot in it, for an `@`, and in brackets
/// for a dot: its length with the space behind it.
fn spaced(kind: Kind, text: &[u8], at: usize) -> Option<(usize, &'static [u8])> {
    let (len, read): (usize, &[u8]) = match slice(text, at, at + 4) {
        [b'@', b' ', ..] => (2, b"@"),
        [b'[', b'@', b']', b' '] | [b'{', b'@', b'}', b' '] | [b'(', b'@', b')', b' '] => (4, b"@"),
        [b'[', b'.', b']', b' '] | [b'{', b'.', b'}', b' '] | [b'(', b'.', b')', b' '] => (4, b"."),
        _ => return None,
    };
    if before(text, at) != b' '
        || !matches!(kind.role(), Role::Prose | Role::Unknown)
        || !is(before(text, at.saturating_sub(1)), ALNUM)
    {
        return None;
    }
    let word = slice(text, at + len, at + len + 64);
    let word = slice(word, 0, leading(word, |b| is(b, HOST)));
    let end = at + len + word.len();
    (!word.is_empty() && (len > 2 || word.contains(&b'.') || is_spaced_out(text, end + 1))).then_some((len, read))
}

/// Whether the dot at `at` stands between spaces, behind a name that an `@` stands before in the same way, and before an ending.
fn is_spaced_out(text: &[u8], at: usize) -> bool {
    let Some(head) = slice(text, at.saturating_sub(64), at).strip_suffix(b" ") else { return false };
    let name = trailing(head, |b| is(b, HOST));
    let label = slice(text, at + 2, at + 10);
    let label = slice(label, 0, leading(label, |b| is(b, ALNUM)));
    name > 0
        && slice(text, at, at + 2) == b". "
        && slice(head, 0, head.len() - name).ends_with(b" @ ")
        && ending(label) != Ending::Other
}

/// The bytes that may begin something that is read as something else.
static SPECIAL: [bool; 256] = {
    let mut special = [false; 256];
    let bytes = b"\\%&={[($@E\r\n\xe2\xef\"'`<";
    let mut i = 0;
    while i < bytes.len() {
        special[bytes[i] as usize] = true;
        i += 1;
    }
    special
};

/// Those of them that may do so in files of this kind: in most, lines fill half of all that is looked at, and end where they end.
fn special(kind: Kind) -> [bool; 256] {
    let mut special = SPECIAL;
    let folds = kind.language().folds;
    special[usize::from(b'=')] = folds == Folds::Space;
    let ends_lines = matches!(folds, Folds::Space | Folds::Concatenated | Folds::Hyphen);
    special[usize::from(b'\n')] = ends_lines;
    special[usize::from(b'\r')] = ends_lines;
    special
}
