//! An address that mail cannot be sent to (RFC 5321, RFC 5322, RFC 6531).
//!
//! # Why
//!
//! What becomes of it depends on what is wrong. With a comma for a dot, two dots in the domain or no `@` it reaches nobody. Blanks,
//! brackets, a final dot or a full stop of another script are dropped or mapped by some software, which sends the mail on, and
//! refused by the rest. Dots in odd places of the local part are for the server of the domain to take or to refuse. In code it is
//! mostly a slip on a neighbouring key: a comma for a dot, a dot or an `@` twice.
//!
//! # Fires
//!
//! ```text
//! jane@gmail,com
//! jane@gmail;com
//! jane@yahoo,co.uk
//! jane@us,af.mil
//! jane@g,mail.com
//! jane@gmail..com
//! "jane@@gmail.com"
//! "{user}@gmail..com"
//! Jane Doe <jane.doe@gmail>
//! write to jane@gmail。com
//! ```
//!
//! ```text tests/test_users.py
//! create_user("jane@gmail..com")
//! ```
//!
//! # Quiet
//!
//! ```text
//! jane@gmail.com
//! jane@localhost,www.fabrikam.org
//! "jane doe"@example.com
//! postmaster@[192.0.2.1]
//! Reported-by: Any Reviewer <any.reviewer@mail>
//! ```
//!
//! What tests give to be refused, in a tree that names enough, unless it is a known domain but for what is wrong.
//!
//! ```census
//! fabrikam.net
//! northwind.net
//! tailspin.net
//! ```
//!
//! ```text tests/test_users.py
//! refuses("jane..doe@contoso.net")
//! ```
//!
//! # Fix
//!
//! Write it as the message says.
//!
//! # Allow
//!
//! An `[[allow]]` with its reason in `maillint.toml`, or `maillint: allow(malformed_address) reason` in a comment on the
//! line.

use crate::address::{Error, mended};
use crate::context::Site;
use crate::find::Form;
use crate::finding::{Finding, Level};
use crate::lint::{Check, Cx, Lint, Page, Told};

pub(crate) static LINT: Lint = Lint {
    id: "malformed_address",
    level: Level::Deny,
    page: Page::of(include_str!("malformed_address.rs")),
    check: Check::Site(check),
};

fn check<'a>(cx: &'a Cx<'a>, site: &'a Site) -> Option<Told<'a>> {
    let error = cx.malformed?;
    // Tests are given what is to be refused.
    if cx.is_string_of_test(site) && !subjects(site, error).iter().any(|mended| cx.is_known(mended)) {
        return None;
    }
    Some(Box::new(move || {
        let mut mended = subjects(site, error).into_iter();
        let meant = mended.find_map(|mended| cx.meant_by(site.form, &mended, mended.rsplit_once('@')?.1));
        let suggestion = meant.map(|meant| meant.subject);
        Finding {
            fate: Some(cx.fate_of_malformed(site, error)),
            ..cx.told(&LINT, site, &[&error.to_string()], suggestion)
        }
    }))
}

/// The subject without the one thing that is wrong, where it is plain how that was meant; likeliest first.
fn subjects(site: &Site, error: Error) -> Vec<String> {
    let mut subjects = Vec::new();
    if site.form != Form::Templated {
        for mended in mended(&site.subject, error).iter().flatten() {
            if !mended.as_str().starts_with('@') {
                subjects.push(mended.as_str().to_owned());
            }
        }
        return subjects;
    }
    // What is filled in was judged as if it were one letter.
    let (local, _) = site.subject.rsplit_once('@').unwrap_or_default();
    for mended in mended(&format!("a@{}", site.domain), error).iter().flatten() {
        if let Some(domain) = mended.as_str().strip_prefix('a') {
            subjects.push([local, domain].concat());
        }
    }
    subjects
}

#[cfg(test)]
mod tests {
    use crate::{Checker, Level};

    #[test]
    fn what_is_filled_in_stays() {
        for (text, suggestion) in [
            ("\"{user}@gmail..com\"", Some("{user}@gmail.com")),
            ("\"{user}@gmial,com\"", Some("{user}@gmail.com")),
            ("\"@gmail..com\"", Some("@gmail.com")),
        ] {
            let findings = Checker::default().text("a.py", text.as_bytes()).findings;
            let found: Vec<_> = findings.iter().map(|finding| (finding.lint, finding.level)).collect();
            assert_eq!(found, [("malformed_address", Level::Deny)], "{text}");
            assert_eq!(findings[0].suggestion.as_deref(), suggestion, "{text}");
        }
    }
}
