//! Hosts without a mailbox: in URLs and remotes, and as bare dotted words.

use super::Form;
use super::candidate::Candidate;
use super::chars::{ALNUM, ALPHA, HOST, before, byte, char_at, char_before, is, is_unspaced, letters, slice};
use super::cut::{after_last, before_first, leading, trailing};
use super::domain::{COMMON, breaks_line, host_run};
use super::endings::{Ending, ending};
use super::mailbox::{around, with_percent};
use super::obfuscated::sign_before;
use crate::data::lists::host_words;
use crate::data::{self, Class};
use crate::span::Span;
use crate::text::find::{memchr, memmem, memrchr};

/// The longest authority looked for in a URL: a host, its port, a user and a password.
const LONGEST_AUTHORITY: usize = 512;
/// The longest host (RFC 1035 section 2.3.4).
const LONGEST_HOST: usize = 255;
const LONGEST_LABEL: usize = 63;

/// What a URL gave: its host, and where its authority ends, before which there is no mailbox.
pub(super) struct Authority {
    pub(super) host: Option<Candidate>,
    /// The user before it, if that is a mailbox.
    pub(super) user: Option<Span>,
    pub(super) end: usize,
}

/// The authority after the colon at `colon` of `scheme://`.
pub(super) fn after_scheme(text: &[u8], colon: usize) -> Option<Authority> {
    let scheme = before(text, colon);
    if byte(text, colon + 1) != b'/'
        || byte(text, colon + 2) != b'/'
        || !(is(scheme, ALNUM) || matches!(scheme, b'}' | b')'))
    {
        return None;
    }
    let start = colon + 3;
    let rest = slice(text, start, start + LONGEST_AUTHORITY);
    let plain = leading(rest, |b| is(b, HOST));
    // Most are a host and nothing else.
    if ends_authority(byte(rest, plain)) || ends_string(byte(rest, plain)) {
        let host = host_at(text, start).map(|host| without_key(text, colon, host));
        return Some(Authority { host, user: None, end: host.map_or(start + plain, |host| host.span.end) });
    }
    let len = outside_braces(rest, ends_authority);
    let authority = rest.get(..len)?;
    let userinfo = memrchr(b'@', authority).map_or(0, |at| at + 1);
    // It has none, though some write it so; what has a password before its host is where a program is to log in:
    // `mailto://user:password@fabrikam.org`.
    if slice(text, 0, colon).ends_with(b"mailto") && !slice(authority, 0, userinfo).contains(&b':') {
        return None;
    }
    // Behind a template stands the rest of the host: `https://${bucket}.s3.amazonaws.com`.
    let named = slice(authority, userinfo, len);
    let named = slice(named, 0, outside_braces(named, |b| b == b':'));
    let plain = trailing(named, |b| !matches!(b, b'}' | b'>' | b']' | b'%' | b'$'));
    let host = match named.len() - plain {
        0 => host_at(text, start + userinfo + 2 * usize::from(named.starts_with(b"*."))),
        template => {
            let from = start + userinfo + template;
            let rest = slice(text, from, start + len);
            let plural = usize::from(rest.starts_with(b"s."));
            let from = from + plural + leading(slice(rest, plural, rest.len()), |b| matches!(b, b'.' | b'-'));
            host_at(text, from).filter(|host| host.domain(text).contains(&b'.'))
        }
    };
    // What is filled in behind a host is its path, and what closes there is not of it: `https://fabrikam.org{path}`,
    // `[https://fabrikam.org](..)`.
    let host = host.or_else(|| {
        let host = host_at(text, start + userinfo)?;
        let closed = matches!(byte(text, host.span.end), b'{' | b'$' | b'}' | b']' | b'%' | b'>');
        (closed && host.domain(text).contains(&b'.')).then_some(host)
    });
    let host = host.map(|host| without_key(text, colon, host));
    let end = host.map_or(start + len, |host| host.span.end.max(start + userinfo));
    let user = slice(authority, 0, userinfo.saturating_sub(1));
    let user = Span::new(start, start + before_first(user, b':').len());
    let name = slice(text, user.start, user.end);
    let is_mailbox = name.contains(&b'@') || memmem(name, b"%40").is_some();
    Some(Authority { host, end, user: is_mailbox.then_some(user) })
}

