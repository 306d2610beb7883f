//! What a scan brings back, before it is told.

use super::Partition;
use crate::report::Summary;
use crate::tree::{Spot, Starts};
use lint_core::gate::project::Skipped;
use lint_core::gate::settle::Used;
use lint_core::{Census, Checker, Excused, Finding};
use std::collections::HashSet;
use std::path::{Path, PathBuf};

/// What all threads brought back.
#[derive(Default)]
pub(crate) struct Gathered {
    /// The files worth telling of.
    pub(crate) files: Vec<File>,
    /// What was read; findings and errors are counted when they are told.
    pub(crate) summary: Summary,
    /// Folders that were not entered, since they have a policy of their own.
    pub(crate) apart: Vec<PathBuf>,
    /// By scope.
    pub(crate) counted: Vec<Counted>,
}

/// What is counted over all files of a scope.
#[derive(Default)]
pub(crate) struct Counted {
    pub(crate) census: Census,
    /// Which of the policy's allows excused something, by index.
    pub(crate) used_allows: Used,
}

/// A file worth telling of, in little space: there may be very many.
pub(crate) struct File {
    pub(crate) path: Box<Path>,
    /// The name of its spot, where that is not what the path says.
    name: Option<Box<str>>,
    scope: usize,
    /// Of a file that is packed in that one, its name there.
    member: Option<Box<str>>,
    /// Which it is of all that is packed there.
    pub(crate) number: u32,
    pub(crate) outcome: Outcome,
    /// The lines in which a change adds allow comments.
    pub(crate) comments: Box<[u64]>,
}

/// What was found in a file.
#[derive(Default)]
pub(crate) struct Findings {
    pub(crate) counting: Vec<Finding>,
    pub(crate) excused: Vec<Excused>,
}

/// What became of a file.
pub(crate) enum Outcome {
    Found(Box<Findings>),
    /// More was found than is held: it is found again when it is told.
    Again {
        /// Whether the checker that knows the census found it.
        informed: bool,
        /// Where that is more than is held of a file, so that it is told piece by piece: how many allow comments are in it.
        comments: Option<usize>,
    },
    /// Why it could not be read.
    Unread(String),
    /// What it is instead of text; told only where that is asked for.
    Skipped(Skipped),
}

impl File {
    pub(crate) fn new(spot: &Spot, outcome: Outcome, comments: Vec<u64>) -> File {
        let Spot { path, name, scope, member, number } = spot;
        let name = (path.to_str() != Some(name)).then(|| name.as_str().into());
        let (path, member) = (path.as_path().into(), member.clone());
        File { path, name, scope: *scope, member, number: *number, outcome, comments: comments.into() }
    }

    pub(crate) fn unread(path: &Path, why: String) -> File {
        let (name, comments) = (Some(Box::default()), Box::default());
        File { path: path.into(), name, scope: 0, member: None, number: 0, outcome: Outcome::Unread(why), comments }
    }

    /// Whether it is packed, and found again when it is told.
    pub(crate) fn is_packed_again(&self) -> bool {
        self.member.is_some() && matches!(self.outcome, Outcome::Again { .. })
    }

    /// Whether it is packed in the same file.
    pub(crate) fn is_beside(&self, other: &File) -> bool {
        self.member.is_some() && self.path == other.path
    }

    pub(crate) fn spot(&self) -> Spot {
        let name = self.name.as_deref().or_else(|| self.path.to_str()).unwrap_or_default();
        Spot {
            member: self.member.clone(),
            number: self.number,
            ..Spot::new(self.path.to_path_buf(), name.to_owned(), self.scope)
        }
    }
}

impl Gathered {
    /// Takes what was found the second time in some files for what was found the first time.
    pub(crate) fn replace(&mut self, again: &[Spot], gathered: Gathered) {
        let again: HashSet<&Path> = again.iter().map(|spot| spot.path.as_path()).collect();
        self.files.retain(|file| !again.contains(&*file.path));
        self.files.extend(gathered.files);
        for (mine, other) in self.counted.iter_mut().zip(gathered.counted) {
            mine.used_allows.add(&other.used_allows);
        }
    }

