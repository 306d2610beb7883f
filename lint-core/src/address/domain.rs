//! `Domain = sub-domain *("." sub-domain)`, RFC 5321, 4.1.2, its labels in ASCII or in UTF-8 (RFC 6531, 3.3).

use super::error::{Error, ErrorKind, Part};
use super::literal::is_ipv4;
use super::local::{is_space, space_end};
use crate::text::const_str::{char_at, find, is_word, slice, width};
use crate::text::{hidden, punycode};
use std::fmt;

/// The octets that a domain may have, RFC 5321, 4.5.3.1.2, its labels taken as A-labels.
///
/// The DNS itself ends at 253 (RFC 1035, 2.3.4 counts a length before each label and the root); what lies between can be
/// written in a command, but names nothing.
///
/// ```
/// use lint_core::address::{DOMAIN_MAX, Domain};
/// assert!(Domain::parse(&["a.".repeat(DOMAIN_MAX / 2), "a".into()].concat()).is_ok());
/// assert!(Domain::parse(&["a.".repeat(DOMAIN_MAX / 2), "ab".into()].concat()).is_err());
/// ```
pub const DOMAIN_MAX: usize = 255;

/// What is let through besides the domain of an address.
#[derive(Clone, Copy)]
pub(super) struct Rules {
    /// `_dmarc.example.org`.
    underscore: bool,
    /// `registry`.
    single_label: bool,
    /// `example.org.`.
    root_dot: bool,
}

impl Rules {
    pub(super) const MAIL: Rules = Rules { underscore: false, single_label: false, root_dot: false };
    const HOST: Rules = Rules { underscore: true, single_label: true, root_dot: false };
    const ABSOLUTE: Rules = Rules { underscore: true, single_label: true, root_dot: true };
}

/// A well-formed domain or host name, as it was written.
///
/// ```
/// use lint_core::address::Domain;
/// let domain = Domain::parse("mail.army.mil").unwrap();
/// assert_eq!(domain.labels().collect::<Vec<_>>(), ["mail", "army", "mil"]);
/// assert!(Domain::parse("mail_1.army.mil").is_err());
/// assert!(Domain::host("mail_1.army.mil").is_ok());
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Domain<'a> {
    text: &'a str,
}

impl<'a> Domain<'a> {
    /// Parses what may stand after the `@` of an address, address literals aside.
    ///
    /// # Errors
    ///
    /// The first thing that is wrong with it, lengths last.
    pub const fn parse(text: &'a str) -> Result<Domain<'a>, Error> {
        Domain::under(text, Rules::MAIL)
    }

    /// Parses the name of a host, as code would look it up: labels may have underscores, which the DNS allows (RFC 2181, 11)
    /// and names for services and keys use, and there may be a single one.
    ///
    /// # Errors
    ///
    /// As [`Domain::parse`].
    pub const fn host(text: &'a str) -> Result<Domain<'a>, Error> {
        Domain::under(text, Rules::HOST)
    }

    /// Parses the name of a host with or without the dot that stands for the root in zone files (RFC 1034, 3.1).
    ///
    /// # Errors
    ///
    /// As [`Domain::parse`].
    pub const fn absolute(text: &'a str) -> Result<Domain<'a>, Error> {
        Domain::under(text, Rules::ABSOLUTE)
    }

    const fn under(text: &'a str, rules: Rules) -> Result<Domain<'a>, Error> {
        if text.is_empty() {
            return Err(Error::new(ErrorKind::Empty, 0, 0));
        }
        match check(text, 0, rules) {
            Ok(()) => Ok(Domain { text }),
            Err(error) => Err(error),
        }
    }

    /// The domain as it was written.
    pub const fn as_str(self) -> &'a str {
        self.text
    }

    /// Its labels as they were written, the top-level one last; no empty one for the root.
    pub fn labels(self) -> impl DoubleEndedIterator<Item = &'a str> {
        self.text.strip_suffix('.').unwrap_or(self.text).split('.')
    }
}

impl fmt::Display for Domain<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.text)
    }
}

