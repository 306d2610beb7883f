//! A device of a board, by the address of its registers: `mmc@7e202000.bootdev`.
//!
//! # Why
//!
//! Device trees and boot loaders name devices so. What stands behind the `@` is a number.
//!
//! # Fires
//!
//! ```text
//!   0  script  ready  mmc  mmc@7e202000.bootdev and vop@ff940000.vidconsole
//! ```
//!
//! # Quiet
//!
//! ```text
//! jo@163.con and vop@ff940000.com
//! ```

use super::is_ending;
use crate::context::Context;
use crate::find::Form;
use crate::find::cut::before_first;
use crate::find::endings::{Ending, ending};
use crate::page::Page;
use crate::trap::Trap;

pub(crate) static TRAP: Trap = Trap {
    id: "unit_address",
    page: Page::of(include_str!("unit_address.rs")),
    forms: &[Form::Address, Form::Templated],
    catches,
};

fn catches(context: &Context<'_>) -> bool {
    let (first, last) = (before_first(context.domain(), b'.'), context.last());
    !first.is_empty()
        && first.iter().all(u8::is_ascii_hexdigit)
        && (first.len() > 7 || first.iter().all(u8::is_ascii_digit))
        && ending(last) == Ending::Other
        && !is_ending(last)
}
