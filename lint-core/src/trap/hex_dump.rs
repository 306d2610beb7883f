//! The last column of a hex dump, which shows bytes as they come.
//!
//! # Why
//!
//! Sixteen bytes of anything look like a word now and then.
//!
//! # Fires
//!
//! ```text
//! 00000040  a2 54 51 e1 73 00 d2 40  4e 1e 39 4b 0a           |.TQ.jo@army.ml.|
//! ```
//!
//! # Quiet
//!
//! ```text
//! | 00000040  a2 54 51 e1 73 00 d2 40 | jo@army.ml |
//! ```

use crate::context::Context;
use crate::find::Form;
use crate::find::chars::slice;
use crate::find::cut::leading;
use crate::page::Page;
use crate::trap::Trap;

pub(crate) static TRAP: Trap = Trap {
    id: "hex_dump",
    page: Page::of(include_str!("hex_dump.rs")),
    forms: &[Form::Address, Form::Templated],
    catches,
};

fn catches(context: &Context<'_>) -> bool {
    let line = context.line();
    let offset = leading(line, |b| b.is_ascii_hexdigit());
    let rest = slice(line, offset, line.len());
    offset > 3 && rest.starts_with(b"  ") && rest.trim_ascii_end().ends_with(b"|")
}
