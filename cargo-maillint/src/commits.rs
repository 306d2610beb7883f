//! The addresses that commits carry: of their authors, of their committers, and in trailers such as `Co-authored-by`.
//!
//! A commit is judged as this text, so that each address has a line: `Author: NAME <ADDRESS>`, `Commit: NAME <ADDRESS>`, an
//! empty line, the message. What the message says outside of trailers is not judged. A `.mailmap` changes nothing: what was
//! written is what others see.

use crate::exit::{Exit, Failure};
use crate::gathered::{File, Outcome};
use crate::git::{Git, Output, lossy};
use crate::plan::Plan;
use crate::report::Summary;
use crate::start::{Scope, Spot};
use crate::tell::Telling;
use lint_core::Checker;
use std::io;
use std::path::PathBuf;

/// Digits of a commit's name that are shown. They tell it from all others in the largest of repositories.
const DIGITS: usize = 12;

/// What git is to print of a commit, behind a line with its name.
const FORMAT: &str = "--format=%an <%ae>%x00%cn <%ce>%x00%B%x00";

/// The commits of a range.
pub(crate) struct Commits {
    pub(crate) scope: Box<Scope>,
    git: Git,
    range: String,
}

impl Commits {
    /// # Errors
    /// There is no such range, or git cannot be asked.
    pub(crate) fn new(range: String, scope: Scope, here: &std::path::Path) -> Result<Commits, Failure> {
        let git = Git::at(scope.project.root(), here)?;
        git.ask(&["rev-list", "--max-count=0", "--end-of-options", &range, "--"]).map_err(|Failure(said)| {
            Failure::new(format!("--commits {range}: {}{}", said.join("; "), git.shallow_hint()))
        })?;
        Ok(Commits { scope: Box::new(scope), git, range })
    }

    /// Judges the commits in git's order, the latest first, and tells what was found as it is found.
    pub(crate) fn judge(&self, plan: &Plan) -> Result<Exit, Failure> {
        let mut telling = Telling::begin(plan, Summary { commits: Some(0), ..Summary::default() });
        let args = ["rev-list", "--encoding=UTF-8", FORMAT, "--end-of-options", &self.range, "--"];
        self.git.read(&args, |list| {
            let mut commit = Commit::default();
            while commit.read(list)? {
                judge(&commit, &self.scope.checker, &mut telling);
            }
            Ok(())
        })?;
        telling.end()
    }
}

fn judge(commit: &Commit, checker: &Checker, telling: &mut Telling<'_>) {
    let name = format!("commit {}", commit.name);
    let report = checker.text(&name, commit.text.as_bytes());
    let summary = telling.summary();
    summary.commits = summary.commits.map(|commits| commits + 1);
    summary.bytes += commit.text.len() as u64;
    summary.subjects += report.subjects;
    let mut findings = report.findings;
    // There is no file in which to mend anything.
    findings.iter_mut().for_each(|finding| finding.fix = None);
    if !findings.is_empty() || report.suppressed > 0 {
        let spot = Spot { path: PathBuf::from(&name), name, scope: 0 };
        let outcome = Outcome::Found(findings);
        telling.file(File { spot, outcome, suppressed: report.suppressed, comments: Vec::new() });
    }
}

/// A commit, as the text that is judged.
#[derive(Default)]
struct Commit {
    name: String,
    text: String,
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
        for person in ["Author: ", "Commit: "] {
            list.next(0, &mut self.buffer)?;
            self.text.push_str(person);
            self.text.push_str(&lossy(&self.buffer));
            self.text.push('\n');
        }
        list.next(0, &mut self.buffer)?;
        for line in lossy(&self.buffer).lines() {
            self.text.push('\n');
            if is_trailer(line) {
                self.text.push_str(line);
            }
        }
        Ok(true)
    }
}

/// Whether a line says who had a part in a commit: `Word-by: NAME <ADDRESS>` and the like. What names a message, as
/// `Message-Id` and links to archives do, is no address of anybody.
fn is_trailer(line: &str) -> bool {
    const MESSAGES: [&str; 4] = ["message-id", "in-reply-to", "references", "link"];
    let is_word = |word: &str| {
        !word.is_empty()
            && word.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-')
            && !MESSAGES.iter().any(|message| word.eq_ignore_ascii_case(message))
    };
    line.split_once(':')
        .is_some_and(|(word, value)| is_word(word.trim_end()) && value.contains('@') && !value.contains("://"))
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
            assert_eq!(is_trailer(line), is, "{line}");
        }
    }
}
