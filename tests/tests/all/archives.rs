//! What is packed: documents and archives as others write them, and as nobody should.

use flate2::Compression;
use flate2::write::GzEncoder;
use serde_json::Value;
use std::fs;
use std::io::{Cursor, Write};
use std::process::Command;
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, ZipWriter};

/// A folder of files, and what a scan of it says.
struct Tree(tempfile::TempDir);

impl Tree {
    fn new(files: &[(&str, &[u8])]) -> Tree {
        let tree = Tree(tempfile::tempdir().unwrap());
        for (name, bytes) in files {
            fs::write(tree.0.path().join(name), bytes).unwrap();
        }
        tree
    }

    /// Exit code and what was printed.
    fn scan(&self, args: &[&str]) -> (i32, String) {
        let mut command = Command::new(env!("CARGO_BIN_EXE_maillint-tests"));
        let output = command.current_dir(self.0.path()).arg("--no-config").args(args).output().unwrap();
        let stderr = String::from_utf8(output.stderr).unwrap();
        let lines = stderr.lines().filter(|line| line.starts_with("error"));
        assert_eq!(lines.collect::<Vec<_>>(), Vec::<&str>::new());
        (output.status.code().unwrap(), String::from_utf8(output.stdout).unwrap())
    }

    /// Where something is found with `--archives`: path and subject.
    fn found(&self) -> Vec<(String, String)> {
        let (_, stdout) = self.scan(&["--archives", "--format", "json"]);
        let lines = stdout.lines().map(|line| serde_json::from_str::<Value>(line).unwrap());
        let found = lines.filter(|line| line["type"] == "finding");
        found.map(|line| (text(&line["path"]), text(&line["subject"]))).collect()
    }
}

fn text(value: &Value) -> String {
    value.as_str().unwrap().to_owned()
}

fn zip(members: &[(&str, &[u8])]) -> Vec<u8> {
    let mut archive = ZipWriter::new(Cursor::new(Vec::new()));
    for (number, (name, bytes)) in members.iter().enumerate() {
        let method = [CompressionMethod::Deflated, CompressionMethod::Stored][number % 2];
        // Every third as who writes to a pipe does, with its lengths in 64 bits.
        let options = SimpleFileOptions::default().compression_method(method).large_file(number % 3 == 2);
        archive.start_file(*name, options).unwrap();
        archive.write_all(bytes).unwrap();
    }
    archive.finish().unwrap().into_inner()
}

fn gzip(bytes: &[u8]) -> Vec<u8> {
    let mut encoder = GzEncoder::new(Vec::new(), Compression::best());
    encoder.write_all(bytes).unwrap();
    encoder.finish().unwrap()
}

fn tar(members: &[(&str, &[u8])]) -> Vec<u8> {
    let mut archive = tar::Builder::new(Vec::new());
    for (name, bytes) in members {
        let mut header = tar::Header::new_gnu();
        header.set_size(bytes.len() as u64);
        header.set_mode(0o644);
        archive.append_data(&mut header, name, *bytes).unwrap();
    }
    archive.into_inner().unwrap()
}

const SLIP: &[u8] = b"ops@army.ml\n";

/// As Word stores a sentence: spelling, fonts and revisions part words anywhere.
const WORD: &[u8] = br#"<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body><w:p w:rsidR="00A77B3E"><w:r><w:t xml:space="preserve">Write to </w:t></w:r><w:proofErr w:type="spellStart"/><w:r w:rsidRPr="0012"><w:rPr><w:rFonts w:ascii="Times New Roman"/><w:lang w:val="en-US"/></w:rPr><w:t>ops@</w:t></w:r><w:r><w:rPr><w:b/></w:rPr><w:t>army.ml</w:t></w:r><w:proofErr w:type="spellEnd"/></w:p><w:p><w:r><w:t>jo@army.mil</w:t></w:r></w:p><w:p><w:r><w:t>l</w:t></w:r></w:p></w:body></w:document>"#;

