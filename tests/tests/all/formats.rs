//! Every format, read by the parsers of others: valid, the same findings in each, and nothing in it that anybody obeys, whatever
//! files are called and hold.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD as BASE64;
use lint_core::gate::render::is_obeyed;
use maillint_tests::FORMATS;
use serde_json::{Value, json};
use sha2::{Digest, Sha256};
use std::collections::BTreeMap;
use std::fs;
use std::path::Path;
use std::process::Command;

/// Names of files. The last is as long as Linux takes it.
fn names() -> Vec<String> {
    let mut names: Vec<String> = [
        "plain.txt",
        "a\n::error::injected.txt",
        "::error file=x::injected",
        "##[error]injected, ##vso[task.complete]",
        "\u{1b}[31mred\u{1b}]0;title\u{7}.txt",
        "\u{202e}rtl\u{2066}.txt",
        "a|b`c`<td>&amp;\"'<script>.txt",
        "100%0A::error::,col=1:2.txt",
        "] ](x) @all #1 ]]>.txt",
    ]
    .map(String::from)
    .into();
    names.push(vec!["d".repeat(250); 15].join("/") + "/long.txt");
    names
}

/// What stands in each of them: five findings, one that can be mended in the midst of what might be obeyed.
const TEXT: &str = "::error::x ops@army.ml\n\u{1b}[2J ##[error] `</td>|` jo@gmial.com \u{202e}\n\
                    ]]> a&b@gmail.con <script>\ninfo@fabrikam.ml\nx\u{200b}y@example.org\n";

/// A format's report of those files.
struct Reports(tempfile::TempDir);

impl Reports {
    fn of_hostile_files() -> Reports {
        let temp = tempfile::tempdir().unwrap();
        let work = temp.path().join("work");
        for name in names() {
            let file = work.join(name);
            fs::create_dir_all(file.parent().unwrap()).unwrap();
            fs::write(file, TEXT).unwrap();
        }
        let reports = Reports(temp);
        let formats = FORMATS.map(|format| format!("--format={format}=../{format}"));
        let output = reports.command().args(formats).output().unwrap();
        assert_eq!(output.status.code(), Some(1), "{}", String::from_utf8_lossy(&output.stderr));
        reports
    }

    fn command(&self) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_maillint-tests"));
        let work = self.0.path().join("work");
        for name in ["GITHUB_ACTIONS", "GITHUB_STEP_SUMMARY", "GITHUB_WORKSPACE"] {
            command.env_remove(name);
        }
        command.current_dir(work).arg("--no-config");
        command
    }

    fn read(&self, format: &str) -> String {
        fs::read_to_string(Path::new(self.0.path()).join(format)).unwrap()
    }

    fn lines(&self, format: &str) -> Vec<Value> {
        self.read(format).lines().map(|line| serde_json::from_str(line).unwrap()).collect()
    }
}

/// Findings: path, lint, line. How a report names them is its own matter.
type Found = Vec<(String, String, u64)>;

fn sorted(mut found: Found) -> Found {
    found.sort();
    found
}

