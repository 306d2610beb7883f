//! `email!`, `domain!`, `emails!`, `env_email!`: values judged, and put back as they were written.

use crate::emit::{self, Error, quoted};
use crate::input::{NoText, Text};
use crate::policy::Crate;
use lint_core::address::{self, ADDRESS_MAX, Domain};
use lint_core::policy::did_you_mean;
use lint_core::{Level, Span as Range, lints};
use proc_macro::{Delimiter, Span, TokenStream, TokenTree};
use std::net::IpAddr;

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

/// What stands between two commas, and where: of one in which there is nothing, the comma behind it.
pub(crate) struct Argument {
    tokens: Vec<TokenTree>,
    span: Span,
}

/// The arguments of a macro; behind a last comma there is none.
pub(crate) fn arguments(input: TokenStream) -> Vec<Argument> {
    let (mut arguments, mut tokens) = (Vec::new(), Vec::new());
    let mut end = |tokens: &mut Vec<TokenTree>, comma: Span| {
        let span = tokens.first().map_or(comma, TokenTree::span);
        arguments.push(Argument { tokens: std::mem::take(tokens), span });
    };
    for token in input {
        match token {
            TokenTree::Punct(punct) if punct.as_char() == ',' => end(&mut tokens, punct.span()),
            _ => tokens.push(token),
        }
    }
    if !tokens.is_empty() {
        end(&mut tokens, Span::call_site());
    }
    arguments
}

impl Argument {
    /// Of `key = value` the key, and the value as an argument.
    fn pair(&self) -> Option<(String, Argument)> {
        match &self.tokens[..] {
            [TokenTree::Ident(key), TokenTree::Punct(equals), value @ ..] if equals.as_char() == '=' => {
                let span = value.first().map_or(equals.span(), TokenTree::span);
                Some((key.to_string(), Argument { tokens: value.to_vec(), span }))
            }
            _ => None,
        }
    }
}

/// A literal, or a `concat!` of literals, with the tokens it was written as.
#[derive(Debug)]
pub(crate) struct Value {
    pub(crate) text: Text,
    tokens: TokenStream,
}

impl Value {
    pub(crate) fn of(argument: &Argument) -> Result<Value, Error> {
        let tokens: TokenStream = argument.tokens.iter().cloned().collect();
        match Text::of_argument(tokens.clone()) {
            Ok(text) => Ok(Value { text, tokens }),
            Err((why, span)) => {
                let span = if argument.tokens.is_empty() { argument.span } else { span };
                Err(Error::new(span, why.message(), &[]))
            }
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
            NoText::NoComma => "expected `,`",
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

impl Allow {
    fn of(arguments: &[Argument]) -> Result<Allow, Error> {
        let (mut lint, mut reason) = (None, None);
        for argument in arguments {
            match argument.pair() {
                Some((key, value)) if key == "allow" && lint.is_none() => lint = Some(value),
                Some((key, value)) if key == "reason" && reason.is_none() => match Value::of(&value) {
                    Ok(value) => reason = Some(value.text),
                    Err(_) => return Err(Error::new(value.span, "expected the reason as a string literal", &[])),
                },
                _ => {
                    let message = "expected `allow = LINT, reason = \"...\"`, each once";
                    return Err(Error::new(argument.span, message, &[]));
                }
            }
        }
        let Some(Argument { tokens, span }) = lint else {
            let span = arguments.first().map_or_else(Span::call_site, |argument| argument.span);
            return Err(Error::new(span, "a reason without an allow: add `allow = LINT`", &[]));
        };
        let [TokenTree::Ident(name)] = &tokens[..] else {
            return Err(Error::new(span, "expected the name of one lint", &[]));
        };
        let name = name.to_string();
        let Some(known) = lints::ALL.iter().find(|lint| name == lint.id) else {
            let near = did_you_mean(&name, lints::ALL.iter().map(|lint| lint.id));
            return Err(Error::new(span, &format!("unknown lint `{name}`; {near}"), &[]));
        };
        match reason {
            Some(reason) if reason.value.trim().is_empty() => {
                let message = "the reason is empty: say why this is right although it looks wrong";
                Err(Error::new(reason.span(), message, &[]))
            }
            Some(_) => Ok(Allow { lint: known.id, span }),
            None => Err(Error::new(span, "an allow needs a reason: add `reason = \"...\"`", &[])),
        }
    }
}

/// The one value as it was written, or an error.
pub(crate) fn expand_one(input: TokenStream, of: Macro) -> TokenStream {
    if is_fine(&input, of) { input } else { expand(input, of) }
}

/// Whether the input is a plain literal and nothing in it is denied. Nearly all are so, and need no second look: macros
/// run unoptimised.
fn is_fine(input: &TokenStream, of: Macro) -> bool {
    let source = input.to_string();
    let text = source.strip_prefix('"').and_then(|text| text.strip_suffix('"'));
    let is_plain = |text: &&str| !text.contains('"') && !text.contains('\\');
    let Some(text) = text.filter(is_plain).filter(|text| wrong_kind(text, of).is_none()) else { return false };
    // What cannot be read is for `expand` to tell of.
    Crate::kept().is_some_and(|here| here.checker.denied(text).is_empty()) && no_domain(text, of).is_none()
}

/// The values as they were written, or an error for each that is denied.
pub(crate) fn expand(input: TokenStream, of: Macro) -> TokenStream {
    let (values, allow) = match parse(input) {
        Ok(parsed) => parsed,
        Err(error) => return emit::expression(&[error]),
    };
    let errors = judge(&values, allow, of);
    if !errors.is_empty() {
        return emit::expression(&errors);
    }
    let values = values.into_iter().map(|value| value.tokens);
    match of {
        Macro::Email | Macro::Domain => values.collect(),
        Macro::Emails => emit::grouped(Delimiter::Bracket, emit::joined(values, ',')),
        Macro::EnvEmail => emit::call("env", values.collect(), Span::call_site()),
    }
}

/// What stands between the parentheses: values, then perhaps an allow for them.
fn parse(input: TokenStream) -> Result<(Vec<Value>, Option<Allow>), Error> {
    let arguments = arguments(input);
    let values = arguments.iter().take_while(|argument| argument.pair().is_none());
    let values = values.map(Value::of).collect::<Result<Vec<_>, _>>()?;
    let rest = &arguments[values.len()..];
    let allow = if rest.is_empty() { None } else { Some(Allow::of(rest)?) };
    Ok((values, allow))
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
        Err(error) => return error.into_iter().collect(),
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
                .map_or_else(|| quoted(value), |value| format!("{}, the value of `{written}`,", quoted(value)));
            errors.push(Error::new(text.span(), &format!("{subject} is no {fault}"), &[help]));
            continue;
        }
        let findings = here.checker.address(value);
        if let Some(fault) = no_domain(value, of).filter(|_| findings.is_empty()) {
            let help = ["write the name of a host, and nothing around it"];
            errors.push(Error::new(text.span(), &format!("{} is no domain: {fault}", quoted(value)), &help));
        }
        for finding in findings {
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
