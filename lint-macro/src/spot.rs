//! Where something stands, as the compiler tells it.

use crate::text::Text;
use lint_core::Span as Range;
use proc_macro2::Span;
use std::path::Path;

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
        Spot::at(span.unwrap())
    }

    /// Where a token ends.
    pub(crate) fn behind(span: Span) -> Option<Spot> {
        Spot::at(span.unwrap().end())
    }

    // `proc_macro2` knows lines and columns only with a feature that slows it down elsewhere.
    fn at(span: proc_macro::Span) -> Option<Spot> {
        let path = span.file();
        let (line, column) = (u64::try_from(span.line()).ok()?, u64::try_from(span.column()).ok()?);
        if path.is_empty() || line == 0 { None } else { Some(Spot { path, position: (line, column) }) }
    }

    /// Where a part of a text's value begins; `None` where the compiler does not tell.
    pub(crate) fn within(text: &Text, part: Range) -> Option<Spot> {
        let (literal, range) = text.source_of(part)?;
        let mut spot = Spot::of(literal.span())?;
        let source = literal.to_string();
        // A literal that another macro made is not the text that stands at its span.
        if literal.span().source_text().is_none_or(|text| text == source) {
            let before = source.get(..range.start)?;
            let (line, column) = spot.position;
            let below = before.matches('\n').count() as u64;
            let last = before.rsplit('\n').next().unwrap_or_default().chars().count() as u64;
            spot.position = (line + below, if below == 0 { column + last } else { 1 + last });
        }
        Some(spot)
    }
}

/// A path as rustc prints it: relative to the folder that it runs in.
pub(crate) fn shown(path: &Path) -> String {
    let here = std::env::current_dir().and_then(std::fs::canonicalize).ok();
    let path = here.as_deref().and_then(|here| path.strip_prefix(here).ok()).unwrap_or(path);
    if path.as_os_str().is_empty() { String::from(".") } else { path.to_string_lossy().replace('\\', "/") }
}
