//! Known debt: what was found before anybody looked, and is to be left alone until it goes.
//!
//! One finding is one line, known by where it was found, by its lint and by its subject, and by nothing that an edit next to it
//! would change. The lines are in order, so that two branches that add different ones merge like any other text.

use crate::by_name::ByName;
use crate::finding::{Finding, Level};
use crate::lints::{self, unused_allow};
use crate::order;
use crate::policy::{Error, Policy, did_you_mean};
use crate::render::is_obeyed;
use crate::source::{Cursor, Encoding, Position};
use crate::span::Span;
use std::fmt;

const HEADER: &str = "\
# Known debt, which `cargo maillint --baseline` does not report. One line is one finding, its columns are parted by tabs:
# path, lint, subject, and how often, where that is more than once. `cargo maillint --write-baseline` writes it anew.
";

/// Findings that are known.
///
/// ```
/// use lint_core::gate::settle::Baseline;
/// use lint_core::Checker;
/// let judge = |text: &str| Checker::default().text("a.txt", text.as_bytes()).findings;
/// let mut known = Baseline::default();
/// judge("ops@army.ml").iter().for_each(|finding| known.add("a.txt", finding));
/// let mut known = Baseline::parse(&known.to_string()).unwrap();
/// // It moved, and a second one came.
/// let found = judge("\n\nops@army.ml\njo@gmial.com\n");
/// assert!(known.knows("a.txt", &found[0], false));
/// assert!(!known.knows("a.txt", &found[1], false));
/// assert_eq!(known.of_file("b.txt"), Baseline::default());
/// ```
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Baseline(
    /// By path, and then by lint and subject, as they are written.
    ByName<ByName<Known>>,
);

#[derive(Clone, Debug, Default, PartialEq, Eq)]
struct Known {
    /// How often it was found.
    count: u32,
    /// How often it is found where nothing is new, as far as that is known beforehand.
    old: u32,
    /// How often it was found again there.
    again: u32,
    /// How often it was found where something is new.
    new: u32,
    /// The line that says so.
    span: Span,
}

impl Baseline {
    /// Reads a baseline.
    ///
    /// # Errors
    /// All mistakes in it, in its order.
    pub fn parse(text: &str) -> Result<Baseline, Vec<Error>> {
        let (mut baseline, mut errors) = (Baseline::default(), Vec::new());
        let mut start = 0;
        for (index, written) in text.split_inclusive('\n').enumerate() {
            let line = written.trim_end_matches(['\n', '\r']);
            let span = Span::new(start, start + line.len());
            start += written.len();
            if line.is_empty() || line.starts_with('#') {
                continue;
            }
            match entry(line) {
                // Where two branches came upon the same, a merge may leave it twice.
                Ok((path, key, count)) => {
                    let known = baseline.0.or_default(&path).or_default(&key);
                    if known.count == 0 {
                        known.span = span;
                    }
                    known.count = known.count.max(count);
                }
                Err((message, help)) => {
                    errors.push(Error { line: index as u64 + 1, column: 1, message, help: Some(help) });
                }
            }
        }
        if errors.is_empty() { Ok(baseline) } else { Err(errors) }
    }

    /// Whether a text was written as a baseline, with or without mistakes in it by now.
    pub fn is_one(text: &str) -> bool {
        HEADER.lines().next().is_some_and(|first| text.starts_with(first))
    }

    /// Adds what was found in the file `path`.
    pub fn add(&mut self, path: &str, finding: &Finding) {
        self.0.or_default(path).or_default(&key(finding.lint, &finding.subject)).count += 1;
    }

    /// Learns beforehand of a finding in the file `path` that is not new.
    pub fn expect(&mut self, path: &str, finding: &Finding) {
        if let Some(known) = self.find(path, finding) {
            known.old += 1;
        }
    }

    /// Whether a finding in the file `path` is known. Of more than are known, those that are new are the last to pass for it:
    /// before the first of them, all others of the file are to be [expected](Baseline::expect).
    pub fn knows(&mut self, path: &str, finding: &Finding, is_new: bool) -> bool {
        let Some(known) = self.find(path, finding) else { return false };
        if is_new {
            known.new += 1;
            known.old + known.new <= known.count
        } else {
            known.again += 1;
            known.again <= known.count
        }
    }

    /// What it knows of one file.
    #[must_use]
    pub fn of_file(&self, path: &str) -> Baseline {
        let mut of_it = Baseline::default();
        if let Some(known) = self.0.get(path) {
            *of_it.0.or_default(path) = known.clone();
        }
        of_it
    }

    fn find(&mut self, path: &str, finding: &Finding) -> Option<&mut Known> {
        self.0.get_mut(path)?.get_mut(&key(finding.lint, &finding.subject))
    }

