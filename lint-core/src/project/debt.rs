//! The baseline that a project's policy names.

use super::{Error, Project, leads_into, read_utf8};
use crate::settle::Baseline;
use std::fs::{self, File};
use std::io::{self, Read};

/// The largest baseline that is read, in bytes: a line a finding, of which the largest trees have some ten thousand. Read, it takes
/// up to six times as much.
pub const BASELINE_MAX: u64 = 8 << 20;

/// A baseline and where it was read.
#[derive(Clone, Debug)]
pub struct Debt {
    /// Its file, relative to the root and with `/`.
    pub file: String,
    /// What stands in it.
    pub text: String,
    /// What it knows.
    pub baseline: Baseline,
}

impl Project {
    /// The known debt, where the policy names a file of it.
    ///
    /// # Errors
    /// A file that is not there, leads out of the project or cannot be read, or all mistakes in it.
    pub fn debt(&self) -> Result<Option<Debt>, Error> {
        let Some(file) = self.policy.baseline() else { return Ok(None) };
        let path = self.root.join(&file);
        let text = self.read_debt(&path).map_err(|error| Error::unread(&path, error))?;
        match Baseline::parse(&text) {
            Ok(baseline) => Ok(Some(Debt { file, text, baseline })),
            Err(mistakes) => Err(Error::mistaken(&path, mistakes)),
        }
    }

    fn read_debt(&self, path: &std::path::Path) -> io::Result<String> {
        let found = fs::metadata(path).map_err(|error| match error.kind() {
            io::ErrorKind::NotFound => {
                let file = self.name(path);
                io::Error::other(format!("the policy names this baseline: write it with `--write-baseline {file}`"))
            }
            _ => error,
        })?;
        if !found.is_file() || !leads_into(&self.root, path) {
            return Err(io::Error::other("this is not a file of this project"));
        }
        let text = read_utf8(&mut File::open(path)?.take(BASELINE_MAX + 1))?;
        if text.len() as u64 > BASELINE_MAX {
            return Err(io::Error::other("it is larger than 8 MiB"));
        }
        Ok(text)
    }
}
