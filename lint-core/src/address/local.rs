//! `Local-part = Dot-string / Quoted-string`, RFC 5321, 4.1.2, with the UTF-8 of RFC 6531, 3.3.

use super::error::{Error, ErrorKind, Part};
use crate::text::const_str::{char_at, find, is_word, width};
use crate::text::hidden;

/// The octets that a local part may have, RFC 5321, 4.5.3.1.1.
///
/// ```
/// use lint_core::address::{LOCAL_MAX, Parts};
/// assert!(Parts::parse(&["a".repeat(LOCAL_MAX), "@army.mil".into()].concat()).is_ok());
/// assert!(Parts::parse(&["a".repeat(LOCAL_MAX + 1), "@army.mil".into()].concat()).is_err());
/// ```
pub const LOCAL_MAX: usize = 64;

/// Parses the local part that `text` begins with, and says where it ends: at its `@`.
pub(super) const fn end(text: &str) -> Result<usize, Error> {
    let bytes = text.as_bytes();
    if bytes.is_empty() {
        return Err(Error::new(ErrorKind::Empty, 0, 0));
    }
    let parsed = if bytes[0] == b'"' { quoted_string(text) } else { dot_string(text) };
    match parsed {
        Ok(end) if end > LOCAL_MAX => Err(Error::new(ErrorKind::LocalTooLong, 0, end)),
        Err(_) if !has_at(bytes, 0) => Err(Error::new(ErrorKind::NoAt, bytes.len(), bytes.len())),
        parsed => parsed,
    }
}

/// `Dot-string`: atoms with single dots between them.
const fn dot_string(text: &str) -> Result<usize, Error> {
    let bytes = text.as_bytes();
    let (mut at, len) = (0, bytes.len());
    while at < len {
        match bytes[at] {
            // What most are made of.
            b'a'..=b'z' | b'0'..=b'9' => at += 1,
            b'@' if at == 0 => return Err(leading_at(bytes)),
            b'@' if bytes[at - 1] == b'.' => {
                return Err(Error::new(ErrorKind::TrailingDot(Part::Local), at - 1, at));
            }
            b'@' => return Ok(at),
            b'.' if at + 1 < len && bytes[at + 1] == b'.' => return Err(Error::dots(bytes, at)),
            b'.' if at == 0 => return Err(Error::new(ErrorKind::LeadingDot(Part::Local), 0, 1)),
            byte if byte == b'.' || is_atext(byte) => at += 1,
            first @ 0x80.. => match utf8_refusal(text, at) {
                Some(error) => return Err(error),
                None => at += width(first),
            },
            _ => return Err(refusal(text, at)),
        }
    }
    Err(Error::new(ErrorKind::NoAt, at, at))
}

/// `Quoted-string`: anything that can be printed, in quotation marks, `"` and `\` behind a `\`.
const fn quoted_string(text: &str) -> Result<usize, Error> {
    let bytes = text.as_bytes();
    let mut at = 1;
    while at < bytes.len() {
        match bytes[at] {
            b'"' => return after_quote(text, at + 1),
            b'\\' if at + 1 < bytes.len() && matches!(bytes[at + 1], b' '..=b'~') => at += 2,
            b' '..=b'~' => at += 1,
            first @ 0x80.. => match utf8_refusal(text, at) {
                Some(error) => return Err(error),
                None => at += width(first),
            },
            control => return Err(Error::new(ErrorKind::Control(control as char), at, at + 1)),
        }
    }
    Err(Error::new(ErrorKind::UnclosedQuote, 0, at))
}

/// What stands behind the closing quotation mark; only `@` may.
const fn after_quote(text: &str, at: usize) -> Result<usize, Error> {
    let bytes = text.as_bytes();
    if at == bytes.len() {
        return Err(Error::new(ErrorKind::NoAt, at, at));
    }
    match bytes[at] {
        b'@' => Ok(at),
        byte if byte == b'.' || is_atext(byte) || !byte.is_ascii() => Err(Error::new(ErrorKind::PiecewiseLocal, 0, at)),
        _ => Err(refusal(text, at)),
    }
}

