//! A finding as one of rustc's own diagnostics: the JSON that cargo, `cargo fix` and editors read.
//!
//! Fields and their meaning: the rustc book, "JSON Output". Only what its readers need is written.

use super::change::Change;
use super::human::{draw, explained, renderer, weighed};
use super::{Style, short};
use lint_core::render::visible;
use lint_core::{Finding, Level, Location};
use serde::Serialize;

/// How a diagnostic is put for people.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Rendering {
    /// With its line, in colour or not.
    Full(Style),
    /// In one line.
    Short,
}

/// A diagnostic, or a note or help below one.
#[derive(Debug, Serialize)]
pub(crate) struct Diagnostic {
    #[serde(rename = "$message_type", skip_serializing_if = "Option::is_none")]
    message_type: Option<&'static str>,
    message: String,
    code: Option<Code>,
    level: &'static str,
    spans: Vec<Span>,
    children: Vec<Diagnostic>,
    /// The whole of it for people; rustc leaves it out below the top.
    rendered: Option<String>,
}

#[derive(Debug, Serialize)]
struct Code {
    code: String,
    explanation: Option<String>,
}

/// A place in a file. Bytes are counted from 0 in the file as stored; lines, columns and characters from 1.
#[derive(Debug, Serialize)]
struct Span {
    file_name: String,
    byte_start: u64,
    byte_end: u64,
    line_start: u64,
    line_end: u64,
    column_start: u64,
    column_end: u64,
    is_primary: bool,
    text: Vec<Line>,
    label: Option<String>,
    suggested_replacement: Option<String>,
    suggestion_applicability: Option<&'static str>,
    expansion: Option<()>,
}

#[derive(Debug, Serialize)]
struct Line {
    text: String,
    highlight_start: u64,
    highlight_end: u64,
}

impl Diagnostic {
    /// A finding in the file that rustc calls `path`.
    pub(crate) fn new(path: &str, finding: &Finding, rendering: Rendering) -> Diagnostic {
        let primary = finding.location.as_ref().map(|location| Span::new(path, location));
        let notes = finding.evidence.iter().map(weighed).map(|note| Diagnostic::below("note", note, None));
        let helps = finding.help.as_deref().map(visible).into_iter().chain(explained(finding.lint));
        let helps = helps.map(|help| Diagnostic::below("help", help, None));
        Diagnostic {
            message_type: Some("diagnostic"),
            message: visible(&finding.message),
            code: Some(Code { code: name(finding), explanation: None }),
            level: if finding.level == Level::Deny { "error" } else { "warning" },
            spans: primary.into_iter().collect(),
            children: notes.chain(helps).chain(fix(path, finding)).collect(),
            rendered: Some(rendered(path, finding, rendering)),
        }
    }

    fn below(level: &'static str, message: String, span: Option<Span>) -> Diagnostic {
        let spans = span.into_iter().collect();
        Diagnostic { message_type: None, message, code: None, level, spans, children: Vec::new(), rendered: None }
    }
}

/// A finding in the file that rustc calls `path`, for people.
pub(crate) fn rendered(path: &str, finding: &Finding, rendering: Rendering) -> String {
    match rendering {
        Rendering::Full(style) => {
            let help = explained(finding.lint);
            format!("{}\n\n", draw(&renderer(style), &name(finding), path, finding, help))
        }
        Rendering::Short => format!("{}\n", short::line(&name(finding), path, finding)),
    }
}

/// The lint as rustc names those of its tools.
fn name(finding: &Finding) -> String {
    format!("maillint::{}", finding.lint)
}

/// The change that mends the finding.
fn fix(path: &str, finding: &Finding) -> Option<Diagnostic> {
    let Change { start, end, replacement } = Change::of(finding)?;
    let mut span = Span::new(path, &Location { start, end, ..finding.location.clone()? });
    span.suggested_replacement = Some(replacement.to_owned());
    span.suggestion_applicability = Some("MachineApplicable");
    Some(Diagnostic::below("help", String::from("write the domain that was probably meant"), Some(span)))
}

impl Span {
    fn new(path: &str, location: &Location) -> Span {
        let Location { start, end, excerpt, excerpt_column } = location;
        let highlight = |column: u64| (column + 1).saturating_sub(*excerpt_column).max(1);
        let mut text: Vec<Line> = excerpt
            .lines()
            .map(|line| Line {
                text: line.to_owned(),
                highlight_start: 1,
                highlight_end: line.chars().count() as u64 + 1,
            })
            .collect();
        if let Some(first) = text.first_mut() {
            first.highlight_start = highlight(start.column);
        }
        if let Some(last) = text.last_mut() {
            last.highlight_end = if end.line == start.line { highlight(end.column) } else { end.column };
        }
        Span {
            file_name: path.to_owned(),
            byte_start: start.byte,
            byte_end: end.byte,
            line_start: start.line,
            line_end: end.line,
            column_start: start.column,
            column_end: end.column,
            is_primary: true,
            text,
            label: None,
            suggested_replacement: None,
            suggestion_applicability: None,
            expansion: None,
        }
    }
}
