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
//! What to rely on is [`Checker`] with the [`Finding`]s that it gives, [`Address`], [`policy`], [`mod@test`] and [`mod@build`]. All
//! else is in [`gate`], for the crates that are released together with this one.
//!
//! In a program, [`Address`] is an address that every gate lets pass: [`address!`] makes one of a constant, and with the feature
//! `serde` a configuration holds it.
//!
//! The rooms, lowest first; each uses only what stands before it:
//!
//! | floor | rooms | what |
//! |---|---|---|
//! | 0 | `span`, `order`, `by_name`, `page`, `text`, `data` | byte ranges; sorting; maps; the page of a rule; edit distance, keyboards, look-alike skeletons; the tables |
//! | 1 | `source`, `address`, `whose`, `finding` | positions in a named text; the address grammar; whose a domain or a mailbox is; what was found |
//! | 2 | `find`, `allow` | candidates in bytes, whatever file they stand in; allow comments |
//! | 3 | `context` | what a file is, and the place that a candidate has in it; texts inside texts |
//! | 4 | `trap` | what looks like an address or a host and is none |
//! | 5 | `policy`, `knowledge`, `census` | `maillint.toml`; which domains are meant, and how likely; who appears how often |
//! | 6 | `lint` | what a lint is, and the slip model that the slip lints share |
//! | 7 | `lints` | one file a lint |
//! | 8 | `doubt` | what is wrong on purpose |
//! | 9 | `render`, `settle` | a finding drawn as rustc would; levels, allows, changed lines and the baseline: from raw findings to what counts |
//! | 10 | `check` | [`Checker`], which strings the stages together |
//! | 11 | `value`, `project` | addresses as values; a project on disk: its policy, its files |
//! | 12 | `test`, `build` | the gates of `cargo test` and of build scripts |
//! | 13 | `gate` | what only our own gates use of all this |
//!
//! Whoever compiles the macros compiles this, so that a library has to be worth its time. Measured with rustc 1.95, in processor
//! seconds for a cold `cargo check` of one `email!`, 7.5 in all, of which this crate is 4.6, as much as a first derive for serde (7.6; with
//! `syn` in common the two take 13.2; `macro_cost` among the examples of the tests measures it):
//!
//! | what | stands on | why |
//! |---|---|---|
//! | edit distance | `strsim`, 0.2 | nobody's subject, and as small as our own would be |
//! | `maillint.toml` | [`policy`]'s own reader | `toml_parser`, the one library that also goes on after a mistake, takes 0.9 with what it needs, a tenth of it all; what is read is compared with `toml_edit` in the tests |
//! | base64, quoted-printable | `context` | each byte of the text keeps the place where it is stored, which `base64` and `quoted_printable` do not tell |
//! | globs | [`policy::Glob`] | the libraries differ from git where it matters, in `**`, braces and classes; compared with `fast-glob` |
//! | punycode, the grammar, suffix rules | [`address`](mod@address) | constants: no library's functions are `const` |
//! | skeletons, scripts, keyboards | tables laid out beforehand | compared with `unicode-security` and `unicode-script`, which take 1.2 |
//! | sorting | `order`, over the standard library's | one copy of it for all types: without, this crate takes 8 % longer |
//! | maps | the standard library's, by `by_name` where the keys are texts | one copy of it for all values: three B-trees in its place were 6 % of the code |
//!
//! What not every user needs is a feature, so that whoever compiles the macros compiles little. `address` ([`Address`]) and `gates`
//! ([`mod@test`], [`mod@build`]) are on by default; the gates stand on `disk`, without which no file is ever looked at, and on `tree`,
//! the [`Census`] by which all files of a tree speak of each. Macros judge a literal or a file by itself, so that for them
//! `census/silent.rs` and `check/alone.rs` stand in its place, an eighth less to compile. `serde` is for an [`Address`] in a
//! configuration and for `test::check_value`, `only-new` for `settle::Lines` and `settle::Baseline`, `scopes` for `project::Scope`,
//! `schema` for `policy::schema`, `why` for `Checker::why`.

pub mod address;
mod allow;
#[cfg(feature = "gates")]
pub mod build;
mod by_name;
#[cfg(feature = "tree")]
mod census;
#[cfg(not(feature = "tree"))]
#[path = "census/silent.rs"]
mod census;
mod check;
mod context;
mod data;
mod doubt;
mod find;
mod finding;
pub mod gate;
mod knowledge;
mod lint;
mod lints;
mod order;
mod page;
pub mod policy;
#[cfg(feature = "disk")]
mod project;
mod render;
mod settle;
mod source;
mod span;
#[cfg(feature = "gates")]
pub mod test;
mod text;
mod trap;
#[cfg(feature = "address")]
mod value;
mod whose;

#[cfg(feature = "tree")]
pub use census::Census;
pub use census::Mentions;
pub use check::{Checker, FileCheck, FileReport};
pub use finding::{Doubted, Evidence, Excused, Fate, Finding, Fix, Level};
pub use source::{Location, Place, Position};
pub use span::Span;
#[cfg(feature = "address")]
pub use value::{Address, Refused};
