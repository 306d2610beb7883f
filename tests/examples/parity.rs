//! Whether the gates agree: what `address!` says of an address against what `email!` and the command say, which judge by one
//! checker, over the labelled domains and 20,000 made slips.
//!
//! ```text
//! cargo run --release -p maillint-tests --example parity
//! ```

#![expect(clippy::print_stdout, reason = "an example prints")]

use lint_core::Checker;
use maillint_tests::parity::{self, Agreement};
use maillint_tests::{slips, tables};

fn main() {
    let checker = Checker::default();
    let labelled: Vec<String> = parity::LABELLED.into_iter().flat_map(tables::names).map(str::to_owned).collect();
    for (what, domains) in [("labelled", labelled), ("made slips", slips::made(20_000))] {
        let mut agreement = Agreement::default();
        for domain in &domains {
            agreement.add(&checker, &format!("jo@{domain}"));
        }
        println!("{what}: {} judged, {} denied, {} differ", domains.len(), agreement.denied, agreement.differ.len());
        for line in agreement.differ.iter().take(40) {
            println!("    {line}");
        }
    }
}
