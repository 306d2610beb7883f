//! Tokens to text: what a literal says, and where each byte of it stands in the source.

use lint_core::Span as Range;
use proc_macro2::{Delimiter, Group, LineColumn, Literal, Span, TokenStream, TokenTree};

/// A text as the program will see it, from one literal or from a `concat!` of literals.
#[derive(Clone, Debug, Default)]
pub(crate) struct Text {
    /// What the program will see.
    pub(crate) value: String,
    literals: Vec<Literal>,
    runs: Vec<Run>,
}

/// A stretch of the value and the source it comes from.
#[derive(Clone, Copy, Debug)]
struct Run {
    /// Where it begins in the value.
    at: usize,
    /// Which literal it stands in.
    literal: usize,
    /// Where it begins in that literal's source.
    from: usize,
    /// How many bytes of source it takes.
    len: usize,
    /// Whether the source is the value, byte by byte; an escape is one unit.
    verbatim: bool,
}

/// Where a part of a text stands in the source.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Spot {
    /// The file as rustc names it.
    pub(crate) path: String,
    /// Line and column, both counted from 1, the column in Unicode scalar values.
    pub(crate) position: (u64, u64),
}

/// Why tokens give no text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum NoText {
    /// A token that is no literal.
    NoLiteral,
    /// A number or another literal that holds no text.
    NoString,
    /// A token behind the literal.
    NoComma,
    /// A byte string that is not UTF-8.
    NoUtf8,
}

impl Text {
    /// What the tokens of one argument say: a literal, or a `concat!` of such. The error names the token that says nothing.
    pub(crate) fn of_argument(tokens: TokenStream) -> Result<Text, (NoText, Span)> {
        let mut text = Text::default();
        let mut value = Vec::new();
        let mut tokens = tokens.into_iter().peekable();
        match tokens.next() {
            Some(TokenTree::Literal(literal)) => text.push(&literal, &mut value, Quotes::Text)?,
            Some(TokenTree::Group(group)) if group.delimiter() == Delimiter::None => {
                return Text::of_argument(group.stream());
            }
            Some(first) => match concat_arguments(&first, &mut tokens) {
                Some(group) => text.push_arguments(group.stream(), &mut value)?,
                None => return Err((NoText::NoLiteral, first.span())),
            },
            None => return Err((NoText::NoLiteral, Span::call_site())),
        }
        if let Some(more) = tokens.next() {
            return Err((NoText::NoComma, more.span()));
        }
        text.finish(value)
    }

    /// What a `concat!` of these arguments says.
    pub(crate) fn of_concat(arguments: TokenStream) -> Result<Text, (NoText, Span)> {
        let mut text = Text::default();
        let mut value = Vec::new();
        text.push_arguments(arguments, &mut value)?;
        text.finish(value)
    }

    /// A literal as it is written, quotation marks and escapes included.
    pub(crate) fn of_source(literal: &Literal) -> Text {
        let value = literal.to_string();
        let run = Run { at: 0, literal: 0, from: 0, len: value.len(), verbatim: true };
        Text { value, literals: vec![literal.clone()], runs: vec![run] }
    }

    /// The same text as one literal would have it.
    pub(crate) fn quoted(&self) -> Text {
        let (mut value, mut runs) = (String::from("\""), Vec::new());
        for (start, character) in self.value.char_indices() {
            if matches!(character, '"' | '\\') {
                value.push('\\');
            }
            let at = value.len();
            value.push(character);
            let Some(run) = self.run_at(start) else { continue };
            let from = if run.verbatim { run.from + (start - run.at) } else { run.from };
            let len = if run.verbatim { character.len_utf8() } else { run.len };
            runs.push(Run { at, literal: run.literal, from, len, verbatim: run.verbatim });
        }
        value.push('"');
        Text { value, literals: self.literals.clone(), runs }
    }

    /// The literals that it is made of.
    pub(crate) fn literals(&self) -> &[Literal] {
        &self.literals
    }

    fn finish(mut self, value: Vec<u8>) -> Result<Text, (NoText, Span)> {
        self.value = String::from_utf8(value).map_err(|_| (NoText::NoUtf8, self.span()))?;
        Ok(self)
    }

