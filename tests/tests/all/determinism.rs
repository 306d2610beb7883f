//! One answer everywhere: independent of threads, of the order in which files were made or named, of language and clock.

use crate::cases::command;
use maillint_tests::FORMATS;
use std::collections::BTreeMap;
use std::fs;
use std::io::Write;
use std::path::Path;
use std::process::{Command, Stdio};
use tempfile::TempDir;

/// Files with findings of many kinds, by name.
fn files() -> Vec<(String, String)> {
    let mut files = vec![
        (String::from("maillint.toml"), String::from(POLICY)),
        (String::from("sub/maillint.toml"), String::from("[lints]\ntld_slip = \"warn\"\n")),
        (String::from("sub/a.txt"), String::from("ops@army.ml\n")),
        (String::from("crlf.ini"), String::from("[mail]\r\nto = ops@army.ml\r\nfrom = x@gmial.com\r\n")),
        (String::from("rare.txt"), String::from("ops@fabirkam-mail.com\n")),
        (String::from("excused.txt"), String::from("ops@army.ml # maillint: allow(tld_slip) as it is\nx@there.ml\n")),
        (String::from("unused.txt"), String::from("# maillint: allow(tld_slip) nothing here\n")),
    ];
    for n in 0..40 {
        let slip = ["ops@gmial.com", "githib.com", "a@b..com", "x@foo.ml", "us\u{200b}er@army.mil"][n % 5];
        files.push((format!("d{}/f{n}.txt", n % 7), format!("ops@fabrikam-mail.com\n{slip} {slip}\n")));
    }
    files
}

const POLICY: &str = r#"
protect = ["fabrikam-mail.com"]
[[allow]]
domain = "there.ml"
reason = "is there"
[[allow]]
domain = "nowhere.ml"
reason = "is not there"
[[allow]]
domain = "over.ml"
reason = "is over"
expires = 2020-01-01
"#;

