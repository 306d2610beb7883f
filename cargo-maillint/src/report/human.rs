//! As rustc draws its own findings: header, place, the line with the subject marked, why, and what to do.

use super::{Found, Reporter, Style, Summary};
use annotate_snippets::{AnnotationKind, Element, Level, Origin, Renderer, Snippet};
use lint_core::render::{sentence, visible};
use lint_core::{Finding, Location};
use std::io::{self, Write};
use std::ops::Range;

pub(crate) struct Human {
    renderer: Renderer,
}

impl Human {
    pub(crate) fn new(style: Style) -> Human {
        Human { renderer: if style.color { Renderer::styled() } else { Renderer::plain() } }
    }

    /// Draws a finding in a file, or, without a path, in a text that was given by itself.
    fn draw(&self, out: &mut dyn Write, path: &str, finding: &Finding) -> io::Result<()> {
        let level = if finding.level == lint_core::Level::Deny { Level::ERROR } else { Level::WARNING };
        let mut parts: Vec<Element<'_>> = Vec::new();
        if let Some(location) = &finding.location {
            let (text, subject) = marked(location);
            let (line, column) = (number(location.start.line), number(location.start.column));
            let mark = AnnotationKind::Primary.span(subject);
            parts.push(Origin::path(visible(path)).line(line).char_column(column).into());
            parts.push(Snippet::source(text).line_start(line).annotation(mark).into());
        }
        for evidence in &finding.evidence {
            let note = format!("`{}` ({}): {}", visible(&evidence.target), visible(&evidence.source), evidence.slip);
            parts.push(Level::NOTE.message(note).into());
        }
        if let Some(help) = &finding.help {
            parts.push(Level::HELP.message(visible(help)).into());
        }
        let report = [level.primary_title(sentence(finding)).id(finding.lint).elements(parts)];
        writeln!(out, "{}\n", self.renderer.render(&report))
    }
}

impl Reporter for Human {
    fn finding(&mut self, out: &mut dyn Write, found: &Found<'_>) -> io::Result<()> {
        self.draw(out, found.path, found.finding)
    }

    fn finish(&mut self, out: &mut dyn Write, summary: &Summary) -> io::Result<()> {
        let count = |n: u64, one: &str| format!("{n} {one}{}", if n == 1 { "" } else { "s" });
        let found = match (summary.findings.deny, summary.findings.warn) {
            (0, 0) => String::from("nothing found"),
            (deny, 0) => count(deny, "error"),
            (0, warn) => count(warn, "warning"),
            (deny, warn) => format!("{}, {}", count(deny, "error"), count(warn, "warning")),
        };
        writeln!(
            out,
            "maillint: {found} in {} ({} judged)",
            count(summary.files, "file"),
            count(summary.subjects, "subject")
        )
    }
}

/// The excerpt with nothing in it that a terminal would obey, and the subject's bytes in it.
fn marked(location: &Location) -> (String, Range<usize>) {
    let before = number(location.start.column.saturating_sub(location.excerpt_column));
    let subject = match location.end.line == location.start.line {
        true => number(location.end.column.saturating_sub(location.start.column)),
        false => usize::MAX,
    };
    let mut characters = location.excerpt.trim_end_matches(['\r', '\n']).chars();
    let mut text = visible(&characters.by_ref().take(before).collect::<String>());
    let start = text.len();
    text.push_str(&visible(&characters.by_ref().take(subject).collect::<String>()));
    let end = text.len();
    text.push_str(&visible(characters.as_str()));
    (text, start..end)
}

/// A line or column for the renderer, which counts in `usize`.
fn number(n: u64) -> usize {
    usize::try_from(n).unwrap_or(usize::MAX)
}
