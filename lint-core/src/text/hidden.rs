//! Characters that cannot be seen: they take no room, look like an ordinary space, or turn the text around them.
//!
//! The set is Unicode's `Default_Ignorable_Code_Point` (`DerivedCoreProperties.txt`) and the three spaces at which no line
//! breaks (`<noBreak>` in `UnicodeData.txt`).

use super::const_str::{char_at, is_ascii};
use std::borrow::Cow;

/// Whether a character cannot be seen as such.
pub(crate) const fn is_hidden(char: char) -> bool {
    if char < '\u{A0}' {
        return false;
    }
    is_no_break_space(char) || is_default_ignorable(char)
}

/// Whether it is a space at which no line breaks: it looks like a space, and is none to most software.
const fn is_no_break_space(char: char) -> bool {
    matches!(char, '\u{A0}' | '\u{2007}' | '\u{202F}')
}

/// Whether it turns the text around it, or keeps it from being turned (Unicode's `Bidi_Control`).
pub(crate) const fn turns_text(char: char) -> bool {
    matches!(char, '\u{61C}' | '\u{200E}'..='\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}')
}

/// Unicode's `Default_Ignorable_Code_Point`: drawn as nothing by software that does not know the character.
const fn is_default_ignorable(char: char) -> bool {
    matches!(char,
        '\u{AD}' | '\u{34F}' | '\u{61C}' | '\u{115F}'..='\u{1160}' | '\u{17B4}'..='\u{17B5}' | '\u{180B}'..='\u{180F}'
        | '\u{200B}'..='\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2060}'..='\u{206F}' | '\u{3164}' | '\u{FE00}'..='\u{FE0F}'
        | '\u{FEFF}' | '\u{FFA0}' | '\u{FFF0}'..='\u{FFF8}' | '\u{1BCA0}'..='\u{1BCA3}' | '\u{1D173}'..='\u{1D17A}'
        | '\u{E0000}'..='\u{E0FFF}')
}

/// Whether the hidden character at byte `at` is part of how a word is spelt, by the rules `CONTEXTJ` of RFC 5892,
/// appendix A.1 and A.2: a joiner or non-joiner after a virama, or a non-joiner between two letters of a script whose
/// letters join.
///
/// The second case is taken a little wider than the RFC, which also asks for the two letters' joining types.
pub(crate) const fn is_spelling(text: &str, at: usize) -> bool {
    let (Some(char), Some(before)) = (char_at(text, at), char_before(text, at)) else {
        return false;
    };
    match char {
        '\u{200D}' => is_virama(before),
        '\u{200C}' => {
            is_virama(before) || is_joining(before) && matches!(char_at(text, at + 3), Some(next) if is_joining(next))
        }
        _ => false,
    }
}

/// The first hidden character that is not part of the spelling, and where it starts.
pub(crate) fn first(text: &str) -> Option<(usize, char)> {
    if is_ascii(text) {
        return None;
    }
    text.char_indices().find(|&(at, char)| is_hidden(char) && !is_spelling(text, at))
}

/// The text as it is seen: without hidden characters, but for those that are part of the spelling.
pub(crate) fn as_seen(text: &str) -> Cow<'_, str> {
    if first(text).is_none() {
        return Cow::Borrowed(text);
    }
    let mut seen = String::new();
    for (at, char) in text.char_indices() {
        if !is_hidden(char) || is_spelling(text, at) {
            seen.push(char);
        }
    }
    Cow::Owned(seen)
}

/// The character that ends at byte `at`.
const fn char_before(text: &str, at: usize) -> Option<char> {
    let bytes = text.as_bytes();
    let mut start = at;
    while start > 0 {
        start -= 1;
        if bytes[start] & 0xC0 != 0x80 {
            return char_at(text, start);
        }
    }
    None
}

/// Whether it is a virama: canonical combining class 9 in `UnicodeData.txt`.
const fn is_virama(char: char) -> bool {
    matches!(char as u32,
        0x094D | 0x09CD | 0x0A4D | 0x0ACD | 0x0B4D | 0x0BCD | 0x0C4D | 0x0CCD | 0x0D3B..=0x0D3C | 0x0D4D | 0x0DCA | 0x0E3A
        | 0x0EBA | 0x0F84 | 0x1039..=0x103A | 0x1714..=0x1715 | 0x1734 | 0x17D2 | 0x1A60 | 0x1B44 | 0x1BAA..=0x1BAB
        | 0x1BF2..=0x1BF3 | 0x2D7F | 0xA806 | 0xA82C | 0xA8C4 | 0xA953 | 0xA9C0 | 0xAAF6 | 0xABED | 0x10A3F | 0x11046 | 0x11070
        | 0x1107F | 0x110B9 | 0x11133..=0x11134 | 0x111C0 | 0x11235 | 0x112EA | 0x1134D | 0x11442 | 0x114C2 | 0x115BF | 0x1163F
        | 0x116B6 | 0x1172B | 0x11839 | 0x1193D..=0x1193E | 0x119E0 | 0x11A34 | 0x11A47 | 0x11A99 | 0x11C3F | 0x11D44..=0x11D45
        | 0x11D97 | 0x11F41..=0x11F42)
}

