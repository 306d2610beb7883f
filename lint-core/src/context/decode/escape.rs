//! Single characters as formats escape them.
//!
//! Most escapes mean the same wherever they stand, so they are read in files of any kind; where formats differ (octal and decimal
//! numbers, soft breaks), the file's kind decides.

use super::lines::concatenated;
use crate::context::kind::{Format, Kind, Role};
use crate::context::languages::{Folds, Numbers};
use crate::data::Beginnings;
use crate::data::lists::syntax;
use crate::find::breaks_line;
use crate::find::chars::{ALNUM, LOCAL, byte, is, slice};
use crate::find::cut::leading;

/// What an escape is read as: its length, and the character, if it is one.
pub(super) type Read = (usize, Option<char>);

/// Names of characters that stand in addresses, as they are written behind an ampersand or in `\N{..}`.
const NAMED: [(&[u8], char); 11] = [
    (b"commat", '@'),
    (b"period", '.'),
    (b"lowbar", '_'),
    (b"hyphen", '-'),
    (b"nbsp", ' '),
    (b"lt", '<'),
    (b"gt", '>'),
    (b"quot", '"'),
    (b"apos", '\''),
    (b"COMMERCIAL AT", '@'),
    (b"FULL STOP", '.'),
];

/// What is written for an `@`, and for nothing.
static AT_SIGNS: Beginnings = Beginnings::of(syntax::AT_SIGN);
static UNSEEN: Beginnings = Beginnings::of(syntax::UNSEEN);

/// The escape that `rest` begins with.
pub(super) fn escape(kind: Kind, rest: &[u8]) -> Option<Read> {
    if let Some(sign) = AT_SIGNS.find(rest) {
        return Some((sign.len(), Some('@')));
    }
    match rest {
        [b'\\', ..] => backslash(kind, rest),
        [b'%', b'%', b'4', b'0', ..] => Some((4, Some('@'))),
        [b'%', b'2', b'5', high, low, ..] => Some((5, percent(*high, *low)?)),
        [b'%', c @ (b'.' | b'-' | b'+'), ..] if kind.language().escapes_by_percent => Some((2, Some(char::from(*c)))),
        [b'%', high, low, ..] => Some((3, percent(*high, *low)?)),
        [b'&', ..] if kind.language().folds == Folds::Ampersand => continued(rest).or_else(|| entity(rest)),
        [b'&', ..] => entity(rest),
        [b'=', ..] if kind.language().folds == Folds::Space => quoted_printable(rest),
        [b'E', b'<', ..] => pod(rest),
        [b'\n' | b'\r', ..] => fold(kind, rest),
        [0xef, 0xbc, 0xa0, ..] => Some((3, Some('@'))),
        // A hyphen at which a formatter broke a word.
        [0xe2, 0x80, 0x90, behind @ ..] if matches!(kind.role(), Role::Prose | Role::Unknown) => {
            let space = white(behind);
            slice(behind, 0, space).contains(&b'\n').then_some((3 + space, None))
        }
        _ => None,
    }
}

fn backslash(kind: Kind, rest: &[u8]) -> Option<Read> {
    if let Some(unseen) = UNSEEN.find(rest) {
        return Some((unseen.len(), None));
    }
    // Rows have no escapes, but zones do.
    if kind.role() == Role::Values(Format::Rows) && !kind.language().adjacent {
        return None;
    }
    if let Some(len) = colour(rest) {
        return Some((len, Some(' ')));
    }
    // In a string that is put in a string once more.
    let slashes = leading(rest, |b| b == b'\\');
    if breaks_line(rest, slashes) {
        return Some((slashes + b".br".len() + slashes, Some(' ')));
    }
    let escaped = slice(rest, slashes, rest.len());
    let read = match escaped {
        [b'u', b'{', ..] | [b'x', b'{', ..] => braced(escaped),
        [b'N', b'{', name @ ..] => {
            let (word, c) = NAMED.iter().find(|(word, _)| name.starts_with(word) && byte(name, word.len()) == b'}')?;
            Some((word.len() + 3, Some(*c)))
        }
        [b'u', ..] => hexadecimal(escaped, 4),
        [b'U' | b'x', ..] if kind.role() == Role::Values(Format::Json) => None,
        // Fluent has six.
        [b'U', ..] => [8, 6, 4].iter().find_map(|digits| hexadecimal(escaped, *digits)),
        [b'x', ..] => {
            hexadecimal(escaped, 2).map(|(len, c)| (len + closing(kind, slice(escaped, len, escaped.len())), c))
        }
        [b'0'..=b'9', ..] => numbered(kind, escaped),
        _ if slashes > 1 => None,
        [b'\n' | b'\r', ..] => continuation(kind, escaped),
        // A letter of names in TeX.
        [b'@', ..] if kind.is_tex() => None,
        // Where TeX may break a word.
        [b'-', ..] if kind.is_tex() => Some((1, None)),
        [b'\'', high, low, ..] if kind.language().numbers == Numbers::Quoted => {
            Some((3, Some(number(&[*high, *low], 16).filter(char::is_ascii)?)))
        }
        [c @ (b'@' | b'.' | b'_' | b'-' | b'+' | b'\''), ..] => Some((1, Some(char::from(*c)))),
        // Nobody writes a bell before a mailbox, but names begin with its letter behind that of a domain.
        [b'b' | b'e' | b'f' | b'n' | b'r' | b't' | b'N', ..] if has_controls(kind) => Some((1, Some(' '))),
        _ => None,
    };
    read.map(|(len, c)| (slashes + len, c))
}

