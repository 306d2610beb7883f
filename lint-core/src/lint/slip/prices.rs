//! The prices of the model: each number once, with what it means and where it comes from, as `cargo maillint explain prices`
//! prints them.
//!
//! All are decibans, -10 log10 of a probability: 10 is one in ten, 20 one in a hundred. What depends on how long a name is, and of
//! which kind, stands with its rule in `meant`.

use crate::data::lists;
use crate::text::const_str::is_equal;

/// One number of the model.
#[derive(Clone, Copy, Debug)]
pub struct Price {
    /// Its name.
    pub id: &'static str,
    /// In decibans.
    pub decibans: i32,
    /// What it is the price of, and where the number comes from.
    pub source: &'static str,
}

/// All of them: what is typed first, then what is meant, what the tree says, and what follows.
pub static PRICES: &[Price] = &TABLE;

const TABLE: [Price; lists::PRICES.len()] = {
    let (mut table, mut at) = ([Price { id: "", decibans: 0, source: "" }; lists::PRICES.len()], 0);
    while at < table.len() {
        let (id, decibans, source) = lists::PRICES[at];
        table[at] = Price { id, decibans: decibans as i32, source };
        at += 1;
    }
    table
};

/// The price of this name; whoever asks for one that is none does not compile.
#[expect(clippy::panic, reason = "a panic in a constant is a compile error")]
pub(in crate::lint) const fn price(id: &str) -> i32 {
    let mut at = 0;
    while at < TABLE.len() {
        if is_equal(TABLE[at].id, id) {
            return TABLE[at].decibans;
        }
        at += 1;
    }
    panic!("no price of this name")
}

#[cfg(test)]
mod tests {
    use super::PRICES;
    use std::fs;
    use std::path::Path;

    #[test]
    fn each_price_is_asked_for_once_and_says_where_it_comes_from() {
        let lint = Path::new(env!("CARGO_MANIFEST_DIR")).join("src/lint");
        let mut code = fs::read_to_string(lint.join("look.rs")).unwrap_or_default();
        for file in fs::read_dir(lint.join("slip")).into_iter().flatten().flatten() {
            code.push_str(&fs::read_to_string(file.path()).unwrap_or_default());
        }
        for (at, price) in PRICES.iter().enumerate() {
            assert_eq!(code.matches(&format!("price(\"{}\")", price.id)).count(), 1, "{}", price.id);
            assert!(price.source.len() > 20 && PRICES[..at].iter().all(|other| other.id != price.id), "{}", price.id);
        }
    }
}