/// Whether the URL is a part of a key, between dots: `git config credential.https://fabrikam.org.helper`.
fn is_of_key(text: &[u8], colon: usize) -> bool {
    let head = slice(text, colon.saturating_sub(16), colon);
    let head = slice(head, 0, head.len() - trailing(head, |b| is(b, ALNUM)));
    matches!(head, [.., b'a'..=b'z', b'.'])
}

/// The host of the URL with its colon at `colon`, without the last label if that goes on with the key that the URL is a part of.
fn without_key(text: &[u8], colon: usize, host: Candidate) -> Candidate {
    if !is_of_key(text, colon) {
        return host;
    }
    let name = host.domain(text);
    let last = after_last(name, b'.');
    let end = host.span.end - last.len() - usize::from(last.len() < name.len());
    let is_host = matches!(ending(last), Ending::Host | Ending::Either);
    if is_host || !slice(text, host.span.start, end).contains(&b'.') {
        return host;
    }
    let span = Span::new(host.span.start, end);
    Candidate { span, domain_span: span, ..host }
}

/// Whether an authority ends before this byte, outside of templates in it (RFC 3986 section 3.2).
fn ends_authority(b: u8) -> bool {
    matches!(b, b'<' | b'>' | b'/' | b'?' | b'#' | b' ' | b'\t' | b'\r' | b'\\' | b')' | b'|' | b',' | b';' | b'&')
}

/// Whether a line or a string ends before this byte.
fn ends_string(b: u8) -> bool {
    matches!(b, b'\n' | b'"' | b'\'' | b'`')
}

/// Where the first byte stands outside of templates that `ends` the text, or any that ends a line or a string; the text's
/// length if there is none.
fn outside_braces(text: &[u8], ends: fn(u8) -> bool) -> usize {
    let mut depth = 0usize;
    let end = text.iter().position(|&b| {
        depth = match b {
            b if ends_string(b) => return true,
            b'{' => depth + 1,
            b'}' => depth.saturating_sub(1),
            _ => depth,
        };
        depth == 0 && ends(b)
    });
    end.unwrap_or(text.len())
}

/// The host that starts at `start`.
fn host_at(text: &[u8], start: usize) -> Option<Candidate> {
    if !is(byte(text, start), ALNUM) && byte(text, start) < 0x80 {
        return None;
    }
    let run = host_run(text, start)?;
    let host = slice(text, start, run.end);
    let last = after_last(host, b'.');
    if last.is_empty() || last.iter().all(u8::is_ascii_digit) {
        return None;
    }
    // A mark that turns the text around may stand behind a scheme alone.
    if run.odd && !String::from_utf8_lossy(host).chars().any(char::is_alphanumeric) {
        return None;
    }
    if let Some(end) = slashed(text, host, run.end).or_else(|| parted(text, host, run.end)) {
        let span = Span::new(start, end);
        return Some(Candidate { span, domain_span: span, form: Form::Host, plain: false });
    }
    let span = Span::new(start, run.end);
    Some(Candidate { span, domain_span: span, form: Form::Host, plain: !run.odd })
}

/// Where the ending of a known name ends that stands behind a slash in place of its dot: `github/com`.
fn slashed(text: &[u8], host: &[u8], end: usize) -> Option<usize> {
    if byte(text, end) != b'/' || host.contains(&b'.') || !is(byte(text, end + 1), ALPHA) {
        return None;
    }
    let len = leading(slice(text, end + 1, end + 5), |b| is(b, ALPHA));
    let label = slice(text, end + 1, end + 1 + len);
    let is_ending = COMMON.has_in_any_case(label);
    let name = [host, b".", label].concat();
    let is_known = || data::class(&String::from_utf8_lossy(&name).to_ascii_lowercase()).is(Class::TARGET);
    (is_ending && is_known()).then_some(end + 1 + len)
}

/// Where the host ends that has a comma for one of its dots: `www,fabrikam.org`, where a service is named before the comma;
/// `api.github,com`, where a known name is parted by it. Of lists, neither is so.
fn parted(text: &[u8], host: &[u8], end: usize) -> Option<usize> {
    if byte(text, end) != b',' || !is(byte(text, end + 1), ALNUM) {
        return None;
    }
    let rest = host_run(text, end + 1)?;
    let name = [host, b".", slice(text, end + 1, rest.end)].concat();
    let name = String::from_utf8_lossy(&name).to_ascii_lowercase();
    let is_known = |start: usize| name.get(start..).is_some_and(|name| data::class(name).is(Class::TARGET));
    let parts_known = || (0..host.len()).any(|at| (at == 0 || host[at - 1] == b'.') && is_known(at));
    let is_host = || matches!(ending(after_last(name.as_bytes(), b'.')), Ending::Host | Ending::Either);
    let goes_on = matches!(byte(text, rest.end), b'@' | b'=' | b'(');
    (!rest.odd && !goes_on && (host_words::FIRST.has_in_any_case(host) && is_host() || parts_known()))
        .then_some(rest.end)
}

