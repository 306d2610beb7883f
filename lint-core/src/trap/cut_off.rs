//! An address whose end the columns of a table cut off.
//!
//! # Why
//!
//! A header of fixed width ends where it is full: opened by `<`, never closed, then filled up with spaces.
//!
//! # Fires
//!
//! ```text
//! # From: Jane Doe <jane.doe@fabrikam.co      1998-02-03
//! ```
//!
//! # Quiet
//!
//! ```text
//! # From: Jane Doe <jane.doe@fabrikam.co>     1998-02-03
//! # From: Jane Doe <jane.doe@gmial.com 1998
//! ```

use crate::context::Context;
use crate::find::Form;
use crate::find::chars::{before, slice};
use crate::page::Page;
use crate::trap::Trap;

pub(crate) static TRAP: Trap = Trap {
    id: "cut_off",
    page: Page::of(include_str!("cut_off.rs")),
    forms: &[Form::Address, Form::Templated],
    catches,
};

fn catches(context: &Context<'_>) -> bool {
    let Context { text, ref candidate, ref around, .. } = *context;
    let rest = slice(text, candidate.span.end, around.line.end);
    before(text, candidate.span.start) == b'<' && rest.starts_with(b"  ") && !rest.contains(&b'>')
}
