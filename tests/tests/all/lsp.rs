//! The language server, spoken to as an editor does: over its stdin and stdout, message by message.

#![expect(clippy::print_stdout, reason = "a seed is told, so that it can be tried again")]

use lint_core::gate::render::visible;
use proptest::prelude::RngCore;
use proptest::test_runner::{RngAlgorithm, TestRng};
use serde_json::{Value, json};
use std::fs;
use std::io::{BufRead, BufReader, Read, Write};
use std::path::Path;
use std::process::{Child, ChildStdin, ChildStdout, Command, Stdio};

/// An editor of a few words.
struct Editor {
    server: Child,
    to: Option<ChildStdin>,
    from: BufReader<ChildStdout>,
    next: i64,
}

impl Editor {
    /// Starts the server with these folders open, after the handshake.
    fn open(folders: &[&Path], capabilities: Value) -> Editor {
        let mut editor = Editor::spawn();
        let folders: Vec<_> = folders.iter().map(|folder| json!({"uri": uri(folder), "name": "a"})).collect();
        let params =
            json!({"processId": null, "rootUri": null, "capabilities": capabilities, "workspaceFolders": folders});
        let answer = editor.ask("initialize", params);
        assert_eq!(answer["serverInfo"]["name"], "maillint");
        editor.tell("initialized", json!({}));
        editor
    }

    fn spawn() -> Editor {
        let mut command = Command::new(env!("CARGO_BIN_EXE_maillint-tests"));
        command.arg("lsp").stdin(Stdio::piped()).stdout(Stdio::piped());
        let mut server = command.spawn().unwrap();
        let (to, from) = (server.stdin.take(), BufReader::new(server.stdout.take().unwrap()));
        Editor { server, to, from, next: 0 }
    }

    fn send(&mut self, messages: &[Value]) {
        let mut bytes = Vec::new();
        for message in messages {
            let body = message.to_string();
            write!(bytes, "Content-Length: {}\r\n\r\n{body}", body.len()).unwrap();
        }
        self.to.as_mut().unwrap().write_all(&bytes).unwrap();
    }

    fn tell(&mut self, method: &str, params: Value) {
        self.send(&[json!({"jsonrpc": "2.0", "method": method, "params": params})]);
    }

    /// Sends a request and gives its answer; what else comes before it is passed over.
    fn ask(&mut self, method: &str, params: Value) -> Value {
        let answer = self.answer(method, params);
        assert_eq!(answer.get("error"), None, "{method}");
        answer["result"].clone()
    }

    fn answer(&mut self, method: &str, params: Value) -> Value {
        self.next += 1;
        let id = self.next;
        self.send(&[json!({"jsonrpc": "2.0", "id": id, "method": method, "params": params})]);
        self.until(|message| message["id"] == id && message.get("method").is_none())
    }

    /// The next message.
    fn hear(&mut self) -> Value {
        let mut length = 0;
        loop {
            let mut line = String::new();
            assert_ne!(self.from.read_line(&mut line).unwrap(), 0, "the server is gone");
            match line.trim_end().strip_prefix("Content-Length: ") {
                Some(bytes) => length = bytes.parse().unwrap(),
                None if line.trim_end().is_empty() => break,
                None => {}
            }
        }
        let mut body = vec![0; length];
        self.from.read_exact(&mut body).unwrap();
        serde_json::from_slice(&body).unwrap()
    }

    /// The next message of a kind. What the server asks is granted.
    fn until(&mut self, is_it: impl Fn(&Value) -> bool) -> Value {
        loop {
            let message = self.hear();
            if message.get("method").is_some() && message.get("id").is_some() {
                self.send(&[json!({"jsonrpc": "2.0", "id": message["id"], "result": null})]);
            }
            if is_it(&message) {
                return message;
            }
        }
    }

    /// The diagnostics that come next for a file.
    fn diagnostics(&mut self, uri: &str) -> Vec<Value> {
        let told = self.until(|message| {
            message["method"] == "textDocument/publishDiagnostics" && message["params"]["uri"] == *uri
        });
        told["params"]["diagnostics"].as_array().unwrap().clone()
    }

