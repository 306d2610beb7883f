//! Errors at the literal: what the compiler prints, and what stands in for the code that was refused.

use crate::input::{Spot, Text};
use lint_core::Finding;
use lint_core::render::Message;
use proc_macro2::{Span, TokenStream};
use quote::{quote, quote_spanned};

/// One error to report: a message at a token.
#[derive(Clone, Debug)]
pub(crate) struct Error {
    span: Span,
    message: String,
}

impl Error {
    /// An error in the use of a macro. The location goes into the second line here too.
    pub(crate) fn new(span: Span, message: &str, help: &str) -> Error {
        let mut message = String::from(message);
        if let Some(Spot { path, position: (line, column) }) = Spot::of(span) {
            message.push_str(&format!("\n  --> {path}:{line}:{column}"));
        }
        if !help.is_empty() {
            message.push_str(&format!("\nhelp: {help}"));
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
            help: Some(help).filter(|help| !help.is_empty()),
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
        Error::new(error.span(), &error.to_string(), "")
    }
}

/// The errors as one expression that also stands as a pattern, so that each is reported and nothing else is.
///
/// The type of a failed expansion is never complained about, hence no stand-in value is needed.
pub(crate) fn expression(errors: &[Error]) -> TokenStream {
    match errors {
        [one] => one.to_tokens(),
        several => {
            let errors = several.iter().map(Error::to_tokens);
            quote!((#(#errors)|*))
        }
    }
}
