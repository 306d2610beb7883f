//! How many slips are found in the names of registries that are closed to outsiders, as a table.
//!
//! ```text
//! cargo run --release -p maillint-tests --example registries
//! ```
//!
//! Of each registry all names of two labels, or those whose label has four letters and more, are taken in turn; each gets one slip
//! in its label, of the kinds that people make, at a place drawn by a seeded generator. What hits another name of the registry is
//! drawn again.

#![expect(clippy::print_stdout, reason = "an example prints its table")]

use lint_core::{Checker, Level};
use std::collections::HashSet;
use std::fs;
use std::path::Path;

/// How many slips are drawn for all registries together.
const SLIPS: usize = 20_000;

fn main() {
    let data = Path::new(env!("CARGO_MANIFEST_DIR")).join("../lint-core/data");
    let registries = [
        ("mil", names(&data.join("military_us.tsv"), "", ".mil", 1)),
        ("gov", names(&data.join("government_us.tsv"), ".gov", ".gov", 4)),
        ("gov.uk", names(&data.join("government_uk.tsv"), "", ".gov.uk", 4)),
    ];
    let checker = Checker::default();
    println!("| registry | names | of these denied | slips | reported | denied, right suggestion | denied, another |");
    println!("|---|--:|--:|--:|--:|--:|--:|");
    let mut random = Random(2026);
    for (ending, names) in registries {
        let taken: HashSet<&str> = names.iter().map(String::as_str).collect();
        let denied = names.iter().filter(|name| !checker.denied(&format!("x@{name}")).is_empty()).count();
        let slips = SLIPS / 3;
        let (mut reported, mut right, mut wrong) = (0, 0, 0);
        for at in 0..slips {
            let name = &names[at % names.len()];
            let typed = slip(name, ending, &taken, &mut random);
            let findings = checker.address(&format!("x@{typed}"));
            let denial = findings.iter().find(|finding| finding.level == Level::Deny);
            reported += usize::from(!findings.is_empty());
            match denial.map(|finding| finding.suggestion.as_deref()) {
                Some(Some(meant)) if meant == format!("x@{name}") => right += 1,
                Some(Some(_)) => wrong += 1,
                _ => {}
            }
        }
        let share = |count: usize| format!("{:.2} %", 100.0 * count as f64 / slips as f64);
        let (reported, right, wrong) = (share(reported), share(right), share(wrong));
        println!("| `.{ending}` | {} | {denied} | {slips} | {reported} | {right} | {wrong} |", names.len());
    }
}

/// The names of a table that are one label, of so many letters at least, and `ending` when `add` is put behind.
fn names(table: &Path, add: &str, ending: &str, least: usize) -> Vec<String> {
    let text = fs::read_to_string(table).unwrap_or_default();
    let rows = text.lines().filter(|line| !line.starts_with('#')).filter_map(|line| line.split('\t').next());
    let whole = rows.map(|row| format!("{row}{add}"));
    let fits =
        |name: &String| name.strip_suffix(ending).is_some_and(|label| label.len() >= least && !label.contains('.'));
    whole.filter(fits).collect()
}

/// The name with one slip in its label.
fn slip(name: &str, ending: &str, taken: &HashSet<&str>, random: &mut Random) -> String {
    let label = &name.as_bytes()[..name.len() - ending.len() - 1];
    loop {
        let mut typed = label.to_vec();
        let at = random.below(label.len());
        // Of 100 slips seen in addresses, by distinct pair: 31 letters left out, 19 doubled, 13 on a neighbouring key, 10 transposed.
        match random.below(100) {
            0..31 => {
                typed.remove(at);
            }
            31..41 if at + 1 < label.len() => typed.swap(at, at + 1),
            41..60 => typed.insert(at, label[at]),
            60..73 => typed[at] = random.neighbour(label[at]),
            73..84 => typed.insert(at + 1, random.neighbour(label[at])),
            84..94 => typed.insert(at, random.letter()),
            94..100 => typed[at] = random.letter(),
            _ => continue,
        }
        let Ok(typed) = String::from_utf8(typed) else { continue };
        let typed = format!("{typed}.{ending}");
        if !typed.starts_with(['-', '.']) && !typed.contains("-.") && !taken.contains(&*typed) {
            return typed;
        }
    }
}

/// A seeded generator: xorshift64.
struct Random(u64);

impl Random {
    fn below(&mut self, most: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        (self.0 % most as u64) as usize
    }

    fn letter(&mut self) -> u8 {
        b'a' + self.below(26) as u8
    }

    /// A key beside this one on the same row of an American keyboard.
    fn neighbour(&mut self, key: u8) -> u8 {
        const ROWS: [&[u8]; 3] = [b"qwertyuiop", b"asdfghjkl", b"zxcvbnm"];
        let next_to = |row: &[u8], at: usize, left: bool| {
            if left && at > 0 { row[at - 1] } else { row[(at + 1).min(row.len() - 2)] }
        };
        let left = self.below(2) == 0;
        let found = ROWS.iter().find_map(|row| row.iter().position(|&k| k == key).map(|at| next_to(row, at, left)));
        found.unwrap_or_else(|| self.letter())
    }
}
