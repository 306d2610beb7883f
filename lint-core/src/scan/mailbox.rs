//! From an `@`, written in whatever way, to the mailbox around it.

use super::candidate::Candidate;
use super::chars::{ALNUM, ALPHA, HOST, LOCAL, before, byte, char_at, char_before, is, is_hidden, is_unspaced, slice};
use super::endings::{Ending, ending};
use super::{Form, written};
use crate::span::Span;

/// The longest local part looked for: RFC 5321 section 4.5.3.1.1 allows 64 octets, and a template may stand in it.
const LONGEST_LOCAL: usize = 96;
/// The longest domain looked for (RFC 5321 section 4.5.3.1.2).
const LONGEST_DOMAIN: usize = 255;

/// The mailbox around the sign that stands for `@` in `sign`.
pub(super) fn around(text: &[u8], sign: Span) -> Option<Candidate> {
    let spelled = sign.len() > 2 && matches!(byte(text, sign.end - 1), b' ' | b')' | b']');
    let domain = if spelled { spelled_domain(text, sign.end)? } else { domain_after(text, sign.end)? };
    let local = local_before(text, sign.start)?;
    let name = slice(text, local.start, sign.start);
    let elided = !name.iter().any(|&b| is(b, ALNUM) || b >= 0x80 || b == b'_') && !local.templated;
    if elided && !stands_alone(text, local.start, domain) {
        return None;
    }
    let odd = local.odd | domain.odd | (!elided && !local.templated && has_stray_dot(name));
    // Handles of social networks (`@user@host`) and chains of `@` are no mailboxes.
    if before(text, local.start) == b'@' || byte(text, domain.span.end) == b'@' {
        return None;
    }
    Some(Candidate {
        span: Span::new(local.start, domain.span.end),
        domain_span: domain.span,
        form: if elided || local.templated { Form::Templated } else { Form::Address },
        plain: !odd,
    })
}

/// Dots where RFC 5322 section 3.2.3 has none.
fn has_stray_dot(local: &[u8]) -> bool {
    local.first() == Some(&b'.') || local.last() == Some(&b'.') || local.windows(2).any(|w| w == b"..")
}

/// Where a local part starts, and what is special about it.
#[derive(Clone, Copy)]
struct Local {
    start: usize,
    /// Not to be judged by its domain alone.
    odd: bool,
    /// Filled in at run time.
    templated: bool,
}

/// The local part that ends at `end`, which may be empty. `None` when it is too long to be one.
fn local_before(text: &[u8], end: usize) -> Option<Local> {
    let mut local = Local { start: end, odd: false, templated: false };
    loop {
        let run = local_run(text, local.start, end)?;
        local = Local { start: run.start, odd: local.odd | run.odd, ..local };
        let Some(start) =
            template_before(text, local.start, !slice(text, local.start, end).iter().any(|&b| is(b, ALNUM)))
        else {
            break;
        };
        if end - start > LONGEST_LOCAL {
            return None;
        }
        local = Local { start, templated: true, ..local };
    }
    while local.start < end && matches!(byte(text, local.start), b'-' | b'.') {
        local.start += 1;
    }
    if before(text, local.start) == b'$' && local.start < end {
        local = Local { start: local.start - 1, templated: true, ..local };
    }
    local.templated |= slice(text, local.start, end).windows(2).any(|w| matches!(w, b"%s" | b"%d" | b"%v" | b"%i"));
    Some(local)
}

/// The run of ordinary characters that ends at `from`, in a local part that ends at `end`.
fn local_run(text: &[u8], from: usize, end: usize) -> Option<Local> {
    let (mut start, mut odd, mut ascii) = (from, false, false);
    loop {
        if end - start > LONGEST_LOCAL {
            return None;
        }
        let b = before(text, start);
        if is(b, LOCAL) {
            ascii |= is(b, ALNUM);
            start -= 1;
        } else if b == b'\\' && matches!(byte(text, start), b'_' | b'.' | b'-' | b'+') && start < from {
            // Markdown and LaTeX escape these.
            (start, odd) = (start - 1, true);
        } else if b < 0x80 {
            break;
        } else {
            let Some(c) = char_before(text, start) else { break };
            if is_hidden(c) {
                odd = true;
            } else if !c.is_alphanumeric() || (ascii && is_unspaced(c)) {
                break;
            }
            start -= c.len_utf8();
        }
    }
    Some(Local { start: after_escape(text, start, from), odd, templated: false })
}

