//! One JSON object a line: a finding, a file that could not be read, the summary, or the verdict on an address.

use super::escape::json;
use super::fingerprint;
use super::{Found, Reporter, Summary, Unread};
use lint_core::Finding;
use lint_core::gate::render::help;
use serde::Serialize;
use std::io::{self, Write};

pub(super) struct Json;

impl Reporter for Json {
    fn finding(&mut self, out: &mut dyn Write, found: &Found<'_>) -> io::Result<()> {
        object(out, &Line::Finding(&finding(found.finding, Some(found.rooted), found.fingerprint)))
    }

    fn unread(&mut self, out: &mut dyn Write, unread: &Unread<'_>) -> io::Result<()> {
        object(out, &Line::Error(&Unread { path: unread.rooted, ..*unread }))
    }

    fn finish(&mut self, out: &mut dyn Write, summary: &Summary) -> io::Result<()> {
        object(out, &Line::Summary(summary))
    }
}

/// Writes the verdict on one address: its number from 1, the text, and what was found.
pub(crate) fn verdict(out: &mut dyn Write, line: u64, input: &str, findings: &[Finding]) -> io::Result<()> {
    let fingerprints: Vec<String> = findings.iter().map(|finding| fingerprint(finding, "")).collect();
    let findings = findings.iter().zip(&fingerprints).map(|(found, name)| finding(found, None, name)).collect();
    object(out, &Line::Verdict { line, input, findings })
}

#[derive(Serialize)]
#[serde(tag = "type", rename_all = "snake_case")]
enum Line<'a> {
    Finding(&'a FindingLine<'a>),
    Error(&'a Unread<'a>),
    Summary(&'a Summary),
    Verdict { line: u64, input: &'a str, findings: Vec<FindingLine<'a>> },
}

#[derive(Serialize)]
struct FindingLine<'a> {
    #[serde(flatten)]
    place: Option<FilePlace<'a>>,
    start_byte: u64,
    end_byte: u64,
    subject: &'a str,
    domain: Option<&'a str>,
    lint: &'a str,
    level: &'a str,
    fate: Option<&'a str>,
    message: &'a str,
    help: String,
    suggestion: Option<&'a str>,
    evidence: Vec<EvidenceLine<'a>>,
    doubt: Option<DoubtLine>,
    #[serde(rename = "place")]
    kind: &'a str,
    key: Option<&'a str>,
    fingerprint: &'a str,
}

#[derive(Serialize)]
struct FilePlace<'a> {
    path: &'a str,
    line: u64,
    column: u64,
    end_line: u64,
    end_column: u64,
}

#[derive(Serialize)]
struct DoubtLine {
    id: &'static str,
    reason: &'static str,
}

#[derive(Serialize)]
struct EvidenceLine<'a> {
    target: &'a str,
    source: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    count: Option<u64>,
    slip: &'a str,
}

fn finding<'a>(finding: &'a Finding, path: Option<&'a str>, fingerprint: &'a str) -> FindingLine<'a> {
    let location = finding.location.as_ref();
    let (start_byte, end_byte) = match location {
        Some(location) => (location.start.byte, location.end.byte),
        None => (finding.span.start as u64, finding.span.end as u64),
    };
    let place = path.zip(location).map(|(path, location)| FilePlace {
        path,
        line: location.start.line,
        column: location.start.column,
        end_line: location.end.line,
        end_column: location.end.column,
    });
    let evidence = finding.evidence.iter();
    FindingLine {
        place,
        start_byte,
        end_byte,
        subject: &finding.subject,
        domain: finding.domain.as_deref(),
        lint: finding.lint,
        level: finding.level.as_str(),
        fate: finding.fate.map(|fate| fate.as_str()),
        message: &finding.message,
        help: help(finding),
        suggestion: finding.suggestion.as_deref(),
        evidence: evidence
            .map(|e| EvidenceLine { target: &e.target, source: &e.source, count: e.count, slip: e.slip })
            .collect(),
        doubt: finding.doubt.map(|doubt| DoubtLine { id: doubt.id, reason: doubt.reason }),
        kind: finding.place.as_str(),
        key: finding.key.as_deref(),
        fingerprint,
    }
}

fn object(out: &mut dyn Write, value: &impl Serialize) -> io::Result<()> {
    json(out, value)?;
    out.write_all(b"\n")
}
