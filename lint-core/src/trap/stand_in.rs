//! A name that documentation puts in place of one's own, and that nobody would send mail to.
//!
//! # Why
//!
//! Manuals and tests are full of names that are made up on the spot. Whoever reads them knows that they are none, and no mail
//! ever goes there.
//!
//! # Fires
//!
//! ```text
//! https://a.b/
//! quux@abcd.efg
//! foo@bar.baz
//! user@your.domain
//! http://some.server.dom/
//! sa@YOUR_PROJECT.example.com
//! mailbox@aaa.bbb.ccc
//! ```
//!
//! # Quiet
//!
//! ```text
//! jane@gmial.com
//! jane@abc.com
//! https://githib.com/
//! ```

use crate::context::Context;
use crate::data::lists::placeholders;
use crate::find::Form;
use crate::find::cut::parts;
use crate::page::Page;
use crate::trap::Trap;

pub(crate) static TRAP: Trap = Trap {
    id: "stand_in",
    page: Page::of(include_str!("stand_in.rs")),
    forms: &[Form::Address, Form::Templated, Form::Host],
    catches,
};
fn catches(context: &Context<'_>) -> bool {
    let (domain, last) = (context.domain(), context.last());
    let (mut repeated, mut short, mut shouted) = (true, true, false);
    for label in parts(domain, b'.') {
        repeated &= label.len() > 1 && label.iter().all(|b| b == &label[0]);
        short &= label.len() < 4;
        shouted |= label.contains(&b'_') && label.iter().all(|b| b.is_ascii_uppercase() || *b == b'_');
    }
    placeholders::LAST.has_in_any_case(last)
        || is_alphabet(domain)
        || repeated
        || (last.len() < 2 && short)
        || (last.contains(&b'-') && !last.starts_with(b"xn--"))
        || shouted
}

/// The letters of the alphabet in their order, with dots between them.
fn is_alphabet(domain: &[u8]) -> bool {
    let mut last = None;
    for &b in domain {
        if b != b'.' && last.replace(b).is_some_and(|last| last.checked_add(1) != Some(b)) {
            return false;
        }
    }
    domain.len() > 6
}
