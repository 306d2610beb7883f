//! A password that looks like an address under no top-level domain.
//!
//! # Why
//!
//! Passwords have an `@` and a dot amid letters because they have to have signs: `p@ss.word`. Where the key says so, and nothing
//! is delegated under the ending, no mail is meant.
//!
//! # Fires
//!
//! ```text a.yaml
//! db_password: p@ss.word
//! ```
//!
//! ```text a.xml
//! <network host="smtp.army.mil" password="a@b.c1"/>
//! ```
//!
//! ```text wpa_supplicant.conf
//! psk="p@ss.word"
//! ```
//!
//! ```text run.sh
//! export SMTP_PASSWORD='Tr@vel.2024x'
//! ```
//!
//! # Quiet
//!
//! ```text a.yaml
//! password: jo@gmial.com
//! user: p@ss.word
//! password_reset_from: jo@army.mli
//! ```

use crate::context::Context;
use crate::data::lists::syntax;
use crate::find::Form;
use crate::find::chars::{HOST, is, slice};
use crate::find::cut::trailing;
use crate::page::Page;
use crate::text::identifier::words;
use crate::trap::{Trap, is_ending};

pub(crate) static TRAP: Trap =
    Trap { id: "password", page: Page::of(include_str!("password.rs")), forms: &[Form::Address], catches };

fn catches(context: &Context<'_>) -> bool {
    if is_ending(context.last()) {
        return false;
    }
    let head = slice(context.text, context.around.line.start, context.candidate.span.start);
    let signs = trailing(head, |b| matches!(b, b'"' | b'\'' | b'`' | b' ' | b'\t' | b':' | b'=' | b'>'));
    let head = slice(head, 0, head.len() - signs);
    let key = slice(head, head.len() - trailing(head, |b| is(b, HOST)), head.len());
    signs > 0 && words(key).last().is_some_and(|word| syntax::PASSWORD.has(word.as_bytes()))
}
