//! What a change brings: the lines that it adds, and what it does to the rules that maillint obeys.

mod baseline;

pub(crate) use baseline::{Baselines, Known, Use};

use crate::archive::{self, Seekable};
use crate::exit::Failure;
use crate::file::Origin;
use crate::git::{Differing, Git, New, Objects, differing, lossy, new_and_gone, patched, tracked};
use crate::tree::{Scope, Spot, Starts};
use lint_core::gate::project::IGNORE_FILES;
use lint_core::gate::settle::Lines;
use std::collections::{BTreeSet, HashMap, HashSet};
use std::env;
use std::io::{self, Cursor, Read};
use std::path::PathBuf;

/// What is asked of git: nothing that a setting could change, and of each hunk no more than where it is. A submodule is a
/// repository of its own.
const DIFF: [&str; 8] = [
    "diff-index",
    "--patch",
    "--unified=0",
    "--no-color",
    "--no-ext-diff",
    "--no-textconv",
    "--ignore-submodules=all",
    // Short names have git look through all that it stores for others that begin with the same letters.
    "--full-index",
];

/// How many files may have new names before only those count that are otherwise the same.
const RENAMES: [&str; 2] = ["--find-renames", "-l1000"];

/// Which change is meant.
#[derive(Clone, Debug)]
pub(crate) enum Change {
    /// What is new in the files since the commit at which HEAD and this revision parted.
    Since(String),
    /// What is new in the index, which is judged in place of the files.
    Staged,
}

/// The changes in all projects under scan.
#[derive(Debug, Default)]
pub(crate) struct Changes {
    repositories: Vec<Repository>,
    /// The repository of each scope, by index.
    of_scopes: Vec<usize>,
}

/// The change in one repository. Paths begin at its root, as the names of its files do.
#[derive(Debug)]
struct Repository {
    root: PathBuf,
    /// The files that it touches, with the lines that it adds to them.
    touched: HashMap<String, Lines>,
    /// What git tracks; in all other files, all lines are new.
    tracked: HashSet<String>,
    staged: Option<Staged>,
}

/// The index where it differs from the files.
#[derive(Debug)]
struct Staged {
    /// What it holds for these paths.
    blobs: HashMap<String, String>,
    /// Those for which there is no file.
    lacking: Vec<String>,
    objects: Objects,
}

/// Hands the text that is to be judged as this file to `read`.
pub(crate) fn text<T>(
    changes: Option<&Changes>,
    spot: &Spot,
    origin: Origin<'_>,
    read: impl FnOnce(&mut dyn Read) -> io::Result<T>,
) -> io::Result<T> {
    match changes.and_then(|changes| changes.staged(spot)) {
        Some((objects, blob)) => objects.read(blob, read),
        None => read(&mut origin.open(&spot.path)?),
    }
}

/// Hands the file that is to be judged to `read`, which goes back and forth in it. What git holds is short enough to be held, or else
/// skipped as what is packed.
pub(crate) fn file<T>(
    changes: Option<&Changes>,
    spot: &Spot,
    origin: Origin<'_>,
    read: impl FnOnce(&mut dyn Seekable) -> io::Result<T>,
) -> io::Result<T> {
    match changes.and_then(|changes| changes.staged(spot)) {
        Some((objects, blob)) => {
            let bytes = objects.read(blob, archive::held)?;
            read(&mut Cursor::new(bytes))
        }
        None => read(&mut origin.open(&spot.path)?.into_file()),
    }
}

impl Changes {
    /// Asks git for the change in the projects that a scan starts in. Files of the index that are not there to be found are
    /// added to those that it starts with.
    ///
    /// # Errors
    /// Git does not know, with the reason and what to do.
    pub(crate) fn of(change: &Change, starts: &mut Starts) -> Result<Changes, Failure> {
        let here = &env::current_dir().unwrap_or_default();
        let mut changes = Changes::default();
        for scope in &starts.scopes {
            let root = scope.project.root();
            let known = changes.repositories.iter().position(|repository| repository.root == root);
            let place = match known {
                Some(place) => place,
                None => {
                    changes.repositories.push(Repository::of(change, Git::at(root, here)?)?);
                    changes.repositories.len() - 1
                }
            };
            changes.of_scopes.push(place);
        }
        let lacking = starts.find(changes.lacking(&starts.scopes));
        starts.files.extend(lacking);
        Ok(changes)
    }

