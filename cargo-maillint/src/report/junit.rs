//! JUnit's XML: a file is a suite, a finding one of its cases. What is denied fails, what is warned of is skipped.

use super::escape::markup;
use super::hash;
use super::{Found, Reporter, Summary, Unread};
use lint_core::Level;
use lint_core::gate::render::{besides, visible};
use std::collections::HashMap;
use std::fmt::Write as _;
use std::io::{self, Seek, Write};
use tempfile::SpooledTempFile;

/// A suite begins with how many cases it has: the cases of one file are kept until the next.
#[derive(Default)]
pub(super) struct Junit {
    suite: Suite,
    begun: bool,
}

struct Suite {
    path: String,
    /// How often a name came, by its hash: GitLab takes two cases of one name for one.
    names: HashMap<u64, u64>,
    /// As they are written; of many, on the disk.
    cases: SpooledTempFile,
    tests: u64,
    failures: u64,
    errors: u64,
    skipped: u64,
}

impl Junit {
    /// Writes the suite that was begun, unless it is the one of `path`.
    fn end(&mut self, out: &mut dyn Write, path: Option<&str>) -> io::Result<()> {
        if self.suite.tests > 0 && path == Some(&self.suite.path) {
            return Ok(());
        }
        let Suite { path: name, mut cases, tests, failures, errors, skipped, .. } = std::mem::take(&mut self.suite);
        if tests > 0 {
            self.begun = true;
            let name = markup(&name);
            writeln!(
                out,
                "  <testsuite name=\"{name}\" tests=\"{tests}\" failures=\"{failures}\" errors=\"{errors}\" \
                 skipped=\"{skipped}\">"
            )?;
            cases.rewind()?;
            io::copy(&mut cases, out)?;
            out.write_all(b"  </testsuite>\n")?;
        }
        self.suite.path = path.unwrap_or_default().to_owned();
        Ok(())
    }
}

/// How many bytes of a suite's cases are held in memory.
const HELD: usize = 1 << 20;

impl Default for Suite {
    fn default() -> Suite {
        let (path, names, cases) = (String::new(), HashMap::new(), SpooledTempFile::new(HELD));
        Suite { path, names, cases, tests: 0, failures: 0, errors: 0, skipped: 0 }
    }
}

impl Suite {
    fn case(
        &mut self,
        name: &str,
        line: Option<u64>,
        outcome: &str,
        kind: &str,
        message: &str,
        text: &str,
    ) -> io::Result<()> {
        self.tests += 1;
        let count = self.names.entry(hash([name])).or_default();
        *count += 1;
        let name = if *count == 1 { name.to_owned() } else { format!("{name} ({count})") };
        let (path, name, kind) = (markup(&self.path), markup(&name), markup(kind));
        let line = line.map_or(String::new(), |line| format!(" line=\"{line}\""));
        let message = markup(message);
        let text: Vec<String> = text.lines().map(|line| markup(line).to_string()).collect();
        let text = text.join("\n");
        writeln!(
            self.cases,
            "    <testcase name=\"{name}\" classname=\"{path}\" file=\"{path}\"{line}>\n      \
             <{outcome} type=\"{kind}\" message=\"{message}\">{text}</{outcome}>\n    </testcase>"
        )
    }
}

impl Reporter for Junit {
    fn begin(&mut self, out: &mut dyn Write) -> io::Result<()> {
        out.write_all(b"<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<testsuites name=\"maillint\">\n")
    }

    fn finding(&mut self, out: &mut dyn Write, found: &Found<'_>) -> io::Result<()> {
        self.end(out, Some(found.rooted))?;
        let finding = found.finding;
        let (start, _) = found.range();
        let name = format!("{} {}", finding.lint, visible(&finding.subject));
        let outcome = if finding.level == Level::Deny { "failure" } else { "skipped" };
        *(if finding.level == Level::Deny { &mut self.suite.failures } else { &mut self.suite.skipped }) += 1;
        let message = visible(&finding.message);
        let mut text = format!("{}:{}:{}", visible(found.rooted), start.line, start.column);
        for more in besides(finding) {
            let _ = write!(text, "\n{more}");
        }
        self.suite.case(&name, Some(start.line), outcome, finding.lint, &message, &text)
    }

    fn unread(&mut self, out: &mut dyn Write, unread: &Unread<'_>) -> io::Result<()> {
        self.end(out, Some(unread.rooted))?;
        self.suite.errors += 1;
        let message = visible(unread.message);
        self.suite.case("could not be read", None, "error", "unread", &message, "")
    }

    fn finish(&mut self, out: &mut dyn Write, _summary: &Summary) -> io::Result<()> {
        self.end(out, None)?;
        if !self.begun {
            // Some readers take a report without a case for a job that did not run.
            out.write_all(
                b"  <testsuite name=\"maillint\" tests=\"1\" failures=\"0\" errors=\"0\" skipped=\"0\">\n    \
                  <testcase name=\"nothing found\" classname=\"maillint\"/>\n  </testsuite>\n",
            )?;
        }
        out.write_all(b"</testsuites>\n")
    }
}
