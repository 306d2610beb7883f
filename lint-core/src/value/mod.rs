//! Addresses as values: nobody holds an [`Address`] that a gate would deny.
//!
//! At run time a text becomes one by [`FromStr`], [`TryFrom`] or, with the feature `serde`, by being read from a
//! configuration. It is judged under no policy, since a program that has been shipped has none, unless that program says which to
//! [obey](Address::obey). In a constant [`address!`](crate::address!) makes one, which never knows a policy.

mod constant;
mod denied;
#[cfg(feature = "serde")]
mod serde;

pub use constant::{allowed, assert_text, judged, said_in_constant};

use crate::address::{self, Parts};
use crate::check::Checker;
use crate::finding::{Finding, Level};
use crate::policy::Policy;
use crate::render::{headline, visible};
use std::borrow::Cow;
use std::fmt;
use std::str::FromStr;
use std::sync::OnceLock;

/// Built once: what it learns of a domain serves for the next address there.
static CHECKER: OnceLock<Checker> = OnceLock::new();

/// An address that is well-formed and no slip of another, as it was written.
///
/// ```
/// use lint_core::Address;
/// let address: Address = "\"j. doe\"@münchen.example".parse().unwrap();
/// assert_eq!((address.local(), address.domain()), ("\"j. doe\"", "münchen.example"));
///
/// let refused = "ops@army.ml".parse::<Address>().unwrap_err();
/// assert_eq!(
///     refused.to_string(),
///     "[maillint::tld_slip] `ops@army.ml`: `.ml` is Mali, mail is delivered there; did you mean `ops@army.mil`?"
/// );
/// ```
///
/// With the feature `serde` a configuration has it in place of a `String`, and whatever reads the configuration tells the
/// line of an address that is refused.
///
/// What is right although it looks wrong becomes one by [`Address::well_formed`].
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Address {
    text: Cow<'static, str>,
    parts: Parts,
}

impl Address {
    /// An address that is only looked at for its grammar, not for slips: for those that are right although they look wrong.
    ///
    /// ```
    /// use lint_core::Address;
    /// let bamako = Address::well_formed("ops@army.ml").unwrap();
    /// assert_eq!(bamako.domain(), "army.ml");
    /// ```
    ///
    /// # Errors
    /// As [`Parts::parse`].
    pub fn well_formed(text: impl Into<Cow<'static, str>>) -> Result<Address, address::Error> {
        let text = text.into();
        let parts = Parts::parse(&text)?;
        Ok(Address { text, parts })
    }

    /// The address as it was written.
    pub fn as_str(&self) -> &str {
        &self.text
    }

    /// What stands before the `@`, as it was written: a quoted local part has its quotation marks.
    pub fn local(&self) -> &str {
        self.text.get(self.parts.local.range()).unwrap_or_default()
    }

    /// What stands after the `@`, as it was written: an address literal has its brackets.
    pub fn domain(&self) -> &str {
        self.text.get(self.parts.domain.range()).unwrap_or_default()
    }

    /// Where its parts stand, and of what kind they are.
    pub const fn parts(&self) -> Parts {
        self.parts
    }

    /// Has this process judge each text under this policy that is yet to become an address: as it is parsed, or as a configuration is
    /// read. What a repository allows, its program takes too.
    ///
    /// ```standalone_crate
    /// use lint_core::policy::Policy;
    /// use lint_core::{Address, Checker};
    /// # let text = "[[allow]]\ndomain = \"army.ml\"\nreason = \"our office in Bamako\"";
    /// // let text = include_str!("../maillint.toml");
    /// let policy = Policy::parse(text, &Checker::names()).unwrap();
    /// Address::obey(policy).unwrap();
    /// assert!("ops@army.ml".parse::<Address>().is_ok());
    /// assert!("jo@gmial.com".parse::<Address>().is_err());
    /// ```
    ///
    /// # Errors
    /// The policy, where an address was judged before or another policy is obeyed: no process judges by two.
    pub fn obey(policy: Policy) -> Result<(), Box<Policy>> {
        CHECKER.set(Checker::new(policy)).map_err(|refused| Box::new(refused.policy().clone()))
    }

    fn judged(text: Cow<'static, str>) -> Result<Address, Refused> {
        if text.contains('@') {
            let findings = CHECKER.get_or_init(Checker::default).address(&text);
            if let Some(finding) = findings.into_iter().find(|finding| finding.level == Level::Deny) {
                return Err(Refused(Why::Finding(Box::new(finding))));
            }
        }
        // Without an `@` it was no address to judge.
        match Address::well_formed(text.clone()) {
            Ok(address) => Ok(address),
            Err(error) => Err(Refused(Why::Grammar(text.into_owned(), error))),
        }
    }
}

