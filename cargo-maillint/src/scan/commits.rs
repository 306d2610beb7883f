//! The addresses that commits carry: of their authors, of their committers, and in trailers such as `Co-authored-by`.
//!
//! A commit is judged as this text, so that each address has a line: `Author: NAME <ADDRESS>`, `Commit: NAME <ADDRESS>`, an
//! empty line, the message. What the message says outside of trailers is not judged. A `.mailmap` changes nothing: what was
//! written is what others see.

use super::gathered::{File, Findings, Outcome};
use super::plan::Plan;
use super::tell::Telling;
use crate::exit::{Exit, Failure};
use crate::git::{Git, Output, lossy};
use crate::report::Summary;
use crate::tree::{Scope, Spot};
use lint_core::Checker;
use std::collections::HashMap;
use std::io;
use std::path::{Path, PathBuf};

/// Digits of a commit's name that are shown. They tell it from all others in the largest of repositories.
const DIGITS: usize = 12;

/// What git is to print of a commit, behind a line with its name.
const FORMAT: &str = "--format=%an <%ae>%x00%cn <%ce>%x00%B%x00";

/// The commits of a range.
pub(crate) struct Commits {
    pub(crate) scope: Box<Scope>,
    git: Git,
    /// The ends of the range, by name: those that lead to its commits, and with `^` those that lead to others.
    ends: Vec<String>,
}

impl Commits {
    /// # Errors
    /// There is no such range, or git cannot be asked.
    pub(crate) fn new(range: String, scope: Scope, here: &Path) -> Result<Commits, Failure> {
        let git = Git::at(scope.project.root(), here)?;
        let ends = git.try_ask(&["rev-parse", "--revs-only", "--end-of-options", &range])?.unwrap_or_default();
        if ends.is_empty() {
            let (place, hint) = (git.root().display(), git.shallow_hint());
            return Err(Failure::new(format!("--commits {range}: there are no such commits in {place}{hint}")));
        }
        Ok(Commits { scope: Box::new(scope), ends: ends.lines().map(str::to_owned).collect(), git })
    }

    /// Judges the commits in git's order, the latest first, and tells what was found as it is found.
    pub(crate) fn judge(&self, plan: &Plan) -> Result<Exit, Failure> {
        let mut telling = Telling::begin(plan, Summary { commits: Some(0), ..Summary::default() });
        let mut clean = Clean { checker: &self.scope.checker, lines: HashMap::new() };
        let mut args = vec!["rev-list", "--encoding=UTF-8", FORMAT];
        args.extend(self.ends.iter().map(String::as_str).chain(["--"]));
        self.git.read(&args, |list| {
            let mut commit = Commit::default();
            while commit.read(list)? {
                match clean.subjects(&commit) {
                    Some(subjects) => telling.summary().subjects += subjects,
                    None => judge(&commit, &self.scope.checker, &mut telling),
                }
                let summary = telling.summary();
                summary.commits = summary.commits.map(|commits| commits + 1);
                summary.bytes += commit.text.len() as u64;
            }
            Ok(())
        })?;
        telling.end()
    }
}

fn judge(commit: &Commit, checker: &Checker, telling: &mut Telling<'_>) {
    let name = format!("commit {}", commit.name);
    let report = checker.text(&name, &commit.text);
    telling.summary().subjects += report.subjects;
    let mut findings = Findings { counting: report.findings, excused: report.excused };
    // There is no file in which to mend anything.
    findings.counting.iter_mut().for_each(|finding| finding.fix = None);
    if !findings.counting.is_empty() || !findings.excused.is_empty() {
        let spot = Spot::new(PathBuf::from(&name), name, 0);
        telling.file(File::new(&spot, Outcome::Found(Box::new(findings)), Vec::new()));
    }
}

/// Lines in which nothing is found, with how much there is in them to judge: most people have a part in many commits.
struct Clean<'c> {
    checker: &'c Checker,
    lines: HashMap<Vec<u8>, Option<u64>>,
}

