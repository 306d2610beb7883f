//! Letters without their marks: what is left of `á` on a keyboard that has no such key.

use super::skeleton::prototype;
use super::table;

static ACCENTS: &str = include_str!("../../data/accents.tsv");

/// The label in lower-case ASCII, its letters without their marks; `None` if some character in it is no such letter and looks
/// like none.
pub(crate) fn without_marks(label: &str) -> Option<String> {
    let mut plain = String::with_capacity(label.len());
    for char in label.chars() {
        match char {
            // Combining marks stand behind their letters.
            '\u{300}'..='\u{36F}' => {}
            _ if char.is_ascii() => plain.push(char.to_ascii_lowercase()),
            _ => plain.push_str(prototype(char).or_else(|| letter(char))?),
        }
    }
    Some(plain)
}

/// The letter below the marks of a small letter of Latin.
const fn letter(char: char) -> Option<&'static str> {
    table::value(ACCENTS, char)
}

/// Whether a character looks like none of ASCII, with marks or without.
#[cfg(feature = "address")]
pub(crate) const fn is_unlike_ascii(char: char) -> bool {
    // Small letters that are capitals drawn small: of Cyrillic, which pairs them in these ways.
    let capital = match char as u32 {
        code @ 0x430..=0x44F => code - 0x20,
        code @ 0x450..=0x45F => code - 0x50,
        code @ 0x460..=0x52F => code & !1,
        code => code,
    };
    let capital = match char::from_u32(capital) {
        Some(capital) => capital,
        None => char,
    };
    let is_mark = char >= '\u{300}' && char <= '\u{36F}';
    !is_mark && !char.is_ascii() && prototype(char).is_none() && letter(char).is_none() && prototype(capital).is_none()
}

#[cfg(test)]
mod tests {
    use super::{ACCENTS, letter, without_marks};
    use crate::text::skeleton::prototype;
    use crate::text::table;
    use unicode_normalization::UnicodeNormalization;
    use unicode_normalization::char::is_combining_mark;
    use unicode_script::{Script, UnicodeScript};
    use unicode_security::confusable_detection::skeleton;

    /// The letter that a character is decomposed to, or, where a stroke runs through it, that UTS #39 sees below that.
    fn from_source(char: char) -> Option<String> {
        let is_letter = |text: &String| text.len() == 1 && text.bytes().all(|byte| byte.is_ascii_lowercase());
        let without_marks = |text: &str| text.nfd().filter(|&char| !is_combining_mark(char)).collect::<String>();
        let seen: String = skeleton(&char.to_string()).collect();
        [without_marks(&char.to_string()), without_marks(&seen)].into_iter().find(is_letter)
    }

    fn table_from_source() -> String {
        let (major, minor, patch) = unicode_normalization::UNICODE_VERSION;
        let mut table = format!(
            "# code point<TAB>the letter without its marks\n\
             # source: decompositions in UnicodeData.txt of Unicode {major}.{minor}.{patch}, and, for letters with a stroke, \
             confusables.txt (Unicode-3.0), https://www.unicode.org/Public/{major}.{minor}.{patch}/ucd/UnicodeData.txt\n"
        );
        let latin = ('\u{80}'..=char::MAX).filter(|char| char.script() == Script::Latin && char.is_lowercase());
        for char in latin.filter(|&char| prototype(char).is_none()) {
            if let Some(letter) = from_source(char) {
                table.push_str(&format!("{:04X}\t{letter}\n", u32::from(char)));
            }
        }
        table
    }

    #[test]
    fn the_table_is_fresh() {
        table::assert_fresh("accents.tsv", ACCENTS, &table_from_source());
    }

    #[test]
    fn labels_are_read_without_their_marks() {
        for (label, expected) in [
            ("gmáil", Some("gmail")),
            ("gmạil", Some("gmail")),
            ("gma\u{301}il", Some("gmail")),
            ("łódź", Some("lodz")),
            ("søren", Some("soren")),
            ("gmаíl", Some("gmail")),
            ("apple", Some("apple")),
            ("пример", None),
        ] {
            assert_eq!(without_marks(label).as_deref(), expected, "{label}");
        }
        assert_eq!(letter('a'), None);
    }
}
