//! What is not mended, because more than the text would have to change: a length, a checksum, a signature, the other half of a
//! word.
//!
//! Nothing here is about whether something is wrong. A person is told of it all the same, and mends it by hand.

use lint_core::gate::settle::Baseline;
use lint_core::gate::source::Encoding;
use lint_core::{Finding, Place};
use memchr::memmem::find;
use std::borrow::Cow;
use std::ops::Range;

/// How many lines around a checksum may be what it is the sum of.
const NEAR: usize = 8;

/// How far back in its line a text is looked at, in bytes; lines may be very long.
const BACK: usize = 4096;

/// The longest string of a zone file (RFC 1035, section 3.3).
const STRING_MAX: usize = 255;

/// The digits of the shortest checksum that is taken for one: SHA-256. Shorter ones name commits, which nobody computes anew.
const DIGITS: usize = 64;

/// A file's text, one byte a character as far as it is looked at here.
pub(super) struct Text<'t> {
    bytes: Cow<'t, [u8]>,
    encoding: Encoding,
    folds: bool,
    whole: Option<&'static str>,
}

impl<'t> Text<'t> {
    pub(super) fn new(stored: &'t [u8]) -> Text<'t> {
        let encoding = Encoding::of(stored).0;
        let bytes = match encoding {
            Encoding::Utf8 => Cow::Borrowed(stored),
            Encoding::Utf16Le | Encoding::Utf16Be => {
                let low = usize::from(encoding == Encoding::Utf16Be);
                let unit = |pair: &[u8]| match (pair.get(low), pair.get(1 - low)) {
                    (Some(&low), Some(0)) => low,
                    _ => 0xff,
                };
                Cow::Owned(stored.chunks(2).map(unit).collect())
            }
        };
        let folds = folds(&bytes);
        let whole = whole(&bytes, encoding);
        Text { bytes, encoding, folds, whole }
    }

    /// Why a finding is not to be mended here; `None` where it may be.
    pub(super) fn refuses(&self, finding: &Finding) -> Option<&'static str> {
        if self.whole.is_some() {
            return self.whole;
        }
        let (fix, location) = (finding.fix.as_ref()?, finding.location.as_ref()?);
        let place = |byte: u64| {
            usize::try_from(byte).unwrap_or(usize::MAX) / if self.encoding == Encoding::Utf8 { 1 } else { 2 }
        };
        let subject = place(location.start.byte)..place(location.end.byte);
        let Some(written) = self.bytes.get(subject.clone()) else {
            return Some("it does not stand there as it is read");
        };
        // What is replaced is a part of the subject; what stands before it may be escaped.
        let (start, end) = fix.positions?;
        let replaced = self.bytes.get(place(start.byte)..place(end.byte)).unwrap_or_default();
        let is_read = match self.encoding {
            Encoding::Utf8 => find(finding.subject.as_bytes(), replaced).is_some(),
            Encoding::Utf16Le | Encoding::Utf16Be => replaced.len() <= finding.subject.len(),
        };
        // The fix of that lint is made only where all of the subject is written as it is read, but for what is hidden.
        let is_plain = finding.lint == "hidden_character" || is_read && !written.contains(&b'\n');
        let more = fix.replacement.len().saturating_sub(replaced.len());
        let around = Around { text: &self.bytes, subject: subject.clone() };
        match () {
            () if !is_plain => Some("it is written otherwise than it is read"),
            () if around.is_part() => Some("it is a part of something longer"),
            () if around.goes_on(self.folds) => Some("its text goes on elsewhere"),
            () if around.is_piece() => Some("it is a piece of a string that is put together"),
            () if around.carries_length(more) => Some("its length is written beside it"),
            () if around.is_summed() => Some("a checksum stands near it"),
            () if around.is_word() && finding.place != Place::Value => Some("it is a word outside of configuration"),
            () => None,
        }
    }
}

/// What is wrong with mending anything in a file.
fn whole(text: &[u8], encoding: Encoding) -> Option<&'static str> {
    let begins = |line: &[u8]| text.starts_with(line) || find(text, &[b"\n", line].concat()).is_some();
    let has = |part: &[u8]| find(text, part).is_some();
    let head = text.get(..2048).unwrap_or(text);
    let is_control = |byte: &u8| *byte < b' ' && !matches!(byte, b'\t' | b'\n' | 0x0b | 0x0c | b'\r' | 0x1b);
    match () {
        () if encoding == Encoding::Utf8 && text.iter().any(is_control) => Some("its file is no text"),
        () if text.starts_with(b"%PDF-") => Some("its file is no text"),
        () if begins(b"diff --git ")
            || (begins(b"+++ ") && begins(b"@@ -"))
            || (begins(b"*** ") && begins(b"***************")) =>
        {
            Some("its file is a patch")
        }
        () if has(b"-----BEGIN ") || begins(b"DKIM-Signature:") || begins(b"Content-MD5:") => {
            Some("its file is signed or encoded")
        }
        () if find(head, b"@generated").is_some() || find(head, b"DO NOT EDIT").is_some() => {
            Some("its file is generated")
        }
        () if has(b"did you mean `") || std::str::from_utf8(text).is_ok_and(Baseline::is_one) => {
            Some("its file tells of findings")
        }
        () => None,
    }
}