    /// The diagnostics of a version of a file; those of one before may be told once more when its tree has been read.
    fn diagnostics_at(&mut self, uri: &str, version: i64) -> Vec<Value> {
        let told = self.until(|message| {
            let params = &message["params"];
            message["method"] == "textDocument/publishDiagnostics"
                && params["uri"] == *uri
                && params["version"] == version
        });
        told["params"]["diagnostics"].as_array().unwrap().clone()
    }

    /// Opens a text and gives what is underlined in it.
    fn edit(&mut self, uri: &str, text: &str) -> Vec<Value> {
        self.tell(
            "textDocument/didOpen",
            json!({"textDocument": {"uri": uri, "languageId": "a", "version": 1, "text": text}}),
        );
        self.diagnostics(uri)
    }

    fn actions(&mut self, uri: &str, line: u32) -> Vec<Value> {
        let range = json!({"start": {"line": line, "character": 0}, "end": {"line": line, "character": 999}});
        let params = json!({"textDocument": {"uri": uri}, "range": range, "context": {"diagnostics": []}});
        self.ask("textDocument/codeAction", params).as_array().unwrap().clone()
    }

    /// Says goodbye, and gives the server's exit code.
    fn close(mut self) -> Option<i32> {
        assert_eq!(self.ask("shutdown", Value::Null), Value::Null);
        self.tell("exit", Value::Null);
        self.server.wait().unwrap().code()
    }
}

fn uri(path: &Path) -> String {
    format!("file://{}", path.display())
}

fn lints(diagnostics: &[Value]) -> Vec<&str> {
    diagnostics.iter().map(|found| found["code"].as_str().unwrap()).collect()
}

fn repository() -> (tempfile::TempDir, std::path::PathBuf) {
    let temp = tempfile::tempdir().unwrap();
    let root = fs::canonicalize(temp.path()).unwrap();
    fs::create_dir(root.join(".git")).unwrap();
    (temp, root)
}

/// What the command finds in a text, as lint and subject.
fn scanned(root: &Path, name: &str, text: &str) -> Vec<(String, String)> {
    let mut command = Command::new(env!("CARGO_BIN_EXE_maillint-tests"));
    command.current_dir(root).args(["--format", "json", "--stdin-path", name]).env_remove("GITHUB_ACTIONS");
    let mut child = command.stdin(Stdio::piped()).stdout(Stdio::piped()).spawn().unwrap();
    child.stdin.take().unwrap().write_all(text.as_bytes()).unwrap();
    let output = String::from_utf8(child.wait_with_output().unwrap().stdout).unwrap();
    let lines = output.lines().map(|line| serde_json::from_str::<Value>(line).unwrap());
    let found = lines.filter(|line| line["type"] == "finding");
    found.map(|line| (line["lint"].as_str().unwrap().into(), line["message"].as_str().unwrap().into())).collect()
}

