//! What the candidate is of which its context leaves no doubt that it is one.

use super::place::{REACH, Surroundings, line_around};
use super::{Context, Kind, Role, Site, key_path, link, usage};
use crate::find::chars::{before, byte, slice};
use crate::find::cut::{before_first, trailing};
use crate::find::{Candidate, Form, path, resolved};
use crate::source::Place;
use crate::span::Span;
use crate::text::find::{memmem, memrmem};

impl Context<'_> {
    /// The candidate as an address or a host that is used.
    pub fn site(&self) -> Site {
        let Context { text, kind, ref candidate, ref around } = *self;
        let Candidate { mut span, domain_span, mut form, .. } = *candidate;
        let local = slice(text, span.start, domain_span.start.saturating_sub(1));
        if matches!(form, Form::Address | Form::Templated) && usage::is_login(text, around, span, local) {
            (span, form) = (domain_span, Form::Host);
        }
        let domain = resolved(candidate.domain(text));
        let (subject, usage) = match form {
            Form::Host | Form::Bare => (domain.clone(), usage::of(text, around, span)),
            Form::Address | Form::Templated => (mailbox(text, kind, candidate, around, &domain), None),
        };
        let path = if form == Form::Host {
            String::from_utf8_lossy(path(text, domain_span.end)).into_owned()
        } else {
            String::new()
        };
        let (linked, called) = (link::other_end(text, candidate), link::called(text, candidate));
        let plain = domain.as_bytes() == candidate.domain(text);
        let key = if around.place == Place::Value { keys(text, kind, around, span) } else { None };
        Site {
            span,
            domain_span,
            form,
            subject,
            domain,
            plain,
            letters: Vec::new(),
            path,
            place: around.place,
            key,
            usage,
            linked,
            called,
        }
    }
}

/// The keys that lead to the value: for a string over several lines, to where it starts.
fn keys(text: &[u8], kind: Kind, around: &Surroundings, span: Span) -> Option<String> {
    match around.quoted.map(|quoted| Span::new(quoted.start, span.end)) {
        Some(value) if value.start < around.line.start => {
            key_path::of(text, kind, line_around(text, value, REACH), value)
        }
        _ => key_path::of(text, kind, around.line, span),
    }
}

/// The mailbox as mail software would read it.
fn mailbox(text: &[u8], kind: Kind, candidate: &Candidate, around: &Surroundings, domain: &str) -> String {
    const SIGNS: [&str; 10] = ["\\u0040", "\\x40", "&#x40;", "&#X40;", "&#64;", "&commat;", "%40", "\\\\@", "\\@", "@"];
    let head = String::from_utf8_lossy(slice(text, candidate.span.start, candidate.domain_span.start));
    let local = SIGNS.iter().find_map(|sign| Some((head.strip_suffix(sign)?, *sign)));
    let local = match local {
        // Escaped once more.
        Some((local, "%40")) => local.strip_suffix('%').unwrap_or(local).to_owned(),
        Some((local, "\\u0040" | "\\x40")) => local.trim_end_matches('\\').to_owned(),
        Some((local, _)) => local.to_owned(),
        None => spelled_local(&head),
    };
    if let Some(local) = head.strip_suffix('%') {
        // Mail servers send `ops%army.mil@localhost` on to `ops@army.mil`.
        let sign = if byte(text, candidate.span.end) == b'@' { "@" } else { "%" };
        return [local, sign, domain].concat();
    }
    let local = if kind.language().doubles_at || doubles_at(text, kind, candidate, around) {
        local.trim_end_matches('@')
    } else {
        &local
    };
    format!("{}@{domain}", resolved(local.as_bytes()))
}

/// Whether the line is in a language of documentation that doubles every `@`, R's or its comments for roxygen, Texinfo, or Doxygen's; or the
/// text around it does so, as files of RCS do.
fn doubles_at(text: &[u8], kind: Kind, candidate: &Candidate, around: &Surroundings) -> bool {
    if around.place == Place::Comment && kind.language().block_comments.iter().any(|(open, _)| *open == "/*") {
        return true;
    }
    let head = slice(text, around.line.start, candidate.span.start);
    head.ends_with(b"\\email{")
        || is_in_texinfo(head)
        || head.trim_ascii_start().starts_with(b"#'")
        || doubles_each(text, candidate.span)
        || (kind.role() == Role::Mail && is_patch_of_doubling(text, candidate.span))
}

/// Whether a command of Texinfo was opened last, as in a patch of its files: `@email{`.
fn is_in_texinfo(head: &[u8]) -> bool {
    let Some(command) = head.strip_suffix(b"{") else { return false };
    let name = trailing(command, |b| b.is_ascii_lowercase());
    name > 0 && before(command, command.len() - name) == b'@'
}

/// Whether what stands at `span` has its sign twice, in a patch of a file whose language doubles it.
fn is_patch_of_doubling(text: &[u8], span: Span) -> bool {
    /// How far above it the name of the file is looked for.
    const FAR: usize = 64 << 10;
    if memmem(slice(text, span.start, span.end), b"@@").is_none() {
        return false;
    }
    let head = slice(text, span.start.saturating_sub(FAR), span.start);
    let Some(at) = memrmem(head, b"\n+++ ") else { return false };
    let line = before_first(slice(head, at + 5, head.len()), b'\n');
    // Behind the name may stand when it was changed.
    std::str::from_utf8(before_first(line, b'\t')).is_ok_and(|path| Kind::of(path.trim_end()).language().doubles_at)
}

/// Whether what stands at `span` has its sign twice, and so do all others near it, of which there are some.
fn doubles_each(text: &[u8], span: Span) -> bool {
    if memmem(slice(text, span.start, span.end), b"@@").is_none() {
        return false;
    }
    let near = [slice(text, span.start.saturating_sub(REACH), span.start), slice(text, span.end, span.end + REACH)];
    let are_doubled = |text: &[u8]| text.split(|&b| b != b'@').all(|signs| matches!(signs.len(), 0 | 2));
    near.iter().any(|text| text.contains(&b'@')) && near.iter().all(|text| are_doubled(text))
}

/// The local part before `(at)`, `{at}` and their kin, or ` at `.
fn spelled_local(head: &str) -> String {
    let lower = head.to_ascii_lowercase();
    let end = lower.rfind("at").unwrap_or(head.len());
    head.get(..end).unwrap_or_default().trim_end_matches(['(', '[', '{', '<', ' ']).to_owned()
}
