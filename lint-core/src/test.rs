//! The gate of `cargo test`: one test that judges a crate's files as `cargo maillint` would.
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
        Ok(project) => {
            let all = project.folder() == project.root();
            Report::of(&project, project.files(project.folder()), all).into_result()
        }
        Err(error) => Err(Report::of_error(&error)),
    }
}
