//! Folds many findings on one domain into the first of them, for people: what is told for the twenty-first time is read by nobody.
//!
//! Which are many is known at the end: until then what was drawn is kept, in a file where it is much.

use super::{Found, hash};
use lint_core::gate::render::visible;
use std::collections::HashMap;
use std::io::{self, BufRead, BufReader, Read, Seek, Write};
use tempfile::SpooledTempFile;

/// How many findings of one lint on one domain are told each.
const MOST: u64 = 20;

/// How many kinds of findings are counted, so that memory does not grow with what is found; more are told each.
const KINDS: usize = 50_000;

/// How many bytes of what was drawn are held in memory.
const HELD: usize = 1 << 20;

pub(super) struct Folds {
    /// Pieces, each behind its kind and its length.
    drawn: SpooledTempFile,
    kinds: Vec<Kind>,
    by_name: HashMap<u64, u32>,
}

/// One lint on one domain at one level.
struct Kind {
    domain: String,
    count: u64,
    files: u64,
    /// The hash of the last of the files.
    last: u64,
}

/// The kind of what is not folded.
const PLAIN: u32 = u32::MAX;

impl Default for Folds {
    fn default() -> Folds {
        Folds { drawn: SpooledTempFile::new(HELD), kinds: Vec::new(), by_name: HashMap::new() }
    }
}

impl Folds {
    /// Keeps a finding as it was drawn.
    pub(super) fn push(&mut self, found: &Found<'_>, text: &str) -> io::Result<()> {
        let kind = self.kind(found);
        let file = hash([found.path]);
        if let Some(kind) = self.kinds.get_mut(kind as usize) {
            kind.count += 1;
            kind.files += u64::from(kind.count == 1 || kind.last != file);
            kind.last = file;
            // It would be dropped.
            if kind.count > MOST + 1 {
                return Ok(());
            }
        }
        self.keep(kind, text)
    }

    fn keep(&mut self, kind: u32, text: &str) -> io::Result<()> {
        let length = u32::try_from(text.len()).map_err(io::Error::other)?;
        self.drawn.write_all(&kind.to_le_bytes())?;
        self.drawn.write_all(&length.to_le_bytes())?;
        self.drawn.write_all(text.as_bytes())
    }

    fn kind(&mut self, found: &Found<'_>) -> u32 {
        let Some(domain) = found.finding.domain.as_deref() else { return PLAIN };
        let name = hash([found.finding.lint, found.severity(), domain]);
        if let Some(kind) = self.by_name.get(&name) {
            return *kind;
        }
        if self.kinds.len() >= KINDS {
            return PLAIN;
        }
        let kind = self.kinds.len() as u32;
        self.kinds.push(Kind { domain: domain.to_owned(), count: 0, files: 0, last: 0 });
        self.by_name.insert(name, kind);
        kind
    }

    /// Writes what was kept, of many the first.
    pub(super) fn write(mut self, out: &mut dyn Write) -> io::Result<()> {
        self.drawn.rewind()?;
        let (mut drawn, mut text) = (BufReader::new(self.drawn), Vec::new());
        let mut told = vec![false; self.kinds.len()];
        while let Some(kind) = number(&mut drawn)? {
            text.resize(number(&mut drawn)?.map_or(0, |length| length as usize), 0);
            drawn.read_exact(&mut text)?;
            let many = self.kinds.get(kind as usize).filter(|kind| kind.count > MOST);
            match (many, told.get_mut(kind as usize)) {
                (Some(_), Some(true)) => continue,
                (Some(many), Some(first)) => {
                    *first = true;
                    out.write_all(text.trim_ascii_end())?;
                    let (domain, more, files) = (visible(&many.domain), many.count - 1, many.files);
                    let files = if files == 1 { String::from("this file") } else { format!("{files} files") };
                    writeln!(out, "\n  ... and {more} more like this at `{domain}`, in {files}: `--all` shows each\n")?;
                }
                _ => out.write_all(&text)?,
            }
        }
        Ok(())
    }
}

/// The next number; `None` at the end.
fn number(from: &mut impl BufRead) -> io::Result<Option<u32>> {
    if from.fill_buf()?.is_empty() {
        return Ok(None);
    }
    let mut bytes = [0; 4];
    from.read_exact(&mut bytes)?;
    Ok(Some(u32::from_le_bytes(bytes)))
}

#[cfg(test)]
#[expect(clippy::unwrap_used, reason = "a test fails by panicking")]
mod tests {
    use super::super::Found;
    use super::Folds;
    use lint_core::{Checker, Finding};

    fn told(findings: &[(&str, &Finding)]) -> String {
        let mut folds = Folds::default();
        for (at, (path, finding)) in findings.iter().enumerate() {
            let found = Found { path, rooted: path, finding, is_new: false, fingerprint: "" };
            folds.push(&found, &format!("{at} {}\n\n", finding.subject)).unwrap();
        }
        let mut out = Vec::new();
        folds.write(&mut out).unwrap();
        String::from_utf8(out).unwrap()
    }

    #[test]
    fn more_than_twenty_of_a_domain_are_told_as_one() {
        let checker = Checker::default();
        let [army, gmial] = ["ops@army.ml", "jo@gmial.com"].map(|text| checker.address(text).swap_remove(0));
        let mut findings = vec![("b", &gmial)];
        findings.extend([("a", &army); 20]);
        assert_eq!(told(&findings).matches("ops@army.ml").count(), 20);
        findings.extend([("c", &army), ("c", &gmial)]);
        assert_eq!(
            told(&findings),
            "0 jo@gmial.com\n\n1 ops@army.ml\n  ... and 20 more like this at `army.ml`, in 2 files: `--all` shows each\n\n\
             22 jo@gmial.com\n\n"
        );
    }
}
