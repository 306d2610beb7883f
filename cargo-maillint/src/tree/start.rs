//! Where a scan starts: each start path with the project it belongs to.

use super::scope::{Scope, Scopes};
use super::spot::Spot;
use crate::exit::Failure;
use crate::file::tidy;
use lint_core::gate::project::{POLICY_MAX, Project};
use std::collections::{HashMap, HashSet};
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

/// All start paths, by what was found there.
#[derive(Default)]
pub(crate) struct Starts {
    pub(crate) scopes: Vec<Scope>,
    pub(crate) folders: Vec<Spot>,
    pub(crate) files: Vec<Spot>,
    /// What cannot be read, and why.
    pub(crate) unread: Vec<(PathBuf, String)>,
    /// What finds the policies of folders that a walk comes to.
    finder: Option<Box<Finder>>,
}

/// How many policies hold in one scan: each has a memory of its own for what it has judged. All together may be as long as one.
const POLICIES: usize = 100;

/// Where spots stand, by their scopes and names; of those that are alike, the first.
fn by_name(spots: &[Spot]) -> HashMap<(usize, &str), usize> {
    let places = spots.iter().enumerate().rev();
    places.map(|(place, spot)| ((spot.scope, spot.name.as_str()), place)).collect()
}

/// The name, those of the folders that lead to it, and that of the root, which is empty.
fn leading(name: &str) -> impl Iterator<Item = &str> {
    std::iter::successors(Some(name), |name| {
        (!name.is_empty()).then(|| name.rsplit_once('/').map_or("", |(above, _)| above))
    })
}

impl Starts {
    /// The start paths in order, where there is more than one: a walk leaves alone what is also named by itself.
    pub(crate) fn named(&self) -> Vec<&Path> {
        let mut named: Vec<&Path> = self.folders.iter().chain(&self.files).map(|spot| spot.path.as_path()).collect();
        if named.len() == 1 {
            named.clear();
        }
        named.sort();
        named
    }

    /// Tells of names whether files that have them, in any of the projects, would be among them.
    pub(crate) fn covering(&self) -> impl Fn(&str) -> bool {
        let folders: HashSet<&str> = self.folders.iter().map(|folder| folder.name.as_str()).collect();
        let files: HashSet<&str> = self.files.iter().map(|file| file.name.as_str()).collect();
        move |name| files.contains(name) || leading(name).any(|above| folders.contains(above))
    }

    /// The files that have these names in their scopes. A name that is not exact, because the path is no Unicode, finds none.
    pub(crate) fn find(&self, names: Vec<(usize, String)>) -> Vec<Spot> {
        if names.is_empty() {
            return Vec::new();
        }
        let (files, folders) = (by_name(&self.files), by_name(&self.folders));
        let find = |(scope, name): (usize, String)| {
            if let Some(&place) = files.get(&(scope, name.as_str())) {
                return self.files.get(place).cloned();
            }
            let above = leading(&name).filter_map(|above| folders.get(&(scope, above))).min()?;
            let folder = self.folders.get(*above)?;
            let below = Path::new(&name).strip_prefix(&folder.name).ok()?;
            let path = folder.path.strip_prefix(".").unwrap_or(&folder.path).join(below);
            (!name.contains(char::REPLACEMENT_CHARACTER)).then(|| Spot::new(path, name, scope))
        };
        names.into_iter().filter_map(find).collect()
    }

    /// Sorts paths by what stands there. The same path twice counts once.
    ///
    /// # Errors
    /// Every mistake in every policy that holds for one of them. A path that cannot be read is none: `unread` says why.
    pub(crate) fn new(
        paths: &[PathBuf],
        scopes: Scopes,
        unread: fn(&Path, &io::Error) -> String,
    ) -> Result<Starts, Failure> {
        let mut paths: Vec<PathBuf> = paths.iter().map(|path| tidy(path, &scopes.here)).collect();
        paths.sort();
        paths.dedup();
        let mut starts = Starts::default();
        let mut finder =
            Finder { scopes, unread, found: Vec::new(), bytes: 0, known: HashMap::new(), mistakes: Vec::new() };
        for path in paths {
            if let Err(why) = starts.push(&path, &mut finder) {
                starts.unread.push((path, why));
            }
        }
        starts.scopes = std::mem::take(&mut finder.found);
        let mut mistakes = std::mem::take(&mut finder.mistakes);
        starts.finder = Some(Box::new(finder));
        // In the order of their files and lines; two start paths may share a policy.
        let mut told = HashSet::new();
        mistakes.retain(|mistake| told.insert(mistake.clone()));
        if mistakes.is_empty() { Ok(starts) } else { Err(Failure(mistakes)) }
    }

