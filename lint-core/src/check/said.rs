//! A text that is said to be an address, or a domain, as by a macro's name.

use super::Checker;
use crate::address::{ADDRESS_MAX, Domain};
use crate::finding::Finding;
use std::net::IpAddr;

/// What a text is said to be.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Said {
    /// An e-mail address.
    Address,
    /// The name of a host.
    Domain,
}

/// Why a text is not what it is said to be.
///
/// ```
/// use lint_core::gate::{Misfit, Said};
/// let misfit: Misfit = Said::Address.judge(&lint_core::Checker::default(), "ops", false).unwrap_err();
/// assert_eq!(misfit.subject, "`ops`");
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Misfit {
    /// The text as messages name it: of one that is too long to be read, the beginning.
    pub subject: String,
    /// What it is no instance of, and why: `address: there is no @ in it`.
    pub fault: String,
    /// What to do.
    pub help: &'static str,
}

impl Said {
    /// What is found in a text that is said to be this, with `all` also what is only warned of.
    ///
    /// ```
    /// use lint_core::gate::Said;
    /// let checker = lint_core::Checker::default();
    /// assert_eq!(Said::Address.judge(&checker, "ops@army.ml", false).unwrap()[0].lint, "tld_slip");
    /// assert_eq!(Said::Domain.judge(&checker, "ops@army.mil", false).unwrap_err().help, "for an address there is `email!`");
    /// ```
    ///
    /// # Errors
    /// A text of another kind, of which no lint has anything to say.
    pub fn judge(self, checker: &Checker, text: &str, all: bool) -> Result<Vec<Finding>, Misfit> {
        let misfit = |fault: &str, help| Misfit { subject: quoted(text), fault: fault.to_owned(), help };
        match (self, text.contains('@')) {
            (Said::Domain, _) if text.is_empty() => {
                return Err(misfit("domain: there is nothing in it", "write the name of a host"));
            }
            (Said::Address, _) if text.is_empty() => {
                return Err(misfit("address: there is nothing in it", "write what mail is sent to"));
            }
            (Said::Domain, true) => {
                return Err(misfit("domain: there is an `@` in it", "for an address there is `email!`"));
            }
            (Said::Address, false) => {
                return Err(misfit("address: there is no `@` in it", "for a domain there is `domain!`"));
            }
            // The limit itself is for the lint to tell of.
            (Said::Address, true) if text.len() > 4 * ADDRESS_MAX => {
                let help = "what holds addresses among other text is for `#[check]`";
                return Err(misfit("address: it is far longer than any", help));
            }
            _ => {}
        }
        let findings = if all { checker.address(text) } else { checker.denied(text) };
        // An IP address has nothing that could be misspelt.
        if self == Said::Domain && findings.is_empty() && text.parse::<IpAddr>().is_err() {
            if let Err(fault) = Domain::absolute(text) {
                return Err(misfit(&format!("domain: {fault}"), "write the name of a host, and nothing around it"));
            }
        }
        Ok(findings)
    }
}

fn quoted(text: &str) -> String {
    const MOST: usize = 80;
    match text.char_indices().nth(MOST) {
        Some((end, _)) => format!("`{}..`", &text[..end]),
        None => format!("`{text}`"),
    }
}
