//! What is read, compared with what git tracks and would add, on trees made at random.

use lint_core::gate::project::Project;
use std::collections::BTreeSet;
use std::fs;
use std::path::Path;
use std::process::Command;

/// Numbers that are the same in each run (xorshift64*).
struct Random(u64);

impl Random {
    fn below(&mut self, end: usize) -> usize {
        self.0 ^= self.0 >> 12;
        self.0 ^= self.0 << 25;
        self.0 ^= self.0 >> 27;
        (self.0.wrapping_mul(0x2545_f491_4f6c_dd1d) >> 33) as usize % end
    }

    fn pick<'t>(&mut self, all: &[&'t str]) -> &'t str {
        all[self.below(all.len())]
    }

    fn one_in(&mut self, n: usize) -> bool {
        self.below(n) == 0
    }

    fn of<'t, T>(&mut self, all: &'t [T]) -> &'t T {
        &all[self.below(all.len())]
    }
}

const NAMES: [&str; 22] = [
    "a",
    "b",
    "ab",
    "abc",
    "a b",
    "a ",
    ".x",
    "x.log",
    "keep.log",
    "\u{e9}",
    "[a]",
    "{a,b}",
    "#c",
    "!d",
    "build",
    "A",
    "-",
    "]",
    "a\\b",
    "node_modules",
    "1",
    "**",
];

const PIECES: [&str; 40] = [
    "a",
    "b",
    "ab",
    "c",
    "*",
    "**",
    "/",
    "/",
    "?",
    "[ab]",
    "[!a]",
    "[^b]",
    "[[:alpha:]]",
    "[[:digit:]]",
    "[[:bad:]]",
    "[a-c]",
    "[]-]",
    "[",
    "]",
    "{a,b}",
    "\\",
    "\\*",
    "\\#",
    "!",
    "#",
    " ",
    "\\ ",
    "x",
    ".log",
    "keep",
    "\u{e9}",
    "build",
    "A",
    ".",
    "-",
    "/**/",
    "**/",
    "/*",
    "[a\\]b]",
    "[z-a]",
];

const LINES: [&str; 17] = [
    "*.log",
    "!keep.log",
    "build/",
    "/a",
    "a/",
    "**/b",
    "**/a/b",
    "a/**",
    "!a/b",
    "*",
    "!*/",
    "!.gitignore",
    "node_modules/",
    "/*/",
    "[a-z]",
    "",
    "# a",
];

fn git(root: &Path, arguments: &[&str]) -> Vec<u8> {
    let mut command = Command::new("git");
    command.args(["-c", "user.name=a", "-c", "user.email=a@example.org", "-c", "core.hooksPath=/dev/null"]);
    let done = command.args(arguments).current_dir(root).output().unwrap();
    assert!(done.status.success(), "git {arguments:?}: {}", String::from_utf8_lossy(&done.stderr));
    done.stdout
}

fn rules(random: &mut Random) -> String {
    let mut text = String::from(random.pick(&["", "", "", "\u{feff}"]));
    for _ in 0..1 + random.below(5) {
        match random.one_in(2) {
            true => text.push_str(random.pick(&LINES)),
            false => (0..1 + random.below(4)).for_each(|_| text.push_str(random.pick(&PIECES))),
        }
        text.push_str(random.pick(&["\n", "\n", "\n", "\r\n", " \n", "\t\n", "  \r\n"]));
    }
    text
}

fn fill(folder: &Path, depth: usize, random: &mut Random, log: &mut String) {
    fs::create_dir_all(folder).unwrap();
    for _ in 0..2 + random.below(5) {
        let path = folder.join(*random.of(&NAMES));
        if path.symlink_metadata().is_ok() {
            continue;
        }
        match random.below(10) {
            0..5 if depth > 0 => fill(&path, depth - 1, random, log),
            #[cfg(unix)]
            9 => std::os::unix::fs::symlink(*random.of(&["a", "..", "gone"]), path).unwrap(),
            _ => fs::write(path, "").unwrap(),
        }
    }
    if random.one_in(3) {
        let text = rules(random);
        log.push_str(&format!("{}/.gitignore: {text:?}\n", folder.display()));
        fs::write(folder.join(".gitignore"), text).unwrap();
    }
}

