//! Allow comments: `maillint: allow(tld_slip) reason`, in any comment syntax.
//!
//! No language is parsed for this. What counts is that the words open the comment, that is, that only white space and the
//! characters of comment markers stand between them and the code; a mention in prose or in back-ticks is none.

use crate::data::lists::syntax;
use crate::find::DIRECTIVE;
use crate::find::cut::{leading, parts, trailing};
use crate::span::Span;
use crate::text::find::{memchr, memmem, memmem_iter, memrchr};

/// The characters in which comment markers end.
const MARKERS: &[u8] = b"/*#-;%!\"':.<>{~|\\@";

/// The longest reason that is kept, in bytes.
const REASON_MAX: usize = 400;

/// An allow comment, right or wrong; what it names is checked where the lints are known.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Directive {
    /// From `maillint:` to the end of the reason.
    pub span: Span,
    /// The lints as written; none if the parentheses are empty or never closed.
    pub lints: Vec<String>,
    /// Why, as written; empty if it is not said.
    pub reason: String,
    /// What it is for.
    pub scope: Scope,
    /// What stands in the place of `allow`, where somebody thought of another linter's word: it excuses nothing.
    pub mistyped: Option<String>,
}

/// What an allow comment is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Scope {
    /// The line that it stands in.
    Line,
    /// It stands alone, for the line after it.
    NextLine,
    /// The whole file.
    File,
}

/// The directives in a text that start from `from` on, in its order.
///
/// ```
/// use lint_core::gate::allow::{Scope, directives};
/// let found = directives(b"to = \"ops@army.ml\"  # maillint: allow(tld_slip) our office in Bamako\n", 0);
/// assert_eq!(found[0].lints, ["tld_slip"]);
/// assert_eq!(found[0].reason, "our office in Bamako");
/// assert_eq!(found[0].scope, Scope::Line);
/// ```
pub fn directives(text: &[u8], from: usize) -> Vec<Directive> {
    let mut found = Vec::new();
    // Where the last one ended; nothing before it is looked at again, so that a long line costs no more than a short one.
    let mut done = 0;
    let rest = text.get(from..).unwrap_or_default();
    let mut starts = memmem_iter(rest, DIRECTIVE).map(|start| from + start).peekable();
    while let Some(start) = starts.next() {
        let line_start = memrchr(b'\n', &text[done..start]).map_or(done, |end| done + end + 1);
        let next = starts.peek().copied().unwrap_or(text.len());
        let line_end = memchr(b'\n', &text[start..next]).map_or(next, |end| start + end);
        done = start;
        let before = &text[line_start..start];
        let before = before.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(before);
        let Some(opener) = opener(before) else { continue };
        let line = &text[start..line_end];
        let Some(mut directive) = read(line, closer(opener)).or_else(|| mistyped(line)) else { continue };
        if directive.scope == Scope::Line && alone(before, &text[start + directive.span.end..line_end]) {
            directive.scope = Scope::NextLine;
        }
        directive.span = directive.span.shifted(start);
        found.push(directive);
    }
    found
}

/// Reads a directive from its first byte to the end of the line. Its scope is the line unless it names the file.
fn read(line: &[u8], closer: &[u8]) -> Option<Directive> {
    let words = line.get(DIRECTIVE.len()..)?.trim_ascii_start().strip_prefix(b"allow")?;
    let (scope, words) = match words.strip_prefix(b"-file") {
        Some(words) => (Scope::File, words),
        None => (Scope::Line, words),
    };
    let words = words.trim_ascii_start().strip_prefix(b"(")?;
    // Without the closing parenthesis there are neither names nor a reason.
    let (names, rest) = match memchr(b')', words) {
        Some(end) => (&words[..end], &words[end + 1..]),
        None => (&[][..], &[][..]),
    };
    let mut lints = Vec::new();
    for name in parts(names, b',') {
        let name = name.trim_ascii();
        if !name.is_empty() {
            lints.push(String::from_utf8_lossy(name).into_owned());
        }
    }
    let end = if closer.is_empty() { None } else { memmem(rest, closer) };
    let reason = without_closer(&rest[..end.unwrap_or(rest.len())]);
    let shown = &reason[..reason.len().min(REASON_MAX)];
    let shown = &shown[leading(shown, |b| matches!(b, b' ' | b'\t' | b':' | b'-'))..];
    let shown = String::from_utf8_lossy(shown).into_owned();
    let length = (line.len() - rest.len()) + reason.len();
    let span = Span::new(0, length.min(line.len()));
    Some(Directive { span, lints, reason: shown, scope, mistyped: None })
}
/// Reads what was meant to be a directive: another linter's word, or `allow` without parentheses or for a line of its own, as far as
/// it is no prose. Lints have an underscore in their names.
fn mistyped(line: &[u8]) -> Option<Directive> {
    let words = line.get(DIRECTIVE.len()..)?;
    let blank = leading(words, |b| b == b' ');
    let words = &words[blank..];
    let length = leading(words, |b| b.is_ascii_alphabetic() || matches!(b, b'-' | b'_'));
    let (word, rest) = words.split_at(length);
    let base = &word[..leading(word, |b| b.is_ascii_alphabetic())];
    let is_list =
        |b: u8| b.is_ascii_lowercase() || matches!(b, b'_' | b',' | b' ' | b'(' | b')' | b'[' | b']' | b':' | b'=');
    let named = &rest[..leading(rest, is_list)];
    let mut lints = Vec::new();
    for name in named.split(|b| !b.is_ascii_lowercase() && *b != b'_') {
        if name.contains(&b'_') {
            lints.push(String::from_utf8_lossy(name).into_owned());
        }
    }
    let ends = rest.trim_ascii().iter().all(|b| b.is_ascii_punctuation());
    if !syntax::SUPPRESSES.has(base) || !ends && lints.is_empty() && rest.first() != Some(&b'(') {
        return None;
    }
    let scope = if memmem(word, b"file").is_some() { Scope::File } else { Scope::Line };
    let mistyped = Some(String::from_utf8_lossy(word).into_owned());
    let span = Span::new(0, DIRECTIVE.len() + blank + length);
    Some(Directive { span, lints, reason: String::new(), scope, mistyped })
}

