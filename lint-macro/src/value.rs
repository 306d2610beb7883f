//! `email!`, `domain!`, `emails!`: a value judged, and put back as it was written.

use crate::emit::{self, Error};
use crate::input::{NoText, Text};
use crate::policy::Crate;
use lint_core::policy::did_you_mean;
use lint_core::{Finding, Level, lints};
use proc_macro2::{Span, TokenStream, TokenTree};
use quote::quote;
use syn::parse::{Parse, ParseStream};
use syn::{Ident, Token};

/// What a macro takes its values to be.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Kind {
    Email,
    Domain,
}

impl Kind {
    const fn macro_name(self) -> &'static str {
        match self {
            Kind::Email => "email!",
            Kind::Domain => "domain!",
        }
    }

    const fn example(self) -> &'static str {
        match self {
            Kind::Email => "email!(\"ops@example.org\")",
            Kind::Domain => "domain!(\"example.org\")",
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

/// `email!` and `domain!`: the one value, or an error in its place.
pub(crate) fn expand_one(input: TokenStream, kind: Kind) -> TokenStream {
    let (values, mut errors) = judge(input, kind);
    if errors.is_empty() {
        match <[Value; 1]>::try_from(values) {
            Ok([value]) => return value.tokens,
            Err(_) => errors.push(Error::new(
                Span::call_site(),
                &format!("`{}` judges one literal", kind.macro_name()),
                &[&format!("write {}", kind.example())],
            )),
        }
    }
    emit::expression(&errors)
}

/// `emails!`: the values as an array.
pub(crate) fn expand_array(input: TokenStream) -> TokenStream {
    let (values, errors) = judge(input, Kind::Email);
    if errors.is_empty() {
        let values = values.iter().map(|value| &value.tokens);
        quote!([#(#values),*])
    } else {
        emit::expression(&errors)
    }
}

/// The values, and all that is wrong with them or with how the macro is called.
fn judge(input: TokenStream, kind: Kind) -> (Vec<Value>, Vec<Error>) {
    let Arguments { values, allow } = match syn::parse2(input) {
        Ok(arguments) => arguments,
        Err(error) => return (Vec::new(), vec![error.into()]),
    };
    let here = match Crate::current() {
        Ok(here) if here.is_dependency => return (values, Vec::new()),
        Ok(here) => here,
        Err(error) => return (values, vec![error]),
    };
    let mut errors = Vec::new();
    let mut used = false;
    for value in &values {
        let text = &value.text;
        if let Some(error) = wrong_kind(text, kind) {
            errors.push(error);
            continue;
        }
        for finding in here.checker.address(&text.value) {
            if allow.as_ref().is_some_and(|allow| allow.lint == finding.lint) {
                used = true;
            } else if finding.level == Level::Deny {
                errors.push(Error::of_value(text, &finding, &how_to_keep(&finding, text, kind)));
            }
        }
    }
    if let Some(allow) = allow.filter(|_| !used && errors.is_empty()) {
        errors.push(Error::new(
            allow.span,
            &format!("nothing here is `{}`: this allow excuses nothing", allow.lint),
            &["take it out"],
        ));
    }
    (values, errors)
}

/// An address where a domain is meant, or the other way round.
fn wrong_kind(text: &Text, kind: Kind) -> Option<Error> {
    let (message, help) = match (kind, text.value.contains('@')) {
        (Kind::Email, false) => ("this is no address: there is no `@` in it", "for a domain there is `domain!`"),
        (Kind::Domain, true) => ("this is no domain: there is an `@` in it", "for an address there is `email!`"),
        _ => return None,
    };
    Some(Error::new(text.span(), message, &[help]))
}

fn how_to_keep(finding: &Finding, text: &Text, kind: Kind) -> String {
    let (name, lint) = (kind.macro_name(), finding.lint);
    let value = if text.value.len() <= 80 { format!("{:?}", text.value) } else { String::from("..") };
    format!("to keep it: {name}({value}, allow = {lint}, reason = \"...\")")
}
