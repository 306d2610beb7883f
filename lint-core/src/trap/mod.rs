//! What only looks like an address or a host: names of files, members, units, messages, algorithms.

use crate::context::{Context, Kind, Role, Surroundings, usage};
use crate::data::{self, Class};
use crate::find::chars::{before, byte, slice};
use crate::find::cut::{after_last, before_first, last_word, leading, parts};
use crate::find::endings::{Ending, ending};
use crate::find::{Candidate, Form};
use crate::source::Place;
use crate::span::Span;
use crate::text::find::{memchr, memmem};

/// Whether the candidate is something else, by the place it stands in.
///
/// ```
/// use lint_core::context::{Context, Kind, Lexer};
/// let text = br#"<img src="logo@2x.png"> mail ops@army.ml"#;
/// let (kind, mut lexer) = (Kind::of("index.html"), Lexer::new(Kind::of("index.html")));
/// let contexts = lint_core::find::candidates(text).map(|c| Context::of(text, kind, c, &mut lexer));
/// let traps: Vec<bool> = contexts.map(|context| lint_core::trap::is_trap(&context)).collect();
/// assert_eq!(traps, [true, false]);
/// ```
pub fn is_trap(context: &Context<'_>) -> bool {
    let Context { text, kind, ref candidate, ref around } = *context;
    let domain = candidate.domain(text);
    let last = after_last(domain, b'.');
    let end = slice(text, candidate.span.end, candidate.span.end + 3);
    if candidate.form != Form::Bare && (is_metasyntactic(domain, last) || is_shortened(last, end)) {
        return true;
    }
    match candidate.form {
        Form::Host => names_file(text, candidate.span.start) || is_wrapped(text, candidate.span.end, last),
        Form::Bare => {
            names_namespace(text, candidate.span.start)
                || is_typeset(text, candidate.span.start)
                || goes_on_with_url(text, candidate, around)
                || has_its_length_before(text, candidate.span)
                || !a_host_can_stand(text, kind, candidate, around, ending(last))
        }
        Form::Address | Form::Templated => {
            ending(last) == Ending::File
                || is_identifier(last)
                || is_message_id(text, kind, candidate, around)
                || is_algorithm(text, candidate)
                || is_dumped(slice(text, around.line.start, around.line.end))
                || is_code(text, candidate, around, last, kind.language().infix_at)
                || is_unit_address(candidate.domain(text), last)
                || is_prompt(text, candidate, around)
                || is_cut(text, candidate, around)
                || is_folded(text, candidate.span.end, last, around)
        }
    }
}

/// Whether a URL is one of a file, which lies on no host but this one: build recipes write `file://main.c`.
fn names_file(text: &[u8], start: usize) -> bool {
    slice(text, 0, start).ends_with(b"file://")
}

/// Whether the word is the namespace of a URN (RFC 8141): `urn:schemas-microsoft.com:vml`.
fn names_namespace(text: &[u8], start: usize) -> bool {
    slice(text, start.saturating_sub(4), start).eq_ignore_ascii_case(b"urn:")
}

/// Capitals within a word: `removeCallbacks`. Hosts are written in one case, or with a capital first.
fn is_identifier(label: &[u8]) -> bool {
    label.windows(2).any(|pair| matches!(pair, [a, b] if a.is_ascii_lowercase() && b.is_ascii_uppercase()))
}

/// A capital only where the last word begins: `samba.net.Net` is a class in a module.
fn is_class(name: &[u8]) -> bool {
    let begins = name.len() - after_last(name, b'.').len();
    for (at, b) in name.iter().enumerate() {
        if b.is_ascii_uppercase() != (at == begins) {
            return false;
        }
    }
    0 < begins && begins < name.len()
}

