//! Under which policy files are judged.

use crate::exit::Failure;
use crate::file::{shown, tidy};
use lint_core::gate::doubt;
use lint_core::gate::project::{Error, Project, read_utf8};
use lint_core::policy::{self, Date, Glob, Policy};
use lint_core::{Checker, Level};
use std::error::Error as _;
use std::fs;
use std::path::{Path, PathBuf};
use std::time::{SystemTime, UNIX_EPOCH};

/// A project under scan, and the checker that its policy asks for.
pub(crate) struct Scope {
    pub(crate) project: Project,
    /// Where its policy was read.
    pub(crate) policy_file: PathBuf,
    /// What was read there, where it cannot be read again, as from a pipe.
    pub(crate) policy_text: Option<String>,
    pub(crate) checker: Checker,
    /// This checker, once it knows which domains the project uses often.
    pub(crate) informed: Option<Checker>,
}

impl Scope {
    /// The checker with the census or without.
    pub(crate) fn checker(&self, informed: bool) -> &Checker {
        self.informed.as_ref().filter(|_| informed).unwrap_or(&self.checker)
    }
}

/// Which policy holds, and which levels over it.
#[derive(Clone)]
pub(crate) struct Scopes {
    /// The policy that was asked for; without one, the nearest upward from each start path.
    given: Option<(PathBuf, Given)>,
    today: Date,
    levels: Vec<(&'static str, Level)>,
    /// Globs of the paths to leave out, as in a `.gitignore` of the current folder.
    exclude: Vec<String>,
    /// The current folder; empty where somebody has removed it.
    pub(crate) here: PathBuf,
}

impl Scopes {
    /// What the command line asks for.
    ///
    /// # Errors
    /// A policy file that was named and cannot be read, or all mistakes in it.
    pub(crate) fn new(
        config: Option<&Path>,
        no_config: bool,
        levels: &[(&'static str, Level)],
    ) -> Result<Scopes, Failure> {
        let given = match config {
            Some(file) => Some((file.to_owned(), given(file)?)),
            None => no_config.then(Default::default),
        };
        let here = std::env::current_dir().unwrap_or_default();
        Ok(Scopes { given, today: today()?, levels: levels.to_vec(), exclude: Vec::new(), here })
    }

    /// These scopes, leaving out what these globs match.
    pub(crate) fn excluding(self, exclude: &[String]) -> Scopes {
        Scopes { exclude: exclude.to_vec(), ..self }
    }

    /// Whether the nearest policy upward holds, and not one that was asked for.
    pub(super) fn obey_nearest(&self) -> bool {
        self.given.is_none()
    }

    /// The globs from the root of a project. One that names a folder is about those in the current one.
    fn excluded(&self, project: &Project) -> Vec<Glob> {
        let here = fs::canonicalize(&self.here).unwrap_or_default();
        let below = if here.starts_with(project.root()) { project.name(&here) } else { String::new() };
        let special = |c| matches!(c, '*' | '?' | '[' | ']' | '{' | '}' | '\\' | '!' | '#');
        let below: String = below.chars().flat_map(|c| special(c).then_some('\\').into_iter().chain([c])).collect();
        let rooted = |glob: &String| match glob.trim_end_matches('/').contains('/') && !below.is_empty() {
            true => format!("/{below}/{}", glob.trim_start_matches('/')),
            false => glob.clone(),
        };
        self.exclude.iter().filter_map(|glob| Glob::new(&rooted(glob)).ok()).collect()
    }

    /// The scope of a folder, or of the folder that a file is in.
    pub(crate) fn at(&self, path: &Path) -> Result<Scope, Failure> {
        let project = self.project(path).map_err(|error| self.mistakes(&error))?;
        let excluded = self.excluded(&project);
        let project = if excluded.is_empty() { project } else { project.excluding(&excluded) };
        let policy = project.policy().clone().overridden(&self.levels).on(self.today);
        let checker = Checker::new(policy).with_declared(project.declared());
        let policy_file = match &self.given {
            Some((file, _)) => file.clone(),
            None => project.policy_file().map_or(PathBuf::new(), |file| tidy(file, &self.here)),
        };
        let policy_text = self.given.as_ref().and_then(|(_, given)| given.text.clone());
        Ok(Scope { project, policy_file, policy_text, checker, informed: None })
    }

    fn project(&self, path: &Path) -> Result<Project, Error> {
        let find = |path: &Path| match &self.given {
            None => Project::of(path),
            Some((_, given)) => Project::under(path, given.policy.clone()),
        };
        let project = find(path)?;
        // With neither repository nor policy around it, a folder below the current one is a part of that.
        let alone = project.policy_file().is_none() && !project.root().join(".git").exists();
        let below = !self.here.as_os_str().is_empty() && project.root().starts_with(&self.here);
        if alone && below { find(&self.here) } else { Ok(project) }
    }

    /// What is wrong with a policy, each with its place.
    fn mistakes(&self, error: &Error) -> Failure {
        let path = shown(&tidy(error.path(), &self.here));
        match error.mistakes() {
            [] => Failure::new(error.source().map_or(error.to_string(), |why| format!("{path}: {why}"))),
            mistakes => Failure(mistakes.iter().map(|mistake| format!("{path}:{mistake}")).collect()),
        }
    }
}

/// A policy that was asked for.
#[derive(Clone, Default)]
struct Given {
    policy: Policy,
    text: Option<String>,
}

/// The policy in a file that was named. It may be a pipe, as in `--config <(git show main:maillint.toml)`.
fn given(file: &Path) -> Result<Given, Failure> {
    let name = shown(file);
    let text = fs::File::open(file).and_then(|mut file| read_utf8(&mut file));
    let text = text.map_err(|error| Failure::new(format!("{name}: {error}")))?;
    let names = doubt::names();
    let mistakes = |errors: Vec<policy::Error>| Failure(errors.iter().map(|error| format!("{name}:{error}")).collect());
    if !file.ends_with("Cargo.toml") {
        let policy = Policy::parse(&text, &names).map_err(mistakes)?;
        return Ok(Given { policy, text: Some(text) });
    }
    let policy = Policy::from_cargo_toml(&text, &names).map_err(mistakes)?;
    let none =
        || Failure::new(format!("{name}: there is no [workspace.metadata.maillint] or [package.metadata.maillint]"));
    Ok(Given { policy: policy.ok_or_else(none)?, text: Some(text) })
}

/// The day on which allows may have expired: that of SOURCE_DATE_EPOCH, for builds that have to come out the same again.
fn today() -> Result<Date, Failure> {
    let seconds = match std::env::var("SOURCE_DATE_EPOCH") {
        Ok(given) => {
            given.parse().map_err(|_| Failure::new("SOURCE_DATE_EPOCH: not a number of seconds since 1970"))?
        }
        Err(_) => SystemTime::now().duration_since(UNIX_EPOCH).map_or(0, |since| since.as_secs()),
    };
    Ok(Date::from_unix(seconds))
}
