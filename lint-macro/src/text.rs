//! What literals say, and where each byte of it stands in the source.
//!
//! `syn` decodes a literal; which escape gave which byte it does not tell, so that map is made here.

use lint_core::Span as Range;
use proc_macro2::{Literal, Span, TokenStream};
use quote::{ToTokens, quote_spanned};
use std::iter::repeat_n;
use syn::buffer::Cursor;
use syn::ext::IdentExt;
use syn::parse::{Parse, ParseStream, Parser};
use syn::punctuated::Punctuated;
use syn::{Error, Ident, Lit, Result, Token};

const NO_TEXT: &str = "expected a string literal or a `concat!` of literals: a macro sees what is written, not what it will \
                       be; for a constant there is `lint_core::address!`";

/// A text as the program will see it, from one literal or from a `concat!` of literals.
#[derive(Clone, Debug, Default)]
pub(crate) struct Text {
    /// What the program will see.
    pub(crate) value: String,
    /// What it is made of.
    pub(crate) literals: Vec<Literal>,
    /// Where in the value that of each literal ends.
    ends: Vec<usize>,
}

/// Which literals count as text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Quotes {
    /// Strings, byte strings and C strings.
    Text,
    /// Characters and whole numbers too, which `concat!` takes.
    Any,
}

/// A literal, or a `concat!` of such by whichever path it is called.
impl Parse for Text {
    fn parse(input: ParseStream<'_>) -> Result<Text> {
        Text::parse_one(input, Quotes::Text)
    }
}

impl Text {
    fn parse_one(input: ParseStream<'_>, quotes: Quotes) -> Result<Text> {
        if let Ok(literal) = input.parse() {
            return Text::of(literal, quotes);
        }
        let other = Error::new(input.span(), NO_TEXT);
        input.parse::<Option<Token![::]>>()?;
        while input.peek2(Token![::]) {
            input.call(Ident::parse_any).map_err(|_| other.clone())?;
            input.parse::<Token![::]>()?;
        }
        Text::of_concat(input.step(|cursor| concat(*cursor).ok_or(other))?)
    }

