//! A host or an address in the words of the error that it led to: `getaddrinfo ENOTFOUND smtp.gmial.com`.
//!
//! # Why
//!
//! Logs and lessons quote what a resolver or a mail server said of it. Nobody sends anything there any more.
//!
//! # Fires
//!
//! ```text
//! Error: getaddrinfo ENOTFOUND smtp.gmial.com
//! 550 5.1.1 <jo@gmail.vom> recipient rejected
//! ```
//!
//! ```text a.js
//! isDns(new Error("getaddrinfo ENOTFOUND smtp.gmial.com", "smtp.gmial.com"))
//! ```
//!
//! # Quiet
//!
//! ```text
//! Something went wrong. Please write to support@gmial.com
//! host not found? ask jo@gmial.com
//! ```

use crate::data::lists::doubt_words;
use crate::doubt::{Casts, Doubt, Scene};
use crate::find::chars::{ALNUM, before, is, slice};
use crate::find::cut::trailing;
use crate::page::Page;

pub(crate) static DOUBT: Doubt = Doubt {
    id: "bounced",
    reason: "it stands in the error that it led to",
    page: Page::of(include_str!("bounced.rs")),
    casts: Casts::Text(casts),
};

fn casts(scene: &Scene<'_>) -> bool {
    let domain = scene.domain();
    // Whoever quotes an error may name the host once more.
    scene.wrong.iter().any(|wrong| wrong.domain == domain && follows_error(scene.text, wrong.span.start))
}

/// Whether the words of a program about a name that failed stand directly before it.
fn follows_error(text: &[u8], start: usize) -> bool {
    let head = slice(text, start.saturating_sub(40), start);
    let head = slice(head, 0, head.len() - trailing(head, |b| b" <\"'`(".contains(&b)));
    doubt_words::FAILS.iter().any(|words| {
        let rest = head.len().checked_sub(words.len()).map(|rest| head.split_at(rest));
        rest.is_some_and(|(rest, end)| {
            end.eq_ignore_ascii_case(words.as_bytes()) && !is(before(rest, rest.len()), ALNUM)
        })
    })
}
