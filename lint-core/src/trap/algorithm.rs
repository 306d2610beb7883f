//! The name of an algorithm in SSH, which ends in its author's domain (RFC 4251 section 6).
//!
//! # Why
//!
//! `chacha20-poly1305@openssh.com` is a cipher. Whoever lists ciphers mails nobody.
//!
//! # Fires
//!
//! ```text
//! Ciphers chacha20-poly1305@openssh.com,aes256-gcm@openssh.com
//! ```
//!
//! # Quiet
//!
//! ```text
//! jane@openssh.com
//! chacha20-poly1305@opensssh.com
//! ```

use crate::context::Context;
use crate::data::lists::syntax;
use crate::find::Form;
use crate::page::Page;
use crate::trap::Trap;

pub(crate) static TRAP: Trap = Trap {
    id: "algorithm",
    page: Page::of(include_str!("algorithm.rs")),
    forms: &[Form::Address, Form::Templated],
    catches,
};

fn catches(context: &Context<'_>) -> bool {
    syntax::ALGORITHM.has(context.domain()) && context.local().contains(&b'-')
}
