//! Certificates (RFC 5280) and OpenPGP keys (RFC 9580), in armour or as they are: the mailboxes and hosts that they name.
//!
//! Both are read by a few lines of our own, up to what names somebody, and no further: libraries for them check signatures, and bring
//! a hundred crates for that.

use super::{Inner, IsTrap, Signs, base64};
use crate::context::kind::{Kind, Role};
use crate::find::chars::slice;
use crate::find::cut::leading;
use crate::source::Place;
use crate::span::Span;
use crate::text::find::memmem;

/// How much of a block is read.
const LONGEST: usize = 4 << 10;
/// How deep the parts of a certificate are nested; names lie at the sixth level.
const DEEPEST: usize = 12;

/// The object identifiers of names and addresses in a certificate (RFC 5280 section 4.2.1.6, RFC 2985 section 5.2.1).
const ALTERNATIVE_NAME: &[u8] = &[0x55, 0x1d, 0x11];
const EMAIL_ADDRESS: &[u8] = &[0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 0x01, 0x09, 0x01];

/// A name in a block: what the block calls it, and its text.
type Named<'t> = (&'static str, &'t [u8]);

/// Reads the blocks in a text.
pub(super) fn read(text: &[u8], kind: Kind, signs: &Signs, is_trap: IsTrap, inner: &mut Inner) {
    // Keys go by many names, but by none of a program or a document.
    if kind.role() != Role::Unknown {
        return;
    }
    if kind == Kind::default() && text.starts_with(&[0x30, 0x82]) {
        whole(text, is_trap, inner);
    }
    for end in &signs.block {
        let start = end - b"-----BEGIN ".len();
        let head = slice(text, start, start + 64);
        let line = slice(head, 0, leading(head, |b| b != b'\n' && b != b'\r'));
        let label = slice(line, b"-----BEGIN ".len(), line.len());
        let is_key = label.starts_with(b"PGP PUBLIC KEY BLOCK");
        let is_certificate =
            [&b"CERTIFICATE--"[..], b"CERTIFICATE REQUEST", b"NEW CERTIFICATE", b"TRUSTED CERT", b"X509 C"]
                .iter()
                .any(|l| label.starts_with(l));
        if !is_key && !is_certificate {
            continue;
        }
        let bytes = body(slice(text, start + line.len(), start + line.len() + LONGEST));
        let mut found = Vec::new();
        if is_key {
            user_ids(&bytes, &mut found);
        } else {
            names(&bytes, &mut found);
        }
        for (key, name) in found {
            // Beside a block there often stands what it holds.
            if memmem(text, name).is_some() {
                continue;
            }
            inner.take_named(name, Span::new(start, start + line.len()), Place::Value, key, is_trap);
        }
    }
}

/// Reads a text that is a certificate itself. What else looks like an address in it is cut where a length happens to be a letter.
fn whole(text: &[u8], is_trap: IsTrap, inner: &mut Inner) {
    let mut found = Vec::new();
    let der = slice(text, 0, LONGEST);
    names(der, &mut found);
    if found.is_empty() {
        return;
    }
    inner.cover(Span::new(0, der.len()));
    for (key, name) in found {
        if let Some(start) = memmem(der, name) {
            inner.take_named(name, Span::new(start, start + name.len()), Place::Value, key, is_trap);
        }
    }
}

/// The bytes of a block in armour. Lines before an empty one are headers, and an equals sign begins a checksum.
fn body(text: &[u8]) -> Vec<u8> {
    let text = slice(text, 0, memmem(text, b"\n-----END").unwrap_or(text.len()));
    let headers = memmem(text, b"\n\n").or_else(|| memmem(text, b"\n\r\n")).unwrap_or(0);
    let mut digits = Vec::with_capacity(text.len());
    for line in slice(text, headers, text.len()).split(|&b| b == b'\n') {
        let line = line.trim_ascii();
        if line.starts_with(b"=") {
            break;
        }
        digits.extend_from_slice(line);
    }
    // What is cut off need not be whole.
    let padded = slice(&digits, 0, leading(&digits, |b| b != b'='));
    base64::bytes(slice(padded, 0, padded.len() - usize::from(padded.len() % 4 == 1))).unwrap_or_default()
}

/// One element of DER: its tag, what it holds, and what stands behind it.
fn element(der: &[u8]) -> Option<(u8, &[u8], &[u8])> {
    let (&tag, rest) = der.split_first()?;
    let (&first, rest) = rest.split_first()?;
    let (len, rest) = match first {
        0..=0x7f => (usize::from(first), rest),
        0x81..=0x84 => {
            let (digits, rest) = rest.split_at_checked(usize::from(first & 0x7f))?;
            (digits.iter().fold(0, |len, &digit| len << 8 | usize::from(digit)), rest)
        }
        _ => return None,
    };
    // What is cut off is read as far as it goes.
    let (held, behind) = rest.split_at(len.min(rest.len()));
    Some((tag, held, behind))
}

/// The names in a certificate or a request for one.
pub(super) fn names<'t>(der: &'t [u8], found: &mut Vec<Named<'t>>) {
    let mut open = vec![der];
    let mut identifier: &[u8] = &[];
    while let Some(rest) = open.pop() {
        let Some((tag, held, behind)) = element(rest) else { continue };
        if !behind.is_empty() {
            open.push(behind);
        }
        match tag {
            0x06 => identifier = held,
            // What an octet string of that extension holds is DER again.
            0x04 if identifier == ALTERNATIVE_NAME => open.push(held),
            0x81 if identifier == ALTERNATIVE_NAME => found.push(("rfc822Name", held)),
            0x82 if identifier == ALTERNATIVE_NAME => found.push(("dNSName", held)),
            0x0c | 0x16 if identifier == EMAIL_ADDRESS => found.push(("emailAddress", held)),
            _ if tag & 0x20 != 0 && open.len() < DEEPEST => open.push(held),
            _ => {}
        }
    }
}

/// The user ids of a key.
fn user_ids<'t>(packets: &'t [u8], found: &mut Vec<Named<'t>>) {
    let mut rest = packets;
    while let Some((tag, held, behind)) = packet(rest) {
        if tag == 13 {
            found.push(("user id", held));
        }
        rest = behind;
    }
}

/// One packet (RFC 9580 section 4.2): its type, what it holds, and what stands behind it.
fn packet(bytes: &[u8]) -> Option<(u8, &[u8], &[u8])> {
    let (&head, rest) = bytes.split_first()?;
    let (tag, digits) = match head {
        0xc0.. => match *rest.first()? {
            first @ 0..=191 => return held(head & 0x3f, usize::from(first), rest.get(1..)?),
            first @ 192..=223 => {
                let len = ((usize::from(first) - 192) << 8) + usize::from(*rest.get(1)?) + 192;
                return held(head & 0x3f, len, rest.get(2..)?);
            }
            255 => (head & 0x3f, 1..5),
            // A part of one, as only data is stored.
            _ => return None,
        },
        0x80.. => (
            head >> 2 & 0xf,
            0..match head & 3 {
                3 => return None,
                kind => 1 << kind,
            },
        ),
        _ => return None,
    };
    let len = rest.get(digits.clone())?.iter().fold(0, |len, &digit| len << 8 | usize::from(digit));
    held(tag, len, rest.get(digits.end..)?)
}

/// What a packet of this type and length holds.
fn held(tag: u8, len: usize, rest: &[u8]) -> Option<(u8, &[u8], &[u8])> {
    let (held, behind) = rest.split_at_checked(len)?;
    Some((tag, held, behind))
}