    /// All that is known, with its path, lint and subject.
    fn each(&self) -> Vec<(&str, &str, &str, &Known)> {
        let mut each = Vec::new();
        for (path, of_it) in self.0.iter() {
            for (key, known) in of_it.iter() {
                let (lint, subject) = key.split_once('\t').unwrap_or((key, ""));
                each.push((path, lint, subject, known));
            }
        }
        each
    }

    /// What is to be said of lines of the baseline, which was read from `file` with this text: that what they know is not
    /// found any more, in those paths of which `is_read` says that all is known that was found there. Each is made when its turn
    /// comes: a tree that was cleared up leaves as many as there are lines.
    pub fn stale(
        &self,
        policy: &Policy,
        file: &str,
        text: &str,
        is_read: impl Fn(&str) -> bool,
    ) -> impl Iterator<Item = Finding> {
        let mut stale = self.each();
        stale.retain(|(path, _, _, known)| known.again + known.new < known.count && is_read(path));
        order::sort(&mut stale, |(_, _, _, one), (_, _, _, other)| one.span.cmp(&other.span));
        let mut cursor = Cursor::new(text.as_bytes(), Encoding::Utf8, Position::START);
        stale.into_iter().filter_map(move |(path, lint, subject, known)| {
            let counts = (u64::from(known.again + known.new), u64::from(known.count));
            let location = cursor.locate(known.span);
            let finding = unused_allow::in_baseline(subject, lint, path, counts, location);
            match policy.level(finding.lint, file).unwrap_or(finding.level) {
                Level::Allow => None,
                level => Some(Finding { level, ..finding }),
            }
        })
    }
}

/// The file as it is written.
impl fmt::Display for Baseline {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(HEADER)?;
        let mut each = self.each();
        order::sort(&mut each, |one, other| (one.0, one.1, one.2).cmp(&(other.0, other.1, other.2)));
        for (path, lint, subject, known) in each {
            write!(f, "{}\t{lint}\t{}", escape(path), escape(subject))?;
            if known.count > 1 {
                write!(f, "\t{}", known.count)?;
            }
            f.write_str("\n")?;
        }
        Ok(())
    }
}

/// What a finding is filed under, in its file.
fn key(lint: &str, subject: &str) -> String {
    [lint, "\t", subject].concat()
}

/// Reads a line, to its path, key and count; otherwise what is wrong, and what to do.
fn entry(line: &str) -> Result<(String, String, u32), (String, String)> {
    let anew = || String::from("write the baseline anew with `--write-baseline`");
    let columns: Vec<&str> = line.split('\t').collect();
    let (path, lint, subject, count) = match columns[..] {
        [path, lint, subject] => (path, lint, subject, "1"),
        [path, lint, subject, count] => (path, lint, subject, count),
        _ if ["<<<<<<<", "=======", ">>>>>>>", "|||||||"].iter().any(|mark| line.starts_with(mark)) => {
            return Err((String::from("a merge left a conflict here"), String::from("keep the lines of both sides")));
        }
        _ => return Err((String::from("this is not path, lint and subject, parted by tabs"), anew())),
    };
    let known = lints::find(lint).ok_or_else(|| {
        (format!("there is no lint `{lint}`"), did_you_mean(lint, lints::ALL.iter().map(|lint| lint.id)))
    })?;
    let count = count.parse().ok().filter(|count| *count > 0);
    let count = count.ok_or_else(|| (String::from("how often is a number from 1"), anew()))?;
    let text = |written| unescape(written).ok_or_else(|| (format!("`{written}` has a `\\` with no meaning"), anew()));
    Ok((text(path)?, key(known.id, &text(subject)?), count))
}

/// A column with nothing in it that parts columns or lines, begins a comment, or is hidden from who reads it.
fn escape(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for character in text.chars() {
        match character {
            '\\' => escaped.push_str("\\\\"),
            '#' if escaped.is_empty() => escaped.push_str("\\u{23}"),
            _ if is_obeyed(character) => escaped.extend(character.escape_unicode()),
            _ => escaped.push(character),
        }
    }
    escaped
}

fn unescape(written: &str) -> Option<String> {
    let mut text = String::with_capacity(written.len());
    let mut rest = written;
    while let Some((before, escaped)) = rest.split_once('\\') {
        text.push_str(before);
        rest = match escaped.strip_prefix("u{") {
            Some(number) => {
                let (number, rest) = number.split_once('}')?;
                text.push(char::from_u32(u32::from_str_radix(number, 16).ok()?)?);
                rest
            }
            None => {
                text.push('\\');
                escaped.strip_prefix('\\')?
            }
        };
    }
    text.push_str(rest);
    Some(text)
}

