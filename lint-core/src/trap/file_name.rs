//! The name of a file: `logo@2x.png`, `user@1000.service`.
//!
//! # Why
//!
//! Pictures carry their scale behind an `@`, units of systemd their instance, packages their version. The ending says what it
//! is.
//!
//! # Fires
//!
//! ```text
//! <img src="icons/128x128@2x.png" alt="x">
//! getty@tty1.service
//! lib.js@next.org
//! ```
//!
//! # Quiet
//!
//! ```text
//! jane.doe@gmial.com
//! jane@army.ml
//! ```

use crate::context::Context;
use crate::find::Form;
use crate::find::cut::after_last;
use crate::find::endings::{Ending, ending};
use crate::page::Page;
use crate::trap::Trap;

pub(crate) static TRAP: Trap = Trap {
    id: "file_name",
    page: Page::of(include_str!("file_name.rs")),
    forms: &[Form::Address, Form::Templated],
    catches,
};

fn catches(context: &Context<'_>) -> bool {
    let local = context.local();
    ending(context.last()) == Ending::File || (local.contains(&b'.') && ending(after_last(local, b'.')) == Ending::File)
}
