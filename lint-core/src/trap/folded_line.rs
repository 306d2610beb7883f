//! An address that a line of calendar data or headers is folded in, to go on behind a space (RFC 5545 section 3.1).
//!
//! # Why
//!
//! The lines are cut at a width wherever that falls: `MAILTO:jo@gmail.c`, ` om`.
//!
//! # Fires
//!
//! ```file event.txt
//! ;X-NUM-GUESTS=0:MAILTO:jo@gmail.c
//!  om
//! ```
//!
//! ```file event.txt
//! > MAILTO:jo@gmail.c
//! >  om
//! ```
//!
//! # Quiet
//!
//! ```file event.txt
//! MAILTO:jo@gmail.c
//! om
//! ```

use super::goes_on;
use crate::context::Context;
use crate::find::Form;
use crate::find::chars::slice;
use crate::page::Page;
use crate::text::edit::same_start;
use crate::trap::Trap;

pub(crate) static TRAP: Trap = Trap {
    id: "folded_line",
    page: Page::of(include_str!("folded_line.rs")),
    forms: &[Form::Address, Form::Templated],
    catches,
};

/// Whatever both lines have before them.
fn catches(context: &Context<'_>) -> bool {
    let end = context.candidate.span.end;
    let line = slice(context.text, context.around.line.start, end);
    let rest = slice(context.text, end, end + 64);
    let Some(next) = rest.strip_prefix(b"\r\n").or(rest.strip_prefix(b"\n")) else { return false };
    let margin = same_start(line, next);
    let folded = slice(next, margin, next.len()).trim_ascii_start();
    let is_behind_space = slice(next, 0, next.len() - folded.len()).ends_with(b" ");
    is_behind_space && matches!(goes_on(context.last(), folded), Some(b'\r' | b'\n'))
}
