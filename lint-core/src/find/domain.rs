//! The domain after an `@`, and the run of characters that every host is made of.

use super::chars::{ALNUM, ALPHA, HOST, before, byte, char_at, char_before, is, is_unspaced, slice};
use super::cut::{after_last, before_first, leading, trailing};
use super::mailbox::is_named;
use super::obfuscated;
use crate::address::{is_stop, to_ascii};
use crate::data::lists::{ending_words, host_words};
use crate::data::{self, Class, WordList};
use crate::span::Span;
use crate::text::find::memrchr;
use crate::text::hidden::{is_hidden, turns_text};

/// The longest domain looked for (RFC 5321 section 4.5.3.1.2).
const LONGEST_DOMAIN: usize = 255;
/// Endings that are taken for ones where the dot before them is missing or something else.
pub(crate) const COMMON: WordList = ending_words::COMMON;

/// A domain after an `@`.
#[derive(Clone, Copy)]
pub(super) struct Domain {
    pub(super) span: Span,
    /// Not to be judged as the bytes that it is.
    pub(super) odd: bool,
    /// A known name without its ending, which only a bracket makes a domain.
    pub(super) alone: bool,
}

/// The domain that starts at `start`, if one does: dotted, or with a comma or nothing where its last dot should be.
pub(super) fn after(text: &[u8], start: usize) -> Option<Domain> {
    let dotted = byte(text, start) == b'.';
    let at = start + usize::from(dotted);
    let named = |at: usize| is(byte(text, at), ALNUM);
    // A hyphen in front leaves it a domain, though a malformed one.
    if !(named(at) || (byte(text, at) == b'-' && named(at + 1)) || byte(text, at) >= 0x80) {
        return None;
    }
    if is_word(text, at) {
        return None;
    }
    let mut run = host_run(text, start)?;
    run.odd |= dotted;
    let host = slice(text, start, run.end);
    // With a dot too many before a single word it is rather an operator and a member.
    if dotted && memrchr(b'.', host) == Some(0) {
        return None;
    }
    let Some(dot) = memrchr(b'.', host) else {
        if ends_with_stop(host) {
            return Some(Domain { span: Span::new(start, run.end), odd: true, alone: false });
        }
        // All its dots are written as HTML writes them.
        if host.contains(&b'&') {
            return Some(Domain { span: Span::new(start, run.end), odd: true, alone: false });
        }
        return undotted(text, start, run.end);
    };
    let last = host.get(dot + 1..)?;
    if is_version(host, last) || last.contains(&b'_') {
        return None;
    }
    Some(Domain { span: Span::new(start, run.end), odd: run.odd, alone: false })
}

/// Whether what starts at `at` is a word without a dot, without what could stand for one, and outside of brackets. Most that follows an `@` is: annotations, and
/// the names of parameters in comments.
fn is_word(text: &[u8], at: usize) -> bool {
    let rest = slice(text, at, at + LONGEST_DOMAIN + 1);
    let len = leading(rest, |b| b != b'.' && is(b, HOST));
    let may_go_on = matches!(byte(rest, len), b'.' | b',' | b';' | b'\\' | b'&' | b'<' | b'>' | 0x80..);
    // Of a longer one the last dot may have been left out.
    !may_go_on && (len < 6 || is(before(rest, len), ALNUM) && !is_common(slice(rest, len - 3, len)))
}

/// Whether the last dot is one of other scripts, before an ending in ASCII.
fn ends_with_stop(host: &[u8]) -> bool {
    let ending = trailing(host, |b| is(b, ALNUM));
    char_before(host, host.len() - ending).is_some_and(|c| is_stop(c) && ending > 1)
}

/// Whether it numbers a release (`1.2.3`, `v2.0.x`, `4.0.0-beta.2`) or a machine rather than naming a host.
fn is_version(host: &[u8], last: &[u8]) -> bool {
    last.iter().all(u8::is_ascii_digit)
        || match host {
            [b'v', digit, b'.', next, ..] => digit.is_ascii_digit() && (next.is_ascii_digit() || *next == b'x'),
            [digit, ..] => {
                digit.is_ascii_digit()
                    && (last.iter().any(u8::is_ascii_digit) || !host.iter().any(|&b| is(b, ALPHA) || b >= 0x80))
            }
            [] => true,
        }
}

/// The domain that starts at `start`, dots perhaps spelled out.
pub(super) fn spelled(text: &[u8], start: usize) -> Option<Domain> {
    let plain = after(text, start).map_or(start, |domain| domain.span.end);
    let end = plain.max(obfuscated::domain_end(text, start)?);
    let dotted = slice(text, start, end).iter().any(|b| matches!(b, b'.' | b']' | b')' | b'}' | b' '));
    (dotted && is(byte(text, start), ALNUM)).then_some(Domain { span: Span::new(start, end), odd: true, alone: false })
}

