//! `email!`, `domain!`, `emails!`, `env_email!`: values judged, and put back as they were written.

use crate::emit::{error, expression, in_value, together};
use crate::policy::{folder_of, scope};
use crate::text::Text;
use lint_core::gate::{Said, lints};
use lint_core::policy::did_you_mean;
use lint_core::{Level, Span as Range};
use proc_macro2::{Span, TokenStream, TokenTree};
use quote::quote;
use syn::ext::IdentExt;
use syn::parse::{Parse, ParseStream};
use syn::{Error, Ident, Result, Token};

mod keyword {
    syn::custom_keyword!(allow);
    syn::custom_keyword!(reason);
}

/// Which macro is expanded.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Macro {
    Email,
    Domain,
    Emails,
    EnvEmail,
}

impl Macro {
    /// Its name, and how it is called.
    const fn shown(self) -> (&'static str, &'static str) {
        match self {
            Macro::Email => ("email!", "email!(\"ops@example.org\")"),
            Macro::Domain => ("domain!", "domain!(\"example.org\")"),
            Macro::Emails => ("emails!", "emails![\"ops@example.org\"]"),
            Macro::EnvEmail => ("env_email!", "env_email!(\"MAIL_FROM\")"),
        }
    }

    /// How to keep what is written although the lint denies it.
    fn how_to_keep(self, written: &str, lint: &str) -> String {
        let written = if written.len() <= 80 { format!("{written:?}") } else { String::from("..") };
        let ((name, _), allow) = (self.shown(), format!("allow = {lint}, reason = \"...\""));
        match self {
            Macro::Email | Macro::Domain => format!("to keep it: {name}({written}, {allow})"),
            Macro::Emails => format!("to keep it: {name}[.., {allow}]"),
            Macro::EnvEmail => format!("this is the value of `{written}`; to keep it: {name}({written}, {allow})"),
        }
    }
}

/// Values, then perhaps an allow for them. What is wrong with one of them does not hide the next.
#[derive(Debug)]
struct Arguments {
    values: Vec<Text>,
    allow: Option<Allow>,
}

impl Parse for Arguments {
    fn parse(input: ParseStream<'_>) -> Result<Arguments> {
        let (mut values, mut errors) = (Vec::new(), Vec::new());
        while !(input.is_empty() || input.peek(Ident::peek_any) && input.peek2(Token![=])) {
            match input.parse::<Text>().and_then(|value| comma(input).map(|()| value)) {
                Ok(value) => values.push(value),
                Err(error) => {
                    errors.push(error);
                    while !input.is_empty() && input.parse::<Token![,]>().is_err() {
                        input.parse::<TokenTree>()?;
                    }
                }
            }
        }
        let allow = if input.is_empty() { None } else { input.parse().map_err(|error| errors.push(error)).ok() };
        together(errors)?;
        Ok(Arguments { values, allow })
    }
}

/// A comma, or the end.
fn comma(input: ParseStream<'_>) -> Result<()> {
    if input.is_empty() { Ok(()) } else { input.parse::<Token![,]>().map(|_| ()) }
}

/// `allow = risky_tld, reason = "..."`.
#[derive(Debug)]
struct Allow {
    lint: &'static str,
    span: Span,
}

