//! `#[check]`: an item judged as a part of its file, and put back as it was.
//!
//! The file is judged as a whole and what is found in the item reported, so that the verdict is the one that
//! `cargo maillint` gives, comments and allows included. A literal that does not stand there, because a macro made it, is
//! judged by itself.

use crate::emit::{MOST, error, in_file, in_value, more, together};
use crate::files::track;
use crate::policy::Crate;
use crate::spot::Spot;
use crate::text::{Quotes, Text, concat};
use lint_core::gate::allow::judges_itself;
use lint_core::{FileReport, Finding, Level};
use proc_macro2::{Literal, Span, TokenStream, TokenTree};
use quote::quote;
use std::path::PathBuf;
use std::sync::Arc;
use syn::Error;
use syn::buffer::{Cursor, TokenBuffer};
use syn::parse::Nothing;

/// The item, and behind it an error for each finding.
pub(crate) fn expand(arguments: TokenStream, item: TokenStream) -> TokenStream {
    let (mut errors, mut tracked) = (Vec::new(), None);
    if let Err(other) = syn::parse2::<Nothing>(arguments) {
        let help = ["an allow stands in a comment: `// maillint: allow(LINT) reason`"];
        errors.push(error(other.span(), "`#[check]` takes no arguments", &help));
    }
    match Crate::current() {
        Ok(Some(here)) => {
            if !here.is_dependency {
                errors.extend(judge(&here, &item));
            }
            tracked = here.project.policy_file().filter(|_| stands_alone(&item)).and_then(track);
        }
        Ok(None) => {}
        Err(refused) => errors.push(refused),
    }
    let errors = together(errors).map_err(Error::into_compile_error).err();
    quote!(#item #errors #tracked)
}

/// Whether an item cannot be one of an `impl` or a trait, where a nameless constant may not stand beside it.
fn stands_alone(item: &TokenStream) -> bool {
    const BEFORE: [&str; 6] = ["pub", "unsafe", "async", "auto", "default", "extern"];
    const ALONE: [&str; 10] =
        ["mod", "struct", "enum", "union", "trait", "impl", "static", "use", "crate", "macro_rules"];
    let words = item.clone().into_iter().filter_map(|token| match token {
        TokenTree::Ident(word) => Some(word.to_string()),
        _ => None,
    });
    let kind = words.into_iter().find(|word| !BEFORE.contains(&word.as_str()));
    kind.is_some_and(|kind| ALONE.contains(&kind.as_str()))
}

fn judge(here: &Crate, item: &TokenStream) -> Vec<Error> {
    let file = File::of(here, item);
    let (mut texts, mut spans) = (Vec::new(), Vec::new());
    walk(TokenBuffer::new2(item.clone()).begin(), &mut texts, &mut spans);
    let mut errors = file.as_ref().map_or_else(Vec::new, |file| file.errors(&spans));
    // What it is called decides on levels and allows, and that it is Rust decides how it is read.
    let name = file.as_ref().map_or_else(|| String::from("src/lib.rs"), |file| here.project.name(&file.path));
    for text in texts {
        let quoted = text.quoted();
        let mut check = here.checker.file(&name).holding(MOST);
        check.feed(quoted.as_bytes(), true);
        let first = check.finish();
        let is_denied = |report: &FileReport| report.findings.iter().any(|finding| finding.level == Level::Deny);
        // Where it stands is asked last: the compiler goes through a line for each place in it.
        let is_told = |file: &File| text.literals.iter().all(|literal| file.holds(literal));
        if !first.overflows && !is_denied(&first) || file.as_ref().is_some_and(is_told) {
            continue;
        }
        let all = if first.overflows { here.checker.text(&name, quoted.as_bytes()) } else { first };
        let mut denied = all.findings.iter().filter(|finding| finding.level == Level::Deny);
        let told = denied.by_ref().take(MOST);
        errors.extend(told.map(|finding| in_value(&text, text.unquoted(finding.span), finding, None)));
        errors.extend(more(text.span(), denied.count()));
    }
    errors
}

/// The texts of an item, and where each of its tokens stands. A visitor of its syntax would not see what stands in the calls
/// of other macros.
fn walk(mut at: Cursor<'_>, texts: &mut Vec<Text>, spans: &mut Vec<Span>) {
    while !at.eof() {
        if let Some((inside, _, _, rest)) = at.any_group() {
            walk(inside, texts, spans);
            at = rest;
        } else if let Some((text, rest)) =
            concat(at).and_then(|(arguments, rest)| Some((Text::of_concat(arguments).ok()?, rest)))
        {
            spans.extend(text.literals.iter().map(Literal::span));
            texts.push(text);
            at = rest;
        } else if let Some((token, rest)) = at.token_tree() {
            spans.push(token.span());
            if let TokenTree::Literal(literal) = token {
                texts.extend(Text::of(literal, Quotes::Text));
            }
            at = rest;
        } else {
            break;
        }
    }
}

/// The file that an item stands in.
struct File {
    path: PathBuf,
    /// As rustc names it.
    shown: String,
    denied: Arc<Vec<Finding>>,
    /// The item's first character, and one past its last, as line and column.
    item: std::ops::Range<(u64, u64)>,
}

impl File {
    /// `None` for an item that stands in no file, or not as it was read from there.
    fn of(here: &Crate, item: &TokenStream) -> Option<File> {
        let mut tokens = item.clone().into_iter();
        let first = tokens.next()?.span();
        let last = tokens.last().map_or(first, |last| last.span());
        let (start, end) = (Spot::of(first)?, Spot::behind(last)?);
        if start.path != end.path {
            return None;
        }
        let path = first.unwrap().local_file()?.canonicalize().ok()?;
        let denied = here.denied_in(&path)?;
        Some(File { path, shown: start.path, denied, item: start.position..end.position })
    }

    /// Where a token of the item stands in the file.
    fn place(&self, span: Span) -> Option<(u64, u64)> {
        Spot::of(span)
            .filter(|spot| spot.path == self.shown && self.item.contains(&spot.position))
            .map(|spot| spot.position)
    }

    /// Whether a literal of the item stands in the file as it was given to the macro.
    fn holds(&self, literal: &Literal) -> bool {
        // A comment that documents something comes as a literal.
        let is_written =
            |source: String| source == literal.to_string() || source.starts_with("//") || source.starts_with("/*");
        self.place(literal.span()).is_some() && literal.span().source_text().is_some_and(is_written)
    }

    /// What is found in the item, each at its literal, or at the token before a comment.
    fn errors(&self, spans: &[Span]) -> Vec<Error> {
        let at = |finding: &Finding| finding.location.as_ref().map_or((0, 0), |it| (it.start.line, it.start.column));
        let first = self.denied.partition_point(|finding| at(finding) < self.item.start);
        let own = self.denied[first..].iter().take_while(|finding| at(finding) < self.item.end);
        let mut errors = Vec::new();
        let mut places: Vec<((u64, u64), Span)> = Vec::new();
        // The token at hand: where it ends, and how many findings it has.
        let (mut token, mut end, mut count) = (None, None, 0);
        // Another macro tells of its own literal.
        for finding in own.filter(|finding| !judges_itself(finding.before())) {
            let at = at(finding);
            if places.is_empty() {
                places.extend(spans.iter().filter_map(|span| Some((self.place(*span)?, *span))));
                places.sort_by_key(|(place, _)| *place);
            }
            let before = places.partition_point(|(place, _)| *place <= at);
            let nearest = before.saturating_sub(1);
            let span = places.get(nearest).map_or_else(Span::call_site, |(_, span)| *span);
            if token.is_none_or(|(known, _)| known != nearest) {
                errors.extend(token.and_then(|(_, span)| more(span, count - MOST.min(count))));
                (token, end, count) = (Some((nearest, span)), Spot::behind(span), 0);
            }
            count += 1;
            if count <= MOST {
                let is_in_token = end.as_ref().is_some_and(|end| at < end.position);
                errors.push(in_file(span, &self.shown, finding, !is_in_token));
            }
        }
        errors.extend(token.and_then(|(_, span)| more(span, count - MOST.min(count))));
        errors
    }
}
