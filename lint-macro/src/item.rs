//! `#[check]`: an item judged as a part of its file, and put back as it was.
//!
//! The file is judged as a whole and what is found in the item reported, so that the verdict is the one that
//! `cargo maillint` gives, comments and allows included. A literal that does not stand there, because a macro made it, is
//! judged by itself.

use crate::emit::{self, Error};
use crate::files::track;
use crate::input::{Text, concat_arguments};
use crate::policy::Crate;
use crate::spot::Spot;
use lint_core::Level;
use proc_macro::{Literal, Span, TokenStream, TokenTree};
use std::fs;
use std::path::PathBuf;

/// The item, and behind it an error for each finding.
pub(crate) fn expand(arguments: TokenStream, item: TokenStream) -> TokenStream {
    let mut errors = Vec::new();
    if let Some(token) = arguments.into_iter().next() {
        let help = ["an allow stands in a comment: `// maillint: allow(LINT) reason`"];
        errors.push(Error::new(token.span(), "`#[check]` takes no arguments", &help));
    }
    let mut tracked = TokenStream::new();
    match Crate::current() {
        Ok(here) => {
            if !here.is_dependency {
                errors.extend(judge(&here, item.clone()));
            }
            if let Some(policy) = here.project.policy_file().filter(|_| stands_alone(item.clone())) {
                tracked = track(policy);
            }
        }
        Err(error) => errors.extend(error),
    }
    [item, emit::items(&errors), tracked].into_iter().collect()
}

/// Whether an item cannot be one of an `impl` or a trait, where a nameless constant may not stand beside it.
fn stands_alone(item: TokenStream) -> bool {
    const BEFORE: [&str; 6] = ["pub", "unsafe", "async", "auto", "default", "extern"];
    const ALONE: [&str; 10] =
        ["mod", "struct", "enum", "union", "trait", "impl", "static", "use", "crate", "macro_rules"];
    let words = item.into_iter().filter_map(|token| match token {
        TokenTree::Ident(word) => Some(word.to_string()),
        _ => None,
    });
    let kind = words.into_iter().find(|word| !BEFORE.contains(&word.as_str()));
    kind.is_some_and(|kind| ALONE.contains(&kind.as_str()))
}

fn judge(here: &Crate, item: TokenStream) -> Vec<Error> {
    let file = File::of(&item);
    let mut leaves = Vec::new();
    walk(item, &mut leaves);
    let mut errors = file.as_ref().map_or_else(Vec::new, |file| file.errors(here, &leaves));
    // What it is called decides on levels and allows, and that it is Rust decides how it is read.
    let name = file.as_ref().map_or_else(|| String::from("src/lib.rs"), |file| here.project.name(&file.path));
    for leaf in &leaves {
        let text = match leaf {
            Leaf::Other(_) => continue,
            Leaf::Literal(literal) if file.as_ref().is_some_and(|file| file.holds(literal)) => continue,
            Leaf::Literal(literal) => Text::of_source(literal),
            Leaf::Concat(text)
                if file.as_ref().is_some_and(|file| text.literals().iter().all(|part| file.holds(part))) =>
            {
                continue;
            }
            Leaf::Concat(text) => text.quoted(),
        };
        let report = here.checker.text(&name, text.value.as_bytes());
        let denied = report.findings.iter().filter(|finding| finding.level == Level::Deny);
        errors.extend(denied.map(|finding| Error::of_value(&text, finding.span, finding, None)));
    }
    errors
}

/// A token that is no group, or a `concat!` of literals.
#[derive(Debug)]
enum Leaf {
    Literal(Literal),
    Concat(Text),
    Other(Span),
}

impl Leaf {
    fn spans(&self) -> Vec<Span> {
        match self {
            Leaf::Literal(literal) => vec![literal.span()],
            Leaf::Concat(text) => text.literals().iter().map(Literal::span).collect(),
            Leaf::Other(span) => vec![*span],
        }
    }
}

