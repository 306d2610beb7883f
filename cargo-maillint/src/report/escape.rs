//! One rule for each kind of output: what a syntax gives a meaning to is written so that it has none.
//!
//! Terminals and logs have theirs in [`lint_core::gate::render::visible`], which goes before these where a text is for people.

use lint_core::gate::render::{is_obeyed, visible};
use serde::Serialize;
use serde_json::ser::{Formatter, Serializer};
use std::fmt;
use std::io::{self, Write};

/// Writes a value as JSON in one line. What a terminal or a log would obey is escaped too, so that a report can go to a
/// console; whoever parses it gets the same text.
pub(super) fn json(out: &mut dyn Write, value: &impl Serialize) -> io::Result<()> {
    value.serialize(&mut Serializer::with_formatter(out, Inert)).map_err(io::Error::from)
}

struct Inert;

impl Formatter for Inert {
    fn write_string_fragment<W: ?Sized + Write>(&mut self, out: &mut W, fragment: &str) -> io::Result<()> {
        let mut rest = fragment;
        while let Some((at, found)) = next_obeyed(rest) {
            let (before, from) = rest.split_at(at);
            out.write_all(before.as_bytes())?;
            for unit in found.encode_utf16(&mut [0; 2]) {
                write!(out, "\\u{unit:04x}")?;
            }
            rest = from.get(found.len_utf8()..).unwrap_or_default();
        }
        out.write_all(rest.as_bytes())
    }
}

/// The next character that a terminal would obey, or the bracket that opens a log's command, as in `##[error]`.
fn next_obeyed(text: &str) -> Option<(usize, char)> {
    let is_bracket = |at| text.get(..at).is_some_and(|before| before.trim_end_matches(is_letter).ends_with("##"));
    text.char_indices().find(|&(at, c)| if c == '[' { is_bracket(at) } else { is_obeyed(c) })
}

fn is_letter(character: char) -> bool {
    character.is_ascii_alphabetic()
}

/// A text in XML or HTML, between tags or in a quoted attribute (XML 1.0, sections 2.2 and 2.4).
///
/// XML has no way to say most control characters: these become `\u{..}`.
pub(super) fn markup(text: &str) -> Escaped<'_> {
    Escaped {
        text,
        rule: |f, character| match character {
            '&' => f.write_str("&amp;"),
            '<' => f.write_str("&lt;"),
            '>' => f.write_str("&gt;"),
            '"' => f.write_str("&quot;"),
            '\'' => f.write_str("&apos;"),
            '#' | '\t' | '\n' | '\r' => reference(f, character),
            '\u{fffe}' | '\u{ffff}' => write!(f, "{}", character.escape_unicode()),
            _ if character.is_control() => write!(f, "{}", character.escape_unicode()),
            _ if is_obeyed(character) => reference(f, character),
            _ => fmt::Write::write_char(f, character),
        },
    }
}

fn reference(f: &mut fmt::Formatter<'_>, character: char) -> fmt::Result {
    write!(f, "&#{};", u32::from(character))
}

/// The message of a workflow command: what stands behind the second `::`.
pub(super) fn command_message(text: &str) -> Escaped<'_> {
    Escaped {
        text,
        rule: |f, character| match character {
            '%' | '\r' | '\n' => percent(f, character),
            _ => fmt::Write::write_char(f, character),
        },
    }
}

/// The value of a workflow command's property.
pub(super) fn command_property(text: &str) -> Escaped<'_> {
    Escaped {
        text,
        rule: |f, character| match character {
            '%' | '\r' | '\n' | ':' | ',' => percent(f, character),
            _ => fmt::Write::write_char(f, character),
        },
    }
}

/// A path as a URI reference: relative, or of a file (RFC 3986, sections 2.1 and 4.2; RFC 8089).
pub(super) fn uri(path: &str) -> String {
    let path = Escaped {
        text: path,
        rule: |f, character| match character {
            'a'..='z' | 'A'..='Z' | '0'..='9' | '-' | '.' | '_' | '~' | '/' => fmt::Write::write_char(f, character),
            _ => percent(f, character),
        },
    };
    match std::path::Path::new(path.text).is_absolute() {
        true => format!("file://{}{path}", if path.text.starts_with('/') { "" } else { "/" }),
        false => path.to_string(),
    }
}

fn percent(f: &mut fmt::Formatter<'_>, character: char) -> fmt::Result {
    character.encode_utf8(&mut [0; 4]).bytes().try_for_each(|byte| write!(f, "%{byte:02X}"))
}

/// A path at the start of a line of a log, where `::error::` would be a workflow command.
pub(super) fn line_start(path: &str) -> String {
    let path = visible(path);
    if path.contains("::") { format!("./{path}") } else { path }
}

/// A text that is escaped as it is written, character by character.
pub(super) struct Escaped<'a> {
    text: &'a str,
    rule: fn(&mut fmt::Formatter<'_>, char) -> fmt::Result,
}

impl fmt::Display for Escaped<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.text.chars().try_for_each(|character| (self.rule)(f, character))
    }
}

#[cfg(test)]
#[expect(clippy::unwrap_used, reason = "a test may fail")]
mod tests {
    use super::*;

    fn as_json(text: &str) -> String {
        let mut out = Vec::new();
        json(&mut out, &text).unwrap();
        String::from_utf8(out).unwrap()
    }

    #[test]
    fn each_rule_takes_the_meaning_from_what_has_one() {
        let all = "a/b.c `|` <i>&\"' %:,\r\n\t\u{1b}[2J\u{202e}\u{e0041} ##[error]x](y) \u{e4}";
        let cases = [
            (
                as_json(all),
                "\"a/b.c `|` <i>&\\\"' %:,\\r\\n\\t\\u001b[2J\\u202e\\udb40\\udc41 ##\\u005berror]x](y) \u{e4}\"",
            ),
            (
                markup(all).to_string(),
                "a/b.c `|` &lt;i&gt;&amp;&quot;&apos; %:,&#13;&#10;&#9;\\u{1b}[2J&#8238;&#917569; \
                 &#35;&#35;[error]x](y) \u{e4}",
            ),
            (command_message("100% a:b, c\r\n::error::x").to_string(), "100%25 a:b, c%0D%0A::error::x"),
            (command_property("100% a:b, c\r\n").to_string(), "100%25 a%3Ab%2C c%0D%0A"),
            (uri("a b/\u{e4}:#%.x"), "a%20b/%C3%A4%3A%23%25.x"),
            (uri("/tmp/x"), "file:///tmp/x"),
            (line_start("src/a.rs"), "src/a.rs"),
            (line_start(" ::error::x\n"), "./ ::error::x\\u{a}"),
        ];
        for (escaped, expected) in cases {
            assert_eq!(escaped, expected);
        }
    }

    #[test]
    fn json_says_the_same_to_who_parses_it() {
        let text: String = ('\0'..='\u{10ffff}').chain("##[a]##vso[b] ## [ ##[".chars()).collect();
        assert_eq!(serde_json::from_str::<String>(&as_json(&text)).unwrap(), text);
    }
}
