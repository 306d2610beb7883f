//! As rustc draws its own findings: header, place, the line with the subject marked, why, and what to do.

use super::folds::Folds;
use super::short::fixed;
use super::{Found, Reporter, Style, Summary};
use annotate_snippets::{AnnotationKind, Element, Level, Renderer, Snippet};
use lint_core::gate::render::{self, Helps, doubt, notes, visible};
use lint_core::{Finding, Location};
use std::io::{self, Write};
use std::ops::Range;

pub(super) struct Human {
    renderer: Renderer,
    quiet: bool,
    helps: Helps,
    /// What is told when it is known how much there is; `None` where each is told.
    folds: Option<Folds>,
}

/// Draws in colour or without.
pub(super) fn renderer(style: Style) -> Renderer {
    if style.color { Renderer::styled() } else { Renderer::plain() }
}

impl Human {
    pub(super) fn new(style: Style) -> Human {
        Human {
            renderer: renderer(style),
            quiet: style.quiet,
            helps: Helps::default(),
            folds: (!style.all).then(Folds::default),
        }
    }

    fn draw(&mut self, path: &str, finding: &Finding) -> String {
        let helps = self.helps.of(path, finding);
        draw(&self.renderer, finding.lint, path, finding, helps.into_iter())
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
        let (text, marked, label) = marked(finding, location);
        let drawn = text.get(..marked.start).map_or(1, |before| before.chars().count() as u64 + 1);
        columns = Some((location.start.line, drawn, location.start.column));
        let mark = AnnotationKind::Primary.span(marked).label(label);
        let line = usize::try_from(location.start.line).unwrap_or(usize::MAX);
        parts.push(Snippet::source(text).line_start(line).path(path.clone()).annotation(mark).into());
    }
    parts.extend(notes(finding).map(|note| Level::NOTE.message(note).into()));
    parts.extend(doubt(finding).map(|doubt| Level::NOTE.message(doubt).into()));
    parts.extend(finding.help.as_deref().map(|help| Level::HELP.message(visible(help)).into()));
    parts.extend(more.map(|help| Level::HELP.message(help).into()));
    let report = [level.primary_title(visible(&finding.message)).id(lint).elements(parts)];
    let text = renderer.render(&report);
    match columns {
        // The renderer counts in the line as drawn, which is cut and has characters written out, and to what is marked.
        Some((line, drawn, column)) if drawn != column => {
            text.replacen(&format!("{path}:{line}:{drawn}"), &format!("{path}:{line}:{column}"), 1)
        }
        _ => text,
    }
}

impl Reporter for Human {
    fn finding(&mut self, out: &mut dyn Write, found: &Found<'_>) -> io::Result<()> {
        let text = format!("{}\n\n", self.draw(found.path, found.finding));
        match &mut self.folds {
            Some(folds) => folds.push(found, &text),
            None => out.write_all(text.as_bytes()),
        }
    }

    fn fixed(&mut self, out: &mut dyn Write, found: &Found<'_>) -> io::Result<()> {
        writeln!(out, "{}", fixed(found))
    }

    fn finish(&mut self, out: &mut dyn Write, summary: &Summary) -> io::Result<()> {
        if let Some(folds) = self.folds.take() {
            folds.write(out)?;
        }
        if self.quiet { Ok(()) } else { writeln!(out, "maillint: {summary}") }
    }
}

/// The excerpt with nothing in it that a terminal would obey, the bytes in it that are to be marked, and what to say of them.
fn marked(finding: &Finding, location: &Location) -> (String, Range<usize>, Option<String>) {
    let characters = |count: u64| usize::try_from(count).unwrap_or(usize::MAX);
    let (columns, label) = render::marked(finding, location);
    let before = characters(columns.start.saturating_sub(location.excerpt_column));
    let marked = match location.end.line == location.start.line {
        true => characters(columns.end.saturating_sub(columns.start)),
        false => usize::MAX,
    };
    let mut rest = location.excerpt.trim_end_matches(['\r', '\n']).chars();
    let mut take = |count: usize| visible(&rest.by_ref().take(count).collect::<String>());
    let mut text = take(before);
    let start = text.len();
    text.push_str(&take(marked));
    let end = text.len();
    text.push_str(&take(usize::MAX));
    (text, start..end, label)
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
  |                     ^ `i` is missing here
  |
  = note: `army.mil` is known from the built-in tables
  = help: to keep it: # maillint: allow(tld_slip) reason
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
