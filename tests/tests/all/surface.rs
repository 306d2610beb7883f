//! What users may rely on: the public items of the core, as its documentation lists them. What is hidden there is for the
//! gates, which name it by `gate`.

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
fn a_gate_names_what_is_hidden_by_its_one_module() {
    let root = root();
    let lib = fs::read_to_string(root.join("lint-core/src/lib.rs")).unwrap();
    let hidden: Vec<&str> =
        lib.split("#[doc(hidden)]\npub mod ").skip(1).map(|rest| rest.split(';').next().unwrap()).collect();
    assert!(hidden.contains(&"render"), "{hidden:?}");
    let mut wrong = Vec::new();
    for gate in ["lint-macro/src", "cargo-maillint/src", "tests/src", "tests/tests"] {
        for file in ignore::WalkBuilder::new(root.join(gate)).build().map(Result::unwrap) {
            let Some(text) =
                file.path().extension().filter(|e| *e == "rs").and_then(|_| fs::read_to_string(file.path()).ok())
            else {
                continue;
            };
            let named = text.split("lint_core::").skip(1).filter(|rest| {
                let name = rest.split(|c: char| !c.is_ascii_alphanumeric() && c != '_').next().unwrap();
                hidden.contains(&name)
            });
            wrong.extend(named.map(|rest| format!("{}: lint_core::{:.30}", file.path().display(), rest)));
        }
    }
    assert!(wrong.is_empty(), "write `lint_core::gate::..`:\n{}", wrong.join("\n"));
}
