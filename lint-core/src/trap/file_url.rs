//! The path in a `file:` URL, which lies on no host but this one.
//!
//! # Why
//!
//! RFC 8089 has a host there, but build recipes write a path: `file://main.c`.
//!
//! # Fires
//!
//! ```text
//! LIC_FILES_CHKSUM = "file://main.c;endline=17"
//! file://nginx.conf
//! ```
//!
//! # Quiet
//!
//! ```text
//! https://githib.com/
//! profile://githib.com/
//! ```

use crate::context::Context;
use crate::find::Form;
use crate::find::chars::{ALNUM, before, is, slice};
use crate::page::Page;
use crate::trap::Trap;

pub(crate) static TRAP: Trap =
    Trap { id: "file_url", page: Page::of(include_str!("file_url.rs")), forms: &[Form::Host], catches };

fn catches(context: &Context<'_>) -> bool {
    let head = slice(context.text, 0, context.candidate.span.start);
    head.strip_suffix(b"file://").is_some_and(|head| !is(before(head, head.len()), ALNUM))
}
