//! A domain one slip from a mailbox provider's.
//!
//! # Why
//!
//! The misspellings of large providers are registered, and their mail servers accept everything: the message never comes
//! back, it is read by somebody else.
//!
//! # Fires
//!
//! ```text
//! jane@gmial.com
//! jane@hotmal.com
//! jane@yahooo.com
//! jane@gmailc.om
//! jane@gmailcom
//! jane@gmailcom.com
//! jane@hotmailfr.com
//! jane@gm.ail.com
//! ${user.id}@gmial.com
//! jane@yho.com
//! ```
//!
//! Where a name that short may as well be meant, as in the last one, it is a warning.
//!
//! # Quiet
//!
//! Real providers that are one letter from a larger one, and names so short that every neighbour is somebody's.
//!
//! ```text
//! jane@gmail.com
//! jane@ymail.com
//! jane@email.com
//! jane@mail.ru
//! jane@msc.com
//! jane@msdn.com
//! jane@e.mail.de
//! ```
//!
//! # Fix
//!
//! Write the provider's name as it is.
//!
//! # Allow
//!
//! An `[[allow]]` with its reason in `maillint.toml`, or `maillint: allow(provider_slip) reason` in a comment on the line.

use crate::context::Site;
use crate::finding::Level;
use crate::lint::{Check, Cx, Lint, Page, Speaker, Told};

pub(crate) static LINT: Lint = Lint {
    id: "provider_slip",
    level: Level::Deny,
    page: Page::of(include_str!("provider_slip.rs")),
    check: Check::Domain(check),
};

fn check<'a>(cx: &'a Cx<'a>, site: &'a Site) -> Option<Told<'a>> {
    let slip = cx.slip_for(Speaker::ProviderSlip)?;
    // A host of one label is one of a network of its own, `http://mail/`.
    if !site.is_mail() && !site.domain.contains('.') {
        return None;
    }
    let problem = [slip.distance(), " from the mailbox provider `", slip.target, "`, ", cx.fate_clause(site)];
    Some(Box::new(move || cx.question(&LINT, site, &problem)))
}
