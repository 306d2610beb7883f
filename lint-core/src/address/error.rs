//! What can be wrong with an address or a domain as it is written.

use crate::span::Span;
use crate::text::hidden;
use std::fmt;

/// Why a text is no address, or no domain, and where.
///
/// The wording is for people and names the rule; [`kind`](Error::kind) is for code and [`span`](Error::span) for a caret.
///
/// ```
/// use lint_core::address::{ErrorKind, Parts};
/// let error = Parts::parse("ops@army..mil").unwrap_err();
/// assert_eq!(error.kind(), ErrorKind::DoubledDot);
/// assert_eq!(error.span().range(), 8..10);
/// assert_eq!(error.to_string(), "two dots in a row");
/// ```
#[derive(Clone, Copy, PartialEq, Eq)]
pub struct Error {
    kind: ErrorKind,
    span: Span,
}

impl Error {
    pub(super) const fn new(kind: ErrorKind, start: usize, end: usize) -> Error {
        Error { kind, span: Span::new(start, end) }
    }

    /// The dots in a row that start at `at`.
    pub(super) const fn dots(bytes: &[u8], at: usize) -> Error {
        let mut end = at;
        while end < bytes.len() && bytes[end] == b'.' {
            end += 1;
        }
        Error::new(ErrorKind::DoubledDot, at, end)
    }

    /// What is wrong.
    pub const fn kind(&self) -> ErrorKind {
        self.kind
    }

    /// What it is about, in the text that was parsed; empty where something is missing.
    pub const fn span(&self) -> Span {
        self.span
    }
}

/// One of the two sides of the `@`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Part {
    /// What stands before the `@`.
    Local,
    /// What stands after it.
    Domain,
}

