//! Lines that their format folds, wherever in them something stands: LDIF, vCard, iCalendar; and mail.

use super::text::Decoded;
use super::{Declared, Inner, IsTrap, Which, mail, window};
use crate::context::kind::Kind;
use crate::context::languages::Folds;
use crate::find::chars::{byte, slice};
use crate::find::cut::leading;
use crate::span::Span;
use crate::text::find::{memchr, memchr_iter};

/// The longest line that is put together.
const LONGEST: usize = 4 << 10;

/// Reads the lines of a text that are stored in pieces.
pub(super) fn read(text: &[u8], kind: Kind, state: &mut Declared, is_trap: IsTrap, inner: &mut Inner) {
    match kind.language().folds {
        Folds::Space | Folds::Concatenated => folded(text, kind, is_trap, inner),
        Folds::Mail => mail::read(text, kind, state, is_trap, inner),
        Folds::None | Folds::Ampersand | Folds::Hyphen => {}
    }
}

/// Lines that go on behind a space, or, with an equals sign at their end, in the next line.
fn folded(text: &[u8], kind: Kind, is_trap: IsTrap, inner: &mut Inner) {
    let mut start = 0;
    let mut pieces = 0;
    let ends = memchr_iter(b'\n', text).chain(std::iter::once(text.len()));
    for end in ends {
        let goes_on = match kind.language().folds {
            Folds::Concatenated => concatenated(slice(text, end + 1, end + 12)).is_some(),
            _ => matches!(byte(text, end + 1), b' ' | b'\t') || is_soft(slice(text, start, end)),
        };
        if goes_on && end < text.len() && end - start < LONGEST {
            pieces += 1;
            continue;
        }
        if pieces > 0 {
            let decoded: Decoded = window::decode(text, kind, Span::new(start, end));
            inner.take(text, kind, &decoded, Which::Stored, is_trap);
        }
        (start, pieces) = (end + 1, 0);
    }
}

/// The length of a level and the tag that says that the value goes on: `2 CONC `.
pub(super) fn concatenated(line: &[u8]) -> Option<usize> {
    let indent = leading(line, |b| b == b' ');
    let level = indent + leading(slice(line, indent, line.len()), |b| b.is_ascii_digit());
    let has_tag = level > indent && slice(line, level, level + 6) == b" CONC ";
    has_tag.then_some(level + 6)
}

/// Whether a line ends in an equals sign.
pub(super) fn is_soft(line: &[u8]) -> bool {
    line.strip_suffix(b"\r").unwrap_or(line).ends_with(b"=")
}

/// The end of the line that `at` is in.
pub(super) fn line_end(text: &[u8], at: usize) -> usize {
    let rest = slice(text, at, text.len());
    at + memchr(b'\n', rest).unwrap_or(rest.len())
}