/// Whether a label is one of the [`COMMON`] endings.
fn is_common(label: &[u8]) -> bool {
    COMMON.has_in_any_case(label)
}

/// `gmail,com`, `gmail;com` and `gmailcom`, and in an angle bracket `gmail`.
fn undotted(text: &[u8], start: usize, end: usize) -> Option<Domain> {
    let label = slice(text, start, end);
    if matches!(byte(text, end), b',' | b';') {
        let end = parted_end(text, start, end)?;
        return Some(Domain { span: Span::new(start, end), odd: true, alone: false });
    }
    let is_word = byte(text, end) == b'>' && label.len() > 2;
    // `<reviewer@mail>` is nobody's: such a word names no provider, though one has it for a name.
    // Nor is it one of the machines that nobody gave a name: `<jane@ubuntu>`.
    let is_common_word = || {
        let is_role = data::class(&String::from_utf8_lossy(label).to_ascii_lowercase()).is(Class::ROLE);
        is_role || host_words::PRESET.has_in_any_case(label)
    };
    if is_word && is_named(label, Class::PROVIDER.or(Class::ORGANISATION)) && !is_common_word() {
        return Some(Domain { span: Span::new(start, end), odd: true, alone: true });
    }
    let glued = label.len() > 5
        && label.last_chunk::<3>().is_some_and(|tail| is_common(tail))
        && label.iter().all(|&b| is(b, ALNUM) || b == b'-');
    glued.then_some(Domain { span: Span::new(start, end), odd: false, alone: false })
}

/// Where the domain ends whose last dot is a comma or, behind a known name, a semicolon, at `mark`: `gmail,com`, `gmail,co.uk`; or whose
/// first is a comma, before a known one: `us,af.mil`.
fn parted_end(text: &[u8], start: usize, mark: usize) -> Option<usize> {
    let label = slice(text, start, mark);
    let rest = slice(text, mark + 1, mark + 1 + LONGEST_DOMAIN);
    let rest = slice(rest, 0, leading(rest, |b| is(b, HOST)));
    let rest = slice(rest, 0, rest.len() - trailing(rest, |b| matches!(b, b'.' | b'-' | b'_')));
    let end = mark + 1 + rest.len();
    // A list of addresses, a call or an argument goes on.
    if matches!(byte(text, end), b'@' | b'(' | b'=') {
        return None;
    }
    let class = || data::class(&String::from_utf8_lossy(rest).to_ascii_lowercase());
    let is_ending = is_common(rest) || rest.contains(&b'.') && class().is(Class::SUFFIX);
    let fits = match byte(text, mark) {
        b',' => is_ending && label.len() > 1 || rest.contains(&b'.') && class().is(Class::TARGET),
        _ => is_ending && is_named(label, Class::PROVIDER.or(Class::ORGANISATION)),
    };
    fits.then_some(end)
}

/// A run of host characters.
#[derive(Clone, Copy)]
pub(super) struct Run {
    /// Behind its last letter or digit.
    pub(super) end: usize,
    /// Whether it holds what is not to be seen, is escaped, or has a dot too many.
    pub(super) odd: bool,
}

/// The run of host characters from `start`. `None` when it is too long for a host.
pub(super) fn host_run(text: &[u8], start: usize) -> Option<Run> {
    let rest = slice(text, start, start + LONGEST_DOMAIN + 1);
    let plain = leading(rest, |b| is(b, HOST));
    let mut run = Run { end: start + plain, odd: false };
    let is_special = matches!(rest.get(plain), Some(b'\\' | b'&' | 0x80..));
    if is_special {
        run = special_run(text, start, run)?;
    } else if plain > LONGEST_DOMAIN {
        return None;
    }
    if opens_pod_escape(text, run.end) {
        run.end -= 1;
    }
    // Neither is there in a run of ASCII, as nearly all are.
    if is_special {
        run.end -= turning_mark_before(text, run.end);
        run.end -= sentence_behind(slice(text, start, run.end));
    }
    while run.end > start && matches!(before(text, run.end), b'.' | b'-' | b'_') {
        run.end -= 1;
    }
    run.odd |= slice(text, start, run.end).windows(2).any(|pair| pair == b"..");
    Some(run)
}

/// The length of the mark before `end` that turns the text, where the line is in a script written from the right: there it keeps
/// the word in its place, and is none of it.
fn turning_mark_before(text: &[u8], end: usize) -> usize {
    let mark = if before(text, end) < 0x80 { None } else { char_before(text, end).filter(|&c| turns_text(c)) };
    mark.filter(|_| is_from_the_right(text, end)).map_or(0, char::len_utf8)
}

/// How long the mark is that begins at `start` and turns the text, if it is one that stands by letters written from the right.
pub(super) fn turning_mark_at(text: &[u8], start: usize) -> usize {
    let mark = if byte(text, start) < 0x80 { None } else { char_at(text, start).filter(|&c| turns_text(c)) };
    mark.filter(|_| is_from_the_right(text, start)).map_or(0, char::len_utf8)
}