/// Where the dotted word ends whose last dot stands at `dot`, if its ending and what follows leave it a host.
pub(super) fn end(text: &[u8], dot: usize) -> Option<usize> {
    let len = match text.get(dot + 1..dot + 9).and_then(<[u8]>::first_chunk) {
        Some(word) => letters(word),
        None => leading(slice(text, dot + 1, text.len()), |b| is(b, ALPHA)),
    };
    // Most are members of something, and longer.
    if !(2..5).contains(&len) {
        return None;
    }
    let (label, end) = (slice(text, dot + 1, dot + 1 + len), dot + 1 + len);
    // Of the words that go on with a doubled letter, one alone is a slip of an ending.
    let is_word = label.get(2..4).is_some_and(|rest| rest.iter().all(u8::is_ascii_lowercase) && rest != b"mm");
    // Behind escaped dots stands the end of a regular expression.
    let is_last = || byte(text, end) == b'$' && before(text, dot) == b'\\';
    let is_host =
        !is_word && (ends_here(text, end) || is_last()) && matches!(ending(label), Ending::Host | Ending::Either);
    (is_host && !breaks_line(text, dot)).then_some(end)
}

/// What the dotted word is whose last dot stands at `dot`, where what is before it leaves it a host: a bare one, or the domain of
/// a mailbox whose `@` is spelled out.
pub(super) fn dotted(text: &[u8], dot: usize, end: usize) -> Option<Candidate> {
    let mut start = word_start(text, dot);
    // A shell's default: `${REGISTRY:-fabrikam.org}`.
    start += usize::from(byte(text, start) == b'-' && before(text, start) == b':');
    // Japanese text goes back to ASCII by an escape that ends in a letter (ISO-2022-JP, RFC 1468).
    start += usize::from(before(text, start) == b'(' && slice(text, 0, start).ends_with(b"\x1b("));
    // Markup has it in italics: what is registered has no underscore, only what lies below it.
    start += usize::from(byte(text, start) == b'_' && !slice(text, start, dot).contains(&b'.'));
    if let Some(sign) = sign_before(text, start) {
        return around(text, sign);
    }
    start += procmail_keyword(text, start);
    // `*.army.mil` and `.army.mil` stand for every name below.
    let lead = match slice(text, start, start + 2) {
        [b'.', ..] => 1,
        [b'\\', b'.'] => 2,
        _ => 0,
    };
    let star = usize::from(lead > 0 && before(text, start) == b'*');
    let (first, start) = (start - star, start + lead);
    let whole = Span::new(if star > 0 { first } else { start }, end);
    let host = slice(text, start, end);
    if before(text, start) == b'%' {
        let (scheme, span) = (ESCAPED_SCHEME.len(), Span::new(start + 2, end));
        if slice(text, span.start.saturating_sub(scheme), span.start).eq_ignore_ascii_case(ESCAPED_SCHEME) {
            return (dot > span.start).then_some(Candidate { span, domain_span: span, form: Form::Host, plain: true });
        }
        return with_percent(text, Span::new(start, end));
    }
    let escaped = host.contains(&b'\\');
    // Before a name whose dots are escaped, a regular expression may have ended a part.
    let parted = escaped
        && (lead == 2 && before(text, first) != b'|'
            || matches!(before(text, start), b'?' | b')' | b'^' | b'_')
            || is_between_slashes(text, start, end));
    // What is filled in before a dot is a name below.
    let is_below = lead == 1 && before(text, first) == b'}' && host.contains(&b'.');
    let starts = starts_here(text, first) || parted || is_below || is_entry(text, first, end);
    if dot < start || dot - start >= LONGEST_HOST || !starts || fills_in(text, end) {
        return None;
    }
    let named = |b: u8, classes: u8| is(b, classes) || b >= 0x80;
    let sound = has_sound_labels(host);
    let name = slice(text, start, dot).iter().any(|&b| named(b, ALPHA));
    let span = Span::new(start, end);
    // JSON may escape its slashes.
    let is_host = before(text, start) == b'/'
        && [&b":\\/\\/"[..], IDENTITY].iter().any(|head| slice(text, 0, start).ends_with(head));
    let form = if is_host { Form::Host } else { Form::Bare };
    (sound && name).then_some(Candidate { span: whole, domain_span: span, form, plain: !escaped })
}

