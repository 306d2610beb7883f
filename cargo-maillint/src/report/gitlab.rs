//! GitLab's code quality report: a JSON array, one object a finding.

use super::escape::json;
use super::hash;
use super::{Found, Reporter, Summary};
use lint_core::gate::render::one_line;
use lint_core::{Fate, Level, Position};
use serde_json::json;
use std::collections::HashMap;
use std::io::{self, Write};

/// GitLab drops all but one of the findings that share a fingerprint: those of one file are numbered.
#[derive(Default)]
pub(super) struct Gitlab {
    begun: bool,
    path: String,
    /// How often a fingerprint came, by its hash: there may be many.
    seen: HashMap<u64, u64>,
}

impl Gitlab {
    fn fingerprint(&mut self, found: &Found<'_>) -> String {
        if self.path != found.rooted {
            self.path.clear();
            self.path.push_str(found.rooted);
            self.seen.clear();
        }
        let count = self.seen.entry(hash([found.fingerprint])).or_default();
        *count += 1;
        if *count == 1 { found.fingerprint.to_owned() } else { format!("{}-{count}", found.fingerprint) }
    }
}

impl Reporter for Gitlab {
    fn finding(&mut self, out: &mut dyn Write, found: &Found<'_>) -> io::Result<()> {
        out.write_all(if self.begun { b",\n" } else { b"[\n" })?;
        self.begun = true;
        let finding = found.finding;
        let severity = match (finding.level, finding.fate) {
            (Level::Deny, Some(Fate::Misdelivered)) => "critical",
            (Level::Deny, _) => "major",
            (Level::Warn | Level::Allow, _) => "minor",
        };
        let (start, end) = found.range();
        let place = |position: Position| json!({ "line": position.line, "column": position.column });
        let issue = json!({
            "type": "issue",
            "check_name": finding.lint,
            "description": one_line(finding),
            "categories": ["Bug Risk"],
            "severity": severity,
            "fingerprint": self.fingerprint(found),
            "location": { "path": found.rooted, "positions": { "begin": place(start), "end": place(end) } },
        });
        json(out, &issue)
    }

    fn finish(&mut self, out: &mut dyn Write, _summary: &Summary) -> io::Result<()> {
        out.write_all(if self.begun { b"\n]\n" } else { b"[]\n" })
    }
}