impl FromStr for Address {
    type Err = Refused;

    fn from_str(text: &str) -> Result<Address, Refused> {
        Address::judged(Cow::Owned(text.to_owned()))
    }
}

impl TryFrom<&str> for Address {
    type Error = Refused;

    fn try_from(text: &str) -> Result<Address, Refused> {
        text.parse()
    }
}

impl TryFrom<String> for Address {
    type Error = Refused;

    fn try_from(text: String) -> Result<Address, Refused> {
        Address::judged(Cow::Owned(text))
    }
}

impl From<Address> for String {
    fn from(address: Address) -> String {
        address.text.into_owned()
    }
}

impl AsRef<str> for Address {
    fn as_ref(&self) -> &str {
        &self.text
    }
}

impl fmt::Display for Address {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(&self.text)
    }
}

/// Why a text is no [`Address`]: what a gate would say of it, in one line.
///
/// ```
/// let refused: lint_core::Refused = "jo@gmial.com".parse::<lint_core::Address>().unwrap_err();
/// assert_eq!((refused.lint(), refused.suggestion()), ("provider_slip", Some("jo@gmail.com")));
/// ```
#[derive(Clone, PartialEq, Eq)]
pub struct Refused(Why);

#[derive(Clone, PartialEq, Eq)]
enum Why {
    Finding(Box<Finding>),
    Grammar(String, address::Error),
}

impl Refused {
    /// The lint that denies it.
    pub fn lint(&self) -> &'static str {
        match &self.0 {
            Why::Finding(finding) => finding.lint,
            Why::Grammar(..) => "malformed_address",
        }
    }

    /// What was probably meant.
    pub fn suggestion(&self) -> Option<&str> {
        match &self.0 {
            Why::Finding(finding) => finding.suggestion.as_deref(),
            Why::Grammar(..) => None,
        }
    }
}

impl fmt::Display for Refused {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.0 {
            Why::Finding(finding) => f.write_str(&headline(finding)),
            Why::Grammar(text, error) => write!(f, "[maillint::{}] `{}`: {error}", self.lint(), visible(text)),
        }
    }
}

/// In the words for people: `main` prints an error that it returns in this form.
impl fmt::Debug for Refused {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

impl std::error::Error for Refused {}

#[cfg(test)]
#[expect(clippy::unwrap_used, reason = "a failed test may panic")]
mod tests {
    use super::{Address, Refused};

    #[test]
    fn what_is_refused_says_what_a_gate_would_say() {
        for (text, lint, suggestion, words) in [
            (
                "jo@gmial.com",
                "provider_slip",
                Some("jo@gmail.com"),
                "[maillint::provider_slip] `jo@gmial.com`: did you mean",
            ),
            (
                "jo@gmail..com",
                "malformed_address",
                Some("jo@gmail.com"),
                "[maillint::malformed_address] `jo@gmail..com`: two dots in a row; did you mean",
            ),
            ("jo", "malformed_address", None, "[maillint::malformed_address] `jo`: there is no `@`"),
            ("", "malformed_address", None, "[maillint::malformed_address] ``: there is nothing here"),
            ("a\nb", "malformed_address", None, "[maillint::malformed_address] `a\\u{a}b`: "),
        ] {
            let refused: Refused = text.parse::<Address>().unwrap_err();
            assert_eq!((refused.lint(), refused.suggestion()), (lint, suggestion), "{text}");
            assert!(refused.to_string().starts_with(words), "{refused}");
            assert_eq!(format!("{refused:?}"), refused.to_string());
        }
    }

    #[test]
    fn what_is_only_warned_of_is_taken() {
        for text in ["info@fabrikam.ml", "ops@army.mil", "ops@[192.0.2.1]", "jo@localhost"] {
            let address = Address::try_from(text).unwrap();
            assert_eq!((address.as_str(), String::from(address.clone()).as_str()), (text, text));
            assert_eq!(Address::try_from(text.to_owned()), Ok(address));
        }
    }

    #[test]
    fn its_parts_are_as_written() {
        for (text, local, domain) in
            [("Ops@Army.MIL", "Ops", "Army.MIL"), ("\"a@b\"@[IPv6:::1]", "\"a@b\"", "[IPv6:::1]")]
        {
            let address: Address = text.parse().unwrap();
            assert_eq!((address.local(), address.domain(), address.to_string().as_str()), (local, domain, text));
        }
    }
}
