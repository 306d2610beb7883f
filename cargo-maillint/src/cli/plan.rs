//! Everything decided: what was typed, joined with what is found around the start paths.

use super::args::{Args, ChangeArgs, Color, ColorArgs, ExcludeArgs, JudgeArgs, ScanArgs};
use crate::changes::{Baselines, Change, Changes, Known, Use};
use crate::exit::Failure;
use crate::file::{meant, path_of, shown, tidy};
use crate::fix::Fix;
use crate::report::{self, Style, Wanted};
use crate::scan::{Commits, Input, Plan, read_parts, threads};
use crate::tree::{Scopes, Spot, Starts};
use lint_core::policy;
use std::fs;
use std::io::{self, Read};
use std::path::{Path, PathBuf};

/// Decides a scan. A path that cannot be read is part of the plan; a mistake in a policy is not.
///
/// # Errors
/// Whatever makes the scan as asked impossible.
pub(crate) fn plan(args: ScanArgs) -> Result<Plan, Failure> {
    let color = color(&args.color);
    let scopes = scopes(&args.judge, &args.exclude)?;
    let here = scopes.here.clone();
    let mut input = input(&args, scopes, &here)?;
    let known = known(&args, &input, &here)?;
    let parts = match &input {
        Input::Paths(starts) if !args.census_in.is_empty() => Some(read_parts(&args.census_in, starts)?),
        _ => None,
    };
    let wanted = change(args.change);
    let only_new = wanted.is_some();
    let changes = match (&mut input, wanted) {
        (Input::Paths(starts), Some(change)) => Some(Changes::of(&change, starts)?),
        // It is a help to put the new ones first, and no more than that.
        (Input::Paths(starts), None) if args.formats.is_empty() && args.census_out.is_none() => {
            pull_request().and_then(|change| Changes::of(&change, starts).ok())
        }
        _ => None,
    };
    let fix = match (args.fix, args.diff) {
        (_, true) => Some(Fix::Diff),
        (true, _) => Some(Fix::Write),
        _ => None,
    };
    // A patch stands alone: what reads it reads nothing else.
    let mut reports = match (args.diff, args.statistics) {
        (true, _) => Vec::new(),
        (_, true) => vec![report::statistics()],
        _ => report::wanted(args.formats)?,
    };
    spare_baselines(&known, &reports)?;
    // The mended text goes to stdout.
    if let (Input::Stdin { .. }, Some(_)) = (&input, fix) {
        report::leave_stdout(&mut reports);
    }
    Ok(Plan {
        input,
        changes,
        only_new,
        known,
        reports,
        // What is mended is told at once.
        style: Style { color, quiet: args.quiet, all: args.all || fix.is_some() },
        partition: args.partition,
        census_out: args.census_out.map(|file| tidy(&file, &here)),
        parts,
        threads: threads(args.threads),
        fix,
        strict: args.judge.levels.strict,
        archives: args.archives,
        list: args.files,
        list_skipped: args.skipped,
        stdin: Vec::new(),
        exit_zero: args.exit_zero,
    })
}

/// What is to be judged: paths, stdin or commits.
fn input(args: &ScanArgs, scopes: Scopes, here: &Path) -> Result<Input, Failure> {
    let mut starts = match (args.stdin_path.clone(), args.change.commits.clone()) {
        (_, Some(range)) => return Ok(Input::Commits(Commits::new(range, scopes.at(Path::new("."))?, here)?)),
        (Some(path), _) => {
            let file = scopes.here.join(path.strip_prefix(".").unwrap_or(&path));
            // Its folder may be one that is yet to be made.
            let folder = file.ancestors().skip(1).find(|above| above.is_dir()).unwrap_or(Path::new("."));
            let scope = Box::new(scopes.at(folder)?);
            let name = scope.project.name(&file);
            return Ok(Input::Stdin { scope, spot: Spot::new(path, name, 0) });
        }
        (None, None) => match &args.files_from {
            Some(list) => Starts::new(&listed(list)?, scopes, unread)?,
            None if args.paths.is_empty() => Starts::new(&[PathBuf::from(".")], scopes, unread)?,
            None => Starts::new(&args.paths, scopes, unread)?,
        },
    };
    if args.force_exclude {
        starts.leave_out_excluded();
    }
    Ok(Input::Paths(starts))
}

/// Refuses to write a report over a baseline.
fn spare_baselines(known: &Baselines, reports: &[Wanted]) -> Result<(), Failure> {
    for (_, known) in known.all() {
        let place = meant(&known.path).ok();
        let is_it = |report: &&Path| place.is_some() && meant(report).ok() == place;
        if let Some(report) = reports.iter().filter_map(Wanted::file).find(is_it) {
            let report = shown(report);
            return Err(Failure::new(format!(
                "--format: {report}: this is the baseline, which a report would replace"
            )));
        }
    }
    Ok(())
}

/// Why there is nothing to scan at a path, which may be a mistyped command.
fn unread(path: &Path, error: &io::Error) -> String {
    let commands = Args::description();
    let hint = |name| policy::did_you_mean(name, commands.get_subcommands().map(clap::Command::get_name));
    match path.to_str().map(hint) {
        Some(hint) if error.kind() == io::ErrorKind::NotFound && hint.starts_with("did you mean") => {
            format!("{error}; as a command, {hint}")
        }
        _ => error.to_string(),
    }
}

