//! One line a finding: `path:line:column: error[lint]: message`, or what it is now.

use super::escape::line_start;
use super::{Found, Reporter};
use lint_core::gate::render::{one_line, visible};
use lint_core::{Finding, Level, Position};
use std::io::{self, Write};

pub(super) struct Short;

impl Reporter for Short {
    fn finding(&mut self, out: &mut dyn Write, found: &Found<'_>) -> io::Result<()> {
        writeln!(out, "{}", line(found.finding.lint, found.path, found.finding))
    }

    fn fixed(&mut self, out: &mut dyn Write, found: &Found<'_>) -> io::Result<()> {
        writeln!(out, "{}", fixed(found))
    }
}

/// What was mended.
pub(super) fn fixed(found: &Found<'_>) -> String {
    let (finding, (start, _)) = (found.finding, found.range());
    let meant = finding.suggestion.as_deref().unwrap_or_default();
    let (path, subject, meant) = (line_start(found.path), visible(&finding.subject), visible(meant));
    format!("{path}:{}:{}: fixed[{}]: `{subject}` is now `{meant}`", start.line, start.column, finding.lint)
}

/// A finding in the file `path`, under this name of its lint.
pub(super) fn line(lint: &str, path: &str, finding: &Finding) -> String {
    let start = finding.location.as_ref().map_or(Position::START, |location| location.start);
    let word = if finding.level == Level::Deny { "error" } else { "warning" };
    let (path, message) = (line_start(path), one_line(finding));
    format!("{path}:{}:{}: {word}[{lint}]: {message}", start.line, start.column)
}
