//! Reports of an earlier run, known by how they begin: a second step of a job does not judge what the first one wrote.
//!
//! Each kind begins with what no other program writes there. That some were left out is counted, so that nobody hides behind such a
//! beginning unseen.

use lint_core::gate::lints;
use memchr::memrchr;
use std::borrow::Cow;

/// How many bytes of a file tell.
pub(crate) const HEAD: usize = 1 << 10;

/// The endings of files that reports are written to; others are not looked at.
const ENDINGS: [&str; 8] = ["census", "json", "jsonl", "ndjson", "rdjsonl", "sarif", "xml", "html"];

/// Whether a file of this name could be a report.
pub(crate) fn may_be_own(name: &str) -> bool {
    let ending = memrchr(b'.', name.as_bytes()).and_then(|dot| name.get(dot + 1..));
    ending.is_some_and(|ending| ENDINGS.iter().any(|known| ending.eq_ignore_ascii_case(known)))
}

/// Whether a file that begins so is a report of maillint.
pub(crate) fn is_own(text: &[u8]) -> bool {
    let head = text.get(..HEAD).unwrap_or(text);
    // Nearly always it is text, which the check alone tells in a tenth of the time.
    let head = std::str::from_utf8(head).map_or_else(|_| String::from_utf8_lossy(head), Cow::Borrowed);
    let first = head.lines().next().unwrap_or_default();
    let names_a_lint = |before: &str, rest: &str| {
        let id = rest.strip_prefix(before).and_then(|rest| rest.split('"').next());
        id.is_some_and(|id| lints::ALL.iter().any(|lint| lint.id == id))
    };
    let is_sarif = || first.contains(r#""runs":[{"tool":{"driver":{"informationUri":"#) && first.contains(DRIVER);
    let is_json = || {
        let lint = first.find(r#""lint":""#).and_then(|at| first.get(at..));
        first.starts_with(r#"{"type":"finding","path":""#) && lint.is_some_and(|lint| names_a_lint(r#""lint":""#, lint))
    };
    let is_gitlab = || {
        let second = head.strip_prefix("[\n").unwrap_or_default();
        names_a_lint(r#"{"categories":["Bug Risk"],"check_name":""#, second)
    };
    let is_rdjsonl = || names_a_lint(r#"{"code":{"value":""#, first) && first.contains(r#","location":{"path":""#);
    first.starts_with(r#"{"$schema":""#) && is_sarif()
        || is_json()
        || is_gitlab()
        || is_rdjsonl()
        || first.starts_with(r#"{"reason":"compiler-message","package_id":"maillint","#)
        || head.contains("?>\n<testsuites name=\"maillint\">\n")
        || head.contains(MARK)
        || first.starts_with("maillint census ")
        || first == "<!doctype html>" && head.contains("\n<title>maillint</title>\n")
}

/// What SARIF says of the tool.
const DRIVER: &str = concat!(r#"""#, env!("CARGO_PKG_REPOSITORY"), r#"","name":"maillint""#);

/// What stands in formats that have no place for the tool's name.
pub(super) const MARK: &str = "?>\n<!-- written by maillint -->\n";