    /// Adds what was brought back from other folders, maybe under more policies.
    pub(crate) fn join(&mut self, mut other: Gathered) {
        self.files.append(&mut other.files);
        self.apart.append(&mut other.apart);
        self.summary.files += other.summary.files;
        self.summary.bytes += other.summary.bytes;
        self.summary.subjects += other.summary.subjects;
        self.summary.skipped += other.summary.skipped;
        for (why, count) in other.summary.skipped_by {
            *self.summary.skipped_by.entry(why).or_default() += count;
        }
        self.counted.resize_with(other.counted.len().max(self.counted.len()), Counted::default);
        for (mine, other) in self.counted.iter_mut().zip(other.counted) {
            mine.census.merge(other.census);
            mine.used_allows.add(&other.used_allows);
        }
    }

    /// Adds what is to be said of the allows in the policies. That one excuses nothing is known only where everything was read
    /// that the policy is about. Of the parts of a tree, the one that a policy's file is in tells of the rest.
    pub(crate) fn judge_policies(&mut self, starts: &Starts, partition: Option<Partition>) {
        let all_read = partition.is_none() && !self.files.iter().any(|file| matches!(file.outcome, Outcome::Unread(_)));
        for (index, (scope, counted)) in starts.scopes.iter().zip(&self.counted).enumerate() {
            let name = scope.checker.policy().file().to_owned();
            let folder = name.rsplit_once('/').map_or("", |(folder, _)| folder);
            let covers = |spot: &Spot| spot.scope == index && Path::new(folder).starts_with(&spot.name);
            let is_whole = all_read && scope.project.policy().is_whole();
            let used = (is_whole && starts.folders.iter().any(covers)).then_some(&counted.used_allows);
            let findings = scope.checker.allows(used);
            let is_told = partition.is_none_or(|partition| partition.holds(&name));
            if is_told && !findings.is_empty() {
                let spot = Spot::new(scope.policy_file.clone(), name, index);
                let findings = Box::new(Findings { counting: findings, excused: Vec::new() });
                self.files.push(File::new(&spot, Outcome::Found(findings), Vec::new()));
            }
        }
    }

    /// Puts the files in the order of their paths, bytewise by component; what is packed in one, as it comes there, so that all of
    /// it can be told in one reading.
    pub(crate) fn sorted(mut self) -> Gathered {
        self.files.sort_by(|a, b| a.path.cmp(&b.path).then_with(|| a.number.cmp(&b.number)));
        self
    }
}

/// Lets the checkers of the scopes know what their trees use, and gives the files to be judged once more with that as a witness:
/// those with a domain that is close to one in use, which `lonely` tells of, and those in which anything was found.
///
/// Files that were named by themselves are no tree.
pub(crate) fn take_census(
    starts: &mut Starts,
    gathered: &mut Gathered,
    lonely: impl Fn(&Checker) -> Vec<String>,
) -> Vec<Spot> {
    let folders: HashSet<usize> = starts.folders.iter().map(|folder| folder.scope).collect();
    let mut names = Vec::new();
    for (index, (scope, Counted { census, .. })) in starts.scopes.iter_mut().zip(&mut gathered.counted).enumerate() {
        if !folders.contains(&index) {
            continue;
        }
        let informed = scope.checker.with_census(std::mem::take(census));
        names.extend(lonely(&informed).into_iter().map(|name| (index, name)));
        scope.informed = Some(informed);
    }
    let mut again = starts.find(names);
    let mut known: HashSet<PathBuf> = again.iter().map(|spot| spot.path.clone()).collect();
    let found = gathered.files.iter().filter(|file| match &file.outcome {
        Outcome::Found(found) => {
            let mut excused = found.excused.iter().map(|excused| &excused.finding);
            found.counting.iter().any(Checker::may_hear_of) || excused.any(Checker::may_hear_of)
        }
        Outcome::Again { .. } => true,
        Outcome::Unread(_) | Outcome::Skipped(_) => false,
    });
    let found = found.filter(|file| folders.contains(&file.scope));
    for file in found {
        // An archive is read again as a whole, however much was found in it.
        if known.insert(file.path.to_path_buf()) {
            again.push(Spot { member: None, ..file.spot() });
        }
    }
    again
}
