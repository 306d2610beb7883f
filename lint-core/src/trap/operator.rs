//! An operator, a label or a slot between words of a program.
//!
//! # Why
//!
//! In many languages `a@b.c` is an expression: a product of matrices, the joining of lists, a slot of an object, a pattern.
//!
//! # Fires
//!
//! ```text a.py
//! sim = self.bank_emb@Ku.T
//! ```
//!
//! ```text parser.ml
//! let parse = List.map f (parse (l1@List.rev))
//! ```
//!
//! ```text App.kt
//! this@main.activity.finish
//! ```
//!
//! ```text a.c
//! /* select jo@army.ml/12 as in path/jo@army.ml/lib */
//! ```
//!
//! ```text a.rb
//! sources = assets.find(*@scripts.keys)
//! ```
//!
//! ```text a.cr
//! list.@head.should be_nil
//! ```
//!
//! # Quiet
//!
//! ```text a.py
//! ops = "ops@army.ml"
//! # mail ops@army.ml (at work)
//! rule = re.compile(r'^.+@army\.ml$')
//! ```
//!
//! ```text a.js
//! const ops = /ops@army\.ml/i;
//! ```

use crate::context::Context;
use crate::find::Form;
use crate::find::chars::{LOCAL, before, byte, is, slice};
use crate::find::endings::{Ending, ending};
use crate::page::Page;
use crate::source::Place;
use crate::span::Span;
use crate::trap::Trap;

pub(crate) static TRAP: Trap = Trap {
    id: "operator",
    page: Page::of(include_str!("operator.rs")),
    forms: &[Form::Address, Form::Templated],
    catches,
};

fn catches(context: &Context<'_>) -> bool {
    let Context { text, kind, ref candidate, ref around } = *context;
    let local = slice(text, candidate.span.start, candidate.domain_span.start);
    let next = byte(text, candidate.span.end);
    let called = next == b'(' && around.place != Place::Comment;
    // The commands of VMS are run so, and OData annotates members so.
    let is_command = local == b"@" && context.domain().contains(&b'_');
    let is_infix = kind.language().infix_at || local == b"*@" || local.ends_with(b".@");
    matches!(local, b"this@" | b"super@" | b"return@")
        || is_command
        || context.domain().starts_with(b"odata.")
        || called
        || is_of_path(text, candidate.span)
        || (around.place == Place::Code
            && is_infix
            && (!matches!(ending(context.last()), Ending::Host | Ending::Either) || matches!(next, b'[' | b'$')))
}

/// Whether it is a folder in a path. A regular expression between slashes has no word before them.
fn is_of_path(text: &[u8], span: Span) -> bool {
    before(text, span.start) == b'/' && byte(text, span.end) == b'/' && is(before(text, span.start - 1), LOCAL)
}
