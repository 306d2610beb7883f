//! The comment of a public key of SSH: who made it on which machine.
//!
//! # Why
//!
//! `ssh-keygen` writes the account and the name of the machine behind the key (sshd(8), AUTHORIZED_KEYS FILE FORMAT), and the machine has
//! whatever name its owner gave it.
//!
//! # Fires
//!
//! ```text
//! ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIExampleExampleExampleExampleExampleExample0 jo@skynet
//! ```
//!
//! # Quiet
//!
//! Who has a mailbox there writes all of it.
//!
//! ```text
//! ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIExampleExampleExampleExampleExampleExample0 jo@gmial.com
//! AAAA jo@skynet
//! ```

use crate::context::Context;
use crate::find::Form;
use crate::find::chars::slice;
use crate::find::cut::last_word;
use crate::page::Page;
use crate::trap::Trap;

pub(crate) static TRAP: Trap =
    Trap { id: "key_comment", page: Page::of(include_str!("key_comment.rs")), forms: &[Form::Address], catches };

fn catches(context: &Context<'_>) -> bool {
    /// No key is shorter in base64.
    const SHORTEST: usize = 60;
    let Context { text, ref candidate, ref around, .. } = *context;
    if context.domain().contains(&b'.') {
        return false;
    }
    let Some(head) = slice(text, around.line.start, candidate.span.start).strip_suffix(b" ") else { return false };
    let key = last_word(head);
    // Each begins with the length of its kind's name, in four bytes (RFC 4253, section 6.6).
    key.len() >= SHORTEST && key.starts_with(b"AAAA")
}
