//! The name of a message, which looks like an address and is none (RFC 5322 section 3.6.4).
//!
//! # Why
//!
//! Programs make these names, and nobody writes to them: their right side is whatever the sender's machine is called.
//!
//! # Fires
//!
//! ```text
//! Message-ID: <test@exmaple.con>
//! In-Reply-To: <1282288658094@n2.nabble.con>
//! <img src="cid:part1.0203@army.ml">
//! as in yw.87lgnh5cfv.fsf@alex.chromebook
//! Bug-Reference-ID: <20260102030405.GA1234@fabrikam.netz>
//! ```
//!
//! ```file thread.eml
//! References: <1282288658094@army.ml>
//!  <a2@army.ml>
//! ```
//!
//! ```file notes.txt
//!     <YijHr+kkp2bPE1dA@casper.infradead.ogr>
//! ```
//!
//! # Quiet
//!
//! ```text
//! <jane.doe@casper.infradead.ogr>
//! From: Jane Doe <jane@army.ml>
//! userid: <jane@army.ml>
//! ```

use crate::context::{Context, Role};
use crate::find::Form;
use crate::find::chars::{before, byte, slice};
use crate::find::cut::{before_first, parts};
use crate::page::Page;
use crate::text::find::memmem;
use crate::trap::Trap;

pub(crate) static TRAP: Trap = Trap {
    id: "message_id",
    page: Page::of(include_str!("message_id.rs")),
    forms: &[Form::Address, Form::Templated],
    catches,
};

/// What names messages, before their names.
const NAMING: [&[u8]; 6] = [b"message-id", b"in-reply-to", b"references:", b"content-id", b"cid:", b"message_id"];

fn catches(context: &Context<'_>) -> bool {
    let Context { text, kind, ref candidate, ref around } = *context;
    let line = slice(text, around.line.start.max(candidate.span.start.saturating_sub(512)), candidate.span.start);
    let lower = line.to_ascii_lowercase();
    if NAMING.iter().any(|word| memmem(&lower, word).is_some()) || is_in_field_of_names(&lower) {
        return true;
    }
    if kind.role() == Role::Mail && line.first().is_some_and(|&b| b == b' ' || b == b'\t') {
        return is_folded_reference(text, around.line.start);
    }
    // Folded on, they stand alone on a line, and consist of a date, a counter or noise.
    let local = context.local();
    let alone = line.trim_ascii() == b"<" && byte(text, candidate.span.end) == b'>';
    // Those that Emacs makes.
    if local.ends_with(b".fsf") {
        return true;
    }
    let (mut digits, mut capitals) = (0, 0);
    for b in local {
        digits += usize::from(b.is_ascii_digit());
        capitals += usize::from(b.is_ascii_uppercase());
    }
    alone
        && before(text, candidate.span.start) == b'<'
        && (digits > 7 || (local.len() > 12 && digits > 0 && capitals > 2))
}

/// Whether a header field that is named so has the name behind it: `X-Reference-ID: <`.
fn is_in_field_of_names(head: &[u8]) -> bool {
    let name = head.strip_suffix(b"<").and_then(|head| head.trim_ascii_end().strip_suffix(b":"));
    name.is_some_and(|name| name.ends_with(b"-id"))
}

/// Whether the header field that the line at `start` goes on with holds names of messages (RFC 5322 section 2.2.3).
fn is_folded_reference(text: &[u8], start: usize) -> bool {
    let head = slice(text, start.saturating_sub(2048), start);
    let mut lines = parts(head.strip_suffix(b"\n").unwrap_or(head), b'\n').rev();
    let field = lines.find(|line| !line.first().is_some_and(u8::is_ascii_whitespace)).unwrap_or_default();
    let name = before_first(field, b':').to_ascii_lowercase();
    matches!(&*name, b"references" | b"in-reply-to" | b"message-id" | b"content-id")
}
