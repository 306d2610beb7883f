//! What there is to scan: start paths, and the projects that they belong to.

mod start;

pub(crate) use start::{Scope, Scopes, Spot, Starts};
