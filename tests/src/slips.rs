//! Slips made of names that somebody means, the same ones each time: whatever a finger, an eye or a memory does to a domain.

use crate::tables;

/// So many slips of names from the tables of developers' mail, much visited sites and the military.
pub fn made(count: usize) -> Vec<String> {
    let sources = [tables::DEVELOPER_MAIL, tables::TOP_SITES, tables::MILITARY, tables::UNIVERSITIES];
    let names: Vec<&str> = sources.into_iter().flat_map(tables::names).filter(|name| name.contains('.')).collect();
    let mut dice = Dice(1);
    (0..count)
        .map(|_| {
            let name = names[dice.below(names.len())];
            slip(name, &mut dice)
        })
        .collect()
}

/// Knuth's linear congruence: as random as it needs to be.
struct Dice(u64);

impl Dice {
    fn below(&mut self, sides: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        ((self.0 >> 33) % sides.max(1) as u64) as usize
    }
}

fn slip(name: &str, dice: &mut Dice) -> String {
    const ENDINGS: [&str; 10] = ["com", "co", "cm", "con", "net", "ml", "de", "com.br", "co.uk", "couk"];
    let mut letters: Vec<char> = name.chars().collect();
    let at = dice.below(letters.len());
    match dice.below(9) {
        0 => drop(letters.remove(at)),
        1 => letters.insert(at, letters[at]),
        2 if at > 0 => letters.swap(at, at - 1),
        3 => letters[at] = char::from(b'a' + dice.below(26) as u8),
        4 => letters.insert(at, char::from(b'a' + dice.below(26) as u8)),
        5 => letters.insert(at, '.'),
        6 => letters.retain(|letter| *letter != '-'),
        7 => {
            let first = name.split('.').next().unwrap_or_default();
            return format!("{first}.{}", ENDINGS[dice.below(ENDINGS.len())]);
        }
        _ => {
            let ending = name.rsplit('.').next().unwrap_or_default();
            return format!("{name}.{ending}");
        }
    }
    letters.into_iter().collect()
}