fn walk(tokens: TokenStream, leaves: &mut Vec<Leaf>) {
    let mut tokens = tokens.into_iter().peekable();
    while let Some(token) = tokens.next() {
        match token {
            TokenTree::Group(group) => walk(group.stream(), leaves),
            TokenTree::Literal(literal) => leaves.push(Leaf::Literal(literal)),
            TokenTree::Ident(_) | TokenTree::Punct(_) => {
                leaves.push(Leaf::Other(token.span()));
                let Some(arguments) = concat_arguments(&token, &mut tokens) else { continue };
                match Text::of_concat(arguments.stream()) {
                    Ok(text) => leaves.push(Leaf::Concat(text)),
                    Err(_) => walk(arguments.stream(), leaves),
                }
            }
        }
    }
}

/// The file that an item stands in.
struct File {
    path: PathBuf,
    /// As rustc names it.
    shown: String,
    text: String,
    /// Where each line begins.
    lines: Vec<usize>,
    /// The item's first character, and one past its last, as line and column.
    item: std::ops::Range<(u64, u64)>,
}

impl File {
    /// `None` for an item that stands in no file, or not as it was read from there.
    fn of(item: &TokenStream) -> Option<File> {
        let mut tokens = item.clone().into_iter();
        let first = tokens.next()?.span();
        let last = tokens.last().map_or(first, |last| last.span());
        let (start, end) = (Spot::of(first)?, Spot::of(last.end())?);
        if start.path != end.path {
            return None;
        }
        let path = first.local_file()?.canonicalize().ok()?;
        let text = fs::read_to_string(&path).ok()?;
        let ends = text.bytes().enumerate().filter(|(_, byte)| *byte == b'\n');
        let lines = [0].into_iter().chain(ends.map(|(end, _)| end + 1)).collect();
        Some(File { path, shown: start.path, text, lines, item: start.position..end.position })
    }

    /// Whether a literal of the item stands in the file as it was given to the macro.
    fn holds(&self, literal: &Literal) -> bool {
        let is_here = |spot: &Spot| spot.path == self.shown && self.item.contains(&spot.position);
        let Some(spot) = Spot::of(literal.span()).filter(is_here) else { return false };
        let (line, column) = spot.position;
        let line = usize::try_from(line - 1).ok().and_then(|line| self.text.get(*self.lines.get(line)?..));
        let mut rest = line.unwrap_or_default().trim_start_matches('\u{feff}').chars();
        let before = usize::try_from(column - 1).unwrap_or(usize::MAX);
        if before > 0 {
            rest.nth(before - 1);
        }
        let source = rest.as_str();
        // A comment that documents something comes as a literal.
        source.starts_with(&literal.to_string()) || source.starts_with("//") || source.starts_with("/*")
    }

    /// What is found in the item, each at its literal, or at the token before a comment.
    fn errors(&self, here: &Crate, leaves: &[Leaf]) -> Vec<Error> {
        let report = here.checker.text(&here.project.name(&self.path), self.text.as_bytes());
        let at = |finding: &lint_core::Finding| finding.location.as_ref().map(|at| (at.start.line, at.start.column));
        let mut found = report.findings;
        found.retain(|finding| finding.level == Level::Deny && at(finding).is_some_and(|at| self.item.contains(&at)));
        if found.is_empty() {
            return Vec::new();
        }
        let mut spans: Vec<((u64, u64), Span)> = Vec::new();
        for span in leaves.iter().flat_map(Leaf::spans) {
            let spot = Spot::of(span).filter(|spot| spot.path == self.shown);
            spans.extend(spot.map(|spot| (spot.position, span)));
        }
        found
            .iter()
            .filter_map(|finding| {
                let at = at(finding)?;
                let before = spans.iter().filter(|(position, _)| *position <= at);
                let nearest = before.max_by_key(|(position, _)| *position).or(spans.first());
                let span = nearest.map_or_else(Span::call_site, |(_, span)| *span);
                let is_in_token = Spot::of(span.end()).is_some_and(|end| at < end.position);
                Some(Error::of_file(span, &self.shown, finding, !is_in_token))
            })
            .collect()
    }
}
