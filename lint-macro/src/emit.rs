//! Errors at the literal: what the compiler prints in place of the code that was refused.

use crate::input::{Spot, Text};
use lint_core::Finding;
use lint_core::render::{Message, visible};
use proc_macro2::{Span, TokenStream};
use quote::{quote, quote_spanned};

/// One error to report: a message at a token.
#[derive(Clone, Debug)]
pub(crate) struct Error {
    span: Span,
    message: String,
}

impl Error {
    /// An error in how a macro is used, at a token.
    pub(crate) fn new(span: Span, message: &str, help: &[&str]) -> Error {
        Error::at(span, message, Spot::of(span).as_ref(), help)
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

    /// A finding in the value of a literal.
    pub(crate) fn of_value(text: &Text, finding: &Finding, help: &str) -> Error {
        let spot = text.spot_of(finding.span);
        let message = Message {
            finding,
            path: spot.as_ref().map(|spot| spot.path.as_str()),
            position: spot.as_ref().map_or((0, 0), |spot| spot.position),
            excerpt: None,
            help: Some(help),
        };
        Error { span: text.span_of(finding.span), message: message.to_string() }
    }

    fn to_tokens(&self) -> TokenStream {
        let message = &self.message;
        quote_spanned!(self.span=> ::core::compile_error! { #message })
    }
}

impl From<syn::Error> for Error {
    fn from(error: syn::Error) -> Error {
        Error::new(error.span(), &error.to_string(), &[])
    }
}

/// The errors as one expression that is a pattern as well, so that each is reported and nothing else is.
///
/// Nothing stands in for the value: the compiler complains no further about an expression that failed to expand.
pub(crate) fn expression(errors: &[Error]) -> TokenStream {
    match errors {
        [one] => one.to_tokens(),
        several => {
            let errors = several.iter().map(Error::to_tokens);
            quote!((#(#errors)|*))
        }
    }
}