fn text(value: &Value) -> String {
    value.as_str().unwrap().to_owned()
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

/// An element of XML: its name, its attributes.
type Element = (String, BTreeMap<String, String>);

/// The elements of an XML report.
fn elements(xml: &str) -> Vec<Element> {
    let document = roxmltree::Document::parse(xml).unwrap();
    let elements = document.descendants().filter(roxmltree::Node::is_element);
    let text = |attribute: roxmltree::Attribute<'_, '_>| (attribute.name().to_owned(), attribute.value().to_owned());
    elements.map(|node| (node.tag_name().name().to_owned(), node.attributes().map(text).collect())).collect()
}

#[test]
fn each_format_is_valid_and_tells_the_same() {
    let reports = Reports::of_hostile_files();
    let findings: Vec<Value> = reports.lines("json").into_iter().filter(|line| line["type"] == "finding").collect();
    let all = sorted(
        findings.iter().map(|f| (text(&f["path"]), text(&f["lint"]), f["line"].as_u64().unwrap())).collect::<Found>(),
    );
    assert_eq!(all.len(), 5 * names().len(), "{all:?}");
    let mut paths: Vec<String> = all.iter().map(|(path, ..)| path.clone()).collect();
    paths.dedup();
    let mut expected = names();
    expected.sort();
    assert_eq!(paths, expected);
    // Where a report is for people, a path is written out.
    let shown: Found = sorted(
        all.iter().map(|(path, lint, line)| (lint_core::gate::render::visible(path), lint.clone(), *line)).collect(),
    );

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
    assert_eq!(sorted(found.collect()), all);
    assert!(fixes >= 2 * names().len(), "{fixes}");

    let position = object(
        json!({ "line": { "type": "integer", "minimum": 1 }, "column": { "type": "integer", "minimum": 1 } }),
        &["line", "column"],
    );
    let gitlab: Value = serde_json::from_str(&reports.read("gitlab")).unwrap();
    let positions = object(json!({ "begin": position, "end": position }), &["begin", "end"]);
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
    assert_eq!(sorted(found.collect()), all);
    let prints: std::collections::BTreeSet<String> = issues.iter().map(|issue| text(&issue["fingerprint"])).collect();
    assert_eq!(prints.len(), issues.len(), "GitLab drops those that share a fingerprint");

    let range = object(json!({ "start": position, "end": position }), &["start", "end"]);
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
    let rdjsonl = reports.lines("rdjsonl");
    rdjsonl.iter().for_each(|line| check(object(diagnostic.clone(), &["message", "location"]), line));
    let found = rdjsonl.iter().map(|line| {
        let place = &line["location"];
        (text(&place["path"]), text(&line["code"]["value"]), place["range"]["start"]["line"].as_u64().unwrap())
    });
    assert_eq!(sorted(found.collect()), all);
    assert!(rdjsonl.iter().any(|line| line["suggestions"][0]["text"] == "army.mil"));

    let cargo = reports.read("cargo");
    let cargo = cargo_metadata::Message::parse_stream(cargo.as_bytes()).filter_map(|message| {
        let cargo_metadata::Message::CompilerMessage(told) = message.unwrap() else { return None };
        let (code, span) = (told.message.code.unwrap().code, &told.message.spans[0]);
        Some((span.file_name.clone(), code.strip_prefix("maillint::").unwrap().to_owned(), span.line_start as u64))
    });
    assert_eq!(sorted(cargo.collect()), all);

    let plain =
        |found: &Found| -> Found { sorted(found.iter().filter(|(path, ..)| path == "plain.txt").cloned().collect()) };
    let junit = elements(&reports.read("junit"));
    let cases = junit.into_iter().filter(|(name, _)| name == "testcase").map(|(_, attributes)| attributes);
    let found: Found = cases
        .map(|case| {
            let lint = case["name"].split(' ').next().unwrap().to_owned();
            (case["classname"].clone(), lint, case["line"].parse().unwrap())
        })
        .collect();
    assert_eq!(found.len(), all.len());
    assert_eq!(plain(&found), plain(&all));
    // Its parser knows no character references, which odd names need.
    let junit = reports.command().args(["--format", "junit", "plain.txt"]).output().unwrap().stdout;
    let junit = quick_junit::Report::deserialize_from_str(&String::from_utf8(junit).unwrap()).unwrap();
    let count = |of: fn(&quick_junit::TestSuite) -> usize| junit.test_suites.iter().map(of).sum::<usize>();
    assert_eq!((count(|suite| suite.test_cases.len()), count(|suite| suite.tests)), (5, 5));
    let plain =
        |found: &Found| -> Found { sorted(found.iter().filter(|(path, ..)| path == "plain.txt").cloned().collect()) };
    assert_eq!(plain(&found), plain(&all));

    let checkstyle = elements(&reports.read("checkstyle"));
    let (mut file, mut found) = (String::new(), Vec::new());
    for (name, attributes) in checkstyle {
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
    assert_eq!(plain(&found), plain(&all));

    let short = reports.read("short");
    assert_eq!(short.lines().count(), all.len());
    for (path, lint, line) in &shown {
        let (start, lint) = (format!("{path}:{line}:"), format!("[{lint}]: "));
        assert!(
            short.lines().any(|text| text.trim_start_matches("./").starts_with(&start) && text.contains(&lint)),
            "{start}"
        );
    }
    let human = reports.read("human");
    let headers = human.lines().filter(|line| line.starts_with("error[") || line.starts_with("warning["));
    assert_eq!(headers.count(), all.len());

    let github = reports.read("github");
    assert_eq!(github.lines().count(), all.len());
    for line in github.lines() {
        let (command, _message) = line[2..].split_once("::").unwrap();
        let (level, properties) = command.split_once(' ').unwrap();
        assert!(line.starts_with("::") && ["error", "warning"].contains(&level), "{line}");
        let names: Vec<&str> = properties.split(',').map(|property| property.split_once('=').unwrap().0).collect();
        assert_eq!(names, ["file", "line", "endLine", "col", "endColumn", "title"], "{line}");
    }

    let html = reports.read("html");
    let rows: Vec<Value> =
        serde_json::from_str(block(&html, "<script type=\"application/json\" id=\"findings\">", "</script>")).unwrap();
    let found = rows.iter().map(|row| (text(&row["path"]), text(&row["lint"]), row["line"].as_u64().unwrap()));
    assert_eq!(sorted(found.collect()), shown);
    let markdown = reports.read("markdown");
    let table = &markdown[markdown.find("<table>").unwrap()..markdown.find("</table>").unwrap() + "</table>".len()];
    assert!(!table.contains("\n\n"), "an empty line ends the block of HTML");
    let tags = elements(table);
    let count = |wanted: &str| tags.iter().filter(|(name, _)| name == wanted).count();
    assert_eq!((count("tr"), count("td"), count("code")), (all.len() + 1, 4 * all.len(), 2 * all.len()));
    assert!(
        tags.iter()
            .all(|(name, attributes)| ["table", "tr", "th", "td", "code"].contains(&&**name) && attributes.is_empty())
    );
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

/// Whether nothing in a text is obeyed by a terminal or by the log of a CI system.
fn assert_inert(format: &str, text: &str, is_command: impl Fn(&str) -> bool) {
    let obeyed = text.chars().find(|&c| c != '\n' && is_obeyed(c));
    assert_eq!(obeyed, None, "{format}");
    for line in text.lines() {
        assert!(!line.trim_start().starts_with("::") || is_command(line), "{format}: {line}");
        assert!(!line.contains("##[") && !line.contains("##vso["), "{format}: {line}");
    }
}

/// What stands between two texts.
fn block<'t>(text: &'t str, start: &str, end: &str) -> &'t str {
    let (_, behind) = text.split_once(start).unwrap();
    behind.split_once(end).unwrap().0
}

#[test]
fn a_page_lets_nothing_run_but_its_own_script() {
    let page = Reports::of_hostile_files().read("html");
    let policy = block(&page, "http-equiv=\"Content-Security-Policy\" content=\"", "\"");
    let hash = |text: &str| BASE64.encode(Sha256::digest(text));
    let (style, script) = (block(&page, "<style>", "</style>"), block(&page, "<script>", "</script>"));
    for (what, text) in [("style-src", style), ("script-src", script)] {
        assert!(policy.contains(&format!("{what} 'sha256-{}';", hash(text))), "{what} is to be {}", hash(text));
    }
    assert!(policy.starts_with("default-src 'none';") && !policy.contains("unsafe"), "{policy}");
    // What strangers wrote is data, in which nothing opens or ends an element.
    let data = block(&page, "<script type=\"application/json\" id=\"findings\">", "</script>");
    assert!(data.contains("u003cscript>") && !data.contains('<'), "{data}");
    assert_eq!(page.matches("<script").count(), 2);
}

#[test]
fn nothing_in_a_report_is_obeyed() {
    let reports = Reports::of_hostile_files();
    for format in FORMATS {
        let starts = ["::error file=", "::warning file="];
        let is_command = |line: &str| format == "github" && starts.iter().any(|start| line.starts_with(start));
        assert_inert(format, &reports.read(format), is_command);
    }
}

#[test]
fn a_step_of_github_actions_shows_the_gravest_and_leaves_the_rest_to_the_summary() {
    let reports = Reports::of_hostile_files();
    let summary = reports.0.path().join("summary");
    fs::write(&summary, "# before\n").unwrap();
    let output = reports
        .command()
        .args(["-W", "risky_tld"])
        .envs([("GITHUB_ACTIONS", "true"), ("GITHUB_STEP_SUMMARY", summary.to_str().unwrap())])
        .output()
        .unwrap();
    let log = String::from_utf8(output.stdout).unwrap();
    let is_command = |line: &str| {
        ["::error file=", "::warning file=", "::notice title=maillint::"].iter().any(|start| line.starts_with(start))
    };
    assert_inert("the log", &log, is_command);
    let errors: Vec<&str> = log.lines().filter(|line| line.starts_with("::error ")).collect();
    assert_eq!(errors.len(), 10);
    // Mail that goes astray comes before mail that bounces.
    let grave = |line: &&&str| line.contains("tld_slip") || line.contains("provider_slip");
    assert_eq!(errors.iter().filter(grave).count(), 10, "{errors:#?}");
    assert_eq!(log.lines().filter(|line| line.starts_with("::warning ")).count(), 10);
    let rest = 5 * names().len() - 20;
    assert!(log.contains(&format!("\n::notice title=maillint::{rest} more: in the job summary and in the log\n")));
    let table = fs::read_to_string(&summary).unwrap();
    assert!(table.starts_with("# before\n## maillint\n"));
    assert_eq!(table.matches("<tr>").count(), 5 * names().len() + 1);
    // Beside a file for code scanning, which takes but the gravest, the summary has them all; beside others nobody asked for it.
    for (format, rows) in [("json", 0), ("sarif", 5 * names().len() + 1)] {
        fs::write(&summary, "").unwrap();
        let mut command = reports.command();
        command
            .args(["-W", "risky_tld"])
            .arg(format!("--format={format}={}", reports.0.path().join("report").display()));
        command
            .envs([("GITHUB_ACTIONS", "true"), ("GITHUB_STEP_SUMMARY", summary.to_str().unwrap())])
            .output()
            .unwrap();
        assert_eq!(fs::read_to_string(&summary).unwrap().matches("<tr>").count(), rows, "beside {format}");
    }
}

#[test]
fn sarif_tells_what_does_not_count_and_why() {
    let reports = Reports(tempfile::tempdir().unwrap());
    let work = reports.0.path().join("work");
    fs::create_dir(&work).unwrap();
    let text = "ops@army.ml # maillint: allow(tld_slip) our office\nops@navy.ml\njo@gmial.com\nx@hotmal.com\n";
    fs::write(work.join("a.txt"), text).unwrap();
    fs::write(work.join("policy.toml"), "[[allow]]\ndomain = \"navy.ml\"\nreason = \"theirs\"\n").unwrap();
    fs::write(work.join("known.tsv"), "a.txt\tprovider_slip\tjo@gmial.com\n").unwrap();
    let output = Command::new(env!("CARGO_BIN_EXE_maillint-tests"))
        .args(["--config=policy.toml", "--baseline=known.tsv", "--format=sarif", "a.txt"])
        .current_dir(&work)
        .output()
        .unwrap();
    assert_eq!(output.status.code(), Some(1));
    let sarif: serde_sarif::sarif::Sarif = serde_json::from_slice(&output.stdout).unwrap();
    let results = sarif.runs[0].results.as_ref().unwrap();
    let told: Vec<Value> = results
        .iter()
        .map(|result| {
            let suppressions = serde_json::to_value(&result.suppressions).unwrap();
            let line = result.locations.as_ref().unwrap()[0].physical_location.as_ref().unwrap().region.as_ref();
            json!([line.unwrap().start_line, suppressions])
        })
        .collect();
    let by = |kind: &str, why: &str| json!([{ "kind": kind, "justification": why }]);
    assert_eq!(
        told,
        [
            json!([1, by("inSource", "our office")]),
            json!([2, by("external", "theirs")]),
            json!([3, by("external", "known debt, in the baseline")]),
            json!([4, null]),
        ]
    );
}
