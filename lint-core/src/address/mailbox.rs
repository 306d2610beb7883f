//! `Mailbox = Local-part "@" ( Domain / address-literal )`, RFC 5321, 4.1.2.

use super::domain::{self, Rules};
use super::error::{Error, ErrorKind};
use super::{literal, local};
use crate::span::Span;

/// The octets that an address may have: a path has 256 (RFC 5321, 4.5.3.1.3), two of which are its angle brackets.
///
/// ```
/// use lint_core::address::{ADDRESS_MAX, ErrorKind, Parts};
/// let longest = ["jo@", &"a.".repeat(ADDRESS_MAX / 2 - 2), "a"].concat();
/// assert!(longest.len() == ADDRESS_MAX && Parts::parse(&longest).is_ok());
/// let longer = ["d", &longest].concat();
/// assert_eq!(Parts::parse(&longer).unwrap_err().kind(), ErrorKind::AddressTooLong);
/// ```
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