    fn push_arguments(&mut self, arguments: TokenStream, value: &mut Vec<u8>) -> Result<(), (NoText, Span)> {
        let mut tokens = arguments.into_iter().peekable();
        while let Some(token) = tokens.next() {
            match &token {
                TokenTree::Punct(punct) if punct.as_char() == ',' => {}
                TokenTree::Group(group) if group.delimiter() == Delimiter::None => {
                    self.push_arguments(group.stream(), value)?;
                }
                TokenTree::Literal(literal) => self.push(literal, value, Quotes::Any)?,
                _ => match concat_arguments(&token, &mut tokens) {
                    Some(group) => self.push_arguments(group.stream(), value)?,
                    None => return Err((NoText::NoLiteral, token.span())),
                },
            }
        }
        Ok(())
    }

    /// Puts a literal's content behind what is there.
    fn push(&mut self, literal: &Literal, value: &mut Vec<u8>, quotes: Quotes) -> Result<(), (NoText, Span)> {
        let source = literal.to_string();
        let Some((body, raw)) = body(&source, quotes) else { return Err((NoText::NoString, literal.span())) };
        let mut rest = body.start;
        while let Some(text) = source.get(rest..body.end).filter(|text| !text.is_empty()) {
            let plain = if raw { text.len() } else { text.find('\\').unwrap_or(text.len()) };
            let at = value.len();
            if plain > 0 {
                value.extend(text.bytes().take(plain));
                self.push_run(rest, plain, at, true);
                rest += plain;
            } else {
                let len = unescape(text, value);
                if value.len() > at {
                    self.push_run(rest, len, at, false);
                }
                rest += len;
            }
        }
        self.literals.push(literal.clone());
        Ok(())
    }

    fn push_run(&mut self, from: usize, len: usize, at: usize, verbatim: bool) {
        self.runs.push(Run { at, literal: self.literals.len(), from, len, verbatim });
    }

    /// The span of the token, or of the first one of several.
    pub(crate) fn span(&self) -> Span {
        self.literals.first().map_or_else(Span::call_site, Literal::span)
    }

    /// The literal in which a part of the value begins, and the part's range in that literal's source.
    fn source_of(&self, part: Range) -> Option<(&Literal, Range)> {
        let first = self.run_at(part.start)?;
        let last = self.run_at(part.end.saturating_sub(1).max(part.start))?;
        let literal = self.literals.get(first.literal)?;
        let start = first.from + if first.verbatim { part.start.saturating_sub(first.at).min(first.len) } else { 0 };
        let end = if last.literal != first.literal {
            // It goes on in the next literal of a `concat!`.
            literal.to_string().len()
        } else if last.verbatim {
            last.from + part.end.saturating_sub(last.at).min(last.len)
        } else {
            last.from + last.len
        };
        Some((literal, Range::new(start, end.max(start))))
    }

    fn run_at(&self, at: usize) -> Option<&Run> {
        self.runs.get(self.runs.partition_point(|run| run.at <= at).checked_sub(1)?)
    }

    /// The span to report a part of the value at: the part itself where the compiler can say so, else its literal.
    pub(crate) fn span_of(&self, part: Range) -> Span {
        let Some((literal, range)) = self.source_of(part) else { return self.span() };
        literal.subspan(range.range()).unwrap_or_else(|| literal.span())
    }

    /// File, line and column of a part of the value; `None` where the compiler does not tell.
    pub(crate) fn spot_of(&self, part: Range) -> Option<Spot> {
        let (literal, range) = self.source_of(part)?;
        let mut spot = Spot::of(literal.span())?;
        let source = literal.to_string();
        // A literal that another macro made is not the text that stands at its span.
        if literal.span().source_text().is_none_or(|text| text == source) {
            let (line, column) = &mut spot.position;
            for character in source.get(..range.start)?.chars() {
                (*line, *column) = if character == '\n' { (*line + 1, 1) } else { (*line, *column + 1) };
            }
        }
        Some(spot)
    }
}

impl Spot {
    /// Where a token begins; `None` where the compiler does not tell.
    pub(crate) fn of(span: Span) -> Option<Spot> {
        Spot::at(span, span.start())
    }

