//! SARIF 2.1.0, for code scanning: the lints are its rules, their pages the help.

use super::change::Change;
use super::escape::{json, uri};
use super::{Found, Reporter, Summary, Suppression, Unread};
use lint_core::gate::lint::Lint;
use lint_core::gate::lints;
use lint_core::gate::render::{besides, visible};
use lint_core::{Fate, Level, Position};
use serde_json::{Value, json};
use std::io::{self, BufRead, BufReader, Seek, Write};
use tempfile::SpooledTempFile;

const SCHEMA: &str = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json";

/// How many results code scanning takes of a run; it refuses a file that has more.
const MOST: usize = 25_000;

/// How many bytes of results of a weight are held in memory.
const HELD: usize = 1 << 20;

/// How grave a result is, the gravest first: mail that goes astray, other errors, warnings, what does not count.
const WEIGHTS: usize = 4;

/// One run. Results are kept by weight, since of more than [`MOST`] the gravest are written; they are written in the order in which
/// they came. What could not be read is told behind them.
pub(super) struct Sarif {
    /// One line a result.
    results: [SpooledTempFile; WEIGHTS],
    /// The weights of the results as they came.
    order: Vec<u8>,
    /// How many are written at most.
    most: usize,
    unread: Vec<Value>,
}

impl Default for Sarif {
    fn default() -> Sarif {
        let results = std::array::from_fn(|_| SpooledTempFile::new(HELD));
        Sarif { results, order: Vec::new(), most: MOST, unread: Vec::new() }
    }
}

