//! A policy that cannot be followed, told as rustc would tell of a mistake in a file of the crate.

use super::files::Folders;
use lint_core::gate::project::Error;
use lint_core::{Finding, Level, Location, Position, policy};
use std::fs;

/// The mistakes, each with what diagnostics call the policy's file.
pub(super) fn mistakes(error: &Error, folders: &Folders) -> Vec<(String, Finding)> {
    let path = folders.shown(error.path());
    if error.mistakes().is_empty() {
        return vec![(path, finding(error.to_string()))];
    }
    let text = fs::read_to_string(error.path()).unwrap_or_default();
    let located = error.mistakes().iter().map(|mistake| {
        let mut finding = finding(mistake.message.clone());
        (finding.help, finding.location) = (mistake.help.clone(), Some(location(mistake, &text)));
        (path.clone(), finding)
    });
    located.collect()
}

fn finding(message: String) -> Finding {
    Finding::saying("policy", Level::Deny, message)
}

/// The place of a mistake, one character long.
fn location(mistake: &policy::Error, text: &str) -> Location {
    let before = usize::try_from(mistake.line).unwrap_or(usize::MAX).saturating_sub(1);
    let offset: usize = text.split_inclusive('\n').take(before).map(str::len).sum();
    let line = text.get(offset..).and_then(|rest| rest.lines().next()).unwrap_or_default();
    let column = usize::try_from(mistake.column).unwrap_or(usize::MAX).saturating_sub(1);
    let within: usize = line.chars().take(column).map(char::len_utf8).sum();
    let (byte, line_byte) = ((offset + within) as u64, offset as u64);
    let start = Position { byte, line: mistake.line, line_byte, column: mistake.column };
    let wide = line.get(within..).and_then(|rest| rest.chars().next()).map_or(0, char::len_utf8);
    let end = Position { byte: start.byte + wide as u64, column: start.column + 1, ..start };
    Location { start, end, excerpt: line.to_owned(), excerpt_column: 1 }
}
