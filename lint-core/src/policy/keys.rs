//! Every key of `maillint.toml`: the reader and the schema walk these lists, so that neither can know a key that the
//! other does not.

use super::Date;
use super::glob::Glob;
use super::pattern::Pattern;
use super::typed::{Allow, Files, Scan, Typed};
use crate::finding::Level;

/// A key of a table that is read into a `T`.
pub(super) struct Key<T: 'static> {
    pub(super) name: &'static str,
    /// What it is for, in a sentence that editors show.
    pub(super) doc: &'static str,
    pub(super) required: bool,
    pub(super) slot: Slot<T>,
}

/// What a key takes, and where that goes.
pub(super) enum Slot<T: 'static> {
    Flag(fn(&mut T, bool)),
    Domain(fn(&mut T, Pattern)),
    Domains(fn(&mut T, Vec<Pattern>)),
    Address(fn(&mut T, String)),
    Reason(fn(&mut T, String)),
    Date(fn(&mut T, Date)),
    /// Globs that may be none.
    Globs(fn(&mut T, Vec<Glob>)),
    /// Globs that something is restricted to: at least one.
    Paths(fn(&mut T, Vec<Glob>)),
    Levels(fn(&mut T, Vec<(&'static str, Level)>)),
    Allows(fn(&mut T, Vec<Allow>)),
    Files(fn(&mut T, Vec<Files>)),
    Scan(fn(&mut T, Scan)),
}

impl<T> Slot<T> {
    /// What the key takes, in words that follow "is".
    pub(super) fn noun(&self) -> &'static str {
        match self {
            Slot::Flag(_) => "`true` or `false`",
            Slot::Domain(_) => "a domain",
            Slot::Domains(_) => "a list of domains",
            Slot::Address(_) => "an address",
            Slot::Reason(_) => "a sentence in quotes",
            Slot::Date(_) => "a date without quotes, such as 2027-10-01",
            Slot::Globs(_) | Slot::Paths(_) => "a list of path globs",
            Slot::Levels(_) => "a table of lints and their levels",
            Slot::Allows(_) | Slot::Files(_) => "a list of tables",
            Slot::Scan(_) => "a table",
        }
    }
}

/// The top of the file.
pub(super) static POLICY: &[Key<Typed>] = &[
    Key {
        name: "protect",
        doc: "Domains that your mail must reach: a slip of one is denied.",
        required: false,
        slot: Slot::Domains(|typed, domains| typed.protect = domains),
    },
    Key {
        name: "only",
        doc: "When not empty, an address at any other domain is `undeclared_domain`.",
        required: false,
        slot: Slot::Domains(|typed, domains| typed.only = domains),
    },
    Key {
        name: "declared",
        doc: "Whether to protect also what the repository declares about itself, as in Cargo.toml or CODEOWNERS.",
        required: false,
        slot: Slot::Flag(|typed, flag| typed.declared = Some(flag)),
    },
    Key {
        name: "lints",
        doc: "Levels of lints: `allow`, `warn` or `deny`.",
        required: false,
        slot: Slot::Levels(|typed, levels| typed.lints = levels),
    },
    Key {
        name: "allow",
        doc: "Domains and addresses that are right although they look wrong.",
        required: false,
        slot: Slot::Allows(|typed, allows| typed.allow = allows),
    },
    Key {
        name: "files",
        doc: "Other levels for some paths; of the entries that match a path, the last counts.",
        required: false,
        slot: Slot::Files(|typed, files| typed.files = files),
    },
    Key { name: "scan", doc: "What is read.", required: false, slot: Slot::Scan(|typed, scan| typed.scan = scan) },
];

/// An `[[allow]]`.
pub(super) static ALLOW: &[Key<Allow>] = &[
    Key {
        name: "domain",
        doc: "The domain that is right; `*.` in front covers its sub-domains too.",
        required: false,
        slot: Slot::Domain(|allow, domain| allow.domain = Some(domain)),
    },
    Key {
        name: "address",
        doc: "The address that is right, instead of a domain.",
        required: false,
        slot: Slot::Address(|allow, address| allow.address = Some(address)),
    },
    Key {
        name: "reason",
        doc: "Why it is right.",
        required: true,
        slot: Slot::Reason(|allow, reason| allow.reason = Some(reason)),
    },
    Key {
        name: "expires",
        doc: "The last day on which it counts.",
        required: false,
        slot: Slot::Date(|allow, date| allow.expires = Some(date)),
    },
    Key {
        name: "paths",
        doc: "The paths in which it counts, as in a `.gitignore`; everywhere if left out.",
        required: false,
        slot: Slot::Paths(|allow, paths| allow.paths = paths),
    },
];

/// A `[[files]]`.
pub(super) static FILES: &[Key<Files>] = &[
    Key {
        name: "paths",
        doc: "The paths that it is about, as in a `.gitignore`.",
        required: true,
        slot: Slot::Paths(|files, paths| files.paths = paths),
    },
    Key {
        name: "lints",
        doc: "Levels of lints in these paths: `allow`, `warn` or `deny`.",
        required: true,
        slot: Slot::Levels(|files, levels| files.lints = levels),
    },
];

/// The `[scan]` table.
pub(super) static SCAN: &[Key<Scan>] = &[Key {
    name: "exclude",
    doc: "Paths that are not read, as in a `.gitignore`.",
    required: false,
    slot: Slot::Globs(|scan, globs| scan.exclude = globs),
}];
