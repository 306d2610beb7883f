//! A domain in either of its two forms: with A-labels, as the DNS has it, and with U-labels, as people read it (RFC 5890,
//! 2.3.2.1).
//!
//! Letters are mapped to lower case, and wide ones to plain ones, as RFC 5895 says; normalisation is left out, since text is written
//! in NFC.

use crate::text::punycode;
use std::borrow::Cow;

/// The domain in lower case, its U-labels as A-labels. A label too long for one stays as it is.
///
/// ```
/// use lint_core::address::to_ascii;
/// assert_eq!(to_ascii("München.example"), "xn--mnchen-3ya.example");
/// assert_eq!(to_ascii("Army.MIL"), "army.mil");
/// ```
pub fn to_ascii(domain: &str) -> Cow<'_, str> {
    let lower = lower(domain);
    if matches!(lower, Cow::Borrowed(_)) || lower.is_ascii() {
        return lower;
    }
    Cow::Owned(each_label(&lower, |label| {
        let encoded = Some(label).filter(|label| !label.is_ascii()).and_then(punycode::encode)?;
        Some(format!("{}{}", punycode::PREFIX, encoded.as_str()))
    }))
}

/// The domain in lower case, its A-labels as U-labels. A label that only begins like an A-label stays as it is.
///
/// ```
/// use lint_core::address::to_unicode;
/// assert_eq!(to_unicode("XN--mnchen-3ya.example"), "münchen.example");
/// ```
pub fn to_unicode(domain: &str) -> Cow<'_, str> {
    let lower = lower(domain);
    if !lower.contains(punycode::PREFIX) {
        return lower;
    }
    Cow::Owned(each_label(&lower, |label| {
        let decoded = label.strip_prefix(punycode::PREFIX).and_then(punycode::decode)?;
        decoded.chars().iter().any(|char| !char.is_ascii()).then(|| decoded.to_string())
    }))
}

/// The form in which domains are compared and tables have them: as [`to_ascii`] gives it, without the dot of the root.
pub(crate) fn normal(domain: &str) -> Cow<'_, str> {
    let domain = domain.strip_suffix('.').unwrap_or(domain);
    match with_dots(domain) {
        Cow::Borrowed(domain) => to_ascii(domain),
        Cow::Owned(domain) => Cow::Owned(to_ascii(&domain).into_owned()),
    }
}

/// Whether software takes the character for the dot between two labels (RFC 3490 section 3.1).
pub(crate) const fn is_stop(c: char) -> bool {
    matches!(c, '\u{3002}' | '\u{ff0e}' | '\u{ff61}')
}

/// The domain with dots for the characters that software takes for them.
pub(crate) fn with_dots(domain: &str) -> Cow<'_, str> {
    if domain.is_ascii() || !domain.contains(is_stop) {
        return Cow::Borrowed(domain);
    }
    Cow::Owned(domain.replace(is_stop, "."))
}

/// Borrowed only if it is in ASCII.
fn lower(domain: &str) -> Cow<'_, str> {
    let bytes = domain.as_bytes();
    let mut at = 0;
    while at < bytes.len() {
        if matches!(bytes[at], b'A'..=b'Z' | 0x80..) {
            let mut lower = String::with_capacity(domain.len());
            domain.chars().for_each(|char| lower.extend(mapped(char).to_lowercase()));
            return Cow::Owned(lower);
        }
        at += 1;
    }
    Cow::Borrowed(domain)
}

/// The character as UTS 46 maps it, of those that keyboards of other scripts have for ASCII: full stops, and wide letters.
fn mapped(char: char) -> char {
    const WIDE: u32 = 0xfee0;
    match char {
        '\u{3002}' | '\u{ff61}' => '.',
        '\u{ff01}'..='\u{ff5e}' => char::from_u32(u32::from(char) - WIDE).unwrap_or(char),
        _ => char,
    }
}

/// The domain with each label changed that `change` changes.
pub(crate) fn each_label(domain: &str, change: fn(&str) -> Option<String>) -> String {
    let mut changed = String::new();
    for (at, label) in domain.split('.').enumerate() {
        if at > 0 {
            changed.push('.');
        }
        match change(label) {
            Some(new) => changed.push_str(&new),
            None => changed.push_str(label),
        }
    }
    changed
}

#[cfg(test)]
mod tests {
    use super::{normal, to_ascii, to_unicode};

    #[test]
    fn the_two_forms_are_one_domain() {
        for (ascii, unicode) in [
            ("army.mil", "army.mil"),
            ("xn--mnchen-3ya.example", "münchen.example"),
            ("xn--e1afmkfd.xn--p1ai", "пример.рф"),
            ("mail.xn--80ak6aa92e.com.", "mail.аррӏе.com."),
            ("", ""),
        ] {
            assert_eq!((to_ascii(unicode).as_ref(), to_unicode(ascii).as_ref()), (ascii, unicode));
            assert_eq!((to_ascii(ascii).as_ref(), to_unicode(unicode).as_ref()), (ascii, unicode));
            let (shouted, shouted_unicode) = (ascii.to_uppercase(), unicode.to_uppercase());
            assert_eq!((to_ascii(&shouted_unicode).as_ref(), to_unicode(&shouted).as_ref()), (ascii, unicode));
        }
    }

    #[test]
    fn the_dot_of_the_root_makes_no_difference() {
        assert_eq!(normal("München.example."), "xn--mnchen-3ya.example");
        assert_eq!(normal("."), "");
    }

    #[test]
    fn what_has_no_other_form_stays() {
        for domain in ["xn--99999999.example", "xn--unicode-.example", "xn--.example"] {
            assert_eq!(to_unicode(domain), domain);
        }
        let long = "漢".repeat(64);
        assert_eq!(to_ascii(&long), long);
    }
}
