//! A name that was cut off to fit, or that goes on with anything.
//!
//! # Why
//!
//! Lists of links show `www.google.c…` where the whole does not fit, and patterns end in `*`. What stands there is the
//! beginning of a name.
//!
//! # Fires
//!
//! ```text
//! see http://www.google.c… for more
//! see http://www.google.co... for more
//! glob := "https://prefix.docker.c*"
//! ```
//!
//! # Quiet
//!
//! ```text
//! see http://www.google.comm… for more
//! see http://www.google.co. for more
//! ```

use crate::context::Context;
use crate::find::Form;
use crate::find::chars::slice;
use crate::page::Page;
use crate::trap::Trap;

pub(crate) static TRAP: Trap = Trap {
    id: "shortened",
    page: Page::of(include_str!("shortened.rs")),
    forms: &[Form::Address, Form::Templated, Form::Host],
    catches,
};

fn catches(context: &Context<'_>) -> bool {
    let end = context.candidate.span.end;
    let next = slice(context.text, end, end + 3);
    context.last().len() < 3 && (next.starts_with("…".as_bytes()) || next == b"..." || next.starts_with(b"*"))
}