/// The files in a fresh folder, made in this order.
fn made<'f>(files: impl Iterator<Item = &'f (String, String)>) -> TempDir {
    let temp = tempfile::tempdir().unwrap();
    let work = temp.path().join("work");
    fs::create_dir_all(work.join(".git")).unwrap();
    for (name, text) in files {
        let path = work.join(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    }
    temp
}

fn maillint(folder: &TempDir, args: &[&str]) -> Command {
    let mut command = command(Path::new(env!("CARGO_BIN_EXE_maillint-tests")), &folder.path().join("work"));
    command.args(args).stdin(Stdio::null());
    command
}

/// Everything that a run says: its exit code, what it prints, and its report in each format.
fn said(folder: &TempDir, mut command: Command) -> BTreeMap<String, Vec<u8>> {
    let reports = folder.path().join("reports");
    fs::create_dir_all(&reports).unwrap();
    for format in FORMATS {
        command.arg(format!("--format={format}={}", reports.join(format).display()));
    }
    let done = command.output().unwrap();
    let mut said = BTreeMap::from([(String::from("stdout"), done.stdout), (String::from("stderr"), done.stderr)]);
    said.insert(String::from("exit"), done.status.to_string().into_bytes());
    for format in FORMATS {
        said.insert(String::from(format), fs::read(reports.join(format)).unwrap());
    }
    said
}

#[track_caller]
fn same(expected: &BTreeMap<String, Vec<u8>>, seen: &BTreeMap<String, Vec<u8>>, what: &str) {
    for (name, bytes) in expected {
        let (expected, seen) = (String::from_utf8_lossy(bytes), String::from_utf8_lossy(&seen[name]));
        assert!(expected == seen, "{what}: {name} is\n{seen}\nand not\n{expected}");
    }
}

#[test]
fn threads_order_language_and_clock_change_nothing() {
    let files = files();
    let folder = made(files.iter());
    let missing = ["missing", ".", "sub"];
    let expected = said(&folder, maillint(&folder, &[&["-j1"][..], &missing].concat()));
    let lints = ["tld_slip", "provider_slip", "protected_slip", "host_slip", "malformed_address", "hidden_character"];
    let json = String::from_utf8(expected["json"].clone()).unwrap();
    for lint in lints.iter().chain(&["unused_allow", "expired_allow", "\"suppressed\":2", "\"errors\":1"]) {
        assert!(json.contains(lint), "{lint}");
    }
    for threads in ["-j2", "-j3", "-j8", "-j16"] {
        let seen = said(&folder, maillint(&folder, &[&[threads][..], &missing].concat()));
        same(&expected, &seen, threads);
    }
    let mut elsewhere = maillint(&folder, &["sub/", ".", "missing", "./", "missing"]);
    elsewhere.envs([("LANG", "tr_TR.UTF-8"), ("LC_ALL", "de_DE.UTF-8"), ("TZ", "Pacific/Kiritimati")]);
    same(&expected, &said(&folder, elsewhere), "another place");
    let backwards = made(files.iter().rev());
    same(&expected, &said(&backwards, maillint(&backwards, &missing)), "files made in another order");
}

#[test]
fn a_text_on_stdin_is_told_what_its_file_is_told_without_a_home_too() {
    // What the tree itself uses is not known of a text.
    let alone = |(name, _): &(String, String)| !["rare.txt", "unused.txt"].contains(&name.as_str());
    let files: Vec<(String, String)> = files().into_iter().filter(alone).collect();
    let folder = made(files.iter());
    let bare = |args: &[&str]| {
        let mut command = maillint(&folder, args);
        command.env_clear();
        command
    };
    let whole = bare(&["--format", "short"]).output().unwrap();
    same(&said(&folder, maillint(&folder, &[])), &said(&folder, bare(&[])), "nothing in the environment");
    let mut told = String::new();
    for (name, text) in &files {
        let mut child = bare(&["--format", "short", "--stdin-path", name])
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .spawn()
            .unwrap();
        child.stdin.take().unwrap().write_all(text.as_bytes()).unwrap();
        told.push_str(&String::from_utf8(child.wait_with_output().unwrap().stdout).unwrap());
    }
    let lines = |text: &str| {
        // The policy's own allows are judged where all files are.
        let mut lines: Vec<String> =
            text.lines().filter(|line| !line.starts_with("maillint.toml:")).map(str::to_owned).collect();
        lines.sort();
        lines
    };
    assert_eq!(lines(&told), lines(&String::from_utf8(whole.stdout).unwrap()));
}

#[test]
fn the_order_of_a_list_changes_nothing() {
    let files = files();
    let folder = made(files.iter());
    let mut names: Vec<&str> = files.iter().map(|(name, _)| name.as_str()).collect();
    let list = folder.path().join("list");
    let list_said = |names: &[&str], threads| {
        fs::write(&list, names.join("\n")).unwrap();
        said(&folder, maillint(&folder, &["--files-from", list.to_str().unwrap(), threads]))
    };
    let expected = list_said(&names, "-j1");
    for step in [1, 11, 13, 17] {
        names.reverse();
        // By their number times a prime, which deals them like cards.
        let mut shuffled: Vec<(usize, &str)> = names.iter().copied().enumerate().collect();
        shuffled.sort_by_key(|(n, _)| n * step % names.len());
        let shuffled: Vec<&str> = shuffled.into_iter().map(|(_, name)| name).collect();
        same(&expected, &list_said(&shuffled, "-j7"), "a shuffled list");
    }
}

/// Scans a tree with more domains than a census keeps, its files made in another order each time.
fn orders(times: usize) {
    // Far apart, by Knuth's multiplicative hash, so that none is a slip of another.
    let name = |n: u32| format!("{:08x}", n.wrapping_mul(2_654_435_769));
    let text = |n: u32| {
        let domains = (0..200).map(|at| format!("u@{}.com\n", name(n * 200 + at)));
        // Each is named often, and slipped once; that of a full census is kept or forgotten by its name.
        let meant =
            ["fabrikam", "northwind", "adventure-works", "wingtip-toys", "tailspin", "litware-inc", "proseware"];
        let slipped =
            meant.map(
                |name| if n as usize == name.len() { format!("{}{}", &name[..3], &name[4..]) } else { name.to_owned() },
            );
        domains.chain(slipped.map(|name| format!("ops@{name}-mail.com\n"))).collect::<String>()
    };
    let mut files: Vec<(String, String)> = (0..80).map(|n| (format!("d{}/f{n}.txt", n % 7), text(n))).collect();
    let run = |files: &[(String, String)], threads| {
        let folder = made(files.iter());
        maillint(&folder, &["--format", "short", threads]).output().unwrap().stdout
    };
    let expected = run(&files, "-j1");
    assert!(String::from_utf8_lossy(&expected).contains("this repository names"), "the tree itself tells something");
    let mut random: u64 = 1;
    for time in 0..times {
        for at in (1..files.len()).rev() {
            // Knuth, The Art of Computer Programming 2, 3.3.4, table 1, line 26; and 3.4.2, algorithm P.
            random = random.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1);
            files.swap(at, (random >> 33) as usize % (at + 1));
        }
        let seen = run(&files, ["-j1", "-j2", "-j8"][time % 3]);
        assert!(seen == expected, "order {time}: {}", String::from_utf8_lossy(&seen));
    }
}

