//! From an `@`, written in whatever way, to the mailbox around it.

use super::Form;
use super::candidate::Candidate;
use super::chars::{ALNUM, ALPHA, HOST, LOCAL, before, byte, char_at, char_before, is, is_unspaced, slice};
use super::cut::{after_last, trailing};
use super::domain::{self, Domain};
use super::endings::{Ending, ending};
use super::host;
use super::template;
use crate::data::{self, Class, Entries, View, hash};
use crate::span::Span;
use crate::text::find::{memchr, memrchr};
use crate::text::hidden::is_hidden;

/// The longest local part looked for: RFC 5321 section 4.5.3.1.1 allows 64 octets, and a template may stand in it.
pub(super) const LONGEST_LOCAL: usize = 96;

/// The longest local part that mail takes, and the longest mailbox: RFC 5321 section 4.5.3.1.
const MOST_LOCAL: usize = 64;
const MOST: usize = 254;

/// The mailbox around the sign that stands for `@` in `sign`.
pub(super) fn around(text: &[u8], sign: Span) -> Option<Candidate> {
    if let Some(routed) = routed_before(text, sign) {
        return Some(routed);
    }
    let spelled = sign.len() > 2 && matches!(byte(text, sign.end - 1), b' ' | b')' | b']' | b'}' | b'>');
    let domain = if spelled { domain::spelled(text, sign.end)? } else { domain::after(text, sign.end)? };
    // Handles of social networks (`@user@host`) and chains of `@` are no mailboxes.
    if byte(text, domain.span.end) == b'@' {
        return None;
    }
    let local = match quoted_before(text, sign.start) {
        Some(start) => Local { start, named: true, odd: true, templated: false },
        None => local_before(text, sign.start)?,
    };
    if before(text, local.start) == b'@' || domain.alone && !stands_for_person(text, local.start, sign.start) {
        return None;
    }
    let elided = !local.named && !local.templated;
    // A regular expression for all of a domain.
    let is_pattern =
        ends_in_class(text, sign.start) || elided && slice(text, domain.span.start, domain.span.end).contains(&b'\\');
    let local = if is_pattern { Local { start: sign.start, odd: true, ..Local::default() } } else { local };
    // With a dot behind the sign it is a member: `@.metadata.labels.fabrikam\.org` in JSONPath.
    if elided && (byte(text, domain.span.start) == b'.' || !is_pattern && !stands_alone(text, local.start, domain)) {
        return None;
    }
    // Markup has it in italics.
    let is_marked =
        byte(text, local.start) == b'_' && byte(text, domain.span.end) == b'_' && local.start + 1 < sign.start;
    let local = Local { start: local.start + usize::from(is_marked && !local.templated), ..local };
    let stray = local.named && !local.templated && has_stray_dot(slice(text, local.start, sign.start));
    let start = local.start - no_break_before_quote(text, local.start);
    let end = domain.span.end + no_break_after_quote(text, domain.span.end);
    let widened = start < local.start || end > domain.span.end;
    let too_long = sign.start - local.start > MOST_LOCAL || end - start > MOST;
    Some(Candidate {
        span: Span::new(start, end),
        domain_span: Span::new(domain.span.start, end),
        form: if local.named && !local.templated { Form::Address } else { Form::Templated },
        plain: !(local.odd || domain.odd || stray || widened || too_long),
    })
}

/// Whether a local part that begins in an angle bracket is somebody's whose name stands before it, and not an account that every
/// machine has.
fn stands_for_person(text: &[u8], start: usize, end: usize) -> bool {
    let local = String::from_utf8_lossy(slice(text, start, end)).to_ascii_lowercase();
    let head = slice(text, start.saturating_sub(LONGEST_LOCAL), start);
    let name = head.strip_suffix(b"<").unwrap_or_default().trim_ascii_end();
    let is_name = matches!(name.last(), Some(b'"' | b'.' | 0x80..)) || is(before(name, name.len()), ALPHA);
    is_name && !data::class(&local).is(Class::ROLE)
}

/// `ops%army.mil@localhost`: the mailbox that the mail server on this machine sends it on to.
fn routed_before(text: &[u8], sign: Span) -> Option<Candidate> {
    const HERE: &[u8] = b"localhost";
    let end = sign.end + HERE.len();
    // The first letter rules out most without a call.
    if byte(text, sign.end) != HERE[0] || slice(text, sign.end, end) != HERE || is(byte(text, end), HOST) {
        return None;
    }
    let reach = slice(text, sign.start.saturating_sub(LONGEST_LOCAL), sign.start);
    let local = slice(reach, reach.len() - trailing(reach, |b| is(b, LOCAL)), reach.len());
    let host = after_last(local, b'%');
    let is_host =
        host.len() + 1 < local.len() && matches!(ending(after_last(host, b'.')), Ending::Host | Ending::Either);
    let (start, at) = (sign.start - local.len(), sign.start - host.len());
    (is_host && host.contains(&b'.')).then_some(Candidate {
        span: Span::new(start, sign.start),
        domain_span: Span::new(at, sign.start),
        form: Form::Address,
        plain: false,
    })
}

