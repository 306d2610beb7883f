//! Names that are no addresses or hosts until they are read as what they stand for: a mailbox in the DNS, whose first dot is the `@`
//! (RFC 1035 section 8), components of a directory (RFC 2247), mail hidden by a proxy's script.

use super::text::Decoded;
use super::{Inner, IsTrap, Signs, Which};
use crate::context::key_path;
use crate::context::kind::{Format, Kind, Role};
use crate::context::place::{REACH, line_around};
use crate::data::lists::syntax;
use crate::find::Form;
use crate::find::chars::{ALNUM, HOST, before, byte, is, slice};
use crate::find::cut::{leading, trailing};
use crate::span::Span;
use crate::text::find::Word;
use crate::text::identifier::words;

/// Types of records that hold a mailbox (RFC 1035, RFC 1183).
static AUTHORITY: Word = Word::new(b"SOA");
static PERSON: Word = Word::new(b"RP");
/// Longer than any mailbox in the DNS.
const LONGEST: usize = 320;

/// Reads such names in a text.
pub(super) fn read(text: &[u8], kind: Kind, signs: &Signs, is_trap: IsTrap, inner: &mut Inner) {
    match kind.role() {
        Role::Values(Format::Rows) if kind.language().adjacent => {
            // The start of authority names its master first.
            for end in AUTHORITY.ends(text) {
                mailbox(text, kind, after_word(text, after_type(text, end)), is_trap, inner);
            }
            for end in PERSON.ends(text) {
                mailbox(text, kind, after_type(text, end), is_trap, inner);
            }
        }
        Role::Values(Format::Toml | Format::Flat | Format::Yaml | Format::Json | Format::Rows) | Role::Unknown => {
            if kind == Kind::default() {
                let first = text.starts_with(b"Z").then_some(1);
                for end in first.into_iter().chain(signs.zone.iter().copied()) {
                    zone(text, kind, end, is_trap, inner);
                }
            }
            let mut done = 0;
            for ends in &signs.components {
                for end in ends {
                    let start = end - b"dc=".len();
                    if start >= done && !is(before(text, start), ALNUM) {
                        done = directory(text, kind, start, is_trap, inner);
                    }
                }
                done = 0;
            }
        }
        Role::Prose if text.trim_ascii_start().starts_with(b"<") => {
            for end in COVER.ends(text) {
                covered(text, kind, end, is_trap, inner);
            }
        }
        Role::Values(_) | Role::Prose | Role::Code | Role::Mail => {}
    }
}

/// Reads the host at `at` as the mailbox of who is responsible for a zone, if it is that in a file of any kind: the second name of a start
/// of authority, which five numbers follow (RFC 1035 section 3.3.13), or the one that settings of a zone have a key for.
pub(super) fn read_authority(text: &[u8], kind: Kind, at: Span, is_trap: IsTrap, inner: &mut Inner) -> bool {
    let name = slice(text, at.start, at.end);
    let labels = name.iter().filter(|&&b| b == b'.').count();
    if labels < 2 || name.contains(&b'@') {
        return false;
    }
    let is_one = match before(text, at.start) {
        b' ' | b'\t' => is_second_of_authority(text, at) || is_for_zone(text, kind, at),
        b'"' | b'\'' | b'=' | b':' => is_for_zone(text, kind, at),
        _ => false,
    };
    if is_one {
        dotted(text, kind, at, is_trap, inner);
    }
    is_one
}

/// Whether the name at `at` stands behind another, and before the numbers of a start of authority, or, where these are in a bracket over
/// several lines, behind its type too.
fn is_second_of_authority(text: &[u8], at: Span) -> bool {
    let head = slice(text, at.start.saturating_sub(LONGEST), at.start).trim_ascii_end();
    let master = trailing(head, |b| is(b, HOST));
    let head = slice(head, 0, head.len() - master).trim_ascii_end();
    let behind = slice(text, at.end, at.end + LONGEST);
    let mut behind = behind.strip_prefix(b".").unwrap_or(behind);
    let mut numbers = 0;
    while let (1.., digits @ 1..) = (leading(behind, |b| b == b' ' || b == b'\t'), number_in(behind)) {
        behind = slice(behind, digits, behind.len());
        numbers += 1;
    }
    master > 0 && (numbers == 5 || head.ends_with(b"SOA") && behind.trim_ascii_start().starts_with(b"("))
}

/// How long the white space and the number are that a text begins with; none if it does not.
fn number_in(text: &[u8]) -> usize {
    let space = leading(text, |b| b == b' ' || b == b'\t');
    match leading(slice(text, space, text.len()), |b| b.is_ascii_digit()) {
        0 => 0,
        digits => space + digits,
    }
}

/// Whether the key of the value at `at` is one for whom to write to about a zone, among those of its start of authority.
fn is_for_zone(text: &[u8], kind: Kind, at: Span) -> bool {
    if !matches!(kind.role(), Role::Values(_)) {
        return false;
    }
    let Some(key) = key_path::of(text, kind, line_around(text, at, REACH), at) else { return false };
    let words = words(key.as_bytes());
    let is_mailbox = words.last().is_some_and(|word| syntax::RESPONSIBLE.has(word.as_bytes()));
    is_mailbox && words.iter().any(|word| word == "soa")
}