/// The comment marker that ends `before`; `None` if the words after it do not open a comment.
fn opener(before: &[u8]) -> Option<&[u8]> {
    let before = before.trim_ascii_end();
    let (words, marker) = before.split_at(before.len() - trailing(before, |b| b.is_ascii_punctuation()));
    let opens = marker.last().map_or(words.is_empty() || is_word_marker(words), |last| MARKERS.contains(last));
    opens.then_some(marker)
}

/// Whether a line up to its comment ends in a word that opens comments: `REM` in batch files, `dnl` in m4.
fn is_word_marker(before: &[u8]) -> bool {
    let start = before.len() - trailing(before, |b| b.is_ascii_alphanumeric());
    before.get(start..).is_some_and(|word| word.eq_ignore_ascii_case(b"rem") || word == b"dnl")
}

/// What closes a comment that this marker opens; empty where the line's end does.
fn closer(marker: &[u8]) -> &'static [u8] {
    const PAIRS: [(&[u8], &[u8]); 11] = [
        (b"/*", b"*/"),
        (b"/**", b"*/"),
        (b"<!--", b"-->"),
        (b"{#", b"#}"),
        (b"{{!--", b"--}}"),
        (b"{{!", b"}}"),
        (b"<%#", b"%>"),
        (b"<%--", b"--%>"),
        (b"(*", b"*)"),
        (b"{-", b"-}"),
        // A string is the only place for a comment in JSON.
        (b"\"", b"\""),
    ];
    PAIRS.iter().find(|(open, _)| marker.ends_with(open)).map_or(b"", |(_, close)| close)
}

/// A reason without what closes a comment that was opened on another line.
fn without_closer(reason: &[u8]) -> &[u8] {
    let reason = reason.trim_ascii_end();
    let closers: [&[u8]; 7] = [b"*/", b"-->", b"#}", b"--}}", b"%>", b"*)", b"#>"];
    closers.iter().find_map(|closer| reason.strip_suffix(*closer)).unwrap_or(reason).trim_ascii_end()
}

/// Whether nothing but comment markers stands before a directive, and nothing to speak of behind it.
fn alone(before: &[u8], behind: &[u8]) -> bool {
    let before = before.trim_ascii();
    let is_marker = |byte: &u8| MARKERS.contains(byte) || *byte == b'(' || byte.is_ascii_whitespace();
    let whole_word = is_word_marker(before) && !before.contains(&b' ');
    (whole_word || before.iter().all(is_marker))
        && !behind.iter().any(|byte| byte.is_ascii_alphanumeric() || !byte.is_ascii())
}

#[cfg(test)]
mod tests {
    use super::*;

    /// What is read from a text, one line a directive: what it covers, its scope, the lints and the reason.
    fn read_all(text: &str) -> Vec<String> {
        let show = |found: &Directive| {
            let scope = match found.scope {
                Scope::Line => "line",
                Scope::NextLine => "next",
                Scope::File => "file",
            };
            format!("{} {scope} [{}] {}", &text[found.span.range()], found.lints.join(" "), found.reason)
        };
        directives(text.as_bytes(), 0).iter().map(show).collect()
    }

