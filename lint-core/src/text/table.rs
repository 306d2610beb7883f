//! Look-up in a table of characters: lines that begin with a code point in hexadecimal, in ascending order, below a header
//! of lines that begin with `#`.

use super::const_str::{find, slice, tail};

/// The last line whose code point is not above the character's.
pub(super) const fn line_at_or_before(table: &'static str, char: char) -> Option<&'static str> {
    let bytes = table.as_bytes();
    let (mut low, mut high) = (0, bytes.len());
    let mut found = None;
    while low < high {
        let middle = low + (high - low) / 2;
        let mut start = middle;
        while start > low && bytes[start - 1] != b'\n' {
            start -= 1;
        }
        let end = find(bytes, middle, bytes.len(), b'\n');
        let line = slice(table, start, end);
        match code(line) {
            Some(code) if code > char as u32 => high = start,
            Some(_) => {
                found = Some(line);
                low = end + 1;
            }
            None => low = end + 1,
        }
    }
    found
}

/// What stands behind the tab in the character's own line.
pub(super) const fn value(table: &'static str, char: char) -> Option<&'static str> {
    let Some(line) = line_at_or_before(table, char) else { return None };
    match code(line) {
        Some(code) if code == char as u32 => Some(tail(line, field(line, 0).len() + 1)),
        _ => None,
    }
}

/// The field that begins at `from` in a line.
pub(super) const fn field(line: &str, from: usize) -> &str {
    slice(line, from, find(line.as_bytes(), from, line.len(), b'\t'))
}

/// The code point that a line begins with.
pub(super) const fn code(line: &str) -> Option<u32> {
    match u32::from_str_radix(field(line, 0), 16) {
        Ok(code) => Some(code),
        Err(_) => None,
    }
}

/// Compares a table with what its source gives, or, with `MAILLINT_LAYOUT` set, writes it.
#[cfg(test)]
#[expect(clippy::unwrap_used, reason = "a table that cannot be written is a failed test")]
pub(super) fn assert_fresh(name: &str, table: &str, source: &str) {
    if std::env::var_os("MAILLINT_LAYOUT").is_some() {
        std::fs::write(std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("data").join(name), source).unwrap();
    } else {
        assert!(
            table == source,
            "data/{name} is stale; write it anew with MAILLINT_LAYOUT=write cargo test -p lint-core"
        );
    }
}

#[cfg(test)]
mod tests {
    use super::line_at_or_before;

    #[test]
    fn the_line_at_or_before_a_character_is_found() {
        let table = "# header\n# more\n0041\ta\n0043\tc\n1F600\tx\n";
        for (char, line) in [
            ('@', None),
            ('A', Some("0041\ta")),
            ('B', Some("0041\ta")),
            ('C', Some("0043\tc")),
            ('\u{1F5FF}', Some("0043\tc")),
            ('\u{1F600}', Some("1F600\tx")),
            (char::MAX, Some("1F600\tx")),
        ] {
            assert_eq!(line_at_or_before(table, char), line, "{char}");
        }
        assert_eq!(line_at_or_before("", 'a'), None);
        assert_eq!(line_at_or_before("0041\ta", 'A'), Some("0041\ta"));
    }
}
