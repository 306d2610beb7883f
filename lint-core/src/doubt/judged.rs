//! A value given directly to a function that judges or mends it: `isValid("jo@gmal.com")`.
//!
//! # Why
//!
//! No program asks of a constant whether it is valid but to test who answers. The name of the function counts as its whole words:
//! `prefix` fixes nothing.
//!
//! # Fires
//!
//! ```text a.js
//! if (!isValid('jo@gmal.com')) fail();
//! EmailTypoDetector.detectTypo('user@iclod.com');
//! self.clean_email('jo@gmial.com')
//! assertInvalidAddress("jo@gmal.com")
//! ```
//!
//! # Quiet
//!
//! ```text a.js
//! checkout_mail("ops@army.ml")
//! prefix("ops@army.ml")
//! "ops@army.ml".parse::<Mailbox>().expect("a mailbox")
//! verify_email_identity("ops@army.ml")
//! validate(rules, "ops@army.ml")
//! ```

use crate::context::call::calls;
use crate::data::lists::doubt_words;
use crate::doubt::{Casts, Doubt, Scene};
use crate::page::Page;
use crate::text::identifier::words;

pub(crate) static DOUBT: Doubt = Doubt {
    id: "judged",
    reason: "it is given to what judges it",
    page: Page::of(include_str!("judged.rs")),
    casts: Casts::Text(casts),
};

fn casts(scene: &Scene<'_>) -> bool {
    let Some(call) = calls(scene.head()).next().filter(|call| call.is_given_directly()) else { return false };
    let words = words(call.name);
    words.iter().any(|word| doubt_words::JUDGES.has(word.as_bytes())) || is_mending(&words)
}

/// Whether a name says that something is mended, and nothing more: `clean_email`, but not `clean_email_queue`.
fn is_mending(words: &[String]) -> bool {
    matches!(words, [verb, thing] if doubt_words::MENDS.has(verb.as_bytes()) && doubt_words::THING.has(thing.as_bytes()))
}
