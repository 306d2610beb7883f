//! `email!`, `domain!`, `emails!`, `env_email!`: values judged, and put back as they were written.

use crate::emit::{error, expression, in_value, quoted, together};
use crate::policy::{folder_of, scope};
use crate::text::Text;
use lint_core::address::{self, ADDRESS_MAX, Domain};
use lint_core::gate::lints;
use lint_core::policy::did_you_mean;
use lint_core::{Level, Span as Range};
use proc_macro2::{Span, TokenStream, TokenTree};
use quote::quote;
use std::net::IpAddr;
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
            if name.is_none() && input.peek(keyword::allow) {
                input.parse::<keyword::allow>()?;
                let equals: Token![=] = input.parse()?;
                let nothing = input.is_empty() || input.peek(Token![,]);
                let other = if nothing { equals.span } else { input.span() };
                let named = input.call(Ident::parse_any);
                name = Some(named.map_err(|_| Error::new(other, "expected the name of one lint"))?);
            } else if reason.is_none() && input.peek(keyword::reason) {
                input.parse::<keyword::reason>()?;
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
            Some(reason) if reason.value.trim().is_empty() => {
                let message = "the reason is empty: say why this is right although it looks wrong";
                Some(Error::new(reason.span(), message))
            }
            Some(_) => None,
            None => Some(Error::new(name.span(), "an allow needs a reason: add `reason = \"...\"`")),
        };
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
    let (mut errors, mut used) = (Vec::new(), false);
    for text in values {
        let written = &text.value;
        let variable = match of {
            Macro::EnvEmail => match std::env::var(written) {
                Ok(value) => Some(value),
                // What is unset, or no Unicode, is reported by the `env!` that this expands to.
                Err(_) => return Ok(()),
            },
            _ => None,
        };
        let (value, whose) = match &variable {
            Some(value) => (value, format!(", the value of `{written}`,")),
            None => (written, String::new()),
        };
        if let Some((fault, help)) = wrong_kind(value, of) {
            errors.push(error(text.span(), &format!("{}{whose} is no {fault}", quoted(value)), &[help]));
            continue;
        }
        // What would only be warned of matters where an allow may be meant for it.
        let findings = if allow.is_some() { scope.checker.address(value) } else { scope.checker.denied(value) };
        if let Some(fault) = no_domain(value, of).filter(|_| findings.is_empty()) {
            let help = ["write the name of a host, and nothing around it"];
            errors.push(error(text.span(), &format!("{} is no domain: {fault}", quoted(value)), &help));
        }
        for finding in findings {
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

/// Why a value is not the name of a host, where a domain is meant. An IP address has nothing that could be misspelt.
fn no_domain(value: &str, of: Macro) -> Option<address::Error> {
    let is_judged = of == Macro::Domain && value.parse::<IpAddr>().is_err();
    if is_judged { Domain::absolute(value).err() } else { None }
}

/// An address where a domain is meant, or the other way round, as what it is not, and what to do.
fn wrong_kind(value: &str, of: Macro) -> Option<(&'static str, &'static str)> {
    match (of, value.contains('@')) {
        (Macro::Domain, _) if value.is_empty() => Some(("domain: there is nothing in it", "write the name of a host")),
        (_, _) if value.is_empty() => Some(("address: there is nothing in it", "write what mail is sent to")),
        (Macro::Domain, true) => Some(("domain: there is an `@` in it", "for an address there is `email!`")),
        (Macro::Domain, false) => None,
        (_, false) => Some(("address: there is no `@` in it", "for a domain there is `domain!`")),
        // The limit itself is for the lint to tell of.
        (_, true) if value.len() > 4 * ADDRESS_MAX => {
            Some(("address: it is far longer than any", "what holds addresses among other text is for `#[check]`"))
        }
        (_, true) => None,
    }
}
