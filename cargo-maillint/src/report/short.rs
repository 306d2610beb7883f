//! One line a finding: `path:line:column: error[lint]: message`.

use super::{Found, Reporter};
use lint_core::render::visible;
use lint_core::{Level, Position};
use std::io::{self, Write};

pub(super) struct Short;

impl Reporter for Short {
    fn finding(&mut self, out: &mut dyn Write, found: &Found<'_>) -> io::Result<()> {
        let finding = found.finding;
        let start = finding.location.as_ref().map_or(Position::START, |location| location.start);
        let word = if finding.level == Level::Deny { "error" } else { "warning" };
        let (path, message) = (visible(found.path), visible(&finding.message));
        writeln!(out, "{path}:{}:{}: {word}[{}]: {message}", start.line, start.column, finding.lint)
    }
}
