//! A name that is reserved for examples (RFC 2606), with another ending, or malformed; in files of tests also one that is nearly such.
//!
//! # Why
//!
//! `example.con` is what tests are made of, and so are the names around it where a test needs more than one.
//!
//! # Fires
//!
//! ```text
//! jo@example.con
//! http://exam.ple.com:9000/
//! usuario@examplo.org
//! joe@example.org.net
//! ```
//!
//! ```text tests/forms.py
//! create_user("mike", "mike@exampel.org")
//! ```
//!
//! # Quiet
//!
//! ```text
//! jo@exmaple.com
//! ```
//!
//! ```text src/latest/forms.py
//! create_user("mike", "mike@exampel.org")
//! ```

use super::{is_malformed, is_near, lower, registered};
use crate::context::{Site, is_of_tests};
use crate::data::lists::ending_words;
use crate::doubt::{Casts, Doubt, Scene};
use crate::page::Page;
use crate::text::find::memmem;

pub(crate) static DOUBT: Doubt = Doubt {
    id: "sample",
    reason: "it is made of a name that is reserved for examples",
    page: Page::of(include_str!("sample.rs")),
    casts: Casts::Text(casts),
};

fn casts(scene: &Scene<'_>) -> bool {
    let site = scene.site;
    let near = || ending_words::SAMPLE.iter().any(|sample| is_near(sample, &registered(&site.domain).to_lowercase()));
    has_other_ending(site)
        || is_refused(site)
        || is_parted(site)
        || is_translated(site)
        || goes_on(site)
        || (is_of_tests(scene.path) && (near() || is_tried(scene)))
}

/// A name of RFC 2606 with an ending that it does not have.
fn has_other_ending(site: &Site) -> bool {
    let mut labels = site.domain.rsplit('.');
    let ending = labels.next().unwrap_or_default();
    labels.next() == Some("example") && !ending_words::GENERIC.has(ending.as_bytes()) && labels.next().is_none()
}

/// A malformed mailbox at a name that nobody has is there to be refused.
fn is_refused(site: &Site) -> bool {
    let mut mended = String::new();
    for label in site.domain.split('.') {
        if !mended.is_empty() && !label.is_empty() {
            mended.push('.');
        }
        mended.push_str(label);
    }
    is_malformed(site) && ending_words::SAMPLE.has(mended.as_bytes())
}

/// A reserved name with another dot in it, `exam.ple.com`, which makes a bucket of it.
fn is_parted(site: &Site) -> bool {
    let bare = |domain: &str| domain.replace('.', "");
    !ending_words::SAMPLE.has(site.domain.as_bytes())
        && ending_words::SAMPLE.iter().any(|sample| bare(sample) == bare(&site.domain))
}

/// A reserved name with a vowel of the translator's own word for an example: `exemple`, `examplo`.
fn is_translated(site: &Site) -> bool {
    let domain = registered(&site.domain).to_lowercase();
    let is_vowel = |letter: u8| b"aeiou".contains(&letter);
    ending_words::SAMPLE.iter().any(|sample| {
        let mut others = sample.bytes().zip(domain.bytes()).filter(|(one, other)| one != other);
        let first = others.next();
        let is_another = first.is_some_and(|(one, other)| is_vowel(one) && is_vowel(other));
        domain.len() == sample.len() && is_another && others.next().is_none()
    })
}

/// A reserved name with another ending behind it, such as what a pattern matches as well.
fn goes_on(site: &Site) -> bool {
    let domain = [".", &*site.domain.to_lowercase()].concat();
    ending_words::SAMPLE.iter().any(|sample| domain.contains(&[".", sample, "."].concat()))
}

/// What a test of a parser is given: a malformed mailbox, or a URL with the sign for a user and no user before it.
fn is_tried(scene: &Scene<'_>) -> bool {
    (is_malformed(scene.site) && scene.site.is_mail()) || memmem(scene.head(), b"://@").is_some() || {
        let tail = lower(scene.tail());
        memmem(scene.line_text(), b"://@").is_some() || tail.contains("://@")
    }
}
