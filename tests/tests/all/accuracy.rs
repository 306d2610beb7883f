//! The verdict is as accurate as the README says, and never less than this.

use lint_core::Checker;
use maillint_tests::accuracy::{self, MARKERS, Tally};
use maillint_tests::tables;
use std::fs;
use std::path::Path;
use std::sync::LazyLock;

static TYPOS: LazyLock<[Tally; 4]> = LazyLock::new(accuracy::typos);
static DOMAINS: LazyLock<[Tally; 7]> = LazyLock::new(accuracy::domains);

/// At least so many percent.
#[track_caller]
fn at_least(floor: f64, tally: &Tally, part: u32) {
    assert!(tally.percent(part) >= floor, "{:.2} % is less than {floor} %: {tally:?}", tally.percent(part));
}

/// At most so many percent.
#[track_caller]
fn at_most(ceiling: f64, tally: &Tally, part: u32) {
    assert!(tally.percent(part) <= ceiling, "{:.2} % is more than {ceiling} %: {tally:?}", tally.percent(part));
}

#[test]
fn typos_are_mended() {
    let [typed, tested, all, people] = &*TYPOS;
    at_least(92.0, typed, typed.right);
    at_most(0.0, typed, typed.wrong);
    at_least(98.0, tested, tested.right);
    at_least(97.0, all, all.right);
    at_most(0.5, all, all.wrong);
    at_least(97.5, people, people.right);
}

#[test]
fn domains_of_strangers_are_denied_and_others_left_alone() {
    let [strangers, top, universities, developers, lookalikes, risky, elsewhere] = &*DOMAINS;
    at_least(97.0, strangers, strangers.denied);
    at_most(0.02, top, top.denied);
    at_most(0.1, top, top.warned);
    at_most(0.0, universities, universities.denied);
    at_most(0.3, universities, universities.warned);
    at_most(0.0, developers, developers.denied);
    at_most(0.0, developers, developers.warned);
    at_most(0.5, lookalikes, lookalikes.denied);
    at_most(3.0, lookalikes, lookalikes.warned);
    at_most(0.05, risky, risky.denied);
    at_most(7.0, risky, risky.warned);
    at_most(0.0, elsewhere, elsewhere.denied);
}

#[test]
fn military_names_are_mended_under_the_endings_that_people_type() {
    let checker = Checker::default();
    let mut tally = Tally::new("military names under other endings");
    for name in tables::names(tables::MILITARY) {
        let stem = name.strip_suffix(".mil").unwrap();
        for ending in ["ml", "mi", "mli", "mill", "nil", "mil.com"] {
            tally.add(&checker.address(&format!("mail@{stem}.{ending}")), name, 1);
        }
    }
    at_least(99.9, &tally, tally.right);
    at_least(99.9, &tally, tally.denied);
}

#[test]
fn governments_are_left_alone() {
    let checker = Checker::default();
    let federal = tables::names(tables::GOVERNMENT_US).map(|name| format!("{name}.gov"));
    let others = [tables::MILITARY, tables::GOVERNMENT_UK].into_iter().flat_map(tables::names).map(str::to_owned);
    for name in federal.chain(others) {
        assert_eq!(checker.address(&format!("mail@{name}")), [], "{name}");
    }
}

#[test]
fn the_readme_tells_these_figures() {
    let readme = Path::new(env!("CARGO_MANIFEST_DIR")).join("../README.md");
    // A checkout without a README tells no figures; one with a README tells these.
    let Ok(readme) = fs::read_to_string(readme) else { return };
    let figures = accuracy::markdown(&*TYPOS, &*DOMAINS);
    assert!(readme.contains(&figures), "README.md: between {MARKERS:?} should stand\n{figures}");
}
