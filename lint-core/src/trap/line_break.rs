//! Words with line breaks of HL7 between them: `REQUIRED\.br\\.br\NBS`.
//!
//! # Why
//!
//! In messages of HL7 a command to who shows a text stands between backslashes (version 2.7, section 2.7.6): `\.br\` begins a new line,
//! and two of them leave one empty.
//!
//! # Fires
//!
//! ```text
//! ACTION REQUIRED\.br\\.br\Fabrikam Laboratory
//! ```
//!
//! # Quiet
//!
//! ```text
//! "^www\\.army\\.ml$" or ^www\.army\.ml$
//! ```

use crate::context::Context;
use crate::find::Form;
use crate::page::Page;
use crate::text::find::memmem;
use crate::trap::Trap;

pub(crate) static TRAP: Trap =
    Trap { id: "line_break", page: Page::of(include_str!("line_break.rs")), forms: &[Form::Bare], catches };

fn catches(context: &Context<'_>) -> bool {
    memmem(context.domain(), b"\\.br\\\\.br").is_some()
}
