//! The walk: which files there are to read, folder by folder.
//!
//! What git tracks is read, and what it would add: the same at every gate. Whoever walks decides in which order, and with how
//! many threads; a folder is listed on its own, with what the folders above it say.

use super::git::{self, Repository};
use super::identity::Identity;
use super::ignored::{Chain, IGNORE_FILES, Verdict};
use super::names::Names;
use super::opened::{Kind, Open};
use super::{Error, Project};
use crate::policy::Policy;
use std::borrow::Cow;
use std::ffi::OsStr;
use std::fs::{self, File};
use std::io::{self, Read};
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// The file by which a folder says that it is a cache, and how it begins (bford.info/cachedir).
const CACHE: (&str, &[u8]) = ("CACHEDIR.TAG", b"Signature: 8a477f597d28d172789f06886806bc55");

/// A folder that is to be listed.
///
/// ```
/// # fn main() -> Result<(), lint_core::gate::project::Error> {
/// use lint_core::gate::project::Project;
/// let project = Project::of(env!("CARGO_MANIFEST_DIR").as_ref())?;
/// let here = project.enter(project.folder())?.list(project.policy())?;
/// assert!(here.files().any(|file| file.name.ends_with("Cargo.toml")));
/// # Ok(())
/// # }
/// ```
#[derive(Clone, Debug)]
pub struct Folder {
    path: PathBuf,
    /// The one that it is in, if that is open.
    above: Option<Arc<Open>>,
    /// From the root of its project, with `/`, as the system stores it.
    name: Vec<u8>,
    rules: Chain,
    repository: Arc<Repository>,
    /// How many bytes of the name lead to the root of the repository and the slash behind it.
    base: usize,
    /// Whether git leaves it out: only what is tracked in it is read.
    left_out: bool,
    /// Whether the walk began here.
    is_start: bool,
    /// A file that is not read, whatever it is called.
    without: Option<Identity>,
}

/// What there is to read in a folder, in little space: there may be very much.
#[derive(Debug)]
pub struct Listing {
    folder: Folder,
    /// The folder itself, if it is still open.
    open: Option<Arc<Open>>,
    files: Names,
    folders: Names,
    /// Those of the folders, by number, that git leaves out, and in which only what is tracked is read.
    left_out: Vec<u32>,
    has_policy: bool,
}

/// A file that is to be read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entry {
    /// Where it is, as the walk came there.
    pub path: PathBuf,
    /// From the root of its project, with `/`; what is no Unicode becomes U+FFFD.
    pub name: String,
}

impl Project {
    /// Begins a walk in `folder`, below the root, which is read whatever leaves it out.
    ///
    /// # Errors
    /// A folder that is not there, or a file of rules on the way to it that cannot be obeyed.
    pub fn enter(&self, folder: &Path) -> Result<Folder, Error> {
        let real = fs::canonicalize(folder).map_err(|error| Error::unread(folder, error))?;
        let below = real.strip_prefix(&self.root).unwrap_or(Path::new(""));
        let repository = Repository::at(&self.root).map_err(|(file, why)| refused(&file, &why))?;
        let (repository, mut above) = (Arc::new(repository), self.root.clone());
        let (mut rules, mut name) = (Chain::default(), Vec::new());
        for part in below {
            rules = rules
                .with(&self.root, &above, &name, [true; 3])
                .map_err(|(file, why)| refused(&above.join(file), &why))?;
            above.push(part);
            push(&mut name, &bytes_of(part));
        }
        let path = folder.to_owned();
        Ok(Folder {
            path,
            above: None,
            name,
            rules,
            repository,
            base: 0,
            left_out: false,
            is_start: true,
            without: None,
        })
    }

    /// Whether a walk through the project passes over the file at `path`, or over a folder that leads to it. A folder that was
    /// asked about is not passed over itself, nor what leads to it.
    pub fn passes_over(&self, path: &Path) -> bool {
        let asked = if path.starts_with(&self.folder) { &self.folder } else { &self.root };
        let Ok(below) = path.strip_prefix(asked) else { return false };
        let Ok(mut folder) = self.enter(asked) else { return false };
        let mut parts = below.iter().peekable();
        while let Some(part) = parts.next() {
            let Ok(listing) = folder.list_only(&self.policy, Some(part)) else { return false };
            match listing.subfolder(0) {
                Some(deeper) if parts.peek().is_some() => folder = deeper,
                _ => return listing.is_empty(),
            }
        }
        false
    }
}

impl Folder {
    /// Where it is, as the walk came there.
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// From the root of its project, with `/`; what is no Unicode becomes U+FFFD.
    pub fn name(&self) -> String {
        String::from_utf8_lossy(&self.name).into_owned()
    }

    /// This folder and all below it without one file, whatever it is called there: what a scan writes into is not read.
    #[must_use]
    pub fn without(self, file: Option<Identity>) -> Folder {
        Folder { without: file, ..self }
    }