    /// Takes up projects that a walk has found since, which are parts of those.
    pub(crate) fn adopt(&mut self, scopes: &[Scope]) {
        for scope in scopes.iter().skip(self.of_scopes.len()) {
            let place = self.repositories.iter().position(|repository| repository.root == scope.project.root());
            self.of_scopes.push(place.unwrap_or(usize::MAX));
        }
    }

    fn repository(&self, scope: usize) -> Option<&Repository> {
        self.repositories.get(*self.of_scopes.get(scope)?)
    }

    /// The lines that are new in a file.
    pub(crate) fn lines(&self, spot: &Spot) -> Lines {
        self.repository(spot.scope).map_or_else(Lines::default, |repository| repository.lines(&spot.name))
    }

    /// Whether a file is not part of what is judged: of the index.
    pub(crate) fn pass_over(&self, spot: &Spot) -> bool {
        let repository = self.repository(spot.scope);
        repository.is_some_and(|found| found.staged.is_some() && !found.tracked.contains(&spot.name))
    }

    /// What the index holds for a file, where that is not what the file holds.
    fn staged(&self, spot: &Spot) -> Option<(&Objects, &str)> {
        let staged = self.repository(spot.scope)?.staged.as_ref()?;
        Some((&staged.objects, staged.blobs.get(&spot.name)?))
    }

    /// Files of the index for which there is none in the work tree, by scope.
    fn lacking(&self, scopes: &[Scope]) -> Vec<(usize, String)> {
        let mut lacking = Vec::new();
        for (index, scope) in scopes.iter().enumerate() {
            let Some(staged) = self.repository(index).and_then(|found| found.staged.as_ref()) else { continue };
            let is_read = |name: &&String| !ancestors(name).any(|name| scope.project.policy().excludes(name));
            lacking.extend(staged.lacking.iter().filter(is_read).map(|name| (index, name.clone())));
        }
        lacking
    }

    /// Whether the change has to do with a file of any project.
    pub(crate) fn touch(&self, name: &str) -> bool {
        self.repositories.iter().any(|repository| {
            repository.touched.contains_key(name)
                || !repository.tracked.contains(name) && repository.root.join(name).exists()
        })
    }

    /// The policies and lists of ignored files that it touches, in the order of their paths.
    pub(crate) fn rules(&self, scopes: &[Scope]) -> BTreeSet<String> {
        let touched = self.repositories.iter().flat_map(|repository| repository.touched.keys());
        let is_rule = |name: &&String| base(name) == "maillint.toml" || IGNORE_FILES.contains(&base(name));
        let policies = scopes.iter().map(|scope| scope.checker.policy().file());
        let policies = policies.filter(|file| !file.is_empty() && self.touch(file)).map(str::to_owned);
        touched.filter(is_rule).cloned().chain(policies).collect()
    }
}

fn base(name: &str) -> &str {
    name.rsplit('/').next().unwrap_or(name)
}

/// The path, and the folders that lead to it.
fn ancestors(name: &str) -> impl Iterator<Item = &str> {
    std::iter::successors(Some(name), |name| Some(name.rsplit_once('/')?.0))
}

impl Repository {
    fn of(change: &Change, git: Git) -> Result<Repository, Failure> {
        let root = git.root().to_owned();
        let (touched, mut tracked) = (HashMap::new(), tracked(&git)?);
        match change {
            Change::Since(revision) => {
                let bases = bases(&git, revision)?;
                let mut repository = Repository { root, touched, tracked, staged: None };
                repository.add(&git, &bases)?;
                Ok(repository)
            }
            Change::Staged => {
                let head = match git.commit("HEAD")? {
                    Some(head) => head,
                    // There is no commit yet: all is new against a tree without files.
                    None => git.ask(&["hash-object", "-t", "tree", "--stdin"])?,
                };
                let touched = added(&git, &["--cached"], &head)?;
                let staged = Staged::of(git, &mut tracked)?;
                Ok(Repository { root, touched, tracked, staged: Some(staged) })
            }
        }
    }

