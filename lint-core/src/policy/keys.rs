//! Every key of `maillint.toml`: the reader and the schema walk these lists, so that neither can know a key that the
//! other does not.

use super::Date;
use super::glob::Glob;
use super::pattern::Pattern;
use super::typed::{Allow, Doubting, Files, Scan, Typed};
use crate::finding::Level;

/// A key of a table.
pub(super) struct Key<'t> {
    pub(super) name: &'static str,
    /// What it is for, in a sentence that editors show.
    pub(super) doc: &'static str,
    pub(super) required: bool,
    pub(super) slot: Slot<'t>,
}

/// What a key takes, and where that goes.
pub(super) enum Slot<'t> {
    Flag(&'t mut Option<bool>),
    Domain(&'t mut Option<Pattern>),
    Domains(&'t mut Vec<Pattern>),
    Address(&'t mut Option<String>),
    File(&'t mut Option<String>),
    Reason(&'t mut Option<String>),
    Date(&'t mut Option<Date>),
    /// Globs that may be none.
    Globs(&'t mut Vec<Glob>),
    /// Globs that something is restricted to: at least one.
    Paths(&'t mut Vec<Glob>),
    Levels(&'t mut Vec<(&'static str, Level)>),
    Doubts(&'t mut Vec<(&'static str, Doubting)>),
    Allows(&'t mut Vec<Allow>),
    Files(&'t mut Vec<Files>),
    Scan(&'t mut Scan),
}

impl Slot<'_> {
    /// What the key takes, in words that follow "is".
    pub(super) fn noun(&self) -> &'static str {
        match self {
            Slot::Flag(_) => "`true` or `false`",
            Slot::Domain(_) => "a domain",
            Slot::Domains(_) => "a list of domains",
            Slot::Address(_) => "an address",
            Slot::File(_) => "the path of a file in quotes",
            Slot::Reason(_) => "a sentence in quotes",
            Slot::Date(_) => "a date without quotes, such as 2027-10-01",
            Slot::Globs(_) | Slot::Paths(_) => "a list of path globs",
            Slot::Levels(_) => "a table of lints and their levels",
            Slot::Doubts(_) => "a table of doubts and what is done about them",
            Slot::Allows(_) | Slot::Files(_) => "a list of tables",
            Slot::Scan(_) => "a table",
        }
    }
}

/// The top of the file.
pub(super) fn policy(typed: &mut Typed) -> [Key<'_>; 9] {
    [
        Key {
            name: "protect",
            doc: "Domains that your mail must reach: a slip of one is denied.",
            required: false,
            slot: Slot::Domains(&mut typed.protect),
        },
        Key {
            name: "only",
            doc: "When not empty, an address at any other domain is `undeclared_domain`.",
            required: false,
            slot: Slot::Domains(&mut typed.only),
        },
        Key {
            name: "declared",
            doc: "Whether to protect also what the repository declares about itself, as in Cargo.toml or CODEOWNERS.",
            required: false,
            slot: Slot::Flag(&mut typed.declared),
        },
        Key {
            name: "baseline",
            doc: "The file of known debt, which is not reported: its path from this file's folder.",
            required: false,
            slot: Slot::File(&mut typed.baseline),
        },
        Key {
            name: "lints",
            doc: "Levels of lints: `allow`, `warn` or `deny`.",
            required: false,
            slot: Slot::Levels(&mut typed.lints),
        },
        Key {
            name: "doubts",
            doc: "What is done about doubts: `warn`, as for each that is not named, or `ignore`, so that what it doubts is denied.",
            required: false,
            slot: Slot::Doubts(&mut typed.doubts),
        },
        Key {
            name: "allow",
            doc: "Domains and addresses that are right although they look wrong.",
            required: false,
            slot: Slot::Allows(&mut typed.allow),
        },
        Key {
            name: "files",
            doc: "Other levels for some paths; of the entries that match a path, the last counts.",
            required: false,
            slot: Slot::Files(&mut typed.files),
        },
        Key { name: "scan", doc: "What is read.", required: false, slot: Slot::Scan(&mut typed.scan) },
    ]
}

/// An `[[allow]]`.
pub(super) fn allow(allow: &mut Allow) -> [Key<'_>; 5] {
    [
        Key {
            name: "domain",
            doc: "The domain that is right; `*.` in front covers its sub-domains too.",
            required: false,
            slot: Slot::Domain(&mut allow.domain),
        },
        Key {
            name: "address",
            doc: "The address that is right, instead of a domain.",
            required: false,
            slot: Slot::Address(&mut allow.address),
        },
        Key { name: "reason", doc: "Why it is right.", required: true, slot: Slot::Reason(&mut allow.reason) },
        Key {
            name: "expires",
            doc: "The last day on which it counts.",
            required: false,
            slot: Slot::Date(&mut allow.expires),
        },
        Key {
            name: "paths",
            doc: "The paths in which it counts, as in a `.gitignore`; everywhere if left out.",
            required: false,
            slot: Slot::Paths(&mut allow.paths),
        },
    ]
}

/// A `[[files]]`.
pub(super) fn files(files: &mut Files) -> [Key<'_>; 2] {
    [
        Key {
            name: "paths",
            doc: "The paths that it is about, as in a `.gitignore`.",
            required: true,
            slot: Slot::Paths(&mut files.paths),
        },
        Key {
            name: "lints",
            doc: "Levels of lints in these paths: `allow`, `warn` or `deny`.",
            required: true,
            slot: Slot::Levels(&mut files.lints),
        },
    ]
}

/// The `[scan]` table.
pub(super) fn scan(scan: &mut Scan) -> [Key<'_>; 1] {
    [Key {
        name: "exclude",
        doc: "Paths that are not read, as in a `.gitignore`.",
        required: false,
        slot: Slot::Globs(&mut scan.exclude),
    }]
}
