//! The command on a file of any name and content: every report is sound, and nothing in it is obeyed.

use std::ffi::OsString;
use std::fs;
use std::path::Path;
use std::process::ExitCode;

/// Formats of which a report is one JSON value.
const JSON: [&str; 2] = ["sarif", "gitlab"];
/// Formats of which each line is one.
const JSON_LINES: [&str; 3] = ["json", "rdjsonl", "cargo"];
const XML: [&str; 2] = ["junit", "checkstyle"];
const TEXT: [&str; 4] = ["human", "short", "github", "markdown"];

/// Scans a file that is named by the first line of the input, and holds the rest, into a report of each format.
pub fn reports(input: &[u8]) {
    let (name, text) = named(input);
    let (tree, out) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
    if fs::write(tree.path().join(name), text).is_err() {
        // The system has no such name.
        return;
    }
    let formats = [&JSON[..], &JSON_LINES, &XML, &TEXT].concat();
    let report = |format: &str| out.path().join(format);
    let wanted = formats.iter().map(|format| format!("--format={format}={}", report(format).display()));
    assert_ne!(run(tree.path(), wanted), ExitCode::from(2));
    for format in formats {
        let text = fs::read_to_string(report(format)).unwrap();
        let is_obeyed = |c: char| c.is_control() && !"\n\t".contains(c) || ('\u{202a}'..='\u{202e}').contains(&c);
        assert!(!text.contains(is_obeyed), "{format}: {text:?}");
        if JSON.contains(&format) {
            let read = serde_json::from_str::<serde_json::Value>(&text);
            assert!(read.is_ok(), "{format}: {read:?}");
        } else if JSON_LINES.contains(&format) {
            for line in text.lines() {
                let read = serde_json::from_str::<serde_json::Value>(line);
                assert!(read.is_ok_and(|value| value.is_object()), "{format}: {line}");
            }
        } else if XML.contains(&format) {
            let read = roxmltree::Document::parse(&text);
            assert!(read.is_ok(), "{format}: {read:?}\n{text}");
        }
    }
}

/// Mends a file that is named by the first line of the input, and holds the rest: a second time, nothing is left to mend.
pub fn fix(input: &[u8]) {
    let (name, text) = named(input);
    let (tree, out) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
    let file = tree.path().join(name);
    if fs::write(&file, text).is_err() {
        return;
    }
    let mend = || {
        let report = format!("--format=short={}", out.path().join("report").display());
        assert_ne!(run(tree.path(), ["--fix".to_owned(), report]), ExitCode::from(2));
        fs::read(&file).unwrap()
    };
    let once = mend();
    assert_eq!(mend(), once, "mended twice");
    let lines = |text: &[u8]| text.iter().filter(|&&byte| byte == b'\n').count();
    assert_eq!(lines(&once), lines(text), "lines come or go");
    assert_eq!(fs::read_dir(tree.path()).unwrap().count(), 1, "something was left behind");
}

/// Reads the input as a patch that git printed.
pub fn patch(input: &[u8]) {
    if let Ok(files) = cargo_maillint::files_of_patch(input.to_owned()) {
        assert!(files <= 2 * input.split(|&byte| byte == b'\n').count());
    }
}

/// A file name that leads nowhere else, and what the file holds.
fn named(input: &[u8]) -> (OsString, &[u8]) {
    let end = input.iter().position(|&byte| byte == b'\n').unwrap_or(0);
    let name = String::from_utf8_lossy(&input[..end]).replace(['/', '\0'], "_");
    let name = if ["", ".", ".."].contains(&name.as_str()) { "a.txt" } else { &name };
    (OsString::from(name), &input[end..])
}

fn run(folder: &Path, arguments: impl IntoIterator<Item = String>) -> ExitCode {
    let command = ["cargo-maillint", "--no-config", "-j1"].map(OsString::from);
    let arguments = arguments.into_iter().map(OsString::from);
    cargo_maillint::main_impl(command.into_iter().chain(arguments).chain([folder.as_os_str().to_owned()]))
}
