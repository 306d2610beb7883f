//! A name in a program, by the capitals in it.
//!
//! # Why
//!
//! Hosts are written in one case, or with a capital first. A capital amid a word, or only where the last word begins, is how
//! programs name members and classes.
//!
//! # Fires
//!
//! ```text
//! this is done by main@handler.removeCallbacks as before
//! # the samba.net.Net class
//! # see userAgent.com
//! # import semmle.code.cpp.ir.IR
//! # only evaluated within System.IO.IO
//! ```
//!
//! # Quiet
//!
//! ```text
//! Gmial.com or Jane@Gmial.com or GMIAL.COM
//! # see Samba.Net
//! # see Fabrikam.COM.COM or FABRIKAM.ORG.ORG
//! ```

use crate::context::Context;
use crate::find::Form;
use crate::find::cut::after_last;
use crate::page::Page;
use crate::trap::Trap;

pub(crate) static TRAP: Trap = Trap {
    id: "identifier",
    page: Page::of(include_str!("identifier.rs")),
    forms: &[Form::Address, Form::Templated, Form::Bare],
    catches,
};

fn catches(context: &Context<'_>) -> bool {
    match context.candidate.form {
        Form::Bare => has_hump(context.domain()) || is_class(context.domain()) || is_type_of_module(context.domain()),
        _ => has_hump(context.last()),
    }
}

/// Capitals within a word: `removeCallbacks`.
fn has_hump(name: &[u8]) -> bool {
    name.windows(2).any(|pair| matches!(pair, [a, b] if a.is_ascii_lowercase() && b.is_ascii_uppercase()))
}

/// A type that is named as its module, of two letters as endings of countries are: `System.IO.IO`.
fn is_type_of_module(name: &[u8]) -> bool {
    let mut labels = name.rsplit(|&b| b == b'.');
    let (Some(last), Some(module)) = (labels.next(), labels.next()) else { return false };
    let is_capital = |b: &u8| b.is_ascii_uppercase();
    last.len() == 2
        && last.eq_ignore_ascii_case(module)
        && last.iter().all(is_capital)
        && labels.flatten().any(u8::is_ascii_lowercase)
}

/// A capital only where the last word begins: `samba.net.Net` is a class in a module.
fn is_class(name: &[u8]) -> bool {
    let begins = name.len() - after_last(name, b'.').len();
    for (at, b) in name.iter().enumerate() {
        if b.is_ascii_uppercase() != (at == begins) {
            return false;
        }
    }
    0 < begins && begins < name.len()
}
