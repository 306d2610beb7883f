//! What a repository brings about its own files: ignore files, and git's index.

use lint_core::gate::project::Project;
use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

/// The names that each folder has, beside those that the input has itself.
const NAMES: [&str; 5] = ["a.txt", ".env", "sub/a b.log", "sub/keep.md", "target/x"];

/// Lists a folder whose `.gitignore` is the input, and in which its lines are names.
pub fn ignored(input: &[u8]) {
    let folder = tempfile::tempdir().unwrap();
    let own = input.split(|&byte| byte == b'\n').take(8).map(String::from_utf8_lossy);
    let own = own.map(|line| line.replace(['/', '\0', '\r', '!', '\\'], "_")).filter(|name| name.len() < 64);
    let names = NAMES.iter().map(|name| (*name).to_owned()).chain(own.map(|name| format!("own/{name}_")));
    fill(folder.path(), names);
    let under = |rules: &[u8]| {
        fs::write(folder.path().join(".gitignore"), rules).unwrap();
        listed(folder.path())
    };
    let all = under(b"").unwrap();
    match under(input) {
        Err(why) => assert!(why.contains(".gitignore: "), "{why}"),
        Ok(left) => {
            assert!(left.is_subset(&all), "{left:?} are more than there are");
            if !input.contains(&b'\r') {
                let lines: Vec<&[u8]> = input.split(|&byte| byte == b'\n').collect();
                assert_eq!(under(&lines.join(&b"\r\n"[..])).as_ref(), Ok(&left), "lines end as on other systems");
            }
            assert_eq!(under(&[input, b"\n*\n"].concat()), Ok(BTreeSet::new()), "the last rule counts");
        }
    }
}

/// Lists a folder of which git's index is the input: what it tracks is read though it is ignored.
pub fn index(input: &[u8]) {
    let folder = tempfile::tempdir().unwrap();
    fill(folder.path(), NAMES.iter().map(|name| (*name).to_owned()));
    fs::write(folder.path().join(".gitignore"), "*\n").unwrap();
    fs::write(folder.path().join(".git/index"), input).unwrap();
    match listed(folder.path()) {
        Err(why) => assert!(why.contains("index"), "{why}"),
        Ok(tracked) => {
            // In version 4 a path has only what the one before it has not.
            let is_there = |name: &String| input.windows(name.len()).any(|bytes| bytes == name.as_bytes());
            assert!(input.get(7) == Some(&4) || tracked.iter().all(is_there), "{tracked:?} are not in the index");
        }
    }
}

fn fill(folder: &Path, names: impl Iterator<Item = String>) {
    fs::create_dir(folder.join(".git")).unwrap();
    for name in names {
        let path = folder.join(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        // A name that this system does not take is none that it has.
        let _ = fs::write(path, "");
    }
}

/// The names of all files that a scan would read.
fn listed(folder: &Path) -> Result<BTreeSet<String>, String> {
    let said = |error: lint_core::gate::project::Error| format!("{}: {}", error.path().display(), error.why());
    let project = Project::of(folder).map_err(said)?;
    project.files(folder).map(|file| file.map(|path| project.name(&path)).map_err(said)).collect()
}
