//! A comparison in Fortran or NCL, whose operators stand between dots: `B.LT.BR`.
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
//! ```text a.ncl
//! if (isatt(res,"title").and.res@title.ne."") then
//! ```
//!
//! # Quiet
//!
//! ```text a.f
//! C     SEE gmial.com
//! ```
//!
//! ```text a.txt
//! Write to jane@gmail.ne.
//! ```

use super::Trap;
use crate::context::Context;
use crate::data::lists::syntax;
use crate::find::Form;
use crate::find::chars::byte;
use crate::find::cut::parts;
use crate::page::Page;

pub(crate) static TRAP: Trap = Trap {
    id: "dotted_operator",
    page: Page::of(include_str!("dotted_operator.rs")),
    forms: &[Form::Bare, Form::Address],
    catches,
};

fn catches(context: &Context<'_>) -> bool {
    let domain = context.domain();
    let labels = parts(domain, b'.').count();
    let is_between = || {
        let mut inner = parts(domain, b'.').enumerate().filter(|(at, _)| *at > 0 && at + 1 < labels);
        inner.any(|(_, label)| syntax::FORTRAN.has_in_any_case(label)) && domain.iter().all(|b| !b.is_ascii_lowercase())
    };
    let end = context.candidate.span.end;
    // What stands behind its second dot is no word: `res@title.ne."none"`.
    let is_last = || {
        let is_operand = byte(context.text, end) == b'.' && matches!(byte(context.text, end + 1), b'"' | b'\'' | b'(');
        is_operand && syntax::FORTRAN.has_in_any_case(context.last())
    };
    context.candidate.form == Form::Bare && is_between() || is_last()
}
