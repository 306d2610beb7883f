//! What git is asked.
//!
//! The program answers, not a library: only git itself follows renames, attributes, work trees, sparse indexes and new ways
//! of storage just as the repository's users do, and whoever has a history to ask about has it. It is asked such that nothing
//! in a repository decides what runs, and that nothing is fetched.

mod halves;
mod index;
mod objects;
mod patch;

pub(crate) use index::{Differing, New, differing, new_and_gone, tracked};
pub(crate) use objects::Objects;
pub(crate) use patch::patched;

use crate::exit::Failure;
use crate::file::path_of;
use std::env;
use std::ffi::{OsStr, OsString};
use std::io::{self, BufRead, BufReader, Read, Seek};
use std::panic::resume_unwind;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::thread;

/// What a repository's configuration can have git run, with values that run nothing.
const INERT: [(&str, &str); 3] = [("core.fsmonitor", "false"), ("core.hooksPath", "/dev/null"), ("diff.external", "")];

/// Variables by which git takes no locks, fetches nothing, asks nothing, and speaks as the tests know it. A git older than 2.45
/// fetches all the same what a partial clone lacks, and runs what the repository says is at the other end: it may go no way.
const QUIET: [(&str, &str); 5] = [
    ("GIT_OPTIONAL_LOCKS", "0"),
    ("GIT_NO_LAZY_FETCH", "1"),
    ("GIT_ALLOW_PROTOCOL", "none"),
    ("GIT_TERMINAL_PROMPT", "0"),
    ("LC_ALL", "C"),
];

/// Variables that say which repository is meant, by paths. Git sets some of them for hooks.
const PLACES: [&str; 4] = ["GIT_DIR", "GIT_WORK_TREE", "GIT_INDEX_FILE", "GIT_COMMON_DIR"];

/// More variables that are about one repository.
const PARTS: [&str; 4] =
    ["GIT_OBJECT_DIRECTORY", "GIT_ALTERNATE_OBJECT_DIRECTORIES", "GIT_SHALLOW_FILE", "GIT_GRAFT_FILE"];

/// Variables that change what git says, or have it run something.
const MEDDLERS: [&str; 6] = [
    "GIT_CONFIG",
    "GIT_EXTERNAL_DIFF",
    "GIT_DIFF_OPTS",
    "GIT_GLOB_PATHSPECS",
    "GIT_NOGLOB_PATHSPECS",
    "GIT_ICASE_PATHSPECS",
];

/// A repository, by its work tree.
#[derive(Debug)]
pub(crate) struct Git {
    root: PathBuf,
    /// The folder from which variables of the environment lead to the repository; `None` where they are about another one.
    here: Option<PathBuf>,
    /// Settings over those of the repository.
    settings: Vec<(OsString, &'static str)>,
    pub(crate) is_shallow: bool,
}

impl Git {
    /// The repository whose work tree is `root`, which is without links. `here` is the current folder.
    ///
    /// # Errors
    /// There is none, it has no work tree, or git cannot be asked.
    pub(crate) fn at(root: &Path, here: &Path) -> Result<Git, Failure> {
        let is_ours = here.ancestors().find(|above| above.join(".git").exists()) == Some(root);
        Git::open(root, is_ours.then(|| here.to_owned()))
    }

    fn open(root: &Path, here: Option<PathBuf>) -> Result<Git, Failure> {
        let place = root.display();
        if !root.join(".git").exists() {
            return Err(Failure::new(format!("{place}: this is not a git repository")));
        }
        let settings = INERT.map(|(key, value)| (key.into(), value)).to_vec();
        let mut git = Git { root: root.to_owned(), here, settings, is_shallow: false };
        let known = git.ask(&["rev-parse", "--is-bare-repository", "--is-shallow-repository", "--show-toplevel"]);
        let known = match known {
            Ok(known) => known,
            Err(_) if git.ask(&["rev-parse", "--is-bare-repository"]).is_ok_and(|bare| bare == "true") => {
                return Err(Failure::new(format!("{place}: this repository is bare: it has no files to scan")));
            }
            Err(failure) => return Err(failure),
        };
        let mut known = known.lines().skip(1);
        git.is_shallow = known.next() == Some("true");
        let top = known.next().unwrap_or_default();
        if std::fs::canonicalize(top).ok().as_deref() != Some(root) {
            return Err(Failure::new(format!("{place}: git takes this for a part of {top}, or of no repository")));
        }
        git.settings.extend(git.filters()?);
        Ok(git)
    }

