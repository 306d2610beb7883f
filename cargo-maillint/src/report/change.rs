//! The change that mends a finding, where it stands in the file.

use lint_core::{Finding, Position};

/// What to replace, and with what.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Change<'a> {
    /// The first character to replace.
    pub(super) start: Position,
    /// One past the last.
    pub(super) end: Position,
    /// What to put there.
    pub(super) replacement: &'a str,
}

impl<'a> Change<'a> {
    /// The change, if there is one. In UTF-16 there is none: whoever applies it counts in UTF-8.
    pub(super) fn of(finding: &'a Finding) -> Option<Change<'a>> {
        let fix = finding.fix.as_ref()?;
        let (start, end) = fix.positions?;
        let is_utf8 = end.byte.checked_sub(start.byte)? == fix.span.len() as u64;
        is_utf8.then_some(Change { start, end, replacement: &fix.replacement })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use lint_core::Checker;

    #[test]
    fn the_change_stands_where_the_domain_stands() {
        let utf16: Vec<u8> = "\u{feff}ops@army.ml".encode_utf16().flat_map(u16::to_le_bytes).collect();
        let long = format!("{} ops@army.ml", "\u{e4}".repeat(500));
        // A file, and what of it is replaced: bytes, line and columns.
        let cases: [(&[u8], _); 6] = [
            (b"ops@army.ml", Some((4..11, 1, 5..12))),
            (b"\xef\xbb\xbf\n ops@army.ml", Some((9..16, 2, 6..13))),
            ("\u{e4} j\u{f6}rg@army.ml".as_bytes(), Some((9..16, 1, 8..15))),
            (long.as_bytes(), Some((1005..1012, 1, 506..513))),
            (b"\xe4 ops@army.ml", Some((6..13, 1, 7..14))),
            (&utf16, None),
        ];
        for (text, expected) in cases {
            let findings = Checker::default().text("a.txt", text).findings;
            let change = findings.iter().find_map(Change::of);
            let found = change.map(|Change { start, end, replacement }| {
                assert_eq!((replacement, end.line), ("army.mil", start.line));
                (start.byte..end.byte, start.line, start.column..end.column)
            });
            assert_eq!(found, expected, "{}", String::from_utf8_lossy(text));
        }
    }
}