impl Reporter for Sarif {
    fn begin(&mut self, out: &mut dyn Write) -> io::Result<()> {
        let driver = json!({
            "name": "maillint",
            "informationUri": env!("CARGO_PKG_REPOSITORY"),
            "semanticVersion": env!("CARGO_PKG_VERSION"),
            "rules": lints::ALL.iter().map(|lint| rule(lint)).collect::<Vec<_>>(),
        });
        write!(out, r#"{{"$schema":"{SCHEMA}","version":"2.1.0","runs":[{{"tool":{{"driver":"#)?;
        json(out, &driver)?;
        // Columns are counted so in every report.
        out.write_all(br#"},"columnKind":"unicodeCodePoints","results":["#)
    }

    fn finding(&mut self, _out: &mut dyn Write, found: &Found<'_>) -> io::Result<()> {
        let weight = match (found.finding.level, found.finding.fate) {
            (Level::Deny, Some(Fate::Misdelivered)) => 0,
            (Level::Deny, _) => 1,
            (Level::Warn | Level::Allow, _) => 2,
        };
        self.keep(weight, &result(found))
    }

    fn suppressed(&mut self, _out: &mut dyn Write, found: &Found<'_>, by: Suppression<'_>) -> io::Result<()> {
        let suppression = match by {
            Suppression::Comment(reason) => json!({ "kind": "inSource", "justification": visible(reason) }),
            Suppression::Policy(reason) => json!({ "kind": "external", "justification": visible(reason) }),
            Suppression::Baseline => json!({ "kind": "external", "justification": "known debt, in the baseline" }),
        };
        let mut result = result(found);
        if let Some(result) = result.as_object_mut() {
            result.insert("suppressions".to_owned(), json!([suppression]));
        }
        self.keep(3, &result)
    }

    fn unread(&mut self, _out: &mut dyn Write, unread: &Unread<'_>) -> io::Result<()> {
        self.unread.push(json!({
            "level": "error",
            "message": { "text": message(unread.message) },
            "locations": [{ "physicalLocation": { "artifactLocation": { "uri": uri(unread.rooted) } } }],
        }));
        Ok(())
    }

    fn finish(&mut self, out: &mut dyn Write, summary: &Summary) -> io::Result<()> {
        let left_out = self.results(out)?;
        let all: usize = left_out.iter().sum();
        if all > 0 {
            let [astray, errors, warnings, suppressed] = left_out;
            let text = format!(
                "Of {} results, the {} gravest are in this file, which is as many as code scanning takes. Left out: {} errors, \
                 {warnings} warnings, {suppressed} suppressed.",
                self.order.len(),
                self.most,
                astray + errors
            );
            self.unread.push(json!({ "level": "warning", "message": { "text": text } }));
        }
        let invocation = json!({
            "executionSuccessful": summary.errors == 0,
            "toolExecutionNotifications": self.unread,
        });
        out.write_all(br#"],"invocations":["#)?;
        json(out, &invocation)?;
        out.write_all(b"]}]}\n")
    }
}

impl Sarif {
    fn keep(&mut self, weight: u8, result: &Value) -> io::Result<()> {
        self.order.push(weight);
        match self.results.get_mut(usize::from(weight)) {
            Some(kept) => json(kept, result).and_then(|()| kept.write_all(b"\n")),
            None => Ok(()),
        }
    }

    /// Writes the gravest results, and says how many of each weight were left out.
    fn results(&mut self, out: &mut dyn Write) -> io::Result<[usize; WEIGHTS]> {
        let mut room = self.most;
        let counts: [usize; WEIGHTS] = std::array::from_fn(|weight| {
            let count = self.order.iter().filter(|of| usize::from(**of) == weight).count();
            let kept = count.min(room);
            room -= kept;
            kept
        });
        let mut left = counts;
        let mut left_out = [0; WEIGHTS];
        let mut kept = Vec::new();
        for results in &mut self.results {
            results.rewind()?;
            kept.push(BufReader::new(results));
        }
        let mut begun = false;
        let mut line = Vec::new();
        for weight in self.order.iter().map(|weight| usize::from(*weight)) {
            let (Some(kept), Some(left), Some(left_out)) =
                (kept.get_mut(weight), left.get_mut(weight), left_out.get_mut(weight))
            else {
                continue;
            };
            if *left == 0 {
                *left_out += 1;
                continue;
            }
            *left -= 1;
            line.clear();
            kept.read_until(b'\n', &mut line)?;
            out.write_all(if begun { b",\n" } else { b"\n" })?;
            out.write_all(line.strip_suffix(b"\n").unwrap_or(&line))?;
            begun = true;
        }
        Ok(left_out)
    }
}

fn rule(lint: &Lint) -> Value {
    let page = lint.page.markdown();
    json!({
        "id": lint.id,
        "shortDescription": { "text": lint.page.summary() },
        "help": { "text": page, "markdown": page },
        "defaultConfiguration": { "enabled": lint.level != Level::Allow, "level": level(lint.level) },
    })
}

fn result(found: &Found<'_>) -> Value {
    let finding = found.finding;
    let artifact = json!({ "uri": uri(found.rooted) });
    let mut place = json!({ "artifactLocation": artifact });
    if let (Some(location), Some(place)) = (&finding.location, place.as_object_mut()) {
        place.insert("region".to_owned(), region(location.start, location.end));
    }
    let mut text = finding.message.clone();
    for more in besides(finding) {
        text.push_str("; ");
        text.push_str(&more);
    }
    let evidence = finding.evidence.iter();
    let mut result = json!({
        "ruleId": finding.lint,
        "ruleIndex": lints::ALL.iter().position(|lint| lint.id == finding.lint),
        "level": level(finding.level),
        "message": { "text": message(&text) },
        "locations": [{ "physicalLocation": place }],
        "partialFingerprints": { "maillint/v1": found.fingerprint },
        "properties": {
            "subject": finding.subject,
            "domain": finding.domain,
            "fate": finding.fate.map(|fate| fate.as_str()),
            "suggestion": finding.suggestion,
            "key": finding.key,
            "doubt": finding.doubt.map(|doubt| json!({ "id": doubt.id, "reason": doubt.reason })),
            "evidence": evidence
                .map(|e| json!({ "target": e.target, "source": e.source, "count": e.count, "slip": e.slip }))
                .collect::<Vec<_>>(),
        },
    });
    if let (Some(change), Some(result)) = (Change::of(finding), result.as_object_mut()) {
        let replacement = json!({
            "deletedRegion": region(change.start, change.end),
            "insertedContent": { "text": change.replacement },
        });
        let fix = json!([{ "artifactChanges": [{ "artifactLocation": artifact, "replacements": [replacement] }] }]);
        result.insert("fixes".to_owned(), fix);
    }
    result
}

fn region(start: Position, end: Position) -> Value {
    json!({
        "startLine": start.line,
        "startColumn": start.column,
        "endLine": end.line,
        "endColumn": end.column,
    })
}

fn level(level: Level) -> &'static str {
    match level {
        Level::Deny => "error",
        Level::Warn | Level::Allow => "warning",
    }
}

/// A plain text message, in which `[text](target)` would be a link (section 3.11.6).
fn message(text: &str) -> String {
    visible(text).replace("](", "\\](")
}

#[cfg(test)]
mod tests {
    #![expect(clippy::unwrap_used, reason = "a report that does not read is a failed test")]
    use super::*;
    use lint_core::Checker;

    #[test]
    fn the_gravest_results_are_written_in_the_order_of_the_text() {
        let text = "a@gmail.con\na@gmail.con\nb@army.ml\na@gmail.con\nb@army.ml\n";
        let findings = Checker::default().text("a.txt", text.as_bytes()).findings;
        assert_eq!(findings.len(), 5);
        let mut sarif = Sarif { most: 3, ..Sarif::default() };
        let mut out = Vec::new();
        sarif.begin(&mut out).unwrap();
        let found = |finding| Found { path: "a.txt", rooted: "a.txt", finding, is_new: false, fingerprint: "" };
        sarif.suppressed(&mut out, &found(&findings[2]), Suppression::Comment("right")).unwrap();
        for finding in &findings {
            sarif.finding(&mut out, &found(finding)).unwrap();
        }
        sarif.finish(&mut out, &Summary::default()).unwrap();
        let report: Value = serde_json::from_slice(&out).unwrap();
        let run = &report["runs"][0];
        let line = |result: &Value| result["locations"][0]["physicalLocation"]["region"]["startLine"].as_u64().unwrap();
        let lines: Vec<u64> = run["results"].as_array().unwrap().iter().map(line).collect();
        // Both that go astray, and the first of those that bounce.
        assert_eq!(lines, [1, 3, 5]);
        let note = run["invocations"][0]["toolExecutionNotifications"][0]["message"]["text"].as_str().unwrap();
        assert!(note.starts_with("Of 6 results, the 3 gravest are in this file"), "{note}");
        assert!(note.ends_with("Left out: 2 errors, 0 warnings, 1 suppressed."), "{note}");
    }
}