impl Clean<'_> {
    /// How many lines are remembered.
    const LINES: usize = 1 << 16;

    /// How much there is to judge in a commit; `None` if something is found in it.
    fn subjects(&mut self, commit: &Commit) -> Option<u64> {
        let lines = commit.text.split(|&byte| byte == b'\n').filter(|line| !line.is_empty());
        lines.map(|line| self.line(line)).sum()
    }

    fn line(&mut self, line: &[u8]) -> Option<u64> {
        if let Some(&known) = self.lines.get(line) {
            return known;
        }
        let report = self.checker.text("commit", line);
        let subjects = (report.findings.is_empty() && report.excused.is_empty()).then_some(report.subjects);
        if self.lines.len() == Clean::LINES {
            self.lines.clear();
        }
        self.lines.insert(line.to_owned(), subjects);
        subjects
    }
}

/// A commit, as the text that is judged.
#[derive(Default)]
struct Commit {
    name: String,
    text: Vec<u8>,
    buffer: Vec<u8>,
}

impl Commit {
    /// Reads the next; `false` if there is none.
    fn read(&mut self, list: &mut Output) -> io::Result<bool> {
        loop {
            if list.next(b'\n', &mut self.buffer)?.is_none() {
                return Ok(false);
            }
            // Behind each commit stands an empty line.
            if let Some(name) = self.buffer.strip_prefix(b"commit ") {
                self.name = lossy(name.get(..DIGITS).unwrap_or(name));
                break;
            }
        }
        self.text.clear();
        for person in [b"Author: ", b"Commit: "] {
            list.next(0, &mut self.buffer)?;
            self.text.extend_from_slice(person);
            self.text.extend_from_slice(&self.buffer);
            self.text.push(b'\n');
        }
        list.next(0, &mut self.buffer)?;
        let mut start = 0;
        for end in memchr::memchr_iter(b'\n', &self.buffer).chain([self.buffer.len()]) {
            let line = self.buffer.get(start..end).unwrap_or_default();
            start = end + 1;
            self.text.push(b'\n');
            if is_trailer(line) {
                self.text.extend_from_slice(line);
            }
        }
        Ok(true)
    }
}

/// Whether a line says who had a part in a commit: `Word-by: NAME <ADDRESS>` and the like. What names a message, as
/// `Message-Id` and links to archives do, is no address of anybody.
fn is_trailer(line: &[u8]) -> bool {
    const MESSAGES: [&[u8]; 4] = [b"message-id", b"in-reply-to", b"references", b"link"];
    let is_word = |word: &[u8]| {
        !word.is_empty()
            && word.iter().all(|&byte| byte.is_ascii_alphanumeric() || byte == b'-')
            && !MESSAGES.iter().any(|message| word.eq_ignore_ascii_case(message))
    };
    // Most lines have none.
    memchr::memchr(b'@', line).is_some()
        && memchr::memchr(b':', line).is_some_and(|colon| {
            let (word, value) = line.split_at(colon);
            let value = value.get(1..).unwrap_or_default();
            is_word(word.trim_ascii_end()) && value.contains(&b'@') && memchr::memmem::find(value, b"://").is_none()
        })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn trailers_name_people() {
        for (line, is) in [
            ("Signed-off-by: Jo <jo@army.ml>", true),
            ("co-authored-by: jo@army.ml", true),
            ("Cc : jo@army.ml", true),
            ("Message-ID: <1@army.ml>", false),
            ("Link: https://lists.example.org/jo@army.ml", false),
            ("See-also: https://jo@army.ml/", false),
            ("as Jo said: ask jo@army.ml", false),
            ("ask jo@army.ml", false),
            (": jo@army.ml", false),
            ("Fixes: 1234", false),
        ] {
            assert_eq!(is_trailer(line.as_bytes()), is, "{line}");
        }
    }
}
