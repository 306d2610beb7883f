//! What users may rely on: the public items of the core, as its documentation lists them. The gates have one module more.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

/// The items that may be there: users are to know all of them by heart.
const MOST: usize = 60;

/// Every public item of lint-core, with its methods, variants and fields, of which those that come with a trait are the trait's; how
/// many items there are; and those that do not say what they are, or that no example shows, be it on another page.
fn items() -> (BTreeSet<String>, usize, Vec<String>) {
    let target = concat!(env!("CARGO_TARGET_TMPDIR"), "/surface");
    let done = Command::new(env!("CARGO"))
        .args(["doc", "--quiet", "--offline", "--package", "lint-core", "--no-deps"])
        .args(["--features", "serde,schema,only-new", "--target-dir", target])
        .current_dir(root())
        .output()
        .unwrap();
    assert!(done.status.success(), "{}", String::from_utf8_lossy(&done.stderr));
    let pages = Path::new(target).join("doc/lint_core");
    let list = fs::read_to_string(pages.join("all.html")).unwrap();
    let links = list.split("<li><a href=\"").skip(1);
    let links = links.map(|item| item.split_once("</a>").unwrap().0.split_once("\">").unwrap());
    let (mut found, mut count, mut undocumented) = (BTreeSet::new(), 0, Vec::new());
    let links: Vec<_> = links.filter(|(page, _)| !page.starts_with('#')).collect();
    let shown: String = ["index.html", "build/index.html", "test/index.html"]
        .iter()
        .chain(links.iter().map(|(page, _)| page))
        .map(|page| examples(&fs::read_to_string(pages.join(page)).unwrap()))
        .collect();
    for (page, name) in links {
        let text = fs::read_to_string(pages.join(page)).unwrap();
        let item = name.rsplit("::").next().unwrap();
        let is_shown = || shown.split(|c: char| !c.is_alphanumeric() && c != '_').any(|word| word == item);
        if !text.contains("class=\"docblock\"") || examples(&text).is_empty() && !is_shown() {
            undocumented.push(name.to_owned());
        }
        let own = text.split("id=\"trait-implementations\"").next().unwrap();
        for kind in ["method", "associatedconstant", "variant", "structfield", "tymethod"] {
            let begin = format!(" id=\"{kind}.");
            let ids = own.split(&begin).skip(1).map(|rest| rest.split_once('"').unwrap().0);
            found.extend(ids.map(|id| format!("{name}::{id}")));
        }
        found.insert(name.to_owned());
        count += 1;
    }
    (found, count, undocumented)
}

/// The code of the examples on a page.
fn examples(page: &str) -> String {
    let blocks = page.split("<div class=\"example-wrap").skip(1).map(|rest| rest.split("</div>").next().unwrap());
    blocks.flat_map(|block| block.split('<').filter_map(|part| part.split_once('>'))).map(|(_, text)| text).collect()
}

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("..")
}

/// What goes, or changes, breaks users: that is for a release whose number says so. What comes has to be kept: does a user need it?
#[test]
fn the_public_items_are_these_and_each_says_what_it_is() {
    let (found, count, undocumented) = items();
    assert_eq!(undocumented, [""; 0], "these do not say what they are, or no example shows them");
    assert!((40..=MOST).contains(&count), "{count} items");
    let file = root().join("tests/data/surface.txt");
    if std::env::var_os("UPDATE_SURFACE").is_some() {
        let lines: String = found.iter().map(|name| format!("{name}\n")).collect();
        fs::write(&file, lines).unwrap();
    }
    let text = fs::read_to_string(file).unwrap();
    let known: BTreeSet<String> = text.lines().map(str::to_owned).collect();
    let (come, gone) = (found.difference(&known), known.difference(&found));
    let changes: Vec<String> =
        come.map(|name| format!("+ {name}")).chain(gone.map(|name| format!("- {name}"))).collect();
    assert!(changes.is_empty(), "if that is meant, UPDATE_SURFACE=1 writes it down:\n{}", changes.join("\n"));
}

#[test]
fn nothing_is_hidden_but_by_the_one_module_of_the_gates() {
    let sources = crate::house::sources(&root().join("lint-core/src"));
    assert!(sources["lib.rs"].contains("\npub mod gate;\n"));
    let hides: Vec<_> = sources.iter().filter(|(_, text)| text.contains("doc(hidden)")).map(|(path, _)| path).collect();
    assert!(hides.is_empty(), "what only the gates need is private, and given to them by `gate`: {hides:?}");
}