    #[test]
    fn comments_of_many_kinds() {
        // What stands before and behind the words, and what they are for.
        let cases = [
            ("// ", "", "next"),
            ("    // ", "", "next"),
            ("/// ", "\r", "next"),
            ("//", "", "next"),
            ("let x = 1; // ", "", "line"),
            ("}, // ", "", "line"),
            ("# ", "", "next"),
            ("\u{feff}# ", "", "next"),
            ("to: x # ", "", "line"),
            ("/* ", " */", "next"),
            ("/* ", " */ let x = 1;", "line"),
            ("let x = 1; /* ", " */", "line"),
            (" * ", "", "next"),
            (" * ", " */", "next"),
            ("<!-- ", " -->", "next"),
            ("<p>x</p> <!-- ", " --> <p>y</p>", "line"),
            ("{# ", " #}", "next"),
            ("{{!-- ", " --}}", "next"),
            ("<%# ", " %>", "next"),
            ("(* ", " *)", "next"),
            ("{- ", " -}", "next"),
            ("-- ", "", "next"),
            ("; ", "", "next"),
            (";; ", "", "next"),
            ("% ", "", "next"),
            ("! ", "", "next"),
            ("' ", "", "next"),
            ("\" ", "", "next"),
            (".\\\" ", "", "next"),
            ("REM ", "", "next"),
            ("@rem ", "", "next"),
            ("dnl ", "", "next"),
            ("x dnl ", "", "line"),
            ("", "", "next"),
            ("\"//\": \"", "\",", "next"),
            ("\"_comment\": \"", "\"", "line"),
        ];
        for (before, behind, scope) in cases {
            let text = format!("one\n{before}maillint: allow(tld_slip) Mali's own{behind}\ntwo");
            assert_eq!(
                read_all(&text),
                [format!("maillint: allow(tld_slip) Mali's own {scope} [tld_slip] Mali's own")],
                "{text}"
            );
        }
    }

    #[test]
    fn forms_right_and_wrong() {
        let cases: &[(&str, &[&str])] = &[
            ("# maillint: allow-file(tld_slip) why", &["maillint: allow-file(tld_slip) why file [tld_slip] why"]),
            ("x # maillint:allow( a,b ) why", &["maillint:allow( a,b ) why line [a b] why"]),
            ("x # maillint: allow (a): why", &["maillint: allow (a): why line [a] why"]),
            ("x # maillint: allow(a) -- why", &["maillint: allow(a) -- why line [a] why"]),
            ("x # maillint: allow(a)", &["maillint: allow(a) line [a] "]),
            ("x /* maillint: allow(a) */", &["maillint: allow(a) line [a] "]),
            ("x # maillint: allow() why", &["maillint: allow() why line [] why"]),
            ("x # maillint: allow(a why", &["maillint: allow(a why line [] "]),
            (
                "x /* maillint: allow(a) one */ /* maillint: allow(b) two */",
                &["maillint: allow(a) one line [a] one", "maillint: allow(b) two line [b] two"],
            ),
            (
                "# maillint: allow(a) one\n# maillint: allow(b) two",
                &["maillint: allow(a) one next [a] one", "maillint: allow(b) two next [b] two"],
            ),
            // Words about it.
            ("write `maillint: allow(a) why` there", &[]),
            ("see maillint: allow(a) why", &[]),
            ("# maillint: allowed(a) why", &[]),
            ("# maillint: allow a", &[]),
            ("- maillint: ignore what is generated", &[]),
            ("# maillint: disable the rest", &[]),
            // Other linters' words.
            ("x # maillint: ignore", &["maillint: ignore line [] "]),
            ("x /* maillint:ignore */", &["maillint:ignore line [] "]),
            ("x # maillint: noqa: tld_slip", &["maillint: noqa line [tld_slip] "]),
            (
                "x # maillint: disable-next-line tld_slip, host_slip -- why",
                &["maillint: disable-next-line line [tld_slip host_slip] "],
            ),
            ("# maillint: allow tld_slip our office", &["maillint: allow line [tld_slip] "]),
            ("// maillint: ignore-file(tld_slip) why", &["maillint: ignore-file file [tld_slip] "]),
            ("// maillint: allow-next-line(tld_slip) why", &["maillint: allow-next-line line [tld_slip] "]),
            ("maillint: 3", &[]),
            ("# maillint:", &[]),
        ];
        for (text, expected) in cases {
            assert_eq!(read_all(text), *expected, "{text}");
        }
    }

    #[test]
    fn those_before_are_left_out() {
        let text = b"x # maillint: allow(a) why\n# maillint: allow(b) why\n";
        let spans = |from| directives(text, from).iter().map(|found| found.span).collect::<Vec<_>>();
        assert_eq!(spans(0), [Span::new(4, 26), Span::new(29, 51)]);
        assert_eq!(spans(4), spans(0));
        assert_eq!(spans(5), [Span::new(29, 51)]);
    }
}
