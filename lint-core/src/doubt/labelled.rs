//! A value whose own name says that it is wrong: its mailbox, what it is given to, or a remark of a few words.
//!
//! # Why
//!
//! `typo@gmal.com`, `invalid_emails = ..` and `# Typo` say it themselves. What a sentence says of something else counts for nothing.
//!
//! # Fires
//!
//! ```text a.py
//! email = "typo@gmal.com"
//! invalid_emails = ["jo@gmial.com"]
//! notAUrl = "https://stackoverlfow.com/"
//! to = "jo@gmai.com"  # Typo
//! ```
//!
//! ```file a.py
//! # Misspelled on purpose.
//! run("jo@gmial.com")
//! ```
//!
//! ```text
//! a typo like `smtp.gmial.com` is seldom seen
//! ```
//!
//! # Quiet
//!
//! ```text a.py
//! invalid_report_to = "ops@army.ml"
//! to = "ops@army.ml"  # wrong numbers are answered by the same desk
//! ```
//!
//! ```file a.py
//! # checks that invalid rows are rejected
//! to = "ops@army.ml"
//! ```
//!
//! ```text
//! Something went wrong. Please write to support@gmial.com
//! Corrections welcome: jo@gmial.com
//! Suggested-by: Jo <jo@gmial.com>
//! Report typos to jo@gmial.com
//! ```

use super::lower;
use crate::data::lists::doubt_words;
use crate::doubt::{Casts, Doubt, Scene};
use crate::find::chars::{ALNUM, is, slice};
use crate::find::cut::{after_last, trailing};
use crate::page::Page;
use crate::text::find::memmem;
use crate::text::identifier::words;

pub(crate) static DOUBT: Doubt = Doubt {
    id: "labelled",
    reason: "what names it says that it is wrong",
    page: Page::of(include_str!("labelled.rs")),
    casts: Casts::Text(casts),
};

fn casts(scene: &Scene<'_>) -> bool {
    let local = slice(scene.text, scene.site.span.start, scene.site.domain_span.start.saturating_sub(1));
    is_wrong(&lower(local)) || is_named_so(scene.head()) || is_remarked(scene) || is_phrased(scene.head())
}

fn is_wrong(word: &str) -> bool {
    doubt_words::WRONG.has(word.as_bytes())
}

fn is_thing(word: &str) -> bool {
    doubt_words::THING.has(word.as_bytes())
}

/// Whether what the line gives the value to is named as something wrong and nothing more: `invalid_emails =`, `notAUrl =`, `typos:`.
fn is_named_so(head: &[u8]) -> bool {
    let Some(sign) = head.iter().position(|b| matches!(b, b'=' | b':')) else { return false };
    let name = slice(head, 0, sign).trim_ascii_end();
    let name = name.strip_suffix(b"\"").or(name.strip_suffix(b"'")).unwrap_or(name);
    let name = slice(name, name.len() - trailing(name, |b| is(b, ALNUM) || b == b'_'), name.len());
    let words = words(name);
    match &*words {
        [.., last] if words.len() < 4 && is_wrong(last) => true,
        [.., wrong, thing] if is_wrong(wrong) && is_thing(thing) => true,
        [.., not, article, thing] => not == "not" && matches!(article.as_str(), "a" | "an") && is_thing(thing),
        _ => false,
    }
}

/// Whether a comment behind it, or alone in the line before, is a remark of a few words that says so: `# Typo`.
fn is_remarked(scene: &Scene<'_>) -> bool {
    let above = slice(scene.text, scene.line.start.saturating_sub(64), scene.line.start);
    let above = after_last(above.strip_suffix(b"\n").unwrap_or(above), b'\n');
    let mut markers = scene.kind.line_comments().iter().map(|marker| marker.as_bytes());
    markers.any(|marker| {
        let behind = memmem(scene.tail(), marker).and_then(|at| scene.tail().get(at + marker.len()..));
        let alone = above.trim_ascii_start().strip_prefix(marker);
        behind.is_some_and(is_remark) || alone.is_some_and(is_remark)
    })
}

/// Whether a comment is a remark of a few words, one of which says that something is wrong.
fn is_remark(comment: &[u8]) -> bool {
    let text = lower(comment);
    let words: Vec<&str> = text.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).collect();
    words.len() < 4 && words.iter().any(|word| is_wrong(word)) && !text.contains('@')
}

/// Whether the words directly before it set it against the right one: "a typo like `smtp.gmial.com`".
fn is_phrased(head: &[u8]) -> bool {
    let head = lower(slice(head, head.len().saturating_sub(48), head.len()));
    let head = head.trim_end_matches([' ', '"', '\'', '`', '<']);
    doubt_words::PHRASE.iter().any(|phrase| {
        let rest = head.strip_suffix(phrase).map(str::as_bytes);
        rest.is_some_and(|rest| !rest.last().is_some_and(|&b| is(b, ALNUM)))
    })
}
