//! Finds e-mail addresses and hosts that are one slip away from the ones that were meant, before mail or code follows them.
//!
//! The core is pure: text and a [`Policy`](policy::Policy) go in, [`Finding`]s come out. It reads no files, starts no
//! threads and cannot fail. The gates (`lint-macro` in the compiler, [`mod@test`] under `cargo test`, `cargo maillint` in
//! CI) read input and draw output; none of them judges.
//!
//! ```text
//! bytes -> find -> Candidate -> context -> trap -> Site --+--> Census (merged over all files)
//!                                                         +--> every lint, with Cx {Policy, Knowledge, Census} -> Finding
//! Finding -> doubt -> settle
//! ```
//!
//! In a program, [`Address`] is an address that every gate lets pass: [`address!`] makes one of a constant, and with the feature
//! `serde` a configuration holds it.
//!
//! The rooms, lowest first; each uses only what stands before it:
//!
//! | floor | rooms | what |
//! |---|---|---|
//! | 0 | `span`, `order`, `by_name`, `page`, `text`, `data` | byte ranges; sorting; maps; the page of a rule; edit distance, keyboards, look-alike skeletons; the tables |
//! | 1 | `source`, `address`, `finding` | positions in a named text; the address grammar; what was found |
//! | 2 | `find`, `allow` | candidates in bytes, whatever file they stand in; allow comments |
//! | 3 | `context` | what a file is, and the place that a candidate has in it; texts inside texts |
//! | 4 | `trap` | what looks like an address or a host and is none |
//! | 5 | `policy`, `knowledge`, `census` | `maillint.toml`; which domains are meant, and how likely; who appears how often |
//! | 6 | `lint` | what a lint is, and the slip model that the slip lints share |
//! | 7 | `lints` | one file a lint |
//! | 8 | `doubt` | what is wrong on purpose |
//! | 9 | `render`, `settle` | a finding drawn as rustc would; levels, allows, changed lines and the baseline: from raw findings to what counts |
//! | 10 | `check` | [`Checker`], which strings the stages together |
//! | 11 | `typed`, `project` | addresses as values; a project on disk: its policy, its files |
//! | 12 | `test`, `build` | the gates of `cargo test` and of build scripts |
//!
//! What not every user needs is a feature, so that whoever compiles the macros compiles little. `address` ([`typed`]) and `gates`
//! ([`mod@test`], [`mod@build`]) are on by default. `serde` is for an [`Address`] in a configuration and for `test::check_value`,
//! `only-new` for `settle::Lines` and `settle::Baseline`, `schema` for `policy::schema`.

pub mod address;
pub mod allow;
#[cfg(feature = "gates")]
pub mod build;
mod by_name;
mod census;
mod check;
pub mod context;
mod data;
pub mod doubt;
pub mod find;
mod finding;
mod knowledge;
pub mod lint;
pub mod lints;
mod order;
pub mod page;
pub mod policy;
pub mod project;
pub mod render;
pub mod settle;
pub mod source;
mod span;
#[cfg(feature = "gates")]
pub mod test;
mod text;
pub mod trap;
#[cfg(feature = "address")]
pub mod typed;

pub use census::{Census, Mentions};
pub use check::{Checker, FileCheck, FileReport};
pub use data::SOURCES;
pub use finding::{Doubted, Evidence, Excused, Fate, Finding, Fix, Level};
pub use source::{Location, Place, Position};
pub use span::Span;
#[cfg(feature = "address")]
pub use typed::Address;
