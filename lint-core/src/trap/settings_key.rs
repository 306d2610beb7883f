//! A key in a file of properties: `level@org.fabrikam = info`.
//!
//! # Why
//!
//! tinylog writes behind an `@` for which package a level is (tinylog 2, custom severity levels). Other keys with an `@` are people's: who
//! may read, whose password it is.
//!
//! # Fires
//!
//! ```text tinylog.properties
//! level@ai.djl = info
//! level@fabrikam.con=warn
//! ```
//!
//! # Quiet
//!
//! ```text mail.properties
//! to = ops@army.ml
//! to=ops@army.ml
//! ops@army.ml = rw
//! levels@army.ml = rw
//! ```
//!
//! ```text
//! level@army.ml = info
//! ```

use crate::context::{Context, Format, Role};
use crate::find::Form;
use crate::find::chars::slice;
use crate::page::Page;
use crate::trap::Trap;

pub(crate) static TRAP: Trap =
    Trap { id: "settings_key", page: Page::of(include_str!("settings_key.rs")), forms: &[Form::Address], catches };

fn catches(context: &Context<'_>) -> bool {
    let Context { text, kind, ref candidate, ref around } = *context;
    let is_flat = kind.role() == Role::Values(Format::Flat);
    let head = slice(text, around.line.start, candidate.domain_span.start);
    let tail = slice(text, candidate.span.end, around.line.end).trim_ascii_start();
    is_flat && head.trim_ascii() == b"level@" && tail.starts_with(b"=")
}
