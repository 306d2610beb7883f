//! The checker for a project's files: its policy, as of today, and what it declares about itself.

use super::{Project, leads_into};
use crate::check::Checker;
use crate::policy::Date;
use crate::policy::declared::{self, Declared};
use std::fs::File;
use std::io::Read;
use std::path::{Path, PathBuf};
use std::time::{SystemTime, UNIX_EPOCH};

/// How much is read of a file that declares domains, in bytes.
const DECLARED_MAX: u64 = 4 << 20;

impl Project {
    /// The checker that every gate judges this project's files by.
    pub fn checker(&self) -> Checker {
        Checker::new(self.policy.clone().on(today())).with_declared(self.declared())
    }

    /// The domains that the files at the root declare to be the project's own. One that cannot be read declares none.
    pub fn declared(&self) -> Vec<Declared> {
        if !self.policy.declared() {
            return Vec::new();
        }
        let mut declared = Vec::new();
        for source in declared::sources() {
            if let Some(text) = read(&self.root, source) {
                declared.append(&mut declared::domains(source, &String::from_utf8_lossy(&text)));
            }
        }
        declared
    }

    /// The files at the root that may declare domains: where one of them changes, so may every verdict.
    pub fn declaring(&self) -> impl Iterator<Item = PathBuf> {
        let sources = declared::sources().into_iter().filter(|_| self.policy.declared());
        sources.map(|source| self.root.join(source)).filter(|path| path.is_file())
    }
}

fn read(root: &Path, source: &str) -> Option<Vec<u8>> {
    let path = root.join(source);
    let mut text = Vec::new();
    // A pipe would be waited for.
    if path.metadata().ok()?.is_file() && leads_into(root, &path) {
        (&File::open(path).ok()?).take(DECLARED_MAX).read_to_end(&mut text).ok()?;
    }
    Some(text)
}

/// The day on which allows may have expired: that of `SOURCE_DATE_EPOCH`, for builds that have to come out the same again,
/// or else the clock's.
fn today() -> Date {
    let given = std::env::var("SOURCE_DATE_EPOCH").ok().and_then(|seconds| seconds.parse().ok());
    let now = || SystemTime::now().duration_since(UNIX_EPOCH).map_or(0, |since| since.as_secs());
    Date::from_unix(given.unwrap_or_else(now))
}
