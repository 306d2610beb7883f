//! One line a finding: `path:line:column: error[lint]: message`.

use super::escape::line_start;
use super::{Found, Reporter};
use lint_core::render::visible;
use lint_core::{Finding, Level, Position};
use std::io::{self, Write};

pub(super) struct Short;

impl Reporter for Short {
    fn finding(&mut self, out: &mut dyn Write, found: &Found<'_>) -> io::Result<()> {
        writeln!(out, "{}", line(found.finding.lint, found.path, found.finding))
    }
}

/// A finding in the file `path`, under this name of its lint.
pub(super) fn line(lint: &str, path: &str, finding: &Finding) -> String {
    let start = finding.location.as_ref().map_or(Position::START, |location| location.start);
    let word = if finding.level == Level::Deny { "error" } else { "warning" };
    let (path, message) = (line_start(path), visible(&finding.message));
    format!("{path}:{}:{}: {word}[{lint}]: {message}", start.line, start.column)
}
