//! A domain seen seldom, one slip from one that this repository uses often.
//!
//! # Why
//!
//! Misspelt names of small companies and private domains are in no table. The repository itself knows them: whoever is
//! named a hundred times is meant the hundred-and-first time too.
//!
//! The tree is a witness, and this is a warning or denied by how much it says. It is denied where the same mailbox stands at the
//! other domain as well, where the same page does and little else speaks against it, and where one name is long and the other seldom enough that a hundred slips come on one domain that is
//! meant. What a level in the policy or on the command line says holds for both. A name in more than eight files, or an eighth as
//! common as the other, is in use and left alone. What a change adds excuses nothing: under `--since` only lines that stood there
//! before count as use. The same mailbox under another common ending, `.com` for `.org`, is warned of: many have a name under both.
//!
//! The whole tree has to be read for that: files that are named by themselves, a text on stdin and a part of the files
//! (`--partition`) have no witness.
//!
//! # Fires
//!
//! In a tree that names `fabrikam.net` often:
//!
//! ```census
//! fabrikam.net
//! ```
//!
//! ```text
//! jane@fabrkiam.net
//! ```
//!
//! # Quiet
//!
//! ```text
//! jane@fabrikam.net
//! jane@northwind.net
//! ```
//!
//! # Fix
//!
//! Write the domain as the rest of the repository does.
//!
//! # Allow
//!
//! An `[[allow]]` with its reason in `maillint.toml`, or `maillint: allow(lonely_domain) reason` in a comment on the line.

use crate::context::Site;
use crate::finding::{Finding, Level};
use crate::lint::slip::{LIKELY, SURE};
use crate::lint::{Check, Cx, Lint, Page, Speaker, Told};
use crate::text::times;

pub(crate) static LINT: Lint = Lint {
    id: "lonely_domain",
    level: Level::Warn,
    page: Page::of(include_str!("lonely_domain.rs")),
    check: Check::Domain(check),
};

fn check<'a>(cx: &'a Cx<'a>, site: &'a Site) -> Option<Told<'a>> {
    let slip = cx.slip_for(Speaker::LonelyDomain)?;
    Some(Box::new(move || {
        let witnessed = slip.witnessed;
        let times = times(witnessed.map_or(0, |witnessed| witnessed.count.into()));
        let twin = witnessed.is_some_and(|witnessed| witnessed.twin);
        let also = match (twin, site.is_mail()) {
            (true, true) => " and has the same mailbox at; ",
            (true, false) => " and has the same page at; ",
            (false, _) => "; ",
        };
        let fate = cx.fate_clause(site);
        let problem = [slip.distance(), " from `", slip.target, "`, which this repository names ", &times, also, fate];
        let is_sure = twin && site.is_mail() && slip.odds >= LIKELY || slip.odds >= SURE;
        let level = if is_sure { Level::Deny } else { Level::Warn };
        // What a repository does often is a hint, and no proof that it may be changed.
        Finding { level, fix: None, ..cx.question(&LINT, site, &problem) }
    }))
}