    /// Settings that take from each filter for files (as large file storage and encryption have) what it would run. Files are
    /// compared as they are stored.
    fn filters(&self) -> Result<Vec<(OsString, &'static str)>, Failure> {
        let keys = r"^filter\..*\.(clean|smudge|process|required)$";
        // It says nothing where there is none.
        let list = ["config", "--null", "--name-only", "--get-regexp", keys];
        let keys = self.command(&list).output().map_err(cannot_run)?.stdout;
        let keys = keys.split(|&byte| byte == 0).filter(|key| !key.is_empty());
        let value = |key: &[u8]| if key.ends_with(b".required") { "false" } else { "" };
        Ok(keys.map(|key| (path_of(key).into(), value(key))).collect())
    }

    /// The work tree.
    pub(crate) fn root(&self) -> &Path {
        &self.root
    }

    /// Git, about to do this.
    fn command(&self, args: &[impl AsRef<OsStr>]) -> Command {
        let mut command = Command::new("git");
        command.arg("--no-pager").args(args).current_dir(&self.root).env("GIT_LITERAL_PATHSPECS", "1");
        command.stdin(Stdio::null()).stdout(Stdio::piped()).stderr(Stdio::piped());
        for name in MEDDLERS.iter().chain(self.here.is_none().then_some(&PARTS).into_iter().flatten()) {
            command.env_remove(name);
        }
        for (name, value) in QUIET {
            command.env(name, value);
        }
        for name in PLACES {
            match (&self.here, env::var_os(name)) {
                (Some(here), Some(place)) => command.env(name, here.join(place)),
                _ => command.env_remove(name),
            };
        }
        // They come behind those that are given in the same way, which may say whose repositories are safe.
        let given = env::var("GIT_CONFIG_COUNT").ok().and_then(|count| count.parse().ok()).unwrap_or(0_usize);
        for (number, (key, value)) in (given..).zip(&self.settings) {
            command.env(format!("GIT_CONFIG_KEY_{number}"), key).env(format!("GIT_CONFIG_VALUE_{number}"), value);
        }
        command.env("GIT_CONFIG_COUNT", (given + self.settings.len()).to_string());
        command
    }

    /// What git says, without the line end behind it.
    ///
    /// # Errors
    /// Why it does not say it, in its words.
    pub(crate) fn ask(&self, args: &[&str]) -> Result<String, Failure> {
        let output = self.command(args).output().map_err(cannot_run)?;
        if output.status.success() { Ok(said(&output.stdout)) } else { Err(self.failed(&output.stderr)) }
    }

    /// Asks what git may well have nothing to say to: then `None`.
    ///
    /// # Errors
    /// Git cannot be run.
    pub(crate) fn try_ask(&self, args: &[&str]) -> Result<Option<String>, Failure> {
        let output = self.command(args).output().map_err(cannot_run)?;
        Ok(output.status.success().then(|| said(&output.stdout)))
    }

    /// The commit that a revision names; `None` if there is none of that name.
    ///
    /// # Errors
    /// Git cannot be run.
    pub(crate) fn commit(&self, revision: &str) -> Result<Option<String>, Failure> {
        self.try_ask(&["rev-parse", "--verify", "--quiet", "--end-of-options", &format!("{revision}^{{commit}}")])
    }

    /// Reads what git has to say as it says it.
    ///
    /// # Errors
    /// Git fails, or what it says cannot be read.
    pub(crate) fn read<T>(
        &self,
        args: &[impl AsRef<OsStr>],
        read: impl FnOnce(&mut Output) -> io::Result<T>,
    ) -> Result<T, Failure> {
        self.read_of(self.command(args), read)
    }