/// The ways in which an address or a domain can be malformed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum ErrorKind {
    /// No text at all.
    Empty,
    /// No `@` anywhere.
    NoAt,
    /// `@@`.
    DoubledAt,
    /// A second `@`, further on.
    ExtraAt,
    /// A comma or semicolon, and another address behind it.
    List,
    /// Nothing before the `@`.
    NoLocal,
    /// Nothing after the `@`.
    NoDomain,
    /// A dot at the start of a part.
    LeadingDot(Part),
    /// A dot at the end of a part.
    TrailingDot(Part),
    /// Dots in a row.
    DoubledDot,
    /// A comma, or a dot of another script, between two labels.
    NotADot(char),
    /// A domain of one label, `localhost` aside.
    NoDot,
    /// A space, a tab or a line end; not the non-breaking kind.
    Space,
    /// A control character.
    Control(char),
    /// A character that cannot be seen: zero-width, soft hyphen, no-break space, mark of direction and the like.
    Hidden(char),
    /// Quotation marks or other punctuation that cling to an end of the text; the first of them.
    StrayMark(char),
    /// Any other character that this part cannot have.
    Forbidden(char, Part),
    /// A label that begins or ends with a hyphen.
    EdgeHyphen,
    /// An underscore in a mail domain.
    Underscore,
    /// A top-level domain of digits.
    NumericTld,
    /// An IPv4 address without brackets.
    BareIpv4,
    /// A label that begins with `xn--` and does not decode.
    NotAnALabel,
    /// A quoted local part without its closing quotation mark.
    UnclosedQuote,
    /// An address literal without its closing bracket.
    UnclosedBracket,
    /// An IPv6 literal without `IPv6:` in front.
    UntaggedIpv6,
    /// Brackets around what is no IP address.
    NotAnIp,
    /// A comment in parentheses.
    Comment,
    /// A local part of several pieces, some of them quoted.
    PiecewiseLocal,
    /// `@relay:user@host`.
    SourceRoute,
    /// A display name or angle brackets around the address.
    DisplayName,
    /// `mailto:` before the address.
    Mailto,
    /// A local part of more than [`LOCAL_MAX`](super::LOCAL_MAX) octets.
    LocalTooLong,
    /// An address of more than [`ADDRESS_MAX`](super::ADDRESS_MAX) octets.
    AddressTooLong,
    /// A domain of more than [`DOMAIN_MAX`](super::DOMAIN_MAX) octets, its labels taken as A-labels.
    DomainTooLong,
    /// A label of more than 63 octets.
    LabelTooLong,
    /// A label that has more than 63 octets as an A-label.
    ULabelTooLong,
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let octets = self.span.len();
        match self.kind {
            ErrorKind::Empty => f.write_str("there is nothing here"),
            ErrorKind::NoAt => f.write_str("there is no `@`"),
            ErrorKind::DoubledAt if octets == 2 => f.write_str("two `@` in a row"),
            ErrorKind::DoubledAt => write!(f, "{octets} `@` in a row"),
            ErrorKind::ExtraAt => f.write_str("a second `@`; only a quoted local part may hold one"),
            ErrorKind::List => f.write_str("there is more than one address; only one belongs here"),
            ErrorKind::NoLocal => f.write_str("nothing stands before the `@`"),
            ErrorKind::NoDomain => f.write_str("nothing stands after the `@`"),
            ErrorKind::LeadingDot(part) => write!(f, "{part} begins with a dot"),
            ErrorKind::TrailingDot(part) => write!(f, "{part} ends with a dot"),
            ErrorKind::DoubledDot if octets == 2 => f.write_str("two dots in a row"),
            ErrorKind::DoubledDot => write!(f, "{octets} dots in a row"),
            ErrorKind::NotADot(char) => write!(f, "{} stands where a dot belongs", Shown(char)),
            ErrorKind::NoDot => f.write_str("the domain has no dot: its top-level domain is missing (RFC 5321, 2.3.5)"),
            ErrorKind::Space => f.write_str("there is white space in it"),
            ErrorKind::Control(char) => write!(f, "there is a control character in it, {}", Shown(char)),
            ErrorKind::Hidden(char) => write!(f, "there is a character in it that cannot be seen, {}", Shown(char)),
            ErrorKind::StrayMark(char) => write!(f, "{} clings to it", Shown(char)),
            ErrorKind::Forbidden(char, Part::Local) => {
                write!(f, "{} cannot stand in a local part without quotation marks (RFC 5321, 4.1.2)", Shown(char))
            }
            ErrorKind::Forbidden(char, Part::Domain) => {
                write!(f, "{} cannot stand in a domain (RFC 5321, 4.1.2)", Shown(char))
            }
            ErrorKind::EdgeHyphen => f.write_str("a label begins or ends with a hyphen (RFC 5321, 4.1.2)"),
            ErrorKind::Underscore => f.write_str("`_` cannot stand in the domain of an address (RFC 5321, 4.1.2)"),
            ErrorKind::NumericTld => f.write_str("the top-level domain is a number (RFC 3696, 2)"),
            ErrorKind::BareIpv4 => f.write_str("an IP address stands in brackets: `[192.0.2.1]` (RFC 5321, 4.1.3)"),
            ErrorKind::NotAnALabel => {
                f.write_str("a label that begins with `xn--` does not decode (RFC 5890, 2.3.2.1)")
            }
            ErrorKind::UnclosedQuote => f.write_str("the quoted local part has no closing quotation mark"),
            ErrorKind::UnclosedBracket => f.write_str("the address literal has no closing bracket"),
            ErrorKind::UntaggedIpv6 => {
                f.write_str("an IPv6 address in brackets begins with its tag: `[IPv6:2001:db8::1]` (RFC 5321, 4.1.3)")
            }
            ErrorKind::NotAnIp => f.write_str("there is no IP address between the brackets (RFC 5321, 4.1.3)"),
            ErrorKind::Comment => f.write_str("a comment in parentheses is no part of an address (RFC 5321, 4.1.2)"),
            ErrorKind::PiecewiseLocal => {
                f.write_str("the local part is quoted in part; quote all of it or nothing (RFC 5321, 4.1.2)")
            }
            ErrorKind::SourceRoute => f.write_str("a route before the address is obsolete (RFC 5321, appendix C)"),
            ErrorKind::DisplayName => {
                f.write_str("there is a display name or `<` around it; only the address itself belongs here")
            }
            ErrorKind::Mailto => f.write_str("`mailto:` belongs to a link, not to an address"),
            ErrorKind::LocalTooLong => {
                write!(f, "the local part is {octets} octets long, at most 64 are allowed (RFC 5321, 4.5.3.1.1)")
            }
            ErrorKind::AddressTooLong => {
                write!(f, "the address is {octets} octets long, at most 254 are allowed (RFC 5321, 4.5.3.1.3)")
            }
            ErrorKind::DomainTooLong => {
                f.write_str("the domain is longer than the 255 octets allowed (RFC 5321, 4.5.3.1.2)")
            }
            ErrorKind::LabelTooLong => {
                write!(f, "a label is {octets} octets long, at most 63 are allowed (RFC 1035, 2.3.4)")
            }
            ErrorKind::ULabelTooLong => {
                f.write_str("a label is longer than the 63 octets allowed once it is an A-label (RFC 5890, 2.3.2.1)")
            }
        }
    }
}

impl fmt::Debug for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Error({:?} at {}..{}: \"{self}\")", self.kind, self.span.start, self.span.end)
    }
}

impl std::error::Error for Error {}

impl fmt::Display for Part {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Part::Local => "the local part",
            Part::Domain => "the domain",
        })
    }
}

/// A character as a message can hold it: itself where it can be seen, else its code point.
struct Shown(char);

impl fmt::Display for Shown {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let code = u32::from(self.0);
        match self.0 {
            '`' => f.write_str("a backtick"),
            hidden if hidden::is_hidden(hidden) => write!(f, "U+{code:04X} ({})", hidden::name(hidden)),
            char if char.is_control() || char.is_whitespace() => write!(f, "U+{code:04X}"),
            char => write!(f, "`{char}`"),
        }
    }
}
