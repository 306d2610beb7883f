//! Draws findings. One file a format; each writes into the writer it is given and knows of no other.
//!
//! File names and contents come from strangers: what a terminal or a viewer would obey is written out with
//! [`lint_core::gate::render::visible`] first, then what the format's own syntax gives a meaning to by a rule of `escape`. A path
//! by which a machine is to find the file stays exact, where the format has a way to say it.

mod actions;
mod cargo;
mod change;
mod checkstyle;
mod escape;
mod fingerprint;
mod folds;
mod github;
mod gitlab;
mod html;
mod human;
mod json;
mod junit;
mod markdown;
mod outputs;
mod own;
mod rdjsonl;
mod roots;
pub(crate) mod rustc;
mod sarif;
mod short;
mod statistics;
mod verdict;

pub(crate) use fingerprint::{fingerprint, hash};
pub(crate) use json::verdict as json_verdict;
pub(crate) use outputs::{Output, Reports, Wanted, leave_stdout, statistics, wanted};
pub(crate) use own::{HEAD, is_own, may_be_own};
pub(crate) use verdict::{Verdict, fate_clause};

use lint_core::gate::project::Skipped;
use lint_core::gate::render::visible;
use lint_core::{Finding, Level, Position};
use serde::{Serialize, Serializer};
use std::collections::{BTreeMap, BTreeSet};
use std::fmt;
use std::io::{self, Write};
use std::ops::Not;

/// Where a lint's page can be read by whoever has not installed the command.
pub(crate) fn page(lint: &str) -> String {
    format!("{}/blob/main/lint-core/src/lints/{lint}.rs", env!("CARGO_PKG_REPOSITORY"))
}

/// Every format, in the order of the help.
pub(crate) static FORMATS: &[Format] = &[
    Format { name: "human", about: "as rustc draws its own findings", new: |style| Box::new(human::Human::new(style)) },
    Format { name: "short", about: "one line a finding", new: |_| Box::new(short::Short) },
    Format { name: "json", about: "one JSON object a line", new: |_| Box::new(json::Json) },
    Format { name: "sarif", about: "SARIF 2.1.0, for code scanning", new: |_| Box::new(sarif::Sarif::default()) },
    Format { name: "github", about: "annotations of GitHub Actions", new: |_| Box::new(github::Github) },
    Format { name: "gitlab", about: "GitLab's code quality report", new: |_| Box::new(gitlab::Gitlab::default()) },
    Format { name: "junit", about: "a test report, one suite a file", new: |_| Box::new(junit::Junit::default()) },
    Format { name: "checkstyle", about: "XML for CI systems", new: |_| Box::new(checkstyle::Checkstyle::default()) },
    Format { name: "rdjsonl", about: "for reviewdog, with suggestions", new: |_| Box::new(rdjsonl::Rdjsonl) },
    Format { name: "cargo", about: "as cargo's JSON, for editors", new: |_| Box::new(cargo::Cargo) },
    Format { name: "html", about: "one page for a browser", new: |_| Box::new(html::Html::default()) },
    Format { name: "markdown", about: "a job's summary", new: |_| Box::new(markdown::Markdown::default()) },
];

/// One way to draw findings.
#[derive(Debug)]
pub(crate) struct Format {
    /// What `--format` calls it.
    pub(crate) name: &'static str,
    /// What it is, for the help.
    pub(crate) about: &'static str,
    /// Makes its reporter.
    pub(crate) new: fn(Style) -> Box<dyn Reporter>,
}

/// What a reporter may know of the place it writes to.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Style {
    /// Whether terminal colours are wanted.
    pub(crate) color: bool,
    /// Whether findings are all that is to be told.
    pub(crate) quiet: bool,
    /// Whether each finding is to be told, also where one domain has many.
    pub(crate) all: bool,
}

/// A finding and where it was found.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Found<'a> {
    /// The file, relative to the current folder, with `/`; characters that are no Unicode are shown as U+FFFD.
    pub(crate) path: &'a str,
    /// The file for machines: from the root of its repository, so that a forge finds it.
    pub(crate) rooted: &'a str,
    /// What was found.
    pub(crate) finding: &'a Finding,
    /// Whether it is known to stand on a line that the change under review adds.
    pub(crate) is_new: bool,
    /// Names the finding from run to run: lint, subject and path go into it, line numbers do not.
    pub(crate) fingerprint: &'a str,
}