#[test]
fn without_a_word_archives_are_told_as_skipped() {
    let tree = Tree::new(&[
        ("book.epub", &zip(&[("mimetype", SLIP), ("ch1.xhtml", SLIP)])),
        ("log.gz", &gzip(&[SLIP, &vec![b'.'; 9000]].concat())),
        ("report.docx", &zip(&[("word/document.xml", WORD)])),
    ]);
    let told = "book.epub: compressed\nlog.gz: compressed\nreport.docx: compressed\n";
    assert_eq!(tree.scan(&["--skipped"]), (0, told.to_owned()));
    let (code, stdout) = tree.scan(&[]);
    assert_eq!((code, stdout.contains("3 files skipped: 3 compressed")), (0, true), "{stdout}");
}

#[test]
fn of_an_archive_there_is_no_account_but_that_it_can_be_read() {
    let tree = Tree::new(&[("a.zip", &zip(&[("x.txt", b"ops@army.ml")])), ("a.bin", b"\0\x01")]);
    let why = |file| {
        let mut command = Command::new(env!("CARGO_BIN_EXE_maillint-tests"));
        let output = command.current_dir(tree.0.path()).args(["why", file]).output().unwrap();
        (output.status.code(), String::from_utf8(output.stderr).unwrap())
    };
    let (told, of) = ("a scan reads nothing of it", "with `--archives` it reads what is packed there");
    assert_eq!(why("a.bin"), (Some(2), format!("error: a.bin: {told}: binary\n")));
    let packed = format!("error: a.zip: {told}: compressed; {of}, of which there is no account\n");
    assert_eq!(why("a.zip"), (Some(2), packed));
}

#[test]
fn texts_are_read_whatever_they_are_packed_in() {
    let sheet = br#"<sst><si><t>ops@army.ml</t></si></sst>"#;
    let text = br#"<text:p>ops@<text:span text:style-name="T1">army.ml</text:span></text:p>"#;
    let nested = zip(&[("in/a.zip", &zip(&[("b.txt", SLIP)])), ("c.tar.gz", &gzip(&tar(&[("d", SLIP)])))]);
    let long = "e".repeat(120) + "/f.txt";
    let tree = Tree::new(&[
        ("a.docx", &zip(&[("[Content_Types].xml", b"<Types/>"), ("word/document.xml", WORD)])),
        ("b.xlsx", &zip(&[("xl/sharedStrings.xml", sheet)])),
        ("c.odt", &zip(&[("mimetype", b"x"), ("content.xml", text), ("Pictures/1.png", b"\x89PNG\0ops@army.ml")])),
        ("d.gz", &gzip(SLIP)),
        ("e.tgz", &gzip(&tar(&[("x/a.txt", SLIP), (&long, SLIP)]))),
        ("f.tar", &tar(&[("a.txt", SLIP)])),
        ("g.zip", &nested),
        ("h!.txt", SLIP),
        // A program that unpacks what stands behind it.
        ("i.zip", &[b"PK\x03\x04#!/bin/sh\0", &zip(&[("a", SLIP)])[..]].concat()),
    ]);
    let paths: Vec<String> = tree
        .found()
        .into_iter()
        .map(|(path, subject)| {
            assert_eq!(subject, "ops@army.ml", "{path}");
            path
        })
        .collect();
    let expected = [
        "a.docx!word/document.xml",
        "b.xlsx!xl/sharedStrings.xml",
        "c.odt!content.xml",
        "d.gz!d",
        "e.tgz!x/a.txt",
        &format!("e.tgz!{long}"),
        "f.tar!a.txt",
        "g.zip!in/a.zip!b.txt",
        "g.zip!c.tar.gz!d",
        "h!.txt",
        "i.zip!a",
    ];
    assert_eq!(paths, expected);
    // A folder's threads and its order make no difference, and a file that is named is read as one that is come to.
    assert_eq!(tree.scan(&["--archives", "-j1"]).1, tree.scan(&["--archives", "-j8"]).1);
    let (code, stdout) = tree.scan(&["--archives", "--format", "short", "g.zip"]);
    assert_eq!((code, stdout.lines().count()), (1, 2), "{stdout}");
    assert_eq!(tree.scan(&["--archives", "--skipped"]).1, "c.odt!Pictures/1.png: binary\n");
}

