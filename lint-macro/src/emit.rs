//! Errors at the literal: what the compiler prints in place of the code that was refused.

use crate::input::Text;
use crate::spot::Spot;
use lint_core::render::{Message, visible};
use lint_core::{Finding, Span as Range};
use proc_macro::{Delimiter, Group, Literal, Punct, Spacing, Span, TokenStream, TokenTree};

/// One error to report: a message at a token.
#[derive(Clone, Debug)]
pub(crate) struct Error {
    span: Span,
    message: String,
}

impl Error {
    /// An error in how a macro is used, at a token.
    pub(crate) fn new(span: Span, message: &str, help: &[&str]) -> Error {
        // After a message of one line the location is the compiler's own.
        let spot = if help.is_empty() { None } else { Spot::of(span) };
        Error::at(span, message, spot.as_ref(), help)
    }

    /// An error whose place is not the token's. As in a finding, the location is the second line.
    pub(crate) fn at(span: Span, message: &str, spot: Option<&Spot>, help: &[&str]) -> Error {
        let mut message = visible(message);
        if let Some(Spot { path, position: (line, column) }) = spot {
            message.push_str(&format!("\n  --> {}:{line}:{column}", visible(path)));
        }
        for help in help {
            message.push_str("\nhelp: ");
            message.push_str(&visible(help));
        }
        Error { span, message }
    }

    /// A finding in a literal, at that part of its value.
    pub(crate) fn of_value(text: &Text, part: Range, finding: &Finding, help: Option<&str>) -> Error {
        let spot = Spot::within(text, part);
        let message = Message {
            finding,
            path: spot.as_ref().map(|spot| spot.path.as_str()),
            position: spot.as_ref().map(|spot| spot.position),
            excerpt: None,
            help,
        };
        let literal = text.source_of(part).map(|(literal, _)| literal.span());
        Error { span: literal.unwrap_or_else(|| text.span()), message: message.to_string() }
    }

    /// A finding in a file, reported at a token. The line it stands in is shown, unless the compiler shows it with the
    /// token.
    pub(crate) fn of_file(span: Span, path: &str, finding: &Finding, with_line: bool) -> Error {
        let location = finding.location.as_ref();
        let position = location.map(|location| (location.start.line, location.start.column));
        let excerpt = location.filter(|_| with_line);
        let message = Message { finding, path: Some(path), position, excerpt, help: None };
        Error { span, message: message.to_string() }
    }

    fn to_tokens(&self) -> TokenStream {
        call("compile_error", TokenTree::from(Literal::string(&self.message)).into(), self.span)
    }
}

/// A text as messages name it: of one that is too long to be read, the beginning.
pub(crate) fn quoted(text: &str) -> String {
    const MOST: usize = 80;
    match text.char_indices().nth(MOST) {
        Some((end, _)) => format!("`{}..`", &text[..end]),
        None => format!("`{text}`"),
    }
}

/// The errors as one expression that is a pattern as well, so that each is reported and nothing else is.
///
/// Nothing stands in for the value: the compiler complains no further about an expression that failed to expand.
pub(crate) fn expression(errors: &[Error]) -> TokenStream {
    match errors {
        [one] => one.to_tokens(),
        several => grouped(Delimiter::Parenthesis, joined(several.iter().map(Error::to_tokens), '|')),
    }
}

/// The errors as items.
pub(crate) fn items(errors: &[Error]) -> TokenStream {
    let errors = errors.iter().map(Error::to_tokens);
    errors.flat_map(|error| [error, TokenTree::from(Punct::new(';', Spacing::Alone)).into()]).collect()
}

/// The call of a macro of `core`, as if it was written at a token.
pub(crate) fn call(name: &str, arguments: TokenStream, span: Span) -> TokenStream {
    let at_span = |mut token: TokenTree| {
        token.set_span(span);
        token
    };
    let called = [written(&format!("::core::{name}!")), grouped(Delimiter::Parenthesis, arguments)];
    called.into_iter().flatten().map(at_span).collect()
}

/// Code as tokens.
pub(crate) fn written(code: &str) -> TokenStream {
    code.parse().unwrap_or_default()
}

pub(crate) fn grouped(delimiter: Delimiter, tokens: TokenStream) -> TokenStream {
    TokenTree::from(Group::new(delimiter, tokens)).into()
}

/// The parts with a punctuation mark between them.
pub(crate) fn joined(parts: impl IntoIterator<Item = TokenStream>, mark: char) -> TokenStream {
    let mut tokens = TokenStream::new();
    for part in parts {
        if !tokens.is_empty() {
            tokens.extend([TokenTree::from(Punct::new(mark, Spacing::Alone))]);
        }
        tokens.extend(part);
    }
    tokens
}
