//! Prints the README's figures: `cargo run --release -p maillint-tests --example accuracy`.

use maillint_tests::accuracy;
use std::io::{self, Write as _};

fn main() -> io::Result<()> {
    io::stdout().write_all(accuracy::markdown(&accuracy::typos(), &accuracy::domains()).as_bytes())
}