/// Checks the domain that goes from `start` to the end of `text`, which is not empty.
pub(super) const fn check(text: &str, start: usize, rules: Rules) -> Result<(), Error> {
    let bytes = text.as_bytes();
    let mut octets = 0;
    let mut labels = 0;
    let mut label = start;
    loop {
        let found = match label_end(text, start, label, rules) {
            Ok(found) => found,
            Err(error) => return Err(error),
        };
        octets += found.octets;
        labels += 1;
        let last = found.end == bytes.len() || rules.root_dot && found.end + 1 == bytes.len();
        if last && found.numeric {
            return Err(if is_ipv4(bytes, start, found.end) {
                Error::new(ErrorKind::BareIpv4, start, found.end)
            } else {
                Error::new(ErrorKind::NumericTld, label, found.end)
            });
        }
        if last && labels == 1 && !rules.single_label && !is_word(bytes, start, found.end, b"localhost") {
            return Err(Error::new(ErrorKind::NoDot, start, found.end));
        }
        if last {
            break;
        }
        octets += 1;
        label = found.end + 1;
    }
    if octets > DOMAIN_MAX { Err(Error::new(ErrorKind::DomainTooLong, start, bytes.len())) } else { Ok(()) }
}

/// A label that was read.
struct Label {
    /// Where it ends: at a dot or at the end of the text.
    end: usize,
    /// Its length as an A-label.
    octets: usize,
    /// Whether it is a number.
    numeric: bool,
}

/// Reads the label that starts at `label`, in the domain that starts at `start`.
const fn label_end(text: &str, start: usize, label: usize, rules: Rules) -> Result<Label, Error> {
    let bytes = text.as_bytes();
    let (mut at, len) = (label, bytes.len());
    let (mut ascii, mut numeric) = (true, true);
    while at < len {
        match bytes[at] {
            b'0'..=b'9' => at += 1,
            b'a'..=b'z' | b'A'..=b'Z' => {
                numeric = false;
                at += 1;
            }
            b'.' if at == label || is_misplaced_end(bytes, at + 1, rules) => {
                return Err(misplaced_dot(bytes, start, at));
            }
            b'.' => break,
            b'-' if at > label && !ends_label(bytes, at + 1) => at += 1,
            b'-' => return Err(Error::new(ErrorKind::EdgeHyphen, at, at + 1)),
            b'_' if rules.underscore => {
                numeric = false;
                at += 1;
            }
            first @ 0x80.. if is_in_u_label(text, at) => {
                (ascii, numeric) = (false, false);
                at += width(first);
            }
            _ => return Err(refusal(text, start, at)),
        }
    }
    if !ascii {
        return u_label(text, label, at);
    }
    if at - label > punycode::LABEL_MAX {
        return Err(Error::new(ErrorKind::LabelTooLong, label, at));
    }
    let behind = label + punycode::PREFIX.len();
    if behind <= at
        && matches!(bytes[label], b'x' | b'X')
        && is_word(bytes, label, behind, punycode::PREFIX.as_bytes())
        && punycode::decode(slice(text, behind, at)).is_none()
    {
        return Err(Error::new(ErrorKind::NotAnALabel, label, at));
    }
    Ok(Label { end: at, octets: at - label, numeric })
}

/// Measures a label of any script as the A-label that the DNS will see.
const fn u_label(text: &str, label: usize, end: usize) -> Result<Label, Error> {
    match punycode::encode(slice(text, label, end)) {
        Some(encoded) if encoded.as_str().len() + punycode::PREFIX.len() <= punycode::LABEL_MAX => {
            let octets = encoded.as_str().len() + punycode::PREFIX.len();
            Ok(Label { end, octets, numeric: false })
        }
        _ => Err(Error::new(ErrorKind::ULabelTooLong, label, end)),
    }
}

/// Whether the character beyond ASCII at `at` is let through in a U-label: see the module's page for what is not.
const fn is_in_u_label(text: &str, at: usize) -> bool {
    let Some(char) = char_at(text, at) else { return false };
    if hidden::is_hidden(char) {
        return hidden::is_spelling(text, at);
    }
    let punctuation = matches!(char,
        '\u{80}'..='\u{A9}' | '\u{AB}'..='\u{B6}' | '\u{B8}'..='\u{B9}' | '\u{BB}'..='\u{BF}' | '×' | '÷' | '\u{2000}'..='\u{206F}'
        | '\u{3000}'..='\u{3004}' | '\u{3008}'..='\u{3020}' | '\u{3030}' | '\u{FE10}'..='\u{FE1F}' | '\u{FE30}'..='\u{FE6F}'
        | '\u{FF01}'..='\u{FF0F}' | '\u{FF1A}'..='\u{FF20}' | '\u{FF3B}'..='\u{FF40}' | '\u{FF5B}'..='\u{FF65}');
    let unassignable =
        matches!(char, '\u{E000}'..='\u{F8FF}' | '\u{FDD0}'..='\u{FDEF}' | '\u{FFF0}'..='\u{FFFF}' | '\u{E0000}'..);
    !punctuation && !unassignable && !is_dot_like(char) && !is_space(char)
}

