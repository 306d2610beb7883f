//! The name of a file: `logo@2x.png`, `user@1000.service`.
//!
//! # Why
//!
//! Pictures carry their scale behind an `@`, units of systemd their instance, packages their version. The ending says what it
//! is.
//!
//! # Fires
//!
//! ```text
//! <img src="icons/128x128@2x.png" alt="x">
//! getty@tty1.service
//! lib.js@next.org
//! gas/mips/mips16@save.d, mips16@save.l
//! include/configs/f@st1704.hx/MAINTAINERS
//! nbd@.service.sh
//! gmt coast -R@india_geoid.nc -Dl
//! curl -d@body.fr
//! filename="jane@gmial.com.asc"
//! ```
//!
//! # Quiet
//!
//! ```text
//! jane.doe@gmial.com
//! jane@army.ml
//! jane@gmail.c
//! Jane Doe <jane@fabrikam.H>
//! Jane Yang <jane.yang@gmial.com>, mailto:jane.deb@gmial.com
//! https://fabrikam.com/jane@gmial.con
//! ```

use super::{Trap, is_ending};
use crate::context::Context;
use crate::data::{self, Class};
use crate::find::chars::{before, byte, slice};
use crate::find::cut::{after_last, before_first, last_word};
use crate::find::endings::{Ending, ending};
use crate::find::{COMMON, Form};
use crate::page::Page;
use crate::text::find::memmem;

pub(crate) static TRAP: Trap = Trap {
    id: "file_name",
    page: Page::of(include_str!("file_name.rs")),
    forms: &[Form::Address, Form::Templated],
    catches,
};

fn catches(context: &Context<'_>) -> bool {
    let (local, last) = (context.local(), context.last());
    ending(last) == Ending::File
        || (local.contains(&b'.') && ending(after_last(local, b'.')) == Ending::File && !is_written_to(context))
        || is_of_template(context.domain())
        || (last.len() == 1 && last.is_ascii() && !is_cut_off(context) && !is_in_brackets(context))
        || is_in_folder(context)
        || is_given_to_option(context)
}

/// Whether a program is to read what it is given from there: an option's letter stands before the sign.
fn is_given_to_option(context: &Context<'_>) -> bool {
    let Context { text, ref candidate, .. } = *context;
    let head = slice(text, 0, candidate.span.start);
    matches!(context.local(), [b'-', letter] | [letter] if letter.is_ascii_alphabetic())
        && (context.local().len() == 2 && before(text, candidate.span.start).is_ascii_whitespace()
            || head.ends_with(b" -"))
}

/// What stands behind a unit of systemd without an instance: `.service.sh` of `nbd@.service.sh`.
fn is_of_template(domain: &[u8]) -> bool {
    domain.strip_prefix(b".").is_some_and(|rest| ending(before_first(rest, b'.')) == Ending::File)
}

/// Whether a letter is all that is left of a known domain's ending.
fn is_cut_off(context: &Context<'_>) -> bool {
    let domain = String::from_utf8_lossy(context.domain()).to_ascii_lowercase();
    let name = &domain[..domain.len() - 1];
    COMMON.iter().any(|ending| data::class(&[name, ending].concat()).is(Class::MEANT))
}

/// Whether its place is that of a mailbox, so that who is called Yang is no module of that language.
fn is_written_to(context: &Context<'_>) -> bool {
    is_in_brackets(context) || slice(context.text, 0, context.candidate.span.start).ends_with(b"mailto:")
}

/// Whether it stands in angle brackets by itself, as mailboxes do (RFC 5322, section 3.4).
fn is_in_brackets(context: &Context<'_>) -> bool {
    let Context { text, ref candidate, .. } = *context;
    before(text, candidate.span.start) == b'<' && byte(text, candidate.span.end) == b'>'
}

/// Whether it lies in a folder, or is one, and its ending is nobody's.
fn is_in_folder(context: &Context<'_>) -> bool {
    let Context { text, ref candidate, ref around, .. } = *context;
    let head = slice(text, around.line.start, candidate.span.start);
    let folder = last_word(head);
    let is_path = folder.ends_with(b"/") && memmem(folder, b"//").is_none();
    is_path && !is_ending(context.last()) && ending(context.last()) == Ending::Other
}