/// `atext`, RFC 5322, 3.2.3, as far as it is ASCII.
const fn is_atext(byte: u8) -> bool {
    matches!(byte,
        b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'!' | b'#'..=b'\'' | b'*' | b'+' | b'-' | b'/' | b'=' | b'?' | b'^'..=b'`'
        | b'{'..=b'~')
}

/// What is wrong with the character beyond ASCII at `at`, if anything is.
const fn utf8_refusal(text: &str, at: usize) -> Option<Error> {
    let Some(char) = char_at(text, at) else { return None };
    let end = at + char.len_utf8();
    if hidden::is_hidden(char) {
        if hidden::is_spelling(text, at) {
            return None;
        }
        return Some(Error::new(ErrorKind::Hidden(char), at, end));
    }
    match char {
        '\u{80}'..='\u{9F}' => Some(Error::new(ErrorKind::Control(char), at, end)),
        space if is_space(space) => Some(Error::new(ErrorKind::Space, at, end)),
        mark if at == 0 && is_quotation_mark(mark) => Some(Error::new(ErrorKind::StrayMark(mark), at, end)),
        _ => None,
    }
}

/// White space that breaks lines, beyond ASCII: `White_Space` in Unicode's `PropList.txt`.
pub(super) const fn is_space(char: char) -> bool {
    matches!(char, '\u{1680}' | '\u{2000}'..='\u{200A}' | '\u{2028}' | '\u{2029}' | '\u{205F}' | '\u{3000}')
}

/// Quotation marks beyond ASCII: `Quotation_Mark` in Unicode's `PropList.txt`, and the acute accent typed for one.
const fn is_quotation_mark(char: char) -> bool {
    matches!(char, '«' | '»' | '´' | '\u{2018}'..='\u{201F}' | '‹' | '›' | '\u{300C}'..='\u{300F}' | '\u{301D}'..='\u{301F}'
        | '\u{FF02}' | '\u{FF07}' | '\u{FF62}' | '\u{FF63}')
}

/// What is wrong with the ASCII character at `at`, where an atom cannot go on.
const fn refusal(text: &str, at: usize) -> Error {
    let bytes = text.as_bytes();
    let kind = match bytes[at] {
        b'(' | b')' => ErrorKind::Comment,
        b'<' | b'>' => ErrorKind::DisplayName,
        b' ' | b'\t' | b'\n' | b'\r' => return white_space(bytes, at),
        b'"' if at > 0 && bytes[at - 1] == b'.' => ErrorKind::PiecewiseLocal,
        b':' if is_word(bytes, 0, at, b"mailto") => return Error::new(ErrorKind::Mailto, 0, at + 1),
        control if control.is_ascii_control() => ErrorKind::Control(control as char),
        other => ErrorKind::Forbidden(other as char, Part::Local),
    };
    Error::new(kind, at, at + 1)
}

/// What the white space at `at` stands for: a display name before, a comment behind, or a slip.
const fn white_space(bytes: &[u8], at: usize) -> Error {
    let end = space_end(bytes, at);
    let bracket = find(bytes, end, bytes.len(), b'<');
    if bracket < find(bytes, end, bytes.len(), b'@') {
        Error::new(ErrorKind::DisplayName, 0, bracket)
    } else if end < bytes.len() && bytes[end] == b'(' {
        Error::new(ErrorKind::Comment, end, end + 1)
    } else {
        Error::new(ErrorKind::Space, at, end)
    }
}

/// Where the white space at `at` ends.
pub(super) const fn space_end(bytes: &[u8], at: usize) -> usize {
    let mut end = at;
    while end < bytes.len() && matches!(bytes[end], b' ' | b'\t' | b'\n' | b'\r') {
        end += 1;
    }
    end
}

/// What an `@` at the very start means.
const fn leading_at(bytes: &[u8]) -> Error {
    if has_at(bytes, 1) && find(bytes, 1, bytes.len(), b':') < bytes.len() {
        Error::new(ErrorKind::SourceRoute, 0, find(bytes, 1, bytes.len(), b':') + 1)
    } else {
        Error::new(ErrorKind::NoLocal, 0, 0)
    }
}

const fn has_at(bytes: &[u8], from: usize) -> bool {
    find(bytes, from, bytes.len(), b'@') < bytes.len()
}
