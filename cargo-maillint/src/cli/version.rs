//! `--version --verbose`: which version this is, and of what day its tables are.

use std::ffi::OsString;

/// The version, and for each table where it is from, where these arguments ask for that and for nothing else.
pub(crate) fn verbose(args: &[OsString]) -> Option<String> {
    let mut args: Vec<&str> = args.iter().skip(1).map(|arg| arg.to_str()).collect::<Option<_>>()?;
    args.retain(|arg| *arg != "maillint");
    let is_asked = match args[..] {
        ["-Vv" | "-vV"] => true,
        [one, other] => {
            let version = |arg| ["--version", "-V"].contains(&arg);
            let verbose = |arg| ["--verbose", "-v"].contains(&arg);
            version(one) && verbose(other) || verbose(one) && version(other)
        }
        _ => false,
    };
    is_asked.then(|| {
        let tables = || lint_core::gate::SOURCES.lines().filter_map(|line| line.split_once('\t'));
        let longest = tables().map(|(table, _)| table.len()).max().unwrap_or_default();
        let tables: String = tables().map(|(table, source)| format!("  {table:<longest$}  {source}\n")).collect();
        format!("cargo-maillint {}\n\ntables:\n{tables}", env!("CARGO_PKG_VERSION"))
    })
}
