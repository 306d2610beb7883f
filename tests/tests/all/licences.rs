//! The packages say what they are under, and hold what goes with it.

use crate::dependencies::{PUBLISHED, metadata, named};
use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

/// What a header may say that a table is under, and whether a notice goes with what is taken from it.
const LICENCES: &[(&str, bool)] = &[
    ("CC0", false),
    ("ISC", true),
    ("MIT", true),
    ("MPL-2.0", true),
    ("Unicode-3.0", true),
    ("public domain", false),
    // Words of SCOWL: its notice is in NOTICE, SPDX has no name for it.
    ("public domain and permissive notices", false),
];

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).parent().unwrap().to_owned()
}

/// What stands in parentheses and names a licence: `(MIT, crawled 2015)` names MIT.
fn licences(header: &str) -> Vec<&str> {
    let groups = header.split('(').skip(1).filter_map(|rest| rest.split_once(')'));
    let named = groups.map(|(group, _)| group.split(", ").next().unwrap_or(group));
    named.filter(|name| LICENCES.iter().any(|(known, _)| known == name)).collect()
}

/// The licences of each table, from its header.
fn tables() -> BTreeMap<String, BTreeSet<String>> {
    let files = fs::read_dir(root().join("lint-core/data")).unwrap().map(|file| file.unwrap().path());
    files
        .map(|path| {
            let text = fs::read_to_string(&path).unwrap();
            let header: String = text.lines().take_while(|line| line.starts_with('#')).collect();
            let found: BTreeSet<String> = licences(&header).into_iter().map(str::to_owned).collect();
            let name = path.file_name().unwrap().to_str().unwrap().to_owned();
            let own = ["by hand", "the operators", "statistics", "published by"].iter().any(|own| header.contains(own));
            assert!(own || !found.is_empty(), "{name}: its header says neither a licence nor that it is our own work");
            let dated = header.contains("20") || header.contains("Unicode 1");
            assert!(dated, "{name}: its header says no date and no version");
            (name, found)
        })
        .collect()
}

#[test]
fn licences_are_read_from_headers() {
    let header = "# source: a list (MIT, crawled 2015); the Unicode table (Unicode-3.0); a thing (2.1)";
    assert_eq!(licences(header), ["MIT", "Unicode-3.0"]);
}

#[test]
fn the_core_says_what_its_tables_are_under() {
    let needs_notice = |name: &&String| LICENCES.iter().any(|(known, notice)| known == *name && *notice);
    let tables = tables();
    let mut expected: BTreeSet<String> = tables.values().flatten().filter(needs_notice).cloned().collect();
    expected.insert(String::from("(MIT OR Apache-2.0)"));
    let metadata = metadata();
    let expression = named(&metadata, "lint-core").license.as_deref().unwrap();
    let said: BTreeSet<String> = expression.split(" AND ").map(str::to_owned).collect();
    assert_eq!(said, expected);
    // Each table stands in the notice under the heading of each of its licences that asks for one.
    let notice = fs::read_to_string(root().join("lint-core/NOTICE")).unwrap();
    for (table, licences) in &tables {
        for licence in licences {
            let heading = match licence.as_str() {
                "public domain and permissive notices" => "SCOWL",
                "CC0" | "public domain" => continue,
                licence => licence,
            };
            let section = notice.split("\n\n").find(|section| section.starts_with(heading)).unwrap();
            assert!(section.contains(&format!("data/{table}")), "NOTICE: {heading} does not name data/{table}");
        }
    }
    // The wheel holds the tables as well.
    let wheel = fs::read_to_string(root().join("cargo-maillint/pyproject.toml")).unwrap();
    assert!(wheel.contains(&format!("license = \"{expression}\"")), "pyproject.toml: another licence");
}

#[test]
fn each_package_holds_its_papers() {
    for name in PUBLISHED {
        let mut list = Command::new(env!("CARGO"));
        list.args(["package", "--list", "--offline", "--allow-dirty", "-p", name]).current_dir(root());
        let listed = list.output().unwrap();
        assert!(listed.status.success(), "{name}: {}", String::from_utf8_lossy(&listed.stderr));
        let listed = String::from_utf8(listed.stdout).unwrap();
        for file in
            ["CHANGELOG.md", "LICENSE-APACHE", "LICENSE-MIT", "LICENSE-MPL", "LICENSE-UNICODE", "NOTICE", "README.md"]
        {
            assert!(listed.lines().any(|line| line == file), "{name}: no {file} in the package");
            // A link that leads to nothing would be listed as well.
            assert!(!fs::read_to_string(root().join(name).join(file)).unwrap().is_empty(), "{name}/{file}");
        }
    }
}

#[test]
fn the_version_tells_of_what_day_the_tables_are() {
    let run = |args: &[&str]| Command::new(env!("CARGO_BIN_EXE_maillint-tests")).args(args).output().unwrap();
    let short = String::from_utf8(run(&["--version"]).stdout).unwrap();
    assert_eq!(short.lines().count(), 1, "{short}");
    for args in [&["--version", "--verbose"][..], &["-vV"]] {
        let told = run(args);
        assert_eq!(told.status.code(), Some(0));
        let told = String::from_utf8(told.stdout).unwrap();
        assert!(told.starts_with(&short), "{told}");
        for table in tables().keys() {
            let name = table.trim_end_matches(".tsv");
            assert!(told.lines().any(|line| line.trim_start().starts_with(name)), "{name}: {told}");
        }
    }
}
