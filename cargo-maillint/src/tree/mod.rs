//! What there is to scan: start paths, and the projects that they belong to.

mod scope;
mod spot;
mod start;

pub(crate) use scope::{Scope, Scopes};
pub(crate) use spot::Spot;
pub(crate) use start::Starts;
