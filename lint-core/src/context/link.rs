//! Links whose text and target both name a mailbox or a host: `[jo@fabrikam.org](mailto:jo@fabrikam.com)`.
//!
//! Of a mailbox, the text was read by people and the target is where mail goes; of a host, the target was tried and the text was
//! not. So the one is held against the other.

use crate::data::{self, Class, suffix};
use crate::find::chars::{HOST, byte, is, slice};
use crate::find::cut::{after_last, before_first, leading};
use crate::find::{Candidate, Form};
use crate::text::edit::{Edit, single};
use crate::text::find::{memchr, memrchr, memrmem};
use std::borrow::Cow;

/// How far the other end of a link is looked for.
const REACH: usize = 256;

/// Shorter words lie close together.
const SHORTEST: usize = 6;

/// Whether the candidate is an end of a link whose other end names another domain.
pub(crate) fn is_contradicted(text: &[u8], candidate: &Candidate) -> bool {
    // Nearly all are none, and every candidate is asked about.
    may_be_end(text, candidate)
        && other_end(text, candidate)
            .is_some_and(|other| !other.as_bytes().eq_ignore_ascii_case(candidate.domain(text)))
}

/// Whether the candidate may be an end of a link that has another: a look that is cheap where it is none.
fn may_be_end(text: &[u8], candidate: &Candidate) -> bool {
    match candidate.form {
        Form::Address => slice(text, 0, candidate.span.start).ends_with(b"mailto:"),
        Form::Bare | Form::Host => matches!(slice(text, candidate.span.end, candidate.span.end + 2), b"](" | b"</"),
        Form::Templated => false,
    }
}

/// The domain that the other end of a link names, where the candidate is one.
pub(super) fn other_end(text: &[u8], candidate: &Candidate) -> Option<String> {
    if !may_be_end(text, candidate) {
        return None;
    }
    let (start, end) = (candidate.span.start, candidate.span.end);
    let other = match candidate.form {
        Form::Address => shown(slice(text, 0, start - b"mailto:".len()), slice(text, end, end + REACH))
            .and_then(|shown| same_mailbox(shown, slice(text, start, candidate.domain_span.start)))?,
        _ => target(slice(text, start.saturating_sub(REACH), start), slice(text, end, end + REACH))?,
    };
    let other: Cow<'_, str> = String::from_utf8_lossy(other);
    (other.contains('.') && other.is_ascii()).then(|| other.to_ascii_lowercase())
}

/// The domain of a URL as the words of its link would spell it, where these are its name but for one letter:
/// `[Open Fabrikam](https://openfabrkiam.com)`. What numbers or inflections tell apart, and a word of its own, is no slip.
pub(crate) fn called(text: &[u8], candidate: &Candidate) -> Option<String> {
    let words = words(text, candidate)?;
    let domain = std::str::from_utf8(candidate.domain(text)).ok()?.to_ascii_lowercase();
    let (label, start) = suffix::name(&domain, suffix::ending(&domain, data::class));
    let digits = |label: &str| label.bytes().filter(u8::is_ascii_digit).collect::<Vec<_>>();
    let is_word = |label: &str| data::class(label).is(Class::WORD);
    if label.len() < SHORTEST
        || label.contains('-')
        || digits(label) != digits(&words)
        || is_word(label)
        || is_word(&words)
    {
        return None;
    }
    is_slip(label, &words).then(|| [&domain[..start], &words, &domain[start + label.len()..]].concat())
}

/// Whether a name is another but for a slip of the fingers, and not for its ending or its number: `hotwired`, `developersacademy`.
fn is_slip(label: &str, words: &str) -> bool {
    let (label, words) = (label.as_bytes(), words.as_bytes());
    match single(label, words) {
        Some((Edit::Insertion, at)) => at + 1 < label.len() && label[at] != b's',
        Some((Edit::Omission, at)) => at + 1 < words.len() && words[at] != b's',
        Some((edit, _)) => edit != Edit::Substitution,
        None => false,
    }
}

/// The words that a link to this URL consists of, or that the entry is named by whose value it is, as one label, if they are long
/// enough.
fn words(text: &[u8], candidate: &Candidate) -> Option<String> {
    let head = slice(text, candidate.span.start.saturating_sub(REACH), candidate.span.start);
    let head = head.strip_suffix(b"://").filter(|_| candidate.form == Form::Host)?;
    let head = head.strip_suffix(b"https").or(head.strip_suffix(b"http"))?;
    let shown = match head.last()? {
        b'(' => {
            let text = head.strip_suffix(b"](")?;
            slice(text, memrchr(b'[', text)? + 1, text.len())
        }
        b'"' | b'\'' if is_attribute(head) => {
            let behind = slice(text, candidate.span.end, candidate.span.end + REACH);
            before_first(slice(behind, memchr(b'>', behind)? + 1, behind.len()), b'<')
        }
        b'"' | b'\'' | b' ' => name_above(head)?,
        _ => return None,
    };
    let is_plain = shown.iter().all(|&b| b.is_ascii_alphanumeric() || b == b' ' || b == b'-');
    // Articles of a letter are left out of names.
    let is_short = shown.split(|&b| b == b' ').any(|word| word.len() == 1);
    let mut words = String::new();
    for letter in shown.iter().filter(|b| b.is_ascii_alphanumeric()) {
        words.push(char::from(letter.to_ascii_lowercase()));
    }
    (is_plain && !is_short && words.len() >= SHORTEST).then_some(words)
}