/// Stand-ins that nobody would send mail to: `a@b.c`, `qwe@efd.r`, `quux@abcd.efg`, `foo@bar.baz`, `user@your.domain`,
/// `http://some.server.dom`, `me@YOUR_PROJECT.example.com`; and names with an ending that no host can have.
fn is_metasyntactic(domain: &[u8], last: &[u8]) -> bool {
    let (mut repeated, mut short, mut shouted) = (true, true, false);
    for label in parts(domain, b'.') {
        repeated &= label.len() > 1 && label.iter().all(|b| b == &label[0]);
        short &= label.len() < 4;
        shouted |= label.contains(&b'_') && label.iter().all(|b| b.is_ascii_uppercase() || *b == b'_');
    }
    let is_last = |word: &&str| last.eq_ignore_ascii_case(word.as_bytes());
    ["baz", "qux", "quux", "tld", "ext", "dom", "domain", "address", "realm", "xx", "ex"].iter().any(is_last)
        || is_alphabet(domain)
        || repeated
        || (last.len() < 2 && short)
        || (last.contains(&b'-') && !last.starts_with(b"xn--"))
        || shouted
}

/// The letters of the alphabet in their order, with dots between them.
fn is_alphabet(domain: &[u8]) -> bool {
    let mut last = None;
    for &b in domain {
        if b != b'.' && last.replace(b).is_some_and(|last| last.checked_add(1) != Some(b)) {
            return false;
        }
    }
    domain.len() > 6
}

/// Whether a URL goes on in the next line, amid the name of its host: `http://dev.mutt.or`, `g/trac`.
fn is_wrapped(text: &[u8], end: usize, last: &[u8]) -> bool {
    let rest = slice(text, end, end + 64);
    let Some(rest) = rest.strip_prefix(b"\r\n").or(rest.strip_prefix(b"\n")) else { return false };
    goes_on(last, rest.trim_ascii_start()) == Some(b'/')
}

/// Whether a line of calendar data or headers is folded amid the domain, to go on behind a space (RFC 5545 section 3.1),
/// whatever both lines have before them: `> MAILTO:jo@gmail.c`, `>  om`.
fn is_folded(text: &[u8], end: usize, last: &[u8], around: &Surroundings) -> bool {
    let line = slice(text, around.line.start, end);
    let rest = slice(text, end, end + 64);
    let Some(next) = rest.strip_prefix(b"\r\n").or(rest.strip_prefix(b"\n")) else { return false };
    let margin = line.iter().zip(next).take_while(|(a, b)| a == b).count();
    let folded = slice(next, margin, next.len()).trim_ascii_start();
    let is_behind_space = slice(next, 0, next.len() - folded.len()).ends_with(b" ");
    is_behind_space && matches!(goes_on(last, folded), Some(b'\r' | b'\n'))
}

/// What stands behind a letter or two in `rest` with which `last` is an ending.
fn goes_on(last: &[u8], rest: &[u8]) -> Option<u8> {
    let letters = leading(rest, |b| b.is_ascii_lowercase());
    let whole = [last, slice(rest, 0, letters)].concat();
    let next = rest.get(letters).copied();
    let is_ending = || std::str::from_utf8(&whole).is_ok_and(|whole| data::class(whole).is(Class::TLD));
    next.filter(|_| (1..3).contains(&letters) && is_ending())
}

/// Whether a URL began in the line before, and broke amid the name of its host: `http://ww1.m`, `icrochip.com/downloads`.
fn goes_on_with_url(text: &[u8], candidate: &Candidate, around: &Surroundings) -> bool {
    let head = slice(text, around.line.start, candidate.span.start);
    if !head.trim_ascii().is_empty() {
        return false;
    }
    let line = slice(text, around.line.start.saturating_sub(256), around.line.start).trim_ascii_end();
    let word = last_word(line);
    let host = memmem(word, b"://").map_or(&b""[..], |scheme| slice(word, scheme + 3, word.len()));
    let last = after_last(host, b'.');
    let is_word = !last.is_empty() && last.iter().all(u8::is_ascii_lowercase);
    is_word && std::str::from_utf8(last).is_ok_and(|last| !data::class(last).is(Class::TLD))
}

/// Whether a word goes on from before its bracket: PostScript moves letters closer, as in `(www.p)r(ostgresql.org)`.
fn is_typeset(text: &[u8], start: usize) -> bool {
    match slice(text, start.saturating_sub(3), start) {
        [b')', between, b'('] => between.is_ascii_alphanumeric(),
        _ => false,
    }
}

/// Whether the first letter is a number, that of the characters behind it: descriptors of protocol buffers write
/// `Ogithub.com/..` where 79 characters follow.
fn has_its_length_before(text: &[u8], span: Span) -> bool {
    let length = usize::from(byte(text, span.start));
    let rest = slice(text, span.start + 1, span.start + 2 + length);
    before(text, span.start) == b'"' && leading(rest, |b| b != b'\\' && b != b'"') == length && rest.len() > length
}

