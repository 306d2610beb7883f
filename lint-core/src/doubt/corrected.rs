//! The right domain set against the wrong one: a row of a table, an arrow, an assertion.
//!
//! # Why
//!
//! Tests and tables of corrections name both. What is right stands beside the slip, so that nobody will take the one for the
//! other.
//!
//! # Fires
//!
//! ```text a.js
//! expect(suggest('jo@gmial.com')).toBe('jo@gmail.com')
//! ['ana@yaho.com.ar', 'ana@yahoo.com.ar'],
//! { '@aol.con': '@aol.com' },
//! { wrong: '@163.con', right: '@163.com' },
//! "https://rhiaro.githib.com/tags" => "https://rhiaro.github.com/tags"
//! ```
//!
//! ```text
//! jo@gmial.com → jo@gmail.com
//! | jo@gmial.com | jo@gmail.com |
//! ```
//!
//! Whoever names a host under another ending on one line with the office that has the name means both.
//!
//! ```text
//! usgs.net,rejected,"Maps of the Survey, redirects to http://www.usgs.gov/"
//! ```
//!
//! # Quiet
//!
//! ```text a.js
//! "ops@army.mil" <ops@army.ml>
//! to = 'jo@gmail.com, jo@gmial.com'
//! { name: "ops@army.mil", email: "ops@army.ml" }
//! ```
//!
//! ```text
//! [jo@gmail.com](mailto:jo@gmial.com)
//! Write to jo@gmail.com or to jo@gmial.com.
//! ```

use super::{Beside, is_near, lower, registered};
use crate::data::lists::doubt_words;
use crate::doubt::{Casts, Doubt, Scene};
use crate::find::Form;
use crate::find::chars::slice;
use crate::find::cut::trailing;
use crate::lint::slip::Slip;
use crate::page::Page;
use crate::source::Place;
use crate::text::find::memmem;
use crate::text::identifier::words;

pub(crate) static DOUBT: Doubt = Doubt {
    id: "corrected",
    reason: "the right domain stands beside it",
    page: Page::of(include_str!("corrected.rs")),
    casts: Casts::Text(casts),
};

fn casts(scene: &Scene<'_>) -> bool {
    let is_right =
        |other: &Beside| is_meant(scene, other) && is_set_against(scene, other) || is_told_apart(scene, other);
    scene.beside.iter().any(|other| scene.is_beside(other) && is_right(other))
}

/// Whether both are hosts of one name under two common endings.
fn is_told_apart(scene: &Scene<'_>, other: &Beside) -> bool {
    let finding = scene.finding;
    let is_ending = || finding.evidence.first().is_some_and(|evidence| evidence.slip == Slip::WrongEnding.as_str());
    let meant = || finding.suggestion.as_deref().map(|meant| registered(meant).to_lowercase());
    !scene.site.is_mail()
        && !other.form.is_mail()
        && is_ending()
        && meant().is_some_and(|meant| meant == registered(&other.domain))
}

/// Whether the other one is what was meant by the subject: the domain suggested for it, or, without a suggestion, one that is an edit
/// or two away.
fn is_meant(scene: &Scene<'_>, other: &Beside) -> bool {
    let domain = scene.domain();
    match scene.finding.suggestion.as_deref().map(|meant| meant.rsplit('@').next().unwrap_or(meant).to_lowercase()) {
        Some(meant) if meant != domain => meant == other.domain,
        _ => is_near(&other.domain, &domain),
    }
}

/// Whether the two are one thing, written wrong and right: the same mailbox, or no mailbox at least once, with a sign between them.
fn is_set_against(scene: &Scene<'_>, other: &Beside) -> bool {
    let site = scene.site;
    let one = slice(scene.text, site.span.start, site.domain_span.start);
    let two = slice(scene.text, other.local.start, other.local.end);
    let first = if site.span.start < other.span.start { site.span.end } else { other.span.end };
    let between = slice(scene.text, first, site.span.start.max(other.span.start));
    let has = |sign: &str| memmem(between, sign.as_bytes()).is_some();
    let is_arrow = ["=>", "->", "→", "➜"].into_iter().any(has);
    match (site.form == Form::Host, other.form == Form::Host) {
        // Of URLs, many stand in a row.
        (true, true) => is_arrow || is_asserted(between),
        (false, false) if one == two || is_bare(one) || is_bare(two) => {
            is_arrow || between.contains(&b'|') || is_substitution(between) || is_row(scene, between)
        }
        _ => false,
    }
}

/// Whether there is no mailbox before a domain.
fn is_bare(local: &[u8]) -> bool {
    local.is_empty() || local == b"@"
}

/// Whether a call ends between the two, and what it gives is compared.
fn is_asserted(between: &[u8]) -> bool {
    is_quoted(between) && between.contains(&b')')
}

/// Whether the one is replaced by the other, as `sed` has it.
fn is_substitution(between: &[u8]) -> bool {
    between == b"/"
}

/// Whether the two are strings that stand in a row, are mapped to each other, or are given to one call.
fn is_row(scene: &Scene<'_>, between: &[u8]) -> bool {
    if matches!(scene.site.place, Place::Prose | Place::Comment) {
        return false;
    }
    let plain = between.trim_ascii();
    is_mapping(plain)
        || is_quoted(between) && between.iter().any(|b| b",:=)".contains(b)) && names_nothing_else(between)
}

/// Whether one string ends between the two, and another begins.
fn is_quoted(between: &[u8]) -> bool {
    let is_quote = |b: Option<&u8>| b.is_some_and(|b| b"\"'`".contains(b));
    let last = slice(between, 0, between.len() - trailing(between, |b| b == b'@'));
    is_quote(between.iter().find(|b| **b != b'\\')) && is_quote(last.last())
}

/// Whether nothing but the sign of a mapping stands between the two.
fn is_mapping(between: &[u8]) -> bool {
    matches!(between, b":" | b"=" | b"==" | b"!=" | b"===" | b"!==")
}

/// Whether no key stands before the second that is about something else: `{ wrong: "a", right: "b" }`, but not
/// `{ name: "a", email: "b" }`.
fn names_nothing_else(between: &[u8]) -> bool {
    let head = slice(between, 0, between.len() - trailing(between, |b| b"\"'`@ ".contains(&b)));
    let Some(head) = head.strip_suffix(b":").or(head.strip_suffix(b"=")) else { return true };
    let head = slice(head, 0, head.len() - trailing(head, |b| b"\"'` =:!".contains(&b)));
    let key = slice(head, head.len() - trailing(head, |b| b.is_ascii_alphanumeric() || b == b'_'), head.len());
    let before = lower(slice(head, 0, head.len() - key.len()));
    let is_right = words(key).iter().any(|word| doubt_words::RIGHT.has(word.as_bytes()));
    key.is_empty()
        || is_right
        || doubt_words::RIGHT.iter().any(|right| before.trim_end().ends_with(&format!(" {right}")))
}
