//! Addresses and hosts in text that a format encodes: the `data` of Kubernetes Secrets in base64, mail in quoted-printable
//! (RFC 2045 section 6.7) and in encoded words (RFC 2047).

use super::kind::{Format, Kind, Role};
use super::{Context, Lexer, Site, key_path};
use crate::find::candidates;
use crate::find::chars::slice;
use crate::find::cut::{indent, parts};
use crate::order;
use crate::source::Place;
use crate::span::Span;
use crate::text::find::{memchr, memmem, memmem_iter, memrchr};

/// What a document says that is a Secret.
const SECRET: &[u8] = b"kind: Secret";

/// The longest value that is decoded; certificates and archives are longer, addresses are not.
const LONGEST_VALUE: usize = 16 << 10;

/// Which candidates are none.
type IsTrap = fn(&Context<'_>) -> bool;

/// The sites in the encoded parts of a text, in order, without those that are traps. Their spans cover what is encoded, so
/// that they cannot be replaced ([`Site::plain`] is false).
///
/// ```
/// use lint_core::gate::context::{Kind, encoded};
/// let secret = b"kind: Secret\ndata:\n  MAIL_TO: b3BzQGFybXkubWw=\n";
/// let sites = encoded(secret, Kind::of("secret.yaml"), |_| false);
/// assert_eq!((sites[0].subject.as_str(), sites[0].key.as_deref()), ("ops@army.ml", Some("data.MAIL_TO")));
/// ```
pub fn encoded(text: &[u8], kind: Kind, is_trap: IsTrap) -> Vec<Site> {
    match kind.role() {
        Role::Values(Format::Yaml) if memmem(text, SECRET).is_some() => {
            let mut sites = Vec::new();
            let mut start = 0;
            // The documents are parted by dashes.
            for dashes in memmem_iter(text, b"\n---") {
                sites.append(&mut secrets(text, Span::new(start, dashes + 1), kind, is_trap));
                start = dashes + 1;
            }
            sites.append(&mut secrets(text, Span::new(start, text.len()), kind, is_trap));
            sites
        }
        Role::Values(Format::Json) => json_secrets(text, kind, is_trap),
        Role::Mail => {
            let mut sites = words(text, is_trap);
            sites.append(&mut soft_lines(text, is_trap));
            order::sort(&mut sites, |a, b| a.span.cmp(&b.span));
            sites
        }
        _ => Vec::new(),
    }
}

/// The sites of a decoded text, as standing in `span`.
fn sites_in(decoded: &[u8], span: Span, place: Place, key: Option<&str>, is_trap: IsTrap) -> Vec<Site> {
    let mut lexer = Lexer::new(Kind::default());
    let mut sites = Vec::new();
    for found in candidates(decoded) {
        let context = Context::of(decoded, Kind::default(), found, &mut lexer);
        if !is_trap(&context) {
            let key = key.map(str::to_owned);
            sites.push(Site { span, domain_span: span, plain: false, place, key, ..context.site() });
        }
    }
    sites
}

/// The lines of a text with where they start.
fn lines(text: &[u8]) -> impl Iterator<Item = (usize, &[u8])> {
    let mut start = 0;
    parts(text, b'\n').map(move |line| {
        let at = start;
        start += line.len() + 1;
        (at, line)
    })
}

/// Values under the `data` of a Secret, on one line or in a block of lines.
fn secrets(text: &[u8], document: Span, kind: Kind, is_trap: IsTrap) -> Vec<Site> {
    let document_text = slice(text, document.start, document.end);
    if memmem(document_text, SECRET).is_none() {
        return Vec::new();
    }
    let mut sites = Vec::new();
    // How far `data` is indented, and the key of a block.
    let (mut data, mut block) = (None, None);
    for (start, line) in lines(document_text) {
        let (start, line, depth) = (document.start + start, line.trim_ascii_end(), indent(line));
        let words = line.trim_ascii_start();
        if words.is_empty() || words.starts_with(b"#") {
            continue;
        }
        if let Some((key, key_depth)) = block.filter(|(_, key_depth)| depth > *key_depth) {
            block = Some((key, key_depth));
            let span = Span::new(start + depth, start + line.len());
            sites.append(&mut value(text, span, kind, key, is_trap));
            continue;
        }
        block = None;
        data = data.filter(|&data| depth > data);
        if data.is_none() {
            data = (words == b"data:").then_some(depth);
            continue;
        }
        let Some(colon) = memmem(line, b": ") else { continue };
        let coded = slice(line, colon + 2, line.len()).trim_ascii_start();
        let end = start + line.len();
        let span = Span::new(end - coded.len(), end);
        if matches!(coded.first(), Some(b'|' | b'>')) {
            block = Some((span, depth));
        }
        let is_quoted = coded.len() > 1 && coded.first() == Some(&b'"') && coded.last() == Some(&b'"');
        let bare = if is_quoted { Span::new(span.start + 1, end - 1) } else { span };
        sites.append(&mut value(text, bare, kind, span, is_trap));
    }
    sites
}

/// The sites in a coded value, whose key leads to `keyed`.
fn value(text: &[u8], coded: Span, kind: Kind, keyed: Span, is_trap: IsTrap) -> Vec<Site> {
    let Some(decoded) = base64(slice(text, coded.start, coded.end)) else { return Vec::new() };
    let line = memrchr(b'\n', slice(text, 0, keyed.start)).map_or(0, |newline| newline + 1);
    let key = key_path::of(text, kind, Span::new(line, keyed.end), keyed);
    sites_in(&decoded, coded, Place::Value, key.as_deref(), is_trap)
}

/// Values under the `data` of Secrets in JSON.
fn json_secrets(text: &[u8], kind: Kind, is_trap: IsTrap) -> Vec<Site> {
    let mut sites = Vec::new();
    if memmem(text, b"\"Secret\"").is_none() {
        return sites;
    }
    for start in memmem_iter(text, b"\"data\"") {
        let rest = slice(text, start + b"\"data\"".len(), text.len()).trim_ascii_start();
        let Some(mut rest) = rest.strip_prefix(b":").and_then(|rest| rest.trim_ascii_start().strip_prefix(b"{")) else {
            continue;
        };
        while let Some((_, behind)) = string(rest) {
            let Some((coded, behind)) = behind.trim_ascii_start().strip_prefix(b":").and_then(string) else { break };
            let end = text.len() - behind.len() - 1;
            let span = Span::new(end - coded.len(), end);
            sites.append(&mut value(text, span, kind, span, is_trap));
            let Some(more) = behind.trim_ascii_start().strip_prefix(b",") else { break };
            rest = more;
        }
    }
    sites
}

/// What the string that stands next holds, and what stands behind it.
fn string(text: &[u8]) -> Option<(&[u8], &[u8])> {
    let rest = text.trim_ascii_start().strip_prefix(b"\"")?;
    let (held, behind) = rest.split_at(memchr(b'"', rest)?);
    Some((held, behind.get(1..)?))
}

/// Encoded words: `=?utf-8?B?...?=`, `=?utf-8?Q?...?=`.
fn words(text: &[u8], is_trap: IsTrap) -> Vec<Site> {
    let mut sites = Vec::new();
    for start in memmem_iter(text, b"=?") {
        // RFC 2047 section 2 allows 75 characters in all.
        let rest = slice(text, start + 2, start + 80);
        let mut parts = parts(rest, b'?');
        let (Some(charset), Some(encoding), Some(word), Some(tail)) =
            (parts.next(), parts.next(), parts.next(), parts.next())
        else {
            continue;
        };
        if tail.first() != Some(&b'=') {
            continue;
        }
        let decoded = match encoding {
            b"B" | b"b" => base64(word),
            b"Q" | b"q" => {
                let mut bytes = quoted_printable(word, 0).bytes;
                for byte in &mut bytes {
                    if *byte == b'_' {
                        *byte = b' ';
                    }
                }
                Some(bytes)
            }
            _ => None,
        };
        let end = start + 2 + charset.len() + encoding.len() + word.len() + 4;
        sites.append(&mut sites_in(&decoded.unwrap_or_default(), Span::new(start, end), Place::Prose, None, is_trap));
    }
    sites
}

/// Sites that are whole only when the lines of quoted-printable text are put together.
fn soft_lines(text: &[u8], is_trap: IsTrap) -> Vec<Site> {
    let declared = memmem(text, b"quoted-printable").or_else(|| memmem(text, b"Quoted-Printable"));
    let Some(declared) = declared else { return Vec::new() };
    let mut sites = Vec::new();
    let mut logical = Span::new(declared, declared);
    for (start, line) in lines(text) {
        let line_end = start + line.len();
        if start < declared {
            logical = Span::new(line_end + 1, line_end + 1);
            continue;
        }
        logical.end = line_end;
        if line.trim_ascii_end().ends_with(b"=") && logical.len() < LONGEST_VALUE {
            continue;
        }
        let raw = slice(text, logical.start, logical.end);
        if raw.contains(&b'=') {
            let decoded = quoted_printable(raw, logical.start);
            let mut lexer = Lexer::new(Kind::default());
            for candidate in candidates(&decoded.bytes) {
                let context = Context::of(&decoded.bytes, Kind::default(), candidate, &mut lexer);
                if is_trap(&context) {
                    continue;
                }
                let site = context.site();
                let span = decoded.stored(site.span);
                // What stands there in plain sight is found without decoding.
                if slice(text, span.start, span.end) != slice(&decoded.bytes, site.span.start, site.span.end) {
                    let domain_span = decoded.stored(site.domain_span);
                    sites.push(Site { span, domain_span, plain: false, ..site });
                }
            }
        }
        logical = Span::new(line_end + 1, line_end + 1);
    }
    sites
}

/// Decoded bytes, and where in the text each of them began.
struct Decoded {
    bytes: Vec<u8>,
    starts: Vec<usize>,
}

impl Decoded {
    /// The stored bytes that a span of decoded ones came from.
    fn stored(&self, span: Span) -> Span {
        let at = |at: usize| self.starts.get(at).copied().unwrap_or_default();
        Span::new(at(span.start), at(span.end))
    }
}

/// Decodes quoted-printable text that starts at `offset`.
fn quoted_printable(text: &[u8], offset: usize) -> Decoded {
    let mut decoded = Decoded { bytes: Vec::with_capacity(text.len()), starts: Vec::with_capacity(text.len() + 1) };
    let mut at = 0;
    while let Some(&byte) = text.get(at) {
        let hex = |at: usize| text.get(at).and_then(|&b| char::from(b).to_digit(16));
        let (len, plain) = match (byte, text.get(at + 1), text.get(at + 2)) {
            (b'=', Some(b'\n'), _) => (2, None),
            (b'=', Some(b'\r'), Some(b'\n')) => (3, None),
            (b'=', ..) => match (hex(at + 1), hex(at + 2)) {
                (Some(high), Some(low)) => (3, Some((high * 16 + low) as u8)),
                _ => (1, Some(b'=')),
            },
            _ => (1, Some(byte)),
        };
        if let Some(plain) = plain {
            decoded.bytes.push(plain);
            decoded.starts.push(offset + at);
        }
        at += len;
    }
    decoded.starts.push(offset + at);
    decoded
}

/// Decodes base64 (RFC 4648 section 4) that stands for text; `None` for anything else.
fn base64(text: &[u8]) -> Option<Vec<u8>> {
    let digits = text.strip_suffix(b"==").or(text.strip_suffix(b"=")).unwrap_or(text);
    if digits.len() < 8 || text.len() > LONGEST_VALUE || text.len() % 4 != 0 {
        return None;
    }
    let mut decoded = Vec::with_capacity(digits.len() * 3 / 4);
    for group in digits.chunks(4) {
        let mut bits = 0u32;
        for &digit in group {
            let value = match digit {
                b'A'..=b'Z' => digit - b'A',
                b'a'..=b'z' => digit - b'a' + 26,
                b'0'..=b'9' => digit - b'0' + 52,
                b'+' => 62,
                b'/' => 63,
                _ => return None,
            };
            bits = bits << 6 | u32::from(value);
        }
        bits <<= 6 * (4 - group.len());
        let [_, bytes @ ..] = bits.to_be_bytes();
        decoded.extend_from_slice(slice(&bytes, 0, group.len() * 3 / 4));
    }
    std::str::from_utf8(&decoded).is_ok().then_some(decoded)
}

#[cfg(test)]
#[expect(clippy::unwrap_used, reason = "a test that cannot go on fails")]
mod tests {
    use super::{base64, encoded};
    use crate::context::Kind;

    /// The subjects found in `text`, with the text that each stands for.
    fn found(path: &str, text: &str) -> Vec<(String, String)> {
        encoded(text.as_bytes(), Kind::of(path), |_| false)
            .into_iter()
            .map(|site| (site.subject, text[site.span.range()].to_owned()))
            .collect()
    }

    #[test]
    fn base64_is_decoded_as_the_rfc_has_it() {
        // RFC 4648 section 10, lengthened to what is looked at.
        for (plain, coded) in [("foobar", "Zm9vYmFy"), ("foobarb", "Zm9vYmFyYg=="), ("foobarba", "Zm9vYmFyYmE=")] {
            assert_eq!(base64(coded.as_bytes()).unwrap(), plain.as_bytes());
        }
        assert_eq!(base64(b"Zm9vYmFy!"), None);
        assert_eq!(base64(b"/////////w=="), None, "no text");
    }

    #[test]
    fn only_the_data_of_secrets_is_decoded() {
        let secret = "kind: Secret\nstringData:\n  a: b3BzQGFybXkubWw=\ndata:\n  to: \"b3BzQGFybXkubWw=\"\n  url: aHR0cHM6Ly9naXRoaWIuY29tL3g=\n";
        let wanted = [("ops@army.ml", "b3BzQGFybXkubWw="), ("githib.com", "aHR0cHM6Ly9naXRoaWIuY29tL3g=")];
        assert_eq!(found("secret.yaml", secret), wanted.map(|(a, b)| (a.to_owned(), b.to_owned())));
        assert_eq!(found("map.yaml", &secret.replace("Secret", "ConfigMap")), []);
    }

    #[test]
    fn mail_is_put_together() {
        let mail = "Subject: =?utf-8?B?b3BzQGFybXkubWw=?= and =?utf-8?Q?jo=40gmial.com?=\n\
                    Content-Transfer-Encoding: quoted-printable\n\nplain@army.ml x =3D smtp.gm=\nial.com or jo=40navy.ml\n";
        let wanted = [
            ("ops@army.ml", "=?utf-8?B?b3BzQGFybXkubWw=?="),
            ("jo@gmial.com", "=?utf-8?Q?jo=40gmial.com?="),
            ("smtp.gmial.com", "smtp.gm=\nial.com"),
            ("jo@navy.ml", "jo=40navy.ml"),
        ];
        assert_eq!(found("a.eml", mail), wanted.map(|(a, b)| (a.to_owned(), b.to_owned())));
    }
}