/// Whether lines that begin with a blank belong to the one before, with nothing between: mail, LDIF, iCalendar, vCard.
fn folds(text: &[u8]) -> bool {
    let start = text.iter().position(|byte| byte.is_ascii_graphic()).unwrap_or(text.len());
    let line = text.get(start..).unwrap_or_default().split(|byte| *byte == b'\n').next().unwrap_or_default();
    let name = line.split(|byte| *byte == b':').next().unwrap_or_default();
    line.starts_with(b"From ")
        || name.len() < line.len() && name.iter().all(|byte| byte.is_ascii_alphanumeric() || *byte == b'-')
        || find(text, b"BEGIN:V").is_some()
        || find(text, b"\ndn: ").is_some()
}

/// A subject and the text around it.
struct Around<'t> {
    text: &'t [u8],
    subject: Range<usize>,
}

impl Around<'_> {
    fn before(&self) -> &[u8] {
        self.text.get(..self.subject.start).unwrap_or_default()
    }

    fn after(&self) -> &[u8] {
        self.text.get(self.subject.end..).unwrap_or_default()
    }

    /// What stands before it in its line.
    fn line_before(&self) -> &[u8] {
        let before = self.before();
        let before = before.get(before.len().saturating_sub(BACK)..).unwrap_or_default();
        before.iter().rposition(|byte| *byte == b'\n').map_or(before, |end| before.get(end + 1..).unwrap_or_default())
    }

    /// Whether it is attached to what it is no part of.
    fn is_part(&self) -> bool {
        let begins = match self.before() {
            [.., b'\\', b'n' | b'r' | b't'] => false,
            [.., b'*', b'.'] => false,
            [.., byte] => byte.is_ascii_alphanumeric() || b"_-+.%$\\~#".contains(byte),
            [] => false,
        };
        begins
            || match self.after() {
                [b'.', next, ..] => next.is_ascii_alphanumeric() || b"_-+".contains(next),
                [b'\\', b'n' | b'r' | b't' | b'"' | b'\'' | b'\r' | b'\n' | b'\\' | b'<' | b'>', ..] => false,
                [b'=', one, two, ..] => one.is_ascii_hexdigit() && two.is_ascii_hexdigit(),
                [b'&', rest @ ..] => rest.starts_with(b"#") || rest.starts_with(b"shy;"),
                [b'<', rest @ ..] => rest.starts_with(b"wbr"),
                // A soft hyphen and what has no width.
                [0xc2, 0xad, ..] | [0xe2, 0x80, 0x8b..=0x8d, ..] | [0xe2, 0x81, 0xa0, ..] | [0xef, 0xbb, 0xbf, ..] => {
                    true
                }
                [byte, ..] => byte.is_ascii_alphanumeric() || b"_-@%${+\\".contains(byte),
                [] => false,
            }
    }

    /// Whether the format goes on with it on the next line, or began it on the line before.
    fn goes_on(&self, folds: bool) -> bool {
        let after = self.after();
        // The mark of quoted-printable, or that of most other formats.
        let marked = after.strip_prefix(b"=").or_else(|| after.strip_prefix(b"\\"));
        let next = |text: &[u8]| -> Option<Vec<u8>> {
            let rest = text.strip_prefix(b"\r").unwrap_or(text).strip_prefix(b"\n")?;
            Some(rest.get(..2).unwrap_or(rest).to_vec())
        };
        if marked.is_some_and(|rest| next(rest).is_some()) {
            return true;
        }
        let folded = |next: &[u8]| match next {
            [b' ', next] => !next.is_ascii_whitespace(),
            [b'\t', _] => folds,
            _ => false,
        };
        if next(after).is_some_and(|next| folded(&next)) {
            return true;
        }
        let here = self.line_before();
        if !here.iter().all(|byte| matches!(byte, b' ' | b'\t')) || here.len() >= self.before().len() {
            return false;
        }
        let above = self.before().get(..self.before().len() - here.len() - 1).unwrap_or_default();
        let above = above.strip_suffix(b"\r").unwrap_or(above);
        match above {
            [.., b'\n'] | [] => false,
            [.., last, b'\\'] => !last.is_ascii_whitespace(),
            [.., last, b'='] if here.is_empty() => !last.is_ascii_whitespace(),
            _ => folds && here.len() == 1,
        }
    }

    /// Whether it begins or ends at the end of a string that another one follows.
    fn is_piece(&self) -> bool {
        let is_quote = |byte: u8| matches!(byte, b'"' | b'\'' | b'`');
        let follows = match self.after() {
            [quote, rest @ ..] if is_quote(*quote) => {
                let rest = rest.get(..BACK).unwrap_or(rest);
                let (rest, apart) = match rest.iter().position(|byte| !byte.is_ascii_whitespace() && *byte != b'\\') {
                    Some(at) => (rest.get(at..).unwrap_or_default(), at > 0),
                    None => (&[][..], false),
                };
                match rest {
                    [next, ..] if is_quote(*next) => true,
                    [b'+', ..] | [b'.', b'.', ..] | [b'|', b'|', ..] | [b'<', b'>', ..] => true,
                    [b'.', next, ..] => apart && next.is_ascii_whitespace() || is_quote(*next) || *next == b'$',
                    [b'&' | b'~', next, ..] => next.is_ascii_whitespace(),
                    _ => false,
                }
            }
            _ => false,
        };
        follows
            || match self.before() {
                [rest @ .., quote] if is_quote(*quote) => {
                    let rest = rest.get(rest.len().saturating_sub(BACK)..).unwrap_or_default();
                    let end = rest.iter().rposition(|byte| !byte.is_ascii_whitespace()).map_or(0, |at| at + 1);
                    match rest.get(..end).unwrap_or_default() {
                        // Before the first piece there often stands an empty one.
                        [.., one, two] if is_quote(*one) && one == two => false,
                        [.., last] => last == quote && end < rest.len(),
                        [] => false,
                    }
                }
                _ => false,
            }
    }

    /// Whether the length of its text, or of one that it is in, is written before it, or there is room for no more.
    fn carries_length(&self, more: usize) -> bool {
        let here = self.line_before();
        let digits = |text: &[u8]| text.iter().rev().take_while(|byte| byte.is_ascii_digit()).count();
        // `11:ops@army.ml`
        if let [rest @ .., b':'] = here {
            let number = rest.get(rest.len() - digits(rest)..).unwrap_or_default();
            if std::str::from_utf8(number).is_ok_and(|number| number.parse() == Ok(self.subject.len())) {
                return true;
            }
        }
        // `s:11:"ops@army.ml"`, and `S:` with escapes; in a dump the quote has a backslash.
        let counted = memchr::memchr2_iter(b's', b'S', here).any(|at| {
            let rest = here.get(at + 1..).unwrap_or_default();
            let Some(rest) = rest.strip_prefix(b":") else { return false };
            let digits = rest.iter().take_while(|byte| byte.is_ascii_digit()).count();
            digits > 0 && matches!(rest.get(digits..), Some([b':', b'"' | b'\\' | b'&', ..]))
        });
        let quote = here.iter().rposition(|byte| *byte == b'"');
        let string = quote.map_or(0, |quote| {
            let after = self.after().iter().take(BACK).position(|byte| *byte == b'"').unwrap_or(0);
            here.len() - quote - 1 + self.subject.len() + after
        });
        counted || string <= STRING_MAX && string + more > STRING_MAX
    }

    /// Whether a checksum stands in a line near it.
    fn is_summed(&self) -> bool {
        let (before, after) = (self.before(), self.after());
        let start = memchr::memrchr_iter(b'\n', before).nth(NEAR).unwrap_or(0).max(before.len().saturating_sub(BACK));
        let end = memchr::memchr_iter(b'\n', after).nth(NEAR).unwrap_or(after.len()).min(BACK);
        let near = self.text.get(start..self.subject.end + end).unwrap_or_default();
        let named = |name: &[u8]| find(near, name).is_some();
        let mut run = 0;
        let is_hexadecimal = near.iter().any(|byte| {
            run = if byte.is_ascii_hexdigit() { run + 1 } else { 0 };
            run >= DIGITS
        });
        is_hexadecimal || named(b"sha512-") || named(b"sha256-") || named(b"sha384-") || named(b"sha1-")
    }

    /// Whether it is a name alone: no address, and in no URL.
    fn is_word(&self) -> bool {
        let written = self.text.get(self.subject.clone()).unwrap_or_default();
        !written.contains(&b'@') && !self.before().ends_with(b"//") && !self.before().ends_with(b"@")
    }
}

