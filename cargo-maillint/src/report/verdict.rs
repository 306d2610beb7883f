//! The verdict on one address, for people: what is wrong, the slip drawn under the text, what was weighed, how to allow it.

use super::Style;
use super::human::renderer;
use annotate_snippets::{AnnotationKind, Element, Level, Renderer, Snippet};
use lint_core::gate::render::{Slip, allow_lines, doubt, notes, visible};
use lint_core::{Fate, Finding};
use std::io::{self, Write};
use std::ops::Range;

/// Draws verdicts.
pub(crate) struct Verdict {
    renderer: Renderer,
}

impl Verdict {
    pub(crate) fn new(style: Style) -> Verdict {
        Verdict { renderer: renderer(style) }
    }

    /// Writes what was found of the text, or that nothing was.
    pub(crate) fn write(&self, out: &mut dyn Write, text: &str, findings: &[Finding]) -> io::Result<()> {
        if findings.is_empty() {
            let verdict = if could_be_one(text) { "ok" } else { "neither an address nor a domain" };
            return writeln!(out, "{verdict}: `{}`\n", visible(text));
        }
        findings.iter().try_for_each(|finding| writeln!(out, "{}\n", self.draw(text, finding)))
    }

    fn draw(&self, text: &str, finding: &Finding) -> String {
        let level = if finding.level == lint_core::Level::Deny { Level::ERROR } else { Level::WARNING };
        let is_whole = finding.subject == text;
        let slip = finding.suggestion.as_deref().filter(|_| is_whole).map(|meant| Slip::between(text, meant));
        let (marked, label) = match slip {
            Some(slip) => (slip.place.clone(), Some(slip.to_string())),
            None => (finding.span.range(), None),
        };
        let (shown, place) = shown(text, marked);
        let mut parts: Vec<Element<'_>> = Vec::new();
        let mark = AnnotationKind::Primary.span(place).label(label);
        parts.push(Snippet::source(shown).line_numbering(false).annotation(mark).into());
        parts.extend(notes(finding).map(|note| Level::NOTE.message(note).into()));
        parts.extend(fate(finding).map(|fate| Level::NOTE.message(fate).into()));
        parts.extend(doubt(finding).map(|doubt| Level::NOTE.message(doubt).into()));
        parts.extend(finding.help.as_deref().map(|help| Level::HELP.message(visible(help)).into()));
        parts.extend(allow(finding).map(|allow| Level::HELP.message(allow).into()));
        self.renderer.render(&[level.primary_title(visible(&finding.message)).id(finding.lint).elements(parts)])
    }
}

/// Whether a text has what every address or domain has: an `@` or a dot, which may be one of another script.
fn could_be_one(text: &str) -> bool {
    !text.is_ascii() || text.contains(['@', '.'])
}

/// What becomes of the mail, unless the message has said so: it does where a domain is wrong.
fn fate(finding: &Finding) -> Option<&'static str> {
    let is_told = !matches!(finding.lint, "malformed_address" | "undeclared_domain" | "unreserved_placeholder");
    finding.fate.filter(|_| !is_told).map(fate_clause)
}

pub(crate) fn fate_clause(fate: Fate) -> &'static str {
    match fate {
        Fate::Misdelivered => "as written the domain can exist: a stranger may get the mail",
        Fate::Undeliverable => "as written the domain cannot exist: the mail bounces, or never leaves",
        Fate::RefusedOrRight => "software that accepts this text sends it where it was meant; the rest refuses it",
        Fate::ServerDecides => "the domain exists: most software passes the mail on, and the server there decides",
        _ => "nobody looked where the mail goes",
    }
}

/// What to write into the policy to keep the subject as it is, in words.
fn allow(finding: &Finding) -> Option<String> {
    allow_lines(finding).map(|lines| format!("if it is right, say so in maillint.toml:\n{lines}"))
}

/// The text as it can be shown, and where in it the range has come to lie.
fn shown(text: &str, range: Range<usize>) -> (String, Range<usize>) {
    let part = |range: Range<usize>| visible(text.get(range).unwrap_or_default());
    let (before, marked) = (part(0..range.start), part(range.clone()));
    let place = before.len()..before.len() + marked.len();
    (before + &marked + &part(range.end..text.len()), place)
}

#[cfg(test)]
mod tests {
    use super::*;
    use lint_core::Checker;

    #[test]
    fn what_is_no_address_and_no_domain_is_not_called_right() {
        for (text, said) in [("", "neither"), ("army", "neither"), ("army.mil", "ok"), ("ops@localhost", "ok")] {
            let mut out = Vec::new();
            let findings = Checker::default().address(text);
            assert!(Verdict::new(Style::default()).write(&mut out, text, &findings).is_ok());
            assert!(out.starts_with(said.as_bytes()), "{text}");
        }
    }

    #[test]
    #[expect(clippy::unwrap_used, reason = "a test fails by panicking")]
    fn a_verdict_says_why_and_how_to_keep_it() {
        let mut out = Vec::new();
        let text = "ops@army.ml";
        Verdict::new(Style::default()).write(&mut out, text, &Checker::default().address(text)).unwrap();
        assert_eq!(
            String::from_utf8(out).unwrap(),
            "\
error[tld_slip]: `ops@army.ml`: `.ml` is Mali, mail is delivered there; did you mean `ops@army.mil`?
 |
 | ops@army.ml
 |           ^ `i` is missing here
 |
 = note: `army.mil` is known from the built-in tables
 = help: if it is right, say so in maillint.toml:
         [[allow]]
         domain = \"army.ml\"
         reason = \"...\"

"
        );
    }
}