/// `'jane%gmail.com'`: a mailbox provider in quotes, behind a local part and the sign that shares a key row with `@`.
pub(super) fn with_percent(text: &[u8], domain: Span) -> Option<Candidate> {
    let sign = domain.start.checked_sub(1)?;
    let reach = slice(text, sign.saturating_sub(LONGEST_LOCAL), sign);
    let len = trailing(reach, |b| b != b'%' && is(b, LOCAL));
    let span = Span::new(sign - len, domain.end);
    let quoted = matches!(before(text, span.start), b'"' | b'\'') && matches!(byte(text, span.end), b'"' | b'\'');
    let name = String::from_utf8_lossy(slice(text, domain.start, domain.end)).to_ascii_lowercase();
    let is_mailbox = len > 1 && quoted && data::class(&name).is(Class::PROVIDER);
    is_mailbox.then_some(Candidate { span, domain_span: domain, form: Form::Address, plain: false })
}

/// Whether a text has before `end` a class of a regular expression, as often as it likes: `[a-z]+`, `\w+`.
fn ends_in_class(text: &[u8], end: usize) -> bool {
    before(text, end) == b'+'
        && matches!(slice(text, end.saturating_sub(3), end), [.., b']', _] | [b'\\', b'w' | b'S' | b'd', _])
}

/// Dots where RFC 5322 section 3.2.3 has none.
fn has_stray_dot(local: &[u8]) -> bool {
    local.last() == Some(&b'.') || local.windows(2).any(|w| w == b"..")
}

/// The length of a space at which no line breaks, between a quote and the mailbox that starts at `start`: it is part of
/// the address then, since nothing else is quoted.
fn no_break_before_quote(text: &[u8], start: usize) -> usize {
    let space = if before(text, start) < 0x80 { None } else { char_before(text, start).filter(|&c| is_hidden(c)) };
    let len = space.map_or(0, char::len_utf8);
    if matches!(before(text, start - len), b'"' | b'\'' | b'`') { len } else { 0 }
}

/// How long the space is that no line breaks at, behind the mailbox that ends at `end`.
fn no_break_after_quote(text: &[u8], end: usize) -> usize {
    let space = if byte(text, end) < 0x80 { None } else { char_at(text, end).filter(|&c| is_hidden(c)) };
    let len = space.map_or(0, char::len_utf8);
    if matches!(byte(text, end + len), b'"' | b'\'' | b'`') { len } else { 0 }
}

/// Where a local part in quotes starts that ends at `end` (RFC 5322 section 3.2.4), opened by a space or a bracket, and with a space
/// in it: programs have quotes for other ends.
fn quoted_before(text: &[u8], end: usize) -> Option<usize> {
    let head = slice(text, end.saturating_sub(66), end).strip_suffix(b"\"")?;
    let open =
        head.iter().rposition(|&b| matches!(b, b'"' | b'\n' | b'\\')).filter(|&open| head.get(open) == Some(&b'"'))?;
    let (held, start) = (slice(head, open + 1, head.len()), end - 1 - (head.len() - open));
    let is_words =
        held.contains(&b' ') && held.iter().all(|&b| is(b, LOCAL) || b == b' ') && is(before(held, held.len()), ALNUM);
    (is_words && matches!(before(text, start), b' ' | b'<' | b',' | b'\t')).then_some(start)
}

/// Where a local part starts, and what is special about it.
#[derive(Clone, Copy, Default)]
struct Local {
    start: usize,
    /// Whether there is a letter or digit in it.
    named: bool,
    /// Not to be judged by its domain alone.
    odd: bool,
    /// Filled in at run time.
    templated: bool,
}

