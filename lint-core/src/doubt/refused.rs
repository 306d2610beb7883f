//! A malformed address that is typed into a form, or put into a record, by a test.
//!
//! # Why
//!
//! No mail can be sent to it, whatever its domain. It is typed in to see it refused.
//!
//! # Fires
//!
//! ```text a.rb
//! driver = build(:driver, email: "jo@gmail,com")
//! fill_in 'email', with: 'jo@gmail,com'
//! ```
//!
//! ```text a.js
//! cy.get('input').type('jo@@gmail.com')
//! ```
//!
//! # Quiet
//!
//! ```text a.rb
//! driver = build(:driver, email: "jo@gmial.com")
//! email = "jo@gmail,com"
//! ```

use super::is_malformed;
use crate::context::call::calls;
use crate::data::lists::doubt_words;
use crate::doubt::{Casts, Doubt, Scene};
use crate::find::chars::ALNUM;
use crate::find::chars::is;
use crate::find::chars::slice;
use crate::find::cut::leading;
use crate::page::Page;

pub(crate) static DOUBT: Doubt = Doubt {
    id: "refused",
    reason: "it is malformed, and a test types it in",
    page: Page::of(include_str!("refused.rs")),
    casts: Casts::Text(casts),
};

fn casts(scene: &Scene<'_>) -> bool {
    if !is_malformed(scene.site) {
        return false;
    }
    let head = scene.head();
    let types = |name: &[u8]| doubt_words::TYPED.has_in_any_case(name);
    let statement = head.trim_ascii_start();
    // In Ruby the brackets may be left out.
    let word = slice(statement, 0, leading(statement, |b| is(b, ALNUM) || b == b'_'));
    types(word) || calls(head).any(|call| types(call.name))
}