/// Whether each label of a host begins as one does. Services have an underscore before their name (RFC 8552), hosts have none.
fn has_sound_labels(host: &[u8]) -> bool {
    let (mut begins, mut is_service) = (true, false);
    for &b in host {
        let is_sound = match b {
            b'.' => !begins,
            b'_' => begins && !is_service,
            _ => !begins || is(b, ALNUM) || b >= 0x80,
        };
        if !is_sound {
            return false;
        }
        is_service = b == b'_';
        begins = b == b'.' || is_service;
    }
    !begins
}

/// The length of the keyword with which procmail looks for a recipient, behind the start of a line: `^TO_fabrikam\.org`
/// (procmailrc(5)).
pub(super) fn procmail_keyword(text: &[u8], start: usize) -> usize {
    let is_keyword = before(text, start) == b'^' && slice(text, start, start + 2) == b"TO";
    match byte(text, start + 2) {
        b'_' if is_keyword => 3,
        b'a'..=b'z' if is_keyword => 2,
        _ => 0,
    }
}

/// What stands before a domain, or a mailbox, that Amazon's mail service sends for, in the resource's name: `arn:aws:ses:..:identity/army.mil`.
const IDENTITY: &[u8] = b":identity/";

/// What stands between a scheme and a host in a URL that is a parameter of another one.
const ESCAPED_SCHEME: &[u8] = b"%3A%2F%2F";

/// Whether it is all of a regular expression, as those are written behind a space or in a bracket: `uri =~ /fabrikam\.org/`.
fn is_between_slashes(text: &[u8], start: usize, end: usize) -> bool {
    before(text, start) == b'/'
        && byte(text, end) == b'/'
        && matches!(before(text, start - 1), b' ' | b'\t' | b'(' | b',' | b'=' | b'~')
}

/// Whether the host from `start` to `end` is what an entry is for: a section, `[domain/fabrikam.org]`, or a line of tinydns,
/// `+fabrikam.org:192.0.2.1`.
fn is_entry(text: &[u8], start: usize, end: usize) -> bool {
    let line = || {
        let head = slice(text, start.saturating_sub(LONGEST_LABEL), start);
        slice(head, memrchr(b'\n', head).map_or(0, |newline| newline + 1), head.len())
    };
    match (before(text, start), byte(text, end)) {
        (b'/', b']') => line().starts_with(b"["),
        (b'+' | b'&', b':') => line().len() == 1,
        _ => false,
    }
}

/// Where the word starts that the dot at `dot` is in. Regular expressions escape its dots.
fn word_start(text: &[u8], dot: usize) -> usize {
    let reach = dot.saturating_sub(LONGEST_HOST);
    let mut start = dot;
    while start > reach {
        start -= trailing(slice(text, reach, start), |b| is(b, HOST));
        start -= match before(text, start) {
            b'\\' if start > reach && matches!(byte(text, start), b'.' | b'\\') => 1,
            0x80.. if start > reach => match char_before(text, start).filter(|&c| is_of_word(c)) {
                Some(c) => c.len_utf8(),
                None => break,
            },
            _ => break,
        };
    }
    start
}

/// Whether the word before `end` is filled in before an `@`: `${user.id}@`, `#{user.id}@`.
fn fills_in(text: &[u8], end: usize) -> bool {
    let rest = slice(text, end, end + 5).trim_ascii_start();
    let closed = leading(rest, |b| matches!(b, b'}' | b')'));
    closed > 0 && byte(rest, closed) == b'@'
}

/// Whether a word goes on with this character outside of ASCII.
fn is_of_word(c: char) -> bool {
    c.is_alphanumeric() && !is_unspaced(c)
}

