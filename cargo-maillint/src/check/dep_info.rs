//! The dep-info of rustc: what a crate was compiled from, as rules of a makefile, with remarks for cargo.
//!
//! ```text
//! target/debug/deps/libmail-1f2e.rmeta: src/lib.rs src/smtp\ relay.rs
//!
//! src/lib.rs:
//!
//! # env-dep:CARGO_PKG_NAME=mail
//! ```
//!
//! Cargo reads the first rule that names files, and the remarks.

use std::path::PathBuf;

/// The files that a crate was compiled from, as rustc calls them.
pub(super) fn files(dep_info: &str) -> Vec<PathBuf> {
    let (start, end) = first_rule(dep_info);
    let (mut names, mut joined): (Vec<String>, bool) = (Vec::new(), false);
    for word in dep_info.get(start..end).unwrap_or_default().split_whitespace() {
        // A space in a name stands behind a backslash.
        let (word, joins) = word.strip_suffix('\\').map_or((word, false), |word| (word, true));
        match names.last_mut() {
            Some(name) if joined => name.extend([" ", word]),
            _ => names.push(word.to_owned()),
        }
        joined = joins;
    }
    names.into_iter().map(PathBuf::from).collect()
}

/// The same dep-info, with these files and environment variables among what the crate depends on. A name that the form
/// cannot hold is left out.
pub(super) fn with(dep_info: &str, files: &[PathBuf], variables: &[(&str, Option<String>)]) -> String {
    let (_, end) = first_rule(dep_info);
    let (rule, rest) = dep_info.split_at_checked(end).unwrap_or((dep_info, ""));
    let mut all = rule.to_owned();
    let names = files.iter().filter_map(|file| file.to_str());
    for name in names.filter(|name| !name.contains(|c: char| c.is_whitespace() && c != ' ')) {
        all.extend([" ", &name.replace(' ', "\\ ")]);
    }
    all.push_str(rest);
    for (name, value) in variables {
        all.push_str(&format!("\n# env-dep:{name}"));
        if let Some(value) = value {
            let value = value.replace('\\', "\\\\").replace('\n', "\\n").replace('\r', "\\r");
            all.push_str(&format!("={value}"));
        }
        all.push('\n');
    }
    all
}

/// Where the files of the first rule that names any begin and end.
fn first_rule(dep_info: &str) -> (usize, usize) {
    let Some(colon) = dep_info.find(": ") else { return (dep_info.len(), dep_info.len()) };
    let rest = dep_info.get(colon..).unwrap_or_default();
    (colon + 2, colon + rest.find(['\r', '\n']).unwrap_or(rest.len()))
}

#[cfg(test)]
mod tests {
    use super::*;

    const DEP_INFO: &str = "\
/t dir/libmail-1.rmeta: src/lib.rs src/a\\ b\\ c.rs src/d.rs

/t dir/mail-1.d: src/lib.rs

src/lib.rs:

# env-dep:NAME=: x
";

    #[test]
    fn the_first_rule_names_the_files() {
        let names = |text| files(text).iter().map(|file| file.display().to_string()).collect::<Vec<_>>();
        assert_eq!(names(DEP_INFO), ["src/lib.rs", "src/a b c.rs", "src/d.rs"]);
        assert_eq!(names("a: b\\"), ["b"]);
        assert_eq!(names(""), [""; 0]);
        assert_eq!(names("a:\n"), [""; 0]);
    }

    #[test]
    fn what_is_added_stands_in_the_first_rule_and_behind_all() {
        let added = with(
            DEP_INFO,
            &[PathBuf::from("/x y/maillint.toml"), PathBuf::from("/no\ttabs")],
            &[("A", Some(String::from("b\\c\nd"))), ("E", None)],
        );
        let expected = DEP_INFO.replace("src/d.rs\n", "src/d.rs /x\\ y/maillint.toml\n")
            + "\n# env-dep:A=b\\\\c\\nd\n\n# env-dep:E\n";
        assert_eq!(added, expected);
        assert_eq!(files(&added).last(), Some(&PathBuf::from("/x y/maillint.toml")));
    }
}
