//! `cargo maillint init`: a policy to begin with, from what the repository uses.

use super::args::{ExcludeArgs, JudgeArgs};
use super::plan;
use crate::exit::{Exit, Failure, print};
use crate::file::shown;
use crate::report::count;
use crate::scan::{Again, Findings, Gathered, Outcome, Plan, gather};
use crate::tree::Scope;
use lint_core::Finding;
use lint_core::gate::declared;
use lint_core::gate::render::visible;
use lint_core::gate::{doubt, lints};
use lint_core::policy::Policy;
use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;
use std::fs::{self, OpenOptions};
use std::io::{self, Write as _};
use std::path::Path;

/// How many domains are proposed for protection, and how many findings for review.
const MOST: usize = 40;

const FILE: &str = "maillint.toml";

/// Writes the policy at the root of the repository that the current folder is in.
///
/// # Errors
/// A policy that is there already, and whatever keeps one from being written.
pub(crate) fn init() -> Result<Exit, Failure> {
    let scope = plan::scopes(&JudgeArgs::default(), &ExcludeArgs::default())?.at(Path::new("."))?;
    if let Some(policy) = scope.project.policy_file() {
        return Err(Failure::new(format!("{}: there is a policy already, and it is left as it is", policy.display())));
    }
    // What counts is the whole repository, also from a folder of it.
    let root = scope.project.root().to_owned();
    let mut plan = Plan::of(&root)?;
    let gathered = gather(&mut plan);
    let scopes = plan.input.scopes();
    let Some(scope) = scopes.first() else { return Err(Failure::new(format!("{}: cannot be read", root.display()))) };
    let draft = Draft::new(scopes, scope, gathered)?;
    let text = draft.text();
    Policy::parse(&text, &doubt::names())
        .map_err(|mistakes| Failure(mistakes.iter().map(ToString::to_string).collect()))?;
    let file = root.join(FILE);
    write(&file, &text).map_err(|error| Failure::new(format!("{}: {error}", file.display())))?;
    let (protected, findings) = (count(draft.protect.len() as u64, "domain"), count(draft.found.len() as u64, "kind"));
    print(format!("{}: protects {protected}; {findings} of findings to review\n", file.display()).as_bytes())
}

/// Never over what somebody else wrote in the meantime; nothing is left of a text that could not be written whole.
fn write(file: &Path, text: &str) -> io::Result<()> {
    let mut new = OpenOptions::new().write(true).create_new(true).open(file)?;
    new.write_all(text.as_bytes()).inspect_err(|_| drop(fs::remove_file(file)))
}

/// What goes into the policy.
#[derive(Default)]
struct Draft {
    /// Domains used often that nobody but this repository knows, and how often, most first.
    protect: Vec<(String, u64)>,
    /// Domains that are protected without being named.
    declared: BTreeSet<String>,
    /// What was found, most first.
    found: Vec<Group>,
    /// How many more kinds of findings there are.
    more: usize,
}

/// Findings that one allow would cover.
struct Group {
    domain: String,
    lint: &'static str,
    count: u64,
    /// Where the first of them stands.
    place: String,
    message: String,
}

impl Draft {
    fn new(scopes: &[Scope], scope: &Scope, gathered: Gathered) -> Result<Draft, Failure> {
        let mut draft = Draft::default();
        let sources = declared::sources().into_iter().filter_map(|source| {
            let text = fs::read(scope.project.root().join(source)).ok()?;
            Some(declared::domains(source, &String::from_utf8_lossy(&text)))
        });
        draft.declared = sources.flatten().map(|declared| declared.domain).collect();
        let found = draft.find(scopes, gathered)?;
        if let Some(informed) = &scope.informed {
            // What is wrong is no better for being used often: whoever protects it has the right one denied.
            let is_right = |domain: &str| !found.contains(domain) && informed.address(domain).is_empty();
            let often = informed.often().into_iter().map(|(domain, count)| (domain.to_owned(), count));
            draft.protect = often.filter(|(domain, _)| !draft.declared.contains(domain) && is_right(domain)).collect();
            draft.protect.sort_by_key(|&(_, count)| std::cmp::Reverse(count));
            draft.protect.truncate(MOST);
        }
        Ok(draft)
    }