    /// Lists the files and folders that git tracks or would add, that nothing else leaves out, and that this policy does not
    /// exclude, in the order in which the system has them: whoever wants another sorts what comes of it.
    ///
    /// Hidden ones are among them; `.git` is not, nor are links, nor submodules and other repositories in the repository, nor what
    /// calls itself a cache by a `CACHEDIR.TAG`, as cargo's `target` does, and is not tracked.
    ///
    /// # Errors
    /// A folder that cannot be read, a file of rules that cannot be obeyed, an index that is damaged.
    pub fn list(self, policy: &Policy) -> Result<Listing, Error> {
        self.list_only(policy, None)
    }

    /// Lists the folder, or what it says of this one name in it.
    fn list_only(mut self, policy: &Policy, only: Option<&OsStr>) -> Result<Listing, Error> {
        let unread = |error| Error::unread(&self.path, error);
        let here = without_dot(&self.path);
        let (mut found, mut are_folders, mut there) = (Names::default(), Vec::new(), [false; IGNORE_FILES.len()]);
        let (mut is_cache, mut is_root, mut has_policy) = (false, false, false);
        let only = only.map(bytes_of);
        let mut open = Open::folder(self.above.as_deref(), &self.path, self.is_start).map_err(unread)?;
        let listed = open.each(|name, kind, number| {
            if self.without.is_some_and(|file| file.is(number, &here.join(name))) {
                return;
            }
            let name = bytes_of(name);
            if let Some(at) = IGNORE_FILES.iter().position(|file| *name == *file.as_bytes()) {
                there[at] = true;
            }
            is_cache |= *name == *CACHE.0.as_bytes();
            has_policy |=
                *name == *b"maillint.toml" || *name == *b"Cargo.toml" && super::names_policy(&here.join("Cargo.toml"));
            let is_git = *name == *b".git";
            is_root |= is_git;
            if only.as_ref().is_none_or(|only| name == *only) && kind != Kind::Other && !is_git {
                found.push(&name);
                are_folders.push(kind == Kind::Folder);
            }
        });
        listed.map_err(unread)?;
        self.above = None;
        let open = open.keep(&self.path);
        self.left_out |= is_cache && !self.is_start && says_cache(&here.join(CACHE.0));
        if is_root && !self.is_start && git::is_nested(here) {
            let refused = |(file, why): (PathBuf, String)| refused(&file, &why);
            if !self.repository.is_there() {
                // Outside of any repository, one is as good as another.
                self.repository = Arc::new(Repository::at(here).map_err(refused)?);
                (self.rules, self.base) = (Chain::default(), self.name.len() + 1);
            } else if !self.repository.tracked().map_err(refused)?.holds_below(&self.name[self.base..]) {
                found = Names::default();
            }
        }
        let repository = Arc::clone(&self.repository);
        if there != [false; IGNORE_FILES.len()] {
            let rules = self.rules.with(&repository.root, here, &self.name, there);
            self.rules = rules.map_err(|(file, why)| refused(&here.join(file), &why))?;
        }
        let (mut files, mut folders, mut left_out) = (Names::with_room_for(&found), Names::default(), Vec::new());
        let (mut path, at) = (self.name.clone(), self.name.len());
        for (bytes, is_folder) in found.iter().zip(are_folders) {
            path.truncate(at);
            push(&mut path, bytes);
            let own = path.get(self.base..).unwrap_or_default();
            let out = match self.rules.verdict(&path, self.base, is_folder, &repository) {
                Verdict::Out => continue,
                Verdict::Untracked => true,
                Verdict::In => self.left_out || !is_folder && is_temporary(bytes),
            };
            if policy.excludes(&text_of(&path)) {
                continue;
            }
            let tracked = || repository.tracked().map_err(|(file, why)| refused(&file, &why));
            if !is_folder {
                if !out || tracked()?.holds(own) {
                    files.push(bytes);
                }
                continue;
            }
            // What its own repository tracks.
            if repository.has_modules && tracked()?.is_submodule(own) {
                continue;
            }
            if !out || tracked()?.holds_below(own) {
                if out {
                    left_out.push(u32::try_from(folders.len()).unwrap_or(u32::MAX));
                }
                folders.push(bytes);
            }
        }
        // A walk begins anew in a folder of its own policy, but not where only what is tracked is read.
        has_policy &= !self.left_out && !self.is_start;
        Ok(Listing { folder: self, open, files, folders, left_out, has_policy })
    }
}

impl Listing {
    /// The folder that was listed.
    pub fn folder(&self) -> &Folder {
        &self.folder
    }

    /// Whether a policy stands in the folder, below the one that the walk began at: it holds there, and not the one that was
    /// obeyed up to there.
    pub fn has_policy(&self) -> bool {
        self.has_policy
    }

