//! A list of misspellings: one name misspelt in two ways on a line, or several names each in a way of its own.
//!
//! # Why
//!
//! Whoever corrects what people type keeps such lists. Nobody makes two different slips of one name in one line by chance.
//!
//! # Fires
//!
//! ```text a.js
//! const typos = ['@gamil.com', '@gnail.com', '@yaho.com'];
//! ['jane@gmial.com', 'test@yahoo.co', 'jo@hotmal.com']
//! ```
//!
//! # Quiet
//!
//! ```text a.js
//! to = ['a@army.ml', 'b@navy.ml', 'c@af.ml']
//! ['jane@gmial.com', 'jo@gmial.com']
//! hooks = "https://one.exmaple.com/hook,https://two.exmaple.com/hook"
//! ```

use super::{LISTED, is_near, registered};
use crate::doubt::{Casts, Doubt, Scene};
use crate::order;
use crate::page::Page;

pub(crate) static DOUBT: Doubt = Doubt {
    id: "misspellings",
    reason: "it stands in a list of misspellings",
    page: Page::of(include_str!("misspellings.rs")),
    casts: Casts::Text(casts),
};

fn casts(scene: &Scene<'_>) -> bool {
    misspells_one_name(scene) || has_three_kinds(scene) || are_near_each_other(scene)
}

/// Whether one name is misspelt in two ways on the line.
fn misspells_one_name(scene: &Scene<'_>) -> bool {
    scene.wrong.iter().any(|one| {
        let others = scene.wrong.iter().filter(|other| other.meant.is_some() && other.meant == one.meant);
        others.into_iter().any(|other| registered(&other.domain) != registered(&one.domain))
    })
}

/// Whether three names are wrong on the line, each in a way of its own: a habit repeats itself, and is no list.
fn has_three_kinds(scene: &Scene<'_>) -> bool {
    let mut kinds = Vec::new();
    for wrong in &scene.wrong {
        kinds.push((wrong.lint, wrong.slip, &wrong.meant));
    }
    order::sort(&mut kinds, Ord::cmp);
    kinds.dedup_by(|a, b| (a.0, a.1) == (b.0, b.1) || a.2 == b.2);
    kinds.len() > 2
}

/// Whether a domain and two more that are an edit or two from it stand on the line.
fn are_near_each_other(scene: &Scene<'_>) -> bool {
    let mut domains = Vec::new();
    for other in scene.beside.iter().take(LISTED) {
        domains.push(other.domain.as_str());
    }
    order::sort(&mut domains, Ord::cmp);
    domains.dedup();
    domains.iter().any(|one| domains.iter().filter(|other| is_near(one, other)).nth(1).is_some())
}
