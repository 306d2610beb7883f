//! How much a text reads like the name of a site: which letters follow which in the names that people visit.
//!
//! Names are coined to be said, so that `extron` is somebody's although no table has it, and `gtihub` is nobody's. What is
//! compiled in is `letters.tsv` itself, whose lines have all the same length and the order of [`symbol`].

use crate::text::const_str::find;

static LETTERS: &str = include_str!("../../data/letters.tsv");

/// How many symbols there are: letters, digit, hyphen, and the beginning or, as what follows, the end.
const SYMBOLS: usize = 29;
/// The symbol of the beginning, and of the end.
const EDGE: usize = 28;
/// The length of a line: two symbols, a tab, what follows each, a line feed.
const WIDTH: usize = SYMBOLS + 4;

/// Where the lines begin, below the header.
const START: usize = {
    let (bytes, mut at) = (LETTERS.as_bytes(), 0);
    while bytes[at] == b'#' {
        at = find(bytes, at, bytes.len(), b'\n') + 1;
    }
    at
};

/// The place of a character among the symbols.
const fn symbol(byte: u8) -> Option<usize> {
    match byte {
        b'a'..=b'z' => Some((byte - b'a') as usize),
        b'0'..=b'9' => Some(26),
        b'-' => Some(27),
        _ => None,
    }
}

/// How much rarer the letters of a name (lower case) are in this order than those of half of all names as long, in decibans;
/// below zero for those that are less so.
pub(crate) const fn oddness(name: &str) -> i32 {
    // Of a name of n letters, half cost more than this and half less.
    const OF_EACH: i32 = 10;
    const OF_ALL: i32 = 26;
    let (bytes, table) = (name.as_bytes(), LETTERS.as_bytes());
    let (mut before, mut last, mut odds, mut at) = (EDGE, EDGE, -OF_ALL, 0);
    while at <= bytes.len() {
        let next = if at == bytes.len() { Some(EDGE) } else { symbol(bytes[at]) };
        let Some(next) = next else { return 0 };
        let price = table[START + (before * SYMBOLS + last) * WIDTH + 3 + next] - b'0';
        // Which digit it is has nothing to do with what stands before.
        odds += if next == 26 || next == EDGE && at == 0 { OF_EACH } else { price as i32 };
        odds -= if next == EDGE { 0 } else { OF_EACH };
        (before, last) = (last, next);
        at += 1;
    }
    odds
}

#[cfg(test)]
mod tests {
    use super::{LETTERS, START, SYMBOLS, WIDTH, oddness, symbol};

    #[test]
    fn the_lines_are_in_the_order_of_the_symbols() {
        let lines: Vec<&str> = LETTERS[START..].lines().collect();
        assert_eq!(lines.len(), SYMBOLS * SYMBOLS);
        for (at, line) in lines.iter().enumerate() {
            let place = |byte: u8| symbol(byte).or((byte == b'^').then_some(SYMBOLS - 1));
            let pair = line.as_bytes();
            assert_eq!((place(pair[0]), place(pair[1])), (Some(at / SYMBOLS), Some(at % SYMBOLS)), "{line}");
            assert_eq!(line.len() + 1, WIDTH, "{line}");
            assert!(pair[3..].iter().all(|price| (b'0'..=b'0' + 40).contains(price)), "{line}");
        }
    }

    #[test]
    fn what_can_be_said_reads_like_a_name() {
        for name in ["reuter", "extron", "correos", "mountain", "sandia"] {
            assert!(oddness(name) <= -5, "{name}: {}", oddness(name));
        }
        for name in ["gtihub", "yhaoo", "mircosfot", "hjotmail"] {
            assert!(oddness(name) >= 5, "{name}: {}", oddness(name));
        }
        // Of a digit nothing is known, and of other characters neither.
        assert_eq!(oddness("b\u{fc}cher"), 0);
        assert_eq!(oddness(""), -26 + 10);
    }
}
