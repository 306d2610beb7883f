//! `cargo maillint why`: what became of each candidate in a file or a line of it.

use super::args::WhyArgs;
use super::plan;
use crate::archive;
use crate::changes::{Baselines, Known, Use};
use crate::exit::{Exit, Failure, print};
use crate::file::shown;
use crate::report::count;
use crate::scan::{Input, Plan, gather};
use crate::tree::{Scope, Spot, Starts};
use lint_core::gate::project::Skipped;
use lint_core::gate::render::{doubt, headline, visible};
use lint_core::gate::source::Encoding;
use lint_core::gate::{Account, Became};
use lint_core::{Excused, Finding};
use std::fmt::Write;
use std::fs;
use std::io::Cursor;
use std::path::{Path, PathBuf};

/// Prints them, each with its place.
///
/// # Errors
/// A file that cannot be read, and mistakes in its policy or in the baseline.
pub(super) fn why(args: WhyArgs) -> Result<Exit, Failure> {
    let (path, line) = place(&args.place);
    let starts = Starts::new(std::slice::from_ref(&path), plan::scopes(&args.judge, &args.exclude)?, |_, error| {
        error.to_string()
    })?;
    if let Some((path, why)) = starts.unread.first() {
        return Err(Failure::new(format!("{}: {why}", shown(path))));
    }
    let ([spot], Some(scope)) = (&starts.files[..], starts.scopes.first()) else {
        return Err(Failure::new(format!("{}: name a file, or a line of one as `FILE:12`", shown(&path))));
    };
    let text = fs::read(&path).map_err(|error| Failure::new(format!("{}: {error}", shown(&path))))?;
    if let Some(skipped) = Skipped::of(&text) {
        let more = match archive::is_read(&mut Cursor::new(&text)) {
            Ok(true) => "; with `--archives` it reads what is packed there, of which there is no account",
            _ => "",
        };
        let (path, skipped) = (shown(&path), skipped.words());
        return Err(Failure::new(format!("{path}: a scan reads nothing of it: {skipped}{more}")));
    }
    let witness = informed(scope, &args)?;
    let checker = witness.as_ref().map_or(&scope.checker, |scope| scope.checker(true));
    let mut known = match args.baseline {
        Some(path) => Baselines::given(Known::open(path, String::new(), Use::Read)?),
        None => Baselines::of_policies(),
    };
    let unread = known.adopt(&starts.scopes, &std::env::current_dir().unwrap_or_default());
    if let Some((path, why)) = unread.first() {
        return Err(Failure::new(format!("{}: {why}", shown(path))));
    }
    let accounts = checker.why(&spot.name, &text);
    let mut out = String::new();
    if scope.project.policy().excludes_below(&spot.name) {
        out.push_str("The policy excludes this file: a scan reads it only where it is named.\n\n");
    }
    for account in accounts.iter().filter(|account| line.is_none_or(|line| account.location.start.line == line)) {
        let is_known = |finding| known.of(spot.scope).is_some_and(|known| known.knows(&spot.name, finding, false));
        let is_known = found(account).is_some_and(is_known);
        tell(&mut out, spot, account, is_known);
    }
    if out.is_empty() {
        if let Some(line) = line.filter(|line| !(1..=lines(&text)).contains(line)) {
            let (path, lines) = (shown(&path), count(lines(&text), "line"));
            return Err(Failure::new(format!("{path}: there is no line {line}: the file has {lines}")));
        }
        out.push_str("Nothing here could be an address or a host.\n");
    }
    print(out.as_bytes())
}

/// How many lines a file has, as editors count them.
fn lines(text: &[u8]) -> u64 {
    let (encoding, mark) = Encoding::of(text);
    let text = encoding.decode(text.get(mark..).unwrap_or_default());
    text.split_inclusive(|&byte| byte == b'\n').count() as u64
}

/// A path, and a line where one is named and no file is called so.
fn place(named: &Path) -> (PathBuf, Option<u64>) {
    let text = named.to_str().filter(|_| !named.exists());
    let parted = text.and_then(|text| text.rsplit_once(':'));
    match parted.and_then(|(path, line)| Some((path, line.parse().ok()?))) {
        Some((path, line)) => (PathBuf::from(path), Some(line)),
        None => (named.to_owned(), None),
    }
}

/// The project once more, as a scan of all of it knows it: what the tree itself uses is a witness.
fn informed(scope: &Scope, args: &WhyArgs) -> Result<Option<Scope>, Failure> {
    let root = scope.project.root();
    if !root.join(".git").exists() && scope.project.policy_file().is_none() {
        return Ok(None);
    }
    let mut plan = Plan::under(root, plan::scopes(&args.judge, &args.exclude)?)?;
    gather(&mut plan);
    let Input::Paths(starts) = plan.input else { return Ok(None) };
    let is_same = |other: &Scope| other.project.policy_file() == scope.project.policy_file();
    Ok(starts.scopes.into_iter().find(is_same))
}

/// The finding that is reported, if one is.
fn found(account: &Account) -> Option<&Finding> {
    match &account.became {
        Became::Found(finding) => Some(finding),
        _ => None,
    }
}

/// Writes where it stands, and what became of it. Writing into a String cannot fail.
fn tell(out: &mut String, spot: &Spot, account: &Account, is_known: bool) {
    let start = account.location.start;
    let path = visible(&spot.path.to_string_lossy());
    let _ = writeln!(out, "{path}:{}:{}: `{}`", start.line, start.column, visible(&account.written));
    let _ = match &account.became {
        Became::Trapped(trap) => writeln!(out, "  trap `{}`: {}", trap.id, trap.page.summary()),
        Became::Known(domain) => writeln!(out, "  known: `{}` is a domain that is meant", visible(domain)),
        Became::Quiet(None) => writeln!(out, "  quiet: nothing known is near"),
        Became::Quiet(Some(nearest)) => {
            let (domain, slip) = (visible(&nearest.domain), nearest.slip);
            writeln!(out, "  quiet: next to it is `{domain}` ({slip}), which is {}", likelihood(nearest.odds))
        }
        Became::Off(lint) => writeln!(out, "  off: `{lint}` would speak, and is set to `allow`"),
        Became::MadeUp(lint) => {
            writeln!(out, "  quiet: a string of a test may be made up; elsewhere `{lint}` would speak")
        }
        Became::Excused(Excused { finding, reason, by_policy, .. }) => {
            let whose = if *by_policy { "the policy" } else { "the text" };
            writeln!(out, "  allow in {whose}: {}\n  {}", visible(reason), headline(finding))
        }
        Became::Found(finding) => {
            let level = if is_known { "baseline" } else { finding.level.as_str() };
            let told = writeln!(out, "  {level}: {}", headline(finding));
            told.and_then(|()| doubt(finding).map_or(Ok(()), |doubt| writeln!(out, "  {doubt}")))
        }
        _ => Ok(()),
    };
    out.push('\n');
}

/// Odds of so many tenths of a power of ten, in words.
fn likelihood(odds: i32) -> String {
    let times = 10f64.powf(f64::from(odds.abs()) / 10.0);
    match odds {
        0 => String::from("as likely to be meant as what is written"),
        1.. => format!("{times:.0} times as likely to be meant as what is written"),
        _ => format!("{times:.0} times less likely to be meant than what is written"),
    }
}