    /// The files to read.
    pub fn files(&self) -> impl Iterator<Item = Entry> + '_ {
        (0..self.len()).filter_map(|number| {
            let mut entry = Entry { path: PathBuf::new(), name: String::new() };
            self.file(number, &mut entry.path, &mut entry.name).then_some(entry)
        })
    }

    /// The folders to list.
    pub fn folders(&self) -> impl Iterator<Item = Folder> + '_ {
        (0..self.folders.len()).filter_map(|number| self.subfolder(number))
    }

    /// How many files there are to read in it.
    pub fn len(&self) -> usize {
        self.files.len()
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.files.len() == 0
    }

    /// How many folders there are to list in it.
    pub fn count_folders(&self) -> usize {
        self.folders.len()
    }

    /// The folder of this number, from 0.
    pub fn subfolder(&self, number: usize) -> Option<Folder> {
        let Folder { path, name, rules, repository, base, without, .. } = &self.folder;
        let (own, mut name) = (self.folders.get(number)?, name.clone());
        push(&mut name, own);
        Some(Folder {
            path: without_dot(path).join(path_of(own)),
            above: self.open.clone(),
            name,
            rules: rules.clone(),
            repository: Arc::clone(repository),
            base: *base,
            left_out: self.left_out.binary_search(&u32::try_from(number).ok()?).is_ok(),
            is_start: false,
            without: *without,
        })
    }

    /// Puts path and name of the file of this number, from 0, in place of what they held; whether there is one.
    pub fn file(&self, number: usize, path: &mut PathBuf, name: &mut String) -> bool {
        let Some(own) = self.files.get(number) else { return false };
        path.as_mut_os_string().clear();
        path.push(without_dot(&self.folder.path));
        path.push(path_of(own));
        name.clear();
        for part in [&self.folder.name[..], own] {
            if !name.is_empty() {
                name.push('/');
            }
            name.push_str(&text_of(part));
        }
        true
    }

    /// Opens the file of this number, from 0, in the folder that was listed, whatever its path leads to by now. A link is not
    /// followed, and nothing is waited for, should it have become a pipe. `None` if it is to be opened by its path: folders are
    /// held open on some systems alone, and not any number of them.
    pub fn open(&self, number: usize) -> Option<io::Result<File>> {
        self.open.as_ref()?.file(path_of(self.files.get(number)?).as_ref())
    }
}

/// What is joined to a path that is the current folder.
fn without_dot(path: &Path) -> &Path {
    let begins = path.as_os_str().as_encoded_bytes().first() == Some(&b'.');
    if begins && path == Path::new(".") { Path::new("") } else { path }
}

/// A name in which what is no Unicode becomes U+FFFD; nearly always it is, which the check alone tells in a third of the time.
fn text_of(name: &[u8]) -> Cow<'_, str> {
    std::str::from_utf8(name).map_or_else(|_| String::from_utf8_lossy(name), Cow::Borrowed)
}

/// Whether a file has the name of one that `cargo maillint --fix` makes, to take another's place, and that a run which was ended by
/// force may leave: it is read where it is tracked alone.
pub fn is_temporary(name: &[u8]) -> bool {
    name.starts_with(TEMPORARY.0.as_bytes()) && name.ends_with(TEMPORARY.1.as_bytes())
}

/// How such a name begins, and how it ends; between them stand the number of the process, `-`, and letters at random.
pub const TEMPORARY: (&str, &str) = (".maillint-", ".tmp");

fn refused(file: &Path, why: &str) -> Error {
    Error::unread(file, io::Error::other(format!("{why}, so that nothing says what its folder leaves out")))
}

/// Whether a file says that its folder is a cache.
fn says_cache(file: &Path) -> bool {
    let mut begin = Vec::new();
    let mut read = |file: &Path| File::open(file)?.take(CACHE.1.len() as u64).read_to_end(&mut begin);
    fs::symlink_metadata(file).is_ok_and(|found| found.is_file()) && read(file).is_ok() && begin == CACHE.1
}

fn push(path: &mut Vec<u8>, name: &[u8]) {
    if !path.is_empty() {
        path.push(b'/');
    }
    path.extend_from_slice(name);
}

#[cfg(unix)]
fn bytes_of(name: &OsStr) -> Cow<'_, [u8]> {
    std::os::unix::ffi::OsStrExt::as_bytes(name).into()
}

#[cfg(not(unix))]
fn bytes_of(name: &OsStr) -> Cow<'_, [u8]> {
    name.to_string_lossy().into_owned().into_bytes().into()
}

#[cfg(unix)]
fn path_of(name: &[u8]) -> &Path {
    Path::new(<OsStr as std::os::unix::ffi::OsStrExt>::from_bytes(name))
}

#[cfg(not(unix))]
fn path_of(name: &[u8]) -> PathBuf {
    PathBuf::from(String::from_utf8_lossy(name).into_owned())
}