#[cfg(test)]
#[expect(clippy::panic, reason = "a test fails by panicking")]
mod tests {
    use super::*;
    use lint_core::Checker;

    /// What is said of the first finding in a text that has a fix. What stands behind a `|` is there, but not judged, as if nothing
    /// were known of the format.
    fn refused(name: &str, text: &[u8]) -> Option<&'static str> {
        let cut = text.iter().position(|byte| *byte == b'|').unwrap_or(text.len());
        let whole = [&text[..cut], text.get(cut + 1..).unwrap_or_default()].concat();
        let found = Checker::default().text(name, &text[..cut]).findings;
        let fixable = found.iter().find(|finding| finding.fix.is_some());
        Text::new(&whole).refuses(fixable.unwrap_or_else(|| panic!("{:?}", String::from_utf8_lossy(text))))
    }

    #[test]
    fn what_is_whole_and_plain_is_mended() {
        for (name, text) in [
            ("a.txt", "write to ops@army.ml."),
            ("a.md", "<ops@army.ml> [us](mailto:ops@army.ml)"),
            ("a.yaml", "to: ops@army.ml\n  # next\ncc:\n  - ops@army.ml\n"),
            ("a.c", "char *a = \"ops@army.ml\";"),
            ("a.rs", "let a = \"ops@army.ml\".to_string();"),
            ("a.sh", "mail \\\n  ops@army.ml \\\n  -s x"),
            ("a.js", "if (to == \"ops@army.ml\" && x) {}"),
            ("a.html", "<a href=\"https://githib.com/x\">ops@army.ml</a>"),
            ("a.py", "print(\"\\nops@army.ml\\n\")"),
            ("a.toml", "host = \"githib.com\""),
            ("a.po", "msgstr \"\"\n\"ops@army.ml\\n\""),
        ] {
            assert_eq!(refused(name, text.as_bytes()), None, "{text}");
        }
    }

    #[test]
    fn what_more_than_its_text_would_have_to_change_for_is_left() {
        let sum = "0123456789abcdef".repeat(4);
        for (name, text, why) in [
            ("a.ics", "BEGIN:VCALENDAR\r\nX:jane@gmial.com|\r\n .uk\r\n", "its text goes on elsewhere"),
            ("a.ldif", "dn: x\nmail: jane@gmail.co|\n m\n", "its text goes on elsewhere"),
            ("a.eml", "From: a\n\njane@gmial.com|=\n.uk\n", "its text goes on elsewhere"),
            ("a.properties", "to=jane@gmial.com|\\\n  .uk\n", "its text goes on elsewhere"),
            ("a.c", "char *a = \"jane@gmail.co|\"\n  \"m\";", "it is a piece of a string that is put together"),
            ("a.js", "a = 'jane@gmail.co|' + tail", "it is a piece of a string that is put together"),
            ("a.php", "$a = 'jane@gmail.co|' . $tail;", "it is a piece of a string that is put together"),
            ("a.txt", "a:1:{s:2:\"to\";s:11:\"ops@army.ml\";}", "its length is written beside it"),
            ("a.txt", "11:ops@army.ml,", "its length is written beside it"),
            ("a.patch", "--- a/x\n+++ b/x\n@@ -1 +1 @@\n-ops@army.ml\n+x\n", "its file is a patch"),
            ("a.asc", "-----BEGIN PGP SIGNED MESSAGE-----\n\nops@army.ml\n", "its file is signed or encoded"),
            ("a.go", "// Code generated by x. DO NOT EDIT.\nvar a = \"ops@army.ml\"", "its file is generated"),
            ("a.log", "`ops@army.ml`|: did you mean `ops@army.mil`?", "its file tells of findings"),
            ("a.yaml", &format!("url: https://githib.com/x\nsum: {sum}\n"), "a checksum stands near it"),
            ("a.txt", "ops@army.ml \x01", "its file is no text"),
        ] {
            assert_eq!(refused(name, text.as_bytes()), Some(why), "{text:?}");
        }
    }

    #[test]
    fn utf_16_is_seen_as_it_is_read() {
        let stored = |text: &str| {
            "\u{feff}".chars().chain(text.chars()).flat_map(|c| (c as u16).to_le_bytes()).collect::<Vec<_>>()
        };
        assert_eq!(refused("a.txt", &stored("write to ops@army.ml.")), None);
        assert_eq!(refused("a.txt", &stored("11:ops@army.ml,")), Some("its length is written beside it"));
    }
}
