//! A list of misspellings: one name misspelt in two ways on a line, or several names in a row, each in a way of its own.
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
//! {"to": "ops@army.ml", "cc": ["jo@gmial.com"], "ok": "help@army.mil", "url": "https://githib.com/x"}
//! ```

use super::{LISTED, is_near, registered};
use crate::doubt::{Casts, Doubt, Scene, Wrong};
use crate::find::chars::slice;
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
        // Most are the same, which is seen sooner.
        let differ =
            |other: &Wrong<'_>| other.domain != one.domain && registered(&other.domain) != registered(&one.domain);
        others.into_iter().any(differ)
    })
}

/// Whether three names are wrong in a row, each in a way of its own: a habit repeats itself, and is no list. Nor is what has words between:
/// a line of settings or markup holds all that there is.
fn has_three_kinds(scene: &Scene<'_>) -> bool {
    let mut row: Vec<&Wrong<'_>> = Vec::new();
    row.extend(&scene.wrong);
    order::sort(&mut row, |a, b| a.span.start.cmp(&b.span.start));
    let parted = |one: &Wrong<'_>, next: &Wrong<'_>| {
        slice(scene.text, one.span.end, next.span.start).iter().any(|&b| b.is_ascii_alphabetic() || b >= 0x80)
    };
    let own = row.iter().position(|wrong| wrong.span == scene.site.span).unwrap_or(0);
    let (mut first, mut last) = (own, own);
    while first > 0 && !parted(row[first - 1], row[first]) {
        first -= 1;
    }
    while last + 1 < row.len() && !parted(row[last], row[last + 1]) {
        last += 1;
    }
    let mut kinds = Vec::new();
    for wrong in row.get(first..=last).unwrap_or_default() {
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
