//! A word cut in two, `user@do.main`, or several endings on a line that nobody has, nor meant: `ceo@up.stairs, sec@base.ment`.
//!
//! # Why
//!
//! Words that are cut in two make funny addresses, and specifications are full of them.
//!
//! # Fires
//!
//! ```text
//! ${addresses:>& Chief <ceo@up.stairs>, sec@base.ment (dogsbody)}
//! your@recipie.nt
//! jane@fab.fab
//! ```
//!
//! # Quiet
//!
//! ```text
//! jo@gmail.con and jane@hotmail.cmo
//! ```

use crate::data::lists::doubt_words;
use crate::data::{self, Class};
use crate::doubt::{Casts, Doubt, Scene};
use crate::find::{COMMON, Form};
use crate::page::Page;

pub(crate) static DOUBT: Doubt = Doubt {
    id: "made_up",
    reason: "it is made of words, with an ending that nobody has",
    page: Page::of(include_str!("made_up.rs")),
    casts: Casts::Text(casts),
};

fn casts(scene: &Scene<'_>) -> bool {
    if is_parted_word(&scene.site.domain) || is_repeated(&scene.site.domain) {
        return true;
    }
    let mut last = None;
    for other in &scene.beside {
        let ending = other.domain.rsplit('.').next().unwrap_or_default();
        if other.form == Form::Address && is_nobodys(ending) && last.replace(ending).is_some_and(|last| last != ending)
        {
            return true;
        }
    }
    false
}

/// Whether a domain is a word but for its dot: `recipie.nt`.
fn is_parted_word(domain: &str) -> bool {
    let word = domain.to_lowercase().replace('.', "");
    doubt_words::PARTED.has(word.as_bytes())
}

/// Whether all labels are one word.
fn is_repeated(domain: &str) -> bool {
    let mut labels = domain.split('.');
    let first = labels.next();
    labels.clone().next().is_some() && labels.all(|label| Some(label) == first)
}

/// Whether nobody has an ending, nor meant a common one.
fn is_nobodys(ending: &str) -> bool {
    ending.bytes().all(|b| b.is_ascii_lowercase())
        && !data::class(ending).is(Class::TLD)
        && COMMON.iter().all(|common| strsim::osa_distance(common, ending) > 1)
}
