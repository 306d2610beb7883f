//! `--print-config`: the settings that hold, each with where it comes from.

use super::args::ScanArgs;
use super::levels::flag;
use super::plan;
use crate::exit::{Exit, Failure, print};
use crate::file::shown;
use crate::tree::{Scope, Spot, Starts};
use lint_core::gate::render::visible;
use lint_core::gate::{doubt, lints};
use std::fmt::Write as _;
use std::fs;
use std::path::PathBuf;
use toml_edit::{Document, Item, Table};

/// Prints them for each policy that holds at the start paths, in the form of a policy.
///
/// # Errors
/// Whatever keeps a scan from being planned.
pub(super) fn print_settings(args: &ScanArgs) -> Result<Exit, Failure> {
    let here = [PathBuf::from(".")];
    let paths = if args.paths.is_empty() { &here[..] } else { &args.paths };
    let starts = Starts::new(paths, plan::scopes(&args.judge, &args.exclude)?, |_, error| error.to_string())?;
    if let Some((path, why)) = starts.unread.first() {
        return Err(Failure::new(format!("{}: {why}", shown(path))));
    }
    let file = match (&starts.files[..], &starts.folders[..]) {
        ([file], []) => Some(file),
        _ => None,
    };
    let mut text = String::new();
    for scope in &starts.scopes {
        Settings::of(scope, args).write(&mut text, file);
    }
    print(text.as_bytes())
}

/// The settings that hold in one scope.
struct Settings<'s> {
    scope: &'s Scope,
    args: &'s ScanArgs,
    /// How the policy's file is called.
    file: String,
    text: String,
    document: Option<Document<String>>,
}

impl<'s> Settings<'s> {
    fn of(scope: &'s Scope, args: &'s ScanArgs) -> Settings<'s> {
        let text =
            scope.policy_text.clone().or_else(|| fs::read_to_string(&scope.policy_file).ok()).unwrap_or_default();
        let document = Document::parse(text.clone()).ok();
        Settings { scope, args, file: visible(&shown(&scope.policy_file)), text, document }
    }

    /// The table of the policy, which stands in a manifest where there is no file for it alone.
    fn table(&self) -> Option<&Table> {
        let top = self.document.as_ref()?.as_table();
        if !self.scope.policy_file.ends_with("Cargo.toml") {
            return Some(top);
        }
        let below = |name: &str| top.get(name)?.get("metadata")?.get("maillint")?.as_table();
        below("workspace").or_else(|| below("package"))
    }

    /// Where a key of a table stands, as `file:line`.
    fn place(&self, table: &Table, key: &str) -> Option<String> {
        let start = table.key(key).and_then(toml_edit::Key::span).or_else(|| table.get(key)?.span())?.start;
        Some(self.line(start))
    }

    fn line(&self, start: usize) -> String {
        let line = self.text.get(..start).map_or(1, |before| before.matches('\n').count() + 1);
        format!("{}:{line}", self.file)
    }

    fn write(&self, out: &mut String, file: Option<&Spot>) {
        let name = file.map_or("", |file| &file.name);
        let what = file.map_or_else(|| self.scope.project.root().display().to_string(), |file| shown(&file.path));
        let from = if self.text.is_empty() { "no policy" } else { &self.file };
        let _ = writeln!(out, "# {}: {from}", visible(&what));
        for (key, default) in [("protect", "[]"), ("only", "[]"), ("declared", "true"), ("baseline", "")] {
            self.setting(out, self.table(), key, default);
        }
        for declared in self.scope.project.declared() {
            let _ = writeln!(out, "# protected too: {:<23} # {}", visible(&declared.domain), declared.source);
        }
        if let Some(baseline) = &self.args.change.baseline {
            line(out, "baseline", &quoted(&shown(baseline)), "--baseline");
        }
        out.push_str("\n[scan]\n");
        let scan = self.table().and_then(|table| table.get("scan")?.as_table());
        self.setting(out, scan, "exclude", "[]");
        for glob in &self.args.exclude.globs {
            let _ = writeln!(out, "# left out too: {:<24} # --exclude", visible(glob));
        }
        out.push_str("\n[lints]\n");
        for lint in lints::ALL {
            let (level, from) = self.level(lint.id, lint.level.as_str(), name);
            line(out, lint.id, &quoted(&level), &from);
        }
        if self.args.judge.levels.strict {
            out.push_str("# warnings are denied                   # --strict\n");
        }
        out.push_str("\n[doubts]\n");
        let doubts = self.table().and_then(|table| table.get("doubts")?.as_table());
        for doubt in doubt::ALL {
            self.setting(out, doubts, doubt.id, "\"warn\"");
        }
        self.tables(out, "allow");
        self.tables(out, "files");
        out.push('\n');
    }

    /// A key with its value and place, or with its default; nothing where it has none.
    fn setting(&self, out: &mut String, table: Option<&Table>, key: &str, default: &str) {
        let written = table.and_then(|table| {
            let value = table.get(key)?.as_value()?.to_string();
            // Over several lines as over one.
            let value: Vec<&str> = value.lines().map(|line| line.split(" #").next().unwrap_or(line).trim()).collect();
            Some((value.join(" "), self.place(table, key)?))
        });
        match written {
            Some((value, place)) => line(out, key, value.trim(), &place),
            None if default.is_empty() => {}
            None => line(out, key, default, "default"),
        }
    }

    /// The level of a lint in a file, and what gives it.
    fn level(&self, lint: &str, default: &str, name: &str) -> (String, String) {
        if let Some((_, level)) = self.args.judge.levels.of.iter().rev().find(|(id, _)| *id == lint) {
            return (level.as_str().to_owned(), flag(*level).to_owned());
        }
        let level = self.scope.checker.policy().level(lint, name);
        let table = self.table().and_then(|table| table.get("lints")?.as_table());
        let in_lints = table.and_then(|table| Some((table.get(lint)?.as_str()?.to_owned(), self.place(table, lint)?)));
        match (level, in_lints) {
            (None, _) => (default.to_owned(), "default".to_owned()),
            (Some(level), Some((written, place))) if written == level.as_str() => (written, place),
            (Some(level), _) => (level.as_str().to_owned(), format!("{}: [[files]]", self.file)),
        }
    }

    /// The tables of a list, as they stand.
    fn tables(&self, out: &mut String, key: &str) {
        let list = self.table().and_then(|table| table.get(key)).and_then(Item::as_array_of_tables);
        for table in list.into_iter().flatten() {
            let place = table.span().map_or_else(|| self.file.clone(), |span| self.line(span.start));
            let _ = write!(out, "\n[[{key}]]{:<34} # {place}\n{}", "", table.to_string().trim_start());
        }
    }
}

fn line(out: &mut String, key: &str, value: &str, from: &str) {
    let _ = writeln!(out, "{:<39} # {from}", format!("{key} = {value}"));
}

fn quoted(text: &str) -> String {
    toml_edit::value(text).to_string()
}
