//! As rustc draws its own findings: header, place, the line with the subject marked, why, and what to do.

use super::short::fixed;
use super::{Found, Reporter, Style, Summary};
use annotate_snippets::{AnnotationKind, Element, Level, Renderer, Snippet};
use lint_core::gate::render::{doubt, explained, note, visible};
use lint_core::{Finding, Location};
use std::io::{self, Write};
use std::ops::Range;

pub(super) struct Human {
    renderer: Renderer,
    quiet: bool,
    /// The lints whose page was pointed to.
    explained: Vec<&'static str>,
}

/// Draws in colour or without.
pub(super) fn renderer(style: Style) -> Renderer {
    if style.color { Renderer::styled() } else { Renderer::plain() }
}

impl Human {
    pub(super) fn new(style: Style) -> Human {
        Human { renderer: renderer(style), quiet: style.quiet, explained: Vec::new() }
    }

    fn draw(&mut self, path: &str, finding: &Finding) -> String {
        let new = !self.explained.contains(&finding.lint);
        if new {
            self.explained.push(finding.lint);
        }
        draw(&self.renderer, finding.lint, path, finding, explained(finding.lint).filter(|_| new).into_iter())
    }
}

/// A finding in the file `path`, under this name of its lint, with more help than its own.
pub(super) fn draw(
    renderer: &Renderer,
    lint: &str,
    path: &str,
    finding: &Finding,
    more: impl Iterator<Item = String>,
) -> String {
    let level = if finding.level == lint_core::Level::Deny { Level::ERROR } else { Level::WARNING };
    let mut parts: Vec<Element<'_>> = Vec::new();
    let (path, mut columns) = (visible(path), None);
    if let Some(location) = &finding.location {
        let (text, subject) = marked(location);
        let drawn = text.get(..subject.start).map_or(1, |before| before.chars().count() as u64 + 1);
        columns = Some((location.start.line, drawn, location.start.column));
        let mark = AnnotationKind::Primary.span(subject);
        let line = usize::try_from(location.start.line).unwrap_or(usize::MAX);
        parts.push(Snippet::source(text).line_start(line).path(path.clone()).annotation(mark).into());
    }
    parts.extend(finding.evidence.iter().map(|evidence| Level::NOTE.message(note(evidence)).into()));
    parts.extend(doubt(finding).map(|doubt| Level::NOTE.message(doubt).into()));
    parts.extend(finding.help.as_deref().map(|help| Level::HELP.message(visible(help)).into()));
    parts.extend(more.map(|help| Level::HELP.message(help).into()));
    let report = [level.primary_title(visible(&finding.message)).id(lint).elements(parts)];
    let text = renderer.render(&report);
    match columns {
        // The renderer counts in the line as drawn, which is cut and has characters written out.
        Some((line, drawn, column)) if drawn != column => {
            text.replacen(&format!("{path}:{line}:{drawn}"), &format!("{path}:{line}:{column}"), 1)
        }
        _ => text,
    }
}

impl Reporter for Human {
    fn finding(&mut self, out: &mut dyn Write, found: &Found<'_>) -> io::Result<()> {
        writeln!(out, "{}\n", self.draw(found.path, found.finding))
    }

    fn fixed(&mut self, out: &mut dyn Write, found: &Found<'_>) -> io::Result<()> {
        writeln!(out, "{}", fixed(found))
    }

    fn finish(&mut self, out: &mut dyn Write, summary: &Summary) -> io::Result<()> {
        if self.quiet { Ok(()) } else { writeln!(out, "maillint: {summary}") }
    }
}

/// The excerpt with nothing in it that a terminal would obey, and the subject's bytes in it.
fn marked(location: &Location) -> (String, Range<usize>) {
    let characters = |count: u64| usize::try_from(count).unwrap_or(usize::MAX);
    let before = characters(location.start.column.saturating_sub(location.excerpt_column));
    let subject = match location.end.line == location.start.line {
        true => characters(location.end.column.saturating_sub(location.start.column)),
        false => usize::MAX,
    };
    let mut rest = location.excerpt.trim_end_matches(['\r', '\n']).chars();
    let mut take = |count: usize| visible(&rest.by_ref().take(count).collect::<String>());
    let mut text = take(before);
    let start = text.len();
    text.push_str(&take(subject));
    let end = text.len();
    text.push_str(&take(usize::MAX));
    (text, start..end)
}

#[cfg(test)]
mod tests {
    use super::*;
    use lint_core::Checker;

    fn drawn(path: &str, text: &[u8]) -> String {
        let mut human = Human::new(Style::default());
        Checker::default().text(path, text).findings.iter().map(|finding| human.draw(path, finding)).collect()
    }

    #[test]
    fn a_finding_is_drawn_with_its_line() {
        assert_eq!(
            drawn("a.toml", b"[smtp]\n\tto = \"ops@army.ml\"\n"),
            "\
error[tld_slip]: `ops@army.ml`: `.ml` is Mali, mail is delivered there; did you mean `ops@army.mil`?
 --> a.toml:2:8
  |
2 |     to = \"ops@army.ml\"
  |           ^^^^^^^^^^^
  |
  = note: `army.mil` is known from the built-in tables, and this is one slip from it: omission
  = help: `cargo maillint explain tld_slip` says why, and how to allow it"
        );
    }

    #[test]
    fn the_column_is_that_of_the_file_however_the_line_is_drawn() {
        let long = format!("{} ops@army.ml {}", "lorem ".repeat(20_000), "ipsum ".repeat(20_000));
        let text = drawn("a.txt", long.as_bytes());
        assert!(text.contains(" a.txt:1:120002\n"), "{text}");
        assert!(text.contains("ops@army.ml ipsum"), "{text}");
        let text = drawn("a\n\u{1b}.txt", "\u{202e}\u{1b}[2J ops@army.ml\r\n".as_bytes());
        assert!(text.contains(" a\\u{a}\\u{1b}.txt:1:7\n"), "{text}");
        assert!(text.contains("1 | \\u{202e}\\u{1b}[2J ops@army.ml\n"), "{text}");
    }
}
