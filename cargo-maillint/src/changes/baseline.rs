//! The file of known debt: read before a scan, or written after it.

use crate::exit::Failure;
use crate::file;
use crate::tree::Scope;
use lint_core::gate::project::{BASELINE_MAX as MAX, Debt, read_utf8};
use lint_core::gate::settle::Baseline;
use lint_core::policy::Policy;
use lint_core::{Finding, policy};
use std::fs;
use std::io::{self, Read};
use std::path::{Path, PathBuf};

/// What to do with a baseline.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Use {
    /// What it knows is not reported.
    Read,
    /// It learns what would be reported.
    Write,
}

/// A baseline and its file.
#[derive(Debug)]
pub(crate) struct Known {
    pub(crate) path: PathBuf,
    /// From the root of its project, with `/`.
    pub(crate) name: String,
    what: Use,
    text: String,
    baseline: Baseline,
}

impl Known {
    /// Opens the baseline at `path`, whose name in its project is `name`.
    ///
    /// # Errors
    /// It cannot be read, all mistakes in it, or, where it is to be written, that something else would be lost.
    pub(crate) fn open(path: PathBuf, name: String, what: Use) -> Result<Known, Failure> {
        let shown = file::shown(&path);
        let text = match (read(&path), what) {
            (Ok(text), _) => text,
            (Err(error), Use::Write) if error.kind() == io::ErrorKind::NotFound => String::new(),
            (Err(error), Use::Read) if error.kind() == io::ErrorKind::NotFound => {
                let how = format!("write it with `--write-baseline {shown}`");
                return Err(Failure::new(format!("{shown}: there is no such baseline: {how}")));
            }
            (Err(error), _) => return Err(Failure::new(format!("{shown}: {error}"))),
        };
        let baseline = match (Baseline::parse(&text), what) {
            (Ok(baseline), Use::Read) => baseline,
            (Err(mistakes), Use::Read) => return Err(Failure(mistaken(&shown, &mistakes))),
            (Err(_), Use::Write) if !Baseline::is_one(&text) => {
                return Err(Failure::new(format!("{shown}: this is no baseline, and was not overwritten")));
            }
            (_, Use::Write) => Baseline::default(),
        };
        Ok(Known { path, name, what, text, baseline })
    }

    /// Learns beforehand of a finding in the file of this name that is not new; see [`Baseline::expect`].
    pub(crate) fn expect(&mut self, name: &str, finding: &Finding) {
        if self.what == Use::Read {
            self.baseline.expect(name, finding);
        }
    }

    /// Whether a finding in the file of this name is known; to a baseline that is to be written, all become so.
    pub(crate) fn knows(&mut self, name: &str, finding: &Finding, is_new: bool) -> bool {
        match self.what {
            Use::Read => self.baseline.knows(name, finding, is_new),
            Use::Write => {
                self.baseline.add(name, finding);
                true
            }
        }
    }

    /// What is to be said of its own lines; see [`Baseline::stale`].
    pub(crate) fn stale(&self, policy: &Policy, is_read: impl Fn(&str) -> bool) -> impl Iterator<Item = Finding> {
        let is_read = (self.what == Use::Read).then_some(is_read);
        is_read.into_iter().flat_map(|is_read| self.baseline.stale(policy, &self.name, &self.text, is_read))
    }

    /// Writes it, if that is what it is for, and if it knows `all`.
    ///
    /// # Errors
    /// It cannot be written, or would be without what it cannot know.
    pub(crate) fn end(self, all: bool) -> Result<(), Failure> {
        if self.what == Use::Read {
            return Ok(());
        }
        let shown = file::shown(&self.path);
        if !all {
            return Err(Failure::new(format!("{shown}: the baseline was not written, since not all could be read")));
        }
        let write = || {
            let text = self.baseline.to_string();
            if text.len() as u64 > MAX {
                let why = "it would be larger than 8 MiB, and none so large is read: have the policy allow, or exclude, what is found most";
                return Err(io::Error::other(why));
            }
            file::write(&self.path, text.as_bytes())
        };
        write().map_err(|error| Failure::new(format!("{shown}: {error}")))
    }
}

/// Reads a baseline. Whoever made the repository is not who asked for what lies outside of it, nor who is to be waited for.
fn read(path: &Path) -> io::Result<String> {
    let place = file::meant(path)?;
    let found = fs::metadata(&place)?;
    // A pipe from a shell, as in `--baseline <(git show main:known.tsv)`.
    let is_given = ["/dev/fd", "/proc"].iter().any(|given| path.starts_with(given));
    if !found.is_file() && !is_given {
        return Err(io::Error::other("this is not a file"));
    }
    let text = read_utf8(&mut fs::File::open(&place)?.take(MAX + 1))?;
    if text.len() as u64 > MAX {
        return Err(io::Error::other("it is larger than 8 MiB"));
    }
    Ok(text)
}

/// The baselines that a scan obeys: the one that was asked for, or else those that the policies name.
#[derive(Debug, Default)]
pub(crate) struct Baselines {
    given: Option<Known>,
    obeys_policies: bool,
    /// By scope.
    named: Vec<Option<Known>>,
}

impl Baselines {
    /// This one for all files.
    pub(crate) fn given(known: Known) -> Baselines {
        Baselines { given: Some(known), ..Baselines::default() }
    }

    /// Each policy's own, of the scopes that [`Baselines::adopt`] is given.
    pub(crate) fn of_policies() -> Baselines {
        Baselines { obeys_policies: true, ..Baselines::default() }
    }

    /// Takes the baselines of scopes that are new, and says which cannot be read, and why.
    pub(crate) fn adopt(&mut self, scopes: &[Scope], here: &Path) -> Vec<(PathBuf, String)> {
        let mut unread = Vec::new();
        for scope in scopes.get(self.named.len()..).filter(|_| self.obeys_policies).unwrap_or_default() {
            let debt = scope.project.debt().unwrap_or_else(|error| {
                let path = file::tidy(error.path(), here);
                if error.mistakes().is_empty() {
                    unread.push((path.clone(), error.why()));
                }
                for mistake in error.mistakes() {
                    let place = format!("{}:{}:{}", file::shown(&path), mistake.line, mistake.column);
                    let help = mistake.help.iter().map(|help| format!("; {help}"));
                    let what = [mistake.message.clone()].into_iter().chain(help);
                    unread.push((PathBuf::from(place), what.collect()));
                }
                None
            });
            let known = debt.map(|Debt { file: name, text, baseline }| {
                let path = file::tidy(&scope.project.root().join(&name), here);
                Known { path, name, what: Use::Read, text, baseline }
            });
            self.named.push(known);
        }
        unread
    }

    /// The one that holds for the files of a scope.
    pub(crate) fn of(&mut self, scope: usize) -> Option<&mut Known> {
        self.given.as_mut().or_else(|| self.named.get_mut(scope)?.as_mut())
    }

    /// All of them, each with its scope.
    pub(crate) fn all(&self) -> impl Iterator<Item = (usize, &Known)> {
        let named = self.named.iter().enumerate().filter_map(|(scope, known)| Some((scope, known.as_ref()?)));
        self.given.iter().map(|known| (0, known)).chain(named)
    }

    /// Ends each; see [`Known::end`].
    pub(crate) fn end(self, all: bool) -> Result<(), Failure> {
        self.given.into_iter().chain(self.named.into_iter().flatten()).try_for_each(|known| known.end(all))
    }
}

fn mistaken(shown: &str, mistakes: &[policy::Error]) -> Vec<String> {
    mistakes.iter().map(|mistake| format!("{shown}:{mistake}")).collect()
}
