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
//! Fn(jane@fabrikam.anl)o(.gov)o Fu(.)0
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
    Trap { id: "typeset", page: Page::of(include_str!("typeset.rs")), forms: &[Form::Address, Form::Bare], catches };

fn catches(context: &Context<'_>) -> bool {
    let span = context.candidate.span;
    let is_moved = |around: &[u8]| matches!(around, [b')', between, b'('] if between.is_ascii_alphanumeric());
    let goes_on = || is_moved(slice(context.text, span.end, span.end + 3));
    match context.candidate.form {
        // Its domain may go on behind the space.
        Form::Address => goes_on(),
        _ => is_moved(slice(context.text, span.start.saturating_sub(3), span.start)),
    }
}
