//! A word whose letters PostScript moves closer.
//!
//! # Why
//!
//! Typeset text is cut into pieces with the space between them: `(see)e(githib.com)`. Each piece is a part of a word.
//!
//! # Fires
//!
//! ```text
//! Fs(ee)e(githib.com/mhonarc)
//! ```
//!
//! # Quiet
//!
//! ```text
//! see (here) or (githib.com)
//! ```

use crate::context::Context;
use crate::find::Form;
use crate::find::chars::slice;
use crate::page::Page;
use crate::trap::Trap;

pub(crate) static TRAP: Trap =
    Trap { id: "typeset", page: Page::of(include_str!("typeset.rs")), forms: &[Form::Bare], catches };

fn catches(context: &Context<'_>) -> bool {
    let start = context.candidate.span.start;
    match slice(context.text, start.saturating_sub(3), start) {
        [b')', between, b'('] => between.is_ascii_alphanumeric(),
        _ => false,
    }
}
