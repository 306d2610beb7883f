//! What a lint is.

use crate::finding::{Finding, Level};
use crate::policy::Policy;
use crate::scan::Site;

/// What a lint knows besides the site.
#[derive(Clone, Copy, Debug)]
pub struct Cx<'a> {
    /// What the repository asks for.
    pub policy: &'a Policy,
}

/// One kind of mistake: its name, its level, its page and its check.
#[derive(Debug)]
pub struct Lint {
    /// The bad thing's name, in snake case: also file name, configuration key, allow word and rule id.
    pub id: &'static str,
    /// The level unless policy or command line say otherwise.
    pub level: Level,
    /// The file's own `//!` page, as Markdown with the comment markers still on.
    pub page: &'static str,
    /// Gives at most one finding a site.
    pub check: fn(&Cx<'_>, &Site) -> Option<Finding>,
}
