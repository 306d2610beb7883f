//! Every format as the parsers of others read it: valid, and the same findings in each, whatever files are called and hold.

use crate::formats::{Reports, block, names};
use lint_core::gate::render::visible;
use maillint_tests::FORMATS;
use serde_json::{Value, json};
use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;
use std::process::Command;

/// Reads one format's report, and compares the findings in it with those that there are.
type Reader = fn(&Reports, &[Found]);

const READERS: [(&str, Reader); 12] = [
    ("human", human),
    ("short", short),
    ("json", json),
    ("sarif", sarif),
    ("github", github),
    ("gitlab", gitlab),
    ("junit", junit),
    ("checkstyle", checkstyle),
    ("rdjsonl", rdjsonl),
    ("cargo", cargo),
    ("html", html),
    ("markdown", markdown),
];

/// A finding: path, lint, line. How a report names them is its own matter.
type Found = (String, String, u64);

#[test]
fn each_format_is_valid_and_tells_the_same() {
    let reports = Reports::of_hostile_files();
    let lines = reports.lines("json").into_iter().filter(|line| line["type"] == "finding");
    let all = sorted(lines.map(|f| (text(&f["path"]), text(&f["lint"]), f["line"].as_u64().unwrap())));
    for (_, read) in READERS {
        read(&reports, &all);
    }
}

#[test]
fn each_format_has_a_reader_and_stands_in_the_readme() {
    let refused = Command::new(env!("CARGO_BIN_EXE_maillint-tests")).arg("--format=none").output().unwrap();
    let refused = String::from_utf8(refused.stderr).unwrap();
    let formats: Vec<&str> = block(&refused, "[possible values: ", "]").split(", ").collect();
    assert_eq!(formats, FORMATS, "`FORMATS` of maillint-tests, by which they are tested, has others");
    assert_eq!(formats, READERS.map(|(format, _)| format), "`READERS` here has others");
    // A checkout without a README tells of none.
    let Ok(readme) = fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("../README.md")) else { return };
    let told = block(&readme, "cargo maillint --format github ", "\n");
    for format in formats {
        // What people see without a word, and the page, which has a line of its own.
        let is_told = ["human", "github"].contains(&format) || format!("{told},").contains(&format!(" {format},"));
        assert!(is_told || readme.contains(&format!("--format {format}")), "README.md does not name {format}");
    }
}

fn sorted(found: impl IntoIterator<Item = Found>) -> Vec<Found> {
    let mut found: Vec<Found> = found.into_iter().collect();
    found.sort();
    found
}

fn text(value: &Value) -> String {
    value.as_str().unwrap().to_owned()
}

/// Those in the file whose name no format has to write in another way.
fn plain(found: &[Found]) -> Vec<Found> {
    sorted(found.iter().filter(|(path, ..)| path == "plain.txt").cloned())
}

/// Where a report is for people, a path is written out.
fn shown(all: &[Found]) -> Vec<Found> {
    sorted(all.iter().map(|(path, lint, line)| (visible(path), lint.clone(), *line)))
}

/// What a schema finds wrong with a value.
fn check(schema: Value, value: &Value) {
    let mut compiler = boon::Compiler::new();
    compiler.add_resource("schema.json", schema).unwrap();
    let mut schemas = boon::Schemas::new();
    let index = compiler.compile("schema.json", &mut schemas).unwrap();
    schemas.validate(value, index).unwrap_or_else(|error| panic!("{error:#}\n{value:#}"));
}

fn object(properties: Value, required: &[&str]) -> Value {
    json!({ "type": "object", "properties": properties, "required": required, "additionalProperties": false })
}

/// A line and a column, as GitLab and reviewdog have them.
fn position() -> Value {
    let number = json!({ "type": "integer", "minimum": 1 });
    object(json!({ "line": number, "column": number }), &["line", "column"])
}

/// An element of XML: its name, its attributes.
type Element = (String, BTreeMap<String, String>);

/// The elements of an XML report.
fn elements(xml: &str) -> Vec<Element> {
    let document = roxmltree::Document::parse(xml).unwrap();
    let elements = document.descendants().filter(roxmltree::Node::is_element);
    let text = |attribute: roxmltree::Attribute<'_, '_>| (attribute.name().to_owned(), attribute.value().to_owned());
    elements.map(|node| (node.tag_name().name().to_owned(), node.attributes().map(text).collect())).collect()
}

/// A URI's text.
fn unquoted(uri: &str) -> String {
    let mut bytes = Vec::new();
    let mut rest = uri.as_bytes();
    while let [first, tail @ ..] = rest {
        if *first == b'%' {
            bytes.push(u8::from_str_radix(std::str::from_utf8(&tail[..2]).unwrap(), 16).unwrap());
            rest = &tail[2..];
        } else {
            bytes.push(*first);
            rest = tail;
        }
    }
    String::from_utf8(bytes).unwrap()
}