    /// A place in a token's file; `None` where the compiler does not tell.
    pub(crate) fn at(span: Span, place: LineColumn) -> Option<Spot> {
        let path = span.file();
        let (line, column) = (u64::try_from(place.line).ok()?, u64::try_from(place.column).ok()?);
        if path.is_empty() || line == 0 {
            return None;
        }
        Some(Spot { path, position: (line, column + 1) })
    }
}

/// The arguments of a `concat!` that begins with this token, whichever path it is called by.
pub(crate) fn concat_arguments(
    first: &TokenTree,
    rest: &mut std::iter::Peekable<proc_macro2::token_stream::IntoIter>,
) -> Option<Group> {
    let mut name = match first {
        TokenTree::Ident(name) => name.to_string(),
        TokenTree::Punct(punct) if punct.as_char() == ':' => String::new(),
        _ => return None,
    };
    loop {
        match rest.peek() {
            Some(TokenTree::Punct(punct)) if punct.as_char() == ':' => name.clear(),
            Some(TokenTree::Ident(ident)) if name.is_empty() => name = ident.to_string(),
            Some(TokenTree::Punct(punct)) if punct.as_char() == '!' && name == "concat" => {
                rest.next();
                break;
            }
            _ => return None,
        }
        rest.next();
    }
    match rest.next() {
        Some(TokenTree::Group(group)) => Some(group),
        _ => None,
    }
}

/// Which literals count as text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Quotes {
    /// Strings, byte strings and C strings.
    Text,
    /// Characters and whole numbers too, which `concat!` takes.
    Any,
}

/// Where the content of a literal's source lies, and whether it is raw, that is without escapes.
fn body(source: &str, quotes: Quotes) -> Option<(std::ops::Range<usize>, bool)> {
    if quotes == Quotes::Any && source.bytes().all(|byte| byte.is_ascii_digit()) {
        return Some((0..source.len(), true));
    }
    let prefix = source.find(|character: char| !matches!(character, 'b' | 'c' | 'r' | '#'))?;
    let quote = source.get(prefix..)?.chars().next()?;
    if quote != '"' && !(quote == '\'' && quotes == Quotes::Any) {
        return None;
    }
    let end = source.rfind(quote).filter(|end| *end > prefix)?;
    Some((prefix + 1..end, source.get(..prefix)?.contains('r')))
}

/// Decodes the escape that `text` begins with and says how many bytes it takes. Rust reference, "Tokens", escapes.
fn unescape(text: &str, value: &mut Vec<u8>) -> usize {
    let mut characters = text.chars();
    let mut plain = |byte: u8| {
        value.push(byte);
        2
    };
    match characters.nth(1) {
        Some('n') => plain(b'\n'),
        Some('r') => plain(b'\r'),
        Some('t') => plain(b'\t'),
        Some('0') => plain(0),
        Some('x') => {
            if let Some(byte) = text.get(2..4).and_then(|digits| u8::from_str_radix(digits, 16).ok()) {
                value.push(byte);
            }
            4
        }
        Some('u') => {
            let Some(end) = text.find('}') else { return text.len() };
            let digits: String = text.get(3..end).unwrap_or_default().chars().filter(|digit| *digit != '_').collect();
            if let Some(character) = u32::from_str_radix(&digits, 16).ok().and_then(char::from_u32) {
                value.extend_from_slice(character.encode_utf8(&mut [0; 4]).as_bytes());
            }
            end + 1
        }
        // The line goes on below, without its indent.
        Some('\n') => text.len() - characters.as_str().trim_start_matches([' ', '\t', '\n', '\r']).len(),
        Some(other) => {
            value.extend_from_slice(other.encode_utf8(&mut [0; 4]).as_bytes());
            1 + other.len_utf8()
        }
        None => text.len(),
    }
}

#[cfg(test)]
mod tests {
    #![expect(clippy::unwrap_used, reason = "a failed test may panic")]

    use super::*;

    fn text(source: &str) -> Result<Text, NoText> {
        Text::of_argument(source.parse().unwrap()).map_err(|(why, _)| why)
    }