/// Characters read or typed as a dot between labels: commas, and the dots of RFC 3490, 3.1 that mail does not know.
const fn is_dot_like(char: char) -> bool {
    matches!(char, ',' | '،' | '、' | '。' | '，' | '．' | '｡' | '､')
}

/// Whether a label ends at `at`, as far as a hyphen before it is concerned.
const fn ends_label(bytes: &[u8], at: usize) -> bool {
    at >= bytes.len() || bytes[at] == b'.'
}

/// Whether a dot cannot stand right before `at`: another one follows, or nothing.
const fn is_misplaced_end(bytes: &[u8], at: usize, rules: Rules) -> bool {
    if at < bytes.len() { bytes[at] == b'.' } else { !rules.root_dot }
}

/// What is wrong with the dot at `at`.
const fn misplaced_dot(bytes: &[u8], start: usize, at: usize) -> Error {
    let error = Error::dots(bytes, at);
    if error.span().len() > 1 {
        error
    } else if at == start {
        Error::new(ErrorKind::LeadingDot(Part::Domain), at, at + 1)
    } else {
        Error::new(ErrorKind::TrailingDot(Part::Domain), at, at + 1)
    }
}

/// What is wrong with the character at `at`, where the domain that starts at `start` cannot go on.
pub(super) const fn refusal(text: &str, start: usize, at: usize) -> Error {
    let bytes = text.as_bytes();
    let Some(char) = char_at(text, at) else { return Error::new(ErrorKind::Empty, at, at) };
    let kind = match char {
        '@' if start > 0 => return extra_at(bytes, start, at),
        ' ' | '\t' | '\n' | '\r' => return white_space(bytes, at),
        ',' | ';' if find(bytes, at, bytes.len(), b'@') < bytes.len() => ErrorKind::List,
        hidden if hidden::is_hidden(hidden) => ErrorKind::Hidden(hidden),
        '\0'..' ' | '\x7F'..='\u{9F}' => ErrorKind::Control(char),
        space if is_space(space) => ErrorKind::Space,
        // The semicolon shares a key with the comma, or lies beside the dot.
        dot if (is_dot_like(dot) || dot == ';') && is_in_label(text, at + dot.len_utf8()) => ErrorKind::NotADot(dot),
        mark if is_tail(text, at) => return Error::new(ErrorKind::StrayMark(mark), at, bytes.len()),
        '_' => ErrorKind::Underscore,
        '(' | ')' => ErrorKind::Comment,
        other => ErrorKind::Forbidden(other, Part::Domain),
    };
    Error::new(kind, at, at + char.len_utf8())
}

/// What an `@` in or before the domain means.
const fn extra_at(bytes: &[u8], start: usize, at: usize) -> Error {
    if at > start {
        return Error::new(ErrorKind::ExtraAt, at, at + 1);
    }
    let mut end = at;
    while end < bytes.len() && bytes[end] == b'@' {
        end += 1;
    }
    Error::new(ErrorKind::DoubledAt, start - 1, end)
}

/// What the white space at `at` stands for: a comment behind, or a slip.
const fn white_space(bytes: &[u8], at: usize) -> Error {
    let end = space_end(bytes, at);
    if end < bytes.len() && bytes[end] == b'(' {
        Error::new(ErrorKind::Comment, end, end + 1)
    } else {
        Error::new(ErrorKind::Space, at, end)
    }
}

/// Whether a label could go on with the character at `at`.
const fn is_in_label(text: &str, at: usize) -> bool {
    at < text.len()
        && (text.as_bytes()[at].is_ascii_alphanumeric() || !text.as_bytes()[at].is_ascii() && is_in_u_label(text, at))
}

/// Whether nothing but punctuation and white space goes from `at` to the end.
const fn is_tail(text: &str, at: usize) -> bool {
    let bytes = text.as_bytes();
    let mut at = at;
    while at < bytes.len() {
        if bytes[at] == b'@' || is_in_label(text, at) {
            return false;
        }
        at += width(bytes[at]);
    }
    true
}