    /// Reads what git has to say of both halves of a change, at once; `args` end with `--`.
    ///
    /// # Errors
    /// As [`Git::read`].
    pub(crate) fn read_halves<T: Send>(
        &self,
        args: &[&str],
        halves: [Vec<OsString>; 2],
        read: impl Fn(&mut Output) -> io::Result<Vec<T>> + Sync,
    ) -> Result<Vec<T>, Failure> {
        let half = |half: &[OsString]| {
            let mut command = self.command(args);
            command.args(half).env_remove("GIT_LITERAL_PATHSPECS");
            self.read_of(command, &read)
        };
        let [one, other] = &halves;
        thread::scope(|scope| {
            let other = scope.spawn(|| half(other));
            let one = half(one);
            let other = other.join().unwrap_or_else(|panic| resume_unwind(panic));
            let mut all = one?;
            all.append(&mut other?);
            Ok(all)
        })
    }

    fn read_of<T>(&self, mut command: Command, read: impl FnOnce(&mut Output) -> io::Result<T>) -> Result<T, Failure> {
        // A pipe that nobody empties would stop git.
        let mut words = tempfile::tempfile().map_err(|error| Failure::new(format!("git: {error}")))?;
        let stderr = words.try_clone().map_err(cannot_run)?;
        // What is only read need not come at once.
        let mut child = command.env("GIT_FLUSH", "0").stderr(stderr).spawn().map_err(cannot_run)?;
        let mut output = child.stdout.take().map_or_else(|| Output::of(io::empty()), Output::of);
        let result = read(&mut output);
        drop(output);
        let status = child.wait().map_err(cannot_run)?;
        if result.is_ok() && !status.success() {
            let mut said = Vec::new();
            words.rewind().and_then(|()| words.read_to_end(&mut said)).map_err(cannot_run)?;
            return Err(self.failed(&said));
        }
        result.map_err(|error| self.failed(error.to_string().as_bytes()))
    }

    /// Starts a git that is talked to.
    ///
    /// # Errors
    /// It cannot be run.
    pub(crate) fn talk(&self, args: &[&str]) -> Result<Child, Failure> {
        self.command(args).stdin(Stdio::piped()).stderr(Stdio::inherit()).spawn().map_err(cannot_run)
    }

    /// A failure in git's words.
    fn failed(&self, said: &[u8]) -> Failure {
        let said = String::from_utf8_lossy(said);
        let said: Vec<&str> = said.lines().map(str::trim).filter(|line| !line.is_empty()).collect();
        let mut message = format!("{}: git: {}", self.root.display(), said.join("; "));
        if said.iter().any(|line| line.contains("lazy fetching disabled") || line.contains("could not fetch")) {
            message.push_str(
                "; this clone lacks files of older commits, and nothing is fetched from here: get them with \
                 `git diff REV...`, or clone it without `--filter`",
            );
        }
        Failure::new(message)
    }

    /// What to do where history is not there, if that is why.
    pub(crate) fn shallow_hint(&self) -> &'static str {
        match self.is_shallow {
            true => {
                "; this clone is shallow, it lacks older commits: get them with `git fetch --unshallow`, or `fetch-depth: 0` for actions/checkout"
            }
            false => "",
        }
    }
}

/// A path as files are named in reports: what is no Unicode becomes U+FFFD.
pub(crate) fn lossy(path: &[u8]) -> String {
    String::from_utf8_lossy(path).into_owned()
}

fn said(bytes: &[u8]) -> String {
    String::from_utf8_lossy(bytes).trim_end_matches('\n').to_owned()
}

fn cannot_run(error: io::Error) -> Failure {
    match error.kind() {
        io::ErrorKind::NotFound => Failure::new("git was not found: install it, or see that PATH leads to it"),
        _ => Failure::new(format!("git: {error}")),
    }
}

/// What git says, as it says it.
pub(crate) struct Output(Box<dyn BufRead>);

impl Output {
    pub(crate) fn of(said: impl Read + 'static) -> Output {
        Output(Box::new(BufReader::with_capacity(64 << 10, said)))
    }

    /// Reads up to this byte, which is left out; `None` at the end.
    pub(crate) fn next(&mut self, end: u8, into: &mut Vec<u8>) -> io::Result<Option<()>> {
        into.clear();
        let read = self.0.read_until(end, into)?;
        if into.last() == Some(&end) {
            into.pop();
        }
        Ok((read > 0).then_some(()))
    }

    /// Passes over what stands up to this byte, and says whether there was anything.
    fn skip(&mut self, end: u8) -> io::Result<bool> {
        Ok(self.0.skip_until(end)? > 0)
    }
}
