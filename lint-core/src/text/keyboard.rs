//! Which keys are neighbours, on the three layouts that most Latin text is typed on: QWERTY, QWERTZ and AZERTY.
//!
//! The layouts are those of ANSI INCITS 154, DIN 2137 (T1) and the traditional French AZERTY, as far as a domain is typed
//! with them. Their rows are staggered as on every common keyboard: below the digits the rows begin half a key, three
//! quarters and five quarters of a key further right. Two keys are neighbours if they touch.

/// The rows of each layout, from the digits down. A space is a key in between that no domain needs.
const LAYOUTS: [[&[u8]; 4]; 3] = [
    [b"1234567890-", b"qwertyuiop", b"asdfghjkl", b"zxcvbnm ."],
    [b"1234567890", b"qwertzuiop", b"asdfghjkl", b"yxcvbnm .-"],
    [b"1234567890", b"azertyuiop", b"qsdfghjklm", b"wxcvbn"],
];

/// How far right of the first each row begins, in quarters of a key.
const SHIFTS: [usize; 4] = [0, 2, 3, 5];

/// For each ASCII character the set of its neighbours: bit `n` stands for character `n`.
static NEIGHBOURS: [u128; 128] = neighbours_of_all();

/// Whether two keys are neighbours on one of the layouts. Case does not matter; a key is not its own neighbour.
pub(crate) const fn neighbours(a: u8, b: u8) -> bool {
    let (a, b) = (a.to_ascii_lowercase(), b.to_ascii_lowercase());
    a.is_ascii() && b.is_ascii() && NEIGHBOURS[a as usize] >> b & 1 == 1
}

const fn neighbours_of_all() -> [u128; 128] {
    let mut sets = [0; 128];
    let mut layout = 0;
    while layout < LAYOUTS.len() {
        let mut row = 0;
        while row < 4 {
            let mut key = 0;
            while key < LAYOUTS[layout][row].len() {
                if LAYOUTS[layout][row][key] != b' ' {
                    sets[LAYOUTS[layout][row][key] as usize] |= touched(&LAYOUTS[layout], row, key);
                }
                key += 1;
            }
            row += 1;
        }
        layout += 1;
    }
    sets
}

/// The keys that a key touches: in its own row those beside it, in the rows above and below those less than a key away.
const fn touched(layout: &[&[u8]; 4], row: usize, key: usize) -> u128 {
    let place = SHIFTS[row] + 4 * key;
    let mut set = 0;
    let mut other_row = row.saturating_sub(1);
    while other_row <= row + 1 && other_row < 4 {
        // The rows are staggered by about a key: what touches it is one of three.
        let mut other = key.saturating_sub(1);
        while other <= key + 1 && other < layout[other_row].len() {
            let distance = (SHIFTS[other_row] + 4 * other).abs_diff(place);
            let touches = if other_row == row { distance == 4 } else { distance < 4 };
            if touches && layout[other_row][other] != b' ' {
                set |= 1 << layout[other_row][other];
            }
            other += 1;
        }
        other_row += 1;
    }
    set
}

#[cfg(test)]
mod tests {
    use super::neighbours;

    #[test]
    fn a_key_has_the_neighbours_of_all_layouts() {
        for (key, expected) in
            [(b'g', "bfhtvyz"), (b'q', "12aswz"), (b'P', "-0lmo"), (b'5', "46rt"), (b'.', "-l"), (b'-', ".0p")]
        {
            let found: String =
                (b'!'..=b'@').chain(b'a'..=b'z').filter(|&b| neighbours(key, b)).map(char::from).collect();
            assert_eq!(found, expected, "{}", char::from(key));
        }
    }

    #[test]
    fn being_neighbours_is_mutual_and_never_of_oneself() {
        for a in 0..=255 {
            for b in 0..=255 {
                assert_eq!(neighbours(a, b), neighbours(b, a), "{a} {b}");
            }
            assert!(!neighbours(a, a) && !neighbours(a, b' '));
        }
    }
}
