//! Who appears how often in the repository: what no table can know.
//!
//! A census is taken file by file and merged; whatever the order, the result is the same. Of more domains than it can hold,
//! it keeps those whose hash is smallest, which no order changes either.

use crate::data::suffix;
use crate::data::{self, View, hash};
use std::collections::{BTreeMap, BTreeSet};

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
    paths: BTreeSet<String>,
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
    seen: BTreeMap<(u32, String), Seen>,
}

/// The domains that one file mentions and no table knows, with how often.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Mentions(BTreeMap<String, u64>);

impl Mentions {
    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// One more mention of `domain` (in lower case, as A-labels).
    pub(crate) fn add(&mut self, domain: &str) {
        // What lies below a domain that was seen.
        if let Some(count) = domain.split_once('.').and_then(|(_, parent)| self.0.get_mut(parent)) {
            *count += 1;
            return;
        }
        let registrable = registrable(domain);
        if let Some(count) = self.0.get_mut(registrable) {
            *count += 1;
        } else if self.0.len() < CAPACITY {
            self.0.insert(registrable.to_owned(), 1);
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
        for (domain, &count) in &mentions.0 {
            let key = (hash(domain.as_bytes()).key(View::Exact), domain.clone());
            let seen = self.seen.entry(key).or_default();
            seen.count += count;
            seen.note(path);
        }
        self.shrink(2 * CAPACITY);
    }

    /// Counts what another census counted.
    pub fn merge(&mut self, other: Census) {
        for (key, seen) in other.seen {
            let mine = self.seen.entry(key).or_default();
            mine.count += seen.count;
            for path in &seen.paths {
                mine.note(path);
            }
            if mine.count > LONELY {
                mine.paths.clear();
            }
        }
        self.shrink(2 * CAPACITY);
    }

    /// Forgets the domains with the largest hashes, once there are more than `limit`.
    fn shrink(&mut self, limit: usize) {
        if self.seen.len() > limit {
            while self.seen.len() > CAPACITY {
                self.seen.pop_last();
            }
        }
    }

    /// The domains used often, and how often each, in the order of their names.
    pub fn often(&self) -> Vec<(&str, u64)> {
        let often = self.seen.iter().filter(|(_, seen)| seen.count >= OFTEN);
        let mut often: Vec<_> = often.map(|((_, domain), seen)| (domain.as_str(), seen.count)).collect();
        often.sort_unstable();
        often
    }

    /// How often `domain` (in lower case, as A-labels) or what was registered of it was seen.
    pub(crate) fn count(&self, domain: &str) -> u64 {
        let domain = registrable(domain);
        let key = (hash(domain.as_bytes()).key(View::Exact), domain.to_owned());
        self.seen.get(&key).map_or(0, |seen| seen.count)
    }

    /// The files with a domain that is seen there, hardly anywhere else, and that `is_lonely`, in the order of their paths.
    pub(crate) fn lonely_paths(&self, is_lonely: impl Fn(&str) -> bool) -> Vec<String> {
        let lonely = self.seen.iter().filter(|((_, domain), seen)| seen.count <= LONELY && is_lonely(domain));
        let mut paths: Vec<&str> = lonely.flat_map(|(_, seen)| &seen.paths).map(String::as_str).collect();
        paths.sort_unstable();
        paths.dedup();
        paths.into_iter().map(String::from).collect()
    }
}

impl Seen {
    fn note(&mut self, path: &str) {
        if self.count > LONELY {
            self.paths.clear();
        } else {
            self.paths.insert(path.to_owned());
        }
    }
}