/// The length of what colours the words behind it on a terminal (ECMA-48 section 8.3.117).
fn colour(rest: &[u8]) -> Option<usize> {
    const BEGINS: [&[u8]; 6] = [b"\\e[", b"\\033[", b"\\x1b[", b"\\x1B[", b"\\u001b[", b"\\u001B["];
    let start = BEGINS.iter().find(|begin| rest.starts_with(begin))?.len();
    let end = start + leading(slice(rest, start, start + 16), |b| b.is_ascii_digit() || b == b';');
    (byte(rest, end) == b'm').then_some(end + 1)
}

/// Whether a letter behind a backslash stands for a control character.
fn has_controls(kind: Kind) -> bool {
    match kind.role() {
        Role::Code => true,
        Role::Values(format) => matches!(format, Format::Yaml | Format::Toml | Format::Json | Format::Flat),
        Role::Prose | Role::Mail | Role::Unknown => kind.language().adjacent,
    }
}

/// `{40}` behind a letter.
fn braced(escaped: &[u8]) -> Option<Read> {
    let digits = slice(escaped, 2, 10);
    let len = leading(digits, |b| b.is_ascii_hexdigit());
    (byte(digits, len) == b'}').then_some(())?;
    Some((len + 3, Some(number(slice(digits, 0, len), 16)?)))
}

/// So many digits behind a letter.
fn hexadecimal(escaped: &[u8], digits: usize) -> Option<Read> {
    Some((1 + digits, Some(number(escaped.get(1..=digits)?, 16)?)))
}

/// What ends a number in a string besides its digits: a semicolon in Scheme (R7RS section 6.7), a backslash in Prolog (ISO 13211-1).
fn closing(kind: Kind, behind: &[u8]) -> usize {
    let marks = kind.language().line_comments;
    let is_closed = match behind.first() {
        Some(b';') => marks.contains(&";"),
        Some(b'\\') => kind.role() == Role::Code && marks == ["%"],
        _ => false,
    };
    usize::from(is_closed)
}

/// A number without a letter before it: octal in most languages, decimal in some.
fn numbered(kind: Kind, escaped: &[u8]) -> Option<Read> {
    // SQL has four hexadecimal digits (ISO 9075-2, 5.3).
    if escaped.starts_with(b"0040") && kind.language().line_comments == ["--", "#"] {
        return Some((4, Some('@')));
    }
    let (least, most, base) = match kind.language().numbers {
        Numbers::Octal => (3, if escaped.first() == Some(&b'0') { 4 } else { 3 }, 8),
        Numbers::Decimal => (2, 3, 10),
        Numbers::Hexadecimal => return spaced(escaped),
        Numbers::Quoted | Numbers::None => return None,
    };
    let len = leading(slice(escaped, 0, most), |b| b.is_ascii_digit());
    // A zero too many is one of `printf`.
    let len = if base == 8 && len == 4 && number(slice(escaped, 0, 4), 8).is_none_or(|c| !is_of_address(c)) {
        3
    } else {
        len
    };
    let c = number(slice(escaped, 0, len), base).filter(|_| len >= least)?;
    // What stands around an address parts it from what is before: `include\072_spf.fabrikam.org` in tinydns.
    (is_of_address(c) || matches!(c, ' ' | ':' | ',' | ';' | '<' | '>' | '=')).then_some((len, Some(c)))
}

/// Up to six digits, and the space that ends them (CSS Syntax, section 4.3.7).
fn spaced(escaped: &[u8]) -> Option<Read> {
    let len = leading(slice(escaped, 0, 6), |b| b.is_ascii_hexdigit());
    let c = number(slice(escaped, 0, len), 16).filter(|c| is_of_address(*c))?;
    Some((len + usize::from(byte(escaped, len).is_ascii_whitespace()), Some(c)))
}

/// Whether addresses are made of it.
fn is_of_address(c: char) -> bool {
    c == '@' || u8::try_from(c).is_ok_and(|b| is(b, LOCAL))
}

/// The character of this number, if it can be seen or is a space.
fn number(digits: &[u8], base: u32) -> Option<char> {
    let mut value = 0u32;
    for &digit in digits {
        value = value.checked_mul(base)?.checked_add(char::from(digit).to_digit(base)?)?;
    }
    char::from_u32(value).filter(|c| !digits.is_empty() && (*c >= ' '))
}