/// Whether it is a letter or mark of Arabic, Syriac, N'Ko, Mandaic, Mongolian or another script written joined up.
const fn is_joining(char: char) -> bool {
    matches!(char, '\u{610}'..='\u{61A}' | '\u{620}'..='\u{65F}' | '\u{66E}'..='\u{6D3}' | '\u{6D5}'..='\u{7FA}'
        | '\u{840}'..='\u{8FF}' | '\u{1807}' | '\u{1820}'..='\u{18AA}' | '\u{A840}'..='\u{A873}')
}

/// The character's name in Unicode, or, for those that come by the dozen, what kind it is.
pub(crate) const fn name(char: char) -> &'static str {
    match char {
        '\u{A0}' => "NO-BREAK SPACE",
        '\u{AD}' => "SOFT HYPHEN",
        '\u{34F}' => "COMBINING GRAPHEME JOINER",
        '\u{61C}' => "ARABIC LETTER MARK",
        '\u{115F}' => "HANGUL CHOSEONG FILLER",
        '\u{1160}' => "HANGUL JUNGSEONG FILLER",
        '\u{17B4}' => "KHMER VOWEL INHERENT AQ",
        '\u{17B5}' => "KHMER VOWEL INHERENT AA",
        '\u{180E}' => "MONGOLIAN VOWEL SEPARATOR",
        '\u{2007}' => "FIGURE SPACE",
        '\u{200B}' => "ZERO WIDTH SPACE",
        '\u{200C}' => "ZERO WIDTH NON-JOINER",
        '\u{200D}' => "ZERO WIDTH JOINER",
        '\u{200E}' => "LEFT-TO-RIGHT MARK",
        '\u{200F}' => "RIGHT-TO-LEFT MARK",
        '\u{202A}' => "LEFT-TO-RIGHT EMBEDDING",
        '\u{202B}' => "RIGHT-TO-LEFT EMBEDDING",
        '\u{202C}' => "POP DIRECTIONAL FORMATTING",
        '\u{202D}' => "LEFT-TO-RIGHT OVERRIDE",
        '\u{202E}' => "RIGHT-TO-LEFT OVERRIDE",
        '\u{202F}' => "NARROW NO-BREAK SPACE",
        '\u{2060}' => "WORD JOINER",
        '\u{2061}' => "FUNCTION APPLICATION",
        '\u{2062}' => "INVISIBLE TIMES",
        '\u{2063}' => "INVISIBLE SEPARATOR",
        '\u{2064}' => "INVISIBLE PLUS",
        '\u{2066}' => "LEFT-TO-RIGHT ISOLATE",
        '\u{2067}' => "RIGHT-TO-LEFT ISOLATE",
        '\u{2068}' => "FIRST STRONG ISOLATE",
        '\u{2069}' => "POP DIRECTIONAL ISOLATE",
        '\u{3164}' => "HANGUL FILLER",
        '\u{FEFF}' => "ZERO WIDTH NO-BREAK SPACE",
        '\u{FFA0}' => "HALFWIDTH HANGUL FILLER",
        '\u{180B}'..='\u{180D}' | '\u{180F}' | '\u{FE00}'..='\u{FE0F}' | '\u{E0100}'..='\u{E01EF}' => {
            "a variation selector"
        }
        '\u{E0001}' | '\u{E0020}'..='\u{E007F}' => "a tag character",
        _ => "a character without a shape",
    }
}

#[cfg(test)]
mod tests {
    use super::{as_seen, first, is_default_ignorable, is_hidden, is_spelling, name};
    use unicode_security::confusable_detection::skeleton;

    #[test]
    fn what_has_no_skeleton_at_all_is_hidden() {
        for char in ('\0'..='\u{33FF}').chain('\u{F900}'..='\u{1FFFF}').chain('\u{E0000}'..='\u{E1000}') {
            let drawn_as_nothing = skeleton(&char.to_string()).next().is_none();
            assert_eq!(is_default_ignorable(char), drawn_as_nothing, "U+{:04X}", u32::from(char));
        }
        assert!(is_hidden('\u{A0}') && is_hidden('\u{AD}') && !is_hidden(' ') && !is_hidden('\u{3000}'));
    }

    #[test]
    fn what_is_seen_is_the_text_without_them() {
        assert_eq!(as_seen("gm\u{AD}ail.com\u{200B}"), "gmail.com");
        assert_eq!(as_seen("نامه\u{200C}ای\u{200C}"), "نامه\u{200C}ای");
        assert_eq!((first("gm\u{AD}ail"), first("gmail")), (Some((2, '\u{AD}')), None));
    }

    #[test]
    fn joiners_belong_to_the_spelling_where_idna_says_so() {
        for (text, at, expected) in [
            ("नी\u{0928}\u{094D}\u{200D}", 12, true),
            ("ක්\u{200C}ෂ", 6, true),
            ("نامه\u{200C}ای", 8, true),
            ("نامه\u{200D}ای", 8, false),
            ("نامه\u{200C}", 8, false),
            ("\u{200C}نامه", 0, false),
            ("gm\u{200C}ail", 2, false),
            ("gm\u{200D}ail", 2, false),
            ("gm\u{200B}ail", 2, false),
        ] {
            assert_eq!(is_spelling(text, at), expected, "{text:?}");
        }
    }

    #[test]
    fn each_hidden_character_is_called_something() {
        for char in ('\0'..=char::MAX).filter(|&char| is_hidden(char)) {
            assert_ne!(name(char), "", "U+{:04X}", u32::from(char));
        }
        assert_eq!(name('\u{FE0F}'), "a variation selector");
        assert_eq!(name('\u{E0041}'), "a tag character");
    }
}