/// The baseline that was asked for, or else those of the policies; that of a folder which a walk comes to is taken later.
fn known(args: &ScanArgs, input: &Input, here: &Path) -> Result<Baselines, Failure> {
    let is_judged = !args.files && !args.skipped && args.census_out.is_none() && !matches!(input, Input::Commits(_));
    let (path, what) = match (&args.change.baseline, &args.change.write_baseline) {
        (Some(path), _) => (path, Use::Read),
        (None, Some(path)) => (path, Use::Write),
        (None, None) if !is_judged => return Ok(Baselines::default()),
        (None, None) => {
            let mut known = Baselines::of_policies();
            let unread = known.adopt(input.scopes(), here);
            let mistakes: Vec<_> = unread.iter().map(|(path, why)| format!("{}: {why}", shown(path))).collect();
            return if mistakes.is_empty() { Ok(known) } else { Err(Failure(mistakes)) };
        }
    };
    let path = tidy(path, here);
    let place = here.join(&path);
    let name = input.scopes().first().map_or_else(|| shown(&path), |scope| scope.project.name(&place));
    Known::open(path, name, what).map(Baselines::given)
}

/// The change that was asked for.
fn change(args: ChangeArgs) -> Option<Change> {
    match args.since {
        Some(revision) => Some(Change::Since(revision)),
        None => args.staged.then_some(Change::Staged),
    }
}

/// The change that a job of GitHub Actions is about, if it is one of a pull request.
fn pull_request() -> Option<Change> {
    let is_set = |name: &str| std::env::var(name).ok().filter(|value| !value.is_empty());
    is_set("GITHUB_ACTIONS").filter(|is| is == "true")?;
    Some(Change::Since(format!("origin/{}", is_set("GITHUB_BASE_REF")?)))
}

/// The policies and levels that the command line asks for.
pub(crate) fn scopes(args: &JudgeArgs, exclude: &ExcludeArgs) -> Result<Scopes, Failure> {
    Ok(Scopes::new(args.config.as_deref(), args.no_config, &args.levels.of)?.excluding(&exclude.globs))
}

/// Says whether stdout is to be coloured, and has stderr follow the same wish.
pub(crate) fn color(args: &ColorArgs) -> bool {
    match args.color {
        Color::Auto => match wished(|name| std::env::var(name).ok()) {
            Some(true) => anstream::ColorChoice::Always.write_global(),
            Some(false) => anstream::ColorChoice::Never.write_global(),
            None => {}
        },
        Color::Always => anstream::ColorChoice::Always.write_global(),
        Color::Never => anstream::ColorChoice::Never.write_global(),
    }
    anstream::AutoStream::choice(&io::stdout()) != anstream::ColorChoice::Never
}

/// What the environment says of colours besides `NO_COLOR` and `CLICOLOR_FORCE`, which every program hears: `FORCE_COLOR`, which Node's
/// tools and CI systems set, then `CARGO_TERM_COLOR`, since this is a cargo command.
fn wished(variable: impl Fn(&str) -> Option<String>) -> Option<bool> {
    let is_set = |name: &str| variable(name).filter(|value| !value.is_empty());
    if is_set("NO_COLOR").is_some() {
        return None;
    }
    if let Some(force) = is_set("FORCE_COLOR") {
        return Some(!matches!(&*force, "0" | "false"));
    }
    match is_set("CARGO_TERM_COLOR").as_deref() {
        Some("always") => Some(true),
        Some("never") => Some(false),
        _ => None,
    }
}

/// The paths in a list: separated by NUL if it holds one, by line ends otherwise. Like a walk, a list, which git or another
/// program makes, leads through no link.
fn listed(list: &Path) -> Result<Vec<PathBuf>, Failure> {
    let mut bytes = Vec::new();
    let read = match list == Path::new("-") {
        true => io::stdin().lock().read_to_end(&mut bytes),
        false => fs::File::open(list).and_then(|mut file| file.read_to_end(&mut bytes)),
    };
    read.map_err(|error| Failure::new(format!("--files-from {}: {error}", list.display())))?;
    let end = if bytes.contains(&0) { 0 } else { b'\n' };
    let lines = bytes.split(|&b| b == end).map(|line| line.strip_suffix(b"\r").unwrap_or(line));
    let is_link = |path: &PathBuf| path.symlink_metadata().is_ok_and(|found| found.is_symlink());
    Ok(lines.filter(|line| !line.is_empty()).map(path_of).filter(|path| !is_link(path)).collect())
}

#[cfg(test)]
mod tests {
    use super::wished;

    #[test]
    fn colours_are_wished_for_by_variables() {
        type Set = &'static [(&'static str, &'static str)];
        let cases: [(Set, Option<bool>); 7] = [
            (&[], None),
            (&[("FORCE_COLOR", "1")], Some(true)),
            (&[("FORCE_COLOR", "0"), ("CARGO_TERM_COLOR", "always")], Some(false)),
            (&[("FORCE_COLOR", ""), ("CARGO_TERM_COLOR", "always")], Some(true)),
            (&[("CARGO_TERM_COLOR", "never")], Some(false)),
            (&[("CARGO_TERM_COLOR", "auto")], None),
            (&[("NO_COLOR", "1"), ("FORCE_COLOR", "1")], None),
        ];
        for (set, expected) in cases {
            let variable = |name: &str| set.iter().find(|(is, _)| *is == name).map(|(_, value)| (*value).to_owned());
            assert_eq!(wished(variable), expected, "{set:?}");
        }
    }
}
