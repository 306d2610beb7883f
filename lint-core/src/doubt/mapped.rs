//! The address of commits in a mailmap, behind the one that is to be shown (gitmailmap(5)).
//!
//! # Why
//!
//! History cannot be mended. A mailmap is how a repository says which address was meant.
//!
//! # Fires
//!
//! ```text people/.mailmap
//! Jo Doe <jo@fabrikam.org> <jo@gmai.com>
//! Jo Doe <jo@gmail.com> <jo@gmial.com>
//! ```
//!
//! # Quiet
//!
//! ```text people/.mailmap
//! Max Roe <max@gmai.com>
//! Jo Doe <jo@gmial.com> <jo@gmail.com>
//! ```

use crate::doubt::{Casts, Doubt, Scene};
use crate::find::chars::slice;
use crate::page::Page;

pub(crate) static DOUBT: Doubt = Doubt {
    id: "mapped",
    reason: "it is what commits hold, and mapped to another address here",
    page: Page::of(include_str!("mapped.rs")),
    casts: Casts::Text(casts),
};

fn casts(scene: &Scene<'_>) -> bool {
    let before = slice(scene.text, scene.line.start, scene.site.span.start);
    scene.path.rsplit('/').next() == Some(".mailmap") && before.contains(&b'>')
}
