//! The gate of `cargo test`: a crate's files, or a value that the program has read, judged as `cargo maillint` would.
//!
//! ```no_run
//! # #[allow(dead_code)]
//! #[test]
//! fn addresses() -> Result<(), lint_core::test::Report> {
//!     lint_core::test::check(env!("CARGO_MANIFEST_DIR"))
//! }
//! # fn main() {}
//! ```
//!
//! A test that returns the [`Report`] prints it as it is, without the lines that a panic adds.

#[cfg(feature = "serde")]
mod strings;

pub use crate::project::Report;

use crate::project::Project;
use std::path::Path;

/// Judges every file below `root` that git would track, under the policy that holds there.
///
/// Files are read one after the other and in pieces. Those that the policy excludes, that git ignores, and those that are
/// not text are passed over; see [`Project::files`].
///
/// # Errors
/// The report, if anything is denied, or if a file or the policy cannot be read. Warnings are in it, but do not make it.
pub fn check(root: impl AsRef<Path>) -> Result<(), Report> {
    match Project::of(root.as_ref()) {
        Ok(project) => Report::of_all(&project).into_result(),
        Err(error) => Err(Report::of_error(&error)),
    }
}

/// Judges every string of a value, such as a configuration that was read from several places, the keys of maps included.
///
/// The policy is that of the package whose test runs. A finding tells the field: `smtp.to`, `teams[0].mail`.
///
/// ```
/// use std::collections::BTreeMap;
/// let config = BTreeMap::from([("from", "noreply@army.mil"), ("to", "ops@army.ml")]);
/// let report = lint_core::test::check_value(&config).unwrap_err();
/// let (field, finding) = &report.findings()[0];
/// assert_eq!((field.as_str(), finding.subject.as_str()), ("to", "ops@army.ml"));
/// ```
///
/// # Errors
/// The report, if anything is denied, if the value cannot be serialized, or if the policy cannot be read.
#[cfg(feature = "serde")]
pub fn check_value(value: &(impl serde_core::Serialize + ?Sized)) -> Result<(), Report> {
    // Set by cargo for the tests that it runs, and by what runs them in its place.
    let package = std::env::var_os("CARGO_MANIFEST_DIR").unwrap_or_else(|| ".".into());
    let checker = match Project::of(Path::new(&package)) {
        Ok(project) => project.checker(),
        Err(error) => return Err(Report::of_error(&error)),
    };
    match strings::judge(&checker, value) {
        Ok(findings) => Report::of_findings(findings).into_result(),
        Err(error) => Err(Report::of_unread(vec![format!("the value cannot be serialized: {error}")])),
    }
}