#[test]
fn no_order_of_files_changes_what_a_full_census_says() {
    orders(4);
}

#[test]
#[ignore = "takes minutes"]
fn no_order_of_a_thousand_changes_what_a_full_census_says() {
    orders(1000);
}

#[test]
fn what_is_not_held_until_it_is_told_is_told_the_same() {
    let text =
        |domain: &str| format!("ops@{domain} a longer line with some words around what is found in it\n").repeat(900);
    let names = ["army.ml", "gmial.com", "githib.com", "gmail.con", "hotmial.com", "yahooo.com", "army.mli"];
    let files: Vec<_> = names.iter().map(|name| ((*name).to_owned(), text(name))).collect();
    let folder = made(files.iter());
    let run = |threads| maillint(&folder, &["--format", "json", threads]).output().unwrap().stdout;
    let expected = run("-j1");
    assert_eq!(expected.iter().filter(|byte| **byte == b'\n').count(), 900 * names.len() + 1);
    assert!((0..2).all(|_| run("-j16") == expected));
}

#[test]
fn what_is_told_piece_by_piece_is_told_the_same() {
    let line = |n| match n % 9 {
        0 => "# maillint: allow(tld_slip) for what is below\nops@army.ml x@there.ml\n",
        1 => "ops@army.ml # maillint: allow(provider_slip) nothing here\n",
        2 => "jo@hotmial.com\n",
        3 => "<a href=\"mailto:ops%40army.ml\"> ops@army.ml # maillint: allow(tld_slip) as it is\n",
        _ => "x@foo.ml jo@gmial.com\n",
    };
    let mut text: String = (0..2500).map(line).collect();
    text.push_str(
        "# maillint: allow-file(hidden_character) nowhere\n# maillint: allow-file(provider_slip) all of them\n",
    );
    let known = "many.html\ttld_slip\tops@army.ml\t100\nmany.html\trisky_tld\tx@foo.ml\t1000\n";
    // What is to be said of a policy is not said of a text on stdin.
    let policy = POLICY.split("[[allow]]\ndomain = \"over.ml\"").next().unwrap();
    let files = [("many.html", &*text), ("maillint.toml", policy), ("known", known)];
    let folder = made(files.map(|(name, text)| (name.to_owned(), text.to_owned())).iter());
    let run = |args: &[&str]| {
        let text = fs::File::open(folder.path().join("work/many.html")).unwrap();
        let done = maillint(&folder, &[&["--format", "json"], args].concat()).stdin(text).output().unwrap();
        String::from_utf8(done.stdout).unwrap()
    };
    for more in [&[][..], &["--baseline", "known"]] {
        // What comes on stdin cannot be read again: it is held.
        let (held, pieces) =
            (run(&[more, &["--stdin-path", "many.html"]].concat()), run(&[more, &["many.html"]].concat()));
        assert!(held.lines().count() > 800 && held.contains("allow-file(hidden_character)"));
        assert!(held == pieces, "piece by piece, something else is told");
    }
    // The policy knows which of its allows are of use.
    let blamed = run(&["."]);
    assert!(blamed.contains("`nowhere.ml`: the allow") && !blamed.contains("`there.ml`: the allow"));
}