/// The length of the last label and its dot, where that is the beginning of a sentence in a script of the Near East or South Asia, and
/// no top-level domain, and what stands before ends in one.
fn sentence_behind(host: &[u8]) -> usize {
    let last = after_last(host, b'.');
    if char_at(last, 0).is_none_or(|c| !has_no_look_alikes(c)) || last.len() + 1 >= host.len() {
        return 0;
    }
    let is_ending = |label: &[u8]| data::class(&to_ascii(&String::from_utf8_lossy(label))).is(Class::TLD);
    let rest = slice(host, 0, host.len() - last.len() - 1);
    if is_ending(after_last(rest, b'.')) && !is_ending(last) { last.len() + 1 } else { 0 }
}

/// Whether the line around `at` has letters of Hebrew, Arabic or Syriac near: those of two bytes from U+0590 on.
fn is_from_the_right(text: &[u8], at: usize) -> bool {
    const NEAR: usize = 256;
    let has_letters = |text: &[u8]| text.iter().any(|b| matches!(b, 0xD6..=0xDF));
    let head = after_last(slice(text, at.saturating_sub(NEAR), at), b'\n');
    has_letters(head) || has_letters(before_first(slice(text, at, at + NEAR), b'\n'))
}

/// Whether the last letter before `end` belongs to what follows: Perl's documentation escapes brackets as `E<gt>`.
fn opens_pod_escape(text: &[u8], end: usize) -> bool {
    before(text, end) == b'E' && [&b"<gt>"[..], b"<lt>", b"<0x6"].contains(&slice(text, end, end + 4))
}

/// Goes on with a run where something else than plain ASCII follows.
fn special_run(text: &[u8], start: usize, run: Run) -> Option<Run> {
    let Run { mut end, mut odd } = run;
    // How many letters the last label has had; a following word in a script without spaces is not part of it.
    let mut ascii = trailing(slice(text, start, end), |b| is(b, ALPHA));
    loop {
        if end - start > LONGEST_DOMAIN {
            return None;
        }
        let b = byte(text, end);
        if is(b, HOST) {
            ascii = if is(b, ALPHA) { ascii + 1 } else { 0 };
            end += 1;
        } else if let Some(dot) = escaped_dot(text, end) {
            (end, odd, ascii) = (dot, true, 0);
        } else if let Some(c) = char_at(text, end).filter(|&c| c >= '\u{80}') {
            let hidden = is_hidden(c) && !c.is_whitespace();
            let parts = is_stop(c) && is(byte(text, end + c.len_utf8()), ALNUM);
            let goes_on = c.is_alphanumeric() && !(ascii > 1 && (is_unspaced(c) || has_no_look_alikes(c)));
            if !hidden && !parts && !goes_on {
                break;
            }
            (odd, ascii) = (odd || hidden || parts, 0);
            end += c.len_utf8();
        } else {
            break;
        }
    }
    Some(Run { end, odd })
}

/// Whether a letter is of a script of the Near East or South Asia, whose letters nobody takes for Latin ones: where one stands
/// directly behind an ending, a sentence goes on.
const fn has_no_look_alikes(c: char) -> bool {
    matches!(c, '\u{590}'..='\u{109f}')
}

/// Whether the dot at `dot` begins a new line in a message of HL7 (version 2.7, section 2.7.6), in which commands stand between backslashes:
/// `jo@fabrikam.org\.br\or call`. In a string there are two of each.
pub(crate) fn breaks_line(text: &[u8], dot: usize) -> bool {
    if before(text, dot) != b'\\' || slice(text, dot, dot + 4) != b".br\\" {
        return false;
    }
    let behind = dot + 4 + usize::from(byte(text, dot + 4) == b'\\');
    // A regular expression goes on with a sign that is escaped, or a class or an anchor, which is a letter alone.
    match slice(text, behind, behind + 4) {
        b".br\\" | [] => true,
        [one, other, ..] if is(*one, ALNUM) => is(*other, ALNUM),
        [one, ..] => one.is_ascii_whitespace(),
    }
}

/// Where a dot ends that a regular expression or HTML escapes, if one starts at `at` and a label follows it.
fn escaped_dot(text: &[u8], at: usize) -> Option<usize> {
    let len = match slice(text, at, at + 4) {
        [b'\\', b'.', b'b', b'r'] if breaks_line(text, at + 1) => return None,
        [b'\\', b'\\', b'.', b'b'] if breaks_line(text, at + 2) => return None,
        [b'\\', b'.', next, ..] if is(*next, ALNUM) => 2,
        [b'\\', b'\\', b'.', next] if is(*next, ALNUM) => 3,
        [b'&', ..] => obfuscated::spelled_dot(slice(text, at, at + 8)).filter(|len| is(byte(text, at + len), ALNUM))?,
        _ => return None,
    };
    Some(at + len)
}
