//! The end of a patch's hunk header, which git cuts at eighty columns.
//!
//! # Why
//!
//! Behind the numbers stands the line that a function begins with, as much of it as fits: `.. <jane@fabrikam.co`.
//!
//! # Fires
//!
//! ```text a.patch
//! @@ -12,7 +12,7 @@ MODULE_AUTHOR("Jane Doe <jane.doe@gmail.co
//! ```
//!
//! # Quiet
//!
//! ```text a.patch
//! @@ -12,7 +12,7 @@ MODULE_AUTHOR("Jane Doe <jane.doe@gmail.co>");
//! +MODULE_AUTHOR("Jane Doe <jane.doe@gmail.co
//! ```

use super::Trap;
use crate::context::Context;
use crate::find::Form;
use crate::find::chars::slice;
use crate::page::Page;

pub(crate) static TRAP: Trap = Trap {
    id: "hunk_header",
    page: Page::of(include_str!("hunk_header.rs")),
    forms: &[Form::Address, Form::Templated, Form::Host, Form::Bare],
    catches,
};

fn catches(context: &Context<'_>) -> bool {
    let rest = slice(context.text, context.candidate.span.end, context.around.line.end);
    context.line().starts_with(b"@@ -") && matches!(rest, b"" | b"\r")
}
