//! SARIF 2.1.0, for code scanning: the lints are its rules, their pages the help.

use super::change::Change;
use super::escape::{json, uri};
use super::{Found, Reporter, Summary, Suppression, Unread};
use lint_core::gate::lint::Lint;
use lint_core::gate::lints;
use lint_core::gate::render::{besides, visible};
use lint_core::{Level, Position};
use serde_json::{Value, json};
use std::io::{self, Write};

const SCHEMA: &str = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json";

/// One run. Results are written as they come; what could not be read is told behind them.
#[derive(Default)]
pub(super) struct Sarif {
    results: u64,
    unread: Vec<Value>,
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

    fn finding(&mut self, out: &mut dyn Write, found: &Found<'_>) -> io::Result<()> {
        self.result(out, &result(found))
    }

    fn suppressed(&mut self, out: &mut dyn Write, found: &Found<'_>, by: Suppression<'_>) -> io::Result<()> {
        let suppression = match by {
            Suppression::Comment(reason) => json!({ "kind": "inSource", "justification": visible(reason) }),
            Suppression::Policy(reason) => json!({ "kind": "external", "justification": visible(reason) }),
            Suppression::Baseline => json!({ "kind": "external", "justification": "known debt, in the baseline" }),
        };
        let mut result = result(found);
        if let Some(result) = result.as_object_mut() {
            result.insert("suppressions".to_owned(), json!([suppression]));
        }
        self.result(out, &result)
    }

    fn unread(&mut self, _out: &mut dyn Write, unread: &Unread<'_>) -> io::Result<()> {
        self.unread.push(json!({
            "level": "error",
            "message": { "text": message(unread.message) },
            "locations": [{ "physicalLocation": { "artifactLocation": { "uri": uri(unread.path) } } }],
        }));
        Ok(())
    }

    fn finish(&mut self, out: &mut dyn Write, summary: &Summary) -> io::Result<()> {
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
    fn result(&mut self, out: &mut dyn Write, result: &Value) -> io::Result<()> {
        out.write_all(if self.results == 0 { b"\n" } else { b",\n" })?;
        self.results += 1;
        json(out, result)
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
    let artifact = json!({ "uri": uri(found.path) });
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
