//! Candidates in bytes: everything in a text that could be an address or a host, whatever file it is.

mod candidate;
pub(crate) mod chars;
pub(crate) mod cut;
mod domain;
pub(crate) mod endings;
mod host;
mod mailbox;
mod obfuscated;
mod path;
mod signs;
mod sweep;
mod template;
pub(crate) mod words;

pub(crate) use candidate::DIRECTIVE;
pub(crate) use candidate::candidates_from;
pub use candidate::{Candidate, candidates};
pub(crate) use domain::{COMMON, breaks_line};
pub(crate) use obfuscated::resolved;
pub(crate) use path::path;
pub(crate) use signs::{CREDENTIALS, SPELLED};

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
