//! What a label looks like in ASCII.
//!
//! Two strings are confusable if their skeletons are equal, UTS #39, 4. Here all that matters is whether a label can be
//! taken for one of letters, digits, hyphens and dots, so the table holds those characters only that look like such.

use super::script::script;
use super::table;

static CONFUSABLES: &str = include_str!("../../data/confusables.tsv");

/// The label in lower-case ASCII that a label looks like; `None` if some character in it looks like none.
///
/// Most small letters of Cyrillic are drawn as their capitals are, only smaller, so that one of them looks like what its
/// capital looks like: `м` like a small `M`.
///
/// Letters with diacritics look like no ASCII letter: `münchen` is not `munchen`.
pub(crate) fn skeleton(label: &str) -> Option<String> {
    let mut skeleton = String::with_capacity(label.len());
    for char in label.chars() {
        if char.is_ascii() {
            skeleton.push(char.to_ascii_lowercase());
        } else {
            skeleton.push_str(prototype(char).or_else(|| small_capital(char))?);
        }
    }
    Some(skeleton)
}

/// What the capital of a small letter of Cyrillic looks like.
fn small_capital(char: char) -> Option<&'static str> {
    let mut capital = char.to_uppercase();
    let capital = capital.next().filter(|&capital| capital != char && script(capital) == Some("Cyrillic"))?;
    prototype(capital)
}

/// What a character beyond ASCII looks like.
pub(super) const fn prototype(char: char) -> Option<&'static str> {
    table::value(CONFUSABLES, char)
}

/// The first place from `from` on that can be taken for something else: how many bytes are seen, and what they may be meant to be.
///
/// From the prototypes of `m`, `w`, `0` and `1` in UTS #39's confusables, and `cl`, which runs together in most typefaces.
const fn next_place(text: &[u8], from: usize) -> Option<(usize, usize, &'static [u8])> {
    let (mut at, len) = (from, text.len());
    while at < len {
        let (seen, meant): (usize, &[u8]) = match text[at] {
            b'0' => (1, b"o"),
            b'1' => (1, b"li"),
            b'r' if at + 1 < len && text[at + 1] == b'n' => (2, b"m"),
            b'c' if at + 1 < len && text[at + 1] == b'l' => (2, b"d"),
            b'v' if at + 1 < len && text[at + 1] == b'v' => (2, b"w"),
            _ => {
                at += 1;
                continue;
            }
        };
        return Some((at, seen, meant));
    }
    None
}

/// Whether anything in a text in lower-case ASCII can be taken for something else.
pub(crate) const fn has_readings(text: &str) -> bool {
    next_place(text.as_bytes(), 0).is_some()
}

/// A label with more such places is a number or a hash, not a picture of a word.
const PLACES_MAX: usize = 5;

/// Every other text that a text of lower-case ASCII can be taken for.
///
/// They are bytes, since in a constant it costs more to make a text of them than to look them up.
pub(crate) struct Readings<'t> {
    text: &'t [u8],
    /// Where it begins.
    from: usize,
    /// What is chosen at each place that was come to, and of how many: the last is to leave it as it is.
    choices: [(usize, usize); PLACES_MAX],
    /// How many places were come to; `None` once all is done.
    places: Option<usize>,
    /// What was read last.
    bytes: [u8; Readings::LONGEST],
    len: usize,
}

impl<'t> Readings<'t> {
    /// A domain has at most 255 octets (RFC 1035, section 2.3.4).
    const LONGEST: usize = 255;

    /// Those of a text from `from` on.
    pub(crate) const fn of(text: &'t [u8], from: usize) -> Readings<'t> {
        let (mut places, mut at) = (0, from);
        while let Some((found, ..)) = next_place(text, at) {
            (places, at) = (places + 1, found + 1);
        }
        let is_picture = 0 < places && places <= PLACES_MAX && text.len() - from <= Readings::LONGEST;
        let places = if is_picture { Some(0) } else { None };
        Readings { text, from, choices: [(0, 0); PLACES_MAX], places, bytes: [0; Readings::LONGEST], len: 0 }
    }

    /// The next one: the first bytes of a buffer, and how many.
    pub(crate) const fn next(&mut self) -> Option<(&[u8], usize)> {
        while let Some(kept) = self.places {
            if self.read(kept) {
                return Some((&self.bytes, self.len));
            }
        }
        None
    }

    /// Reads the text with what is chosen at so many places and the first of each further one, and makes the next choice. Gives whether
    /// that is another text.
    const fn read(&mut self, kept: usize) -> bool {
        let (text, mut at, mut place, mut is_other) = (self.text, self.from, 0, false);
        self.len = 0;
        while let Some((found, seen, meant)) = next_place(text, at) {
            if place >= kept {
                self.choices[place] = (0, meant.len());
            }
            let (choice, all) = self.choices[place];
            self.push(text, at, found);
            if choice < all {
                self.push(meant, choice, choice + 1);
                at = found + seen;
                is_other = true;
            } else {
                self.push(text, found, found + 1);
                at = found + 1;
            }
            place += 1;
        }
        self.push(text, at, text.len());
        while place > 0 && self.choices[place - 1].0 == self.choices[place - 1].1 {
            place -= 1;
        }
        self.places = if place > 0 { Some(place) } else { None };
        if place > 0 {
            self.choices[place - 1].0 += 1;
        }
        is_other
    }

    /// Puts part of a text behind: what stands in `from..to`.
    const fn push(&mut self, text: &[u8], from: usize, to: usize) {
        let (mut at, mut len) = (from, self.len);
        while at < to {
            self.bytes[len] = text[at];
            (at, len) = (at + 1, len + 1);
        }
        self.len = len;
    }
}

#[cfg(test)]
mod tests {
    use super::{CONFUSABLES, Readings, prototype, skeleton};
    use crate::text::table;
    use std::collections::BTreeMap;
    use unicode_normalization::UnicodeNormalization;
    use unicode_script::{Script, UnicodeScript};
    use unicode_security::confusable_detection::skeleton as of_uts39;

