//! A URL that is wrapped amid the name of its host.
//!
//! # Why
//!
//! Text that was wrapped at a width breaks anywhere: `http://dev.mutt.or` in one line, `g/trac` in the next.
//!
//! # Fires
//!
//! ```file notes.txt
//! http://dev.mutt.or
//!  g/trac
//! ```
//!
//! ```file notes.txt
//! http://ww1.mi
//! crochip.com/downloads
//! ```
//!
//! Quoted-printable (RFC 2045, section 6.7) marks the break by a `=`.
//!
//! ```file notes.txt
//! <a href=3D"http://dev.mutt.or=
//! g/trac">
//! ```
//!
//! ```file notes.txt
//! <a href=3D"https://docs.g=
//! oogle.com/document">
//! ```
//!
//! Programs join it from two strings.
//!
//! ```file notes.js.map
//! "sourcesContent": ["text = \"see http://www.githib.or\" +\n  \"g/wiki\""]
//! ```
//!
//! # Quiet
//!
//! ```file notes.txt
//! http://dev.mutt.or
//!  go
//! ```
//!
//! ```file notes.txt
//! see https://fabrikam.com
//! stackoverlfow.com
//! ```

use super::{goes_on, is_ending};
use crate::context::Context;
use crate::find::Form;
use crate::find::chars::slice;
use crate::find::cut::{after_last, last_word};
use crate::page::Page;
use crate::text::find::memmem;
use crate::trap::Trap;

pub(crate) static TRAP: Trap = Trap {
    id: "wrapped_url",
    page: Page::of(include_str!("wrapped_url.rs")),
    forms: &[Form::Host, Form::Bare],
    catches,
};

fn catches(context: &Context<'_>) -> bool {
    match context.candidate.form {
        Form::Host => begins(context),
        _ => goes_on_with(context),
    }
}

/// Whether the host goes on in the next line.
fn begins(context: &Context<'_>) -> bool {
    let end = context.candidate.span.end;
    let rest = slice(context.text, end, end + 64);
    if is_joined(rest) && !is_ending(context.last()) {
        return true;
    }
    let rest = rest.strip_prefix(b"=").unwrap_or(rest);
    let Some(rest) = rest.strip_prefix(b"\r\n").or(rest.strip_prefix(b"\n")) else { return false };
    goes_on(context.last(), rest.trim_ascii_start()) == Some(b'/')
}

/// Whether the string ends there, and another is added to it.
fn is_joined(rest: &[u8]) -> bool {
    let rest = rest.strip_prefix(b"\\").unwrap_or(rest);
    match rest.split_first() {
        Some((b'"' | b'\'', rest)) => rest.trim_ascii_start().starts_with(b"+"),
        _ => false,
    }
}

/// Whether a URL began in the line before, and broke amid the name of its host.
fn goes_on_with(context: &Context<'_>) -> bool {
    let Context { text, ref candidate, ref around, .. } = *context;
    let head = slice(text, around.line.start, candidate.span.start);
    if !head.trim_ascii().is_empty() {
        return false;
    }
    let line = slice(text, around.line.start.saturating_sub(256), around.line.start).trim_ascii_end();
    let word = last_word(line);
    let word = word.strip_suffix(b"=").unwrap_or(word);
    let host = memmem(word, b"://").map_or(&b""[..], |scheme| slice(word, scheme + 3, word.len()));
    let last = after_last(host, b'.');
    !last.is_empty() && last.iter().all(u8::is_ascii_lowercase) && !is_ending(last)
}
