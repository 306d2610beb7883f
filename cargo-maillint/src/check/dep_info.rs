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
    let rule = dep_info.get(start..end).unwrap_or_default();
    let names = by_targets(rule, targets(dep_info, rule, end)).unwrap_or_else(|| by_spaces(rule));
    names.into_iter().map(|name| PathBuf::from(name.replace("\\ ", " "))).collect()
}

/// What stands behind the rules: each file once more, as a target that nothing belongs to.
fn targets<'t>(dep_info: &'t str, rule: &str, end: usize) -> &'t str {
    let mut rest = dep_info.get(end..).unwrap_or_default();
    // Each output has a rule of the same files.
    while let Some((_, behind)) = rest.split_once(rule).filter(|(before, _)| before.ends_with(": ")) {
        rest = behind;
    }
    rest.trim_start_matches(['\r', '\n'])
}

/// The names in a rule, told apart by how they stand among the targets: rustc puts a backslash before a space and nothing before
/// other white space or another backslash, so that the rule alone does not tell where a name ends.
fn by_targets<'t>(mut rule: &str, mut targets: &'t str) -> Option<Vec<&'t str>> {
    let mut names = Vec::new();
    while !rule.is_empty() {
        let is_next = |name: &str| rule.strip_prefix(name).is_some_and(|rest| rest.is_empty() || rest.starts_with(' '));
        let mut ends = targets.match_indices(":\n").map(|(end, _)| end);
        let end = ends.find(|&end| targets.get(..end).is_some_and(is_next))?;
        names.push(targets.get(..end)?);
        rule = rule.get(end + 1..).unwrap_or_default();
        targets = targets.get(end + 2..)?;
    }
    Some(names)
}

/// The names in a rule, where all that is known is that a space in a name stands behind a backslash.
fn by_spaces(rule: &str) -> Vec<&str> {
    let (mut names, mut start) = (Vec::new(), 0);
    for (at, _) in rule.match_indices(' ').filter(|(at, _)| !rule[..*at].ends_with('\\')) {
        names.push(&rule[start..at]);
        start = at + 1;
    }
    names.push(&rule[start..]);
    names.into_iter().map(|name| name.trim_end_matches('\\')).filter(|name| !name.is_empty()).collect()
}

/// The dep-info, with these files and environment variables among what the crate depends on. A name that the form
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
    // A name may have a line break in it; behind a rule stand two, of which rustc writes no other kind.
    let end = rest.find("\n\n").or_else(|| rest.find(['\r', '\n'])).unwrap_or(rest.len());
    (colon + 2, colon + end)
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
    fn a_name_is_told_by_its_target_whatever_it_is_made_of() {
        let odd = ["src/lib.rs", "a\tb.txt", "a\nb.txt", "a\u{a0}b.txt", "back\\", "a b", "\\ b", "c:d", "src/d.rs"];
        let escaped = odd.map(|name| name.replace(' ', "\\ "));
        let rule = escaped.join(" ");
        let targets: String = escaped.iter().map(|name| format!("{name}:\n")).collect();
        let text = format!("/t/a.rmeta: {rule}\n\n/t/a.d: {rule}\n\n{targets}\n# env-dep:A=b: c\n");
        assert_eq!(files(&text), odd.map(PathBuf::from));
        assert!(with(&text, &[PathBuf::from("/x")], &[]).contains(&format!("{rule} /x\n\n/t/a.d: ")));
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
