//! Which policy holds for the crate that is compiled.

use crate::emit::Error;
use lint_core::Checker;
use lint_core::policy::Policy;
use std::rc::Rc;

thread_local! {
    // rustc expands all macros of its one crate on one thread; rust-analyzer gives each expansion a thread of its own. So
    // what is kept here never serves two crates, nor outlives an edit of the policy.
    static CHECKER: Rc<Checker> = Rc::new(Checker::new(Policy::default()));
}

/// The checker under this crate's policy.
pub(crate) fn checker() -> Result<Rc<Checker>, Error> {
    Ok(CHECKER.with(Rc::clone))
}
