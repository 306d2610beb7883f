//! The whole product under test: what its tests, examples and benchmarks share.
#![expect(clippy::unwrap_used, reason = "a table that does not read is a failed test")]

pub mod accuracy;
pub mod tables;