/// Two digits behind a per cent sign, for the characters that stand in addresses and around them (RFC 3986 section 2.1). Formats for
/// numbers look like others.
fn percent(high: u8, low: u8) -> Option<Option<char>> {
    let c = number(&[high, low], 16)?;
    matches!(c, ' ' | '"' | '\'' | '+' | ',' | '-' | '.' | ':' | ';' | '<' | '>' | '@' | '_').then_some(Some(c))
}

/// A character reference of HTML or XML, escaped once more perhaps.
fn entity(rest: &[u8]) -> Option<Read> {
    let twice = rest.starts_with(b"&amp;");
    let head = if twice { b"&amp;".len() } else { 1 };
    let name = slice(rest, head, head + 12);
    let (len, c) = match name {
        [b'#', b'x' | b'X', digits @ ..] => {
            let len = leading(digits, |b| b.is_ascii_hexdigit());
            (2 + len, number(slice(digits, 0, len), 16)?)
        }
        [b'#', digits @ ..] => {
            let len = leading(digits, |b| b.is_ascii_digit());
            (1 + len, number(slice(digits, 0, len), 10)?)
        }
        _ => {
            let len = leading(name, |b| is(b, ALNUM));
            (len, NAMED.iter().find(|(word, _)| *word == slice(name, 0, len))?.1)
        }
    };
    (byte(name, len) == b';').then_some((head + len + 1, Some(c)))
}

/// `E<64>`, `E<0x40>`, `E<0100>`, `E<lt>` in Perl's documentation (perlpod(1)).
fn pod(rest: &[u8]) -> Option<Read> {
    let name = slice(rest, 2, 12);
    let len = leading(name, |b| is(b, ALNUM));
    let word = slice(name, 0, len);
    let c = match word {
        [b'0', b'x', digits @ ..] => number(digits, 16)?,
        [b'0', digits @ ..] => number(digits, 8)?,
        [b'0'..=b'9', ..] => number(word, 10)?,
        _ => NAMED.iter().find(|(named, _)| *named == word)?.1,
    };
    (byte(name, len) == b'>').then_some((len + 3, Some(c)))
}

/// Two digits behind an equals sign, or a soft break of a line (RFC 2045 section 6.7).
fn quoted_printable(rest: &[u8]) -> Option<Read> {
    let behind = slice(rest, 1, rest.len());
    match behind {
        [b'\n', ..] => Some((2, None)),
        [b'\r', b'\n', ..] => Some((3, None)),
        [high, low, ..] => Some((3, Some(number(&[*high, *low], 16).filter(char::is_ascii)?))),
        _ => None,
    }
}

/// The end of a line behind a backslash, and how far the next is indented. In a shell and in makefiles, indentation parts words.
fn continuation(kind: Kind, escaped: &[u8]) -> Option<Read> {
    if matches!(kind.role(), Role::Prose | Role::Mail) {
        return None;
    }
    let end = 1 + usize::from(escaped.starts_with(b"\r\n"));
    let next = slice(escaped, end, escaped.len());
    let indent = leading(next, |b| b == b' ' || b == b'\t');
    if kind.language().runs_commands && indent > 0 {
        return None;
    }
    // Haskell closes the gap with another one.
    let gap = usize::from(kind.language().numbers == Numbers::Decimal && byte(next, indent) == b'\\');
    Some((end + indent + gap, None))
}

/// A line that goes on in the next: behind a space in LDIF, vCard and iCalendar (RFC 2849, 6350, 5545), behind a hyphen in the
/// seventh column of COBOL.
fn fold(kind: Kind, rest: &[u8]) -> Option<Read> {
    let end = 1 + usize::from(rest.starts_with(b"\r\n"));
    let next = slice(rest, end, rest.len());
    match kind.language().folds {
        Folds::Space => matches!(next.first(), Some(b' ' | b'\t')).then_some((end + 1, None)),
        Folds::Concatenated => Some((end + concatenated(next)?, None)),
        Folds::Hyphen if byte(next, 6) == b'-' => {
            let area = slice(next, 7, 72);
            let indent = white(area);
            matches!(byte(area, indent), b'"' | b'\'').then_some((end + 7 + indent + 1, None))
        }
        _ => None,
    }
}

/// Fortran's ampersand at the end of a line and at the start of the next.
fn continued(rest: &[u8]) -> Option<Read> {
    let behind = slice(rest, 1, rest.len());
    let space = white(behind);
    let is_parted = slice(behind, 0, space).contains(&b'\n') && byte(behind, space) == b'&';
    is_parted.then_some((space + 2, None))
}

/// How much white space a text begins with.
pub(super) fn white(text: &[u8]) -> usize {
    leading(slice(text, 0, 128), |b| b.is_ascii_whitespace())
}
