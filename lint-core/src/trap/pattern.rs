//! A regular expression in which a dot stands for any character before one that stands for itself: `mail.\.fabrikam\.com`.
//!
//! # Why
//!
//! Who hides names in a corpus leaves such patterns, and read as a domain they have two dots on end.
//!
//! # Fires
//!
//! ```text
//! subscriber\.email\@df.\.fabrikam\.com
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
    memmem(context.domain(), b".\\.").is_some()
}
