//! Texts that are edited at random: what the server has found is at each moment what a scan finds.

#![expect(clippy::print_stdout, reason = "a seed is told, so that it can be tried again")]

use super::client::Editor;
use super::{repository, scanned, uri};
use lint_core::gate::render::visible;
use proptest::prelude::RngCore;
use proptest::test_runner::{RngAlgorithm, TestRng};
use serde_json::{Value, json};
use std::path::Path;

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