/// Steps over the rest of an escape that runs into the local part, such as the `n` of `\n` or the `%20` of a link.
fn after_escape(text: &[u8], start: usize, end: usize) -> usize {
    let rest = slice(text, start, end);
    let hex = |range: std::ops::Range<usize>| rest.get(range).is_some_and(|b| b.iter().all(u8::is_ascii_hexdigit));
    let len = match rest {
        [b'u', ..] if before(text, start) == b'\\' && hex(1..5) => 5,
        [b'x', ..] if before(text, start) == b'\\' && hex(1..3) => 3,
        [b'n' | b't' | b'r' | b'f' | b'v' | b'b', _, ..] if before(text, start) == b'\\' => 1,
        [b'%', ..] if hex(1..3) => 3,
        _ => return start,
    };
    after_escape(text, start + len, end)
}

/// Where the template starts that ends at `end`, if one does: `${user}`, `#{user}`, `{{ user }}`, `<%= user %>`,
/// `$(whoami)`, `\(name)`; and, where nothing follows it, `<user>`, `[user]`, `*`.
fn template_before(text: &[u8], end: usize, whole: bool) -> Option<usize> {
    let from = end.saturating_sub(LONGEST_LOCAL);
    let inside = slice(text, from, end);
    let inside = inside.rsplit(|&b| b == b'\n').next().unwrap_or_default();
    let from = end - inside.len();
    let opening = |open: u8, close: u8| {
        let mut depth = 0usize;
        let at = inside.iter().rposition(|&b| {
            depth = if b == close { depth + 1 } else { depth.saturating_sub(usize::from(b == open)) };
            depth == 0
        })?;
        Some(from + at)
    };
    match inside.last()? {
        b'}' => {
            let start = opening(b'{', b'}')?;
            Some(start - usize::from(matches!(before(text, start), b'$' | b'#' | b'%')))
        }
        b')' => {
            let start = opening(b'(', b')')?;
            matches!(before(text, start), b'$' | b'\\').then(|| start - 1)
        }
        b'>' if inside.ends_with(b"%>") => {
            let start = memchr::memmem::rfind(inside, b"<%")?;
            Some(from + start)
        }
        b'>' if whole => word_in(inside, b'<').map(|at| from + at),
        b']' if whole => word_in(inside, b'[').map(|at| from + at),
        b'*' if whole => Some(end - 1 - usize::from(inside.ends_with(b".*"))),
        _ => None,
    }
}

/// Where `open` stands before a last word that a closing bracket ends.
fn word_in(inside: &[u8], open: u8) -> Option<usize> {
    let at = inside.iter().rposition(|&b| b == open)?;
    let word = inside.get(at + 1..inside.len() - 1)?;
    let fits = !word.is_empty() && word.iter().all(|&b| is(b, LOCAL) || matches!(b, b' ' | b'\\'));
    fits.then_some(at)
}

/// A domain after an `@`.
#[derive(Clone, Copy)]
struct Domain {
    span: Span,
    odd: bool,
}

/// Whether an `@` without a local part can still be about mail: a known ending, and around it nothing of code.
fn stands_alone(text: &[u8], start: usize, domain: Domain) -> bool {
    let label = slice(text, domain.span.start, domain.span.end).rsplit(|&b| b == b'.').next().unwrap_or_default();
    let known = !matches!(ending(label), Ending::Other | Ending::File) || label.iter().any(|&b| b >= 0x80);
    let p = before(text, start);
    known
        && !is(p, ALNUM)
        && p < 0x80
        && !matches!(p, b'/' | b'\\' | b'@' | b'$' | b'#' | b'&' | b')' | b']' | b'_' | b'%' | b'.' | b'-')
        && !matches!(byte(text, domain.span.end), b'(' | b'[' | b'/' | b'{' | b'?' | b'=' | b'_' | b':')
}

