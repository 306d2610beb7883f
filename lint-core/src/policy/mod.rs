//! `maillint.toml`: read as typed, then resolved to what it means.
//!
//! Reading never stops at the first mistake: all of them are reported, each at its line, because whoever mends a policy
//! wants to mend it once.

mod allow;
mod date;
pub(crate) mod declared;
mod error;
mod fetched;
mod glob;
mod keys;
mod nearest;
mod pattern;
mod resolve;
#[cfg(feature = "schema")]
mod schema;
mod toml;
mod typed;

pub use allow::{Allow, Target};
pub use date::Date;
pub use error::Error;
pub use glob::Glob;
pub(crate) use nearest::among;
pub use nearest::did_you_mean;
pub use pattern::{ByDomain, Pattern};
#[cfg(feature = "schema")]
pub use schema::schema;

pub(crate) use typed::Doubting;

use crate::by_name::ByName;
use crate::finding::Level;
use typed::Files;

/// What a repository asks for: the resolved form of `maillint.toml`.
///
/// ```
/// use lint_core::Level;
/// use lint_core::policy::{Names, Policy};
/// let text = r#"
/// protect = ["army.mil", "*.acme.io"]
/// [lints]
/// risky_tld = "deny"
/// [[files]]
/// paths = ["tests/**"]
/// lints = { risky_tld = "warn" }
/// "#;
/// let policy = Policy::parse(text, &Names::of(&["risky_tld"], &[])).unwrap();
/// assert_eq!(policy.level("risky_tld", "src/a.rs"), Some(Level::Deny));
/// assert_eq!(policy.level("risky_tld", "tests/a.rs"), Some(Level::Warn));
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Policy {
    file: String,
    protect: Vec<Pattern>,
    only: Option<ByDomain>,
    declared: bool,
    /// From the folder of its file.
    baseline: Option<String>,
    today: Option<Date>,
    overrides: Vec<(&'static str, Level)>,
    levels: Vec<(&'static str, Level)>,
    /// Of a doubt given twice, the last counts.
    doubts: Vec<(&'static str, Doubting)>,
    files: Vec<Files>,
    allows: Vec<Allow>,
    allows_by_domain: ByDomain,
    allows_by_address: ByName<Vec<usize>>,
    exclude: Vec<Glob>,
    /// Matched from the root.
    excluded: Vec<Glob>,
}

/// What a policy can name.
#[derive(Clone, Debug, Default)]
pub struct Names {
    /// The lints.
    pub lints: Vec<&'static str>,
    /// The doubts.
    pub doubts: Vec<&'static str>,
}

impl Names {
    /// These names.
    pub fn of(lints: &[&'static str], doubts: &[&'static str]) -> Names {
        Names { lints: lints.to_vec(), doubts: doubts.to_vec() }
    }
}

impl Policy {
    /// This policy as read from the file `path`, relative to the root and with `/`.
    ///
    /// Its globs are then matched from the folder of that file, and its allows are reported in it.
    #[must_use]
    pub fn in_file(self, path: &str) -> Policy {
        Policy { file: path.to_owned(), ..self }
    }

    /// This policy on a day of the calendar: allows that expired before it no longer count. Without it, none expires.
    #[must_use]
    pub fn on(self, today: Date) -> Policy {
        Policy { today: Some(today), ..self }
    }

    /// This policy with these levels over all others, as from a command line; of two for the same lint, the last.
    #[must_use]
    pub fn overridden(self, levels: &[(&'static str, Level)]) -> Policy {
        Policy { overrides: levels.to_vec(), ..self }
    }

    /// The file it was read from, relative to the root and with `/`.
    pub fn file(&self) -> &str {
        &self.file
    }

    /// Domains that mail must reach: a slip of one is denied.
    pub fn protect(&self) -> &[Pattern] {
        &self.protect
    }

    /// Whether `only` is set and leaves out `domain`.
    pub fn leaves_out(&self, domain: &str) -> bool {
        self.only.as_ref().is_some_and(|only| !only.covers(domain))
    }

    /// Whether what the repository declares about itself is protected too.
    pub fn declared(&self) -> bool {
        self.declared
    }

    /// The file of known debt, relative to the root and with `/`, if it names one.
    ///
    /// ```
    /// use lint_core::policy::Policy;
    /// let policy = Policy::parse("baseline = \"known.tsv\"", &Default::default()).unwrap();
    /// assert_eq!(policy.in_file("mail/maillint.toml").baseline().as_deref(), Some("mail/known.tsv"));
    /// ```
    pub fn baseline(&self) -> Option<String> {
        self.baseline.as_ref().map(|baseline| [self.folder(), baseline].concat())
    }

    /// The level that it gives a lint in the file `path`, relative to the root and with `/`; `None` if it gives none.
    ///
    /// What [`Policy::overridden`] was given counts first, then the last of the `[[files]]` that match and name the lint,
    /// then `[lints]`.
    pub fn level(&self, lint: &str, path: &str) -> Option<Level> {
        if let Some(level) = given(&self.overrides, lint) {
            return Some(level);
        }
        for files in self.files.iter().rev() {
            let level = given(&files.lints, lint);
            if level.is_some() && self.matches(&files.paths, path) {
                return level;
            }
        }
        given(&self.levels, lint)
    }

    /// Whether what the lint reports may come to so high a level in any file.
    pub(crate) fn may_report(&self, lint: &str, default: Level, least: Level) -> bool {
        if default >= least {
            return true;
        }
        let turns_on = |levels: &[(&str, Level)]| levels.iter().any(|(name, level)| *name == lint && *level >= least);
        turns_on(&self.overrides) || turns_on(&self.levels) || self.files.iter().any(|files| turns_on(&files.lints))
    }

    /// Whether a doubt is not to be cast: what it would doubt counts at its lint's level.
    ///
    /// ```
    /// use lint_core::policy::Policy;
    /// let text = "[doubts]\ncorrected = \"ignore\"";
    /// let policy = Policy::parse(text, &lint_core::gate::doubt::names()).unwrap();
    /// assert!(policy.ignores_doubt("corrected") && !policy.ignores_doubt("mapped"));
    /// ```
    pub fn ignores_doubt(&self, doubt: &str) -> bool {
        self.doubts.iter().rev().find(|(name, _)| *name == doubt).is_some_and(|(_, given)| *given == Doubting::Ignore)
    }

    /// Its allows, in the order of the text.
    pub fn allows(&self) -> &[Allow] {
        &self.allows
    }

    /// Whether an allow's last day is over.
    pub fn has_expired(&self, allow: &Allow) -> bool {
        allow.expires.zip(self.today).is_some_and(|(last, today)| today > last)
    }

    /// Which of its allows, by index, cover this subject and its domain in the file `path`, whether expired or not.
    pub fn allows_for(&self, subject: &str, domain: Option<&str>, path: &str) -> Vec<usize> {
        if self.allows.is_empty() {
            return Vec::new();
        }
        let mut places = self.allows_by_address.get(&subject.to_lowercase()).cloned().unwrap_or_default();
        if let Some(domain) = domain {
            places.append(&mut self.allows_by_domain.get(domain));
        }
        let mut here = Vec::new();
        for &place in &places {
            let paths = self.allows.get(place).map_or(&[][..], |allow| &allow.paths);
            if paths.is_empty() || self.matches(paths, path) {
                here.push(place);
            }
        }
        here
    }

    /// Whether `[scan]` leaves out the file or folder `path`, relative to the root and with `/`. A `maillint.toml` and the baseline
    /// are left out by themselves: what they name is wrong on purpose.
    pub fn excludes(&self, path: &str) -> bool {
        let is_own = path == self.file && path.ends_with("maillint.toml");
        let is_baseline = self.baseline.as_deref().is_some_and(|file| path.strip_prefix(self.folder()) == Some(file));
        is_own || is_baseline || self.matches(&self.exclude, path) || self.excludes_besides(path)
    }

    /// Whether [`Policy::excluding`] leaves out the file `path`: then nothing is known of what stands there.
    pub fn excludes_besides(&self, path: &str) -> bool {
        self.excluded.iter().any(|glob| glob.matches(path))
    }

    /// Whether all paths are read that it says itself.
    pub fn is_whole(&self) -> bool {
        self.excluded.is_empty()
    }

    /// Whether it leaves out the file `path`, or a folder that the file is in.
    pub fn excludes_below(&self, path: &str) -> bool {
        path.match_indices('/').any(|(end, _)| self.excludes(&path[..end])) || self.excludes(path)
    }

    /// The folder of its file, with the `/` at its end; empty at the root.
    fn folder(&self) -> &str {
        self.file.rfind('/').map_or("", |slash| &self.file[..slash + 1])
    }

    /// This policy, leaving out these paths too, as from a command line.
    #[must_use]
    pub fn excluding(mut self, globs: &[Glob]) -> Policy {
        self.excluded = globs.to_vec();
        self
    }

    fn matches(&self, globs: &[Glob], path: &str) -> bool {
        !globs.is_empty()
            && path.strip_prefix(self.folder()).is_some_and(|path| globs.iter().any(|glob| glob.matches(path)))
    }
}

/// The level that a list gives a lint, where the last one counts.
fn given(levels: &[(&'static str, Level)], lint: &str) -> Option<Level> {
    for (name, level) in levels.iter().rev() {
        if *name == lint {
            return Some(*level);
        }
    }
    None
}

#[cfg(test)]
mod tests;
