//! `address-literal`: an IP address in brackets, RFC 5321, 4.1.3.

use super::domain;
use super::error::{Error, ErrorKind, Part};
use super::mailbox::HostKind;
use crate::text::const_str::{find, is_word};

/// What kind of literal the text from `start`, where its `[` stands, to the end is.
pub(super) const fn kind(text: &str, start: usize) -> Result<HostKind, Error> {
    let bytes = text.as_bytes();
    let close = find(bytes, start, bytes.len(), b']');
    if close == bytes.len() {
        return Err(Error::new(ErrorKind::UnclosedBracket, start, close));
    }
    if close + 1 < bytes.len() {
        return Err(match bytes[close + 1] {
            b'.' if close + 2 == bytes.len() => Error::new(ErrorKind::TrailingDot(Part::Domain), close + 1, close + 2),
            b'.' | b'-' | b'0'..=b'9' | b'A'..=b'Z' | b'a'..=b'z' => {
                Error::new(ErrorKind::Forbidden(']', Part::Domain), close, close + 1)
            }
            _ => domain::refusal(text, start, close + 1),
        });
    }
    let inner = start + 1;
    if is_ipv4(bytes, inner, close) {
        return Ok(HostKind::Ipv4);
    }
    if is_ipv6(bytes, inner, close) {
        return Err(Error::new(ErrorKind::UntaggedIpv6, inner, close));
    }
    let colon = find(bytes, inner, close, b':');
    if is_word(bytes, inner, colon, b"ipv6") {
        if is_ipv6(bytes, colon + 1, close) {
            return Ok(HostKind::Ipv6);
        }
    } else if is_tag(bytes, inner, colon) && is_content(bytes, colon + 1, close) {
        return Ok(HostKind::General);
    }
    Err(Error::new(ErrorKind::NotAnIp, inner, close))
}

/// `IPv4-address-literal`: four numbers up to 255, of one to three digits.
pub(super) const fn is_ipv4(bytes: &[u8], from: usize, to: usize) -> bool {
    let mut numbers = 0;
    let mut at = from;
    loop {
        let end = find(bytes, at, to, b'.');
        if !is_octet(bytes, at, end) {
            return false;
        }
        numbers += 1;
        if end == to {
            return numbers == 4;
        }
        at = end + 1;
    }
}

/// `Snum`: one to three digits, up to 255.
const fn is_octet(bytes: &[u8], from: usize, to: usize) -> bool {
    let mut value = 0;
    let mut at = from;
    while at < to && at < from + 4 {
        if !bytes[at].is_ascii_digit() {
            return false;
        }
        value = value * 10 + (bytes[at] - b'0') as u32;
        at += 1;
    }
    at > from && at - from <= 3 && value <= 255
}

/// `IPv6-addr`: eight groups of one to four hexadecimal digits, the last two of them perhaps as an IPv4 address, and one
/// `::` for the groups left out. It may stand for a single group, as RFC 4291, 2.2 has it, where RFC 5321 asks for two.
const fn is_ipv6(bytes: &[u8], from: usize, to: usize) -> bool {
    let mut groups = 0;
    let mut shortened = false;
    let mut at = from;
    if at + 1 < to && bytes[at] == b':' && bytes[at + 1] == b':' {
        shortened = true;
        at += 2;
    }
    while at < to || !shortened {
        let end = hex_end(bytes, at, to);
        if end == at {
            return false;
        }
        if end < to && bytes[end] == b'.' {
            groups += 2;
            if !is_ipv4(bytes, at, to) {
                return false;
            }
            break;
        }
        groups += 1;
        if end == to {
            break;
        }
        if bytes[end] != b':' {
            return false;
        }
        at = end + 1;
        if at < to && bytes[at] == b':' && !shortened {
            shortened = true;
            at += 1;
        } else if at == to {
            return false;
        }
    }
    if shortened { groups <= 7 } else { groups == 8 }
}

/// Where a run of at most four hexadecimal digits ends.
const fn hex_end(bytes: &[u8], from: usize, to: usize) -> usize {
    let mut at = from;
    while at < to && at < from + 4 && bytes[at].is_ascii_hexdigit() {
        at += 1;
    }
    at
}

/// `Standardized-tag`: letters, digits and hyphens, no hyphen at the end.
const fn is_tag(bytes: &[u8], from: usize, to: usize) -> bool {
    let mut at = from;
    while at < to && (bytes[at].is_ascii_alphanumeric() || bytes[at] == b'-') {
        at += 1;
    }
    at == to && to > from && bytes[to - 1] != b'-'
}

/// `1*dcontent`: at least one printable character, none of them a bracket or a backslash.
const fn is_content(bytes: &[u8], from: usize, to: usize) -> bool {
    let mut at = from;
    while at < to && bytes[at].is_ascii_graphic() && !matches!(bytes[at], b'[' | b'\\' | b']') {
        at += 1;
    }
    at == to && to > from
}
