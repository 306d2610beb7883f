//! The namespace of a URN, which is a name and no host (RFC 8141).
//!
//! # Why
//!
//! XML names its vocabularies so: `urn:schemas-microsoft.com:vml`. Nothing is fetched from there.
//!
//! # Fires
//!
//! ```text
//! <group xmlns="urn:schemas-microsoft.com:vml">
//! ```
//!
//! # Quiet
//!
//! ```text
//! <group xmlns="turn:githib.com">
//! ```

use crate::context::Context;
use crate::find::Form;
use crate::find::chars::{ALNUM, before, is, slice};
use crate::page::Page;
use crate::trap::Trap;

pub(crate) static TRAP: Trap =
    Trap { id: "urn", page: Page::of(include_str!("urn.rs")), forms: &[Form::Bare], catches };

fn catches(context: &Context<'_>) -> bool {
    let start = context.candidate.span.start.saturating_sub(4);
    slice(context.text, start, start + 4).eq_ignore_ascii_case(b"urn:") && !is(before(context.text, start), ALNUM)
}
