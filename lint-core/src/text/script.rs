//! Which script a character belongs to, and which scripts do not stand together in one word.

use super::const_str::tail;
use super::table;

static SCRIPTS: &str = include_str!("../../data/scripts.tsv");

/// The script of a character, by the name that Unicode gives it (`Scripts.txt`); `None` for what all scripts share, such as
/// digits and hyphens, and for marks that take on the script of their letter.
pub(crate) const fn script(char: char) -> Option<&'static str> {
    if char.is_ascii() {
        return if char.is_ascii_alphabetic() { Some("Latin") } else { None };
    }
    let Some(line) = table::line_at_or_before(SCRIPTS, char) else { return None };
    let last = table::field(line, table::field(line, 0).len() + 1);
    match u32::from_str_radix(last, 16) {
        Ok(code) if char as u32 <= code => Some(tail(line, table::field(line, 0).len() + 1 + last.len() + 1)),
        _ => None,
    }
}

/// Two scripts that no language writes in one word.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Mix {
    /// The script that comes first.
    pub(crate) first: &'static str,
    /// The one that does not go with it.
    pub(crate) second: &'static str,
}

/// The first mixture of scripts in a word that is not "highly restrictive" by UTS #39, 5.2: one script, or Latin with those
/// of Chinese, Japanese or Korean.
pub(crate) fn mix(word: &str) -> Option<Mix> {
    if word.is_ascii() {
        return None;
    }
    let mut seen: Vec<&'static str> = Vec::new();
    for char in word.chars() {
        let Some(second) = script(char).filter(|script| !seen.contains(script)) else { continue };
        if let Some(first) = seen.iter().find(|first| !go_together(first, second)) {
            return Some(Mix { first, second });
        }
        seen.push(second);
    }
    None
}

/// Whether one word may have two different scripts.
fn go_together(a: &str, b: &str) -> bool {
    const WRITING_SYSTEMS: [&[&str]; 3] =
        [&["Latin", "Han", "Hiragana", "Katakana"], &["Latin", "Han", "Bopomofo"], &["Latin", "Han", "Hangul"]];
    WRITING_SYSTEMS.iter().any(|system| system.contains(&a) && system.contains(&b))
}

#[cfg(test)]
mod tests {
    use super::{SCRIPTS, mix, script};
    use crate::text::table;
    use unicode_script::{Script, UnicodeScript};
    use unicode_security::{RestrictionLevel, RestrictionLevelDetection};

    fn is_shared(script: Script) -> bool {
        matches!(script, Script::Common | Script::Inherited)
    }

    /// The ranges of one script, gaps without any character included.
    fn table_from_source() -> String {
        let mut ranges: Vec<(u32, u32, Script)> = Vec::new();
        let assigned =
            ('\0'..=char::MAX).map(|char| (u32::from(char), char.script())).filter(|row| row.1 != Script::Unknown);
        for (code, script) in assigned {
            match ranges.last_mut() {
                Some(range) if range.2 == script => range.1 = code,
                _ => ranges.push((code, code, script)),
            }
        }
        let (major, minor, patch) = unicode_script::UNICODE_VERSION;
        let mut table = format!(
            "# first code point<TAB>last code point<TAB>script\n\
             # source: Scripts.txt of Unicode {major}.{minor}.{patch}, without Common and Inherited (Unicode-3.0), \
             https://www.unicode.org/Public/{major}.{minor}.{patch}/ucd/Scripts.txt\n"
        );
        for (first, last, script) in ranges.into_iter().filter(|range| !is_shared(range.2)) {
            table.push_str(&format!("{first:04X}\t{last:04X}\t{}\n", script.full_name()));
        }
        table
    }

    #[test]
    fn the_table_is_fresh() {
        table::assert_fresh("scripts.tsv", SCRIPTS, &table_from_source());
    }

    #[test]
    fn every_character_has_the_script_that_unicode_gives_it() {
        for char in ('\0'..=char::MAX).filter(|char| char.script() != Script::Unknown) {
            let expected = Some(char.script()).filter(|script| !is_shared(*script)).map(|script| script.full_name());
            assert_eq!(script(char), expected, "U+{:04X}", u32::from(char));
        }
    }

    #[test]
    fn words_of_up_to_three_scripts_are_judged_as_unicode_security_does() {
        let letters = ['a', 'ü', 'ж', 'λ', 'բ', 'ש', 'ب', 'क', 'ไ', 'ა', '한', '漢', 'ひ', 'カ', '7', '-'];
        for a in letters {
            for b in letters {
                for c in letters {
                    let word = String::from_iter([a, b, c]);
                    let expected = word.check_restriction_level(RestrictionLevel::HighlyRestrictive);
                    assert_eq!(mix(&word).is_none(), expected, "{word}");
                }
            }
        }
    }

    /// That crate refuses Bopomofo altogether, as no letter for identifiers.
    #[test]
    fn bopomofo_goes_with_han_and_latin_alone() {
        assert_eq!(mix("漢ㄅa"), None);
        assert!(mix("漢ㄅカ").is_some() && mix("ㄅ한").is_some());
    }

    #[test]
    fn the_scripts_are_told_that_do_not_go_together() {
        let mix = mix("漢pаypal").map(|mix| (mix.first, mix.second));
        assert_eq!(mix, Some(("Han", "Cyrillic")));
    }
}
