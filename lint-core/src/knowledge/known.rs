//! A domain that is meant, and where it is known from.

use crate::data::suffix;
use crate::data::{self, Class};
use crate::text::const_str::{slice, tail};

/// A domain that is meant.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Known<'k> {
    /// In lower case, as A-labels.
    pub(crate) domain: &'k str,
    /// Where the label before its ending begins.
    pub(super) start: u8,
    /// Where its ending begins.
    pub(super) ending: u8,
    pub(crate) class: Class,
    /// -10 log10 of its share of all domains in mail and code.
    pub(crate) rarity: u8,
    pub(crate) source: Source<&'k str>,
}

impl<'k> Known<'k> {
    /// A domain (lower case, A-labels) that no table has; `None` of one that is too long for any.
    pub(crate) fn unknown(domain: &'k str, source: Source<&'k str>) -> Option<Known<'k>> {
        let ending = suffix::ending(domain, data::class);
        // A domain has at most 255 octets, RFC 1035, section 2.3.4.
        let start = u8::try_from(suffix::name(domain, ending).1).ok()?;
        let (ending, class) = (u8::try_from(ending).ok()?, data::class(domain).or(Class::TARGET));
        Some(Known { domain, start, ending, class, rarity: 0, source })
    }

    /// The label before the ending; empty for a name of one label.
    pub(crate) const fn name(&self) -> &'k str {
        slice(self.domain, self.start as usize, self.ending.saturating_sub(1) as usize)
    }

    /// The ending: a top-level domain, or another suffix that a registry takes registrations under.
    pub(crate) const fn ending(&self) -> &'k str {
        tail(self.domain, self.ending as usize)
    }

    /// The labels before the name, with their dots: `users.noreply.` of `users.noreply.github.com`.
    pub(crate) const fn before(&self) -> &'k str {
        slice(self.domain, 0, self.start as usize)
    }

    /// The name and the ending.
    pub(crate) const fn registrable(&self) -> &'k str {
        tail(self.domain, self.start as usize)
    }
}

/// Where a domain is known from. Of several the first counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Source<File> {
    /// The policy, which protects it.
    Protect,
    /// The file that declares it.
    Declared(File),
    /// The repository itself, which uses it. Whoever slips meant one of those, but to be used does not make a name right.
    Tree,
    /// The built-in tables.
    BuiltIn,
    /// The other end of the link that names the domain in question.
    Link,
}

impl<'k> Source<&'k str> {
    /// The word used in reports.
    pub(crate) const fn as_str(self) -> &'k str {
        match self {
            Source::Protect => "protect",
            Source::Declared(file) => file,
            Source::Tree => "tree",
            Source::BuiltIn => "builtin",
            Source::Link => "link",
        }
    }

    /// Whether the user named it, in policy or in what the repository declares.
    pub(crate) const fn is_users(self) -> bool {
        matches!(self, Source::Protect | Source::Declared(_))
    }
}

impl Source<String> {
    pub(super) fn as_ref(&self) -> Source<&str> {
        match self {
            Source::Protect => Source::Protect,
            Source::Declared(file) => Source::Declared(file),
            Source::Tree => Source::Tree,
            Source::BuiltIn => Source::BuiltIn,
            Source::Link => Source::Link,
        }
    }
}

/// The entry as a known domain, if somebody means it in its own right.
pub(super) fn in_its_own_right(entry: data::Entry) -> Option<Known<'static>> {
    if entry.class.is(Class::MEANT) { Some(built_in(entry)) } else { None }
}

/// An entry of the tables as a known domain.
pub(crate) const fn built_in(entry: data::Entry) -> Known<'static> {
    Known {
        domain: entry.name(),
        start: entry.start(),
        ending: entry.ending(),
        class: entry.class,
        rarity: entry.rarity(),
        source: Source::BuiltIn,
    }
}
