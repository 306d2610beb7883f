//! Counts in place of findings: by lint, by domain and by folder, most first.

use super::{Found, Reporter, Summary, count};
use lint_core::Level;
use lint_core::gate::render::visible;
use std::collections::BTreeMap;
use std::io::{self, Write};

/// How many domains and folders are listed; what is left is counted.
const MOST: usize = 20;

/// What was found, counted.
#[derive(Default)]
pub(super) struct Statistics {
    lints: BTreeMap<String, Counts>,
    domains: BTreeMap<String, Counts>,
    folders: BTreeMap<String, Counts>,
}

#[derive(Clone, Copy, Default)]
struct Counts {
    errors: u64,
    warnings: u64,
}

impl Counts {
    fn all(self) -> u64 {
        self.errors + self.warnings
    }
}

impl Reporter for Statistics {
    fn finding(&mut self, _out: &mut dyn Write, found: &Found<'_>) -> io::Result<()> {
        let folder = found.path.rsplit_once('/').map_or("./", |(folder, _)| folder);
        let domain = found.finding.domain.as_deref().unwrap_or("(none)");
        let parts = [(&mut self.lints, found.finding.lint), (&mut self.domains, domain), (&mut self.folders, folder)];
        for (counted, name) in parts {
            // A name is stored once, however often it comes.
            let counts = match counted.get_mut(name) {
                Some(counts) => counts,
                None => counted.entry(name.to_owned()).or_default(),
            };
            match found.finding.level {
                Level::Deny => counts.errors += 1,
                _ => counts.warnings += 1,
            }
        }
        Ok(())
    }

    fn finish(&mut self, out: &mut dyn Write, summary: &Summary) -> io::Result<()> {
        for (what, counted) in [("lint", &self.lints), ("domain", &self.domains), ("folder", &self.folders)] {
            table(out, what, counted)?;
        }
        writeln!(out, "maillint: {summary}")
    }
}

fn table(out: &mut dyn Write, what: &str, counted: &BTreeMap<String, Counts>) -> io::Result<()> {
    let mut rows: Vec<(&String, &Counts)> = counted.iter().collect();
    if rows.is_empty() {
        return Ok(());
    }
    // The map is in the order of its names, which the sort keeps.
    rows.sort_by_key(|(_, counts)| std::cmp::Reverse(counts.all()));
    writeln!(out, "  errors  warnings  {what}")?;
    for (name, Counts { errors, warnings }) in rows.iter().take(MOST) {
        writeln!(out, "{errors:>8}  {warnings:>8}  {}", visible(name))?;
    }
    if let Some(rest) = rows.get(MOST..).filter(|rest| !rest.is_empty()) {
        let findings = rest.iter().map(|(_, counts)| counts.all()).sum();
        writeln!(
            out,
            "                    and {} more, with {}",
            count(rest.len() as u64, what),
            count(findings, "finding")
        )?;
    }
    writeln!(out)
}
