//! `--fix` and `--diff` over files of every encoding, and a `--fix` that is killed.

use maillint_tests::tables;
use std::collections::BTreeMap;
use std::fs;
use std::io::Read;
use std::path::Path;
use std::process::{Command, Stdio};
use std::thread::sleep;
use std::time::Instant;

fn command(folder: &Path, args: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_maillint-tests"));
    command.current_dir(folder).args(args).env_remove("GITHUB_ACTIONS").stdout(Stdio::piped()).stderr(Stdio::piped());
    command
}

fn files(folder: &Path) -> BTreeMap<String, Vec<u8>> {
    let entries = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap());
    let files = entries.filter(|entry| entry.file_type().unwrap().is_file());
    files.map(|file| (file.file_name().into_string().unwrap(), fs::read(file.path()).unwrap())).collect()
}

/// A text as files may store it: the name, then how it becomes bytes.
type Encoding = (&'static str, fn(&str) -> Vec<u8>);

const ENCODINGS: [Encoding; 5] = [
    ("utf-8", |text| text.as_bytes().to_vec()),
    ("utf-8 mark crlf", |text| format!("\u{feff}{}", text.replace('\n', "\r\n")).into_bytes()),
    ("latin-1", |text| text.chars().map(|c| u8::try_from(u32::from(c)).unwrap()).collect()),
    ("utf-16-le", |text| format!("\u{feff}{text}").encode_utf16().flat_map(u16::to_le_bytes).collect()),
    ("utf-16-be crlf", |text| {
        format!("\u{feff}{}", text.replace('\n', "\r\n")).encode_utf16().flat_map(u16::to_be_bytes).collect()
    }),
];

#[test]
fn only_domains_change_whatever_the_encoding_and_the_patch_says_the_same() {
    let temp = tempfile::tempdir().unwrap();
    let [fixed, patched] = ["fixed", "patched"].map(|name| temp.path().join(name));
    let typos: Vec<_> = tables::rows(tables::TYPOS)
        .filter(|row| row[0].is_ascii())
        .step_by(40)
        .map(|row| (row[0].to_owned(), row[1].to_owned()))
        .collect();
    let text = |domain: fn(&(String, String)) -> &str| -> String {
        let lines = typos.iter().enumerate();
        lines.map(|(i, typo)| format!("\u{e4} {i}: <jo@{}>\t\u{df}\n", domain(typo))).collect()
    };
    let (typed, meant) = (text(|typo| &typo.0), text(|typo| &typo.1));
    for folder in [&fixed, &patched] {
        fs::create_dir_all(folder.join(".git")).unwrap();
        for (name, encode) in ENCODINGS {
            fs::write(folder.join(name), encode(typed.trim_end())).unwrap();
        }
    }
    let before = files(&fixed);
    let patch = command(&patched, &["--diff"]).output().unwrap();
    assert_eq!(patch.status.code(), Some(1), "{}", String::from_utf8_lossy(&patch.stderr));
    assert_eq!(files(&patched), before, "--diff writes nothing");
    command(&fixed, &["--fix"]).output().unwrap();
    let after = files(&fixed);
    for (name, encode) in ENCODINGS {
        // A line is as typed or as meant; where it is meant otherwise than in the table, it was not mended.
        let (mut mended, mut expected) = (0, String::new());
        let now = String::from_utf8_lossy(&after[name]).replace('\0', "");
        for (typed, meant) in typed.lines().zip(meant.lines()) {
            let word = |line: &str| line.split_inclusive('>').next().unwrap().trim_start_matches('\u{e4}').to_owned();
            let is_mended = now.contains(&word(meant));
            mended += usize::from(is_mended);
            expected.push_str(if is_mended { meant } else { typed });
            expected.push('\n');
        }
        assert!(mended * 2 > typos.len(), "{name}: {mended} of {}", typos.len());
        assert!(after[name] == encode(expected.trim_end()), "{name}: other bytes have changed");
    }
    command(&fixed, &["--fix"]).output().unwrap();
    assert_eq!(files(&fixed), after, "the second run changes nothing");

    apply(&patched, &patch.stdout);
    assert_eq!(files(&patched), after);
}

/// Applies a patch in a folder, with git.
fn apply(folder: &Path, patch: &[u8]) {
    let file = folder.with_extension("patch");
    fs::write(&file, patch).unwrap();
    let _ = fs::remove_dir(folder.join(".git"));
    for args in [&["init", "-q"][..], &["apply", "--whitespace=nowarn", file.to_str().unwrap()]] {
        let done = Command::new("git").current_dir(folder).args(args).output().unwrap();
        assert!(done.status.success(), "{}", String::from_utf8_lossy(&done.stderr));
    }
}

#[test]
fn a_patch_applies_where_a_mended_letter_ends_a_line() {
    // In UTF-16 a byte of U+0A66, which looks like an `o`, is the one that ends a line.
    let text =
        format!("\u{feff}to ops@gmail.c\u{a66}m, jo@army.ml\n{}ops@gmail.c\u{a66}m\njo@army.ml", "filler\n".repeat(20));
    let temp = tempfile::tempdir().unwrap();
    let [fixed, patched] = ["fixed", "patched"].map(|name| temp.path().join(name));
    for folder in [&fixed, &patched] {
        fs::create_dir_all(folder.join(".git")).unwrap();
        for (name, bytes) in [("le", u16::to_le_bytes as fn(u16) -> [u8; 2]), ("be", u16::to_be_bytes)] {
            fs::write(folder.join(name), text.encode_utf16().flat_map(bytes).collect::<Vec<u8>>()).unwrap();
        }
    }
    let patch = command(&patched, &["--diff"]).output().unwrap();
    assert_eq!(String::from_utf8_lossy(&patch.stderr), "maillint: `--fix` would mend 8 findings in 2 files\n");
    command(&fixed, &["--fix"]).output().unwrap();
    apply(&patched, &patch.stdout);
    assert_eq!(files(&patched), files(&fixed));
}

#[test]
fn killed_at_any_moment_each_file_is_the_old_one_or_the_new_one() {
    let filler = "a long line without anything in it\n".repeat(10_000);
    let (old, new) =
        (format!("{filler}{}", "ops@army.ml\n".repeat(400)), format!("{filler}{}", "ops@army.mil\n".repeat(400)));
    let temp = tempfile::tempdir().unwrap();
    fs::create_dir(temp.path().join(".git")).unwrap();
    let names: Vec<String> = (0..16).map(|i| format!("{i:02}.txt")).collect();
    for read in [1, 50_000, 100_000, 150_000] {
        names.iter().for_each(|name| fs::write(temp.path().join(name), &old).unwrap());
        let mut child = command(temp.path(), &["--fix", "--format", "human"]).spawn().unwrap();
        // A file is told of once it is mended. What is told is more than fits in between, so that not all can be mended.
        child.stdout.as_mut().unwrap().read_exact(&mut vec![0; read]).unwrap();
        child.kill().unwrap();
        child.wait().unwrap();
        let texts = files(temp.path());
        let fixed = names.iter().filter(|name| {
            let text = &texts[*name];
            assert!(text == old.as_bytes() || text == new.as_bytes(), "{name} is neither");
            text == new.as_bytes()
        });
        let fixed = fixed.count();
        assert!((1..names.len()).contains(&fixed), "{fixed} files mended when {read} bytes were told");
    }
}

/// Kills runs of `--fix` at times that are spread over a whole run: each file is the old one or the new one, and what is left
/// behind goes with the next run, which mends the rest.
fn kill(times: u32) {
    let text = |ending: &str| format!("{}{}", "filler\n".repeat(2_000), format!("ops@army.{ending}\n").repeat(40));
    let (old, new) = (text("ml"), text("mil"));
    let names: Vec<String> = (0..48).map(|i| format!("{i:02}.txt")).collect();
    let temp = tempfile::tempdir().unwrap();
    fs::create_dir(temp.path().join(".git")).unwrap();
    let fill = || names.iter().for_each(|name| fs::write(temp.path().join(name), &old).unwrap());
    let run = || command(temp.path(), &["--fix"]).stdout(Stdio::null()).stderr(Stdio::null()).spawn().unwrap();
    fill();
    let since = Instant::now();
    run().wait().unwrap();
    let whole = since.elapsed();
    for time in 0..times {
        fill();
        let mut child = run();
        // The golden ratio spreads them evenly, however many there are.
        sleep(whole.mul_f64(f64::from(time) * 0.618_034 % 1.0));
        child.kill().unwrap();
        child.wait().unwrap();
        let left = files(temp.path());
        for name in &names {
            assert!(left[name] == old.as_bytes() || left[name] == new.as_bytes(), "{name} is neither, kill {time}");
        }
        let listed = command(temp.path(), &["--files"]).output().unwrap();
        assert_eq!(String::from_utf8(listed.stdout).unwrap().lines().collect::<Vec<_>>(), names);
        run().wait().unwrap();
        let mended = files(temp.path());
        assert!(mended.keys().eq(&names), "{:?} are left, kill {time}", mended.keys());
        assert!(mended.values().all(|text| text == new.as_bytes()), "not all are mended, kill {time}");
    }
}

#[test]
fn killed_at_any_time_nothing_is_lost_and_the_next_run_ends_it() {
    kill(5);
}

#[test]
#[ignore = "takes minutes"]
fn killed_two_hundred_times_nothing_is_lost() {
    kill(200);
}

#[test]
fn what_a_killed_run_left_is_never_read_and_goes_with_the_next() {
    let temp = tempfile::tempdir().unwrap();
    // No system gives a process this number; this process is there.
    let [gone, there] = [u32::MAX, std::process::id()].map(|id| format!(".maillint-{id}-a.tmp"));
    for name in [&gone, &there, "a.txt"] {
        fs::write(temp.path().join(name), "ops@army.ml\n").unwrap();
    }
    let listed = command(temp.path(), &["--files"]).output().unwrap();
    assert_eq!(String::from_utf8(listed.stdout).unwrap(), "a.txt\n");
    assert_eq!(command(temp.path(), &["--fix"]).output().unwrap().status.code(), Some(0));
    let names: Vec<String> = files(temp.path()).into_keys().collect();
    assert_eq!(names, [there.as_str(), "a.txt"]);
}

#[test]
fn stdin_is_mended_onto_stdout() {
    let temp = tempfile::tempdir().unwrap();
    for (text, mended, code) in [
        ("to ops@army.ml.\n", "to ops@army.mil.\n", 0),
        ("nothing\r\n", "nothing\r\n", 0),
        ("11:ops@army.ml, help@army.ml\n", "11:ops@army.ml, help@army.mil\n", 1),
    ] {
        let mut child =
            command(temp.path(), &["--fix", "--stdin-path", "a.txt"]).stdin(Stdio::piped()).spawn().unwrap();
        std::io::Write::write_all(&mut child.stdin.take().unwrap(), text.as_bytes()).unwrap();
        let done = child.wait_with_output().unwrap();
        assert_eq!(String::from_utf8(done.stdout).unwrap(), mended);
        let stderr = String::from_utf8(done.stderr).unwrap();
        assert_eq!(done.status.code(), Some(code), "{stderr}");
        assert!(stderr.contains("maillint: "), "{stderr}");
    }
}
