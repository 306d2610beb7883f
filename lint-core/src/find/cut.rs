//! Bytes cut into pieces, by functions that are compiled once: an iterator with a closure is compiled with its own copy of the
//! standard library's code.

/// What stands before the first such byte; all, where there is none.
pub(crate) fn before_first(text: &[u8], byte: u8) -> &[u8] {
    let end = text.iter().position(|&b| b == byte).unwrap_or(text.len());
    text.get(..end).unwrap_or_default()
}

/// What stands behind the last such byte; all, where there is none.
pub(crate) fn after_last(text: &[u8], byte: u8) -> &[u8] {
    let start = text.iter().rposition(|&b| b == byte).map_or(0, |at| at + 1);
    text.get(start..).unwrap_or_default()
}

/// What stands between such bytes.
pub(crate) fn parts(text: &[u8], byte: u8) -> impl DoubleEndedIterator<Item = &[u8]> {
    text.split(move |&b| b == byte)
}

/// How many bytes at the beginning are such.
#[inline]
pub(crate) fn leading(text: &[u8], is_such: fn(u8) -> bool) -> usize {
    text.iter().position(|&b| !is_such(b)).unwrap_or(text.len())
}

/// How many bytes at the end are such.
#[inline]
pub(crate) fn trailing(text: &[u8], is_such: fn(u8) -> bool) -> usize {
    text.len() - text.iter().rposition(|&b| !is_such(b)).map_or(0, |at| at + 1)
}

/// How far a line is indented.
pub(crate) fn indent(line: &[u8]) -> usize {
    leading(line, |b| b == b' ')
}

/// The last word, up to the end.
pub(crate) fn last_word(text: &[u8]) -> &[u8] {
    text.get(text.len() - trailing(text, |b| !b.is_ascii_whitespace())..).unwrap_or_default()
}
