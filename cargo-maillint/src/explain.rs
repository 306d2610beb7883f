//! `cargo maillint explain`: a lint's page, or the list of lints.

use crate::exit::{Exit, Failure};
use crate::shell::print;
use lint_core::lint::Lint;
use lint_core::lints;
use std::fmt::Write;

/// Prints the lint's page, or, without one, each lint with its level and summary.
pub(crate) fn explain(lint: Option<&Lint>) -> Result<Exit, Failure> {
    let mut text = String::new();
    match lint {
        Some(lint) => {
            // Writing into a String cannot fail.
            let _ = write!(text, "# {} ({} by default)\n\n{}\n", lint.id, lint.level, markdown(lint.page).trim_end());
        }
        None => {
            for lint in lints::ALL {
                let _ = writeln!(text, "{:<22} {:<6} {}", lint.id, lint.level, summary(lint.page));
            }
            text.push_str("\n`cargo maillint explain LINT` shows a lint's page.\n");
        }
    }
    print(text.as_bytes())
}

/// A page without the comment markers in front of its lines.
pub(crate) fn markdown(page: &str) -> String {
    let mut text = String::with_capacity(page.len());
    for line in page.lines() {
        let line = line.strip_prefix("//!").unwrap_or(line);
        text.push_str(line.strip_prefix(' ').unwrap_or(line));
        text.push('\n');
    }
    text
}

/// The page's first line.
fn summary(page: &str) -> String {
    markdown(page).lines().next().unwrap_or_default().to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    const PAGE: &str = "//! Finds it.\n//!\n//! # Fires\n//! ```\n//!   indented\n//! ```\n";

    #[test]
    fn a_page_loses_its_markers_and_nothing_else() {
        assert_eq!(markdown(PAGE), "Finds it.\n\n# Fires\n```\n  indented\n```\n");
        assert_eq!(summary(PAGE), "Finds it.");
    }
}
