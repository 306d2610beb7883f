//! Workflow commands of GitHub Actions, which draw annotations beside the lines of a pull request.

use super::escape::{command_message, command_property};
use super::{Found, Reporter, Unread};
use lint_core::gate::render::{besides, visible};
use std::fmt::Write as _;
use std::io::{self, Write};

#[derive(Default)]
pub(super) struct Github;

impl Github {
    /// The command for one finding.
    pub(super) fn annotation(&self, found: &Found<'_>) -> String {
        let finding = found.finding;
        let mut properties = String::new();
        if let Some(location) = &finding.location {
            let (start, end) = (location.start, location.end);
            // Writing into a String cannot fail. Columns are for a range within one line.
            let _ = write!(properties, ",line={},endLine={}", start.line, end.line);
            if start.line == end.line {
                let _ = write!(properties, ",col={},endColumn={}", start.column, end.column);
            }
        }
        let mut message = visible(&finding.message);
        for more in besides(finding) {
            message.push('\n');
            message.push_str(&more);
        }
        self.command(found.severity(), found.rooted, &properties, finding.lint, &message)
    }

    /// The command for a file that could not be read.
    pub(super) fn unread_file(&self, unread: &Unread<'_>) -> String {
        self.command("error", unread.rooted, "", "could not read a file", &visible(unread.message))
    }

    fn command(&self, command: &str, path: &str, place: &str, title: &str, message: &str) -> String {
        let path = visible(path);
        let (path, message) = (command_property(&path), command_message(message));
        format!("::{command} file={path}{place},title=maillint {title}::{message}")
    }
}

impl Reporter for Github {
    fn finding(&mut self, out: &mut dyn Write, found: &Found<'_>) -> io::Result<()> {
        writeln!(out, "{}", self.annotation(found))
    }

    fn unread(&mut self, out: &mut dyn Write, unread: &Unread<'_>) -> io::Result<()> {
        writeln!(out, "{}", self.unread_file(unread))
    }
}