#[test]
fn what_the_tree_uses_is_a_witness_in_archives_too() {
    let often = "jo@ops.fabrikam.org\n".repeat(12);
    let lonely = zip(&[("a.txt", b"al@ops.fabrikan.org\n"), ("b.txt", SLIP)]);
    let tree = Tree::new(&[("a.txt", often.as_bytes()), ("b.txt", often.as_bytes()), ("c.zip", &lonely)]);
    let (_, stdout) = tree.scan(&["--archives", "--format", "short"]);
    let lints: Vec<&str> = stdout.lines().filter_map(|line| line.split(": ").nth(1)).collect();
    assert_eq!(lints, ["error[lonely_domain]", "error[tld_slip]"], "{stdout}");
}

#[test]
fn packed_files_are_not_mended() {
    let packed = zip(&[("a.txt", SLIP)]);
    let tree = Tree::new(&[("a.zip", &packed), ("b.txt", SLIP)]);
    let (code, stdout) = tree.scan(&["--archives", "--fix"]);
    assert_eq!(code, 1, "{stdout}");
    assert!(stdout.contains("1 fixed; 1 left to be mended by hand: it is packed in an archive"), "{stdout}");
    assert_eq!(fs::read(tree.0.path().join("a.zip")).unwrap(), packed);
    let (code, patch) = tree.scan(&["--archives", "--diff"]);
    assert_eq!((code, patch.as_str()), (0, ""));
}

#[test]
fn a_baseline_knows_what_is_packed() {
    let tree = Tree::new(&[("a.zip", &zip(&[("a.txt", SLIP)]))]);
    assert_eq!(tree.scan(&["--archives", "--write-baseline", "known.tsv"]).0, 0);
    assert_eq!(tree.scan(&["--archives", "--baseline", "known.tsv"]).0, 0);
    // Who reads no archive has not seen that the line is of no use.
    let (code, stdout) = tree.scan(&["--baseline", "known.tsv", "--format", "short"]);
    assert_eq!((code, stdout.as_str()), (0, ""));
    fs::write(tree.0.path().join("a.zip"), zip(&[("a.txt", b"none")])).unwrap();
    let (_, stdout) = tree.scan(&["--archives", "--baseline", "known.tsv", "--format", "short"]);
    assert_eq!(stdout.lines().count(), 1, "{stdout}");
}

#[test]
fn what_cannot_be_unpacked_is_skipped_with_the_reason() {
    let whole = zip(&[("a.txt", &[SLIP, &vec![b'.'; 3000]].concat()), ("b.txt", SLIP)]);
    let mut encrypted = whole.clone();
    let directory = encrypted.windows(4).position(|four| four == b"PK\x01\x02").unwrap();
    encrypted[directory + 8] |= 1;
    let mut lzma = whole.clone();
    lzma[directory + 10] = 14;
    let mut broken = whole.clone();
    // The data of the first.
    broken[35..45].fill(0xff);
    let mut deep = SLIP.to_vec();
    for _ in 0..8 {
        deep = gzip(&deep);
    }
    let tree = Tree::new(&[
        ("broken.zip", &broken),
        ("cut.gz", &gzip(&[SLIP, &vec![b'.'; 3000]].concat())[..30]),
        ("cut.zip", &whole[..whole.len() - 30]),
        ("deep.gz", &deep),
        ("encrypted.zip", &encrypted),
        ("lzma.zip", &lzma),
    ]);
    let told = "broken.zip!a.txt: damaged archive\ncut.gz: damaged archive\ncut.zip: damaged archive\n\
                deep.gz!deep!deep!deep!deep: compressed\nencrypted.zip!a.txt: encrypted\nlzma.zip!a.txt: compressed\n";
    assert_eq!(tree.scan(&["--archives", "--skipped"]), (0, told.to_owned()));
    let found: Vec<String> = tree.found().into_iter().map(|(path, _)| path).collect();
    assert_eq!(found, ["broken.zip!b.txt", "encrypted.zip!b.txt", "lzma.zip!b.txt"]);
}

