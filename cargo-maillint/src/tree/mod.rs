//! What there is to scan: start paths, the projects that they belong to, and the walk below them.

mod start;
mod walk;

pub(crate) use start::{Scope, Scopes, Spot, Starts};
pub(crate) use walk::{RULES, folder, tidy};