impl Found<'_> {
    /// The word of most formats for its level.
    fn severity(&self) -> &'static str {
        if self.finding.level == Level::Deny { "error" } else { "warning" }
    }

    /// Where the subject begins and ends.
    fn range(&self) -> (Position, Position) {
        let location = self.finding.location.as_ref();
        location.map_or((Position::START, Position::START), |location| (location.start, location.end))
    }
}

/// Why a finding does not count.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Suppression<'a> {
    /// An allow in the text excuses it, with this reason.
    Comment(&'a str),
    /// One in the policy does.
    Policy(&'a str),
    /// The baseline holds it.
    Baseline,
}

/// A file that could not be read, or mended as was asked.
#[derive(Clone, Copy, Debug, Serialize)]
pub(crate) struct Unread<'a> {
    /// The file, as in [`Found::path`].
    pub(crate) path: &'a str,
    /// As in [`Found::rooted`].
    #[serde(skip)]
    pub(crate) rooted: &'a str,
    /// What went wrong, in the system's words.
    pub(crate) message: &'a str,
}

/// How many rules a summary names that a change touches.
const RULES: usize = 5;

/// What a scan came to.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub(crate) struct Summary {
    /// Files that were read as text.
    pub(crate) files: u64,
    /// Bytes in them.
    pub(crate) bytes: u64,
    /// Addresses and hosts that were judged.
    pub(crate) subjects: u64,
    /// Findings that were reported, by level.
    pub(crate) findings: ByLevel,
    /// Findings that an allow excused.
    pub(crate) suppressed: u64,
    /// Findings that the baseline already holds.
    pub(crate) baselined: u64,
    /// Files that were not judged, since they are no text, or reports of maillint itself.
    pub(crate) skipped: u64,
    /// Those of them, by what they are instead.
    #[serde(skip_serializing_if = "BTreeMap::is_empty", serialize_with = "by_name")]
    pub(crate) skipped_by: BTreeMap<Skipped, u64>,
    /// Findings that were mended, and are not reported.
    #[serde(skip_serializing_if = "is_none")]
    pub(crate) fixed: u64,
    /// Findings that have a mend and were left as they are, by the reason.
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    pub(crate) unmended: BTreeMap<&'static str, u64>,
    /// Reported findings that `--fix` would mend.
    #[serde(skip)]
    pub(crate) fixable: u64,
    /// Files that could not be read, or mended as was asked.
    pub(crate) errors: u64,
    /// Those of them that could be read.
    #[serde(skip)]
    pub(crate) left_alone: u64,
    /// Where only what is new is reported: findings that are not.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) elsewhere: Option<u64>,
    /// Where commits are judged and no files: how many.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) commits: Option<u64>,
    /// Whether files were judged by themselves, so that what the rest of the tree uses was no evidence.
    #[serde(skip_serializing_if = "Not::not")]
    pub(crate) partial: bool,
    /// What the change does to the rules that it is judged by: policies, and allow comments, as `path:line`.
    #[serde(skip_serializing_if = "BTreeSet::is_empty")]
    pub(crate) rules: BTreeSet<String>,
}

fn by_name<S: Serializer>(counts: &BTreeMap<Skipped, u64>, to: S) -> Result<S::Ok, S::Error> {
    to.collect_map(counts.iter().map(|(kind, count)| (kind.as_str(), count)))
}

fn is_none(count: &u64) -> bool {
    *count == 0
}

/// Findings counted by level.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
pub(crate) struct ByLevel {
    pub(crate) deny: u64,
    pub(crate) warn: u64,
}

impl ByLevel {
    /// Counts one finding.
    pub(crate) fn count(&mut self, level: Level) {
        match level {
            Level::Deny => self.deny += 1,
            Level::Warn => self.warn += 1,
            Level::Allow => {}
        }
    }
}

impl Summary {
    /// Whether a scan of files came to none, which may surprise whoever asked for it. Of a change there may be none to judge.
    fn read_nothing(&self) -> bool {
        let is_of_files = self.commits.is_none() && self.elsewhere.is_none() && !self.partial;
        is_of_files && self.files + self.skipped + self.errors == 0
    }
}