    /// What a `concat!` of these arguments says.
    pub(crate) fn of_concat(arguments: TokenStream) -> Result<Text> {
        let part = |input: ParseStream<'_>| Text::parse_one(input, Quotes::Any);
        let parts = (|input: ParseStream<'_>| Punctuated::<Text, Token![,]>::parse_terminated_with(input, part))
            .parse2(arguments)?;
        let mut whole = Text::default();
        for part in parts {
            let before = whole.value.len();
            whole.ends.extend(part.ends.into_iter().map(|end| before + end));
            whole.value.push_str(&part.value);
            whole.literals.extend(part.literals);
        }
        Ok(whole)
    }

    /// What one literal says.
    pub(crate) fn of(literal: Literal, quotes: Quotes) -> Result<Text> {
        // Most have no escapes: going through them byte by byte is much of what a long list would cost.
        let source = literal.to_string();
        let inside = source.strip_prefix('"').and_then(|rest| rest.strip_suffix('"'));
        if let Some(value) = inside.filter(|value| !value.contains('\\') && !value.contains('\r')) {
            return Ok(Text { ends: vec![value.len()], value: value.to_owned(), literals: vec![literal] });
        }
        let value = match Lit::new(literal.clone()) {
            Lit::Str(text) => text.value().into_bytes(),
            Lit::ByteStr(text) => text.value(),
            Lit::CStr(text) => text.value().into_bytes(),
            Lit::Char(character) if quotes == Quotes::Any => character.value().to_string().into_bytes(),
            Lit::Byte(byte) if quotes == Quotes::Any => vec![byte.value()],
            Lit::Int(number) if quotes == Quotes::Any => number.base10_digits().as_bytes().to_vec(),
            _ => return Err(Error::new(literal.span(), "expected a string literal")),
        };
        let Ok(value) = String::from_utf8(value) else {
            return Err(Error::new(literal.span(), "these bytes are not UTF-8, so they are no address"));
        };
        Ok(Text { ends: vec![value.len()], value, literals: vec![literal] })
    }

    /// The span of the literal, or of the first one of several.
    pub(crate) fn span(&self) -> Span {
        self.literals.first().map_or_else(Span::call_site, Literal::span)
    }

    /// The literal in which a part of the value begins, and the part's range in that literal's source. That is made out anew
    /// each time: most literals are never asked.
    pub(crate) fn source_of(&self, part: Range) -> Option<(&Literal, Range)> {
        let last = self.value.len().checked_sub(1)?;
        let first = part.start.min(last);
        let last = part.end.saturating_sub(1).clamp(first, last);
        let number = self.ends.partition_point(|end| *end <= first);
        let start = number.checked_sub(1).and_then(|before| self.ends.get(before)).map_or(0, |end| *end);
        let (literal, end) = (self.literals.get(number)?, *self.ends.get(number)?);
        let source = literal.to_string();
        let origins = origins(&source, self.value.get(start..end)?);
        // It may go on in the next literal of a `concat!`.
        let behind = if last < end { origins.get(last - start)?.end } else { source.len() };
        Some((literal, Range::new(origins.get(first - start)?.start, behind)))
    }
}

/// The literal as it was written, or `concat!` of the literals.
impl ToTokens for Text {
    fn to_tokens(&self, tokens: &mut TokenStream) {
        match &self.literals[..] {
            [literal] => literal.to_tokens(tokens),
            literals => quote_spanned!(self.span()=> ::core::concat!(#(#literals),*)).to_tokens(tokens),
        }
    }
}

/// The arguments of a `concat!`, and what comes behind it.
pub(crate) fn concat(start: Cursor<'_>) -> Option<(TokenStream, Cursor<'_>)> {
    let (_, rest) = start.ident().filter(|(name, _)| name == "concat")?;
    let (_, rest) = rest.punct().filter(|(mark, _)| mark.as_char() == '!')?;
    let (inside, _, _, rest) = rest.any_group()?;
    Some((inside.token_stream(), rest))
}

/// Where the character or escape stands in the source that makes each byte of a literal's value.
fn origins(source: &str, value: &str) -> Vec<Range> {
    let Some(quote) = source.find(['"', '\'']) else {
        // A number.
        return vec![Range::new(0, source.len()); value.len()];
    };
    let is_raw = source[..quote].contains('r');
    let (mut origins, mut at) = (Vec::with_capacity(value.len()), quote + 1);
    while origins.len() < value.len() {
        let (taken, made) =
            unit(source.get(at..).unwrap_or_default(), value.get(origins.len()..).unwrap_or_default(), is_raw);
        origins.extend(repeat_n(Range::new(at, at + taken), made));
        at += taken;
    }
    origins
}

/// How many bytes the character or escape takes that `source` begins with, and how many it makes of the value. Rust
/// reference, "Tokens", escapes.
fn unit(source: &str, value: &str, is_raw: bool) -> (usize, usize) {
    let mut characters = source.chars();
    match (characters.next(), characters.next()) {
        (Some('\\'), Some('u')) if !is_raw => {
            (source.find('}').map_or(source.len(), |end| end + 1), value.chars().next().map_or(1, char::len_utf8))
        }
        (Some('\\'), Some('x')) if !is_raw => (4, 1),
        // The line goes on below, without its indent.
        (Some('\\'), Some('\n' | '\r')) if !is_raw => {
            (source.len() - source[1..].trim_start_matches([' ', '\t', '\n', '\r']).len(), 0)
        }
        (Some('\\'), Some(_)) if !is_raw => (2, 1),
        (Some('\r'), Some('\n')) if !is_raw => (2, 1),
        (Some(character), _) => (character.len_utf8(), character.len_utf8()),
        (None, _) => (0, value.len()),
    }
}
