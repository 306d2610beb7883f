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
//! jane@gmail..com
//! "jane@@gmail.com"
//! "{user}@gmail..com"
//! Jane Doe <jane.doe@gmail>
//! write to jane@gmail。com
//! ```
//!
//! # Quiet
//!
//! ```text
//! jane@gmail.com
//! "jane doe"@example.com
//! postmaster@[192.0.2.1]
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

use crate::address::{Error, ErrorKind, Part};
use crate::context::Site;
use crate::data::{Class, Entries, View, hash};
use crate::find::Form;
use crate::finding::{Finding, Level};
use crate::lint::{Check, Cx, Lint, Page, Told, with_domain};

pub(crate) static LINT: Lint = Lint {
    id: "malformed_address",
    level: Level::Deny,
    page: Page::of(include_str!("malformed_address.rs")),
    check: Check::Site(check),
};

fn check<'a>(cx: &'a Cx<'a>, site: &'a Site) -> Option<Told<'a>> {
    let error = cx.malformed?;
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
        for mended in mended(&site.subject, error) {
            if !mended.starts_with('@') {
                subjects.push(mended);
            }
        }
        return subjects;
    }
    // What is filled in was judged as if it were one letter.
    let (local, _) = site.subject.rsplit_once('@').unwrap_or_default();
    for mended in mended(&format!("a@{}", site.domain), error) {
        if let Some(domain) = mended.strip_prefix('a') {
            subjects.push([local, domain].concat());
        }
    }
    subjects
}

/// The address without the one thing that is wrong, where it is plain how that was meant; likeliest first.
fn mended(address: &str, error: Error) -> Vec<String> {
    let (start, end) = (error.span().start, error.span().end);
    let (Some(before), Some(behind)) = (address.get(..start), address.get(end..)) else { return Vec::new() };
    match error.kind() {
        ErrorKind::NotADot(_) | ErrorKind::DoubledDot => vec![format!("{before}.{behind}")],
        // Shift and the key beside the two.
        ErrorKind::NoAt if address.contains('\u{ff20}') => vec![address.replacen('\u{ff20}', "@", 1)],
        ErrorKind::NoAt if address.contains('%') => vec![address.replacen('%', "@", 1)],
        ErrorKind::NoDot => {
            let known = known_by(behind_sign(address));
            known.map(|known| with_domain(address, behind_sign(address), known)).into_iter().collect()
        }
        ErrorKind::DoubledAt => vec![format!("{before}@{behind}")],
        // The comma and the dot are the keys beside the m.
        ErrorKind::TrailingDot(Part::Domain) | ErrorKind::StrayMark(',') if before.ends_with(".co") => {
            vec![format!("{before}m"), before.to_owned()]
        }
        // Words that a blank parts are not joined: a name stands before the address.
        ErrorKind::Space if !is_beside_mark(before, behind) => Vec::new(),
        ErrorKind::LeadingDot(_) | ErrorKind::TrailingDot(_) | ErrorKind::Space | ErrorKind::StrayMark(_) => {
            vec![format!("{before}{behind}")]
        }
        _ => Vec::new(),
    }
}

/// What stands behind the last sign.
fn behind_sign(address: &str) -> &str {
    address.rsplit('@').next().unwrap_or(address)
}

/// The known domain of this name that is meant most, by far: nearly all people who are `x@gmail` are at `gmail.com`.
fn known_by(name: &str) -> Option<&'static str> {
    /// Four to one, in decibans.
    const FAR: u8 = 6;
    let name = name.to_ascii_lowercase();
    let (mut known, mut next) = (None, u8::MAX);
    let mut entries = Entries::under(hash(name.as_bytes()).key(View::Near));
    while let Some(entry) = entries.next() {
        let ending = entry.name().strip_prefix(&*name).and_then(|ending| ending.strip_prefix('.'));
        if !entry.class.is(Class::TARGET) || ending.is_none_or(|ending| ending.contains('.')) {
            continue;
        }
        match known {
            Some((rarity, domain)) if rarity <= entry.rarity() && domain != entry.name() => {
                next = next.min(entry.rarity())
            }
            Some((rarity, domain)) if domain != entry.name() => {
                (known, next) = (Some((entry.rarity(), entry.name())), rarity);
            }
            _ => known = Some((entry.rarity(), entry.name())),
        }
    }
    known.filter(|(rarity, _)| next.saturating_sub(*rarity) >= FAR).map(|(_, domain)| domain)
}

/// Whether a blank between the two lies beside an `@` or a dot, or at an end.
fn is_beside_mark(before: &str, behind: &str) -> bool {
    before.is_empty() || behind.is_empty() || before.ends_with(['@', '.']) || behind.starts_with(['@', '.'])
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
