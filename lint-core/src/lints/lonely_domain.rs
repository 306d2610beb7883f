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

use crate::address::normal;
use crate::census::LONELY;
use crate::finding::{Finding, Level};
use crate::lint::{Check, Cx, Lint, Page, Speaker};
use crate::scan::Site;

pub(crate) static LINT: Lint = Lint {
    id: "lonely_domain",
    level: Level::Warn,
    page: Page::of(include_str!("lonely_domain.rs")),
    check: Check::Site(check),
};

fn check(cx: &Cx<'_>, site: &Site) -> Option<Finding> {
    let slip = cx.slip_for(Speaker::LonelyDomain)?;
    if cx.census.count(&normal(&site.domain)) > LONELY {
        return None;
    }
    let problem = format!(
        "{} from `{}`, which this repository names {} times; {}",
        slip.distance(),
        slip.target,
        cx.census.count(&slip.target),
        cx.fate_clause(site),
    );
    // What a repository does often is a hint, and no proof that it may be changed.
    Some(Finding { fix: None, ..cx.finding(&LINT, site, &[&problem]) })
}