    fn lines(&self, name: &str) -> Lines {
        match self.touched.get(name) {
            Some(lines) => lines.clone(),
            None if self.tracked.contains(name) => Lines::default(),
            None => Lines::all(),
        }
    }

    /// Adds what is new since these commits.
    fn add(&mut self, git: &Git, bases: &[String]) -> Result<(), Failure> {
        let mut touched: Option<HashMap<String, Lines>> = None;
        for base in bases {
            let new = added(git, &[], base)?;
            // Where histories crossed, a line is new that is in none of the commits at which they parted.
            touched = Some(match touched {
                None => new,
                Some(touched) => {
                    let both = |(name, lines): (String, Lines)| Some((lines.and(new.get(&name)?), name));
                    touched.into_iter().filter_map(both).map(|(lines, name)| (name, lines)).collect()
                }
            });
        }
        self.touched.extend(touched.unwrap_or_default());
        Ok(())
    }
}

/// The commits at which HEAD and a revision parted: one, or more where they were merged both ways.
fn bases(git: &Git, revision: &str) -> Result<Vec<String>, Failure> {
    let place = git.root().display();
    if git.commit("HEAD")?.is_none() {
        return Err(Failure::new(format!("--since {revision}: {place} has no commit yet")));
    }
    let Some(commit) = git.commit(revision)? else {
        let remote = format!("origin/{revision}");
        let hint = match git.commit(&remote)? {
            Some(_) => format!("; did you mean `{remote}`?"),
            None => git.shallow_hint().to_owned(),
        };
        return Err(Failure::new(format!("--since {revision}: there is no commit of that name in {place}{hint}")));
    };
    let bases = git.try_ask(&["merge-base", "--all", &commit, "HEAD"])?.unwrap_or_default();
    if bases.is_empty() {
        let hint = git.shallow_hint();
        return Err(Failure::new(format!("--since {revision}: it has no commit in common with HEAD in {place}{hint}")));
    }
    Ok(bases.lines().map(str::to_owned).collect())
}

/// The lines that are new in files since a commit or tree.
fn added(git: &Git, options: &[&str], tree: &str) -> Result<HashMap<String, Lines>, Failure> {
    let mut touched = HashMap::new();
    let New { files, is_any_gone, halves } = new_and_gone(git, options, tree)?;
    // Without files that are gone, those that are new have no other name, and all of their lines are new: git need not read them.
    let how = if is_any_gone { RENAMES } else { ["--no-renames", "--diff-filter=a"] };
    if !is_any_gone {
        touched.extend(files.into_iter().map(|name| (name, Lines::all())));
    }
    let args = [&DIFF[..], &how, options, &[tree, "--"]].concat();
    let patch = match halves.asked().filter(|_| !is_any_gone) {
        Some(halves) => git.read_halves(&args, halves, patched)?,
        None => git.read(&args, patched)?,
    };
    for (name, lines) in patch {
        // A file in the place of a link is one that goes and one that comes; names that are no text may be the same.
        touched.entry(lossy(&name)).and_modify(|known: &mut Lines| *known = known.or(&lines)).or_insert(lines);
    }
    Ok(touched)
}

impl Staged {
    /// Where index and files differ. What is only announced to be added is not in it, and is taken from `tracked`.
    fn of(git: Git, tracked: &mut HashSet<String>) -> Result<Staged, Failure> {
        let (mut blobs, mut lacking) = (HashMap::new(), Vec::new());
        for Differing { status, mode, blob, path } in differing(&git)? {
            if status == "U" {
                let path = lint_core::gate::render::visible(&path);
                return Err(Failure::new(format!(
                    "--staged: {path}: a merge left a conflict, and nothing is staged for it"
                )));
            }
            let is_file = mode.starts_with("100");
            if !is_file || blob.bytes().all(|digit| digit == b'0') {
                tracked.remove(&path);
                continue;
            }
            if status == "D" || status == "T" {
                lacking.push(path.clone());
            }
            blobs.insert(path, blob);
        }
        lacking.sort();
        Ok(Staged { blobs, lacking, objects: Objects::of(git)? })
    }
}
