//! Findings as the editor underlines them.

use super::documents::Document;
use super::place::Encoding;
use lint_core::gate::doubt;
use lint_core::policy::Policy;
use lint_core::{Finding, Level};
use lsp_types::{
    CodeDescription, Diagnostic, DiagnosticRelatedInformation, DiagnosticSeverity, Location, NumberOrString, Position,
    Range, Uri,
};
use std::str::FromStr;

/// What the editor shows as the source.
pub(super) const SOURCE: &str = "maillint";

/// What was found in a text, underlined.
pub(super) fn of(document: &Document, encoding: Encoding) -> Vec<Diagnostic> {
    document.findings.iter().map(|finding| diagnostic(document, finding, encoding)).collect()
}

fn diagnostic(document: &Document, finding: &Finding, encoding: Encoding) -> Diagnostic {
    let range = document.lines.range(&document.text, document.place(finding), encoding);
    Diagnostic {
        range,
        severity: Some(match finding.level {
            Level::Deny => DiagnosticSeverity::ERROR,
            _ => DiagnosticSeverity::WARNING,
        }),
        code: Some(NumberOrString::String(finding.lint.to_owned())),
        code_description: Uri::from_str(&crate::report::page(finding.lint)).ok().map(|href| CodeDescription { href }),
        source: Some(SOURCE.to_owned()),
        message: message(finding),
        related_information: right_form(document, finding, encoding).map(|found| vec![found]),
        tags: None,
        data: None,
    }
}

/// The finding's words, and why it is only a warning.
fn message(finding: &Finding) -> String {
    let mut message = lint_core::gate::render::visible(&finding.message);
    if let Some(doubt) = lint_core::gate::render::doubt(finding) {
        message.push('\n');
        message.push_str(&doubt);
    }
    message
}

/// Where the domain that was probably meant stands in the same text.
fn right_form(document: &Document, finding: &Finding, encoding: Encoding) -> Option<DiagnosticRelatedInformation> {
    let evidence = finding.evidence.first()?;
    let wrong = document.place(finding);
    let is_word = |c: char| c.is_alphanumeric() || matches!(c, '.' | '-' | '_');
    let stands_alone = |&(start, found): &(usize, &str)| {
        let (before, behind) = (&document.text[..start], &document.text[start + found.len()..]);
        !before.ends_with(|c: char| c.is_alphanumeric() || c == '-')
            && !behind.starts_with(is_word)
            && !wrong.contains(&start)
    };
    let (start, found) = document.text.match_indices(&*evidence.target).find(stands_alone)?;
    let range = document.lines.range(&document.text, start..start + found.len(), encoding);
    let location = Location::new(document.uri.clone(), range);
    Some(DiagnosticRelatedInformation { location, message: format!("`{}` stands here", evidence.target) })
}

/// The mistakes in a policy, at their places.
pub(super) fn of_policy(document: &Document, encoding: Encoding) -> Vec<Diagnostic> {
    let names = doubt::names();
    let is_manifest = document.path.as_ref().is_some_and(|path| path.ends_with("Cargo.toml"));
    let mistakes = match is_manifest {
        true => Policy::from_cargo_toml(&document.text, &names).err(),
        false => Policy::parse(&document.text, &names).err(),
    };
    let place = |line: u64, column: u64| {
        let index = usize::try_from(line.saturating_sub(1)).unwrap_or(usize::MAX);
        let text = document.lines.line(&document.text, index);
        let before = usize::try_from(column.saturating_sub(1)).unwrap_or(usize::MAX);
        let start = text.char_indices().nth(before).map_or(text.len(), |(at, _)| at);
        let rest = &text[start..];
        let word = rest.find(|c: char| !(c.is_alphanumeric() || matches!(c, '_' | '-' | '.'))).unwrap_or(rest.len());
        let first = document.lines.start(&document.text, index) + start;
        let range: Range = document.lines.range(&document.text, first..first + word.max(1).min(rest.len()), encoding);
        range
    };
    let told = mistakes.into_iter().flatten().map(|mistake| Diagnostic {
        range: place(mistake.line, mistake.column),
        severity: Some(DiagnosticSeverity::ERROR),
        source: Some(SOURCE.to_owned()),
        message: match &mistake.help {
            Some(help) => format!("{}; {help}", mistake.message),
            None => mistake.message.clone(),
        },
        ..Diagnostic::default()
    });
    told.collect()
}

/// Whether two ranges share a place; an empty one is the cursor, which may stand at either end.
pub(super) fn touch(one: Range, other: Range) -> bool {
    let before = |a: Position, b: Position| (a.line, a.character) <= (b.line, b.character);
    before(one.start, other.end) && before(other.start, one.end)
}
