//! A domain seen once or twice, one slip from one that this repository uses often.
//!
//! # Why
//!
//! Misspelt names of small companies and private domains are in no table. The repository itself knows them: whoever is
//! named a hundred times is meant the hundred-and-first time too.
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

use crate::census::LONELY;
use crate::context::Site;
use crate::finding::{Finding, Level};
use crate::lint::{Check, Cx, Lint, Page, Speaker, Told};

pub(crate) static LINT: Lint = Lint {
    id: "lonely_domain",
    level: Level::Warn,
    page: Page::of(include_str!("lonely_domain.rs")),
    check: Check::Site(check),
};

fn check<'a>(cx: &'a Cx<'a>, site: &'a Site) -> Option<Told<'a>> {
    let slip = cx.slip_for(Speaker::LonelyDomain)?;
    if cx.census.count(&cx.reading.domain) > LONELY {
        return None;
    }
    let [one, slipped, end] = slip.distance();
    Some(Box::new(move || {
        let times = cx.census.count(slip.target).to_string();
        let fate = cx.fate_clause(site);
        let problem =
            [one, slipped, end, " from `", slip.target, "`, which this repository names ", &times, " times; ", fate];
        // What a repository does often is a hint, and no proof that it may be changed.
        Finding { fix: None, ..cx.finding(&LINT, site, &problem) }
    }))
}