/// The local part that ends at `end`, which may be empty. `None` when it is too long to be one.
fn local_before(text: &[u8], end: usize) -> Option<Local> {
    let mut local = local_run(text, end, end)?;
    while let Some(start) = template::before(text, local.start, local.named) {
        if end - start > LONGEST_LOCAL {
            return None;
        }
        let run = local_run(text, start, end)?;
        local = Local { start: run.start, named: true, odd: local.odd || run.odd, templated: true };
    }
    local.start += domain::turning_mark_at(text, local.start);
    local.start += host::procmail_keyword(text, local.start);
    // None begins with a dot; where it is escaped, a regular expression may have anything before it.
    while local.start < end {
        local.start += match byte(text, local.start) {
            // A plus in front is of the line, as in a patch, or parts it from what is before.
            b'-' | b'.' | b'+' => 1,
            b'\\' if byte(text, local.start + 1) == b'.' => 2,
            _ => break,
        };
    }
    if local.start < end {
        // A variable, or a directive of Lisp's `format`.
        let directive = before(text, local.start) == b'~'
            && end - local.start == 1
            && slice(text, 0, local.start).ends_with(b"\"~");
        if before(text, local.start) == b'$' || directive {
            local = Local { start: local.start - 1, templated: true, ..local };
        }
        // PowerShell has those of its environment.
        if before(text, local.start) == b':' && slice(text, 0, local.start).ends_with(b"$env:") {
            local = Local { start: local.start - b"$env:".len(), templated: true, ..local };
        }
        if memchr(b'%', slice(text, local.start, end)).is_some() {
            local.start = after_parting_escape(text, local.start, end);
            local.templated |= template::has_conversion(slice(text, local.start, end));
        }
    }
    Some(local)
}

/// The run of ordinary characters that ends at `from`, in a local part that ends at `end`.
fn local_run(text: &[u8], from: usize, end: usize) -> Option<Local> {
    let mut run = Local { start: from, ..Local::default() };
    let mut ascii = false;
    loop {
        let reach = slice(text, end.saturating_sub(LONGEST_LOCAL + 1), run.start);
        let plain = slice(reach, reach.len() - trailing(reach, |b| is(b, LOCAL)), reach.len());
        ascii |= plain.iter().any(|&b| is(b, ALNUM));
        run.start -= plain.len();
        if end - run.start > LONGEST_LOCAL {
            return None;
        }
        let b = before(text, run.start);
        if b == b'\\' && run.start < from && matches!(byte(text, run.start), b'_' | b'.' | b'-' | b'+') {
            // Markdown and LaTeX escape these.
            (run.start, run.odd) = (run.start - 1, true);
        } else if let Some(name) = apostrophe_before(text, run.start).filter(|_| run.start < from) {
            (run.start, run.odd) = (name, true);
        } else if b < 0x80 {
            break;
        } else {
            let Some(c) = char_before(text, run.start) else { break };
            if is_hidden(c) && !c.is_whitespace() {
                run.odd = true;
            } else if !c.is_alphanumeric() || (ascii && is_unspaced(c)) {
                break;
            } else {
                run.named = true;
            }
            run.start -= c.len_utf8();
        }
    }
    run.named |= ascii || slice(text, run.start, from).contains(&b'_');
    run.start += usize::from(run.start < from && begins_in_character(text, run.start));
    run.start = after_escape(text, run.start, from);
    run.named &= run.start < from;
    Some(run)
}

/// Where a name starts whose first letter an apostrophe parts from the rest, which begins at `at`: `o'neil`, `d'angelo`; in a string it
/// may be escaped, `o\'neil`, or doubled, `o''neil`.
fn apostrophe_before(text: &[u8], at: usize) -> Option<usize> {
    let quote = at.checked_sub(1).filter(|&quote| byte(text, quote) == b'\'')?;
    let letter = (quote - usize::from(matches!(before(text, quote), b'\'' | b'\\'))).checked_sub(1)?;
    let is_first = matches!(byte(text, letter), b'o' | b'O' | b'd' | b'D') && !is(before(text, letter), LOCAL);
    is_first.then_some(letter)
}

/// Whether the byte at `at` is none by itself: the last of those that switch to ASCII in ISO-2022-JP, or the second of a character in
/// Shift_JIS, where bytes come before it that other encodings have no use for.
fn begins_in_character(text: &[u8], at: usize) -> bool {
    let head = slice(text, at.saturating_sub(16), at);
    let leads = || head.iter().filter(|b| matches!(b, 0x81..=0x9f)).count();
    // Of bytes that begin a character or end one, each second begins one.
    let run = trailing(slice(text, at.saturating_sub(64), at), |b| matches!(b, 0x81..=0x9f | 0xe0..=0xfc));
    match head {
        [.., 0x1b, b'(' | b'$'] => true,
        [.., 0x81..=0x9f | 0xe0..=0xef] => {
            run % 2 == 1 && byte(text, at) >= b'@' && char_before(text, at).is_none() && leads() > 1
        }
        _ => false,
    }
}