#[test]
fn a_text_is_underlined_as_it_is_typed_mended_saved_and_closed() {
    let (_temp, root) = repository();
    let file = uri(&root.join("a.toml"));
    let mut editor = Editor::open(&[&root], json!({}));
    let found = editor.edit(&file, "\u{1f600} = 1\n\u{e4} = \"ops@army.ml\"\n");
    assert_eq!(lints(&found), ["tld_slip"]);
    assert_eq!(found[0]["severity"], 1);
    assert_eq!(found[0]["source"], "maillint");
    let range = json!({"start": {"line": 1, "character": 5}, "end": {"line": 1, "character": 16}});
    assert_eq!(found[0]["range"], range);
    let help = found[0]["codeDescription"]["href"].as_str().unwrap();
    assert!(help.ends_with("/tld_slip.rs"), "{help}");

    let hover = editor
        .ask("textDocument/hover", json!({"textDocument": {"uri": file}, "position": {"line": 1, "character": 8}}));
    assert_eq!(hover["range"], range);
    assert!(hover["contents"]["value"].as_str().unwrap().contains("army.mil"));
    let nothing = editor
        .ask("textDocument/hover", json!({"textDocument": {"uri": file}, "position": {"line": 0, "character": 0}}));
    assert_eq!(nothing, Value::Null);

    let right = "jo@gmail.com, ops@army.mil";
    let params = json!({"textDocument": {"uri": file, "version": 5}, "contentChanges": [{"text": right}]});
    editor.tell("textDocument/didChange", params);
    let hover = editor
        .ask("textDocument/hover", json!({"textDocument": {"uri": file}, "position": {"line": 0, "character": 16}}));
    let range = json!({"start": {"line": 0, "character": 14}, "end": {"line": 0, "character": 26}});
    assert_eq!(hover["range"], range);
    let whose = "`ops@army.mil`: `army.mil` is known from the built-in tables; mail is meant to go there";
    assert_eq!(hover["contents"]["value"], whose);
    let text = json!({"text": "\u{1f600} = 1\n\u{e4} = \"ops@army.ml\"\n"});
    editor
        .tell("textDocument/didChange", json!({"textDocument": {"uri": file, "version": 6}, "contentChanges": [text]}));

    // What the mend says is done by hand, as an increment.
    let edit =
        json!({"range": {"start": {"line": 1, "character": 14}, "end": {"line": 1, "character": 16}}, "text": "mil"});
    editor
        .tell("textDocument/didChange", json!({"textDocument": {"uri": file, "version": 7}, "contentChanges": [edit]}));
    assert_eq!(lints(&editor.diagnostics_at(&file, 7)), [""; 0]);
    editor.tell("textDocument/didSave", json!({"textDocument": {"uri": file}}));
    editor.tell("textDocument/didClose", json!({"textDocument": {"uri": file}}));
    let closed =
        editor.until(|message| message["params"]["uri"] == *file && message["params"].get("version").is_none());
    assert_eq!(closed["params"]["diagnostics"], json!([]));
    assert_eq!(editor.close(), Some(0));
}

#[test]
fn columns_count_bytes_where_the_editor_takes_that() {
    let (_temp, root) = repository();
    let file = uri(&root.join("a.txt"));
    let mut editor = Editor::open(&[&root], json!({"general": {"positionEncodings": ["utf-16", "utf-8"]}}));
    let found = editor.edit(&file, "\u{1f600}\u{e4} ops@army.ml\n");
    assert_eq!(found[0]["range"]["start"], json!({"line": 0, "character": 7}));
    assert_eq!(editor.close(), Some(0));
}

#[test]
fn each_action_leaves_nothing_underlined() {
    let creates = json!({"workspace": {"workspaceEdit": {"documentChanges": true, "resourceOperations": ["create"]}}});
    let text = "def f():\n    to = \"ops@army.ml\"\n";
    let (_temp, root) = repository();
    let (file, policy) = (uri(&root.join("a.py")), uri(&root.join("maillint.toml")));
    let mut editor = Editor::open(&[&root], creates);
    assert_eq!(lints(&editor.edit(&file, text)), ["tld_slip"]);
    let actions = editor.actions(&file, 1);
    let titles: Vec<_> = actions.iter().map(|action| action["title"].as_str().unwrap()).collect();
    assert_eq!(
        titles,
        [
            "Write `ops@army.mil`",
            "Allow `tld_slip` here, with a reason",
            "Allow `army.ml` in maillint.toml",
            "Protect `army.mil` in maillint.toml",
        ]
    );
    assert_eq!(actions[0]["isPreferred"], true);
    let mend = &actions[0]["edit"]["changes"][&file][0];
    assert_eq!((mend["newText"].as_str(), &mend["range"]["start"]["character"]), (Some("army.mil"), &json!(14)));
    let comment = &actions[1]["edit"]["changes"][&file][0];
    assert_eq!(comment["newText"], "    # maillint: allow(tld_slip) TODO: why this is right\n");
    // As the editor would.
    let edit = json!({"range": comment["range"], "text": comment["newText"]});
    editor
        .tell("textDocument/didChange", json!({"textDocument": {"uri": file, "version": 2}, "contentChanges": [edit]}));
    assert!(editor.diagnostics_at(&file, 2).is_empty());
    editor.tell(
        "textDocument/didChange",
        json!({"textDocument": {"uri": file, "version": 3}, "contentChanges": [{"text": text}]}),
    );
    assert_eq!(editor.diagnostics_at(&file, 3).len(), 1);
    let operations = &actions[2]["edit"]["documentChanges"];
    assert_eq!(
        operations[0],
        json!({"kind": "create", "uri": policy, "options": {"overwrite": false, "ignoreIfExists": true}})
    );
    let allow = operations[1]["edits"][0]["newText"].as_str().unwrap();
    fs::write(root.join("maillint.toml"), allow).unwrap();
    let changed = json!({"changes": [{"uri": policy, "type": 1}]});
    editor.tell("workspace/didChangeWatchedFiles", changed);
    // Its tree may have been read just before the policy was.
    let said = editor.diagnostics(&file);
    assert!(said.is_empty() || editor.diagnostics(&file).is_empty(), "{allow}");
    assert_eq!(editor.close(), Some(0));
}

