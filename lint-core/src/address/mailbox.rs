//! `Mailbox = Local-part "@" ( Domain / address-literal )`, RFC 5321, 4.1.2.

use super::domain::{self, Rules};
use super::error::{Error, ErrorKind};
use super::{literal, local};
use crate::span::Span;
use std::borrow::Cow;
use std::fmt;
use std::str::FromStr;

/// The octets that an address may have: a path has 256 (RFC 5321, 4.5.3.1.3), two of which are its angle brackets.
pub const ADDRESS_MAX: usize = 254;

/// Where the parts of an address stand in the text that was parsed.
///
/// ```
/// use lint_core::address::{HostKind, Parts};
/// let parts = Parts::parse("ops@army.mil").unwrap();
/// assert_eq!((parts.local.range(), parts.domain.range()), (0..3, 4..12));
/// assert!(!parts.quoted && parts.host == HostKind::Name);
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Parts {
    /// What stands before the `@`, quotation marks included.
    pub local: Span,
    /// What stands after it, brackets included.
    pub domain: Span,
    /// Whether the local part is a quoted string.
    pub quoted: bool,
    /// What kind of host the domain names.
    pub host: HostKind,
}

/// The kinds of host that an address can name.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum HostKind {
    /// A domain name.
    Name,
    /// An IPv4 address in brackets.
    Ipv4,
    /// An IPv6 address in brackets.
    Ipv6,
    /// Brackets with a tag in front that some later standard defines, `General-address-literal` in RFC 5321, 4.1.3.
    General,
}

impl HostKind {
    /// Whether the host is given by an address in brackets instead of a name.
    pub const fn is_literal(self) -> bool {
        !matches!(self, HostKind::Name)
    }
}

impl Parts {
    /// Parses an address with nothing around it.
    ///
    /// # Errors
    ///
    /// The first thing that is wrong with it. A text without any `@` is told so whatever else is wrong; lengths are looked
    /// at last.
    pub const fn parse(text: &str) -> Result<Parts, Error> {
        let bytes = text.as_bytes();
        let local = match local::end(text) {
            Ok(end) => Span::new(0, end),
            Err(error) => return Err(error),
        };
        let domain = Span::new(local.end + 1, bytes.len());
        if domain.is_empty() {
            return Err(Error::new(ErrorKind::NoDomain, bytes.len(), bytes.len()));
        }
        let host = if bytes[domain.start] == b'[' {
            match literal::kind(text, domain.start) {
                Ok(host) => host,
                Err(error) => return Err(error),
            }
        } else {
            match domain::check(text, domain.start, Rules::MAIL) {
                Ok(()) => HostKind::Name,
                Err(error) => return Err(error),
            }
        };
        if bytes.len() > ADDRESS_MAX {
            return Err(Error::new(ErrorKind::AddressTooLong, 0, bytes.len()));
        }
        Ok(Parts { local, domain, quoted: bytes[0] == b'"', host })
    }
}

/// A well-formed address, as it was written.
///
/// Well-formed only: whether it is one slip from another is for [`Checker`](crate::Checker) to judge.
///
/// ```
/// use lint_core::address::Address;
/// let address: Address = "\"j. doe\"@münchen.example".parse().unwrap();
/// assert_eq!(address.local(), "\"j. doe\"");
/// assert_eq!(address.domain(), "münchen.example");
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Address {
    text: Cow<'static, str>,
    parts: Parts,
}

impl Address {
    /// Parses an address that lasts for the whole program, without a copy.
    ///
    /// # Errors
    ///
    /// As [`Parts::parse`].
    pub const fn from_static(text: &'static str) -> Result<Address, Error> {
        match Parts::parse(text) {
            Ok(parts) => Ok(Address { text: Cow::Borrowed(text), parts }),
            Err(error) => Err(error),
        }
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
}

impl FromStr for Address {
    type Err = Error;

    fn from_str(text: &str) -> Result<Address, Error> {
        Address::try_from(text.to_owned())
    }
}

impl TryFrom<String> for Address {
    type Error = Error;

    fn try_from(text: String) -> Result<Address, Error> {
        let parts = Parts::parse(&text)?;
        Ok(Address { text: Cow::Owned(text), parts })
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
