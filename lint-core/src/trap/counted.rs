//! A string with its length before it, as descriptors of protocol buffers hold their names.
//!
//! # Why
//!
//! The length is a byte that may look like a letter: `Ogithub.com/..` is a string of 79 characters.
//!
//! # Fires
//!
//! ```text
//! "Ogithub.com/Microsoft/hcsshim/cmd/containerd-shim-runhcs-v1/options/runhcs.proto\x12\x14"
//! ```
//!
//! # Quiet
//!
//! ```text
//! "ogithub.com/Microsoft/hcsshim"
//! ```

use crate::context::Context;
use crate::find::Form;
use crate::find::chars::{before, byte, slice};
use crate::find::cut::leading;
use crate::page::Page;
use crate::trap::Trap;

pub(crate) static TRAP: Trap =
    Trap { id: "counted", page: Page::of(include_str!("counted.rs")), forms: &[Form::Bare], catches };

fn catches(context: &Context<'_>) -> bool {
    let (text, start) = (context.text, context.candidate.span.start);
    let length = usize::from(byte(text, start));
    let rest = slice(text, start + 1, start + 2 + length);
    before(text, start) == b'"' && leading(rest, |b| b != b'\\' && b != b'"') == length && rest.len() > length
}
