//! The texts that the client has open, saved or not.

use super::place::{Encoding, Lines};
use super::uri;
use lint_core::Finding;
use lsp_types::{TextDocumentContentChangeEvent, TextDocumentItem, Uri};
use std::path::PathBuf;

/// The largest text that is judged, in bytes: an editor's own limit for what it colours is lower.
pub(super) const LARGEST: usize = 50 << 20;

/// An open text.
#[derive(Debug)]
pub(super) struct Document {
    pub(super) uri: Uri,
    /// Where it is or will be saved; `None` for one that has no file.
    pub(super) path: Option<PathBuf>,
    pub(super) version: i32,
    pub(super) text: String,
    pub(super) lines: Lines,
    /// What was found in this version.
    pub(super) findings: Vec<Finding>,
    /// Whether it has changed since it was judged.
    pub(super) is_stale: bool,
    /// Whether it was said that it is too large.
    pub(super) is_refused: bool,
}

impl Document {
    pub(super) fn open(item: TextDocumentItem) -> Document {
        Document {
            path: uri::path(&item.uri),
            uri: item.uri,
            version: item.version,
            lines: Lines::of(&item.text),
            text: item.text,
            findings: Vec::new(),
            is_stale: true,
            is_refused: false,
        }
    }

    /// Takes changes in their order; each is about the text that those before it leave.
    pub(super) fn change(&mut self, version: i32, changes: Vec<TextDocumentContentChangeEvent>, encoding: Encoding) {
        for change in changes {
            match change.range {
                None => self.text = change.text,
                Some(range) => {
                    let start = self.lines.offset(&self.text, range.start, encoding);
                    let end = self.lines.offset(&self.text, range.end, encoding).max(start);
                    self.text.replace_range(start..end, &change.text);
                }
            }
            self.lines = Lines::of(&self.text);
        }
        self.version = version;
        self.is_stale = true;
    }

    /// Where the finding's subject stands in the text.
    pub(super) fn place(&self, finding: &Finding) -> std::ops::Range<usize> {
        match &finding.location {
            Some(location) => location.start.byte as usize..location.end.byte as usize,
            None => finding.span.range(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use lsp_types::{Position, Range};
    use std::str::FromStr;

    #[test]
    #[expect(clippy::unwrap_used, reason = "a test fails by panicking")]
    fn a_change_is_about_the_text_that_the_one_before_leaves() {
        let uri = Uri::from_str("untitled:1").unwrap();
        let mut document =
            Document::open(TextDocumentItem::new(uri, String::new(), 1, "to: a\u{1f600}@x.org\nb\n".into()));
        let change = |range: Option<[u32; 4]>, text: &str| TextDocumentContentChangeEvent {
            range: range.map(|[a, b, c, d]| Range::new(Position::new(a, b), Position::new(c, d))),
            range_length: None,
            text: text.into(),
        };
        document.change(2, vec![change(Some([0, 4, 0, 7]), "ops"), change(Some([1, 0, 2, 0]), "")], Encoding::Utf16);
        assert_eq!((document.text.as_str(), document.version), ("to: ops@x.org\n", 2));
        // An end before its start changes nothing but the start.
        document.change(3, vec![change(Some([0, 4, 0, 0]), "d"), change(None, "whole")], Encoding::Utf16);
        assert_eq!(document.text, "whole");
    }
}
