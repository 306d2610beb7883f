//! The name of a link in reStructuredText: `.. _fabrikam.org: https://fabrikam.org/`.
//!
//! # Why
//!
//! The line begins with the name, which a `_` marks. Where it leads stands behind.
//!
//! # Fires
//!
//! ```text
//! .. _githib.com: https://github.com/
//! .. _docs.githib.com: https://docs.github.com/
//! ```
//!
//! # Quiet
//!
//! ```text
//! .. see githib.com
//! ```

use crate::context::Context;
use crate::find::Form;
use crate::find::chars::slice;
use crate::page::Page;
use crate::trap::Trap;

pub(crate) static TRAP: Trap =
    Trap { id: "link_name", page: Page::of(include_str!("link_name.rs")), forms: &[Form::Bare], catches };

fn catches(context: &Context<'_>) -> bool {
    let head = slice(context.text, 0, context.candidate.span.start);
    head.ends_with(b".. _") || head.ends_with(b".. ") && context.domain().starts_with(b"_")
}
