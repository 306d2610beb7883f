//! The one test binary of the whole product.
#![expect(clippy::unwrap_used, clippy::panic, reason = "a test fails by panicking")]

mod accuracy;
mod archives;
mod cases;
mod check;
mod completions;
mod constants;
mod dependencies;
mod determinism;
#[cfg(unix)]
mod editors;
#[cfg(unix)]
mod faults;
mod fix;
mod forges;
mod formats;
mod gates;
mod house;
mod invariants;
mod licences;
mod lsp;
mod macros;
mod pages;
mod parity;
mod parts;
mod project;
mod readers;
mod schema;
mod since;
#[cfg(unix)]
mod strangers;
mod surface;
#[cfg(unix)]
mod tracked;
mod values;
mod ways;
mod witness;
