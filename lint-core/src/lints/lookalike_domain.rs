//! A domain that looks like another one: the same picture in other characters, or letters of two scripts in one word.
//!
//! # Why
//!
//! `а` is Cyrillic and `a` is Latin, and no reader can tell; `rn` is read as `m`. Such names are registered for one
//! purpose. Review does not catch them, since what is seen is what is expected. A mark on a letter, as in `gmáil`, is seen
//! as little.
//!
//! # Fires
//!
//! On a domain that looks like a known one, whatever it is written in, A-labels (`xn--`) included, and on labels that mix
//! scripts in a way that no language does (UTS #39, "highly restrictive").
//!
//! ```text
//! jane@pаypal.com
//! see https://www.аррӏе.com/
//! see https://www.xn--80ak6aa92e.com/
//! billing@rnicrosoft.com
//! git clone https://g00gle.com/owner/tool.git
//! jane@paypa1.com
//! jane@fаbrikam.com
//! jane@һотмаіӏ.com
//! jane@gmáil.com
//! jane@mail.hotmaíl.com
//! ```
//!
//! # Quiet
//!
//! Names in one script, with whatever marks its languages have.
//!
//! ```text
//! jane@münchen.de
//! jane@bücher.example
//! jane@exämple.com
//! jane@пример.рф
//! jane@почта.com
//! jane@xn--mnchen-3ya.de
//! jane@kodėl.lt
//! jane@việtnam.vn
//! jane@ソフトbank.jp
//! jane@microsoft.com
//! jane@barnesandnoble.com
//! ```
//!
//! # Fix
//!
//! Write the domain that is meant, typed and not pasted.
//!
//! # Allow
//!
//! An `[[allow]]` with its reason in `maillint.toml`, or `maillint: allow(lookalike_domain) reason` in a comment on the
//! line.

use crate::address::to_unicode;
use crate::context::Site;
use crate::find::Form;
use crate::finding::{Finding, Level};
use crate::lint::look::in_ascii;
use crate::lint::slip::Candidate;
use crate::lint::{Check, Cx, Lint, Page, Speaker, Told, with_domain};
use crate::text::script::{Mix, script};

pub(crate) static LINT: Lint = Lint {
    id: "lookalike_domain",
    level: Level::Deny,
    page: Page::of(include_str!("lookalike_domain.rs")),
    check: Check::Domain(check),
};

fn check<'a>(cx: &'a Cx<'a>, site: &'a Site) -> Option<Told<'a>> {
    if cx.malformed.is_some() || cx.look.hidden.is_some() {
        return None;
    }
    let slip = cx.slip_for(Speaker::LookalikeDomain);
    // A mixture alone makes no host of a word that may be none.
    if slip.is_none() && (cx.look.mixed.is_none() || site.form == Form::Bare) {
        return None;
    }
    Some(Box::new(move || finding(cx, site, slip)))
}

fn finding(cx: &Cx<'_>, site: &Site, slip: Option<&Candidate<'_>>) -> Finding {
    let mut problem = String::new();
    if let Some(unicode) = shown(site) {
        problem += &format!("shown as `{unicode}`, ");
    }
    if let Some((label, mix)) = &cx.look.mixed {
        problem += &mixture(label, *mix);
    }
    if let Some(slip) = slip {
        problem += &format!("looks like `{}`, ", slip.target);
    }
    problem += cx.fate_clause(site);
    if slip.is_some() {
        return cx.finding(&LINT, site, &[&problem]);
    }
    let domain = in_ascii(&site.domain);
    let meant = cx.meant_by(site.form, &with_domain(&site.subject, &site.domain, &domain), &domain);
    cx.told(&LINT, site, &[&problem], meant.map(|meant| meant.subject))
}

/// The domain as people see it, where it is written in A-labels.
fn shown(site: &Site) -> Option<String> {
    let unicode = to_unicode(&site.domain);
    (site.domain.is_ascii() && !unicode.is_ascii()).then(|| unicode.into_owned())
}

/// How the scripts of a label do not go together: the letter that a reader does not expect.
fn mixture(label: &str, mix: Mix) -> String {
    let (odd, others) = if mix.second == "Latin" { (mix.first, mix.second) } else { (mix.second, mix.first) };
    let char = label.chars().find(|&char| script(char) == Some(odd)).unwrap_or_default();
    format!("`{char}` (U+{:04X}) is {odd} among {others} letters, ", u32::from(char))
}

#[cfg(test)]
mod tests {
    use crate::{Checker, Fate};

    #[test]
    fn the_picture_and_the_mixture_are_named() {
        for (text, message, suggestion) in [
            (
                "jane@pаypal.com",
                "`jane@pаypal.com`: `а` (U+0430) is Cyrillic among Latin letters, looks like `paypal.com`, a stranger may get \
                 the mail; did you mean `jane@paypal.com`?",
                Some("jane@paypal.com"),
            ),
            (
                "www.xn--80ak6aa92e.com",
                "`www.xn--80ak6aa92e.com`: shown as `www.аррӏе.com`, looks like `apple.com`, a stranger may answer; did you \
                 mean `www.apple.com`?",
                Some("www.apple.com"),
            ),
            (
                "jane@mail.рaypal.соm",
                "`jane@mail.рaypal.соm`: `р` (U+0440) is Cyrillic among Latin letters, looks like `paypal.com`, the mail \
                 bounces; did you mean `jane@mail.paypal.com`?",
                Some("jane@mail.paypal.com"),
            ),
            (
                "g00gle.com",
                "`g00gle.com`: looks like `google.com`, a stranger may answer; did you mean `google.com`?",
                Some("google.com"),
            ),
            (
                "jane@gmail.corn",
                "`jane@gmail.corn`: looks like `gmail.com`, the mail bounces; did you mean `jane@gmail.com`?",
                Some("jane@gmail.com"),
            ),
            (
                "jane@fаbrikam.com",
                "`jane@fаbrikam.com`: `а` (U+0430) is Cyrillic among Latin letters, a stranger may get the mail; did you mean \
                 `jane@fabrikam.com`?",
                Some("jane@fabrikam.com"),
            ),
            (
                "fаbrikam.com",
                "`fаbrikam.com`: `а` (U+0430) is Cyrillic among Latin letters, a stranger may answer; did you mean \
                 `fabrikam.com`?",
                Some("fabrikam.com"),
            ),
            (
                "jane@abжω.com",
                "`jane@abжω.com`: `ж` (U+0436) is Cyrillic among Latin letters, a stranger may get the mail",
                None,
            ),
        ] {
            let findings = Checker::default().address(text);
            let found: Vec<_> = findings.iter().map(|finding| (finding.lint, finding.message.as_str())).collect();
            assert_eq!(found, [("lookalike_domain", message)]);
            assert_eq!(findings[0].suggestion.as_deref(), suggestion, "{text}");
        }
    }

    #[test]
    fn the_evidence_is_the_domain_it_looks_like() {
        let findings = Checker::default().address("jane@smtp.rnicrosoft.com");
        assert_eq!(findings[0].fate, Some(Fate::Misdelivered));
        let evidence = &findings[0].evidence[0];
        assert_eq!((evidence.target.as_str(), evidence.slip), ("microsoft.com", "look-alike"));
    }

    #[test]
    fn a_word_that_reads_like_a_known_name_is_left_alone() {
        for domain in ["clash.com", "turn.de", "yarn.com", "torn.com", "modern.com", "1001.com", "vvv.com"] {
            let findings = Checker::default().address(&format!("jane@{domain}"));
            assert!(findings.iter().all(|finding| finding.lint != "lookalike_domain"), "{domain}");
        }
    }
}
