//! Allows in the text itself: in comments, and in the call around a literal.

mod call;
mod directive;

pub use call::{allowed_in_call, judges_itself};
pub use directive::{Directive, Scope, directives};
