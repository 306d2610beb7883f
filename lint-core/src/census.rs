//! Who appears how often in the repository.

/// Where a domain is known from when the repository's own use of it says so.
pub(crate) const SOURCE: &str = "census";