#[test]
fn a_policy_is_judged_as_it_is_typed_and_completed() {
    let (_temp, root) = repository();
    let policy = uri(&root.join("maillint.toml"));
    let mut editor = Editor::open(&[&root], json!({}));
    let found = editor.edit(&policy, "protcet = []\n[lints]\ntld_slip = \"dney\"\n");
    let told: Vec<_> =
        found.iter().map(|found| (&found["range"]["start"]["line"], found["message"].as_str().unwrap())).collect();
    assert!(
        matches!(told[..], [(_, one), (_, other)] if one.contains("`protect`") && other.contains("deny")),
        "{told:?}"
    );
    let labels = |editor: &mut Editor, line: u32, character: u32| -> Vec<String> {
        let params = json!({"textDocument": {"uri": policy}, "position": {"line": line, "character": character}});
        let items = editor.ask("textDocument/completion", params);
        items.as_array().unwrap().iter().map(|item| item["label"].as_str().unwrap().to_owned()).collect()
    };
    assert!(labels(&mut editor, 0, 0).contains(&"protect".to_owned()));
    assert_eq!(labels(&mut editor, 2, 12), ["allow", "warn", "deny"]);
    assert!(labels(&mut editor, 2, 0).contains(&"host_slip".to_owned()));
    assert_eq!(editor.close(), Some(0));
}

#[test]
fn each_folder_has_its_policy_and_what_its_tree_uses() {
    let ((_one, one), (_other, other)) = (repository(), repository());
    fs::write(one.join("maillint.toml"), "[lints]\ntld_slip = \"allow\"\n").unwrap();
    for i in 0..9 {
        fs::write(other.join(format!("{i}.txt")), format!("jane{i}@fabrikam.net and bob{i}@fabrikam.net\n")).unwrap();
    }
    let capabilities = json!({"window": {"workDoneProgress": true}});
    let mut editor = Editor::open(&[&one, &other], capabilities);
    let ended = |message: &Value| message["method"] == "$/progress" && message["params"]["value"]["kind"] == "end";
    editor.until(ended);
    let files = [uri(&one.join("a.txt")), uri(&other.join("a.txt"))];
    assert_eq!(lints(&editor.edit(&files[0], "ops@army.ml")), [""; 0]);
    assert_eq!(lints(&editor.edit(&files[1], "ops@army.ml")), ["tld_slip"]);
    let change =
        json!({"textDocument": {"uri": files[1], "version": 2}, "contentChanges": [{"text": "ann@fabrkiam.net"}]});
    editor.tell("textDocument/didChange", change);
    // Before its tree was read, or after it.
    let mut found = editor.diagnostics(&files[1]);
    if found.is_empty() {
        found = editor.diagnostics(&files[1]);
    }
    assert_eq!(lints(&found), ["lonely_domain"]);
    assert_eq!(editor.close(), Some(0));
}

