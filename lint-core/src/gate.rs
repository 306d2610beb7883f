//! What only the gates use that are released together with this crate: `lint-macro` and `cargo-maillint`, which ask for it by its
//! exact version.
//!
//! Nothing here is promised to be there, or to do the same, in the next release; what is of use to others moves out of it. The
//! rooms are told of at the [crate's top](crate).
//!
//! ```
//! use lint_core::gate::{lints, render};
//! let findings = lint_core::Checker::default().address("ops@army.ml");
//! assert!(render::headline(&findings[0]).starts_with("[maillint::tld_slip] `ops@army.ml`: "));
//! assert!(lints::find(findings[0].lint).is_some());
//! ```

#[cfg(feature = "tree")]
pub use crate::check::lonely_paths_of;
#[cfg(feature = "why")]
pub use crate::check::{Account, Became, Nearest};
pub use crate::check::{Misfit, Said};
#[doc(no_inline)]
pub use crate::data::SOURCES;

/// Comments and calls that allow a finding.
pub mod allow {
    #[doc(no_inline)]
    pub use crate::allow::{Directive, Scope, allowed_in_call, directives, judges_itself};
}

/// What a file is, and the place that a candidate has in it.
pub mod context {
    #[doc(no_inline)]
    pub use crate::context::{Context, Format, Kind, Lexer, Role, Site};
}

/// What the files at a repository's root declare to be its own.
pub mod declared {
    #[doc(no_inline)]
    pub use crate::policy::declared::{Declared, domains, sources};
}

/// What is wrong on purpose: the doubts, each with its page.
pub mod doubt {
    #[doc(no_inline)]
    pub use crate::doubt::{ALL, Doubt, find, ids, names};
}

/// Candidates for addresses and hosts, in bytes.
pub mod find {
    #[doc(no_inline)]
    pub use crate::find::{Candidate, Form, candidates};
}

/// What a lint is, and what a slip costs.
pub mod lint {
    #[doc(no_inline)]
    pub use crate::lint::{Check, Lint, PRICES, Price};
}

/// The lints, each with its page.
pub mod lints {
    #[doc(no_inline)]
    pub use crate::lints::{ALL, find, ids};
}

/// Sorting that is compiled once, whatever is sorted.
pub mod order {
    #[doc(no_inline)]
    pub use crate::order::sort;
}

/// The page of a rule.
pub mod page {
    #[doc(no_inline)]
    pub use crate::page::Page;
}

/// A project on disk: its policy, its files.
#[cfg(feature = "disk")]
pub mod project {
    #[cfg(feature = "only-new")]
    #[doc(no_inline)]
    pub use crate::project::{BASELINE_MAX, Debt};
    #[doc(no_inline)]
    pub use crate::project::{
        Entry, Error, Files, Folder, IGNORE_FILES, Identity, Listing, Named, NoFile, POLICY_MAX, Project, Skipped,
        TEMPORARY, is_temporary, leads_into, read_utf8,
    };
    #[cfg(feature = "scopes")]
    #[doc(no_inline)]
    pub use crate::project::{Scope, Stamp, stamp};
}

/// A finding, drawn as rustc would or told in a line.
pub mod render {
    #[cfg(feature = "tree")]
    #[doc(no_inline)]
    pub use crate::render::{Helps, allow_lines, besides, explained, help, notes, one_line};
    #[doc(no_inline)]
    pub use crate::render::{Message, Slip, doubt, headline, is_obeyed, marked, visible};
}

/// From raw findings to what counts.
pub mod settle {
    #[doc(no_inline)]
    pub use crate::settle::{Allows, Comment, Settled, Used};
    #[cfg(feature = "only-new")]
    #[doc(no_inline)]
    pub use crate::settle::{Baseline, Lines};
}

/// How a file is stored.
pub mod source {
    #[doc(no_inline)]
    pub use crate::source::Encoding;
}

/// What looks like an address or a host and is none: the traps, each with its page.
pub mod trap {
    #[doc(no_inline)]
    pub use crate::trap::{ALL, Trap, catching, find};
}

/// Addresses as values, in constants.
#[cfg(feature = "address")]
pub mod value {
    #[doc(no_inline)]
    pub use crate::value::{allowed, assert_text, judged, said_in_constant};
}