/// Behind the type of a record and the space after it; at the end of the text, if that is no type.
fn after_type(text: &[u8], end: usize) -> usize {
    let space = leading(slice(text, end, end + 64), |b| b == b' ' || b == b'\t');
    if space > 0 { end + space } else { text.len() }
}

/// Behind the word at `at` and the space after it.
fn after_word(text: &[u8], at: usize) -> usize {
    after_type(text, at + leading(slice(text, at, at + LONGEST), |b| !b.is_ascii_whitespace()))
}

/// The mailbox at `start`, if its name ends at the root.
fn mailbox(text: &[u8], kind: Kind, start: usize, is_trap: IsTrap, inner: &mut Inner) {
    let name = slice(text, start, start + LONGEST);
    let name = slice(name, 0, leading(name, |b| !b.is_ascii_whitespace() && b != b';'));
    if let Some(name) = name.strip_suffix(b".") {
        dotted(text, kind, Span::new(start, start + name.len()), is_trap, inner);
    }
}

/// The start of authority of tinydns: `Zfqdn:master:mailbox:serial..`, each name without a dot at its end.
fn zone(text: &[u8], kind: Kind, start: usize, is_trap: IsTrap, inner: &mut Inner) {
    let mut at = start;
    let mut fields = [Span::default(); 3];
    for field in &mut fields {
        let len = leading(slice(text, at, at + LONGEST), |b| is(b, HOST) || b == b'\\');
        if len == 0 || byte(text, at + len) != b':' {
            return;
        }
        *field = Span::new(at, at + len);
        at += len + 1;
    }
    // Its letter is no part of the first name.
    inner.cover(Span::new(start - 1, fields[0].end));
    dotted(text, kind, fields[2], is_trap, inner);
}

/// The mailbox whose name stands at `span`.
fn dotted(text: &[u8], kind: Kind, span: Span, is_trap: IsTrap, inner: &mut Inner) {
    let (name, start) = (slice(text, span.start, span.end), span.start);
    let (mut decoded, mut is_local, mut at) = (Decoded::default(), true, 0);
    while let Some(&b) = name.get(at) {
        let len = 1 + usize::from(b == b'\\' && at + 1 < name.len());
        let read = match b {
            b'\\' => byte(name, at + len - 1),
            b'.' if is_local => {
                is_local = false;
                b'@'
            }
            _ => b,
        };
        decoded.push(&[read], Span::new(start + at, start + at + len));
        at += len;
    }
    inner.take(text, kind, &decoded, Which::All, is_trap);
}

/// The host that the components of a directory from `start` on make, and where they end: `dc=army,dc=mil`.
fn directory(text: &[u8], kind: Kind, start: usize, is_trap: IsTrap, inner: &mut Inner) -> usize {
    let (mut decoded, mut at, mut labels) = (Decoded::default(), start, 0);
    loop {
        let label = at + b"dc=".len();
        let len = leading(slice(text, label, label + 64), |b| is(b, ALNUM) || b == b'-');
        if len == 0 {
            break;
        }
        if labels > 0 {
            decoded.push(b".", Span::new(at - 1, label));
        }
        for at in label..label + len {
            decoded.push(slice(text, at, at + 1), Span::new(at, at + 1));
        }
        (labels, at) = (labels + 1, label + len);
        let comma = 1 + leading(slice(text, at + 1, at + 3), |b| b == b' ');
        if byte(text, at) != b','
            || !slice(text, at + comma, at + comma + 3).eq_ignore_ascii_case(b"dc=")
            || labels > 16
        {
            break;
        }
        at += comma;
    }
    if labels > 1 {
        let whole = Span::new(start, at);
        inner.take_host(text, kind, &decoded, whole, Form::Bare, is_trap);
    }
    at.max(start + 1)
}

/// What stands before an address that a proxy's script shows to people alone.
static COVER: Word = Word::new(b"data-cfemail=\"");

/// The address at `start`: two digits for a key, then each byte in two, by which it differs from the key.
fn covered(text: &[u8], kind: Kind, start: usize, is_trap: IsTrap, inner: &mut Inner) {
    let digits = slice(text, start, start + LONGEST);
    let digits = slice(digits, 0, leading(digits, |b| b.is_ascii_hexdigit()));
    let span = Span::new(start, start + digits.len());
    let mut bytes = Vec::with_capacity(digits.len() / 2);
    for pair in digits.chunks_exact(2) {
        let digit = |b: u8| char::from(b).to_digit(16).unwrap_or_default() as u8;
        bytes.push(digit(pair[0]) << 4 | digit(pair[1]));
    }
    let Some((key, bytes)) = bytes.split_first_mut() else { return };
    bytes.iter_mut().for_each(|byte| *byte ^= *key);
    let mut decoded = Decoded::default();
    decoded.push(bytes, span);
    inner.take(text, kind, &decoded, Which::All, is_trap);
}