#[test]
fn what_is_wrong_is_answered_and_ends_nothing() {
    let (_temp, root) = repository();
    let file = uri(&root.join("a.txt"));
    let mut editor = Editor::open(&[&root], json!({}));
    assert_eq!(editor.answer("textDocument/definition", json!({}))["error"]["code"], -32601);
    assert_eq!(editor.answer("textDocument/hover", json!({"position": 1}))["error"]["code"], -32602);
    editor.tell("textDocument/didOpen", json!({"textDocument": 1}));
    editor.tell("textDocument/didChange", json!({"textDocument": {"uri": file, "version": 1}, "contentChanges": []}));
    editor.tell("$/unheard", json!({}));
    // One that is not open.
    let range = json!({"start": {"line": 0, "character": 0}, "end": {"line": 9, "character": 0}});
    let actions = json!({"textDocument": {"uri": file}, "range": range, "context": {"diagnostics": []}});
    assert_eq!(editor.ask("textDocument/codeAction", actions.clone()), Value::Null);
    // One that is taken back is answered once, whether the word came in time or not.
    let ask = |id: i64| json!({"jsonrpc": "2.0", "id": id, "method": "textDocument/codeAction", "params": actions});
    let cancel = json!({"jsonrpc": "2.0", "method": "$/cancelRequest", "params": {"id": 77}});
    editor.send(&[ask(76), ask(77), cancel, ask(78)]);
    for id in 76..79 {
        let answer = editor.until(|message| message["id"].is_i64() && message.get("method").is_none());
        assert_eq!(answer["id"], id);
        assert!(answer.get("error").is_none_or(|error| id == 77 && error["code"] == -32800), "{answer}");
    }
    // A text in no file.
    assert_eq!(lints(&editor.edit("untitled:Untitled-1", "ops@army.ml")), ["tld_slip"]);
    assert_eq!(editor.close(), Some(0));
}

#[test]
fn without_a_goodbye_the_server_ends_all_the_same() {
    let (_temp, root) = repository();
    let mut editor = Editor::open(&[&root], json!({}));
    editor.tell("exit", Value::Null);
    assert_eq!(editor.server.wait().unwrap().code(), Some(1));
    let mut editor = Editor::open(&[&root], json!({}));
    editor.to = None;
    assert_eq!(editor.server.wait().unwrap().code(), Some(1));
    let mut editor = Editor::spawn();
    editor.to.as_mut().unwrap().write_all(b"no protocol\r\n\r\n").unwrap();
    editor.to = None;
    assert_eq!(editor.server.wait().unwrap().code(), Some(2));
}

/// What people type, paste and take out: slips and right ones, allow comments right and wrong, what encodes, folds or hides.
const PARTS: [&str; 24] = [
    "ops@army.ml",
    "\n",
    "\u{1f600}",
    "jane@gmial.com ",
    "\r\n",
    "\u{e4}",
    " # maillint: allow(tld_slip) x",
    "b",
    "\r",
    "ops@army.mil",
    "\u{200b}",
    "https://githib.com/x",
    "# maillint: ignore",
    "// maillint: allow-file(provider_slip) y\n",
    "b3BzQGFybXkubWw=",
    "To: =?utf-8?Q?ops=40army.ml?=",
    "\t\"to\": \"",
    "\",",
    "]] [[",
    "{user}@gmail.con",
    "\u{feff}",
    "\0",
    "bob [at] yahooo [dot] com",
    "@",
];

/// A text in an editor that is edited at random.
struct Edited {
    editor: Editor,
    root: std::path::PathBuf,
    name: String,
    text: Vec<u16>,
    version: i64,
}

impl Edited {
    fn open(root: &Path, name: &str) -> Edited {
        let mut editor = Editor::open(&[root], json!({}));
        let text = "to ops@army.ml\n";
        editor.edit(&uri(&root.join(name)), text);
        Edited { editor, root: root.to_owned(), name: name.into(), text: text.encode_utf16().collect(), version: 1 }
    }

