//! Several endings on a line that nobody has, nor meant: `ceo@up.stairs, sec@base.ment`.
//!
//! # Why
//!
//! Words that are cut in two make funny addresses, and specifications are full of them.
//!
//! # Fires
//!
//! ```text
//! ${addresses:>& Chief <ceo@up.stairs>, sec@base.ment (dogsbody)}
//! ```
//!
//! # Quiet
//!
//! ```text
//! jo@gmail.con and jane@hotmail.cmo
//! ```

use crate::data::{self, Class};
use crate::doubt::{Casts, Doubt, Scene};
use crate::find::{COMMON, Form};
use crate::page::Page;

pub(crate) static DOUBT: Doubt = Doubt {
    id: "made_up",
    reason: "nobody has such endings, and several stand here",
    page: Page::of(include_str!("made_up.rs")),
    casts: Casts::Text(casts),
};

fn casts(scene: &Scene<'_>) -> bool {
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

/// Whether nobody has an ending, nor meant a common one.
fn is_nobodys(ending: &str) -> bool {
    ending.bytes().all(|b| b.is_ascii_lowercase())
        && !data::class(ending).is(Class::TLD)
        && COMMON.iter().all(|common| strsim::osa_distance(common, ending) > 1)
}