/// The name that the line above gives to the entry whose value begins behind `head`: `name: Fabrikam` above `url: https://..`.
fn name_above(head: &[u8]) -> Option<&[u8]> {
    let (above, line) = head.split_at(memrchr(b'\n', head)?);
    let (key, _) = entry(slice(line, 1, line.len()))?;
    let (name, value) = entry(slice(above, memrchr(b'\n', above)? + 1, above.len()))?;
    // People have names of two words, and hosts that play with them.
    let is_named = [&b"name"[..], b"title"].iter().any(|word| name.eq_ignore_ascii_case(word));
    (!key.is_empty() && is_named && !value.contains(&b' ')).then_some(value)
}

/// The key and the value of a line of configuration, without quotes.
fn entry(line: &[u8]) -> Option<(&[u8], &[u8])> {
    let at = line.iter().position(|&b| b == b':' || b == b'=')?;
    Some((bare(slice(line, 0, at)), bare(slice(line, at + 1, line.len()))))
}

/// A key or a value without the signs around it.
fn bare(text: &[u8]) -> &[u8] {
    let is_sign = |b: &u8| b.is_ascii_whitespace() || matches!(b, b'"' | b'\'' | b',' | b'-');
    let start = text.iter().take_while(|b| is_sign(b)).count();
    let text = slice(text, start, text.len());
    slice(text, 0, text.len() - text.iter().rev().take_while(|b| is_sign(b)).count())
}

/// Whether what follows is the value of the attribute that a link leads by.
fn is_attribute(head: &[u8]) -> bool {
    let head = slice(head, head.len().saturating_sub(b"href=\"".len()), head.len());
    [&b"href=\""[..], b"href='", b"href="].iter().any(|open| {
        head.len() >= open.len() && slice(head, head.len() - open.len(), head.len()).eq_ignore_ascii_case(open)
    })
}

/// What the link shows whose `mailto:` stands between the two.
fn shown<'t>(head: &'t [u8], behind: &'t [u8]) -> Option<&'t [u8]> {
    if let Some(text) = head.strip_suffix(b"](") {
        let text = slice(text, text.len().saturating_sub(REACH), text.len());
        return Some(slice(text, memrchr(b'[', text)? + 1, text.len()));
    }
    let text = slice(behind, memchr(b'>', behind).filter(|_| is_attribute(head))? + 1, behind.len());
    Some(before_first(text, b'<'))
}

/// The domain of the mailbox that a text is, if that has this local part, with its sign.
fn same_mailbox<'t>(text: &'t [u8], local: &[u8]) -> Option<&'t [u8]> {
    let text = text.trim_ascii();
    let (head, domain) = text.split_at_checked(local.len())?;
    let is_whole = !domain.is_empty() && domain.iter().all(|&b| is(b, HOST));
    (is_whole && head.eq_ignore_ascii_case(local)).then_some(domain)
}

/// The host that the link leads to whose text stands between the two.
fn target<'t>(head: &'t [u8], behind: &'t [u8]) -> Option<&'t [u8]> {
    let head = head.strip_suffix(b"://").map_or(head, |head| slice(head, 0, head.len() - after_last_scheme(head)));
    let url = if head.ends_with(b"[") {
        behind.strip_prefix(b"](")?
    } else {
        let tag = slice(head, memrmem(head, b"<a ")?, head.len()).strip_suffix(b">")?;
        slice(tag, memrmem(tag, b"href=")? + b"href=".len(), tag.len())
    };
    let url = url.strip_prefix(b"\"").or(url.strip_prefix(b"'")).or(url.strip_prefix(b"<")).unwrap_or(url);
    let rest = url.strip_prefix(b"https://").or(url.strip_prefix(b"http://"))?;
    let host = slice(rest, 0, leading(rest, |b| is(b, HOST)));
    (byte(rest, host.len()) != b'@').then_some(host)
}

fn after_last_scheme(head: &[u8]) -> usize {
    after_last(head, b'[').len().min(after_last(head, b'>').len())
}
