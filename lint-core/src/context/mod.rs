//! What a candidate is, by the file and the line that it stands in; and texts inside texts.

pub(crate) mod call;
mod decode;
pub(crate) mod here_document;
mod key_path;
mod kind;
mod languages;
mod lexer;
pub(crate) mod link;
mod place;
mod site;
pub(crate) mod usage;

pub(crate) use decode::{Declared, Inner};
pub(crate) use kind::is_of_tests;
pub use kind::{Format, Kind, Role};
pub use lexer::Lexer;
pub(crate) use place::Surroundings;
pub(crate) use place::line_around;

use crate::find::chars::slice;
use crate::find::cut::after_last;
use crate::find::{Candidate, Form};
use crate::source::Place;
use crate::span::Span;

/// A candidate with all that can be asked about it.
#[derive(Clone, Copy, Debug)]
pub struct Context<'t> {
    /// What the candidate was found in.
    pub text: &'t [u8],
    /// What kind of file that is.
    pub kind: Kind,
    /// The candidate itself.
    pub candidate: Candidate,
    /// What stands around it.
    pub around: Surroundings,
}

impl<'t> Context<'t> {
    /// The candidate in its file, whose lexer has come no further than to it.
    ///
    /// ```
    /// use lint_core::Place;
    /// use lint_core::gate::context::{Context, Kind, Lexer};
    /// let text = br#"const OPS: &str = "ops@army.ml";"#;
    /// let candidate = lint_core::gate::find::candidates(text).next().unwrap();
    /// let kind = Kind::of("src/lib.rs");
    /// let site = Context::of(text, kind, candidate, &mut Lexer::new(kind)).site();
    /// assert_eq!((site.subject.as_str(), site.place), ("ops@army.ml", Place::Literal));
    /// ```
    pub fn of(text: &'t [u8], kind: Kind, candidate: Candidate, lexer: &mut Lexer) -> Context<'t> {
        let state = lexer.advance(text, candidate.span.start);
        Context { text, kind, candidate, around: Surroundings::of(text, kind, candidate.span, state) }
    }

    /// Its domain, as written.
    pub(crate) fn domain(&self) -> &'t [u8] {
        self.candidate.domain(self.text)
    }

    /// The last label of that.
    pub(crate) fn last(&self) -> &'t [u8] {
        after_last(self.domain(), b'.')
    }

    /// What stands before the sign before its domain.
    pub(crate) fn local(&self) -> &'t [u8] {
        slice(self.text, self.candidate.span.start, self.candidate.domain_span.start.saturating_sub(1))
    }

    /// The line that it stands in, or what of it is near.
    pub(crate) fn line(&self) -> &'t [u8] {
        slice(self.text, self.around.line.start, self.around.line.end)
    }
}

/// What the text around a host does with it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Usage {
    /// Fetched and run: `curl .. | sh`, `FROM`, `image:`, `uses:`.
    Run,
    /// Fetched: `git clone`, `curl`, `wget`.
    Fetch,
}

/// Something that would be used as an address or a host.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Site {
    /// The subject as written, in the text given.
    pub span: Span,
    /// Its domain as written.
    pub domain_span: Span,
    /// What it looks like.
    pub form: Form,
    /// The subject as mail software would read it: `%40`, `\x40`, `[at]` and the like resolved.
    pub subject: String,
    /// The subject's domain, likewise, in the case it was written in.
    pub domain: String,
    /// Whether the bytes at `domain_span` are `domain` itself, so that they can be replaced.
    pub plain: bool,
    /// Where each byte of `domain` stands, if it is stored in another way than it is read and is one by one; else empty.
    pub letters: Vec<Span>,
    /// The path behind a host, where it has one.
    pub path: String,
    /// What kind of place it stands in.
    pub place: Place,
    /// The path of keys that leads to it in a configuration file, such as `smtp.to`.
    pub key: Option<String>,
    /// What the text around it does with it.
    pub usage: Option<Usage>,
    /// The domain that the other end of the link names that it is an end of.
    pub linked: Option<String>,
    /// The domain as the words would spell it that a link to it consists of, where that is another.
    pub called: Option<String>,
}