/// Steps over the rest of an escape that runs into the local part, such as the `n` of `\n` or the `%20` of a link.
fn after_escape(text: &[u8], start: usize, end: usize) -> usize {
    let escaped = before(text, start) == b'\\';
    if !escaped && byte(text, start) != b'%' {
        return start;
    }
    let rest = slice(text, start, end);
    let hex = |range: std::ops::Range<usize>| rest.get(range).is_some_and(|b| b.iter().all(u8::is_ascii_hexdigit));
    let len = match rest {
        [b'u', ..] if escaped && hex(1..5) => 5,
        [b'x', ..] if escaped && hex(1..3) => 3,
        [b'n' | b't' | b'r' | b'f' | b'v' | b'b', _, ..] if escaped => 1,
        [b'%', ..] if hex(1..3) => 3,
        _ => return start,
    };
    after_escape(text, start + len, end)
}

/// Steps over what a sign parts from the mailbox that is escaped in a parameter of a URL: `mailto%3Ajane@`, `data=05%7C01%7Cjane@`.
fn after_parting_escape(text: &[u8], start: usize, end: usize) -> usize {
    const SIGNS: [&[u8; 2]; 10] = [b"20", b"22", b"26", b"2C", b"3A", b"3B", b"3C", b"3D", b"7C", b"2F"];
    let mut head = slice(text, start, end);
    while let Some(at) = memrchr(b'%', head) {
        let code = slice(text, start + at + 1, start + at + 3);
        if SIGNS.iter().any(|sign| code.eq_ignore_ascii_case(*sign)) {
            return start + at + 3;
        }
        head = slice(head, 0, at);
    }
    start
}

/// Whether an `@` without a local part can still be about mail: a known ending, and around it nothing of code.
fn stands_alone(text: &[u8], start: usize, domain: Domain) -> bool {
    let label = after_last(slice(text, domain.span.start, domain.span.end), b'.');
    let named = slice(text, domain.span.start, domain.span.end - label.len());
    let known = !matches!(ending(label), Ending::Other | Ending::File)
        || label.iter().any(|&b| b >= 0x80)
        || (before(text, start) == b'"' && byte(text, domain.span.end) == b'"' && is_provider(named));
    let p = before(text, start);
    known
        && !is(p, ALNUM)
        && p < 0x80
        && !matches!(p, b'/' | b'\\' | b'@' | b'$' | b'#' | b'&' | b')' | b']' | b'_' | b'%' | b'.' | b'-')
        && !matches!(byte(text, domain.span.end), b'(' | b'[' | b'/' | b'{' | b'?' | b'=' | b'_' | b':')
}

/// Whether a name, which its dot follows, is that of a mailbox provider under some ending: `"@orange.ft"`.
fn is_provider(name: &[u8]) -> bool {
    is_named(name.strip_suffix(b".").unwrap_or(name), Class::PROVIDER)
}

/// Whether this is the name of a domain of such a class, whatever its ending.
pub(super) fn is_named(name: &[u8], class: Class) -> bool {
    let name = String::from_utf8_lossy(name).to_ascii_lowercase();
    let mut entries = Entries::under(hash(name.as_bytes()).key(View::Near));
    while let Some(entry) = entries.next() {
        let known = entry.name().strip_prefix(&*name).is_some_and(|ending| ending.starts_with('.'));
        if known && entry.class.is(class) && entry.class.is(Class::TARGET) {
            return true;
        }
    }
    false
}

#[cfg(test)]
mod tests {
    use crate::find::candidates;

    #[test]
    fn what_an_escape_in_a_url_parts_from_a_mailbox_is_no_part_of_it() {
        for (text, expected) in [
            ("/share?u=mailto%3Ajo@army.mil&t=x", "jo@army.mil"),
            ("data=05%7C01%7Cjo@army.mil", "jo@army.mil"),
            ("to%20jo%2Bci@army.mil", "jo%2Bci@army.mil"),
            ("jo%40corp.mil@imap.army.mil", "jo%40corp.mil@imap.army.mil"),
        ] {
            let found: Vec<&[u8]> =
                candidates(text.as_bytes()).map(|found| &text.as_bytes()[found.span.range()]).collect();
            assert_eq!(found, [expected.as_bytes()]);
        }
    }

    #[test]
    fn the_second_byte_of_a_character_in_shift_jis_is_no_letter() {
        // The last byte before the letters begins a character, or ends one.
        for (text, expected) in [
            (&b"\x83\x81\x81[\x83\x8bjo@army.mil\x82\xdc\x82\xc5"[..], &b"jo@army.mil"[..]),
            (b"\x98A\x97\x8d\x90\xe6\x81F\x83\x8b\x82jo@army.mil", b"o@army.mil"),
        ] {
            let found: Vec<&[u8]> = candidates(text).map(|found| &text[found.span.range()]).collect();
            assert_eq!(found, [expected]);
        }
    }
}
