//! A pattern: a dot for any character before one for itself, `mail.\.fabrikam\.com`, or all below a domain, `*@.fabrikam.com`.
//!
//! # Why
//!
//! Who hides names in a corpus leaves such patterns, and read as a domain they have two dots on end. Lists of whom to let in or to
//! keep out, and chat's masks of users, name all at once.
//!
//! # Fires
//!
//! ```text
//! subscriber\.email\@df.\.fabrikam\.com
//! /ignore *!*@.fabrikam.com
//! ```
//!
//! # Quiet
//!
//! ```text
//! jane\@gmial\.com
//! ```

use crate::context::Context;
use crate::find::Form;
use crate::page::Page;
use crate::text::find::memmem;
use crate::trap::Trap;

pub(crate) static TRAP: Trap = Trap {
    id: "pattern",
    page: Page::of(include_str!("pattern.rs")),
    forms: &[Form::Address, Form::Templated],
    catches,
};

fn catches(context: &Context<'_>) -> bool {
    let (local, domain) = (context.local(), context.domain());
    memmem(domain, b".\\.").is_some() || local == b"*" && domain.starts_with(b".")
}
