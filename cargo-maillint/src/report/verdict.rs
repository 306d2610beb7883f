//! The verdict on one address, for people: what is wrong, the slip drawn under the text, what was weighed, how to allow it.

use super::Style;
use super::human::renderer;
use annotate_snippets::{AnnotationKind, Element, Level, Renderer, Snippet};
use lint_core::address::Domain;
use lint_core::gate::render::{doubt, note, visible};
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
            return writeln!(out, "ok: `{}`\n", visible(text));
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
        parts.extend(finding.evidence.iter().map(|evidence| Level::NOTE.message(note(evidence)).into()));
        parts.extend(finding.fate.map(|fate| Level::NOTE.message(fate_clause(fate)).into()));
        parts.extend(doubt(finding).map(|doubt| Level::NOTE.message(doubt).into()));
        parts.extend(finding.help.as_deref().map(|help| Level::HELP.message(visible(help)).into()));
        parts.extend(allow(finding).map(|allow| Level::HELP.message(allow).into()));
        self.renderer.render(&[level.primary_title(visible(&finding.message)).id(finding.lint).elements(parts)])
    }
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

/// What to write into the policy to keep the subject as it is; `None` where the policy takes no such domain.
pub(super) fn allow_lines(finding: &Finding) -> Option<String> {
    let domain = finding.domain.as_deref().filter(|domain| Domain::parse(domain).is_ok())?;
    let domain = visible(domain).replace('\\', "\\\\").replace('"', "\\\"");
    Some(format!("[[allow]]\ndomain = \"{domain}\"\nreason = \"...\""))
}

/// Where a text differs from the one that was meant.
#[derive(Debug, PartialEq, Eq)]
struct Slip<'t> {
    /// The bytes that differ; empty where something is left out.
    place: Range<usize>,
    typed: &'t str,
    meant: &'t str,
}

impl<'t> Slip<'t> {
    fn between(typed: &'t str, meant: &'t str) -> Slip<'t> {
        let same = |(a, b): &(char, char)| a.eq_ignore_ascii_case(b);
        let start: usize = typed.chars().zip(meant.chars()).take_while(same).map(|(c, _)| c.len_utf8()).sum();
        let (typed_rest, meant_rest) = (typed.get(start..).unwrap_or(""), meant.get(start..).unwrap_or(""));
        let ends = typed_rest.chars().rev().zip(meant_rest.chars().rev());
        let end: usize = ends.take_while(same).map(|(c, _)| c.len_utf8()).sum();
        let cut = |rest: &'t str| rest.get(..rest.len().saturating_sub(end)).unwrap_or(rest);
        let (differs, meant) = (cut(typed_rest), cut(meant_rest));
        Slip { place: start..start + differs.len(), typed: differs, meant }
    }
}

impl std::fmt::Display for Slip<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let (typed, meant) = (visible(self.typed), visible(self.meant));
        match (self.typed, self.meant) {
            ("", _) => write!(f, "`{meant}` is missing here"),
            (_, "") => write!(f, "`{typed}` is too much"),
            _ => write!(f, "`{typed}` stands for `{meant}`"),
        }
    }
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
    fn a_slip_is_where_two_texts_differ() {
        for (typed, meant, place, said) in [
            ("ops@army.ml", "ops@army.mil", 10..10, "`i` is missing here"),
            ("jo@gmial.com", "jo@gmail.com", 5..7, "`ia` stands for `ai`"),
            ("jo@gmail.comm", "jo@gmail.com", 12..13, "`m` is too much"),
            ("GMAIL.con", "gmail.com", 8..9, "`n` stands for `m`"),
            ("a@é.x", "a@é.y", 5..6, "`x` stands for `y`"),
            ("a@b\u{200b}.org", "a@b.org", 3..6, r"`\u{200b}` is too much"),
        ] {
            let slip = Slip::between(typed, meant);
            assert_eq!((slip.place.clone(), slip.to_string().as_str()), (place, said));
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
 = note: `army.mil` is known from the built-in tables, and this is one slip from it: omission
 = note: as written the domain can exist: a stranger may get the mail
 = help: if it is right, say so in maillint.toml:
         [[allow]]
         domain = \"army.ml\"
         reason = \"...\"

"
        );
    }
}
