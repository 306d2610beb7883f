//! Where something stands, as the compiler tells it.

use crate::input::Text;
use lint_core::Span as Range;
use proc_macro::Span;

/// A place in a file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Spot {
    /// The file as rustc names it.
    pub(crate) path: String,
    /// Line and column, both counted from 1, the column in Unicode scalar values.
    pub(crate) position: (u64, u64),
}

impl Spot {
    /// Where a token begins; `None` where the compiler does not tell.
    pub(crate) fn of(span: Span) -> Option<Spot> {
        let path = span.file();
        let (line, column) = (u64::try_from(span.line()).ok()?, u64::try_from(span.column()).ok()?);
        if path.is_empty() || line == 0 {
            return None;
        }
        Some(Spot { path, position: (line, column) })
    }

    /// Where a part of a text's value begins; `None` where the compiler does not tell.
    pub(crate) fn within(text: &Text, part: Range) -> Option<Spot> {
        let (literal, range) = text.source_of(part)?;
        let mut spot = Spot::of(literal.span())?;
        let source = literal.to_string();
        // A literal that another macro made is not the text that stands at its span.
        if literal.span().source_text().is_none_or(|text| text == source) {
            spot.position = behind(source.get(..range.start)?, spot.position);
        }
        Some(spot)
    }
}

/// The position behind a text that begins at a position.
fn behind(text: &str, (line, column): (u64, u64)) -> (u64, u64) {
    match text.rsplit_once('\n') {
        Some((above, last)) => (line + 1 + above.matches('\n').count() as u64, 1 + last.chars().count() as u64),
        None => (line, column + text.chars().count() as u64),
    }
}

#[cfg(test)]
mod tests {
    use super::behind;

    #[test]
    fn columns_count_characters_and_begin_anew_on_each_line() {
        let cases = [("", (7, 5)), ("\"é\\u{e9}@", (7, 14)), ("\"ops@\\\n   ", (8, 4)), ("\"\n\none\r\n", (10, 1))];
        for (text, position) in cases {
            assert_eq!(behind(text, (7, 5)), position, "{text:?}");
        }
    }
}
