//! What reports say besides, where a compiler message says less: what a finding rests on, and where to read on.

use super::{Message, doubt, visible};
use crate::finding::{Evidence, Finding, Level};
use crate::lints;
use crate::text::times;

impl Message<'_> {
    /// The finding as the command draws it, with what it rests on and with more helps, of one line or several.
    pub fn to_report(&self, helps: &[String]) -> String {
        let level = if self.finding.level == Level::Deny { "error" } else { "warning" };
        let mut text = format!("{level}[{}]: {}", self.finding.lint, visible(&self.finding.message));
        let number = self.number();
        let margin = if number.is_empty() { " " } else { &" ".repeat(number.len()) };
        // Writing into a String cannot fail.
        let _ = self.write_place(&mut text, &number);
        let mut below = Vec::new();
        below.extend(notes(self.finding).map(|note| format!("note: {note}")));
        below.extend(doubt(self.finding).map(|doubt| format!("note: {doubt}")));
        for help in &[self.finding.help.as_deref(), self.help] {
            below.extend(help.map(|help| format!("help: {}", visible(help))));
        }
        // What has more lines is indented as rustc does it.
        let indent = format!("\n{margin}         ");
        below.extend(helps.iter().map(|help| format!("help: {}", help.replace('\n', &indent))));
        if !below.is_empty() {
            text.push_str(&format!("\n{margin} |"));
        }
        for line in &below {
            text.push_str(&format!("\n{margin} = {line}"));
        }
        text
    }
}

/// What a finding rests on, known domains and where they are known from, unless its message has said so.
pub fn notes(finding: &Finding) -> impl Iterator<Item = String> {
    // These two lints are about where the domain that they name first is known from.
    let told = usize::from(matches!(finding.lint, "protected_slip" | "lonely_domain"));
    finding.evidence.iter().skip(told).map(note)
}

fn note(evidence: &Evidence) -> String {
    let source = match evidence.source.as_str() {
        "builtin" => String::from("the built-in tables"),
        "protect" => String::from("`protect` in the policy"),
        "link" => String::from("the other end of the link"),
        "tree" => match evidence.count {
            Some(count) => format!("this repository, which names it {}", times(count)),
            None => String::from("this repository"),
        },
        file => format!("`{}`", visible(file)),
    };
    format!("`{}` is known from {source}", visible(&evidence.target))
}

/// What is to be said of a finding besides its message, for reports without a place of their own for it: why it is only warned of,
/// and what to do.
pub fn besides(finding: &Finding) -> Vec<String> {
    let mut besides = Vec::from_iter(doubt(finding));
    besides.extend(finding.help.as_deref().map(visible));
    besides
}

/// The message, and why it is only warned of, for reports with one line a finding.
pub fn one_line(finding: &Finding) -> String {
    let mut line = visible(&finding.message);
    if let Some(doubt) = doubt(finding) {
        line.push_str(if line.ends_with('?') { " " } else { "; " });
        line.push_str(&doubt);
    }
    line
}

/// What to do about a finding, or where to read on: for reports in which that is never left out.
pub fn help(finding: &Finding) -> String {
    let own = finding.help.clone().or_else(|| explained(finding.lint));
    own.unwrap_or_else(|| String::from("mend it where it stands"))
}

/// Where to read on about a lint; `None` for what is no lint.
pub fn explained(lint: &str) -> Option<String> {
    let lint = lints::find(lint)?.id;
    Some(format!("`cargo maillint explain {lint}` says why, and how to allow it"))
}