/// Whether a name was cut off to fit, `www.google.c…`, or goes on with anything, `https://prefix.docker.c*`.
fn is_shortened(last: &[u8], next: &[u8]) -> bool {
    last.len() < 3 && (next.starts_with("…".as_bytes()) || next == b"..." || next.starts_with(b"*"))
}

/// The names of messages, which look like addresses but are none (RFC 5322 section 3.6.4).
fn is_message_id(text: &[u8], kind: Kind, candidate: &Candidate, around: &Surroundings) -> bool {
    let line = slice(text, around.line.start.max(candidate.span.start.saturating_sub(512)), candidate.span.start);
    let lower = line.to_ascii_lowercase();
    let words = [&b"message-id"[..], b"in-reply-to", b"references:", b"content-id", b"cid:", b"message_id"];
    if words.iter().any(|word| memmem(&lower, word).is_some()) {
        return true;
    }
    if kind.role() == Role::Mail && line.first().is_some_and(|&b| b == b' ' || b == b'\t') {
        return is_folded_reference(text, around.line.start);
    }
    // Folded on, they stand alone on a line, and consist of a date, a counter or noise.
    let local = slice(text, candidate.span.start, candidate.domain_span.start.saturating_sub(1));
    let alone = line.trim_ascii() == b"<" && byte(text, candidate.span.end) == b'>';
    // Those that Emacs makes.
    if local.ends_with(b".fsf") {
        return true;
    }
    let (mut digits, mut capitals) = (0, 0);
    for b in local {
        digits += usize::from(b.is_ascii_digit());
        capitals += usize::from(b.is_ascii_uppercase());
    }
    alone && (digits > 7 || (local.len() > 12 && digits > 0 && capitals > 2))
}

/// Whether the header field that the line at `start` goes on with holds names of messages (RFC 5322 section 2.2.3).
fn is_folded_reference(text: &[u8], start: usize) -> bool {
    let head = slice(text, start.saturating_sub(2048), start);
    let mut lines = parts(head.strip_suffix(b"\n").unwrap_or(head), b'\n').rev();
    let field = lines.find(|line| !line.first().is_some_and(u8::is_ascii_whitespace)).unwrap_or_default();
    let name = before_first(field, b':').to_ascii_lowercase();
    matches!(&*name, b"references" | b"in-reply-to" | b"message-id" | b"content-id")
}

/// The names of algorithms in SSH, which end in their author's domain (RFC 4251 section 6).
fn is_algorithm(text: &[u8], candidate: &Candidate) -> bool {
    let local = slice(text, candidate.span.start, candidate.domain_span.start);
    matches!(candidate.domain(text), b"openssh.com" | b"libssh.org" | b"lysator.liu.se" | b"ssh.com")
        && local.contains(&b'-')
}

/// What boards and their boot loaders call a device, by the address of its registers: `mmc@7e202000.bootdev`.
fn is_unit_address(domain: &[u8], last: &[u8]) -> bool {
    let first = before_first(domain, b'.');
    !first.is_empty()
        && first.iter().all(u8::is_ascii_hexdigit)
        && (first.len() > 7 || first.iter().all(u8::is_ascii_digit))
        && ending(last) == Ending::Other
        && std::str::from_utf8(last).is_ok_and(|last| !data::class(last).is(Class::TLD))
}

/// Whether a shell shows who is logged in where, before what is typed: `[root@skynet ~]# `, `jo@botnet:~$ `.
fn is_prompt(text: &[u8], candidate: &Candidate, around: &Surroundings) -> bool {
    let rest = slice(text, candidate.span.end, around.line.end);
    let bracketed = before(text, candidate.span.start) == b'[';
    let directory = match rest.first() {
        Some(b' ') if bracketed => memchr(b']', rest).map(|end| end + 1),
        Some(b':') if !bracketed => rest.iter().position(|&b| matches!(b, b'#' | b'$' | b' ')),
        _ => None,
    };
    let sign = directory.map(|end| slice(rest, end, end + 2));
    matches!(sign, Some([b'#' | b'$'] | [b'#' | b'$', b' ']))
}