/// Makes a repository, and says how.
fn repository(root: &Path, random: &mut Random) -> String {
    let mut log = String::new();
    let work = root.join("work");
    let format = if random.one_in(8) { "--object-format=sha256" } else { "--object-format=sha1" };
    fs::create_dir(&work).unwrap();
    git(&work, &["init", "-q", format]);
    if random.one_in(2) {
        fs::write(root.join(".gitignore"), "*\n").unwrap();
    }
    fill(&work, 3, random, &mut log);
    let folders: Vec<_> = fs::read_dir(&work).unwrap().map(|entry| entry.unwrap().path()).collect();
    let folders: Vec<_> = folders.into_iter().filter(|path| path.is_dir() && !path.ends_with(".git")).collect();
    if random.one_in(3) {
        let text = rules(random);
        log.push_str(&format!("exclude: {text:?}\n"));
        fs::create_dir_all(work.join(".git/info")).unwrap();
        fs::write(work.join(".git/info/exclude"), text).unwrap();
    }
    if random.one_in(4) {
        let text = rules(random);
        log.push_str(&format!("excludesFile: {text:?}\n"));
        fs::write(root.join("excludes"), text).unwrap();
        git(&work, &["config", "core.excludesFile", root.join("excludes").to_str().unwrap()]);
    }
    if random.one_in(8) {
        git(&work, &["config", "core.ignoreCase", "true"]);
    }
    // Some are tracked, though they may be ignored; of those some go again.
    for _ in 0..random.below(6) {
        let all = names(&git(&work, &["ls-files", "-z", "--others"]));
        if !all.is_empty() {
            let name = random.of(&all);
            log.push_str(&format!("git add -f {name:?}\n"));
            git(&work, &["--literal-pathspecs", "add", "-f", "--", name]);
            if random.one_in(6) && work.join(name).symlink_metadata().is_ok_and(|found| !found.is_dir()) {
                fs::remove_file(work.join(name)).unwrap();
            }
        }
    }
    // Others begin repositories of their own, tracked in part or not, or only seem to.
    if let Some(folder) = (!folders.is_empty() && random.one_in(3)).then(|| random.of(&folders)) {
        log.push_str(&format!("nested: {}\n", folder.display()));
        match random.below(3) {
            0 => fs::create_dir(folder.join(".git")).unwrap(),
            1 => drop(git(folder, &["init", "-q"])),
            _ => {
                git(folder, &["init", "-q"]);
                git(folder, &["commit", "-q", "--allow-empty", "-m", "a"]);
                if random.one_in(2) {
                    let name = folder.file_name().unwrap().to_str().unwrap();
                    git(&work, &["--literal-pathspecs", "-c", "advice.addEmbeddedRepo=false", "add", "-f", "--", name]);
                }
            }
        }
    }
    match random.below(6) {
        0 => drop(git(&work, &["update-index", "--index-version", "4"])),
        1 => drop(git(&work, &["update-index", "--split-index"])),
        _ => {}
    }
    log
}

/// What git tracks and would add, where there is a file.
fn listed(work: &Path) -> BTreeSet<String> {
    let listed = git(work, &["ls-files", "-z", "--cached", "--others", "--exclude-standard"]);
    let is_file = |name: &String| work.join(name).symlink_metadata().is_ok_and(|found| found.is_file());
    names(&listed).into_iter().filter(is_file).collect()
}

fn names(listed: &[u8]) -> Vec<String> {
    String::from_utf8(listed.to_vec()).unwrap().split_terminator('\0').map(str::to_owned).collect()
}

fn compare(seeds: impl IntoIterator<Item = u64>, command: bool) {
    for seed in seeds {
        let temp = tempfile::tempdir().unwrap();
        let log = repository(temp.path(), &mut Random(seed * 0x9e37_79b9 + 1));
        let work = temp.path().join("work");
        let expected = listed(&work);
        let project = Project::of(&work).unwrap();
        let found: Vec<String> = project.files(project.root()).map(|file| project.name(&file.unwrap())).collect();
        let found: BTreeSet<String> = found.into_iter().collect();
        let differ: Vec<_> = found.symmetric_difference(&expected).collect();
        assert!(differ.is_empty(), "seed {seed}: {differ:?} differ\n{log}{found:?}\n{expected:?}");
        for name in &expected {
            assert!(!project.passes_over(&project.root().join(name)), "seed {seed}: {name:?} is passed over\n{log}");
        }
        if command {
            let mut command = Command::new(env!("CARGO_BIN_EXE_maillint-tests"));
            let done = command.args(["--files", "-j2"]).current_dir(&work).output().unwrap();
            let found: BTreeSet<String> = String::from_utf8(done.stdout).unwrap().lines().map(str::to_owned).collect();
            assert_eq!(found, expected, "seed {seed}, the command\n{log}");
        }
    }
}

#[test]
fn what_is_read_is_what_git_tracks_and_would_add() {
    compare(0..25, true);
}

/// By hand: `cargo test -p maillint-tests --test all thousand -- --ignored`.
#[test]
#[ignore = "it asks git some ten thousand times"]
fn what_is_read_of_a_thousand_trees_is_what_git_tracks_and_would_add() {
    compare(1000..2000, true);
}
