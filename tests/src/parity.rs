//! What a constant is told, compared with what all other gates say.

use crate::tables;
use lint_core::gate::render::headline;
use lint_core::gate::value::said_in_constant;
use lint_core::{Checker, Level};

/// The labelled tables.
pub const LABELLED: [&str; 8] = [
    tables::TYPOS,
    tables::REGISTERED_LOOKALIKES,
    tables::TOP_SITES,
    tables::UNIVERSITIES,
    tables::DEVELOPER_MAIL,
    tables::LOOKALIKES_IN_USE,
    tables::RISKY_ENDINGS,
    tables::LEFT_ALONE_ELSEWHERE,
];

/// How far the gates agree on some addresses.
#[derive(Debug, Default)]
pub struct Agreement {
    /// How many the checker denies.
    pub denied: usize,
    /// Where one says what the other does not.
    pub differ: Vec<String>,
}

impl Agreement {
    /// Compares what is said of one more address.
    pub fn add(&mut self, checker: &Checker, address: &str) {
        let denied = checker.address(address).into_iter().filter(|finding| finding.level == Level::Deny);
        let elsewhere: Vec<String> = denied.map(|finding| headline(&finding)).collect();
        self.denied += usize::from(!elsewhere.is_empty());
        let here = said_in_constant(address);
        let agrees = match &here {
            Some(words) => elsewhere.contains(words),
            None => elsewhere.is_empty(),
        };
        if !agrees {
            self.differ.push(format!("{address}: in a constant {here:?}, elsewhere {elsewhere:?}"));
        }
    }
}
