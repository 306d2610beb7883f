//! Tokens to text: what a literal says, and where each byte of it stands in the source.

use lint_core::Span as Range;
use proc_macro::{Delimiter, Group, Literal, Span, TokenStream, TokenTree};

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
    pub(crate) fn source_of(&self, part: Range) -> Option<(&Literal, Range)> {
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
}

/// The arguments of a `concat!` that begins with this token, whichever path it is called by.
pub(crate) fn concat_arguments(
    first: &TokenTree,
    rest: &mut std::iter::Peekable<proc_macro::token_stream::IntoIter>,
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
