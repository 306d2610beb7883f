//! A comparison in Fortran, whose operators stand between dots: `B.LT.BR`.
//!
//! # Why
//!
//! Some of its operators are countries too, `.lt.` and `.ne.` among them.
//!
//! # Fires
//!
//! ```text a.f
//! C     IF B.LT.MIL.OR.A.EQ.COM THEN
//! ```
//!
//! # Quiet
//!
//! ```text a.f
//! C     SEE gmial.com
//! ```

use super::Trap;
use crate::context::Context;
use crate::data::lists::syntax;
use crate::find::Form;
use crate::find::cut::parts;
use crate::page::Page;

pub(crate) static TRAP: Trap =
    Trap { id: "dotted_operator", page: Page::of(include_str!("dotted_operator.rs")), forms: &[Form::Bare], catches };
fn catches(context: &Context<'_>) -> bool {
    let domain = context.domain();
    let labels = parts(domain, b'.').count();
    let is_between = parts(domain, b'.')
        .enumerate()
        .any(|(at, label)| at > 0 && at + 1 < labels && syntax::FORTRAN.has_in_any_case(label));
    is_between && domain.iter().all(|b| !b.is_ascii_lowercase())
}
