//! A name in TeX, where packages have an `@` in theirs.
//!
//! # Why
//!
//! `\hrule\@width.3em` is two commands, and `@` a letter as any other in packages. What stands behind a backslash, before or
//! behind the `@`, is the name of a macro.
//!
//! # Fires
//!
//! ```text a.sty
//! \def\x{\hrule\@width.3em \spaceskip.35em\@plus.2em}
//! \input{size1\@ptsize.clo} \m@ne.x \z@.5em
//! \edef\PAX@file{\filename@area\filename@base.pax} \InputIfFileExists{\reserved@a.lco}{}{}
//! ```
//!
//! # Quiet
//!
//! ```text a.tex
//! \href{mailto:ops@army.ml}{mail} or \texttt{jo\_doe@army.ml}
//! ```

use crate::context::Context;
use crate::find::Form;
use crate::find::chars::{before, slice};
use crate::page::Page;
use crate::trap::Trap;

pub(crate) static TRAP: Trap = Trap {
    id: "macro_name",
    page: Page::of(include_str!("macro_name.rs")),
    forms: &[Form::Address, Form::Templated],
    catches,
};

fn catches(context: &Context<'_>) -> bool {
    let Context { text, kind, ref candidate, .. } = *context;
    let head = slice(text, 0, candidate.domain_span.start);
    if !kind.is_tex() {
        return false;
    }
    // Where other languages escape, the letter behind the backslash was left out.
    let start = candidate.span.start;
    let is_name = [0, 1].iter().any(|len| before(text, start.saturating_sub(*len)) == b'\\' && start >= *len);
    is_name || head.ends_with(b"\\@")
}