/// Whether a host can begin at `start`, by what stands before it.
fn starts_here(text: &[u8], start: usize) -> bool {
    match before(text, start) {
        b'/' => match before(text, start - 1) {
            b'/' => !matches!(before(text, start - 2), b':' | b'/'),
            // A list of names between slashes.
            b'=' => true,
            b'\\' => slice(text, 0, start).ends_with(b"\\/\\/"),
            slash => slash == b'y' && slice(text, 0, start).ends_with(IDENTITY),
        },
        b'>' => start < 2 || byte(text, start - 2) != b'-',
        // The tag of BBCode.
        b']' => slice(text, start.saturating_sub(5), start).eq_ignore_ascii_case(b"[url]"),
        // What roff writes for an `@`.
        b'(' => before(text, start - 1) != b'\\' || !slice(text, start, start + 2).starts_with(b"at"),
        // The log daemon sends over TCP to a host behind two: `*.* @@logs.fabrikam.org:514`.
        // In the masks of chat servers any host below stands behind one: `*jo@*.fabrikam.org`.
        b'@' if byte(text, start) == b'*' => true,
        b'@' => before(text, start - 1) == b'@' && before(text, start.saturating_sub(2)).is_ascii_whitespace(),
        b'$' | b'#' | b'&' | b'+' | b'~' | b'^' | b'!' | b'\\' | b'}' | b')' | b'?' => false,
        b if b < 0x80 => true,
        _ => char_before(text, start).is_none_or(|c| !is_of_word(c)),
    }
}

/// Whether a host can end at `end`, by what follows.
fn ends_here(text: &[u8], end: usize) -> bool {
    let next = byte(text, end + 1);
    match byte(text, end) {
        // A tag of BBCode ends it.
        b'[' if next == b'/' => true,
        // Logs put the number of a machine behind its name.
        b'[' => next.is_ascii_digit() && memchr(b'.', slice(text, end, end + 5)).is_some(),
        // A parameter of a URL is escaped: `githib.com%2Fjane`.
        b'%' => next.is_ascii_hexdigit() && byte(text, end + 2).is_ascii_hexdigit(),
        b'@' | b'(' | b'{' | b'_' | b'=' | b'+' | b'$' => false,
        // The files of keys for the DNS are named so: `Karmy.mil.+013+12345.key`.
        b'.' | b'-' => {
            let is_cut = slice(text, end, end + 3) == b"..." && !is(byte(text, end + 3), HOST);
            is_cut || !is(next, HOST) && next < 0x80 && next != b'+'
        }
        // A regular expression goes on with an escaped dot.
        b'\\' => next != b'.' || !is(byte(text, end + 2), ALNUM) || breaks_line(text, end + 1),
        b if b < 0x80 => !is(b, ALNUM),
        _ => char_at(text, end).is_none_or(|c| !is_of_word(c)),
    }
}

#[cfg(test)]
mod tests {
    use crate::find::candidates;

    #[test]
    fn hosts_end_where_a_key_goes_on_and_begin_where_logs_are_sent() {
        for (text, expected) in [
            ("credential.https://fabrikam.org.helper", "fabrikam.org"),
            ("http.https://mail.fabrikam.org.sslVerify", "mail.fabrikam.org"),
            ("http.https://fabrikam.org/.extraheader", "fabrikam.org"),
            ("see. https://fabrikam.helper", "fabrikam.helper"),
            (r"ACTION NEEDED\.br\\.br\see https://fabrikam.org\.br\and wait", "fabrikam.org"),
            (r"at fabrikam.org\.br\\.br\call 555-0100\.br\ or", "fabrikam.org"),
            (r#""at fabrikam.org\\.br\\or call""#, "fabrikam.org"),
            (r"^mail\.fabrikam\.com\.br\b", r"mail\.fabrikam\.com\.br"),
            (r"^mail\.fabrikam\.com\.br\/", r"mail\.fabrikam\.com\.br"),
            ("url.https://fabrikam.org", "fabrikam.org"),
            ("https://fabrikam.org.helper", "fabrikam.org.helper"),
            ("*.* @@logs.fabrikam.org:514", "logs.fabrikam.org"),
            ("[url]fabrikam.org[/url]", "fabrikam.org"),
            ("arn:aws:ses:eu-west-1:1:identity/fabrikam.org", "fabrikam.org"),
            ("The _Fabrikam.org Handbook_", "Fabrikam.org"),
            ("_spf.fabrikam.org", "_spf.fabrikam.org"),
            ("\x1b$B$O\x1b(Bfabrikam.org\x1b$B$N", "fabrikam.org"),
        ] {
            let found: Vec<&[u8]> = candidates(text.as_bytes()).map(|found| found.domain(text.as_bytes())).collect();
            assert_eq!(found, [expected.as_bytes()], "{text}");
        }
    }
}
