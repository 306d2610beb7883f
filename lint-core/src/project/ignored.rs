//! What git does not track: the lines of `.gitignore` and its like, as gitignore(5) has them.

use super::{Project, leads_into};
use crate::policy::Glob;
use std::fs;
use std::path::Path;

/// The files that are obeyed, in rising order of precedence.
const FILES: [&str; 3] = [".gitignore", ".ignore", ".maillintignore"];

/// The largest such file that is read, in bytes.
const FILE_MAX: u64 = 4 << 20;

/// The rules that one folder sets for what is below it.
#[derive(Clone, Debug)]
pub(super) struct Rules {
    /// How many bytes of a path, relative to the project's root, lead to the folder.
    skip: usize,
    rules: Vec<Rule>,
}

#[derive(Clone, Debug)]
struct Rule {
    glob: Glob,
    /// Whether it takes back what a rule before it left out.
    keep: bool,
}

impl Rules {
    /// The rules in a folder. A rule file that cannot be read sets none, as with git, nor does one outside of the project.
    pub(super) fn of(project: &Project, folder: &Path) -> Rules {
        let (name, mut rules) = (project.name(folder), Vec::new());
        for file in &FILES {
            let file = folder.join(file);
            let is_one = |found: fs::Metadata| found.is_file() && found.len() <= FILE_MAX;
            if fs::metadata(&file).is_ok_and(is_one) && leads_into(&project.root, &file) {
                let text = fs::read(&file).unwrap_or_default();
                for line in String::from_utf8_lossy(&text).lines() {
                    if let Some(rule) = Rule::parse(line) {
                        rules.push(rule);
                    }
                }
            }
        }
        Rules { skip: if name.is_empty() { 0 } else { name.len() + 1 }, rules }
    }

    /// Whether they leave out the file or folder `path`, relative to the root; `None` where they say nothing.
    pub(super) fn leave_out(&self, path: &str, is_folder: bool) -> Option<bool> {
        let path = path.get(self.skip..)?;
        self.rules.iter().rev().find(|rule| rule.glob.names(path, is_folder)).map(|rule| !rule.keep)
    }
}

impl Rule {
    /// A line; `None` for comments and for what git would not match with anything either.
    fn parse(line: &str) -> Option<Rule> {
        let line = line.strip_prefix('\u{feff}').unwrap_or(line);
        if line.starts_with('#') {
            return None;
        }
        let mut line = line.trim_end_matches('\r');
        while let Some(shorter) = line.strip_suffix(' ').filter(|shorter| !shorter.ends_with('\\')) {
            line = shorter;
        }
        let (keep, glob) = match line.strip_prefix('!') {
            Some(rest) => (true, rest),
            None => (false, line),
        };
        Some(Rule { glob: Glob::new(glob).ok()?, keep })
    }
}