impl fmt::Display for Summary {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let found = match (self.findings.deny, self.findings.warn) {
            (0, 0) if self.fixed > 0 => String::from("nothing is left"),
            (0, 0) => String::from("nothing found"),
            (deny, 0) => count(deny, "error"),
            (0, warn) => count(warn, "warning"),
            (deny, warn) => format!("{}, {}", count(deny, "error"), count(warn, "warning")),
        };
        let read = self.commits.map_or_else(|| count(self.files, "file"), |commits| count(commits, "commit"));
        let judged = match self.subjects {
            1 => String::from("1 address or host"),
            subjects => format!("{subjects} addresses and hosts"),
        };
        write!(f, "{found} in {read} ({judged} judged)")?;
        if self.read_nothing() {
            f.write_str(
                "; ignore files and what is excluded may leave out all that is there: `--files` lists what is read",
            )?;
        }
        // Whoever reviews a change sees how much its allows keep quiet.
        if self.suppressed > 0 {
            write!(f, "; {} excused by allows", self.suppressed)?;
        }
        if self.baselined > 0 {
            write!(f, "; {} known to the baseline", self.baselined)?;
        }
        if self.skipped > 0 {
            let kinds: Vec<String> =
                self.skipped_by.iter().map(|(kind, count)| format!("{count} {}", kind.words())).collect();
            write!(f, "; {} skipped: {}", count(self.skipped, "file"), kinds.join(", "))?;
        }
        if self.fixed > 0 {
            write!(f, "; {} fixed", self.fixed)?;
        }
        for (why, left) in &self.unmended {
            write!(f, "; {left} left to be mended by hand: {why}")?;
        }
        if self.fixable > 0 {
            write!(f, "; `--fix` can mend {}", self.fixable)?;
        }
        if self.left_alone > 0 {
            write!(f, "; {} left alone", count(self.left_alone, "file"))?;
        }
        if self.errors > self.left_alone {
            write!(f, "; {} could not be read", count(self.errors - self.left_alone, "path"))?;
        }
        if let Some(elsewhere) = self.elsewhere.filter(|elsewhere| *elsewhere > 0) {
            write!(f, "; {elsewhere} more on lines that are not new")?;
        }
        if self.partial {
            f.write_str("; slips that only the rest of the repository tells were not looked for")?;
        }
        match self.rules.len() {
            0 => Ok(()),
            all => {
                let shown: Vec<String> = self.rules.iter().take(RULES).map(|rule| visible(rule)).collect();
                let rest = if all > RULES { format!(" and {} more", all - RULES) } else { String::new() };
                write!(f, "; the change touches the rules it is judged by: {}{rest}", shown.join(", "))
            }
        }
    }
}

/// So many of these, in words.
pub(crate) fn count(n: u64, one: &str) -> String {
    format!("{n} {one}{}", if n == 1 { "" } else { "s" })
}

/// Draws one report: `begin`, then findings and unread files in the order of their paths, then `finish`.
pub(crate) trait Reporter {
    /// Writes what stands before the first finding.
    fn begin(&mut self, _out: &mut dyn Write) -> io::Result<()> {
        Ok(())
    }

    /// Writes one finding, or remembers it.
    fn finding(&mut self, out: &mut dyn Write, found: &Found<'_>) -> io::Result<()>;

    /// Writes that one was found and does not count, where the format has a place for it.
    fn suppressed(&mut self, _out: &mut dyn Write, _found: &Found<'_>, _by: Suppression<'_>) -> io::Result<()> {
        Ok(())
    }

    /// Writes that one was mended, where people read it.
    fn fixed(&mut self, _out: &mut dyn Write, _found: &Found<'_>) -> io::Result<()> {
        Ok(())
    }

    /// Writes that a file could not be read or mended, where the format has a place for it; stderr is told in any case.
    fn unread(&mut self, _out: &mut dyn Write, _unread: &Unread<'_>) -> io::Result<()> {
        Ok(())
    }

    /// Writes what stands behind the last finding.
    fn finish(&mut self, _out: &mut dyn Write, _summary: &Summary) -> io::Result<()> {
        Ok(())
    }
}
