//! Who appears how often in the repository: what no table can know.
//!
//! A census is taken file by file and merged; whatever the order, the result is the same. Of more domains than it can hold,
//! it keeps those whose hash is smallest, which no order changes either.

use crate::address::normal;
use crate::by_name::ByName;
use crate::data::suffix;
use crate::data::{self, Class, View, hash};
use crate::order;

/// Where a domain is known from when the repository's own use of it says so.
pub(crate) const SOURCE: &str = "census";

/// How many domains a census holds.
const CAPACITY: usize = 1 << 14;

/// A domain that is seen more often than this is not lonely.
pub(crate) const LONELY: u64 = 2;

/// A domain is used often from here on.
const OFTEN: u64 = 10;

/// How often one domain was seen, and, while that is seldom, where.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
struct Seen {
    count: u64,
    /// At most [`LONELY`] paths, in order.
    paths: Vec<String>,
}

/// How often each registrable domain was seen that no table knows.
///
/// ```
/// use lint_core::{Census, Checker};
/// let checker = Checker::default();
/// let mut census = Census::default();
/// for (path, text) in [("a.txt", "jo@fabrikam.net ".repeat(20)), ("b.txt", "jo@fabrkiam.net".to_owned())] {
///     census.add(path, &checker.text(path, text.as_bytes()).mentions);
/// }
/// let checker = checker.with_census(&census);
/// assert_eq!(checker.lonely_paths(), ["b.txt"]);
/// assert_eq!(checker.text("b.txt", b"jo@fabrkiam.net").findings[0].suggestion.as_deref(), Some("jo@fabrikam.net"));
/// ```
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Census {
    seen: ByName<Seen>,
}

/// The domains that one file mentions and no table knows, with how often.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Mentions(ByName<u64>);

impl Mentions {
    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.0.len() == 0
    }

    /// One more mention of this domain, however it is written.
    pub(crate) fn add(&mut self, domain: &str) {
        // What lies below a domain that was seen, as most does where there is no end of them.
        let dot = domain.bytes().position(|b| b == b'.');
        let parent = dot.and_then(|dot| domain.get(dot + 1..));
        if let Some(count) = parent.and_then(|parent| self.0.get_mut(parent)) {
            *count += 1;
            return;
        }
        let domain = normal(domain);
        let registrable = registrable(&domain);
        // What names are registered under is nobody's, and would take in all of them: `http://com/`.
        if data::class(registrable).is(Class::TLD.or(Class::SUFFIX)) {
            return;
        }
        if let Some(count) = self.0.get_mut(registrable) {
            *count += 1;
        } else if self.0.len() < CAPACITY {
            *self.0.or_default(registrable) = 1;
        }
    }
}

/// The part of a domain that somebody registered: the name and the ending.
fn registrable(domain: &str) -> &str {
    let (_, start) = suffix::name(domain, suffix::ending(domain, data::class));
    &domain[start..]
}

impl Census {
    /// Counts what the file `path` mentions.
    pub fn add(&mut self, path: &str, mentions: &Mentions) {
        for (domain, count) in mentions.0.iter() {
            let seen = self.seen.or_default(domain);
            seen.count += count;
            seen.note(path);
        }
        self.shrink();
    }

    /// Counts what another census counted.
    pub fn merge(&mut self, other: Census) {
        for (domain, seen) in other.seen.iter() {
            let mine = self.seen.or_default(domain);
            mine.count += seen.count;
            for path in &seen.paths {
                mine.note(path);
            }
            if mine.count > LONELY {
                mine.paths.clear();
            }
        }
        self.shrink();
    }

    /// Forgets the domains with the largest hashes, once there are too many.
    fn shrink(&mut self) {
        if self.seen.len() > 2 * CAPACITY {
            let mut hashes = Vec::with_capacity(self.seen.len());
            for (domain, _) in self.seen.iter() {
                hashes.push(hashed(domain));
            }
            order::sort(&mut hashes, Ord::cmp);
            let largest = hashes[CAPACITY];
            let mut kept: ByName<Seen> = ByName::default();
            for (domain, seen) in self.seen.iter() {
                if hashed(domain) < largest {
                    kept.or_default(domain).clone_from(seen);
                }
            }
            self.seen = kept;
        }
    }

    /// The domains used often, and how often each, in the order of their names.
    pub fn often(&self) -> Vec<(&str, u64)> {
        let mut often = Vec::new();
        for (domain, seen) in self.seen.iter() {
            if seen.count >= OFTEN {
                often.push((domain, seen.count));
            }
        }
        order::sort(&mut often, Ord::cmp);
        often
    }

    /// How often `domain` (in lower case, as A-labels) or what was registered of it was seen.
    pub(crate) fn count(&self, domain: &str) -> u64 {
        self.seen.get(registrable(domain)).map_or(0, |seen| seen.count)
    }

    /// The files with a domain that is seen there, hardly anywhere else, and that `is_lonely`, in the order of their paths.
    pub(crate) fn lonely_paths(&self, is_lonely: impl Fn(&str) -> bool) -> Vec<String> {
        let mut paths = Vec::new();
        for (domain, seen) in self.seen.iter() {
            if seen.count <= LONELY && is_lonely(domain) {
                paths.extend_from_slice(&seen.paths);
            }
        }
        order::sort(&mut paths, Ord::cmp);
        paths.dedup();
        paths
    }
}

/// What decides on who is forgotten.
fn hashed(domain: &str) -> usize {
    hash(domain.as_bytes()).key(View::Exact) as usize
}

impl Seen {
    fn note(&mut self, path: &str) {
        if self.count > LONELY {
            self.paths.clear();
        } else if let Err(place) = self.paths.binary_search_by(|other| other.as_str().cmp(path)) {
            self.paths.insert(place, path.to_owned());
        }
    }
}
