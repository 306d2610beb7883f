//! The prompt of a shell: who is logged in where, before what is typed.
//!
//! # Why
//!
//! `[root@skynet ~]# ` names an account on a machine, and the machine has whatever name its owner gave it.
//!
//! # Fires
//!
//! ```text
//! [root@skynet.lan ~]# ls
//! jo@botnet.hom:~/src$ ls
//! jo@botnet.hom:~/src$
//! ```
//!
//! # Quiet
//!
//! ```text
//! jo@army.ml: see $HOME
//! [jo@army.ml]
//! ```

use crate::context::Context;
use crate::find::Form;
use crate::find::chars::{before, slice};
use crate::page::Page;
use crate::text::find::memchr;
use crate::trap::Trap;

pub(crate) static TRAP: Trap = Trap {
    id: "shell_prompt",
    page: Page::of(include_str!("shell_prompt.rs")),
    forms: &[Form::Address, Form::Templated],
    catches,
};

fn catches(context: &Context<'_>) -> bool {
    let Context { text, ref candidate, ref around, .. } = *context;
    let rest = slice(text, candidate.span.end, around.line.end);
    let bracketed = before(text, candidate.span.start) == b'[';
    let directory = match rest.first() {
        Some(b' ') if bracketed => memchr(b']', rest).map(|end| end + 1),
        Some(b':') if !bracketed => rest.iter().position(|&b| matches!(b, b'#' | b'$' | b' ')),
        _ => None,
    };
    let sign = directory.map(|end| slice(rest, end, end + 2));
    matches!(sign, Some([b'#' | b'$'] | [b'#' | b'$', b' ' | b'\r']))
}
