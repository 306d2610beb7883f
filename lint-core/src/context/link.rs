//! Links whose text and target both name a mailbox or a host: `[jo@fabrikam.org](mailto:jo@fabrikam.com)`.
//!
//! Of a mailbox, the text was read by people and the target is where mail goes; of a host, the target was tried and the text was
//! not. So the one is held against the other.

use crate::find::chars::{HOST, byte, is, slice};
use crate::find::cut::{after_last, before_first, leading};
use crate::find::{Candidate, Form};
use crate::text::find::{memchr, memrchr, memrmem};
use std::borrow::Cow;

/// How far the other end of a link is looked for.
const REACH: usize = 256;

/// Whether the candidate is an end of a link whose other end names another domain.
pub(crate) fn is_contradicted(text: &[u8], candidate: &Candidate) -> bool {
    other_end(text, candidate).is_some_and(|other| !other.as_bytes().eq_ignore_ascii_case(candidate.domain(text)))
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

/// What the link shows whose `mailto:` stands between the two.
fn shown<'t>(head: &'t [u8], behind: &'t [u8]) -> Option<&'t [u8]> {
    if let Some(text) = head.strip_suffix(b"](") {
        let text = slice(text, text.len().saturating_sub(REACH), text.len());
        return Some(slice(text, memrchr(b'[', text)? + 1, text.len()));
    }
    let is_attribute = [&b"href=\""[..], b"href='", b"href="].iter().any(|open| head.ends_with(open));
    let text = slice(behind, memchr(b'>', behind).filter(|_| is_attribute)? + 1, behind.len());
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
