//! The scan of a file of any kind.

use super::address::suggestion;
use lint_core::gate::{Became, lints};
use lint_core::{Checker, FileCheck, FileReport, Finding, Level};
use std::sync::LazyLock;

static CHECKER: LazyLock<Checker> = LazyLock::new(Checker::default);

/// The first byte of the input picks one.
const PATHS: [&str; 39] = [
    "a.txt",
    "a.rs",
    "a.py",
    "a.js",
    "a.c",
    "a.sh",
    "a.go",
    "a.ml",
    "a.md",
    "a.html",
    "a.xml",
    "a.json",
    "a.yaml",
    "a.toml",
    "a.ini",
    ".env",
    "Dockerfile",
    "a.csv",
    "a.sql",
    "a.eml",
    "a.tf",
    "nginx.conf",
    "a.zone",
    "unknown",
    "a.ldif",
    "a.vcf",
    "a.po",
    "a.hs",
    "a.f90",
    "a.cob",
    "a.tex",
    "a.css",
    "a.ged",
    "a.rtf",
    "a.pod",
    "a.texi",
    "a.po",
    "a.plist",
    "data",
];

/// How much a scan reads at once, in bytes.
const PIECE: usize = FileCheck::PIECE;

/// How much of a piece, at its end, is judged with the next one.
const UNJUDGED: usize = 5 << 10;

/// Judges the input as a file.
pub fn text(input: &[u8]) {
    let Some((&first, text)) = input.split_first() else { return };
    let path = PATHS[usize::from(first) % PATHS.len()];
    let report = CHECKER.text(path, text);
    for finding in &report.findings {
        position(text, finding);
        suggestion(&CHECKER, finding);
    }
    silences(path, text);
    if let Ok(text) = std::str::from_utf8(text)
        && !text.starts_with('\u{feff}')
    {
        let stored = [&b"\xff\xfe"[..], &text.encode_utf16().flat_map(u16::to_le_bytes).collect::<Vec<_>>()].concat();
        assert_eq!(told(&report), told(&CHECKER.text(path, &stored)), "{text:?} in UTF-16");
        if !text.contains('\r') {
            let ended = text.replace('\n', "\r\n");
            assert_eq!(told(&report), told(&CHECKER.text(path, ended.as_bytes())), "{text:?} with other ends of lines");
        }
    }
}

/// What is kept of a domain says the same as judging it anew wherever it stands: no lint that is on would speak of what nothing
/// was said of.
fn silences(path: &str, text: &[u8]) {
    for account in CHECKER.why(path, text) {
        if let Became::Off(lint) = account.became {
            let level = lints::find(lint).unwrap().level;
            assert_eq!(level, Level::Allow, "{path}: {lint} would speak of {:?}", account.written);
        }
    }
}

/// Judges the input where a long file is cut into pieces, as a whole and in pieces. Its second byte and the third say where the
/// cut falls.
pub fn pieces(input: &[u8]) {
    let [first, second, third, text @ ..] = input else { return };
    let path = PATHS[usize::from(*first) % PATHS.len()];
    // Nothing in it is judged. A cut is made behind a line, or else where it comes.
    let filler = if second % 2 == 0 { b"\n" } else { b" " };
    let inside = usize::from(*second) << 8 | usize::from(*third);
    let before = PIECE - UNJUDGED - inside % (text.len() + 1);
    let whole = [&filler.repeat(before), text, &filler.repeat(2 * UNJUDGED)].concat();
    assert_eq!(told(&in_pieces(path, &whole, PIECE)), told(&in_pieces(path, &whole, whole.len())), "{path} in pieces");
}

/// What a finding says and where, whatever the encoding.
fn told(report: &FileReport) -> Vec<String> {
    let place = |finding: &Finding| finding.location.as_ref().map_or((0, 0), |at| (at.start.line, at.start.column));
    let findings = report.findings.iter();
    let told = findings.map(|finding| (place(finding), finding.level, &finding.message));
    told.map(|((line, column), level, message)| format!("{line}:{column}: {level}: {message}")).collect()
}

fn in_pieces(path: &str, text: &[u8], size: usize) -> FileReport {
    let mut check = CHECKER.file(path);
    let (mut start, mut end) = (0, size.min(text.len()));
    loop {
        let last = end == text.len();
        start += check.feed(&text[start..end], last);
        if last {
            return check.finish();
        }
        end = (end + size).min(text.len());
    }
}

/// A finding lies inside the file, on the borders of characters, and its line and column are those of its first byte.
fn position(text: &[u8], finding: &Finding) {
    let at = finding.location.as_ref().unwrap();
    let (start, end) = (at.start.byte as usize, at.end.byte as usize);
    assert!(start <= end && end <= text.len(), "{finding:?} lies outside of the file");
    let Ok(text) = std::str::from_utf8(text) else { return };
    assert!(text.get(start..end).is_some(), "{finding:?} splits a character");
    let before = text[..start].trim_start_matches('\u{feff}');
    let line = before.rsplit('\n').next().unwrap_or_default();
    let place = (before.matches('\n').count() as u64 + 1, line.chars().count() as u64 + 1);
    assert_eq!((at.start.line, at.start.column), place, "{finding:?}");
}
