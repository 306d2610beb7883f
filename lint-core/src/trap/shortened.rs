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
//! ```text a.cf
//! freemail_domains aol.co*.* hotmail.co*
//! ```
//!
//! # Quiet
//!
//! ```text
//! see http://www.google.comm… for more
//! see http://www.google.co. for more
//! write to ops@army.ml... or to *jo@army.ml*
//! ```

use crate::context::Context;
use crate::find::chars::slice;
use crate::find::{COMMON, Form};
use crate::page::Page;
use crate::trap::{Trap, is_ending};

pub(crate) static TRAP: Trap = Trap {
    id: "shortened",
    page: Page::of(include_str!("shortened.rs")),
    forms: &[Form::Address, Form::Templated, Form::Host, Form::Bare],
    catches,
};

fn catches(context: &Context<'_>) -> bool {
    let end = context.candidate.span.end;
    let next = slice(context.text, end, end + 3);
    let last = context.last();
    // How a common ending begins, or what is none.
    let is_part = || {
        !is_ending(last) || COMMON.iter().any(|ending| ending.len() > last.len() && ending.as_bytes().starts_with(last))
    };
    last.len() < 3 && is_part() && (next.starts_with("…".as_bytes()) || next == b"..." || next.starts_with(b"*"))
}