    fn is_label(text: &str) -> bool {
        !text.is_empty() && text.bytes().all(|byte| matches!(byte, b'a'..=b'z' | b'0'..=b'9' | b'-' | b'.'))
    }

    /// What UTS #39 says a character looks like, in the spelling that names use: where the character is a variant of ASCII
    /// (NFKC), that; else the prototype in lower case, in which `rn` is the `m` that it stands for.
    fn from_source(char: char) -> Option<String> {
        let skeleton: String = of_uts39(&char.to_string()).collect();
        let variant = char.nfkc().collect::<String>().to_lowercase();
        let plain = if is_label(&variant) { variant } else { skeleton.to_lowercase().replace("rn", "m") };
        (skeleton.is_ascii() && is_label(&plain)).then_some(plain)
    }

    fn table_from_source() -> String {
        let (major, minor, patch) = unicode_security::UNICODE_VERSION;
        let mut table = format!(
            "# code point<TAB>what it looks like in letters, digits, hyphens and dots\n\
             # source: confusables.txt of Unicode {major}.{minor}.{patch}, prototypes in lower case (Unicode-3.0), \
             https://www.unicode.org/Public/security/{major}.{minor}.{patch}/confusables.txt\n"
        );
        for char in ('\u{80}'..=char::MAX).filter(|char| char.script() != Script::Unknown) {
            if let Some(plain) = from_source(char) {
                table.push_str(&format!("{:04X}\t{plain}\n", u32::from(char)));
            }
        }
        table
    }

    #[test]
    fn the_table_is_fresh() {
        table::assert_fresh("confusables.tsv", CONFUSABLES, &table_from_source());
    }

    #[test]
    fn every_row_of_the_table_is_found_and_nothing_else() {
        let rows: BTreeMap<u32, &str> =
            CONFUSABLES.lines().filter_map(|row| Some((table::code(row)?, row.split_once('\t')?.1))).collect();
        assert_eq!(rows.get(&0x0430), Some(&"a"));
        for char in '\u{80}'..='\u{1FFFF}' {
            assert_eq!(prototype(char), rows.get(&u32::from(char)).copied(), "U+{:04X}", u32::from(char));
        }
    }

    #[test]
    fn labels_are_read_as_they_look() {
        for (label, expected) in [
            ("аррӏе", Some("apple")),
            ("PаyPаl", Some("paypal")),
            ("gооgӏе", Some("google")),
            ("ｇｍａｉｌ", Some("gmail")),
            ("𝐠𝐦𝐚𝐢𝐥", Some("gmail")),
            ("ⅿicrosoft", Some("microsoft")),
            ("1and𝟏", Some("1and1")),
            ("һотмаіӏ", Some("hotmail")),
            ("ηοτ", None),
            ("foo‐bar", Some("foo-bar")),
            ("", Some("")),
            ("apple", Some("apple")),
            ("münchen", None),
            ("пример", None),
            ("łódź", None),
        ] {
            assert_eq!(skeleton(label).as_deref(), expected, "{label}");
        }
    }

    #[test]
    fn pairs_are_undone_in_every_combination() {
        let readings = |label: &str| {
            let (mut readings, mut found) = (Readings::of(label.as_bytes(), 0), Vec::new());
            while let Some((reading, len)) = readings.next() {
                found.push(String::from_utf8_lossy(&reading[..len]).into_owned());
            }
            found
        };
        assert_eq!(readings("rnicrosoft"), ["microsoft"]);
        assert_eq!(readings("paypa1"), ["paypal", "paypai"]);
        assert_eq!(readings("g00gle"), ["google", "go0gle", "g0ogle"]);
        assert_eq!(readings("vvells"), ["wells"]);
        assert_eq!(readings("clell"), ["dell"]);
        assert_eq!(readings("gmail"), [""; 0]);
        assert_eq!(readings("vvv"), ["wv", "vw"]);
        assert_eq!(readings(&"0".repeat(6)), [""; 0], "a number");
        assert_eq!(readings(&"1".repeat(5)).len(), 3_usize.pow(5) - 1);
        assert_eq!(readings("жrn"), ["жm"]);
        assert_eq!(readings(&["rn", &"a".repeat(254)].concat()), [""; 0], "no domain is so long");
    }
}
