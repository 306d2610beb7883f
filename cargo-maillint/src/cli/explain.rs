//! `cargo maillint explain`: the page of a lint, a doubt or a trap, or the list of them.

use crate::exit::{Exit, Failure, print};
use lint_core::gate::lint::PRICES as PRICE_TABLE;
use lint_core::gate::page::Page;
use lint_core::gate::{doubt, lints, trap};
use std::fmt::Write;

/// What has a page.
struct Rule {
    id: &'static str,
    /// What it is, in words that stand behind its name.
    what: String,
    page: Page,
}

/// Everything that has a page: the lints, the doubts, the traps, each with a title for its list.
fn rules() -> [(&'static str, Vec<Rule>); 3] {
    let lint = |level: &str| format!("{level} by default");
    let lints = lints::ALL.iter().map(|it| Rule { id: it.id, what: lint(it.level.as_str()), page: it.page });
    let doubts = doubt::ALL.iter().map(|it| Rule { id: it.id, what: String::from("a doubt"), page: it.page });
    let traps = trap::ALL.iter().map(|it| Rule { id: it.id, what: String::from("a trap"), page: it.page });
    [
        ("Lints, with their levels:", lints.collect()),
        (
            "Doubts: a finding with one is a warning at most, unless `[doubts]` in the policy ignores it.",
            doubts.collect(),
        ),
        ("Traps: what looks like an address or a host and is none.", traps.collect()),
    ]
}

/// The table of the numbers by which a slip is told from a name that was meant.
const PRICES: &str = "prices";

/// The names of everything that has a page.
pub(super) fn names() -> Vec<&'static str> {
    rules().iter().flat_map(|(_, rules)| rules).map(|rule| rule.id).chain([PRICES]).collect()
}

fn prices() -> String {
    let mut text = String::from(
        "# prices\n\nA domain is read as a slip of another when that is much likelier than that it was meant. All is weighed in \
         decibans, -10 log10\nof a probability: 10 is one in ten, 20 one in a hundred.\n\n",
    );
    for price in PRICE_TABLE {
        let _ = writeln!(text, "{:<22} {:>4}  {}", price.id, price.decibans, price.source);
    }
    text
}

/// Prints the page of this name, or, without one, what there is with its summary.
pub(super) fn explain(name: Option<&str>) -> Result<Exit, Failure> {
    let rules = rules();
    let mut text = String::new();
    if name == Some(PRICES) {
        return print(prices().as_bytes());
    }
    if let Some(name) = name {
        for rule in rules.iter().flat_map(|(_, rules)| rules).filter(|rule| rule.id == name) {
            // Writing into a String cannot fail.
            let _ = write!(text, "# {} ({})\n\n{}\n", rule.id, rule.what, rule.page.markdown().trim_end());
        }
        return print(text.as_bytes());
    }
    for (title, rules) in &rules {
        let _ = writeln!(text, "{title}\n");
        for rule in rules {
            let level = rule.what.strip_suffix(" by default").map_or(String::new(), |level| format!("{level:<6} "));
            let _ = writeln!(text, "  {:<22} {level}{}", rule.id, rule.page.summary());
        }
        text.push('\n');
    }
    text.push_str("`cargo maillint explain NAME` shows a page, `cargo maillint explain prices` by which numbers a slip is told.\n");
    print(text.as_bytes())
}
