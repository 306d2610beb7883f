//! How long an editor waits: single letters typed into a file of 10,000 lines, from the edit to what is underlined then.
//!
//! `cargo bench -p maillint-tests --bench editor` prints the median and the 99th percentile, and how much memory the server has taken.
#![expect(
    clippy::unwrap_used,
    clippy::print_stdout,
    reason = "a benchmark prints its figures, and ends where it cannot go on"
)]

use serde_json::{Value, json};
use std::io::{BufRead, BufReader, Write};
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

const LINES: usize = 10_000;
const EDITS: usize = 1_000;

fn main() {
    let mut command = Command::new(env!("CARGO_BIN_EXE_maillint-tests"));
    let mut server = command.arg("lsp").stdin(Stdio::piped()).stdout(Stdio::piped()).spawn().unwrap();
    let mut from = BufReader::new(server.stdout.take().unwrap());
    let folder = tempfile::tempdir().unwrap();
    let uri = format!("file://{}/a.yaml", folder.path().display());
    tell(&mut server, &json!({"jsonrpc": "2.0", "id": 1, "method": "initialize", "params": {"capabilities": {}}}));
    hear(&mut from);
    tell(&mut server, &json!({"jsonrpc": "2.0", "method": "initialized", "params": {}}));
    let line = |i: usize| match i % 10 {
        0 => format!("owner{i}: jane.doe{i}@fabrikam.net # https://github.com/fabrikam/tool/issues/{i}\n"),
        1 => format!("to{i}: ops{i}@gmail.com\n"),
        _ => format!("key{i}: a value of some words, as configuration has them, number {i}\n"),
    };
    let text: String = (0..LINES).map(line).collect();
    let open = json!({"textDocument": {"uri": uri, "languageId": "yaml", "version": 1, "text": text}});
    tell(&mut server, &json!({"jsonrpc": "2.0", "method": "textDocument/didOpen", "params": open}));
    hear(&mut from);
    let mut waits: Vec<Duration> = Vec::new();
    for version in 2..EDITS + 2 {
        let place = json!({"line": version * 7919 % LINES, "character": 0});
        let change = json!({"range": {"start": place, "end": place}, "text": "x"});
        let params = json!({"textDocument": {"uri": uri, "version": version}, "contentChanges": [change]});
        let begun = Instant::now();
        tell(&mut server, &json!({"jsonrpc": "2.0", "method": "textDocument/didChange", "params": params}));
        assert_eq!(hear(&mut from)["params"]["version"], version);
        waits.push(begun.elapsed());
    }
    waits.sort();
    let bytes = text.len() >> 10;
    println!(
        "{EDITS} edits in {LINES} lines ({bytes} KiB): median {:?}, 99 % {:?}",
        waits[EDITS / 2],
        waits[EDITS * 99 / 100]
    );
    let status = std::fs::read_to_string(format!("/proc/{}/status", server.id())).unwrap_or_default();
    if let Some(peak) = status.lines().find(|line| line.starts_with("VmHWM")) {
        println!("{peak}");
    }
    server.kill().unwrap();
    server.wait().unwrap();
}

fn tell(server: &mut Child, message: &Value) {
    let body = message.to_string();
    let to = server.stdin.as_mut().unwrap();
    to.write_all(format!("Content-Length: {}\r\n\r\n{body}", body.len()).as_bytes()).unwrap();
}

fn hear(from: &mut impl BufRead) -> Value {
    let mut length = 0;
    loop {
        let mut line = String::new();
        from.read_line(&mut line).unwrap();
        match line.trim_end().strip_prefix("Content-Length: ") {
            Some(bytes) => length = bytes.parse().unwrap(),
            None => break,
        }
    }
    let mut body = vec![0; length];
    from.read_exact(&mut body).unwrap();
    serde_json::from_slice(&body).unwrap()
}