fn human(reports: &Reports, all: &[Found]) {
    let human = reports.read("human");
    let headers = human.lines().filter(|line| line.starts_with("error[") || line.starts_with("warning["));
    assert_eq!(headers.count(), all.len());
}

fn short(reports: &Reports, all: &[Found]) {
    let short = reports.read("short");
    assert_eq!(short.lines().count(), all.len());
    for (path, lint, line) in shown(all) {
        let (start, lint) = (format!("{path}:{line}:"), format!("[{lint}]: "));
        let is_it = |text: &str| text.trim_start_matches("./").starts_with(&start) && text.contains(&lint);
        assert!(short.lines().any(is_it), "{start}");
    }
}

/// What the others are compared with: five findings in each file.
fn json(_: &Reports, all: &[Found]) {
    assert_eq!(all.len(), 5 * names().len(), "{all:?}");
    let paths: BTreeSet<&str> = all.iter().map(|(path, ..)| path.as_str()).collect();
    assert_eq!(paths, names().iter().map(String::as_str).collect());
}

fn sarif(reports: &Reports, all: &[Found]) {
    let sarif: serde_sarif::sarif::Sarif = serde_json::from_str(&reports.read("sarif")).unwrap();
    let results = sarif.runs[0].results.as_ref().unwrap();
    let rules = sarif.runs[0].tool.driver.rules.as_ref().unwrap();
    let mut fixes = 0;
    let found = results.iter().map(|result| {
        let place = result.locations.as_ref().unwrap()[0].physical_location.as_ref().unwrap();
        let uri = place.artifact_location.as_ref().unwrap().uri.as_ref().unwrap();
        assert!(uri.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"-._~/%".contains(&byte)), "{uri}");
        assert!(result.partial_fingerprints.as_ref().is_some_and(|prints| !prints.is_empty()));
        let lint = result.rule_id.clone().unwrap();
        assert_eq!(rules[usize::try_from(result.rule_index.unwrap()).unwrap()].id, lint);
        fixes += result.fixes.as_ref().map_or(0, Vec::len);
        let line = place.region.as_ref().unwrap().start_line.unwrap();
        (unquoted(uri), lint, u64::try_from(line).unwrap())
    });
    assert_eq!(sorted(found), all);
    assert!(fixes >= 2 * names().len(), "{fixes}");
}

fn github(reports: &Reports, all: &[Found]) {
    let github = reports.read("github");
    assert_eq!(github.lines().count(), all.len());
    for line in github.lines() {
        let (command, _message) = line[2..].split_once("::").unwrap();
        let (level, properties) = command.split_once(' ').unwrap();
        assert!(line.starts_with("::") && ["error", "warning"].contains(&level), "{line}");
        let names: Vec<&str> = properties.split(',').map(|property| property.split_once('=').unwrap().0).collect();
        assert_eq!(names, ["file", "line", "endLine", "col", "endColumn", "title"], "{line}");
    }
}

fn gitlab(reports: &Reports, all: &[Found]) {
    let gitlab: Value = serde_json::from_str(&reports.read("gitlab")).unwrap();
    let positions = object(json!({ "begin": position(), "end": position() }), &["begin", "end"]);
    let location = object(json!({ "path": { "type": "string" }, "positions": positions }), &["path", "positions"]);
    let issue = json!({
        "type": { "const": "issue" },
        "check_name": { "type": "string" },
        "description": { "type": "string" },
        "categories": { "type": "array", "items": { "enum": ["Bug Risk"] } },
        "severity": { "enum": ["info", "minor", "major", "critical", "blocker"] },
        "fingerprint": { "type": "string", "minLength": 1 },
        "location": location,
    });
    let required = ["description", "check_name", "fingerprint", "severity", "location"];
    check(json!({ "type": "array", "uniqueItems": true, "items": object(issue, &required) }), &gitlab);
    let issues = gitlab.as_array().unwrap();
    let found = issues.iter().map(|issue| {
        let place = &issue["location"];
        (text(&place["path"]), text(&issue["check_name"]), place["positions"]["begin"]["line"].as_u64().unwrap())
    });
    assert_eq!(sorted(found), all);
    let prints: BTreeSet<String> = issues.iter().map(|issue| text(&issue["fingerprint"])).collect();
    assert_eq!(prints.len(), issues.len(), "GitLab drops those that share a fingerprint");
}

