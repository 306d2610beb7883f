//! The language server in real editors, which are used as a person uses them: a slip is underlined, and mended by a key.
//!
//! An editor that is not installed is said and passed over. Tried with Neovim 0.7.2 and Emacs 28.2 with eglot 1.9, as Debian 12 has them.

#![expect(clippy::print_stdout, reason = "what is passed over is said")]

use std::fs;
use std::path::Path;
use std::process::Command;

/// What an editor says once it has mended `ops@army.ml` in a file; `None` where it is not installed.
fn mended(editor: &str, args: &[&str], script: &str) -> Option<String> {
    let temp = tempfile::tempdir().unwrap();
    let root = fs::canonicalize(temp.path()).unwrap();
    fs::create_dir(root.join(".git")).unwrap();
    let file = root.join("a.conf");
    fs::write(&file, "[mail]\nto = \"\u{e4} ops@army.ml\"\n").unwrap();
    let script = Path::new(env!("CARGO_MANIFEST_DIR")).join("editors").join(script);
    let mut command = Command::new("timeout");
    command.args(["60", editor]).args(args.iter().map(|arg| arg.replace("SCRIPT", script.to_str().unwrap())));
    command.current_dir(&root).env("SERVER", env!("CARGO_BIN_EXE_maillint-tests")).env("FILE", &file);
    let is_there = Command::new(editor).arg("--version").output().is_ok();
    if !is_there {
        println!("skipped, since it is not installed: {editor}");
        return None;
    }
    let output = command.output().unwrap();
    let said = String::from_utf8_lossy(&output.stdout).into_owned();
    assert!(output.status.success(), "{editor}: {said}{}", String::from_utf8_lossy(&output.stderr));
    Some(said)
}

#[test]
fn neovim_underlines_a_slip_and_mends_it() {
    if let Some(said) =
        mended("nvim", &["--headless", "-u", "NONE", "-i", "NONE", "-n", "-c", "luafile SCRIPT"], "nvim.lua")
    {
        assert_eq!(said, "maillint 1:9-20 tld_slip\n[mail]\nto = \"\u{e4} ops@army.mil\"\n");
    }
}

#[test]
fn emacs_underlines_a_slip_and_mends_it() {
    let has_eglot =
        Command::new("emacs").args(["--batch", "--eval", "(progn (package-initialize) (require 'eglot))"]).output();
    if !has_eglot.is_ok_and(|output| output.status.success()) {
        println!("skipped, since it is not installed: emacs with eglot");
        return;
    }
    if let Some(said) = mended("emacs", &["--batch", "-l", "SCRIPT"], "emacs.el") {
        assert_eq!(said, "16-27\n[mail]\nto = \"\u{e4} ops@army.mil\"\n");
    }
}
