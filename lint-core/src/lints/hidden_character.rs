//! A character in an address or host that nobody can see: zero-width, soft hyphen, no-break space, mark of direction.
//!
//! # Why
//!
//! It comes along when text is copied from a web page, a chat or a word processor. The address looks right, in the editor
//! and in review, and is another text: some mail software drops the character and sends the mail on to the domain that is then left,
//! the rest refuses it; a comparison says no. Marks of direction can even show a host other than the one that is used.
//!
//! # Fires
//!
//! Between the letters here stand a zero-width space (U+200B), a soft hyphen (U+00AD), and behind the last one a zero-width
//! space again.
//!
//! ```text
//! jane@gm​ail.com
//! git clone https://git­hub.com/owner/tool.git
//! ops@army.mil​
//! ```
//!
//! # Quiet
//!
//! The zero-width non-joiner (U+200C) that Persian is spelt with belongs into the name, as RFC 5892, appendix A.1 has it.
//!
//! ```text
//! jane@gmail.com
//! git clone https://github.com/owner/tool.git
//! someone@نامه‌ای.com
//! ```
//!
//! # Fix
//!
//! Delete the character. Where it cannot be found, type the address anew.
//!
//! # Allow
//!
//! An `[[allow]]` with its reason in `maillint.toml`, or `maillint: allow(hidden_character) reason` in a comment on the
//! line.

use crate::context::Site;
use crate::finding::{Fate, Finding, Fix, Level};
use crate::lint::{Check, Cx, Lint, Page, Told};
use crate::text::hidden::{as_seen, name};

pub(crate) static LINT: Lint = Lint {
    id: "hidden_character",
    level: Level::Deny,
    page: Page::of(include_str!("hidden_character.rs")),
    check: Check::Site(check),
};

fn check<'a>(cx: &'a Cx<'a>, site: &'a Site) -> Option<Told<'a>> {
    let (at, char) = cx.look.hidden?;
    Some(Box::new(move || finding(cx, site, at, char)))
}

fn finding(cx: &Cx<'_>, site: &Site, at: usize, char: char) -> Finding {
    let seen = as_seen(&site.subject);
    let place = match (&site.subject[..at], &site.subject[at + char.len_utf8()..]) {
        ("", _) => "at its start".to_owned(),
        (_, "") => "at its end".to_owned(),
        (before, _) => format!("behind `{}`", as_seen(before)),
    };
    let fate = cx.fate_if_accepted(site);
    let what = match (fate, site.is_mail()) {
        (Fate::Undeliverable, true) => "the mail bounces",
        (Fate::Misdelivered, true) => "a stranger may get the mail",
        (_, true) => "the mail arrives, or is refused",
        (Fate::Undeliverable, false) => "it does not resolve",
        (_, false) => "some software drops it, the rest does not find the host",
    };
    // What is seen, any slip in it mended too.
    let meant = cx.meant(site.form, &seen, &as_seen(&site.domain), cx.reading);
    let suggestion = meant.map(|meant| meant.subject);
    let question = suggestion.as_ref().filter(|suggestion| **suggestion != seen);
    let question = question.map_or(String::new(), |suggestion| format!("; did you mean `{suggestion}`?"));
    let code = u32::from(char);
    let message =
        format!("`{seen}`: {place} stands U+{code:04X} ({}), which nobody can see, {what}{question}", name(char));
    // As many bytes as were judged: nothing in the text is written in another way.
    let as_written = site.plain && site.subject.len() == site.span.len();
    Finding {
        fate: Some(fate),
        help: Some("delete the character, or type the address anew".to_owned()),
        fix: suggestion.clone().filter(|_| as_written).map(|replacement| Fix {
            span: site.span,
            positions: None,
            replacement,
        }),
        suggestion,
        ..Finding::new(&LINT, site, message)
    }
}

#[cfg(test)]
mod tests {
    use crate::Checker;

    #[test]
    fn the_character_and_its_place_are_named() {
        for (text, message, suggestion) in [
            (
                "jane@gm\u{200B}ail.com",
                "`jane@gmail.com`: behind `jane@gm` stands U+200B (ZERO WIDTH SPACE), which nobody can see, the mail arrives, \
                 or is refused",
                Some("jane@gmail.com"),
            ),
            (
                "\u{202E}jane@gmail.com",
                "`jane@gmail.com`: at its start stands U+202E (RIGHT-TO-LEFT OVERRIDE), which nobody can see, the mail arrives, \
                 or is refused",
                Some("jane@gmail.com"),
            ),
            (
                "github.com\u{A0}",
                "`github.com`: at its end stands U+00A0 (NO-BREAK SPACE), which nobody can see, some software drops it, \
                 the rest does not find the host",
                Some("github.com"),
            ),
            (
                "jane@gmi\u{AD}al.com",
                "`jane@gmial.com`: behind `jane@gmi` stands U+00AD (SOFT HYPHEN), which nobody can see, a stranger may get the \
                 mail; did you mean `jane@gmail.com`?",
                Some("jane@gmail.com"),
            ),
            (
                "jane@fabrikam\u{200B}.con.",
                "`jane@fabrikam.con.`: behind `jane@fabrikam` stands U+200B (ZERO WIDTH SPACE), which nobody can see, the \
                 mail bounces; did you mean `jane@fabrikam.com`?",
                Some("jane@fabrikam.com"),
            ),
            (
                "jane@\u{200B}",
                "`jane@`: at its end stands U+200B (ZERO WIDTH SPACE), which nobody can see, the mail bounces",
                None,
            ),
        ] {
            let findings = Checker::default().address(text);
            let found: Vec<_> = findings.iter().map(|finding| (finding.lint, finding.message.as_str())).collect();
            assert_eq!(found, [("hidden_character", message)]);
            assert_eq!(findings[0].suggestion.as_deref(), suggestion, "{text:?}");
        }
    }

    #[test]
    fn what_is_written_as_judged_is_mended_in_place() {
        let mended = |text: &str| {
            let findings = Checker::default().text("notes.txt", text.as_bytes()).findings;
            let fix = findings[0].fix.clone()?;
            Some(text.replace(&text[fix.span.range()], &fix.replacement))
        };
        assert_eq!(mended("to jane@gm\u{200B}ail.com, today").as_deref(), Some("to jane@gmail.com, today"));
        assert_eq!(mended("to jane\u{200B}@gmail.com, today").as_deref(), Some("to jane@gmail.com, today"));
        assert_eq!(mended("to jane%40gm\u{200B}ail.com, today"), None);
    }
}
