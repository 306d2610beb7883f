//! A finding as one of rustc's own diagnostics: the JSON that cargo, `cargo fix` and editors read.
//!
//! Fields and their meaning: the rustc book, "JSON Output". Only what its readers need is written.

use super::change::Change;
use super::human::{draw, renderer};
use super::{Style, short};
use lint_core::gate::render::{doubt, explained, notes, visible};
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
    /// A finding in the file that rustc calls `path`; see [`rendered`].
    pub(crate) fn new(path: &str, finding: &Finding, rendering: Rendering, fix: &str) -> Diagnostic {
        let primary = finding.location.as_ref().map(|location| Span::new(path, location));
        let notes = notes(finding).chain(doubt(finding)).map(|note| Diagnostic::below("note", note, None));
        let helps = finding.help.as_deref().map(visible).into_iter().chain(explained(finding.lint));
        let helps = helps.map(|help| Diagnostic::below("help", help, None));
        Diagnostic {
            message_type: Some("diagnostic"),
            message: visible(&finding.message),
            code: Some(Code { code: name(finding), explanation: None }),
            level: if finding.level == Level::Deny { "error" } else { "warning" },
            spans: primary.into_iter().collect(),
            children: notes.chain(helps).chain(change(path, finding)).collect(),
            rendered: Some(rendered(path, finding, rendering, fix)),
        }
    }

    fn below(level: &'static str, message: String, span: Option<Span>) -> Diagnostic {
        let spans = span.into_iter().collect();
        Diagnostic { message_type: None, message, code: None, level, spans, children: Vec::new(), rendered: None }
    }
}

/// A finding in the file that rustc calls `path`, for people. They are told that `fix` is the command which mends it, since
/// cargo names one of its own, which does not.
pub(crate) fn rendered(path: &str, finding: &Finding, rendering: Rendering, fix: &str) -> String {
    match rendering {
        Rendering::Full(style) => {
            let mended = change(path, finding).and(finding.fix.as_ref());
            let mended = mended.map(|change| format!("`{fix}` writes `{}`", visible(&change.replacement)));
            let help = mended.into_iter().chain(explained(finding.lint));
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
fn change(path: &str, finding: &Finding) -> Option<Diagnostic> {
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

#[cfg(test)]
#[expect(clippy::unwrap_used, reason = "a test fails by panicking")]
mod tests {
    use super::*;
    use lint_core::Checker;
    use serde_json::{Value, json};

    fn diagnostic(text: &[u8], rendering: Rendering) -> Value {
        let report = Checker::default().text("a.toml", text);
        serde_json::to_value(Diagnostic::new("a.toml", &report.findings[0], rendering, "mend")).unwrap()
    }

    /// The values of a span that say where it is, its first line with brackets around what is marked.
    fn place(span: &Value) -> (Value, String) {
        let fields = ["byte_start", "byte_end", "line_start", "line_end", "column_start", "column_end"];
        let line = &span["text"][0];
        let mark = |key: &str| line[key].as_u64().unwrap() as usize - 1;
        let mut text: Vec<char> = line["text"].as_str().unwrap().chars().collect();
        text.insert(mark("highlight_end"), ']');
        text.insert(mark("highlight_start"), '[');
        (fields.map(|field| span[field].clone()).into_iter().collect(), text.into_iter().collect())
    }

    fn fix(diagnostic: &Value) -> Option<&Value> {
        let mut spans =
            diagnostic["children"].as_array().unwrap().iter().flat_map(|child| child["spans"].as_array().unwrap());
        spans.rfind(|span| !span["suggested_replacement"].is_null())
    }

    #[test]
    fn spans_are_exact_in_bytes_and_in_characters() {
        // Behind a byte order mark and characters of more than one byte.
        let told = diagnostic("\u{feff}x\r\nß = \"ops@army.ml\" # ß\r\n".as_bytes(), Rendering::Short);
        let line = |marked: &str| String::from(marked);
        assert_eq!(place(&told["spans"][0]), (json!([12, 23, 2, 2, 6, 17]), line("ß = \"[ops@army.ml]\" # ß")));
        let fix = fix(&told).unwrap();
        assert_eq!(place(fix), (json!([16, 23, 2, 2, 10, 17]), line("ß = \"ops@[army.ml]\" # ß")));
        assert_eq!(fix["suggested_replacement"], "army.mil");
        assert_eq!(fix["suggestion_applicability"], "MachineApplicable");
    }

    #[test]
    fn a_long_line_is_cut_and_its_mark_moved() {
        let told = diagnostic(format!("{} ops@army.ml", "lorem ".repeat(2_000)).as_bytes(), Rendering::Short);
        let (at, marked) = place(&told["spans"][0]);
        assert_eq!(at, json!([12_001, 12_012, 1, 1, 12_002, 12_013]));
        assert!(marked.len() < 300 && marked.ends_with("lorem  [ops@army.ml]"), "{marked}");
    }

    #[test]
    fn utf_16_is_shown_but_not_changed() {
        let text: Vec<u8> = "\u{feff}ops@army.ml".encode_utf16().flat_map(u16::to_le_bytes).collect();
        let told = diagnostic(&text, Rendering::Short);
        assert_eq!(place(&told["spans"][0]).0, json!([2, 24, 1, 1, 1, 12]));
        assert_eq!(fix(&told), None);
    }

    #[test]
    fn it_is_put_for_people_as_asked() {
        let full = |color| Rendering::Full(Style { color, ..Style::default() });
        let [short, plain, colored] = [Rendering::Short, full(false), full(true)].map(|rendering| {
            let told = diagnostic(b"ops@army.ml", rendering);
            assert_eq!((&told["level"], &told["code"]["code"]), (&json!("error"), &json!("maillint::tld_slip")));
            told["rendered"].as_str().unwrap().to_owned()
        });
        assert!(short.starts_with("a.toml:1:1: error[maillint::tld_slip]: `ops@army.ml`: "), "{short}");
        assert!(plain.starts_with("error[maillint::tld_slip]: `ops@army.ml`: ") && plain.ends_with("\n\n"), "{plain}");
        assert_eq!(plain.lines().nth(1), Some(" --> a.toml:1:1"));
        assert!(plain.contains("= help: `mend` writes `army.mil`\n"), "{plain}");
        assert!(colored.starts_with("\u{1b}["), "{colored}");
    }
}
