//! What is right although it looks wrong.

use super::{Date, Glob, Pattern};
use crate::source::Location;
use std::fmt;

/// An `[[allow]]`: something that is right although it looks wrong.
///
/// ```
/// use lint_core::{Checker, policy::Policy};
/// let text = "[[allow]]\ndomain = 'sante.gov.ml'\nreason = \"Mali's ministry of health\"";
/// let policy = Policy::parse(text, &Checker::names()).unwrap();
/// assert_eq!(policy.allows()[0].target.to_string(), "sante.gov.ml");
/// assert_eq!(policy.allows()[0].reason, "Mali's ministry of health");
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Allow {
    /// What is right.
    pub target: Target,
    /// Why that is so.
    pub reason: String,
    /// The last day on which it counts.
    pub expires: Option<Date>,
    /// Where it counts; everywhere if empty.
    pub paths: Vec<Glob>,
    /// Where it begins in the policy's file.
    pub location: Location,
}

/// What an `[[allow]]` is about.
///
/// ```
/// use lint_core::policy::{Pattern, Target};
/// let target = Target::Domain(Pattern::parse("*.acme.io").unwrap());
/// assert_eq!(target.to_string(), "*.acme.io");
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum Target {
    /// All addresses and hosts at these domains.
    Domain(Pattern),
    /// One address, in lower case.
    Address(String),
}

impl fmt::Display for Target {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Target::Domain(pattern) => pattern.fmt(f),
            Target::Address(address) => f.write_str(address),
        }
    }
}