    /// Whether a policy holds in the folder that it stands in, and not one that was asked for in all of them.
    pub(crate) fn obey_nearest(&self) -> bool {
        self.finder.as_ref().is_some_and(|finder| finder.scopes.obey_nearest())
    }

    /// Begins also in these folders, in which a walk has found policies. One that cannot be obeyed is told, and nothing is read
    /// under another in its place.
    pub(crate) fn adopt(&mut self, folders: Vec<PathBuf>) {
        let Some(mut finder) = self.finder.take() else { return };
        finder.found = std::mem::take(&mut self.scopes);
        for folder in folders {
            if finder.found.len() >= POLICIES || finder.bytes > POLICY_MAX {
                let kib = POLICY_MAX >> 10;
                let why = format!(
                    "there are more than {POLICIES} policies, or {kib} KiB of them: scan some of the folders by themselves"
                );
                self.unread.push((folder, why));
                continue;
            }
            if let Err(why) = self.push(&folder, &mut finder) {
                self.unread.push((folder.clone(), why));
            }
            for mistake in finder.mistakes.drain(..) {
                let (path, why) = mistake.split_once(':').unwrap_or(("", &mistake));
                self.unread.push((PathBuf::from(path), why.trim_start().to_owned()));
            }
        }
        self.scopes = std::mem::take(&mut finder.found);
        self.finder = Some(finder);
    }

    /// Leaves out what was named and a policy excludes.
    pub(crate) fn leave_out_excluded(&mut self) {
        let Starts { scopes, folders, files, .. } = self;
        let policy = |spot: &Spot| scopes.get(spot.scope).map(|scope| scope.project.policy());
        let is_wanted = |spot: &Spot| !policy(spot).is_some_and(|policy| policy.excludes_below(&spot.name));
        folders.retain(is_wanted);
        files.retain(is_wanted);
    }

    fn push(&mut self, path: &Path, finder: &mut Finder) -> Result<(), String> {
        let found = fs::metadata(path).map_err(|error| match path.to_str() {
            Some("-") => String::from("to judge the text on stdin, say which file it is: `--stdin-path PATH`"),
            _ => (finder.unread)(path, &error),
        })?;
        let starts = match () {
            () if found.is_dir() => &mut self.folders,
            () if found.is_file() => &mut self.files,
            () => return Err(String::from("neither a file nor a folder; judge its text with `--stdin-path PATH`")),
        };
        let (folder, file) = match (path.parent(), path.file_name()) {
            (Some(folder), Some(file)) if found.is_file() => (folder, Some(file)),
            _ => (path, None),
        };
        let folder = if folder == Path::new("") { Path::new(".") } else { folder };
        let folder = fs::canonicalize(folder).map_err(|error| error.to_string())?;
        // A policy with mistakes has been noted, and ends the job.
        if let Some((scope, project)) = finder.of(&folder) {
            let name = project.name(&file.map_or(folder.clone(), |file| folder.join(file)));
            starts.push(Spot::new(path.to_owned(), name, scope));
        }
        Ok(())
    }
}

/// Finds the scopes of many paths; most share one.
struct Finder {
    scopes: Scopes,
    /// Words for a path at which nothing can be read.
    unread: fn(&Path, &io::Error) -> String,
    found: Vec<Scope>,
    /// The length of all their policies.
    bytes: u64,
    /// The scopes of folders, by index.
    known: HashMap<PathBuf, usize>,
    mistakes: Vec<String>,
}

impl Finder {
    /// The scope of a folder, which is given without links in its path; none if its policy has mistakes.
    fn of(&mut self, folder: &Path) -> Option<(usize, &Project)> {
        let index = match self.known.get(folder) {
            Some(&index) => index,
            None => {
                let index = match self.scopes.at(folder) {
                    Ok(scope) => self.place(scope),
                    Err(Failure(mistakes)) => {
                        self.mistakes.extend(mistakes);
                        return None;
                    }
                };
                self.known.insert(folder.to_owned(), index);
                index
            }
        };
        Some((index, &self.found.get(index)?.project))
    }

    fn place(&mut self, new: Scope) -> usize {
        let place = |scope: &Scope| (scope.project.root().to_owned(), scope.project.policy_file().map(Path::to_owned));
        self.found.iter().position(|old| place(old) == place(&new)).unwrap_or_else(|| {
            self.bytes += fs::metadata(&new.policy_file).map_or(0, |found| found.len());
            self.found.push(new);
            self.found.len() - 1
        })
    }
}
