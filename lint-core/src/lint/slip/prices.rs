//! The prices of the model: each number once, with what it means and where it comes from, as `cargo maillint explain prices`
//! prints them.
//!
//! All are decibans, -10 log10 of a probability: 10 is one in ten, 20 one in a hundred. What depends on how long a name is, and of
//! which kind, stands with its rule in `meant`.

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

/// All of them, what is typed first, then what is meant, what the tree says, and what follows.
pub static PRICES: &[Price] = TABLE;

const TABLE: &[Price] = &[
    // How often somebody slips: counted in addresses typed by hand into public repositories.
    of(
        "name_slip",
        25,
        "a slip in the name: 4 addresses in 1,000 carry a slip (3.8 counted), three of four of them there",
    ),
    of("ending_slip", 30, "a slip in the ending: one of four of those"),
    of("second_slip", 13, "one more slip by somebody who has made one: one in twenty"),
    // Which slip it is, counted there too, and at which of the places where it could have happened.
    of("omission", 4, "a letter left out: 44 % of the slips"),
    of("undoubling", 6, "one of two equal letters left out: an omission for which few names have more than one place"),
    of("transposition", 7, "two letters swapped: 19 %"),
    of("doubling", 8, "a letter typed twice: 15 %"),
    of("insertion_at_hand", 19, "a letter too many: 12 %, one of about ten beside the finger or next to come"),
    of("insertion", 21, "any other letter too many: 12 %, one of the 16 common ones"),
    of("near_key", 17, "a neighbouring key: 7 %, one of four neighbours"),
    of("letter_alike", 19, "a character that looks alike: another key (3 %), one of two or three"),
    of("vowel", 22, "a vowel for another: another key (3 %), one of five"),
    of("digit", 37, "a digit for a letter: another key (3 %), in a row of its own; estimated"),
    of("other_key", 29, "another key: 3 %, one of 25"),
    of("first_letter", 3, "the first letter: people look at it, so that half as many slips stay there; estimated"),
    of("letter_moved", 14, "one letter moved by some places: as easily come by as two transpositions"),
    of("two_slips", 8, "either of two slips, where it matters little which they were: the mean of the kinds above"),
    of("dot", 12, "a dot or hyphen left out, moved or put in: one slip in the name of 16; estimated"),
    // Which slip it is in an ending, estimated in proportion to the kinds above.
    of("doubled_ending", 12, "the ending once more behind itself: estimated"),
    of("surplus_ending", 12, "another ending behind the right one: estimated"),
    of("surplus_second_level", 33, "a second level before the right ending: one in 2,000 slips in endings; estimated"),
    of("no_second_level", 8, "the second level left out: estimated"),
    of("wrong_second_level", 12, "the commercial second level for another: a habit of the hand; estimated"),
    of("any_second_level", 26, "a second level that does not exist, for each of those that do: one of 400; estimated"),
    of("ending_cut_off", 14, "all of the ending but its first letter cut off: estimated"),
    of("wrong_ending", 17, "one common ending for another: one in 50 slips in endings; estimated"),
    of(
        "doubled_odds",
        12,
        "an ending doubled after any name, against a name like that: estimated, nobody registers those",
    ),
    // What somebody means that no table holds.
    of("never", 140, "a domain whose ending does not exist: nobody means that"),
    of(
        "misnamed_host",
        95,
        "a host named like a known domain, below a domain like its ending (`yahoo.xco.uk`): estimated",
    ),
    of(
        "misnamed_service",
        20,
        "a host one slip from the name of a service, against such a host: a hundred to one; estimated",
    ),
    of(
        "other_number",
        8,
        "a host that is the plural of a known one, or its singular: of six such one is meant; estimated",
    ),
    of(
        "same_host",
        26,
        "a name like a known one with the labels of that before it: of 400 such one is meant; estimated",
    ),
    of("host_there", 95, "hosts below a name one letter from a government's second level: estimated"),
    of(
        "register_gap",
        60,
        "a name missing from a register that holds nearly all: one in 100 is younger than its table, and of a \
                            million such names one is one edit from another",
    ),
    of("forged", 100, "the picture of a known domain in other letters: nobody means that"),
    of("accented", 35, "a mark on a letter: one slip in 300, where one name in 100 that is meant has any"),
    of(
        "read_wrong",
        44,
        "a pair such as `rn` just where a known domain has its `m`: one domain in 25,000 that is meant",
    ),
    // What hosts and the tree say.
    of("witnessed", 15, "a host or a tree that names one of several in a register: estimated"),
    of("twin", 17, "the same mailbox at both of two domains alike, where each is meant: one in 50"),
    of("short_twin", 5, "the same, where the local part is as short as initials: one in 3"),
    of("known_mailbox", 10, "a domain at which the tree has the very mailbox: one in ten that this local part is at"),
    of(
        "same_page",
        10,
        "the same page at both, where each is meant: one in ten; mirrors and those who copy them have the same pages",
    ),
    of("few_times", 10, "what was meant is named less often than it should be: estimated"),
    of("other_ending", 62, "the tree's own name under another ending, meant: estimated"),
    of("named", 15, "a tree that names one of several candidates: estimated"),
    of("host_in_tree", 20, "a label that stands before both names (`idp.int.fabrikam`): estimated"),
    of("same_letters", 30, "a host that is another but for its dots, below the same name: estimated"),
    // From which odds on what is done.
    of("even", 0, "a slip is as likely as not: mail that a stranger would get is warned of"),
    of("tie", 3, "two candidates closer than this are a tie: two to one"),
    of("likely", 8, "a slip is taken for one: about six to one"),
    of("clear", 10, "how far ahead the likeliest of several short names in a register has to be: ten to one"),
    of("beyond_use", 16, "what is likelier than this is a slip, however many files repeat it: forty to one"),
    of("sure", 20, "what the tree alone says is denied: a hundred to one"),
    of("certain", 20, "a candidate so far ahead is the only one, and may be written: a hundred to one"),
];

const fn of(id: &'static str, decibans: i32, source: &'static str) -> Price {
    Price { id, decibans, source }
}

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
