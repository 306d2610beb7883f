//! `email!`, `domain!`, `emails!`, `env_email!`: values judged, and put back as they were written.

use crate::emit::{self, Error};
use crate::input::{NoText, Text};
use crate::policy::Crate;
use lint_core::policy::did_you_mean;
use lint_core::{Level, Span as Range, lints};
use proc_macro2::{Span, TokenStream, TokenTree};
use quote::quote;
use syn::parse::{Parse, ParseStream};
use syn::{Ident, Token};

/// Which macro is expanded.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Macro {
    Email,
    Domain,
    Emails,
    EnvEmail,
}

impl Macro {
    const fn name(self) -> &'static str {
        match self {
            Macro::Email => "email!",
            Macro::Domain => "domain!",
            Macro::Emails => "emails!",
            Macro::EnvEmail => "env_email!",
        }
    }

    const fn example(self) -> &'static str {
        match self {
            Macro::Email => "email!(\"ops@example.org\")",
            Macro::Domain => "domain!(\"example.org\")",
            Macro::Emails => "emails![\"ops@example.org\"]",
            Macro::EnvEmail => "env_email!(\"MAIL_FROM\")",
        }
    }

    /// How to keep what is written although the lint denies it.
    fn how_to_keep(self, written: &str, lint: &str) -> String {
        let written = if written.len() <= 80 { format!("{written:?}") } else { String::from("..") };
        let (name, allow) = (self.name(), format!("allow = {lint}, reason = \"...\""));
        match self {
            Macro::Email | Macro::Domain => format!("to keep it: {name}({written}, {allow})"),
            Macro::Emails => format!("to keep it: {name}[.., {allow}]"),
            Macro::EnvEmail => format!("this is the value of `{written}`; to keep it: {name}({written}, {allow})"),
        }
    }
}

/// A literal, or a `concat!` of literals, with the tokens it was written as.
#[derive(Debug)]
pub(crate) struct Value {
    pub(crate) text: Text,
    pub(crate) tokens: TokenStream,
}

impl Parse for Value {
    fn parse(input: ParseStream<'_>) -> syn::Result<Value> {
        let first = input.span();
        let mut tokens = TokenStream::new();
        while !input.is_empty() && !input.peek(Token![,]) {
            tokens.extend([input.parse::<TokenTree>()?]);
        }
        match Text::of_argument(tokens.clone()) {
            Ok(text) => Ok(Value { text, tokens }),
            Err((why, span)) => Err(syn::Error::new(if tokens.is_empty() { first } else { span }, why.message())),
        }
    }
}

impl NoText {
    const fn message(self) -> &'static str {
        match self {
            NoText::NoLiteral => {
                "expected a string literal or a `concat!` of literals: a macro sees what is written, not what it will be; \
                 for a constant there is `lint_core::address!`"
            }
            NoText::NoString => "expected a string literal",
            NoText::NoUtf8 => "these bytes are not UTF-8, so they are no address",
        }
    }
}

/// `allow = risky_tld, reason = "..."`.
#[derive(Debug)]
pub(crate) struct Allow {
    lint: &'static str,
    span: Span,
}

impl Parse for Allow {
    fn parse(input: ParseStream<'_>) -> syn::Result<Allow> {
        let (mut lint, mut reason): (Option<Ident>, Option<Text>) = (None, None);
        let start = input.span();
        while !input.is_empty() {
            let key: Ident = input.parse()?;
            input.parse::<Token![=]>()?;
            if key == "allow" && lint.is_none() {
                lint = Some(input.parse()?);
            } else if key == "reason" && reason.is_none() {
                reason = Some(input.parse::<Value>()?.text);
            } else {
                return Err(syn::Error::new(key.span(), "expected `allow = LINT, reason = \"...\"`, each once"));
            }
            if !input.is_empty() {
                input.parse::<Token![,]>()?;
            }
        }
        let Some(name) = lint else {
            return Err(syn::Error::new(start, "a reason without an allow: add `allow = LINT`"));
        };
        let Some(known) = lints::ALL.iter().find(|lint| name == lint.id) else {
            let near = did_you_mean(&name.to_string(), lints::ALL.iter().map(|lint| lint.id));
            return Err(syn::Error::new(name.span(), format!("unknown lint `{name}`; {near}")));
        };
        match reason {
            Some(reason) if reason.value.trim().is_empty() => Err(syn::Error::new(
                reason.span(),
                "the reason is empty: say why this is right although it looks wrong",
            )),
            Some(_) => Ok(Allow { lint: known.id, span: name.span() }),
            None => Err(syn::Error::new(name.span(), "an allow needs a reason: add `reason = \"...\"`")),
        }
    }
}

