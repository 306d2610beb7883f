//! A finding drawn as rustc draws its own: header, location, the line it stands in, help.
//!
//! The compile errors of `lint-macro` and the test-time report are this text; other output formats take the
//! [`headline`] from here, so that every gate says the same words.

#[cfg(feature = "tree")]
mod helps;
#[cfg(feature = "tree")]
mod report;
mod slip;

pub use slip::{Slip, marked};
#[cfg(feature = "tree")]
pub use {
    helps::{Helps, allow_lines},
    report::{besides, explained, help, notes, one_line},
};

use crate::finding::Finding;
use crate::source::Location;
use crate::text::const_str::is_control;
use std::fmt::{self, Write};
use std::ops::Range;

/// The one line that says it all: lint, what is wrong, what was probably meant.
pub fn headline(finding: &Finding) -> String {
    format!("[maillint::{}] {}", finding.lint, visible(&finding.message))
}

/// A finding as a compiler message of several lines, without the leading `error: ` and without colour.
///
/// The second line is the location, in the form ` --> path:line:column`: the problem matchers of CI systems and editors
/// need it there.
#[derive(Clone, Copy, Debug)]
pub struct Message<'a> {
    /// What was found.
    pub finding: &'a Finding,
    /// The file it stands in, relative, with `/`; without it there is no location line.
    pub path: Option<&'a str>,
    /// Line and column, both counted from 1, the column in Unicode scalar values.
    pub position: Option<(u64, u64)>,
    /// The line to show; rustc shows a literal's line by itself.
    pub excerpt: Option<&'a Location>,
    /// What else the reader can do, one line.
    pub help: Option<&'a str>,
}

impl Message<'_> {
    /// The number of the line that is shown.
    fn number(&self) -> String {
        self.excerpt.map_or_else(String::new, |location| location.start.line.to_string())
    }

    fn write_place(&self, out: &mut impl Write, number: &str) -> fmt::Result {
        if let Some(path) = self.path {
            let margin = if number.is_empty() { 2 } else { number.len() };
            write!(out, "\n{:margin$}--> {}", "", visible(path))?;
            if let Some((line, column)) = self.position {
                write!(out, ":{line}:{column}")?;
            }
        }
        match self.excerpt {
            Some(location) => write_excerpt(out, number, location, marked(self.finding, location)),
            None => Ok(()),
        }
    }
}

impl fmt::Display for Message<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&headline(self.finding))?;
        self.write_place(f, &self.number())?;
        if let Some(doubt) = doubt(self.finding) {
            write!(f, "\nnote: {doubt}")?;
        }
        for help in self.finding.help.as_deref().into_iter().chain(self.help) {
            write!(f, "\nhelp: {}", visible(help))?;
        }
        Ok(())
    }
}

/// Why a finding is a warning at most.
pub fn doubt(finding: &Finding) -> Option<String> {
    let doubt = finding.doubt?;
    Some(format!("in doubt (`{}`): {}", doubt.id, doubt.reason))
}

/// The line with carets under what is marked, numbered in the margin.
fn write_excerpt(
    out: &mut impl Write,
    number: &str,
    location: &Location,
    (marked, label): (Range<u64>, Option<String>),
) -> fmt::Result {
    let margin = " ".repeat(number.len());
    let (mut text, mut indent, mut carets) = (String::new(), 0, 0);
    for (column, character) in (location.excerpt_column..).zip(location.excerpt.chars()) {
        let before = text.len();
        push_visible(&mut text, character);
        let width = text.get(before..).map_or(0, |drawn| drawn.chars().count());
        if column < marked.start {
            indent += width;
        } else if column < marked.end {
            carets += width;
        }
    }
    let (indent, carets) = (" ".repeat(indent), "^".repeat(carets.max(1)));
    let label = label.map_or_else(String::new, |label| format!(" {label}"));
    write!(out, "\n{margin} |\n{number} | {}\n{margin} | {indent}{carets}{label}", text.trim_end())
}

