//! The build fails on an e-mail address or a domain that is one slip from the one that was meant.
//!
//! ```toml
//! [dependencies]
//! maillint = { package = "lint-macro", version = "0.1" }
//! ```
//!
//! ```
//! # use lint_macro as maillint;
//! const OPS: &str = maillint::email!("ops@army.mil");
//! ```

mod emit;
mod input;
mod policy;
mod value;

use proc_macro::TokenStream;
use value::Kind;

/// Judges one address and expands to the literal as it was written.
///
/// It stands wherever a literal can: in `const` and `static`, in `concat!` and format strings, in `#[doc = ..]` and in
/// patterns. The literal may be raw, a byte string or a C string, and it may be a `concat!` of literals.
///
/// ```
/// use lint_macro::email;
/// const OPS: &str = email!("ops@army.mil");
/// const CC: &str = concat!("Cc: ", email!("help@army.mil"));
/// assert_eq!(CC, "Cc: help@army.mil");
/// ```
#[proc_macro]
pub fn email(input: TokenStream) -> TokenStream {
    value::expand_one(input.into(), Kind::Email).into()
}

/// Judges one domain and expands to the literal as it was written; the rest is as with [`email!`].
///
/// ```
/// assert_eq!(lint_macro::domain!("army.mil"), "army.mil");
/// ```
#[proc_macro]
pub fn domain(input: TokenStream) -> TokenStream {
    value::expand_one(input.into(), Kind::Domain).into()
}

/// Judges several addresses and expands to an array of them. Each wrong one is reported at its own literal.
///
/// ```
/// use lint_macro::emails;
/// const TEAM: [&str; 2] = emails!["ops@army.mil", "help@army.mil"];
/// ```
#[proc_macro]
pub fn emails(input: TokenStream) -> TokenStream {
    value::expand_array(input.into()).into()
}