#[test]
fn a_bomb_ends_as_a_skipped_file() {
    // One member, which the directory lists as often as it takes.
    let one = zip(&[("a.txt", &vec![b' '; 6 << 20])]);
    let (start, end) = (at(&one, b"PK\x01\x02"), at(&one, b"PK\x05\x06"));
    let times = 20_u16;
    let mut bomb = [&one[..start], &one[start..end].repeat(usize::from(times)), &one[end..]].concat();
    let last = bomb.len() - 22;
    bomb[last + 10..last + 12].copy_from_slice(&times.to_le_bytes());
    bomb[last + 12..last + 16].copy_from_slice(&((end - start) as u32 * u32::from(times)).to_le_bytes());
    let tree = Tree::new(&[("bomb.zip", &bomb), ("fine.txt", b"jo@army.mil")]);
    let (code, stdout) = tree.scan(&["--archives", "--skipped"]);
    assert_eq!((code, stdout.as_str()), (0, "bomb.zip: archive bomb\n"));
}

#[test]
fn members_that_lie_over_each_other_are_a_bomb_however_small() {
    // One that cannot be packed, and is listed three times.
    let noise: String = (0..500_u64).map(|n| format!("{:016x}\n", n.wrapping_mul(0x9e37_79b9_7f4a_7c15))).collect();
    let one = zip(&[("a.txt", noise.as_bytes())]);
    let (start, end) = (at(&one, b"PK\x01\x02"), at(&one, b"PK\x05\x06"));
    let mut bomb = [&one[..start], &one[start..end].repeat(3), &one[end..]].concat();
    let last = bomb.len() - 22;
    bomb[last + 10] = 3;
    bomb[last + 12..last + 16].copy_from_slice(&((end - start) as u32 * 3).to_le_bytes());
    let tree = Tree::new(&[("bomb.zip", &bomb), ("fine.zip", &one)]);
    assert_eq!(tree.scan(&["--archives", "--skipped"]), (0, String::from("bomb.zip: archive bomb\n")));
}

/// More is found than is held: the archive is read once more for all of its members, not for each of them, and nothing is lost.
#[test]
fn what_is_found_in_many_members_is_told_in_one_reading() {
    const MEMBERS: usize = 6_000;
    let long =
        [SLIP.repeat(1100), b"maillint: allow(tld_slip) our office in Bamako\n".to_vec(), SLIP.to_vec()].concat();
    let names: Vec<String> = (0..MEMBERS).map(|n| format!("{:05}.txt", (n * 7919) % MEMBERS)).collect();
    let member = |name: &str| match name {
        "00001.txt" | "00500.txt" => long.as_slice(),
        _ => SLIP,
    };
    let members: Vec<(&str, &[u8])> = names.iter().map(|name| (name.as_str(), member(name))).collect();
    let tree = Tree::new(&[("a.zip", &zip(&members)), ("b.tgz", &gzip(&tar(&members[..1500])))]);
    let since = std::time::Instant::now();
    let found: Vec<String> = tree.found().into_iter().map(|(path, _)| path).collect();
    // Each by itself takes hours.
    assert!(since.elapsed().as_secs() < 100);
    let times = |name: &str| if member(name).len() > SLIP.len() { 1100 } else { 1 };
    let all = |archive: &'static str, names: &[String]| -> Vec<String> {
        let told = |name: &String| vec![format!("{archive}!{name}"); times(name)];
        names.iter().flat_map(told).collect()
    };
    let expected = [all("a.zip", &names), all("b.tgz", &names[..1500])].concat();
    let first = found.iter().zip(&expected).find(|(found, expected)| found != expected);
    assert_eq!((found.len(), first), (expected.len(), None));
}

fn at(bytes: &[u8], sign: &[u8]) -> usize {
    bytes.windows(sign.len()).position(|window| window == sign).unwrap()
}

#[test]
fn what_is_staged_is_unpacked_from_the_index() {
    let tree = Tree::new(&[("a.zip", &zip(&[("a.txt", SLIP)]))]);
    let git = |args: &[&str]| {
        let done = Command::new("git").current_dir(tree.0.path()).args(args).output().unwrap();
        assert!(done.status.success(), "{done:?}");
    };
    git(&["init", "-q"]);
    git(&["add", "."]);
    fs::write(tree.0.path().join("a.zip"), zip(&[("a.txt", b"none")])).unwrap();
    let (code, stdout) = tree.scan(&["--archives", "--staged", "--format", "short"]);
    assert_eq!((code, stdout.starts_with("a.zip!a.txt:1:1: ")), (1, true), "{stdout}");
}