    /// One edit of at most so many units of UTF-16, within characters and behind the ends of lines; `None` where the protocol has no
    /// place for it.
    fn edit(&mut self, rng: &mut TestRng, parts: &[&str], most: usize) -> Option<Vec<Value>> {
        let mut below = |most: usize| (rng.next_u32() as usize) % (most + 1);
        let text = &mut self.text;
        let (a, b) = (below(text.len()), below(text.len()));
        let whole = |at: usize| at + usize::from(text.get(at).is_some_and(|unit| (0xdc00..0xe000).contains(unit)));
        let (start, end) = (whole(a.min(b)), whole(a.max(b).min(a.min(b) + most)));
        let part: Vec<u16> = parts[below(parts.len() - 1)].encode_utf16().collect();
        let place = |at: usize| {
            let before = &text[..at];
            let is_end = |i: &usize| before[*i] == 10 || (before[*i] == 13 && text.get(i + 1) != Some(&10));
            let ends: Vec<usize> = (0..before.len()).filter(is_end).collect();
            json!({"line": ends.len(), "character": at - ends.last().map_or(0, |end| end + 1)})
        };
        // The protocol has no place between the two bytes of a line end.
        if [start, end].iter().any(|&at| at > 0 && text.get(at) == Some(&10) && text[at - 1] == 13) {
            return None;
        }
        let range = json!({"start": place(start), "end": place(end)});
        let edit = json!({"range": range, "text": String::from_utf16(&part).unwrap()});
        text.splice(start..end, part);
        self.version += 1;
        let file = uri(&self.root.join(&self.name));
        let params = json!({"textDocument": {"uri": file, "version": self.version}, "contentChanges": [edit]});
        self.editor.tell("textDocument/didChange", params);
        Some(self.editor.diagnostics_at(&file, self.version))
    }

    /// What was shown is what a scan of the text finds.
    fn compare(&self, found: &[Value]) {
        let told: Vec<_> = found
            .iter()
            .map(|found| (found["code"].as_str().unwrap().to_owned(), found["message"].as_str().unwrap()))
            .map(|(lint, message)| (lint, message.lines().next().unwrap_or_default().to_owned()))
            .collect();
        let text = String::from_utf16(&self.text).unwrap();
        // What is no text is skipped by a scan, and opened by no editor.
        if !text.contains('\0') {
            let scanned = scanned(&self.root, &self.name, &text).into_iter();
            // An editor may obey what a reader of JSON does not.
            let shown: Vec<_> = scanned.map(|(lint, message)| (lint, visible(&message))).collect();
            assert_eq!(told, shown, "{}: {text:?}", self.version);
        }
    }
}

/// Edits at random places: text and findings stay those of the command.
#[test]
fn after_any_edits_the_findings_are_those_of_a_scan() {
    let (_temp, root) = repository();
    let mut rng = TestRng::deterministic_rng(RngAlgorithm::ChaCha);
    let mut edited = Edited::open(&root, "a.txt");
    while edited.version < 120 {
        // Most edits are short.
        if let Some(found) = edited.edit(&mut rng, &PARTS[..8], 4)
            && edited.version % 10 == 0
        {
            edited.compare(&found);
        }
    }
    assert_eq!(edited.editor.close(), Some(0));
}

/// As long as `FUZZ_SECONDS` says, an hour without it.
#[test]
#[ignore = "takes an hour"]
fn for_an_hour_of_edits_the_findings_are_those_of_a_scan() {
    let seconds = std::env::var("FUZZ_SECONDS").ok().and_then(|seconds| seconds.parse().ok()).unwrap_or(3600);
    let begun = std::time::Instant::now();
    let mut seed = std::time::SystemTime::now().duration_since(std::time::UNIX_EPOCH).unwrap().as_nanos();
    let (mut edits, mut compared) = (0, 0);
    while begun.elapsed().as_secs() < seconds {
        seed += 1;
        println!("seed {seed}, {edits} edits, {compared} compared");
        let mut rng = TestRng::from_seed(RngAlgorithm::ChaCha, &[seed.to_le_bytes(), [0; 16]].concat());
        let (_temp, root) = repository();
        let names = ["a.txt", "a.toml", "a.py", "a.json", "a.eml", "a.html", "a.rs", "a.csv"];
        let mut edited = Edited::open(&root, names[(seed % 8) as usize]);
        while edited.version < 2000 {
            if let Some(found) = edited.edit(&mut rng, &PARTS, if edited.version % 50 == 0 { 400 } else { 4 }) {
                edits += 1;
                if edited.version % 20 == 0 {
                    edited.compare(&found);
                    compared += 1;
                }
                if edited.version % 7 == 0 {
                    edited.editor.actions(&uri(&root.join(&edited.name)), 0);
                }
            }
        }
        assert_eq!(edited.editor.close(), Some(0));
    }
    println!("{edits} edits, {compared} compared");
}
