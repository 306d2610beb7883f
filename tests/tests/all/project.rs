//! A project on disk: which of its files are read, and which policy holds in it.

use lint_core::gate::project::{Folder, Listing, Project};
use std::collections::BTreeSet;
use std::fs;
use std::path::Path;
use std::process::Command;

fn write(root: &Path, files: &[(&str, &str)]) {
    for (name, text) in files {
        let path = root.join(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    }
}

fn git(root: &Path, arguments: &[&str]) -> String {
    let done = Command::new("git").args(arguments).current_dir(root).output().unwrap();
    assert!(done.status.success(), "git {arguments:?}: {}", String::from_utf8_lossy(&done.stderr));
    String::from_utf8(done.stdout).unwrap()
}

fn files(project: &Project, below: &str) -> Vec<String> {
    project.files(&project.root().join(below)).map(|file| project.name(&file.unwrap())).collect()
}

/// One folder under rules of all kinds, each list compared with what git would track.
#[test]
fn the_files_are_those_that_git_would_track() {
    let names = [
        ".env",
        ".github/workflows/ci.yml",
        "a.txt",
        "a/b/c.log",
        "a/b/keep.log",
        "a/build/x",
        "a/c d/e.txt",
        "a.b/x.txt",
        "build/out.txt",
        "build/sub/keep.txt",
        "doc/frotz/a.md",
        "doc/a.md",
        "foo{1}.txt",
        "gr\u{fc}n/\u{e9}.txt",
        "hash#.txt",
        "#hash.txt",
        "!bang.txt",
        "space .txt",
        "target/debug/x",
        "x/doc/frotz/b.md",
        "x/y/z/deep.txt",
    ];
    let rules: &[&[(&str, &str)]] = &[
        &[],
        &[(".gitignore", "/target\n*.log\n!keep.log\n")],
        &[(".gitignore", "build/\n!build/sub/keep.txt\n")],
        &[(".gitignore", "*\n!*/\n!*.md\n!.gitignore\n")],
        &[(".gitignore", "# comment\n\n  \n\\#hash.txt\n\\!bang.txt\nspace\\ .txt\r\n")],
        &[(".gitignore", "doc/frotz\n"), ("a/.gitignore", "/b\nbuild\n")],
        &[(".gitignore", "**/frotz/*.md\na/**/e.txt\nx/**\n")],
        &[(".gitignore", "**/doc/a.md\n**/frotz/b.md\n**/a*/x.txt\n")],
        &[(".gitignore", "foo{1}.txt\n[a-c].txt\n?.b\n\u{fc}\n\u{e9}.txt\n")],
        &[(".gitignore", "*.txt\n"), ("a/.gitignore", "!*.txt\n"), ("x/y/.gitignore", "!deep.txt\n")],
        &[(".gitignore", "a\n!a/b\n"), ("x/.gitignore", "*\n")],
        &[(".gitignore", "[unclosed\n\\\n/\n!\n*.md   \n")],
    ];
    for rules in rules {
        let temp = tempfile::tempdir().unwrap();
        let root = temp.path();
        git(root, &["init", "-q"]);
        write(root, &names.map(|name| (name, "")));
        write(root, rules);
        for below in ["", "a", "x/y"] {
            // A folder that is named itself is read, ignored or not.
            let ignored = Command::new("git").args(["check-ignore", "-q", below]).current_dir(root).status().unwrap();
            if ignored.success() {
                continue;
            }
            let asked = Project::of(&root.join(below)).unwrap();
            let listed = git(root, &["ls-files", "-z", "-co", "--exclude-standard", "--", &format!("./{below}")]);
            let expected: BTreeSet<&str> = listed.split_terminator('\0').collect();
            let found = files(&asked, below);
            let mut sorted = found.clone();
            sorted.sort_by(|a, b| Path::new(a).cmp(Path::new(b)));
            assert_eq!(found, sorted, "in order");
            for name in names.iter().filter(|name| below.is_empty() || name.starts_with(&format!("{below}/"))) {
                let passed = !found.iter().any(|found| found == name);
                assert_eq!(asked.passes_over(&asked.root().join(name)), passed, "{rules:?} in {below:?}: {name}");
            }
            assert_eq!(found.iter().map(String::as_str).collect::<BTreeSet<_>>(), expected, "{rules:?} in {below:?}");
        }
    }
}

#[test]
fn other_ignore_files_count_more_and_the_policy_excludes() {
    let temp = tempfile::tempdir().unwrap();
    let root = temp.path();
    write(
        root,
        &[
            (".gitignore", "*.log\n"),
            (".ignore", "!kept.log\n"),
            (".maillintignore", "secret.log\n"),
            ("maillint.toml", "[scan]\nexclude = [\"vendor/**\"]\n"),
            ("kept.log", ""),
            ("lost.log", ""),
            ("secret.log", ""),
            ("vendor/a.txt", ""),
            ("target/CACHEDIR.TAG", "Signature: 8a477f597d28d172789f06886806bc55\n# This is a cache.\n"),
            ("target/debug/a.txt", ""),
        ],
    );
    let project = Project::of(root).unwrap();
    assert_eq!(files(&project, ""), [".gitignore", ".ignore", ".maillintignore", "kept.log"]);
    for (name, passed) in
        [("kept.log", false), ("secret.log", true), ("vendor/a.txt", true), ("target/debug/a.txt", true)]
    {
        assert_eq!(project.passes_over(&project.root().join(name)), passed, "{name}");
    }
}

#[cfg(unix)]
#[test]
fn links_are_not_followed() {
    let temp = tempfile::tempdir().unwrap();
    let root = temp.path();
    write(root, &[("a/b.txt", "")]);
    std::os::unix::fs::symlink(root, root.join("a/loop")).unwrap();
    std::os::unix::fs::symlink(root.join("a/b.txt"), root.join("a/link.txt")).unwrap();
    assert_eq!(files(&Project::of(root).unwrap(), ""), ["a/b.txt"]);
}

#[cfg(target_os = "linux")]
#[test]
fn a_walk_does_not_leave_the_folders_that_it_came_to() {
    let temp = tempfile::tempdir().unwrap();
    let root = temp.path().join("root");
    write(&root, &[("a/in.txt", "inside"), ("a/b/in.txt", "inside"), ("a/c/in.txt", "")]);
    write(&temp.path().join("elsewhere"), &[("in.txt", "outside"), ("b/in.txt", "outside"), ("d/in.txt", "outside")]);
    let project = Project::of(&root).unwrap();
    let list = |folder: Folder| folder.list(project.policy());
    let read = |listing: &Listing| std::io::read_to_string(listing.open(0).unwrap().unwrap()).unwrap();
    let top = list(project.enter(&root).unwrap()).unwrap();
    let a = list(top.subfolder(0).unwrap()).unwrap();
    let below = |name: &str| a.folders().find(|folder| folder.path().ends_with(name)).unwrap();
    fs::rename(root.join("a"), temp.path().join("moved")).unwrap();
    std::os::unix::fs::symlink(temp.path().join("elsewhere"), root.join("a")).unwrap();
    assert_eq!(read(&a), "inside");
    assert_eq!(read(&list(below("b")).unwrap()), "inside");
    // Nor where a link has taken the place of a folder, or of a file.
    let moved = temp.path().join("moved");
    fs::remove_dir_all(moved.join("c")).unwrap();
    std::os::unix::fs::symlink(temp.path().join("elsewhere/d"), moved.join("c")).unwrap();
    assert!(list(below("c")).is_err());
    fs::remove_file(moved.join("in.txt")).unwrap();
    std::os::unix::fs::symlink(temp.path().join("elsewhere/in.txt"), moved.join("in.txt")).unwrap();
    assert!(a.open(0).unwrap().is_err());

    // Not any number of folders is held open; the others are listed all the same.
    let deep = 400;
    let temp = tempfile::tempdir().unwrap();
    let mut folder = temp.path().to_owned();
    for _ in 0..deep {
        fs::write(folder.join("a.txt"), "").unwrap();
        folder.push("d");
        fs::create_dir(&folder).unwrap();
    }
    let project = Project::of(temp.path()).unwrap();
    let mut listings = vec![project.enter(temp.path()).unwrap().list(project.policy()).unwrap()];
    while let Some(below) = listings.last().unwrap().subfolder(0) {
        listings.push(below.list(project.policy()).unwrap());
    }
    assert_eq!(listings.iter().map(Listing::len).sum::<usize>(), deep);
    let open = listings.iter().filter(|listing| listing.open(0).is_some()).count();
    assert!(open < 200, "{open} are open");
}

#[test]
fn the_nearest_policy_up_to_the_root_holds() {
    let temp = tempfile::tempdir().unwrap();
    let root = temp.path();
    write(
        root,
        &[
            ("maillint.toml", "protect = [\"outside.example\"]\n"),
            ("repo/.git/HEAD", ""),
            ("repo/none/a.txt", ""),
            ("repo/crates/maillint.toml", "protect = [\"crates.example\"]\n"),
            ("repo/crates/deep/down/Cargo.toml", "[package]\nname = \"down\"\n"),
            ("repo/meta/Cargo.toml", "[workspace.metadata.maillint]\nprotect = [\"meta.example\"]\n"),
            ("repo/meta/both/maillint.toml", "protect = [\"toml.example\"]\n"),
            ("repo/meta/both/Cargo.toml", "[package.metadata.maillint]\nprotect = [\"cargo.example\"]\n"),
        ],
    );
    // The folder, then the policy's file and the domain that it protects.
    let cases = [
        (".", Some(("maillint.toml", "outside.example"))),
        ("repo/none", None),
        ("repo/crates", Some(("crates/maillint.toml", "crates.example"))),
        ("repo/crates/deep/down", Some(("crates/maillint.toml", "crates.example"))),
        ("repo/meta", Some(("meta/Cargo.toml", "meta.example"))),
        ("repo/meta/both", Some(("meta/both/maillint.toml", "toml.example"))),
    ];
    for (folder, expected) in cases {
        let project = Project::of(&root.join(folder)).unwrap();
        let found = project.policy_file().map(|file| project.name(file));
        assert_eq!(found.as_deref(), expected.map(|(file, _)| file), "{folder}");
        let protected: Vec<String> = project.policy().protect().iter().map(ToString::to_string).collect();
        assert_eq!(protected.first().map(String::as_str), expected.map(|(_, domain)| domain), "{folder}");
    }
}

#[test]
fn a_policy_that_cannot_be_followed_says_where() {
    // What stands at `maillint.toml`, and what is said.
    let cases = [("protcet = []\nonly = 3\n", "maillint.toml:1:1: "), ("protect = [\n", "maillint.toml:1:")];
    for (text, expected) in cases {
        let temp = tempfile::tempdir().unwrap();
        write(temp.path(), &[("maillint.toml", text)]);
        let error = Project::of(temp.path()).unwrap_err().to_string();
        assert!(error.contains(expected), "{error}");
    }
    let temp = tempfile::tempdir().unwrap();
    fs::create_dir(temp.path().join("maillint.toml")).unwrap();
    let error = Project::of(temp.path()).unwrap_err().to_string();
    assert!(error.ends_with("maillint.toml: this is not a file"), "{error}");
    let error = Project::of(&temp.path().join("gone")).unwrap_err().to_string();
    assert!(error.contains("gone: "), "{error}");
}
