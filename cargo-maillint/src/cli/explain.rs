//! `cargo maillint explain`: a lint's page, or the list of lints.

use crate::exit::{Exit, Failure, print};
use lint_core::gate::lint::Lint;
use lint_core::gate::lints;
use std::fmt::Write;

/// Prints the lint's page, or, without one, each lint with its level and summary.
pub(crate) fn explain(lint: Option<&Lint>) -> Result<Exit, Failure> {
    let mut text = String::new();
    match lint {
        Some(lint) => {
            // Writing into a String cannot fail.
            let _ = write!(text, "# {} ({} by default)\n\n{}\n", lint.id, lint.level, lint.page.markdown().trim_end());
        }
        None => {
            for lint in lints::ALL {
                let _ = writeln!(text, "{:<22} {:<6} {}", lint.id, lint.level.as_str(), lint.page.summary());
            }
            text.push_str("\n`cargo maillint explain LINT` shows a lint's page.\n");
        }
    }
    print(text.as_bytes())
}
