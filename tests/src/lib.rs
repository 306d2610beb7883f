//! The whole product under test: what its tests, examples and benchmarks share.
#![expect(clippy::unwrap_used, reason = "a table that does not read is a failed test")]

pub mod accuracy;
pub mod invariants;
pub mod page;
pub mod parity;
pub mod slips;
pub mod tables;

/// Every format of reports, as `--format` calls it.
pub const FORMATS: [&str; 12] = [
    "human",
    "short",
    "json",
    "sarif",
    "github",
    "gitlab",
    "junit",
    "checkstyle",
    "rdjsonl",
    "cargo",
    "html",
    "markdown",
];

/// The README's examples are built as a user's would be.
#[cfg(doctest)]
#[doc = include_str!("../../README.md")]
struct Readme;

/// So are those of the core's own page.
#[cfg(doctest)]
#[doc = include_str!("../../lint-core/README.md")]
struct CoreReadme;