impl Parse for Allow {
    fn parse(input: ParseStream<'_>) -> Result<Allow> {
        let start = input.span();
        let (mut name, mut reason) = (None, None);
        while !input.is_empty() {
            if name.is_none() && input.parse::<Option<keyword::allow>>()?.is_some() {
                let equals: Token![=] = input.parse()?;
                let at = if input.is_empty() || input.peek(Token![,]) { equals.span } else { input.span() };
                let named = input.call(Ident::parse_any);
                name = Some(named.map_err(|_| Error::new(at, "expected the name of one lint"))?);
            } else if reason.is_none() && input.parse::<Option<keyword::reason>>()?.is_some() {
                input.parse::<Token![=]>()?;
                let other = Error::new(input.span(), "expected the reason as a string literal");
                reason = Some(input.parse::<Text>().map_err(|_| other)?);
            } else {
                return Err(input.error("expected `allow = LINT, reason = \"...\"`, each once"));
            }
            comma(input)?;
        }
        let Some(name) = name else {
            return Err(Error::new(start, "a reason without an allow: add `allow = LINT`"));
        };
        let lint = lints::find(&name.to_string()).ok_or_else(|| {
            let near = did_you_mean(&name.to_string(), lints::ALL.iter().map(|lint| lint.id));
            Error::new(name.span(), format!("unknown lint `{name}`; {near}"))
        });
        let no_reason = match reason {
            Some(reason) if !reason.value.trim().is_empty() => None,
            Some(empty) => Some((empty.span(), "the reason is empty: say why this is right although it looks wrong")),
            None => Some((name.span(), "an allow needs a reason: add `reason = \"...\"`")),
        };
        let no_reason = no_reason.map(|(span, message)| Error::new(span, message));
        together(lint.as_ref().err().cloned().into_iter().chain(no_reason))?;
        Ok(Allow { lint: lint?.id, span: name.span() })
    }
}

/// The values as they were written, or an error for each that is denied.
pub(crate) fn expand(input: TokenStream, of: Macro) -> TokenStream {
    let judged = syn::parse2::<Arguments>(input).and_then(|Arguments { values, allow }| {
        judge(&values, allow, of)?;
        Ok(values)
    });
    match (judged, of) {
        (Ok(values), Macro::Email | Macro::Domain) => quote!(#(#values)*),
        (Ok(values), Macro::Emails) => quote!([#(#values),*]),
        (Ok(values), Macro::EnvEmail) => quote!(::core::env!(#(#values)*)),
        (Err(errors), _) => expression(errors),
    }
}

/// All that is wrong with the values, or with how the macro is called.
fn judge(values: &[Text], allow: Option<Allow>, of: Macro) -> Result<()> {
    let (name, example) = of.shown();
    if of != Macro::Emails && values.len() != 1 {
        let second = values.get(1).map_or_else(Span::call_site, Text::span);
        return Err(error(second, &format!("`{name}` takes one literal"), &[&format!("write {example}")]));
    }
    let first = values.first().map_or_else(Span::call_site, Text::span);
    let Some(scope) = scope(&folder_of(first))? else { return Ok(()) };
    let said = if of == Macro::Domain { Said::Domain } else { Said::Address };
    let (mut errors, mut used) = (Vec::new(), false);
    for text in values {
        let written = &text.value;
        let variable = if of == Macro::EnvEmail { std::env::var(written).ok() } else { None };
        if of == Macro::EnvEmail && variable.is_none() {
            // What is unset, or no Unicode, is reported by the `env!` that this expands to.
            return Ok(());
        }
        let (value, whose) = match &variable {
            Some(value) => (value, format!(", the value of `{written}`,")),
            None => (written, String::new()),
        };
        // What would only be warned of matters where an allow may be meant for it.
        let found = said.judge(&scope.checker, value, allow.is_some()).unwrap_or_else(|misfit| {
            let message = format!("{}{whose} is no {}", misfit.subject, misfit.fault);
            errors.push(error(text.span(), &message, &[misfit.help]));
            Vec::new()
        });
        for finding in found {
            if allow.as_ref().is_some_and(|allow| allow.lint == finding.lint) {
                used = true;
            } else if finding.level == Level::Deny {
                let part = if variable.is_some() { Range::new(0, written.len()) } else { finding.span };
                errors.push(in_value(text, part, &finding, Some(&of.how_to_keep(written, finding.lint))));
            }
        }
    }
    if let Some(allow) = allow.filter(|_| !used && errors.is_empty()) {
        let message = format!("nothing here is `{}`: this allow excuses nothing", allow.lint);
        errors.push(error(allow.span, &message, &["take it out"]));
    }
    together(errors)
}
