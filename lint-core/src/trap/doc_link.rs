//! A link in the documentation of a library for GNOME.
//!
//! # Why
//!
//! gi-docgen links to what a library has by what it is and its name: `[method@Gtk.Widget.show]`.
//!
//! # Fires
//!
//! ```text a.c
//! /* See [func@Gtk.init] and [method@Gtk.Widget.show], or [property@Gtk.Widget:name]. */
//! ```
//!
//! # Quiet
//!
//! ```text a.c
//! /* See [ops@army.ml] or method@army.ml. */
//! ```

use crate::context::Context;
use crate::data::lists::syntax;
use crate::find::Form;
use crate::find::chars::before;
use crate::page::Page;
use crate::trap::Trap;

pub(crate) static TRAP: Trap =
    Trap { id: "doc_link", page: Page::of(include_str!("doc_link.rs")), forms: &[Form::Address], catches };
fn catches(context: &Context<'_>) -> bool {
    let local = context.local();
    before(context.text, context.candidate.span.start) == b'[' && syntax::DOC_LINK.has(local)
}