/// The text with nothing in it that a terminal or a log would obey: control and direction characters become `\u{..}`, as
/// does the bracket of a logging command (`##[error]`, `##vso[task.complete]`), which CI systems obey anywhere in a line. A
/// tab becomes spaces.
///
/// ```
/// use lint_core::gate::render::visible;
/// assert_eq!(visible("a\u{1b}[2Jb\t##[add-path]"), r"a\u{1b}[2Jb    ##\u{5b}add-path]");
/// ```
pub fn visible(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for character in text.chars() {
        push_visible(&mut out, character);
    }
    out
}

/// Whether terminals and viewers obey a character, or hide it, instead of drawing it.
pub const fn is_obeyed(character: char) -> bool {
    match character {
        // Soft hyphen, zero-width and direction marks, separators, the byte order mark, interlinear and tag characters.
        '\u{ad}'
        | '\u{61c}'
        | '\u{180e}'
        | '\u{200b}'..='\u{200f}'
        | '\u{2028}'..='\u{202e}'
        | '\u{2060}'..='\u{206f}'
        | '\u{feff}'
        | '\u{fff9}'..='\u{fffb}'
        | '\u{e0000}'..='\u{e007f}' => true,
        _ => is_control(character),
    }
}

fn push_visible(out: &mut String, character: char) {
    match character {
        '\t' => out.push_str("    "),
        '[' if out.trim_end_matches(|c: char| c.is_ascii_alphabetic()).ends_with("##") => write_escape(out, character),
        _ if is_obeyed(character) => write_escape(out, character),
        _ => out.push(character),
    }
}

fn write_escape(out: &mut String, character: char) {
    // Writing into a String cannot fail.
    let _ = write!(out, "{}", character.escape_unicode());
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::finding::Level;
    use crate::source::Position;
    use crate::span::Span;

    fn finding(message: &str, help: Option<&str>) -> Finding {
        Finding {
            subject: String::from("ops@army.ml"),
            domain: Some(String::from("army.ml")),
            help: help.map(String::from),
            span: Span::new(8, 19),
            ..Finding::saying("tld_slip", Level::Deny, String::from(message))
        }
    }

    fn location(line: u64, columns: std::ops::Range<u64>, excerpt: &str, excerpt_column: u64) -> Location {
        let at = |column| Position { line, column, ..Position::START };
        Location { start: at(columns.start), end: at(columns.end), excerpt: String::from(excerpt), excerpt_column }
    }

    #[test]
    fn location_comes_second_and_carets_stand_under_the_subject() {
        let found = finding("`ops@army.ml`: `.ml` is Mali; did you mean `ops@army.mil`?", Some("write `.mil`"));
        let at = location(12, 9..20, "from = \"ops@army.ml\"", 1);
        let message = Message {
            finding: &found,
            path: Some("a.toml"),
            position: Some((12, 9)),
            excerpt: Some(&at),
            help: Some("or"),
        };
        assert_eq!(
            message.to_string(),
            "[maillint::tld_slip] `ops@army.ml`: `.ml` is Mali; did you mean `ops@army.mil`?\n  \
             --> a.toml:12:9\n   |\n12 | from = \"ops@army.ml\"\n   |         ^^^^^^^^^^^\nhelp: write `.mil`\nhelp: or"
        );
    }

    #[test]
    fn nothing_in_the_text_is_obeyed_by_a_terminal() {
        let found = finding("`a@\u{200b}b\u{1b}[2J`\n::error::x", None);
        // The excerpt begins at column 3 with a tab; an escape before the subject moves the carets along.
        let at = location(1, 5..7, "\t\u{202e}xy", 3);
        let message =
            Message { finding: &found, path: Some("a\nb"), position: Some((1, 5)), excerpt: Some(&at), help: None };
        assert_eq!(
            message.to_string(),
            "[maillint::tld_slip] `a@\\u{200b}b\\u{1b}[2J`\\u{a}::error::x\n\u{20}--> a\\u{a}b:1:5\n  \
             |\n1 |     \\u{202e}xy\n  |             ^^"
        );
    }
}
