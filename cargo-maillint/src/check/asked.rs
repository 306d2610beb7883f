//! What is asked of maillint among the arguments of `cargo check`, and handed on to the wrappers in the environment.

use crate::changes::{Known, Use};
use crate::exit::Failure;
use lint_core::gate::lints;
use lint_core::gate::project::Debt;
use lint_core::gate::settle::Baseline;
use lint_core::{Level, policy};
use std::ffi::OsString;
use std::fs;
use std::path::PathBuf;

/// The environment variable with what is asked: the words, each in a line.
pub(super) const ASKED: &str = "CARGO_MAILLINT_ASKED";

/// The environment variable with the file that the wrappers make when something is denied, and they let cargo go on all the same.
pub(super) const DENIED: &str = "CARGO_MAILLINT_DENIED";

/// What cargo itself has no option for.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Asked {
    /// Levels over those of the policy; of two for the same lint, the last counts.
    pub(super) levels: Vec<(&'static str, Level)>,
    /// Whether warnings are denied.
    pub(super) strict: bool,
    /// The baseline in place of the policy's, whose path has no links in it.
    pub(super) baseline: Option<PathBuf>,
}

impl Asked {
    /// Takes it out of arguments for cargo, up to `--`.
    ///
    /// # Errors
    /// A lint that there is not, and a baseline that cannot be read.
    pub(super) fn take(args: &mut Vec<OsString>) -> Result<Asked, Failure> {
        let (mut asked, mut rest) = (Asked::default(), Vec::new());
        let mut given = std::mem::take(args).into_iter();
        while let Some(arg) = given.next() {
            let Some((option, value)) = arg.to_str().and_then(option) else {
                let ends = arg == "--";
                rest.push(arg);
                if ends {
                    rest.extend(given.by_ref());
                }
                continue;
            };
            if option == "--strict" {
                asked.strict = true;
                continue;
            }
            let value = value.map(OsString::from).or_else(|| given.next());
            let value = value.ok_or_else(|| Failure::new(format!("`{option}` needs a value")))?;
            asked.set(option, value)?;
        }
        *args = rest;
        Ok(asked)
    }

    fn set(&mut self, option: &str, value: OsString) -> Result<(), Failure> {
        let level = match option {
            "--deny" => Level::Deny,
            "--warn" => Level::Warn,
            "--allow" => Level::Allow,
            _ => {
                let path = PathBuf::from(value);
                Known::open(path.clone(), String::new(), Use::Read)?;
                self.baseline = Some(fs::canonicalize(&path).unwrap_or(path));
                return Ok(());
            }
        };
        for name in value.to_string_lossy().split(',') {
            let lint = lints::find(name).ok_or_else(|| {
                let help = policy::did_you_mean(name, lints::ALL.iter().map(|lint| lint.id));
                Failure::new(format!("{option}: there is no lint `{name}`; {help}"))
            })?;
            self.levels.push((lint.id, level));
        }
        Ok(())
    }

    /// The words for the environment: wrappers know by them, and cargo that all is to be judged anew.
    pub(super) fn words(&self) -> String {
        let levels = self.levels.iter().map(|(lint, level)| format!("{}={lint}", level.as_str()));
        let strict = self.strict.then(|| String::from("strict"));
        let baseline = self.baseline.iter().map(|path| format!("baseline={}", path.display()));
        levels.chain(strict).chain(baseline).collect::<Vec<_>>().join("\n")
    }

    /// What the environment says.
    pub(super) fn heard() -> Asked {
        Asked::of(&std::env::var(ASKED).unwrap_or_default())
    }

    fn of(words: &str) -> Asked {
        let mut asked = Asked::default();
        for word in words.lines() {
            match word.split_once('=') {
                None => asked.strict |= word == "strict",
                Some(("baseline", path)) => asked.baseline = Some(PathBuf::from(path)),
                Some((level, lint)) => {
                    let level = Level::ALL.into_iter().find(|it| it.as_str() == level);
                    asked.levels.extend(lints::find(lint).map(|lint| lint.id).zip(level));
                }
            }
        }
        asked
    }

    /// The baseline that was asked for, which was read before.
    pub(super) fn debt(&self) -> Option<Debt> {
        let text = fs::read_to_string(self.baseline.as_ref()?).ok()?;
        Some(Debt { file: String::new(), baseline: Baseline::parse(&text).ok()?, text })
    }
}

/// An option of these, in its long form, and its value if that is in the same argument.
fn option(arg: &str) -> Option<(&'static str, Option<&str>)> {
    const LONG: [&str; 5] = ["--deny", "--warn", "--allow", "--baseline", "--strict"];
    let (long, value) = arg.split_once('=').map_or((arg, None), |(name, value)| (name, Some(value)));
    if let Some(option) = LONG.into_iter().find(|&option| option == long) {
        return Some((option, value));
    }
    let option = match arg.get(..2)? {
        "-D" => "--deny",
        "-W" => "--warn",
        "-A" => "--allow",
        _ => return None,
    };
    let value = arg.get(2..).map(|value| value.strip_prefix('=').unwrap_or(value));
    Some((option, value.filter(|value| !value.is_empty())))
}

#[cfg(test)]
#[expect(clippy::unwrap_used, reason = "a test fails by panicking")]
mod tests {
    use super::*;

    #[test]
    fn what_is_asked_is_taken_out_and_heard_again() {
        let words = "-p mail -Wtld_slip --deny=risky_tld,lonely_domain -A host_slip --strict --fix -- -D x";
        let mut args: Vec<OsString> = words.split(' ').map(OsString::from).collect();
        let asked = Asked::take(&mut args).unwrap();
        assert_eq!(args, ["-p", "mail", "--fix", "--", "-D", "x"]);
        let levels = [
            ("tld_slip", Level::Warn),
            ("risky_tld", Level::Deny),
            ("lonely_domain", Level::Deny),
            ("host_slip", Level::Allow),
        ];
        assert_eq!((&asked.levels[..], asked.strict), (&levels[..], true));
        assert_eq!(Asked::of(&asked.words()), asked);
        for wrong in ["-Wtld_slp", "--warn", "--baseline gone.tsv"] {
            let mut args = wrong.split(' ').map(OsString::from).collect();
            assert!(Asked::take(&mut args).is_err(), "{wrong}");
        }
    }
}
