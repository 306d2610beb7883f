//! The path in a `file:` or `salt:` URL, which lies on no host but the one at hand.
//!
//! # Why
//!
//! RFC 8089 has a host there, but build recipes write a path: `file://main.c`. What Salt's own file server has is named so too.
//!
//! # Fires
//!
//! ```text
//! LIC_FILES_CHKSUM = "file://main.c;endline=17"
//! file://nginx.conf
//! salt-run virt.init web1 2 512 salt://centos.img
//! ```
//!
//! # Quiet
//!
//! ```text
//! https://githib.com/
//! profile://githib.com/
//! ```

use crate::context::Context;
use crate::find::Form;
use crate::find::chars::{ALNUM, before, is, slice};
use crate::page::Page;
use crate::trap::Trap;

pub(crate) static TRAP: Trap =
    Trap { id: "file_url", page: Page::of(include_str!("file_url.rs")), forms: &[Form::Host], catches };

fn catches(context: &Context<'_>) -> bool {
    let head = slice(context.text, 0, context.candidate.span.start);
    let is_of_paths =
        |scheme: &&[u8]| head.strip_suffix(*scheme).is_some_and(|head| !is(before(head, head.len()), ALNUM));
    [&b"file://"[..], b"salt://"].iter().any(is_of_paths)
}
