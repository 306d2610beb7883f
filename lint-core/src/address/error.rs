//! What can be wrong with an address or a domain as it is written.

use crate::span::Span;
use crate::text::const_str::{Words, is_control};
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
///
/// ```
/// use lint_core::address::{ErrorKind, Part, Parts};
/// assert_eq!(Parts::parse("ops.@army.mil").unwrap_err().kind(), ErrorKind::TrailingDot(Part::Local));
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Part {
    /// What stands before the `@`.
    Local,
    /// What stands after it.
    Domain,
}

impl Part {
    const fn as_str(self) -> &'static str {
        match self {
            Part::Local => "the local part",
            Part::Domain => "the domain",
        }
    }
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

impl Error {
    /// The wording, for a `const fn` too.
    pub(crate) const fn words(&self) -> Words {
        let octets = self.span.len();
        let (before, char, after) = match self.kind {
            ErrorKind::Empty => ("there is nothing here", None, ""),
            ErrorKind::NoAt => ("there is no `@`", None, ""),
            ErrorKind::DoubledAt if octets == 2 => ("two `@` in a row", None, ""),
            ErrorKind::DoubledAt => return counted("", octets, " `@` in a row"),
            ErrorKind::ExtraAt => ("a second `@`; only a quoted local part may hold one", None, ""),
            ErrorKind::List => ("there is more than one address; only one belongs here", None, ""),
            ErrorKind::NoLocal => ("nothing stands before the `@`", None, ""),
            ErrorKind::NoDomain => ("nothing stands after the `@`", None, ""),
            ErrorKind::LeadingDot(part) => (part.as_str(), None, " begins with a dot"),
            ErrorKind::TrailingDot(part) => (part.as_str(), None, " ends with a dot"),
            ErrorKind::DoubledDot if octets == 2 => ("two dots in a row", None, ""),
            ErrorKind::DoubledDot => return counted("", octets, " dots in a row"),
            ErrorKind::NotADot(char) => ("", Some(char), " stands where a dot belongs"),
            ErrorKind::NoDot => ("the domain has no dot: its top-level domain is missing (RFC 5321, 2.3.5)", None, ""),
            ErrorKind::Space => ("there is white space in it", None, ""),
            ErrorKind::Control(char) => ("there is a control character in it, ", Some(char), ""),
            ErrorKind::Hidden(char) => ("there is a character in it that cannot be seen, ", Some(char), ""),
            ErrorKind::StrayMark(char) => ("", Some(char), " clings to it"),
            ErrorKind::Forbidden(char, Part::Local) => {
                ("", Some(char), " cannot stand in a local part without quotation marks (RFC 5321, 4.1.2)")
            }
            ErrorKind::Forbidden(char, Part::Domain) => ("", Some(char), " cannot stand in a domain (RFC 5321, 4.1.2)"),
            ErrorKind::EdgeHyphen => ("a label begins or ends with a hyphen (RFC 5321, 4.1.2)", None, ""),
            ErrorKind::Underscore => ("`_` cannot stand in the domain of an address (RFC 5321, 4.1.2)", None, ""),
            ErrorKind::NumericTld => ("the top-level domain is a number (RFC 3696, 2)", None, ""),
            ErrorKind::BareIpv4 => ("an IP address stands in brackets: `[192.0.2.1]` (RFC 5321, 4.1.3)", None, ""),
            ErrorKind::NotAnALabel => ("a label that begins with `xn--` does not decode (RFC 5890, 2.3.2.1)", None, ""),
            ErrorKind::UnclosedQuote => ("the quoted local part has no closing quotation mark", None, ""),
            ErrorKind::UnclosedBracket => ("the address literal has no closing bracket", None, ""),
            ErrorKind::UntaggedIpv6 => {
                ("an IPv6 address in brackets begins with its tag: `[IPv6:2001:db8::1]` (RFC 5321, 4.1.3)", None, "")
            }
            ErrorKind::NotAnIp => ("there is no IP address between the brackets (RFC 5321, 4.1.3)", None, ""),
            ErrorKind::Comment => ("a comment in parentheses is no part of an address (RFC 5321, 4.1.2)", None, ""),
            ErrorKind::PiecewiseLocal => {
                ("the local part is quoted in part; quote all of it or nothing (RFC 5321, 4.1.2)", None, "")
            }
            ErrorKind::SourceRoute => ("a route before the address is obsolete (RFC 5321, appendix C)", None, ""),
            ErrorKind::DisplayName => {
                ("there is a display name or `<` around it; only the address itself belongs here", None, "")
            }
            ErrorKind::Mailto => ("`mailto:` belongs to a link, not to an address", None, ""),
            ErrorKind::LocalTooLong => {
                let most = " octets long, at most 64 are allowed (RFC 5321, 4.5.3.1.1)";
                return counted("the local part is ", octets, most);
            }
            ErrorKind::AddressTooLong => {
                let most = " octets long, at most 254 are allowed (RFC 5321, 4.5.3.1.3)";
                return counted("the address is ", octets, most);
            }
            ErrorKind::DomainTooLong => {
                ("the domain is longer than the 255 octets allowed (RFC 5321, 4.5.3.1.2)", None, "")
            }
            ErrorKind::LabelTooLong => {
                return counted("a label is ", octets, " octets long, at most 63 are allowed (RFC 1035, 2.3.4)");
            }
            ErrorKind::ULabelTooLong => {
                ("a label is longer than the 63 octets allowed once it is an A-label (RFC 5890, 2.3.2.1)", None, "")
            }
        };
        let mut words = Words::NONE;
        words.push(before);
        if let Some(char) = char {
            push_shown(&mut words, char);
        }
        words.push(after);
        words
    }
}

const fn counted(before: &str, octets: usize, after: &str) -> Words {
    let mut words = Words::NONE;
    words.push(before);
    words.push_number(octets);
    words.push(after);
    words
}

/// A character as a message can hold it: itself where it can be seen, else its code point.
const fn push_shown(words: &mut Words, char: char) {
    let is_hidden = hidden::is_hidden(char);
    if char == '`' {
        words.push("a backtick");
    } else if is_hidden || is_control(char) || is_space(char) {
        words.push("U+");
        words.push_hex(char as u32, 4, true);
        if is_hidden {
            words.push(" (");
            words.push(hidden::name(char));
            words.push(")");
        }
    } else {
        words.push("`");
        words.push_char(char);
        words.push("`");
    }
}

/// Whether it is white space: `White_Space` in `PropList.txt`.
const fn is_space(char: char) -> bool {
    matches!(char, ' ' | '\t'..='\r' | '\u{85}' | '\u{A0}' | '\u{1680}' | '\u{2000}'..='\u{200A}' | '\u{2028}' | '\u{2029}'
        | '\u{202F}' | '\u{205F}' | '\u{3000}')
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.words().as_str())
    }
}

impl fmt::Debug for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Error({:?} at {}..{}: \"{self}\")", self.kind, self.span.start, self.span.end)
    }
}

impl std::error::Error for Error {}
