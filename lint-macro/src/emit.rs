//! Errors at the literal: what the compiler prints in place of the code that was refused.

use crate::spot::Spot;
use crate::text::Text;
use lint_core::gate::render::{Message, visible};
use lint_core::{Finding, Span as Range};
use proc_macro2::{Span, TokenStream};
use quote::quote;
use syn::Error;

/// An error in how a macro is used, at a token. After a message of one line the location is the compiler's own.
pub(crate) fn error(span: Span, message: &str, help: &[&str]) -> Error {
    error_at(span, message, if help.is_empty() { None } else { Spot::of(span) }, help)
}

/// An error whose place is not the token's. As in a finding, the location is the second line.
pub(crate) fn error_at(span: Span, message: &str, spot: Option<Spot>, help: &[&str]) -> Error {
    let mut message = visible(message);
    if let Some(Spot { path, position: (line, column) }) = spot {
        message.push_str(&format!("\n  --> {}:{line}:{column}", visible(&path)));
    }
    for help in help {
        message.push_str("\nhelp: ");
        message.push_str(&visible(help));
    }
    Error::new(span, message)
}

/// A finding in a literal, at that part of its value: under the part itself where the compiler lets a macro say so.
pub(crate) fn in_value(text: &Text, part: Range, finding: &Finding, help: Option<&str>) -> Error {
    let spot = Spot::within(text, part);
    let (path, position) = spot.map(|spot| (spot.path, spot.position)).unzip();
    let message = Message { finding, path: path.as_deref(), position, excerpt: None, help };
    let span = match text.source_of(part) {
        Some((literal, range)) => literal.subspan(range.range()).unwrap_or_else(|| literal.span()),
        None => text.span(),
    };
    Error::new(span, message)
}

/// A finding in a file, reported at a token. The line it stands in is shown, unless the compiler shows it with the token.
pub(crate) fn in_file(span: Span, path: &str, finding: &Finding, with_line: bool) -> Error {
    let location = finding.location.as_ref();
    let position = location.map(|location| (location.start.line, location.start.column));
    let excerpt = location.filter(|_| with_line);
    Error::new(span, Message { finding, path: Some(path), position, excerpt, help: None })
}

/// What is found at one token, of which no more is told than people read: the compiler goes through all of its lines for each.
pub(crate) fn at_token(span: Span, found: &[&Finding], told: impl Fn(&Finding) -> Error) -> Vec<Error> {
    const MOST: usize = 20;
    let mut errors: Vec<Error> = found.iter().take(MOST).map(|finding| told(finding)).collect();
    if found.len() > MOST {
        let message = format!("{} more findings in this literal", found.len() - MOST);
        errors.push(error(span, &message, &["`cargo maillint` tells of each"]));
    }
    errors
}

/// All of the errors as one.
pub(crate) fn together(errors: impl IntoIterator<Item = Error>) -> Result<(), Error> {
    let all = errors.into_iter().reduce(|mut all, error| {
        all.combine(error);
        all
    });
    all.map_or(Ok(()), Err)
}

/// The errors as one expression that is a pattern as well, so that each is reported and nothing else is.
///
/// Nothing stands in for the value: the compiler complains no further about an expression that failed to expand.
pub(crate) fn expression(errors: Error) -> TokenStream {
    let errors: Vec<TokenStream> = errors.into_iter().map(Error::into_compile_error).collect();
    match &errors[..] {
        [one] => one.clone(),
        several => quote!((#(#several)|*)),
    }
}
