//! A host that a tree has in several files, while it has what that looks like in none.
//!
//! # Why
//!
//! A slip is made once, and what it was meant to be stands elsewhere. A host that is repeated alone is somebody's. What is made to catch
//! mail is no better for being repeated: slips of mailbox providers, of armies and governments, and what lies under the endings that are
//! known for their leaks. But where only governments have names, below `.mil` and `.gov`, a host in several files is an office's that is
//! in no table. Two slips of one name that stand in more than eight files, for a mailbox as for a host, nobody made in all of them: who
//! made up `geemail.com` meant it. Lines that a change adds do not count, so that nobody excuses a slip by repeating it.
//!
//! # Fires
//!
//! In a tree that has it in three other files:
//!
//! ```census
//! itel.com
//! itel.com
//! itel.com
//! ```
//!
//! ```text
//! https://itel.com/
//! ```
//!
//! ```census
//! www.havy.mil
//! www.havy.mil
//! www.havy.mil
//! navy.mil
//! ```
//!
//! ```text
//! https://www.havy.mil/
//! ```
//!
//! ```census
//! geemail.com
//! geemail.com
//! geemail.com
//! geemail.com
//! geemail.com
//! geemail.com
//! geemail.com
//! geemail.com
//! geemail.com
//! ```
//!
//! ```text
//! jane@geemail.com
//! ```
//!
//! # Quiet
//!
//! ```text
//! jane@gmial.com
//! jane@havy.mil
//! ```

use crate::context::Site;
use crate::doubt::{Casts, Doubt};
use crate::finding::Finding;
use crate::lint::Cx;
use crate::page::Page;

pub(crate) static DOUBT: Doubt = Doubt {
    id: "in_use",
    reason: "this repository has it in several files, as a name of its own",
    page: Page::of(include_str!("in_use.rs")),
    casts: Casts::Verdict(casts),
};

fn casts(cx: &Cx<'_>, _: &Site, finding: &Finding) -> bool {
    cx.reading.in_use && !finding.evidence.is_empty()
}
