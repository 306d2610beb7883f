//! `#[check]`: an item judged as a part of its file, and put back as it was.
//!
//! The file is judged as a whole and what is found in the item reported, so that the verdict is the one that
//! `cargo maillint` gives, comments and allows included. A literal that does not stand there, because a macro made it, is
//! judged by itself.

use crate::emit::{at_token, error, in_file, in_value, together};
use crate::files::Judged;
use crate::policy::{folder_of, scope};
use crate::spot::Spot;
use crate::text::{Quotes, Text, concat};
use lint_core::gate::order;
use lint_core::gate::project::Scope;
use lint_core::{Finding, Level};
use proc_macro2::{Literal, Span, TokenStream, TokenTree};
use quote::quote;
use std::path::PathBuf;
use std::sync::Arc;
use syn::Error;
use syn::buffer::{Cursor, TokenBuffer};
use syn::parse::Nothing;

/// The item, and behind it an error for each finding.
pub(crate) fn expand(arguments: TokenStream, item: TokenStream) -> TokenStream {
    let (mut errors, mut judged) = (Vec::new(), Judged::default());
    if let Err(other) = syn::parse2::<Nothing>(arguments) {
        let help = ["an allow stands in a comment: `// maillint: allow(LINT) reason`"];
        errors.push(error(other.span(), "`#[check]` takes no arguments", &help));
    }
    let first = item.clone().into_iter().next().map_or_else(Span::call_site, |first| first.span());
    match scope(&folder_of(first)) {
        Ok(Some(scope)) => {
            errors.extend(judge(&scope, &item));
            if stands_alone(&item) {
                judged.track_rules(&scope);
            }
        }
        Ok(None) => {}
        Err(refused) => errors.push(refused),
    }
    let (errors, tracked) = (together(errors).map_err(Error::into_compile_error).err(), judged.expand());
    quote!(#item #errors #tracked)
}

/// Whether an item cannot be one of an `impl` or a trait, where a nameless constant may not stand beside it.
fn stands_alone(item: &TokenStream) -> bool {
    const ALONE: [&str; 9] = ["mod", "struct", "enum", "union", "trait", "impl", "static", "use", "macro_rules"];
    const MAYBE_NOT: [&str; 3] = ["fn", "const", "type"];
    let kind = item.clone().into_iter().find_map(|token| match token {
        TokenTree::Ident(word) if MAYBE_NOT.iter().any(|kind| word == kind) => Some(false),
        TokenTree::Ident(word) if ALONE.iter().any(|kind| word == kind) => Some(true),
        _ => None,
    });
    kind.unwrap_or(false)
}

const OPEN: &str = "r####\"";
const CLOSE: &str = "\"####";

fn judge(scope: &Scope, item: &TokenStream) -> Vec<Error> {
    let file = File::of(scope, item);
    let (mut texts, mut spans) = (Vec::new(), Vec::new());
    walk(TokenBuffer::new2(item.clone()).begin(), &mut texts, &mut spans);
    let mut errors = file.as_ref().map_or_else(Vec::new, |file| file.errors(&spans));
    // What it is called decides on levels and allows, and that it is Rust decides how it is read.
    let name = file.as_ref().map_or_else(|| String::from("src/lib.rs"), |file| scope.project.name(&file.path));
    for text in texts {
        // As a literal that needs no escapes.
        let found = scope.checker.text(&name, [OPEN, &text.value, CLOSE].concat().as_bytes()).findings;
        let denied: Vec<_> = found.iter().filter(|finding| finding.level == Level::Deny).collect();
        // Where it stands is asked last: the compiler goes through a line for each place in it.
        let is_told = |file: &File| text.literals.iter().all(|literal| file.holds(literal));
        if !denied.is_empty() && !file.as_ref().is_some_and(is_told) {
            let told = |finding: &Finding| in_value(&text, finding.span.shifted_back(OPEN.len()), finding, None);
            errors.extend(at_token(text.span(), &denied, told));
        }
    }
    errors
}

/// The texts of an item, and where each of its tokens stands. A visitor of its syntax would not see what stands in the calls
/// of other macros.
fn walk(mut at: Cursor<'_>, texts: &mut Vec<Text>, spans: &mut Vec<Span>) {
    while !at.eof() {
        at = if let Some((inside, _, _, rest)) = at.any_group() {
            walk(inside, texts, spans);
            rest
        } else if let Some((Ok(text), rest)) = concat(at).map(|(inside, rest)| (Text::of_concat(inside), rest)) {
            spans.extend(text.literals.iter().map(Literal::span));
            texts.push(text);
            rest
        } else if let Some((token, rest)) = at.token_tree() {
            spans.push(token.span());
            if let TokenTree::Literal(literal) = token {
                texts.extend(Text::of(literal, Quotes::Text));
            }
            rest
        } else {
            return;
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
    fn of(scope: &Scope, item: &TokenStream) -> Option<File> {
        let mut tokens = item.clone().into_iter();
        let first = tokens.next()?.span();
        let (start, end) = (Spot::of(first)?, Spot::behind(tokens.last().map_or(first, |last| last.span()))?);
        let path = first.unwrap().local_file()?.canonicalize().ok().filter(|_| start.path == end.path)?;
        let denied = scope.denied_in(&path).ok()??;
        Some(File { path, shown: start.path, denied, item: start.position..end.position })
    }

    /// Where a token of the item stands in the file.
    fn place(&self, span: Span) -> Option<(u64, u64)> {
        let spot = Spot::of(span).filter(|spot| spot.path == self.shown && self.item.contains(&spot.position))?;
        Some(spot.position)
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
        let own: Vec<_> = self.denied[first..].iter().take_while(|finding| at(finding) < self.item.end).collect();
        if own.is_empty() {
            return Vec::new();
        }
        let mut places: Vec<_> = spans.iter().filter_map(|span| Some((self.place(*span)?, *span))).collect();
        order::sort(&mut places, |(one, _), (other, _)| one.cmp(other));
        let token = |finding: &Finding| places.partition_point(|(place, _)| *place <= at(finding)).saturating_sub(1);
        let mut errors = Vec::new();
        for found in own.chunk_by(|one, next| token(one) == token(next)) {
            let span = places.get(token(found[0])).map_or_else(Span::call_site, |(_, span)| *span);
            let end = Spot::behind(span).map(|end| end.position);
            let is_in_token = |finding: &Finding| end.is_some_and(|end| at(finding) < end);
            errors.extend(at_token(span, found, |finding| in_file(span, &self.shown, finding, !is_in_token(finding))));
        }
        errors
    }
}
