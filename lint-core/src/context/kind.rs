//! What a file is, by its name.

use super::languages::{self, Language};
use crate::data::lists::doubt_words;
use crate::find::chars::slice;
use crate::find::cut::{after_last, before_first};
use crate::text::identifier::words;
use std::fmt;

/// What the text outside of comments and strings is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Role {
    /// A program.
    Code,
    /// Settings or data; where the format says how keys nest, sites get a key path.
    Values(Format),
    /// Words for people, with or without markup.
    Prose,
    /// Mail as it is sent or stored: headers, then words.
    Mail,
    /// Nothing is known of it.
    Unknown,
}

/// How a configuration file nests its keys.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Format {
    /// By indentation.
    Yaml,
    /// `[table]` headers over `key = value`; INI and its relatives too.
    Toml,
    /// Braces and quoted keys.
    Json,
    /// One `KEY=value` a line: dotenv, properties, Dockerfile.
    Flat,
    /// Named blocks in braces: HCL, nginx.
    Blocks,
    /// Elements and attributes.
    Xml,
    /// Rows without keys: CSV, zone files.
    Rows,
}

/// Endings behind that of a file which is a sample or an older state of it.
const SAMPLES: [&[u8]; 9] =
    [b"example", b"sample", b"dist", b"template", b"default", b"orig", b"bak", b"in", b"disabled"];

/// What kind of file a text is, as far as its name tells.
///
/// ```
/// use lint_core::gate::context::{Format, Kind, Role};
/// assert_eq!(Kind::of("src/main.rs").role(), Role::Code);
/// assert_eq!(Kind::of(".github/workflows/ci.yml").role(), Role::Values(Format::Yaml));
/// assert_eq!(Kind::of("deploy/Dockerfile.prod"), Kind::of("Dockerfile"));
/// assert_eq!(Kind::of("config/mail.yml.example"), Kind::of("mail.yml"));
/// assert_eq!(Kind::of("lang/pl.strings"), Kind::default());
/// assert_eq!(Kind::of("whatever"), Kind::default());
/// ```
#[derive(Clone, Copy)]
pub struct Kind(&'static Language);

impl Kind {
    /// The kind of the file `path`, whose folders are parted by `/`: from its ending, else from how its name begins.
    pub fn of(path: &str) -> Kind {
        let mut name = after_last(path.as_bytes(), b'/');
        while let [b'.', rest @ ..] = name {
            name = rest;
        }
        // Its templates are named as programs.
        if name.ends_with(b".blade.php") {
            return languages::named(b"blade").map_or(Kind::default(), Kind);
        }
        let named = loop {
            let ending = after_last(name, b'.');
            let is_sample = || SAMPLES.contains(&ending) && ending.len() < name.len();
            match languages::named(ending) {
                // What is copied and filled in is named for what that will be.
                None if is_sample() => name = slice(name, 0, name.len() - ending.len() - 1),
                found => break found,
            }
        };
        // A code of a language is no name of a kind, and looks like an ending: `pl.strings`, `ml.arb`. Zones have one: `db.army.mil`.
        let first = before_first(name, b'.');
        let by_name = || languages::named(first).filter(|_| first.len() > 2 || first == b"db");
        named.or_else(by_name).map_or(Kind::default(), Kind)
    }

    /// What the text outside of comments and strings is.
    pub fn role(self) -> Role {
        self.0.role
    }

    /// What opens and what closes a comment on a line of its own, for who writes one; `None` where the kind has no comments, or is not
    /// known.
    ///
    /// ```
    /// use lint_core::gate::context::Kind;
    /// assert_eq!(Kind::of("a.py").comment(), Some(("#", "")));
    /// assert_eq!(Kind::of("a.html").comment(), Some(("<!--", " -->")));
    /// assert_eq!(Kind::of("a.json").comment(), None);
    /// ```
    pub fn comment(self) -> Option<(&'static str, &'static str)> {
        // Some read JSON with comments; none of them minds its absence.
        if self == Kind::default() || self.role() == Role::Values(Format::Json) {
            return None;
        }
        let Language { line_comments, block_comments, .. } = self.0;
        let block = || match block_comments.first()? {
            ("<!--", _) => Some(("<!--", " -->")),
            ("/*", _) => Some(("/*", " */")),
            ("(*", _) => Some(("(*", " *)")),
            _ => None,
        };
        line_comments.first().map(|mark| (*mark, "")).or_else(block)
    }

    /// What starts a comment that ends with the line.
    pub(crate) fn line_comments(self) -> &'static [&'static str] {
        self.0.line_comments
    }

    /// Whether it is TeX, where packages take an `@` for a letter.
    pub(crate) fn is_tex(self) -> bool {
        self.0.role == Role::Prose && self.0.line_comments == ["%"]
    }

    pub(crate) fn language(self) -> &'static Language {
        self.0
    }
}

/// Whether a file holds tests, or what they are given, by the first or the last word of its name or of a folder's: `UserTest.java`,
/// `forms.spec.ts`, `unit-tests/`.
pub(crate) fn is_of_tests(path: &str) -> bool {
    let (folders, name) = path.rsplit_once('/').unwrap_or(("", path));
    let stem = name.rsplit_once('.').map_or(name, |(stem, _)| stem);
    let is_test = |part: &str| {
        let words = words(part.as_bytes());
        let is_test = |word: &String| doubt_words::TESTS.has(word.as_bytes());
        words.first().is_some_and(is_test) || words.last().is_some_and(is_test)
    };
    is_test(stem) || folders.split('/').any(is_test)
}

impl Default for Kind {
    fn default() -> Kind {
        Kind(languages::UNKNOWN)
    }
}

impl PartialEq for Kind {
    fn eq(&self, other: &Kind) -> bool {
        std::ptr::eq(self.0, other.0)
    }
}

impl Eq for Kind {}

impl fmt::Debug for Kind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("Kind").field(&self.0.role).finish()
    }
}
