//! The diagnostic format of reviewdog, which posts findings and suggestions as review comments: one JSON object a line.

use super::change::Change;
use super::escape::json;
use super::{Found, Reporter};
use lint_core::gate::render::{besides, visible};
use lint_core::{Level, Position};
use serde_json::{Value, json};
use std::io::{self, Write};

pub(super) struct Rdjsonl;

impl Reporter for Rdjsonl {
    fn finding(&mut self, out: &mut dyn Write, found: &Found<'_>) -> io::Result<()> {
        let finding = found.finding;
        let (start, end) = found.range();
        let mut message = visible(&finding.message);
        for more in besides(finding) {
            message.push('\n');
            message.push_str(&more);
        }
        let suggestion = Change::of(finding)
            .map(|change| json!({ "range": range(change.start, change.end), "text": change.replacement }));
        let diagnostic = json!({
            "message": message,
            "location": { "path": found.rooted, "range": range(start, end) },
            "severity": if finding.level == Level::Deny { "ERROR" } else { "WARNING" },
            "source": { "name": "maillint", "url": env!("CARGO_PKG_REPOSITORY") },
            "code": { "value": finding.lint },
            "suggestions": suggestion.into_iter().collect::<Vec<_>>(),
        });
        json(out, &diagnostic)?;
        out.write_all(b"\n")
    }
}

/// Columns count bytes from 1; the end is exclusive.
fn range(start: Position, end: Position) -> Value {
    let place = |at: Position| json!({ "line": at.line, "column": at.byte.saturating_sub(at.line_byte) + 1 });
    json!({ "start": place(start), "end": place(end) })
}
