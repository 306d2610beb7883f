//! What one file mentions.

use super::by_key::ByKey;
use super::mailboxes;
use crate::find::Form;
use crate::whose::has_letters;

/// How many hosts of one file are counted. A list of more is no use of any of them.
const MOST_HOSTS: usize = 1 << 12;

/// How many of one file's mailboxes, and of its pages, are counted.
const MOST_MAILBOXES: usize = 1 << 14;

/// How often a file mentions a host.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Mentioned {
    /// In addresses, URLs and remotes.
    pub(crate) linked: u32,
    /// As a dotted word, which may be no host at all.
    pub(crate) bare: u32,
    /// Of all these, how many stand on lines that a change adds.
    pub(crate) fresh: u32,
}

impl Mentioned {
    /// One mention.
    fn once(form: Form, fresh: bool) -> Mentioned {
        let (linked, bare) = if form == Form::Bare { (0, 1) } else { (1, 0) };
        Mentioned { linked, bare, fresh: u32::from(fresh) }
    }

    pub(crate) fn add(&mut self, other: Mentioned) {
        self.linked = self.linked.saturating_add(other.linked);
        self.bare = self.bare.saturating_add(other.bare);
        self.fresh = self.fresh.saturating_add(other.fresh);
    }

    /// As many mentions, each of them of a host.
    pub(super) fn as_linked(self) -> Mentioned {
        Mentioned { linked: self.linked.saturating_add(self.bare), bare: 0, fresh: self.fresh }
    }

    /// All of them. Words that nothing makes hosts of are none.
    pub(crate) fn count(self) -> u32 {
        if self.linked == 0 { 0 } else { self.linked.saturating_add(self.bare) }
    }

    /// Those that stood there before the change.
    pub(crate) fn settled(self) -> u32 {
        self.linked.saturating_add(self.bare).saturating_sub(self.fresh)
    }
}

/// A host as a file writes it.
#[derive(Clone, Copy, Debug)]
struct Written {
    /// A hash of it, under a key of this process.
    key: u64,
    /// Where it ends among the texts of all.
    end: usize,
    mentioned: Mentioned,
}

/// So few hosts are gone through one by one.
const FEW_HOSTS: usize = 8;

/// More hosts, mailboxes or pages than most files have.
const MANY: usize = 64;

/// The hosts and mailboxes that one file mentions.
///
/// ```
/// use lint_core::{Census, Checker, Mentions};
/// let mentions: Mentions = Checker::default().text("a.txt", b"jo@fabrikam.net").mentions;
/// Census::default().add("a.txt", &mentions);
/// ```
#[derive(Clone, Debug, Default)]
pub struct Mentions {
    hosts: Vec<Written>,
    /// What they read, one behind the other.
    text: String,
    /// Where each stands, once they are more than [`FEW_HOSTS`].
    places: ByKey,
    /// As [`mailboxes::key`] has them.
    pub(super) mailboxes: Vec<u64>,
    /// Those pages, by the same keys.
    pub(super) pages: Vec<u64>,
}

impl Mentions {
    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.hosts.is_empty()
    }

    /// None, in the memory of these, if that is little: who judges one file after the other need not ask for it anew.
    ///
    /// ```
    /// use lint_core::{Checker, Mentions};
    /// let mentions = Checker::default().text("a.txt", b"jo@fabrikam.net").mentions;
    /// assert_eq!(mentions.emptied(), Mentions::default());
    /// ```
    #[must_use]
    pub fn emptied(self) -> Mentions {
        let Mentions { mut hosts, mut text, mut mailboxes, mut pages, .. } = self;
        if [hosts.capacity(), text.capacity() >> 4, mailboxes.capacity(), pages.capacity()]
            .iter()
            .any(|len| *len > MANY)
        {
            return Mentions::default();
        }
        hosts.clear();
        text.clear();
        mailboxes.clear();
        pages.clear();
        Mentions { hosts, text, mailboxes, pages, ..Mentions::default() }
    }

    /// One more mention of this host, whose hash is `key`. `fresh` says whether it stands on a line that a change adds.
    pub(crate) fn add(&mut self, key: u64, host: &str, form: Form, fresh: bool) {
        let mentioned = Mentioned::once(form, fresh);
        if let Some(written) = self.place(key).and_then(|place| self.hosts.get_mut(place)) {
            written.mentioned.add(mentioned);
        } else if self.hosts.len() < MOST_HOSTS {
            if self.hosts.is_empty() {
                // Room for a few at once: most files have some.
                self.hosts.reserve(FEW_HOSTS);
                self.text.reserve(FEW_HOSTS * 16);
            }
            self.text.push_str(host);
            self.hosts.push(Written { key, end: self.text.len(), mentioned });
            if self.hosts.len() > FEW_HOSTS {
                self.file();
            }
        }
    }

    fn place(&self, key: u64) -> Option<usize> {
        if self.hosts.len() > FEW_HOSTS {
            self.places.get(key)
        } else {
            self.hosts.iter().position(|written| written.key == key)
        }
    }

    /// Files the hosts that are not filed yet.
    fn file(&mut self) {
        for place in self.places.len()..self.hosts.len() {
            self.places.insert(self.hosts[place].key, place);
        }
    }

    /// Calls `each` with every host, its key, and how often it is mentioned.
    pub(super) fn each(&self, mut each: impl FnMut(u64, &str, Mentioned)) {
        let mut start = 0;
        for written in &self.hosts {
            each(written.key, &self.text[start..written.end], written.mentioned);
            start = written.end;
        }
    }

    /// A mailbox.
    pub(crate) fn add_mailbox(&mut self, local: &[u8], domain: &str) {
        if has_letters(local) {
            push(&mut self.mailboxes, mailboxes::key(local, domain));
        }
    }

    /// A page or a file at a host, and the folder there that it lies in.
    pub(crate) fn add_page(&mut self, path: &[u8], host: &str) {
        for key in mailboxes::page_keys(path, host).into_iter().flatten() {
            // What one file links to lies in few folders.
            let last = self.pages.len().saturating_sub(FEW_HOSTS);
            if !self.pages[last..].contains(&key) {
                push(&mut self.pages, key);
            }
        }
    }
}

/// One key more, unless there are too many.
fn push(keys: &mut Vec<u64>, key: u64) {
    if keys.len() < MOST_MAILBOXES {
        keys.push(key);
        if keys.len() == MOST_MAILBOXES {
            keys.sort_unstable();
            keys.dedup();
        }
    }
}

/// The keys are another process' business.
impl PartialEq for Mentions {
    fn eq(&self, other: &Mentions) -> bool {
        let alike = |(one, other): (&Written, &Written)| one.end == other.end && one.mentioned == other.mentioned;
        self.text == other.text
            && self.hosts.len() == other.hosts.len()
            && self.hosts.iter().zip(&other.hosts).all(alike)
            && self.mailboxes == other.mailboxes
            && self.pages == other.pages
    }
}

impl Eq for Mentions {}
