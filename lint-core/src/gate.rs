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

#[cfg(feature = "why")]
pub use crate::check::{Account, Became, Nearest};
pub use crate::check::{Misfit, Said};
#[doc(no_inline)]
pub use crate::data::SOURCES;
#[doc(no_inline)]
pub use crate::policy::declared;
#[cfg(feature = "disk")]
#[doc(no_inline)]
pub use crate::project;
#[cfg(feature = "address")]
#[doc(no_inline)]
pub use crate::value;
#[doc(no_inline)]
pub use crate::{allow, context, doubt, find, lint, lints, page, render, settle, source, trap};
