//! What holds of any input: the fuzz targets in `tests/fuzz` run these without end, `cargo test` for a while.
//!
//! Each takes bytes and panics where something that must hold does not.

mod address;
mod archive;
mod command;
mod lines;
mod policy;
mod project;
mod text;

pub use address::address;
pub use archive::archive;
pub use command::{fix, patch, reports};
pub use lines::{baseline, directive};
pub use policy::policy;
pub use project::{ignored, index};
pub use text::{pieces, text};

/// One thing that must hold.
pub struct Invariant {
    /// The fuzz target, and the folder of its corpus.
    pub name: &'static str,
    /// Panics on an input of which it does not hold.
    pub check: fn(&[u8]),
    /// How many inputs `cargo test` makes for it.
    pub cases: u32,
}

/// All of them.
pub static ALL: &[Invariant] = &[
    Invariant { name: "address", check: address, cases: 500 },
    Invariant { name: "archive", check: archive, cases: 200 },
    Invariant { name: "baseline", check: baseline, cases: 500 },
    Invariant { name: "directive", check: directive, cases: 500 },
    Invariant { name: "fix", check: fix, cases: 100 },
    Invariant { name: "ignored", check: ignored, cases: 100 },
    Invariant { name: "index", check: index, cases: 100 },
    Invariant { name: "patch", check: patch, cases: 500 },
    Invariant { name: "pieces", check: pieces, cases: 30 },
    Invariant { name: "policy", check: policy, cases: 500 },
    Invariant { name: "reports", check: reports, cases: 30 },
    Invariant { name: "text", check: text, cases: 60 },
];