/// Operators, labels and slots between words of a program.
fn is_code(text: &[u8], candidate: &Candidate, around: &Surroundings, last: &[u8], infix_at: bool) -> bool {
    let local = slice(text, candidate.span.start, candidate.domain_span.start);
    let next = byte(text, candidate.span.end);
    let called = next == b'(' && around.place != Place::Comment;
    let file = after_last(local, b'.');
    let file = local.contains(&b'.') && ending(file.strip_suffix(b"@").unwrap_or(file)) == Ending::File;
    // The commands of VMS are run so, and OData annotates members so.
    let is_command = local == b"@" && candidate.domain(text).contains(&b'_');
    matches!(local, b"this@" | b"super@" | b"return@")
        || is_command
        || candidate.domain(text).starts_with(b"odata.")
        || called
        || file
        || (before(text, candidate.span.start) == b'/' && next == b'/')
        || (around.place == Place::Code
            && (infix_at || local == b"*@")
            && (!matches!(ending(last), Ending::Host | Ending::Either) || matches!(next, b'[' | b'$')))
}

/// Whether a line is one of a hex dump, whose last column shows bytes as they come.
fn is_dumped(line: &[u8]) -> bool {
    let offset = leading(line, |b| b.is_ascii_hexdigit());
    let rest = slice(line, offset, line.len());
    offset > 3 && rest.starts_with(b"  ") && rest.trim_ascii_end().ends_with(b"|")
}

/// An address whose end a fixed-width header cut off: opened by `<`, never closed, then filled up with spaces.
fn is_cut(text: &[u8], candidate: &Candidate, around: &Surroundings) -> bool {
    let rest = slice(text, candidate.span.end, around.line.end);
    before(text, candidate.span.start) == b'<' && rest.starts_with(b"  ") && !rest.contains(&b'>')
}

/// Whether a bare dotted word stands where a host can: alone in a string or value, in running text with an ending that is
/// nothing but a host's, or with a first label that only hosts have.
fn a_host_can_stand(text: &[u8], kind: Kind, candidate: &Candidate, around: &Surroundings, ending: Ending) -> bool {
    if is_identifier(candidate.domain(text)) || is_class(candidate.domain(text)) {
        return false;
    }
    if around.place == Place::Code {
        return kind.language().runs_commands
            && ending == Ending::Host
            && (before(text, candidate.span.start) == b'=' || usage::is_argument(text, around, candidate.span));
    }
    let head = before_first(candidate.domain(text), b'.').to_ascii_lowercase();
    let known_head =
        matches!(&*head, b"www" | b"smtp" | b"imap" | b"pop" | b"pop3" | b"mail" | b"ftp" | b"api" | b"cdn" | b"cdnjs");
    let is_deep = parts(candidate.domain(text), b'.').nth(2).is_some();
    if known_head && is_deep {
        return true;
    }
    match ending {
        Ending::Host => true,
        _ => {
            let is_value = matches!(kind.role(), Role::Values(_));
            let quoted = around.quoted.is_some_and(|quoted| quoted == candidate.span);
            (quoted && is_value && is_deep)
                || ((quoted || (is_value && is_whole_value(text, candidate, around)))
                    && names_hosts(text, candidate, around))
        }
    }
}

/// Whether a word without quotes is all that its line gives a key, or an item of a list.
fn is_whole_value(text: &[u8], candidate: &Candidate, around: &Surroundings) -> bool {
    let head = slice(text, around.line.start, candidate.span.start).trim_ascii_end();
    let tail = slice(text, candidate.span.end, around.line.end).trim_ascii_start();
    matches!(head.last(), Some(b':' | b'=' | b'[' | b',' | b'-'))
        && matches!(tail.first(), None | Some(b',' | b']' | b'#'))
}

/// Whether the line speaks of hosts or domains before the word.
fn names_hosts(text: &[u8], candidate: &Candidate, around: &Surroundings) -> bool {
    const WORDS: [&[u8]; 7] = [b"domain", b"host", b"smtp", b"mail", b"relay", b"origin", b"server"];
    let start = around.line.start.max(candidate.span.start.saturating_sub(256));
    let head = slice(text, start, candidate.span.start).to_ascii_lowercase();
    WORDS.iter().any(|word| memmem(&head, word).is_some())
}
