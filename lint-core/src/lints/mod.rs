//! One file a lint. The registry is this one slice: everything else is printed from it.

use crate::lint::Lint;

/// Every lint, in the order of the documentation.
pub static ALL: &[&Lint] = &[];