/// What stands between the parentheses: values, then perhaps an allow for them.
#[derive(Debug)]
struct Arguments {
    values: Vec<Value>,
    allow: Option<Allow>,
}

impl Parse for Arguments {
    fn parse(input: ParseStream<'_>) -> syn::Result<Arguments> {
        let mut values = Vec::new();
        while !input.is_empty() {
            if input.peek(Ident) && input.peek2(Token![=]) {
                return Ok(Arguments { values, allow: Some(input.parse()?) });
            }
            values.push(input.parse()?);
            if !input.is_empty() {
                input.parse::<Token![,]>()?;
            }
        }
        Ok(Arguments { values, allow: None })
    }
}

/// The values as they were written, or an error for each that is denied.
pub(crate) fn expand(input: TokenStream, of: Macro) -> TokenStream {
    let Arguments { values, allow } = match syn::parse2(input) {
        Ok(arguments) => arguments,
        Err(error) => return emit::expression(&[error.into()]),
    };
    let errors = judge(&values, allow, of);
    if !errors.is_empty() {
        return emit::expression(&errors);
    }
    let values = values.into_iter().map(|value| value.tokens);
    match of {
        Macro::Email | Macro::Domain => values.collect(),
        Macro::Emails => quote!([#(#values),*]),
        Macro::EnvEmail => quote!(::core::env!(#(#values)*)),
    }
}

/// All that is wrong with the values, or with how the macro is called.
fn judge(values: &[Value], allow: Option<Allow>, of: Macro) -> Vec<Error> {
    if of != Macro::Emails && values.len() != 1 {
        let second = values.get(1).map_or_else(Span::call_site, |value| value.text.span());
        let message = format!("`{}` takes one literal", of.name());
        return vec![Error::new(second, &message, &[&format!("write {}", of.example())])];
    }
    let here = match Crate::current() {
        Ok(here) => here,
        Err(error) => return vec![error],
    };
    let (mut errors, mut used) = (Vec::new(), false);
    for Value { text, .. } in values {
        let written = &text.value;
        let variable = match of {
            Macro::EnvEmail => match std::env::var(written) {
                Ok(value) => Some(value),
                // What is unset, or no Unicode, is reported by the `env!` that this expands to.
                Err(_) => return errors,
            },
            _ => None,
        };
        let value = variable.as_ref().unwrap_or(written);
        if let Some((fault, help)) = wrong_kind(value, of) {
            let subject = variable
                .as_ref()
                .map_or_else(|| format!("`{value}`"), |value| format!("`{value}`, the value of `{written}`,"));
            errors.push(Error::new(text.span(), &format!("{subject} is no {fault}"), &[help]));
            continue;
        }
        for finding in here.checker.address(value) {
            if allow.as_ref().is_some_and(|allow| allow.lint == finding.lint) {
                used = true;
            } else if finding.level == Level::Deny {
                let part = if variable.is_some() { Range::new(0, written.len()) } else { finding.span };
                let help = of.how_to_keep(written, finding.lint);
                errors.push(Error::of_value(text, part, &finding, Some(&help)));
            }
        }
    }
    if let Some(allow) = allow.filter(|_| !used && errors.is_empty()) {
        let message = format!("nothing here is `{}`: this allow excuses nothing", allow.lint);
        errors.push(Error::new(allow.span, &message, &["take it out"]));
    }
    // Whoever builds a dependency can mend nothing in it.
    if here.is_dependency { Vec::new() } else { errors }
}

/// An address where a domain is meant, or the other way round, as what it is not, and what to do.
fn wrong_kind(value: &str, of: Macro) -> Option<(&'static str, &'static str)> {
    match (of, value.contains('@')) {
        (_, false) if value.is_empty() => Some(("address: there is nothing in it", "write what mail is sent to")),
        (Macro::Domain, true) => Some(("domain: there is an `@` in it", "for an address there is `email!`")),
        (Macro::Domain, false) | (_, true) => None,
        (_, false) => Some(("address: there is no `@` in it", "for a domain there is `domain!`")),
    }
}