    #[test]
    fn a_text_is_what_the_program_sees() {
        let cases = [
            (r#""a@b.c""#, "a@b.c"),
            (r#""a\x40b\u{2E}c""#, "a@b.c"),
            (r#""\n\r\t\0\\\'\"""#, "\n\r\t\0\\'\""),
            ("\"a@\\\n    b\"", "a@b"),
            (r###"r##"a"#\n@b"##"###, "a\"#\\n@b"),
            (r#"b"a\x40b""#, "a@b"),
            (r##"br#"a@b"#"##, "a@b"),
            (r#"c"\xc3\xa9@b""#, "é@b"),
            (r#"cr"a@b""#, "a@b"),
            (r#"concat!("ops", '@', r"army", ".ml", 7)"#, "ops@army.ml7"),
            (r#"::core::concat!("a", std::concat!("@", b'b'),)"#, "a@b"),
            ("\"\"", ""),
            ("concat!()", ""),
        ];
        for (source, value) in cases {
            assert_eq!(text(source).map(|text| text.value), Ok(String::from(value)), "{source}");
        }
    }

    #[test]
    fn other_tokens_hold_no_text() {
        let cases = [
            ("42", NoText::NoString),
            ("'x'", NoText::NoString),
            ("1.5", NoText::NoString),
            ("TO", NoText::NoLiteral),
            ("&\"a@b\"", NoText::NoLiteral),
            ("env!(\"TO\")", NoText::NoLiteral),
            ("concat!(\"a@\", TO)", NoText::NoLiteral),
            ("concat!(\"a@\", 1.5)", NoText::NoString),
            ("\"a@b\" \"c\"", NoText::NoComma),
            ("", NoText::NoLiteral),
            (r#"b"a@\xff""#, NoText::NoUtf8),
        ];
        for (source, why) in cases {
            assert_eq!(text(source).map(|text| text.value), Err(why), "{source}");
        }
    }

    #[test]
    fn a_part_is_found_in_the_source() {
        // The part of the value that is looked for, then line and column of its source.
        let cases = [
            (r#""to ops@army.ml""#, "army.ml", (1, 9)),
            (r#""o\x70s@army.ml""#, "army.ml", (1, 9)),
            (r#""é\u{e9}@army\x2eml""#, "army.ml", (1, 10)),
            (r###"r##"ops@army.ml"##"###, "army.ml", (1, 9)),
            (r#"b"ops@army.ml""#, "ops", (1, 3)),
            ("\"ops@\\\n   army.ml\"", "army.ml", (2, 4)),
            ("\"one\ntwo@army.ml\"", "army.ml", (2, 5)),
            (r#"concat!("ops", "@army.ml")"#, "army.ml", (1, 18)),
            (r#"concat!("ops@", "army", ".ml")"#, "ops@army", (1, 10)),
        ];
        for (source, part, position) in cases {
            let text = text(source).unwrap();
            let start = text.value.find(part).unwrap();
            let spot = text.spot_of(Range::new(start, start + part.len())).unwrap();
            assert_eq!(spot.position, position, "{source}");
        }
    }

    #[test]
    fn a_part_covers_its_escapes_and_stops_at_its_literal() {
        let cases = [
            (r#""ops\x40army.ml!""#, "@army.ml", r"\x40army.ml"),
            (r#""ops@army.m\u{6c}!""#, "army.ml", r"army.m\u{6c}"),
            (r#"concat!("ops@army", ".ml")"#, "army.ml", "army\""),
        ];
        for (source, part, covered) in cases {
            let text = text(source).unwrap();
            let start = text.value.find(part).unwrap();
            let (literal, range) = text.source_of(Range::new(start, start + part.len())).unwrap();
            assert_eq!(literal.to_string().get(range.range()), Some(covered), "{source}");
        }
    }

    #[test]
    fn any_range_is_taken() {
        let text = text(r#"concat!("a\x40", "b")"#).unwrap();
        for start in 0..6 {
            for end in 0..6 {
                text.span_of(Range::new(start, end));
                text.spot_of(Range::new(start, end));
            }
        }
    }
}