#[cfg(test)]
#[expect(clippy::unwrap_used, reason = "a test may fail")]
mod tests {
    use super::*;
    use crate::check::Checker;
    use crate::policy::Names;

    fn found(text: &str) -> Vec<Finding> {
        Checker::default().text("a.txt", text.as_bytes()).findings
    }

    fn written(path: &str, text: &str) -> String {
        let mut baseline = Baseline::default();
        found(text).iter().for_each(|finding| baseline.add(path, finding));
        baseline.to_string().strip_prefix(HEADER).unwrap().to_owned()
    }

    #[test]
    fn what_is_written_is_read() {
        for (path, text, expected) in [
            (
                "a.txt",
                "ops@army.ml jo@gmial.com ops@army.ml",
                "a.txt\tprovider_slip\tjo@gmial.com\na.txt\ttld_slip\tops@army.ml\t2\n",
            ),
            ("#a\tb\n\\", "ops@army.ml", "\\u{23}a\\u{9}b\\u{a}\\\\\ttld_slip\tops@army.ml\n"),
            ("a#b \u{e4}", "ops@army\u{200b}.mil", "a#b \u{e4}\thidden_character\tops@army\\u{200b}.mil\n"),
        ] {
            assert_eq!(written(path, text), expected);
            let mut read = Baseline::parse(&expected.replace('\n', "\r\n")).unwrap();
            assert!(found(text).iter().all(|finding| read.knows(path, finding, false)));
            assert_eq!(read.to_string(), format!("{HEADER}{expected}"));
        }
    }

    #[test]
    fn more_than_is_known_is_new() {
        let baseline = Baseline::parse("a.txt\ttld_slip\tops@army.ml\t2\na.txt\ttld_slip\tops@army.ml\n").unwrap();
        let findings = found("ops@army.ml\nops@army.ml\nx@army.ml\nops@army.ml");
        let knows = |path: &str, first_is_new: bool| -> Vec<bool> {
            let mut baseline = baseline.clone();
            findings[usize::from(first_is_new)..].iter().for_each(|finding| baseline.expect(path, finding));
            let findings = findings.iter().enumerate();
            findings.map(|(n, finding)| baseline.knows(path, finding, first_is_new && n == 0)).collect()
        };
        assert_eq!(knows("a.txt", true), [false, true, false, true]);
        assert_eq!(knows("b.txt", true), [false; 4]);
        assert_eq!(knows("a.txt", false), [true, true, false, false]);
    }

    #[test]
    fn what_is_not_found_any_more_is_stale() {
        let text = "# x\nb.txt\ttld_slip\tops@army.ml\na.txt\ttld_slip\tops@army.ml\t3\nc.txt\ttld_slip\tops@army.ml\n";
        let mut baseline = Baseline::parse(text).unwrap();
        assert!(baseline.knows("a.txt", &found("ops@army.ml")[0], false));
        let stale = |policy: &str, read: &[&str]| -> Vec<String> {
            let policy = Policy::parse(policy, &Names::of(&["unused_allow"], &[])).unwrap();
            let findings = baseline.stale(&policy, "known.tsv", text, |path| read.contains(&path));
            let show = |finding: &Finding| {
                let start = finding.location.as_ref().unwrap().start;
                format!("{}:{} {} {}", start.line, start.column, finding.level, finding.message)
            };
            findings.map(|finding| show(&finding)).collect()
        };
        let b = "2:1 warn `ops@army.ml`: the baseline knows it in b.txt (tld_slip), where it is not found any more";
        let a = "3:1 warn `ops@army.ml`: the baseline knows it 3 times in a.txt (tld_slip), where it is found once";
        assert_eq!(stale("", &["a.txt", "b.txt"]), [b, a]);
        assert_eq!(stale("", &["b.txt"]), [b]);
        assert_eq!(stale("[lints]\nunused_allow = \"allow\"", &["b.txt"]), [""; 0]);
    }

    #[test]
    fn each_mistake_is_told_at_its_line() {
        let text =
            "a.txt\ttld_slip\tx@army.ml\nnothing\na\ttld_slp\tb\na\ttld_slip\tb\t0\na\\x\ttld_slip\tb\n<<<<<<< ours\n";
        let mistakes: Vec<String> = Baseline::parse(text).unwrap_err().iter().map(ToString::to_string).collect();
        assert_eq!(
            mistakes,
            [
                "2:1: this is not path, lint and subject, parted by tabs; write the baseline anew with `--write-baseline`",
                "3:1: there is no lint `tld_slp`; did you mean `tld_slip`?",
                "4:1: how often is a number from 1; write the baseline anew with `--write-baseline`",
                "5:1: `a\\x` has a `\\` with no meaning; write the baseline anew with `--write-baseline`",
                "6:1: a merge left a conflict here; keep the lines of both sides",
            ]
        );
    }
}
