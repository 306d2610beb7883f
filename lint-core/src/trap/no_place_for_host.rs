//! A dotted word where no host can stand.
//!
//! # Why
//!
//! Nothing but its place tells a host without a scheme from a member, a module or a file. It is one alone in a string or
//! value where the key speaks of hosts, in running text with an ending that only hosts have, behind a first label such as
//! `www`, and where a shell's command is given one.
//!
//! # Fires
//!
//! ```text README.md
//! Open `parser.ml` or robot.mi as before.
//! ```
//!
//! ```text a.c
//! if (x.com == 0 && v.mil > 0) sendbuff[107] = load.comm >> 24;
//! ```
//!
//! ```text files.ml
//! let names = ["parser.ml"; "army.ml"]
//! ```
//!
//! # Quiet
//!
//! ```text
//! See githib.com or www.army.ml for more.
//! ```
//!
//! ```text a.toml
//! smtp_host = "army.ml"
//! ```
//!
//! ```text run.sh
//! curl -fsSL githib.com/install | sh
//! ```

use crate::context::{Context, Role, usage};
use crate::find::Form;
use crate::find::chars::{before, slice};
use crate::find::cut::{before_first, parts};
use crate::find::endings::{Ending, ending};
use crate::page::Page;
use crate::source::Place;
use crate::text::find::memmem;
use crate::trap::Trap;

pub(crate) static TRAP: Trap = Trap {
    id: "no_place_for_host",
    page: Page::of(include_str!("no_place_for_host.rs")),
    forms: &[Form::Bare],
    catches,
};

fn catches(context: &Context<'_>) -> bool {
    let Context { text, kind, ref candidate, ref around } = *context;
    let ending = ending(context.last());
    if around.place == Place::Code {
        return !(kind.language().runs_commands
            && ending == Ending::Host
            && (before(text, candidate.span.start) == b'=' || usage::is_argument(text, around, candidate.span)));
    }
    let head = before_first(context.domain(), b'.').to_ascii_lowercase();
    let known_head =
        matches!(&*head, b"www" | b"smtp" | b"imap" | b"pop" | b"pop3" | b"mail" | b"ftp" | b"api" | b"cdn" | b"cdnjs");
    let is_deep = parts(context.domain(), b'.').nth(2).is_some();
    if (known_head && is_deep) || ending == Ending::Host {
        return false;
    }
    let is_value = matches!(kind.role(), Role::Values(_));
    let quoted = around.quoted.is_some_and(|quoted| quoted == candidate.span);
    !((quoted && is_value && is_deep) || ((quoted || (is_value && is_whole_value(context))) && names_hosts(context)))
}

/// Whether a word without quotes is all that its line gives a key, or an item of a list.
fn is_whole_value(context: &Context<'_>) -> bool {
    let Context { text, ref candidate, ref around, .. } = *context;
    let head = slice(text, around.line.start, candidate.span.start).trim_ascii_end();
    let tail = slice(text, candidate.span.end, around.line.end).trim_ascii_start();
    matches!(head.last(), Some(b':' | b'=' | b'[' | b',' | b'-'))
        && matches!(tail.first(), None | Some(b',' | b']' | b'#'))
}

/// Whether the line speaks of hosts or domains before the word.
fn names_hosts(context: &Context<'_>) -> bool {
    const WORDS: [&[u8]; 7] = [b"domain", b"host", b"smtp", b"mail", b"relay", b"origin", b"server"];
    let Context { text, ref candidate, ref around, .. } = *context;
    let start = around.line.start.max(candidate.span.start.saturating_sub(256));
    let head = slice(text, start, candidate.span.start).to_ascii_lowercase();
    WORDS.iter().any(|word| memmem(&head, word).is_some())
}
