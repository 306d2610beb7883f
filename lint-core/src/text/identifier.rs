//! The words that a name in a program is made of.

/// The words of a name, in lower case: those of `notAUrl` are `not`, `a` and `url`, as are those of `NOT_A_URL`.
pub(crate) fn words(name: &[u8]) -> Vec<String> {
    let mut words: Vec<String> = Vec::new();
    let mut before = b'_';
    for (at, &b) in name.iter().enumerate() {
        if b.is_ascii_alphanumeric() {
            let next_is_lower = name.get(at + 1).is_some_and(u8::is_ascii_lowercase);
            // `XCTAssert` begins its second word where the last of the capitals stands.
            let humps = b.is_ascii_uppercase() && (before.is_ascii_lowercase() || next_is_lower);
            let begins = !before.is_ascii_alphanumeric() || humps;
            match words.last_mut().filter(|_| !begins) {
                Some(word) => word.push(char::from(b.to_ascii_lowercase())),
                None => words.push(char::from(b.to_ascii_lowercase()).to_string()),
            }
        }
        before = b;
    }
    words
}

#[cfg(test)]
mod tests {
    use super::words;

    #[test]
    fn names_fall_apart_where_their_words_begin() {
        for (name, wanted) in [
            ("is_valid", "is valid"),
            ("checkout_mail", "checkout mail"),
            ("notAUrl", "not a url"),
            ("NOT_A_URL", "not a url"),
            ("XCTAssertEqual", "xct assert equal"),
            ("commonTypos2", "common typos2"),
            ("", ""),
        ] {
            assert_eq!(words(name.as_bytes()).join(" "), wanted);
        }
    }
}