/// The domain that starts at `start`, if one does: dotted, or with a comma or nothing where its last dot should be.
fn domain_after(text: &[u8], start: usize) -> Option<Domain> {
    if !is(byte(text, start), ALNUM) && byte(text, start) < 0x80 {
        return None;
    }
    let (end, mut odd) = host_run(text, start)?;
    let run = slice(text, start, end);
    let Some(dot) = memchr::memrchr(b'.', run) else {
        return undotted(text, start, end);
    };
    let last = run.get(dot + 1..).unwrap_or_default();
    odd |= run.windows(2).any(|w| w == b"..");
    let version = run.first().is_some_and(u8::is_ascii_digit) && last.iter().any(u8::is_ascii_digit)
        || last.iter().all(u8::is_ascii_digit)
        || run.windows(3).any(|w| w == b"...")
        || matches!(run, [b'v', digit, b'.', ..] if digit.is_ascii_digit());
    let word = !last.contains(&b'_') && run.iter().any(|&b| is(b, ALPHA) || b >= 0x80);
    (word && !version).then_some(Domain { span: Span::new(start, end), odd })
}

/// The domain that starts at `start`, dots perhaps spelled out.
fn spelled_domain(text: &[u8], start: usize) -> Option<Domain> {
    let end = domain_after(text, start).map_or(start, |domain| domain.span.end);
    let end = end.max(written::domain_end(text, start)?);
    let span = Span::new(start, end);
    let dotted = slice(text, start, end).iter().any(|b| matches!(b, b'.' | b']' | b')' | b'}' | b' '));
    (dotted && is(byte(text, start), ALNUM)).then_some(Domain { span, odd: true })
}

/// `gmail,com` and `gmailcom`.
fn undotted(text: &[u8], start: usize, end: usize) -> Option<Domain> {
    const COMMON: [&[u8]; 6] = [b"com", b"net", b"org", b"edu", b"gov", b"mil"];
    let label = slice(text, start, end);
    if byte(text, end) == b',' {
        let tail = slice(text, end + 1, end + 4);
        let stop = byte(text, end + 4);
        let fits = COMMON.iter().any(|tld| tail.eq_ignore_ascii_case(tld))
            && !is(stop, HOST)
            && !matches!(stop, b'@' | b'(' | b'=');
        return (fits && label.len() > 1).then_some(Domain { span: Span::new(start, end + 4), odd: true });
    }
    let glued = label.len() > 5
        && label.iter().all(|&b| is(b, ALNUM) || b == b'-')
        && label.last_chunk::<3>().is_some_and(|tail| COMMON.iter().any(|tld| tail.eq_ignore_ascii_case(tld)));
    glued.then_some(Domain { span: Span::new(start, end), odd: false })
}

/// Where the run of host characters from `start` ends, without dots and dashes at its end, and whether it holds any
/// character that is not to be seen. `None` when it is too long.
pub(super) fn host_run(text: &[u8], start: usize) -> Option<(usize, bool)> {
    let (mut end, mut odd) = (start, false);
    // Set from a letter of the last label on; a following word in a script without spaces is not part of it.
    let mut ascii = 0usize;
    loop {
        if end - start > LONGEST_DOMAIN {
            return None;
        }
        let b = byte(text, end);
        if let Some(dot) = escaped_dot(text, end) {
            (end, odd, ascii) = (dot, true, 0);
        } else if is(b, HOST) {
            ascii = if is(b, ALPHA) { ascii + 1 } else { 0 };
            end += 1;
        } else if b < 0x80 {
            break;
        } else {
            let Some(c) = char_at(text, end) else { break };
            if is_hidden(c) {
                odd = true;
            } else if !c.is_alphanumeric() || (ascii > 1 && is_unspaced(c)) {
                break;
            }
            ascii = 0;
            end += c.len_utf8();
        }
    }
    while end > start && matches!(before(text, end), b'.' | b'-' | b'_') {
        end -= 1;
    }
    Some((end, odd))
}

/// Where a dot ends that a regular expression escapes, if one starts at `at` and a label follows it.
fn escaped_dot(text: &[u8], at: usize) -> Option<usize> {
    let len = match slice(text, at, at + 4) {
        [b'\\', b'.', next, ..] if is(*next, ALNUM) => 2,
        [b'\\', b'\\', b'.', next] if is(*next, ALNUM) => 3,
        _ => return None,
    };
    Some(at + len)
}
