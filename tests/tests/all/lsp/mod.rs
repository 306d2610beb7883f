//! The language server, spoken to as an editor does: over its stdin and stdout, message by message.

mod client;
mod edits;

use client::Editor;
use serde_json::{Value, json};
use std::fs;
use std::io::Write;
use std::path::Path;
use std::process::{Command, Stdio};

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
fn of_a_text_full_of_slips_the_first_are_underlined() {
    let (_temp, root) = repository();
    let file = uri(&root.join("a.txt"));
    let mut editor = Editor::open(&[&root], json!({}));
    let slips = "to: jane@gmial.com\n".repeat(1100);
    let told = editor.edit(&file, &format!("right: jane@gmail.com\n{slips}"));
    let line = |found: Option<&Value>| found.map(|found| found["range"]["start"]["line"].clone());
    assert_eq!((told.len(), line(told.first()), line(told.last())), (1000, Some(json!(1)), Some(json!(1000))));
    // An allow for the file counts wherever in it it stands.
    let allow = "# maillint: allow-file(provider_slip) as it came in\n";
    let told = editor.edit(&uri(&root.join("b.txt")), &format!("{slips}to: ops@army.ml\n{allow}"));
    assert_eq!((told.len(), lints(&told).last()), (1, Some(&"tld_slip")));
    assert_eq!(editor.close(), Some(0));
}

#[test]
fn only_quick_fixes_are_offered_and_nothing_after_the_goodbye() {
    let (_temp, root) = repository();
    let file = uri(&root.join("a.txt"));
    let mut editor = Editor::open(&[&root], json!({}));
    editor.edit(&file, "ops@army.ml\n");
    let mut offered = |kinds: Value| {
        let range = json!({"start": {"line": 0, "character": 0}, "end": {"line": 1, "character": 0}});
        let context = json!({"diagnostics": [], "only": kinds});
        let params = json!({"textDocument": {"uri": file}, "range": range, "context": context});
        !editor.ask("textDocument/codeAction", params).as_array().unwrap().is_empty()
    };
    assert!(offered(json!(["refactor", "quickfix"])) && offered(json!([""])) && offered(Value::Null));
    assert!(!offered(json!(["source.fixAll"])) && !offered(json!(["quickfix.spelling"])) && !offered(json!([])));
    assert_eq!(editor.ask("shutdown", Value::Null), Value::Null);
    let place = json!({"textDocument": {"uri": file}, "position": {"line": 0, "character": 1}});
    assert_eq!(editor.answer("textDocument/hover", place)["error"]["code"], -32600);
    editor.tell("textDocument/didClose", json!({"textDocument": {"uri": file}}));
    editor.tell("exit", Value::Null);
    assert_eq!(editor.server.wait().unwrap().code(), Some(0));
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
