//! A value of which a test asserts that it is wrong, or is not what comes out.
//!
//! # Why
//!
//! What must not come out is named so that it never does.
//!
//! # Fires
//!
//! ```text a.js
//! Assert.assertNotEquals("teste3@gmail.co", user.getEmail());
//! expect(accepts("jo@gmial.com")).toBe(false)
//! expect(email).not.toBe('jo@gmial.com')
//! expect(mail).not_to eq("jo@gmial.com")
//! ```
//!
//! # Quiet
//!
//! ```text a.js
//! assert_eq!(mailer.to(), "ops@army.ml")
//! expect(mailer.to).toBe("ops@army.ml")
//! send("ops@army.ml", false)
//! ```

use super::lower;
use crate::context::call::calls;
use crate::data::lists::doubt_words;
use crate::doubt::{Casts, Doubt, Scene};
use crate::find::chars::slice;
use crate::page::Page;
use crate::text::find::memmem;
use crate::text::identifier::words;

pub(crate) static DOUBT: Doubt = Doubt {
    id: "asserted",
    reason: "a test asserts that it is wrong",
    page: Page::of(include_str!("asserted.rs")),
    casts: Casts::Text(casts),
};

fn casts(scene: &Scene<'_>) -> bool {
    let head = scene.head();
    let mut around = calls(head);
    let is_not = |name: &[u8]| {
        let words = words(name);
        let asserts = words.iter().any(|word| doubt_words::ASSERTS.has(word.as_bytes()));
        asserts && words.iter().any(|word| doubt_words::NEGATES.has(word.as_bytes()))
    };
    if around.any(|call| is_not(call.name)) {
        return true;
    }
    let is_expected = calls(head).any(|call| matches!(call.name, b"expect" | b"assert" | b"assertThat"));
    let tail = lower(scene.tail());
    let turned = lower(slice(head, head.len().saturating_sub(48), head.len()));
    is_expected && doubt_words::FALSE.iter().any(|word| memmem(tail.as_bytes(), word.as_bytes()).is_some())
        || doubt_words::NOT.iter().any(|word| {
            // Directly before what compares: `.not.toBe("`, `not_to eq("`.
            let compares = memmem(turned.as_bytes(), word.as_bytes()).and_then(|at| turned.get(at + word.len()..));
            compares.is_some_and(|rest| rest.bytes().filter(|b| !b.is_ascii_alphanumeric()).count() < 4)
        })
}
