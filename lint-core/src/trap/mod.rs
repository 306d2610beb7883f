//! What looks like an address or a host and is none: names of files, members, units, messages, algorithms.
//!
//! One file a trap, whose first lines are its page. To add one: write `NAME.rs` beside the others with
//!
//! 1. the page: a summary line, `# Why`, `# Fires` and `# Quiet`, whose fenced examples are judged by a test. A fence `text`
//!    holds a case a line, of the file that may stand behind it (```` ```text a.py ````), a fence `file a.py` one case of several
//!    lines. What stands under *Fires* is caught by this trap alone, under *Quiet* by none;
//! 2. `static TRAP`, with the forms of candidates that it is asked about;
//! 3. the check,
//!
//! and its line in `ALL`. The first that catches a candidate is the one that is named, so what says most stands first. A rule
//! goes by structure and whole words, never by a part of a path or of a name.

mod algorithm;
mod counted;
mod cut_off;
mod doc_link;
mod dotted_operator;
mod encoded_bytes;
mod file_name;
mod file_url;
mod folded_line;
mod hex_dump;
mod hunk_header;
mod identifier;
mod key_comment;
mod link_name;
mod listed;
mod macro_name;
mod message_id;
mod no_place_for_host;
mod operator;
mod password;
mod pattern;
mod settings_key;
mod shell_prompt;
mod shortened;
mod stand_in;
mod typeset;
mod unit_address;
mod urn;
mod wrapped_url;

use crate::context::Context;
use crate::data::{self, Class};
use crate::find::Form;
use crate::find::chars::slice;
use crate::find::cut::leading;
use crate::page::Page;

/// One kind of thing that is no address and no host.
#[derive(Debug)]
pub struct Trap {
    /// What it is, in snake case: also its file's name.
    pub id: &'static str,
    /// What the documentation says, cut from the file itself.
    pub page: Page,
    /// The candidates that it is asked about.
    forms: &'static [Form],
    /// Whether the candidate is such a thing.
    catches: fn(&Context<'_>) -> bool,
}

/// Every trap, in the order in which they are asked.
pub static ALL: &[&Trap] = &[
    &file_url::TRAP,
    &wrapped_url::TRAP,
    &urn::TRAP,
    &typeset::TRAP,
    &counted::TRAP,
    &identifier::TRAP,
    &macro_name::TRAP,
    &doc_link::TRAP,
    &link_name::TRAP,
    &file_name::TRAP,
    &message_id::TRAP,
    &algorithm::TRAP,
    &hex_dump::TRAP,
    &encoded_bytes::TRAP,
    &pattern::TRAP,
    &operator::TRAP,
    &dotted_operator::TRAP,
    &unit_address::TRAP,
    &shell_prompt::TRAP,
    &key_comment::TRAP,
    &settings_key::TRAP,
    &cut_off::TRAP,
    &hunk_header::TRAP,
    &folded_line::TRAP,
    &stand_in::TRAP,
    &password::TRAP,
    &shortened::TRAP,
    &no_place_for_host::TRAP,
    &listed::TRAP,
];

/// The trap of this name.
pub fn find(id: &str) -> Option<&'static Trap> {
    ALL.iter().copied().find(|trap| trap.id == id)
}

/// What the candidate is in place of an address or a host; `None` where nothing says that it is none.
///
/// ```
/// use lint_core::gate::context::{Context, Kind, Lexer};
/// let text = br#"<img src="logo@2x.png"> mail ops@army.ml"#;
/// let (kind, mut lexer) = (Kind::of("index.html"), Lexer::new(Kind::of("index.html")));
/// let contexts = lint_core::gate::find::candidates(text).map(|c| Context::of(text, kind, c, &mut lexer));
/// let traps: Vec<_> = contexts.map(|context| lint_core::gate::trap::catching(&context).map(|trap| trap.id)).collect();
/// assert_eq!(traps, [Some("file_name"), None]);
/// ```
pub fn catching(context: &Context<'_>) -> Option<&'static Trap> {
    let form = context.candidate.form;
    ALL.iter().copied().find(|trap| trap.forms.contains(&form) && (trap.catches)(context))
}

/// What stands behind a letter or two in `rest` with which `last` is an ending.
fn goes_on(last: &[u8], rest: &[u8]) -> Option<u8> {
    let letters = leading(rest, |b| b.is_ascii_lowercase());
    let next = rest.get(letters).copied()?;
    ((1..3).contains(&letters) && is_ending(&[last, slice(rest, 0, letters)].concat())).then_some(next)
}

/// Whether names end so: a top-level domain.
fn is_ending(label: &[u8]) -> bool {
    std::str::from_utf8(label).is_ok_and(|label| data::class(label).is(Class::TLD))
}