    /// Puts findings together that one allow would cover, and says on which domains there are any.
    fn find(&mut self, scopes: &[Scope], gathered: Gathered) -> Result<BTreeSet<String>, Failure> {
        let mut groups = BTreeMap::new();
        let mut again = Again { scopes, changes: None, reader: None };
        for file in gathered.files {
            let spot = file.spot();
            let mut take = |findings: Findings| group(&mut groups, &spot.judged(), findings.counting);
            let failed = |why| Failure::new(format!("{}: {why}", shown(&spot.path)));
            match file.outcome {
                Outcome::Found(findings) => take(*findings),
                Outcome::Again { informed, .. } => {
                    again.all(&spot, informed, take).map_err(|error| failed(error.to_string()))?;
                }
                Outcome::Unread(why) => return Err(failed(why)),
                Outcome::Skipped(_) => {}
            }
        }
        let domains = groups.keys().map(|(domain, _)| domain.clone()).collect();
        self.found = groups.into_values().collect();
        self.found.sort_by_key(|group| std::cmp::Reverse(group.count));
        self.more = self.found.len().saturating_sub(MOST);
        self.found.truncate(MOST);
        Ok(domains)
    }

    fn text(&self) -> String {
        let mut text = format!(
            "# What maillint holds to be right in this repository: {}\n\
             # A mistake in here is told at its line, and nothing is judged until it is mended.\n\n\
             # Domains that your mail must reach: one slip from one of them is denied. These are the ones that are used\n\
             # often here and that no table knows: take out what is not yours, put in what is. `*.acme.io` covers\n\
             # what lies below a domain.\nprotect = [",
            env!("CARGO_PKG_REPOSITORY")
        );
        // Writing into a String cannot fail.
        for (domain, count) in &self.protect {
            let _ = write!(text, "\n    {:<32} # {count} times", format!("{},", quoted(domain)));
        }
        let end = if self.protect.is_empty() { "]" } else { "\n]" };
        text.push_str(end);
        text.push_str(
            "\n\n# Protects also what the repository declares about itself in Cargo.toml, CODEOWNERS and the like",
        );
        let declared: Vec<String> = self.declared.iter().map(|domain| visible(domain)).collect();
        let _ = match &declared[..] {
            [] => writeln!(text, ".\ndeclared = true"),
            some => writeln!(text, ":\n# {}\ndeclared = true", some.join(", ")),
        };
        text.push_str(
            "\n# When it names any, an address at another domain is `undeclared_domain`.\nonly = []\n\n\
             # Known debt, which is not reported: `cargo maillint --write-baseline maillint-known.tsv` writes it.\n\
             # baseline = \"maillint-known.tsv\"\n\n\
             # Levels of lints: \"allow\", \"warn\" or \"deny\". Here is what holds without a word.\n[lints]\n",
        );
        for lint in lints::ALL {
            let _ = writeln!(text, "# {:<32} # {}", format!("{} = \"{}\"", lint.id, lint.level), lint.page.summary());
        }
        text.push_str(
            "\n# A finding that may be wrong on purpose has a doubt, and is a warning at most: `cargo maillint explain` lists them.\n\
             # \"ignore\" has it count in full.\n# [doubts]\n# corrected = \"ignore\"\n",
        );
        text.push_str(
            "\n[scan]\n# Paths that are not read, as in a .gitignore.\nexclude = []\n\n\
             # Other levels for some paths.\n# [[files]]\n# paths = [\"tests/**\"]\n# lints = { provider_slip = \"warn\" }\n",
        );
        if !self.found.is_empty() {
            text.push_str(
                "\n# What was found when this was written. What is right although it looks wrong is allowed by taking away the\n\
                 # `#` and giving the reason; what is wrong is mended, and its lines here are deleted.\n",
            );
        }
        for Group { domain, lint, count: found, place, message } in &self.found {
            let times = if *found == 1 { String::new() } else { format!(", and {} more", found - 1) };
            let _ = writeln!(
                text,
                "\n# {lint} in {}{times}: {}\n# [[allow]]\n# domain = {}\n# reason = \"\"",
                visible(place),
                visible(message),
                quoted(domain)
            );
        }
        if self.more > 0 {
            let _ = writeln!(
                text,
                "\n# And {} of findings: `cargo maillint` tells them.",
                count(self.more as u64, "more kind")
            );
        }
        text
    }
}

/// Adds findings in the file of this name to the groups that they belong to.
fn group(groups: &mut BTreeMap<(String, &'static str), Group>, name: &str, findings: Vec<Finding>) {
    for Finding { lint, domain, message, location, .. } in findings {
        let Some(domain) = domain else { continue };
        let line = location.map_or(1, |location| location.start.line);
        let new = |domain| Group { domain, lint, count: 0, place: format!("{name}:{line}"), message };
        let group = groups.entry((domain.clone(), lint)).or_insert_with(|| new(domain));
        group.count += 1;
    }
}

/// A string of TOML.
fn quoted(text: &str) -> String {
    format!("\"{}\"", visible(text).replace('\\', "\\\\").replace('"', "\\\""))
}
