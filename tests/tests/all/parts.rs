//! Jobs that share a tree tell together what one scan of it tells, byte for byte.

use std::fs;
use std::path::Path;
use std::process::{Command, Output};
use tempfile::TempDir;

/// A tree whose own use of names decides on some findings, with a policy of which one allow is of use in one file alone.
fn tree() -> TempDir {
    let temp = tempfile::tempdir().unwrap();
    let write = |name: &str, text: &str| {
        let path = temp.path().join("tree").join(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    };
    write(".git/config", "");
    for number in 0..60 {
        write(
            &format!("config/{:02}/app_{number}.toml", number % 7),
            &format!(
                "to = \"team{number}@fabrikam-internal.com\"\nhost = \"https://git.contoso-build.net/{number}\"\n"
            ),
        );
    }
    write("lonely.toml", "to = \"jane.roe@fabrkiam-internal.com\"\n");
    write("docs/host.md", "https://git.contosobuild.net/a\n");
    write("slip.txt", "ops@army.ml\nops@army.ml # maillint: allow(tld_slip) right\n");
    write("many.txt", &"bob@gmial.com\n".repeat(1_050));
    write("allowed/x.txt", "y@fabrikam.ml\n");
    write(
        "maillint.toml",
        "[[allow]]\ndomain = \"fabrikam.ml\"\nreason = \"theirs\"\n\n[[allow]]\ndomain = \"unused.ml\"\nreason = \"nobody's\"\n",
    );
    write("old.json", "{\"type\":\"finding\",\"path\":\"a\",\"lint\":\"tld_slip\",\"subject\":\"ops@army.ml\"}\n");
    temp
}

fn run(folder: &Path, args: &[&str]) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_maillint-tests"));
    command.current_dir(folder).args(args).args(["--color", "never"]);
    for name in ["GITHUB_ACTIONS", "GITHUB_WORKSPACE", "CI_PROJECT_DIR", "SOURCE_DATE_EPOCH"] {
        command.env_remove(name);
    }
    command.output().unwrap()
}

/// Writes the parts, the last one first.
fn part(tree: &Path, parts: usize, folder: &str) {
    fs::create_dir_all(tree.join(folder)).unwrap();
    for part in (1..=parts).rev() {
        let (of, file) = (format!("{part}/{parts}"), format!("{folder}/{part}.census"));
        let output = run(tree, &["--partition", &of, "--census-out", &file, "."]);
        let told = (output.status.code(), output.stdout.as_slice(), String::from_utf8_lossy(&output.stderr));
        assert_eq!(told, (Some(0), &b""[..], "".into()), "{of}");
    }
}

#[cfg(unix)]
#[test]
fn a_part_goes_into_a_pipe_and_does_not_take_its_place() {
    use std::os::unix::fs::FileTypeExt as _;
    let temp = tree();
    let (tree, pipe) = (temp.path().join("tree"), temp.path().join("pipe"));
    assert!(Command::new("mkfifo").arg(&pipe).status().unwrap().success());
    let reader = Command::new("timeout").args(["20", "cat"]).arg(&pipe).stdout(std::process::Stdio::piped()).spawn();
    let output = run(&tree, &["--census-out", "../pipe", "."]);
    assert_eq!(output.status.code(), Some(0), "{}", String::from_utf8_lossy(&output.stderr));
    assert!(fs::symlink_metadata(&pipe).unwrap().file_type().is_fifo());
    let read = reader.unwrap().wait_with_output().unwrap().stdout;
    assert!(read.starts_with(b"maillint census "), "{}", String::from_utf8_lossy(&read));
}

#[test]
fn parts_tell_together_what_a_whole_scan_tells() {
    let temp = tree();
    let tree = temp.path().join("tree");
    let formats = ["short", "json", "sarif"];
    let whole = formats.map(|format| run(&tree, &["--format", format, "."]));
    assert_eq!(whole[0].status.code(), Some(1), "{}", String::from_utf8_lossy(&whole[0].stderr));
    let short = String::from_utf8_lossy(&whole[0].stdout);
    // What needs the whole tree is there to be lost.
    assert!(short.contains("lonely.toml:1:") && short.contains("unused_allow"));
    for parts in [1, 2, 4, 16] {
        let folder = format!("../parts-{parts}");
        part(&tree, parts, &folder);
        for (format, whole) in formats.iter().zip(&whole) {
            let merged = run(&tree, &["--census-in", &folder, "--format", format, "."]);
            assert!(merged == *whole, "{format} of {parts} parts: {}", String::from_utf8_lossy(&merged.stderr));
        }
        // A part is the same bytes again, and on more threads.
        let again = format!("../again-{parts}");
        part(&tree, parts, &again);
        for part in 1..=parts {
            let read = |folder: &str| fs::read(tree.join(folder).join(format!("{part}.census"))).unwrap();
            assert!(read(&folder) == read(&again));
        }
    }
}

#[test]
fn parts_that_do_not_go_together_are_refused() {
    let temp = tree();
    let tree = temp.path().join("tree");
    part(&tree, 2, "../two");
    part(&tree, 3, "../three");
    let refused = |args: &[&str], why: &str| {
        let output = run(&tree, args);
        let told = String::from_utf8_lossy(&output.stderr).into_owned();
        assert_eq!(output.status.code(), Some(2), "{args:?}: {told}");
        assert!(told.contains(why), "{args:?}: {told}");
        assert!(output.stdout.is_empty());
    };
    refused(&["--census-in", "../two/1.census", "."], "part 2/2 is missing");
    refused(
        &["--census-in", "../two", "--census-in", "../two/1.census", "."],
        "../two/1.census:1: part 1/2 is in ../two/1.census already",
    );
    refused(&["--census-in", "../two/1.census", "--census-in", "../three/2.census", "."], "not of one scan");
    refused(&["--census-in", "../two", "docs"], "it was taken of other paths");
    refused(&["--census-in", "slip.txt", "."], "slip.txt:1: this is not what `--census-out` of this version writes");
    refused(&["--census-in", "docs", "."], "there is no file `*.census`");
    refused(&["--census-in", "nowhere", "."], "nowhere: No such file");
    let text = fs::read_to_string(tree.join("../two/1.census")).unwrap();
    let lines = text.lines().count();
    fs::write(tree.join("../two/1.census"), text.clone() + "host\tx\n").unwrap();
    refused(&["--census-in", "../two", "."], &format!("1.census:{}: this is not what", lines + 1));
    fs::write(tree.join("../two/1.census"), text.replacen(env!("CARGO_PKG_VERSION"), "0.0.1", 1)).unwrap();
    refused(&["--census-in", "../two", "."], "another version of maillint wrote it");
}
