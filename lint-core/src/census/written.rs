//! A census as text, so that jobs which share a tree can bring together what each of them counted.
//!
//! One line an entry, its fields parted by tabs, in order: the same counts are the same bytes, whatever order files came in. A
//! line's first field says what it is: `hosts`, `mailboxes` and `pages`, how far the census goes where it could not hold all; `host`;
//! `mailbox`; `page`.

use super::Census;
use super::mailboxes::Mailboxes;
use super::mentions::Mentioned;
use super::tally::{Seen, Tally};
use std::fmt::Write as _;

impl Census {
    /// Writes what was counted, for [`Census::from_text`].
    ///
    /// ```
    /// use lint_core::{Census, Checker};
    /// let mut census = Census::default();
    /// census.add("a.txt", &Checker::default().text("a.txt", b"jo@fabrikam.net").mentions);
    /// let text = census.into_text();
    /// assert_eq!(Census::from_text(&text).map(Census::into_text), Ok(text));
    /// ```
    pub fn into_text(self) -> String {
        let mut text = String::new();
        let Census { hosts, mailboxes, pages } = self;
        let (limit, hosts) = hosts.into_parts();
        if let Some(limit) = limit {
            // Writing into a String cannot fail.
            let _ = writeln!(text, "hosts\t{limit:016x}");
        }
        for (host, seen) in &hosts {
            let Mentioned { linked, bare, fresh } = seen.mentioned;
            let _ = write!(text, "host\t{host}\t{linked}\t{bare}\t{fresh}\t{}\t{}", seen.files, seen.fresh_files);
            for path in seen.paths() {
                text.push('\t');
                escape(&mut text, path);
            }
            text.push('\n');
        }
        for (one, all, mut kept) in [("mailbox", "mailboxes", mailboxes), ("page", "pages", pages)] {
            kept.trim();
            let (limit, keys) = kept.parts();
            if let Some(limit) = limit {
                let _ = writeln!(text, "{all}\t{limit:016x}");
            }
            for key in keys {
                let _ = writeln!(text, "{one}\t{key:016x}");
            }
        }
        text
    }

    /// Reads what [`Census::into_text`] wrote.
    ///
    /// # Errors
    /// The number, from 1, of the first line that is none of a census.
    pub fn from_text(text: &str) -> Result<Census, usize> {
        let (mut hosts, mut mailboxes, mut pages) = (Vec::new(), Vec::new(), Vec::new());
        let (mut most_hosts, mut most_mailboxes, mut most_pages) = (None, None, None);
        for (number, line) in (1_usize..).zip(text.lines()) {
            let fields: Vec<&str> = line.split('\t').collect();
            let read = match fields.as_slice() {
                ["hosts", limit] => hexadecimal(limit).map(|limit| most_hosts = Some(limit)),
                ["mailboxes", limit] => hexadecimal(limit).map(|limit| most_mailboxes = Some(limit)),
                ["pages", limit] => hexadecimal(limit).map(|limit| most_pages = Some(limit)),
                ["mailbox", key] => hexadecimal(key).map(|key| mailboxes.push(key)),
                ["page", key] => hexadecimal(key).map(|key| pages.push(key)),
                ["host", host, counts @ ..] => seen(host, counts).map(|seen| hosts.push(((*host).into(), seen))),
                _ => None,
            };
            read.ok_or(number)?;
        }
        let (mailboxes, pages) = (Mailboxes::of(most_mailboxes, mailboxes), Mailboxes::of(most_pages, pages));
        Ok(Census { hosts: Tally::of_parts(most_hosts, hosts), mailboxes, pages })
    }
}

/// How often and where a host was seen.
fn seen(host: &str, fields: &[&str]) -> Option<Seen> {
    let [linked, bare, fresh, files, fresh_files, paths @ ..] = fields else { return None };
    let number = |field: &&str| field.parse::<u32>().ok();
    let mentioned = Mentioned { linked: number(linked)?, bare: number(bare)?, fresh: number(fresh)? };
    let paths = paths.iter().map(|path| unescape(path).into()).collect();
    Some(Seen::of(host, mentioned, number(files)?, number(fresh_files)?, paths))
}

fn hexadecimal(field: &str) -> Option<u64> {
    u64::from_str_radix(field, 16).ok()
}

/// A path may hold what parts fields and lines.
fn escape(text: &mut String, path: &str) {
    for char in path.chars() {
        match char {
            '\\' => text.push_str("\\\\"),
            '\t' => text.push_str("\\t"),
            '\n' => text.push_str("\\n"),
            '\r' => text.push_str("\\r"),
            char => text.push(char),
        }
    }
}

fn unescape(field: &str) -> String {
    let (mut text, mut chars) = (String::new(), field.chars());
    while let Some(char) = chars.next() {
        match (char, char == '\\') {
            (_, true) => text.push(match chars.next() {
                Some('t') => '\t',
                Some('n') => '\n',
                Some('r') => '\r',
                Some(other) => other,
                None => '\\',
            }),
            (char, false) => text.push(char),
        }
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Checker;

    #[test]
    fn what_is_written_is_read_again_and_in_one_order() {
        let checker = Checker::default();
        let files = [
            ("a\tb\\.txt", "jo@fabrikam.net https://git.fabrikam.net/lint/readme"),
            ("c\n.txt", "jane.roe@fabrikam.net"),
            ("d", "x"),
        ];
        let mut census = [Census::default(), Census::default()];
        for (path, text) in files {
            census[0].add(path, &checker.text(path, text.as_bytes()).mentions);
        }
        for (path, text) in files.iter().rev() {
            census[1].add(path, &checker.text(path, text.as_bytes()).mentions);
        }
        let [one, other] = census.map(Census::into_text);
        assert_eq!(one, other);
        assert!(one.contains("host\tgit.fabrikam.net\t1\t0\t0\t1\t0\ta\\tb\\\\.txt\n"), "{one}");
        assert_eq!(Census::from_text(&one).map(Census::into_text), Ok(one));
    }

    #[test]
    fn the_line_that_is_wrong_is_told() {
        for (text, line) in
            [("host\tx\n", 1), ("mailbox\t00\nmailbox\tzz\n", 2), ("other\n", 1), ("host\tx\t1\t2\t3\t4\t-1\n", 1)]
        {
            assert_eq!(Census::from_text(text).map(Census::into_text), Err(line), "{text}");
        }
    }
}
