//! How accurate the verdict is: the figures in the README, taken from labelled domains.
//!
//! Each domain is judged as an address, under no policy. It is *denied* if any finding is at level deny, *warned* if one is
//! at level warn and none is denied. A suggestion is *right* if it is the domain that was meant, *wrong* if it is another.

use crate::tables;
use lint_core::{Checker, Finding, Level};

/// What became of one list of domains.
#[derive(Clone, Debug)]
pub struct Tally {
    /// What the list holds.
    pub list: &'static str,
    /// How many domains; where people are counted, how many people.
    pub count: u32,
    /// For how many of them the domain that was meant was suggested.
    pub right: u32,
    /// For how many of them another one was suggested.
    pub wrong: u32,
    /// How many of them were denied.
    pub denied: u32,
    /// How many of them were warned of.
    pub warned: u32,
}

impl Tally {
    /// Nothing counted yet of a list.
    pub fn new(list: &'static str) -> Tally {
        Tally { list, count: 0, right: 0, wrong: 0, denied: 0, warned: 0 }
    }

    /// Counts what was found of one domain, by which another was meant.
    pub fn add(&mut self, findings: &[Finding], meant: &str, weight: u32) {
        let suggested = findings.iter().find_map(|finding| finding.suggestion.as_deref());
        let domain = suggested.map(|suggestion| suggestion.rsplit('@').next().unwrap_or_default().to_lowercase());
        self.count += weight;
        match domain {
            Some(domain) if domain == meant => self.right += weight,
            Some(_) => self.wrong += weight,
            None => {}
        }
        match findings.iter().map(|finding| finding.level).max() {
            Some(Level::Deny) => self.denied += weight,
            Some(Level::Warn) => self.warned += weight,
            _ => {}
        }
    }

    /// A part of the list in percent.
    pub fn percent(&self, part: u32) -> f64 {
        100.0 * f64::from(part) / f64::from(self.count)
    }
}

/// How misspelt domains are mended.
pub fn typos() -> [Tally; 4] {
    let checker = Checker::default();
    let mut typed = Tally::new("typed by people");
    let mut tested = Tally::new("in the tests of other correctors");
    let mut all = Tally::new("all");
    let mut people = Tally::new("all, by the people seen typing them");
    for row in tables::rows(tables::TYPOS) {
        let findings = checker.address(&format!("mail@{}", row[0]));
        let seen = if row[2] == "typed" { &mut typed } else { &mut tested };
        for tally in [seen, &mut all] {
            tally.add(&findings, row[1], 1);
        }
        people.add(&findings, row[1], row[3].parse::<u32>().unwrap().max(1));
    }
    [typed, tested, all, people]
}

/// How domains stand that somebody holds: those that are one slip from a provider's, then those to be left alone.
pub fn domains() -> [Tally; 7] {
    let checker = Checker::default();
    [
        ("registered one edit from a large provider (denied is right)", tables::REGISTERED_LOOKALIKES),
        ("top sites", tables::TOP_SITES),
        ("universities", tables::UNIVERSITIES),
        ("domains that developers mail from", tables::DEVELOPER_MAIL),
        ("in use one or two edits from a better known domain", tables::LOOKALIKES_IN_USE),
        ("sites under `.ml`, `.cm`, `.co` and other risky endings", tables::RISKY_ENDINGS),
        ("left alone by the tests of other correctors", tables::LEFT_ALONE_ELSEWHERE),
    ]
    .map(|(list, table)| {
        let mut tally = Tally::new(list);
        for domain in tables::names(table) {
            tally.add(&checker.address(&format!("mail@{domain}")), "", 1);
        }
        tally
    })
}

/// The first and the last line of the figures in the README.
pub const MARKERS: [&str; 2] = [
    "<!-- accuracy: printed by `cargo run --release -p maillint-tests --example accuracy` -->",
    "<!-- end of accuracy -->",
];

/// The figures as Markdown, between the markers.
pub fn markdown(typos: &[Tally], domains: &[Tally]) -> String {
    let mut lines = vec![MARKERS[0].to_owned()];
    lines.push("| misspelt domains | count | right suggestion | wrong suggestion | denied | warned |".to_owned());
    lines.push("|---|--:|--:|--:|--:|--:|".to_owned());
    for tally in typos {
        lines.push(row(tally, &[tally.right, tally.wrong, tally.denied, tally.warned]));
    }
    lines.push(String::new());
    lines.push("| domains that somebody holds | count | denied | warned |".to_owned());
    lines.push("|---|--:|--:|--:|".to_owned());
    for tally in domains {
        lines.push(row(tally, &[tally.denied, tally.warned]));
    }
    lines.push(MARKERS[1].to_owned());
    lines.join("\n") + "\n"
}

fn row(tally: &Tally, parts: &[u32]) -> String {
    let parts: String = parts.iter().map(|&part| format!(" {:.2} % |", tally.percent(part))).collect();
    format!("| {} | {} |{parts}", tally.list, tally.count)
}
