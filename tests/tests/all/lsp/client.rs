//! An editor's side of the protocol.

use serde_json::{Value, json};
use std::io::{BufRead, BufReader, Read, Write};
use std::path::Path;
use std::process::{Child, ChildStdin, ChildStdout, Command, Stdio};

use super::uri;

/// An editor of a few words.
pub(super) struct Editor {
    pub(super) server: Child,
    pub(super) to: Option<ChildStdin>,
    from: BufReader<ChildStdout>,
    next: i64,
}

impl Editor {
    /// Starts the server with these folders open, after the handshake.
    pub(super) fn open(folders: &[&Path], capabilities: Value) -> Editor {
        let mut editor = Editor::spawn();
        let folders: Vec<_> = folders.iter().map(|folder| json!({"uri": uri(folder), "name": "a"})).collect();
        let params =
            json!({"processId": null, "rootUri": null, "capabilities": capabilities, "workspaceFolders": folders});
        let answer = editor.ask("initialize", params);
        assert_eq!(answer["serverInfo"]["name"], "maillint");
        editor.tell("initialized", json!({}));
        editor
    }

    pub(super) fn spawn() -> Editor {
        let mut command = Command::new(env!("CARGO_BIN_EXE_maillint-tests"));
        command.arg("lsp").stdin(Stdio::piped()).stdout(Stdio::piped());
        let mut server = command.spawn().unwrap();
        let (to, from) = (server.stdin.take(), BufReader::new(server.stdout.take().unwrap()));
        Editor { server, to, from, next: 0 }
    }

    pub(super) fn send(&mut self, messages: &[Value]) {
        let mut bytes = Vec::new();
        for message in messages {
            let body = message.to_string();
            write!(bytes, "Content-Length: {}\r\n\r\n{body}", body.len()).unwrap();
        }
        self.to.as_mut().unwrap().write_all(&bytes).unwrap();
    }

    pub(super) fn tell(&mut self, method: &str, params: Value) {
        self.send(&[json!({"jsonrpc": "2.0", "method": method, "params": params})]);
    }

    /// Sends a request and gives its answer; what else comes before it is passed over.
    pub(super) fn ask(&mut self, method: &str, params: Value) -> Value {
        let answer = self.answer(method, params);
        assert_eq!(answer.get("error"), None, "{method}");
        answer["result"].clone()
    }

    pub(super) fn answer(&mut self, method: &str, params: Value) -> Value {
        self.next += 1;
        let id = self.next;
        self.send(&[json!({"jsonrpc": "2.0", "id": id, "method": method, "params": params})]);
        self.until(|message| message["id"] == id && message.get("method").is_none())
    }

    /// The next message.
    pub(super) fn hear(&mut self) -> Value {
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
    pub(super) fn until(&mut self, is_it: impl Fn(&Value) -> bool) -> Value {
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
    pub(super) fn diagnostics(&mut self, uri: &str) -> Vec<Value> {
        let told = self.until(|message| {
            message["method"] == "textDocument/publishDiagnostics" && message["params"]["uri"] == *uri
        });
        told["params"]["diagnostics"].as_array().unwrap().clone()
    }

    /// The diagnostics of a version of a file; those of one before may be told once more when its tree has been read.
    pub(super) fn diagnostics_at(&mut self, uri: &str, version: i64) -> Vec<Value> {
        let told = self.until(|message| {
            let params = &message["params"];
            message["method"] == "textDocument/publishDiagnostics"
                && params["uri"] == *uri
                && params["version"] == version
        });
        told["params"]["diagnostics"].as_array().unwrap().clone()
    }

    /// Opens a text and gives what is underlined in it.
    pub(super) fn edit(&mut self, uri: &str, text: &str) -> Vec<Value> {
        self.tell(
            "textDocument/didOpen",
            json!({"textDocument": {"uri": uri, "languageId": "a", "version": 1, "text": text}}),
        );
        self.diagnostics(uri)
    }

    pub(super) fn actions(&mut self, uri: &str, line: u32) -> Vec<Value> {
        let range = json!({"start": {"line": line, "character": 0}, "end": {"line": line, "character": 999}});
        let params = json!({"textDocument": {"uri": uri}, "range": range, "context": {"diagnostics": []}});
        self.ask("textDocument/codeAction", params).as_array().unwrap().clone()
    }

    /// Says goodbye, and gives the server's exit code.
    pub(super) fn close(mut self) -> Option<i32> {
        assert_eq!(self.ask("shutdown", Value::Null), Value::Null);
        self.tell("exit", Value::Null);
        self.server.wait().unwrap().code()
    }
}