fn junit(reports: &Reports, all: &[Found]) {
    let junit = elements(&reports.read("junit"));
    let cases = junit.into_iter().filter(|(name, _)| name == "testcase").map(|(_, attributes)| attributes);
    let found = sorted(cases.map(|case| {
        let lint = case["name"].split(' ').next().unwrap().to_owned();
        (case["classname"].clone(), lint, case["line"].parse().unwrap())
    }));
    assert_eq!(found.len(), all.len());
    assert_eq!(plain(&found), plain(all));
    // Its parser knows no character references, which odd names need.
    let junit = reports.command().args(["--format", "junit", "plain.txt"]).output().unwrap().stdout;
    let junit = quick_junit::Report::deserialize_from_str(&String::from_utf8(junit).unwrap()).unwrap();
    let count = |of: fn(&quick_junit::TestSuite) -> usize| junit.test_suites.iter().map(of).sum::<usize>();
    assert_eq!((count(|suite| suite.test_cases.len()), count(|suite| suite.tests)), (5, 5));
}

fn checkstyle(reports: &Reports, all: &[Found]) {
    let (mut file, mut found) = (String::new(), Vec::new());
    for (name, attributes) in elements(&reports.read("checkstyle")) {
        match name.as_str() {
            "file" => file = attributes["name"].clone(),
            "error" => {
                let lint = attributes["source"].strip_prefix("maillint.").unwrap().to_owned();
                found.push((file.clone(), lint, attributes["line"].parse().unwrap()));
            }
            _ => assert_eq!(name, "checkstyle"),
        }
    }
    assert_eq!(found.len(), all.len());
    assert_eq!(plain(&found), plain(all));
}

fn rdjsonl(reports: &Reports, all: &[Found]) {
    let range = object(json!({ "start": position(), "end": position() }), &["start", "end"]);
    let location = object(json!({ "path": { "type": "string" }, "range": range }), &["path", "range"]);
    let suggestion = object(json!({ "range": range, "text": { "type": "string" } }), &["range", "text"]);
    let source = json!({ "name": { "type": "string" }, "url": { "type": "string" } });
    let diagnostic = json!({
        "message": { "type": "string" },
        "location": location,
        "severity": { "enum": ["ERROR", "WARNING", "INFO"] },
        "source": object(source, &["name"]),
        "code": object(json!({ "value": { "type": "string" } }), &["value"]),
        "suggestions": { "type": "array", "items": suggestion },
    });
    let lines = reports.lines("rdjsonl");
    lines.iter().for_each(|line| check(object(diagnostic.clone(), &["message", "location"]), line));
    let found = lines.iter().map(|line| {
        let place = &line["location"];
        (text(&place["path"]), text(&line["code"]["value"]), place["range"]["start"]["line"].as_u64().unwrap())
    });
    assert_eq!(sorted(found), all);
    assert!(lines.iter().any(|line| line["suggestions"][0]["text"] == "army.mil"));
}

fn cargo(reports: &Reports, all: &[Found]) {
    let cargo = reports.read("cargo");
    let found = cargo_metadata::Message::parse_stream(cargo.as_bytes()).filter_map(|message| {
        let cargo_metadata::Message::CompilerMessage(told) = message.unwrap() else { return None };
        let (code, span) = (told.message.code.unwrap().code, &told.message.spans[0]);
        Some((span.file_name.clone(), code.strip_prefix("maillint::").unwrap().to_owned(), span.line_start as u64))
    });
    assert_eq!(sorted(found), all);
}

fn html(reports: &Reports, all: &[Found]) {
    let html = reports.read("html");
    let rows = block(&html, "<script type=\"application/json\" id=\"findings\">", "</script>");
    let rows: Vec<Value> = serde_json::from_str(rows).unwrap();
    let found = rows.iter().map(|row| (text(&row["path"]), text(&row["lint"]), row["line"].as_u64().unwrap()));
    assert_eq!(sorted(found), shown(all));
}

fn markdown(reports: &Reports, all: &[Found]) {
    let markdown = reports.read("markdown");
    let table = &markdown[markdown.find("<table>").unwrap()..markdown.find("</table>").unwrap() + "</table>".len()];
    assert!(!table.contains("\n\n"), "an empty line ends the block of HTML");
    let tags = elements(table);
    let count = |wanted: &str| tags.iter().filter(|(name, _)| name == wanted).count();
    assert_eq!((count("tr"), count("td"), count("code")), (all.len() + 1, 4 * all.len(), 2 * all.len()));
    let is_plain =
        |(name, attributes): &Element| ["table", "tr", "th", "td", "code"].contains(&&**name) && attributes.is_empty();
    assert!(tags.iter().all(is_plain));
}
