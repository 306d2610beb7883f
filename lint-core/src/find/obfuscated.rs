//! Other ways to write an `@`: escaped for a format, or spelled out against harvesters.

use super::chars::{HOST, before, byte, is, slice};
use super::cut::trailing;
use super::domain::host_run;
use crate::span::Span;

/// The sign of which the sweep saw the `4` of an escape or the `d` of a spelled-out dot.
pub(super) fn sign_at(text: &[u8], at: usize) -> Option<Span> {
    if byte(text, at) == b'4' {
        return escaped(text, at);
    }
    let head = slice(text, at.saturating_sub(64), at);
    let brackets = trailing(head, |b| matches!(b, b'[' | b'(' | b'{' | b'<')).min(1);
    let head = slice(head, 0, head.len() - brackets).trim_ascii_end();
    let dot = at.saturating_sub(64) + head.len();
    let word = trailing(head, |b| is(b, HOST));
    // In prose something is "at the dot".
    let is_article = matches!(slice(text, dot - word, dot), b"the" | b"a" | b"each" | b"every");
    bracketed_before(text, dot - word).or_else(|| word_before(text, dot - word).filter(|_| !is_article))
}

/// ` at ` before a domain.
fn word_before(text: &[u8], domain: usize) -> Option<Span> {
    let start = domain.checked_sub(4)?;
    slice(text, start, domain).eq_ignore_ascii_case(b" at ").then(|| Span::new(start, domain))
}

/// What is written for an `@` before a domain; the byte before it tells most that have nothing there.
pub(super) fn sign_before(text: &[u8], domain: usize) -> Option<Span> {
    match before(text, domain) {
        b')' | b']' | b'}' | b'>' => bracketed_before(text, domain),
        b';' => entity_before(text, domain),
        b if b.is_ascii_whitespace() => bracketed_before(text, domain).or_else(|| shouted_before(text, domain)),
        _ => None,
    }
}

/// ` AT ` before a domain, behind a word that is in small letters.
fn shouted_before(text: &[u8], domain: usize) -> Option<Span> {
    let start = domain.checked_sub(4).filter(|start| byte(text, start + 2) == b'T')?;
    let is_in_small = |at: usize| matches!(before(text, at), b'a'..=b'z' | b'0'..=b'9');
    (slice(text, start, domain) == b" AT " && is_in_small(start)).then(|| Span::new(start, domain))
}

/// `(at)` and its kin before a domain, perhaps spaced.
fn bracketed_before(text: &[u8], domain: usize) -> Option<Span> {
    let head = slice(text, domain.saturating_sub(8), domain);
    let (close, inner) = head.trim_ascii_end().split_last()?;
    let open = match close {
        b')' => b'(',
        b']' => b'[',
        b'}' => b'{',
        b'>' => b'<',
        _ => return None,
    };
    let inner = inner.trim_ascii_end();
    let (word, outer) = inner.split_last_chunk::<2>().map(|(outer, word)| (word, outer))?;
    let outer = outer.trim_ascii_end().strip_suffix(&[open])?.trim_ascii_end();
    word.eq_ignore_ascii_case(b"at").then(|| Span::new(domain - head.len() + outer.len(), domain))
}

/// HTML's name for an `@` before a domain.
fn entity_before(text: &[u8], domain: usize) -> Option<Span> {
    let start = domain.checked_sub(b"&commat;".len())?;
    (slice(text, start, domain) == b"&commat;").then(|| Span::new(start, domain))
}

/// `%40`, `\x40`, `\u0040`, `&#64;`, `&#x40;`, by the place of its `4`.
fn escaped(text: &[u8], four: usize) -> Option<Span> {
    const FORMS: [(&[u8], &[u8]); 6] =
        [(b"%", b"0"), (b"\\x", b"0"), (b"\\u00", b"0"), (b"&#6", b";"), (b"&#x", b"0;"), (b"&#X", b"0;")];
    // Most are of a number.
    if !matches!(before(text, four), b'%' | b'x' | b'X' | b'0' | b'6') {
        return None;
    }
    FORMS.iter().find_map(|(head, tail)| {
        let start = four.checked_sub(head.len())?;
        let end = four + 1 + tail.len();
        if slice(text, start, four) != *head || slice(text, four + 1, end) != *tail {
            return None;
        }
        // Escaped once more: in a string in a string, in a batch file.
        let before = slice(text, start.saturating_sub(8), start);
        let more = match head.first() {
            Some(b'\\') => trailing(before, |b| b == b'\\'),
            Some(b'%') => usize::from(before.ends_with(b"%")),
            _ => 0,
        };
        Some(Span::new(start - more, end))
    })
}

/// Where a domain ends whose dots may be spelled out, as in `army [dot] mil`; it starts at `start`.
pub(super) fn domain_end(text: &[u8], start: usize) -> Option<usize> {
    let mut end = host_run(text, start)?.end;
    while let Some(dot) = spelled_dot(slice(text, end, end + 8)) {
        let next = host_run(text, end + dot)?.end;
        if next == end + dot {
            break;
        }
        end = next;
    }
    Some(end)
}

/// The length of a spelled-out dot that the text starts with.
pub(super) fn spelled_dot(text: &[u8]) -> Option<usize> {
    const DOTS: [&[u8]; 13] = [
        b"[dot]",
        b"(dot)",
        b"<dot>",
        b" <dot> ",
        b" [dot] ",
        b" (dot) ",
        b" {dot} ",
        b" dot ",
        b"{dot}",
        b"&#46;",
        b"&#x2e;",
        b"&period;",
        b"&#046;",
    ];
    DOTS.iter().find(|dot| text.get(..dot.len()).is_some_and(|t| t.eq_ignore_ascii_case(dot))).map(|dot| dot.len())
}

/// What is written in `bytes`, as mail software would read it: dots written out become dots, escapes of single
/// characters lose their backslash, characters that are not to be seen stay.
pub(crate) fn resolved(bytes: &[u8]) -> String {
    let mut plain = Vec::with_capacity(bytes.len());
    let mut at = 0;
    while at < bytes.len() {
        let rest = slice(bytes, at, bytes.len());
        match (spelled_dot(rest), rest) {
            (Some(len), _) => {
                plain.push(b'.');
                at += len;
            }
            (None, [b'\\', b'.' | b'_' | b'-' | b'+' | b'\'' | b'\\', ..] | [b'\'', b'\'', ..]) => at += 1,
            (None, [b, ..]) => {
                plain.push(*b);
                at += 1;
            }
            (None, []) => break,
        }
    }
    String::from_utf8_lossy(&plain).into_owned()
}

#[cfg(test)]
mod tests {
    use crate::Checker;

    #[test]
    fn prose_and_names_of_variables_spell_no_mailbox() {
        for (text, expected) in [
            ("mail jane at gmial dot com", true),
            ("split at the dot or colon", false),
            ("jane_doe_at_gmial.com", true),
            ("jane_doe_at_gmail.con", true),
            ("read(\"data/invoice_with_colon_at_end.edi\")", false),
            ("row_at_the_end_of_the_month.id", false),
        ] {
            let found = Checker::default().text("a.rb", text.as_bytes()).findings;
            assert_eq!(!found.is_empty(), expected, "{text}");
        }
    }
}
