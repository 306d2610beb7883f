//! The lines of `.gitignore` and its like, as gitignore(5) has them.

mod edges;
mod rule;
mod rules;

pub(super) use rules::Rules;

use super::git::Repository;
use rules::{Asked, RULES_MAX};
use std::fs;
use std::io;
use std::path::Path;
use std::sync::Arc;

/// The files that are obeyed, in rising order of precedence.
pub const IGNORE_FILES: [&str; 3] = [".gitignore", ".ignore", ".maillintignore"];

/// The largest such file that is read, and the most of them that is held for one folder, in bytes; more is something else by
/// mistake.
const BYTES_MAX: usize = 1 << 20;

/// What the folders that lead somewhere say, the nearest first.
#[derive(Clone, Debug, Default)]
pub(super) struct Chain(Option<Arc<Link>>);

#[derive(Debug)]
struct Link {
    /// How many bytes of a path from the root lead to the folder and the slash behind it.
    skip: usize,
    rules: [Rules; IGNORE_FILES.len()],
    /// Of which of these files there are rules, here or above.
    has: [bool; IGNORE_FILES.len()],
    /// How many bytes and rules there are, with those above.
    bytes: usize,
    count: usize,
    above: Chain,
}

impl Chain {
    /// With the rules of the folder at `path`, which `name` leads to from the root, and in which these files are.
    ///
    /// # Errors
    /// The file, and why it cannot be obeyed.
    pub(super) fn with(
        &self,
        root: &Path,
        path: &Path,
        name: &[u8],
        there: [bool; IGNORE_FILES.len()],
    ) -> Result<Chain, (&'static str, String)> {
        let mut rules = <[Rules; IGNORE_FILES.len()]>::default();
        let (mut bytes, mut count) = self.0.as_ref().map_or((0, 0), |link| (link.bytes, link.count));
        for (at, file) in IGNORE_FILES.iter().enumerate().filter(|(at, _)| there[*at]) {
            let text = read(root, &path.join(file), at == 0).map_err(|why| (*file, why))?;
            rules[at] = Rules::parse(text).map_err(|why| (*file, why))?;
            bytes += rules[at].bytes();
            count += rules[at].count();
            if bytes > BYTES_MAX || count > RULES_MAX {
                let why = format!("with those above, more than {} KiB or {RULES_MAX} rules", BYTES_MAX >> 10);
                return Err((file, why));
            }
        }
        if rules.iter().all(Rules::is_empty) {
            return Ok(self.clone());
        }
        let skip = if name.is_empty() { 0 } else { name.len() + 1 };
        let mut has = self.0.as_ref().map_or_else(Default::default, |link| link.has);
        for (has, rules) in has.iter_mut().zip(&rules) {
            *has |= !rules.is_empty();
        }
        Ok(Chain(Some(Arc::new(Link { skip, rules, has, bytes, count, above: self.clone() }))))
    }

    /// Whether the files of one name leave out what is asked about; `None` where they say nothing.
    fn of(&self, file: usize, asked: &Asked<'_>) -> Option<bool> {
        let mut chain = self;
        while let Some(link) = chain.0.as_ref().filter(|link| link.has[file]) {
            let says = link.rules[file].leave_out(asked, link.skip);
            if says.is_some() {
                return says;
            }
            chain = &link.above;
        }
        None
    }

    /// What is said of the file or folder at `path` from the root, of which `base` bytes lead to that of the repository.
    pub(super) fn verdict(&self, path: &[u8], base: usize, is_folder: bool, repository: &Repository) -> Verdict {
        let asked = Asked::new(path, is_folder, repository.fold);
        let [git, others @ ..] = [0, 1, 2];
        if let Some(out) = others.into_iter().rev().find_map(|file| self.of(file, &asked)) {
            return if out { Verdict::Out } else { Verdict::In };
        }
        let last = || repository.excludes.iter().find_map(|rules| rules.leave_out(&asked, base));
        match self.of(git, &asked).or_else(last) {
            Some(true) => Verdict::Untracked,
            _ => Verdict::In,
        }
    }
}

/// What rules say of a file or folder.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Verdict {
    In,
    /// Left out, unless git tracks it: git's own rules say so.
    Untracked,
    /// Left out, tracked or not: it was said to maillint and its kind.
    Out,
}

/// Reads a file of rules, which a pipe or a device is none of.
///
/// # Errors
/// Why nobody can know what it says.
pub(super) fn read(root: &Path, file: &Path, is_git: bool) -> Result<Vec<u8>, String> {
    let found = match fs::symlink_metadata(file) {
        // Git does not follow one either.
        Ok(found) if found.is_symlink() && is_git && super::leads_into(root, file) => return Ok(Vec::new()),
        Ok(found) if found.is_symlink() => match fs::metadata(file) {
            Ok(_) if !super::leads_into(root, file) => return Err(String::from("a link out of the project")),
            Ok(found) => found,
            Err(_) => return Ok(Vec::new()),
        },
        Ok(found) => found,
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(Vec::new()),
        Err(error) => return Err(error.to_string()),
    };
    if found.is_dir() {
        return Ok(Vec::new());
    }
    regular(file, &found)
}

/// Reads a regular file of rules.
pub(super) fn regular(file: &Path, found: &fs::Metadata) -> Result<Vec<u8>, String> {
    if !found.is_file() {
        return Err(String::from("neither a file nor a folder"));
    }
    if found.len() > BYTES_MAX as u64 {
        return Err(String::from("it is larger than 1 MiB"));
    }
    match fs::read(file) {
        Ok(text) if text.len() > BYTES_MAX => Err(String::from("it is larger than 1 MiB")),
        Ok(text) => Ok(text),
        Err(error) => Err(error.to_string()),
    }
}
