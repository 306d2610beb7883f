//! Reports of files whose names and texts are hostile: nothing in them that anybody obeys.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD as BASE64;
use lint_core::gate::render::is_obeyed;
use maillint_tests::FORMATS;
use serde_json::{Value, json};
use sha2::{Digest, Sha256};
use std::fs;
use std::path::Path;
use std::process::Command;

/// Names of files. The last is as long as Linux takes it.
pub(crate) fn names() -> Vec<String> {
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
pub(crate) struct Reports(tempfile::TempDir);

impl Reports {
    pub(crate) fn of_hostile_files() -> Reports {
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

    pub(crate) fn command(&self) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_maillint-tests"));
        let work = self.0.path().join("work");
        for name in ["GITHUB_ACTIONS", "GITHUB_STEP_SUMMARY", "GITHUB_WORKSPACE"] {
            command.env_remove(name);
        }
        command.current_dir(work).arg("--no-config");
        command
    }

    pub(crate) fn read(&self, format: &str) -> String {
        fs::read_to_string(Path::new(self.0.path()).join(format)).unwrap()
    }

    pub(crate) fn lines(&self, format: &str) -> Vec<Value> {
        self.read(format).lines().map(|line| serde_json::from_str(line).unwrap()).collect()
    }
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
pub(crate) fn block<'t>(text: &'t str, start: &str, end: &str) -> &'t str {
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
