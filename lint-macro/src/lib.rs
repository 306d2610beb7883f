//! The build fails on an e-mail address or a domain that is one slip from the one that was meant.
#![doc = include_str!("../README.md")]
//!
//! ## Rooms
//!
//! The lowest first; each uses only what stands before it.
//!
//! | floor | rooms | what |
//! |---|---|---|
//! | 0 | `text`, `spot` | what literals say, and where each part of it stands |
//! | 1 | `emit`, `policy` | errors at a token; which policy holds there |
//! | 2 | `value`, `files`, `item` | one file for those macros that take values, files, an item |

mod emit;
mod files;
mod item;
mod policy;
mod spot;
mod text;
mod value;

use proc_macro::TokenStream;
use value::Macro;

/// Judges one address and expands to the literal as it was written.
///
/// It stands wherever a literal can: in `const` and `static`, in `concat!` and format strings, in `#[doc = ..]` and in
/// patterns. The literal may be raw, a byte string or a C string, and it may be a `concat!` of literals. In an attribute the compiler
/// adds an error of its own to that of a slip, as it does to any `compile_error!` there.
///
/// ```
/// use lint_macro::email;
/// const OPS: &str = email!("ops@army.mil");
/// const CC: &str = concat!("Cc: ", email!("help@army.mil"));
/// assert_eq!(CC, "Cc: help@army.mil");
/// ```
#[proc_macro]
pub fn email(input: TokenStream) -> TokenStream {
    value::expand(input.into(), Macro::Email).into()
}

/// Judges one domain and expands to the literal as it was written; the rest is as with [`email!`].
///
/// ```
/// assert_eq!(lint_macro::domain!("army.mil"), "army.mil");
/// ```
#[proc_macro]
pub fn domain(input: TokenStream) -> TokenStream {
    value::expand(input.into(), Macro::Domain).into()
}

/// Judges several addresses and expands to an array of them. Each wrong one is reported at its own literal.
///
/// ```
/// use lint_macro::emails;
/// const TEAM: [&str; 2] = emails!["ops@army.mil", "help@army.mil"];
/// ```
#[proc_macro]
pub fn emails(input: TokenStream) -> TokenStream {
    value::expand(input.into(), Macro::Emails).into()
}

/// Judges the value that an environment variable has at build time, and expands to `env!`.
///
/// ```ignore
/// // Set in `.cargo/config.toml` or by the build system.
/// const SENDER: &str = lint_macro::env_email!("MAIL_FROM");
/// ```
///
/// cargo builds the crate anew when the value changes.
#[proc_macro]
pub fn env_email(input: TokenStream) -> TokenStream {
    value::expand(input.into(), Macro::EnvEmail).into()
}

/// Judges files of the crate, of whatever kind, at build time.
///
/// It stands where an item can. A pattern is a path or a glob, from the folder of `Cargo.toml`, or, with a leading `./`,
/// from that of the file that the macro stands in. `*` and `?` stay within one name, `**` crosses folders; files that git
/// ignores are read only if they are named without a glob.
///
/// ```ignore
/// lint_macro::check_config!("Cargo.toml", "config/**/*.toml");
/// ```
///
/// cargo builds the crate anew when one of the files, or the policy, changes. A file that is added later to what a glob
/// matches is seen in the next build.
#[proc_macro]
pub fn check_config(input: TokenStream) -> TokenStream {
    files::expand_config(input.into()).unwrap_or_else(syn::Error::into_compile_error).into()
}

/// Judges every source file of the crate, comments too: one line for the whole of `src`.
///
/// ```ignore
/// lint_macro::check_crate!();
/// ```
///
/// It stands where an item can. In a file outside of `src`, as a test or an example, it judges that file's folder instead.
#[proc_macro]
pub fn check_crate(input: TokenStream) -> TokenStream {
    files::expand_crate(input.into()).unwrap_or_else(syn::Error::into_compile_error).into()
}

/// Judges an item: its literals, also inside the calls of other macros, its comments, documentation and all.
///
/// ```
/// #[lint_macro::check]
/// mod mail {
///     // Answered by ops@army.mil.
///     pub fn sign() {
///         println!("-- \nhelp@army.mil");
///     }
/// }
/// ```
///
/// The item is expanded to as it was. A finding that is right although it looks wrong is allowed by a comment, at the end of
/// its line or alone on the line before: `// maillint: allow(LINT) reason`.
#[proc_macro_attribute]
pub fn check(arguments: TokenStream, item: TokenStream) -> TokenStream {
    item::expand(arguments.into(), item.into()).into()
}
