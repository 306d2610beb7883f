//! Candidates in bytes: what in a text is an address or a host that mail or code would use, and where it stands.

mod call;
mod candidate;
mod chars;
mod cut;
mod deliberate;
pub mod directive;
mod domain;
mod encoded;
mod endings;
mod host;
mod key;
mod kind;
mod languages;
mod lexer;
mod mailbox;
mod place;
mod site;
mod sweep;
mod template;
#[cfg(test)]
#[expect(clippy::unwrap_used, reason = "a test that cannot go on fails")]
mod tests;
mod trap;
mod usage;
mod written;

pub use call::allowed_in_call;
pub use candidate::{Candidate, Candidates, candidates, candidates_from};
pub use deliberate::deliberate;
pub use encoded::encoded;
pub use kind::{Format, Kind, Role};
pub use lexer::Lexer;
pub use site::{next_site, site};

use crate::source::Place;
use crate::span::Span;

/// What a candidate looks like.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Form {
    /// A whole mailbox: `ops@army.mil`.
    Address,
    /// A mailbox whose local part is filled in at run time or left out: `{user}@army.mil`, `"@army.mil"`.
    Templated,
    /// A host without a mailbox that is certainly one: in a URL or a remote.
    Host,
    /// A dotted word that may be a host: in configuration, a module path, a list of domains, or prose. Only its likeness
    /// to a known host makes a finding of it, never an unknown ending.
    Bare,
}

impl Form {
    /// Whether mail is meant to go there.
    pub(crate) fn is_mail(self) -> bool {
        matches!(self, Form::Address | Form::Templated)
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

/// Signs that a line is wrong on purpose.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Deliberate {
    /// The right domain stands beside the wrong one.
    Corrected,
    /// One of several misspellings in a row.
    List,
    /// A mailmap says which address is meant by it.
    Mapped,
    /// Words around it speak of typos, or of invalid or fake input.
    Named,
}

impl Deliberate {
    /// The same as a clause of a message.
    pub const fn reason(self) -> &'static str {
        match self {
            Deliberate::Corrected => "the right domain stands beside it",
            Deliberate::List => "it stands in a list of misspellings",
            Deliberate::Mapped => "it is what commits hold, and mapped to another address here",
            Deliberate::Named => "the words around it say that it is wrong on purpose",
        }
    }
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
    /// What kind of place it stands in.
    pub place: Place,
    /// The path of keys that leads to it in a configuration file, such as `smtp.to`.
    pub key: Option<String>,
    /// What the text around it does with it.
    pub usage: Option<Usage>,
}
