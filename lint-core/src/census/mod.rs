//! What the tree itself uses: what no table can know.
//!
//! A census is taken file by file and merged; whatever the order, the result is the same. Of more than it can hold, it keeps
//! what has the smallest hashes, which no order changes either. Once all files are counted, it is a [`Witness`].

mod by_key;
mod mailboxes;
mod mentions;
mod tally;
mod witness;
mod written;

pub(crate) use mailboxes::{folder, is_page};
pub use mentions::Mentions;
pub(crate) use tally::{FEW_FILES, Seen};
pub(crate) use witness::{LONG_LABEL, Witness};

use mailboxes::Mailboxes;
use tally::Tally;

/// How often each host was seen, and which mailboxes and pages there are.
///
/// ```
/// use lint_core::{Census, Checker};
/// let checker = Checker::default();
/// let mut census = Census::default();
/// for (path, text) in [("a.txt", "jo@fabrikam.net ".repeat(20)), ("b.txt", "jo@fabrkiam.net".to_owned())] {
///     census.add(path, &checker.text(path, text.as_bytes()).mentions);
/// }
/// let checker = checker.with_census(census);
/// assert_eq!(checker.lonely_paths(), ["b.txt"]);
/// assert_eq!(checker.text("b.txt", b"jo@fabrkiam.net").findings[0].suggestion.as_deref(), Some("jo@fabrikam.net"));
/// ```
#[derive(Clone, Debug, Default)]
pub struct Census {
    hosts: Tally,
    mailboxes: Mailboxes,
    /// Pages and files at hosts.
    pages: Mailboxes,
}

impl Census {
    /// Counts what the file `path` mentions.
    pub fn add(&mut self, path: &str, mentions: &Mentions) {
        self.hosts.add(path, mentions);
        self.mailboxes.add(&mentions.mailboxes);
        self.pages.add(&mentions.pages);
    }

    /// Counts what another census counted.
    pub fn merge(&mut self, other: Census) {
        self.hosts.merge(&other.hosts);
        self.mailboxes.merge(&other.mailboxes);
        self.pages.merge(&other.pages);
    }
}
