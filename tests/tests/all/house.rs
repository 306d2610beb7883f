//! The house rules: what the architecture promises and no compiler checks.

use lint_core::gate::{doubt, lints, trap};
use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).parent().unwrap().to_owned()
}

/// Every Rust file below `folder`, by its path there, in order; what cargo builds is none of ours.
pub(crate) fn sources(folder: &Path) -> BTreeMap<String, String> {
    let walk = ignore::WalkBuilder::new(folder).build().map(Result::unwrap);
    let files = walk.filter(|entry| entry.path().extension().is_some_and(|extension| extension == "rs"));
    files
        .map(|entry| {
            let name = entry.path().strip_prefix(folder).unwrap().to_str().unwrap().replace('\\', "/");
            (name, fs::read_to_string(entry.path()).unwrap())
        })
        .collect()
}

/// The code of a file: without comments, and without its tests, which may use everything.
fn code(text: &str) -> String {
    let (mut code, mut is_test) = (String::new(), false);
    for line in text.lines().filter(|line| !line.trim_start().starts_with("//")) {
        is_test |= line == "#[cfg(test)]";
        if !is_test {
            code.extend([line, "\n"]);
        }
        // What begins at the margin ends there.
        is_test &= line != "}" && (line.starts_with([' ', '#']) || !line.ends_with([';', '}']));
    }
    code
}

/// What follows each `crate::` in `code`, one path a name: `use crate::{a::b, c}` gives `a` and `c`.
fn uses(code: &str) -> Vec<&str> {
    let is_name = |c: char| c.is_ascii_alphanumeric() || c == '_';
    let head = |path: &str| path.trim().len() - path.trim().trim_start_matches(is_name).len();
    let mut names = Vec::new();
    // What a macro expands to stands in the user's code.
    for (at, _) in code.match_indices("crate::").filter(|(at, _)| !code[..*at].ends_with('$')) {
        let rest = &code[at + "crate::".len()..];
        let paths = match rest.strip_prefix('{') {
            None => vec![rest],
            Some(list) => list[..list.find("};").unwrap()].split(',').collect(),
        };
        names.extend(paths.into_iter().map(|path| &path.trim()[..head(path)]).filter(|name| !name.is_empty()));
    }
    names
}

#[test]
fn uses_are_read_from_code() {
    let text = "//! crate::a\nuse crate::{b::c, d};\nmacro_rules! k { () => { $crate::l!() } }\nfn f(x: &crate::e::G) {}\n#[cfg(test)]\nuse crate::h;\n\
                #[cfg(test)]\nmod tests {\n    use crate::i;\n}\nuse crate::j;";
    assert_eq!(uses(&code(text)), ["b", "d", "e", "j"]);
}

/// The rooms of the core in the order in which they may use each other, as its documentation lists them.
fn rooms(crate_docs: &str) -> Vec<&str> {
    let rows = crate_docs.lines().filter_map(|line| line.strip_prefix("//! | ")?.split(" | ").nth(1));
    rows.skip(1).flat_map(|rooms| rooms.split(", ").map(|room| room.trim_matches('`'))).collect()
}

/// What a crate's rooms use that stands above them, by the order in its documentation.
fn out_of_order(folder: &str) -> Vec<String> {
    let sources = sources(&root().join(folder));
    let lib = &sources["lib.rs"];
    let rooms = rooms(lib);
    let floor = |room: &str| rooms.iter().position(|known| *known == room);
    // What the crate gives out at its top comes from the room that it stands in.
    let home = |name: &str| {
        let exports = lib.lines().filter_map(|line| line.strip_prefix("pub use ")?.strip_suffix(';')?.split_once("::"));
        let mut homes = exports.filter(|(_, given)| given.trim_matches(['{', '}']).split(", ").any(|g| g == name));
        homes.next().map_or(name.to_owned(), |(room, _)| room.to_owned())
    };
    let declared =
        lib.lines().filter_map(|line| line.trim_start_matches("pub ").strip_prefix("mod ")?.strip_suffix(';'));
    let mut wrong: Vec<String> =
        declared.filter(|room| floor(room).is_none()).map(|room| format!("`{room}` stands on no floor")).collect();
    let has_room = |file: &str| !["lib.rs", "main.rs"].contains(&file) && !file.ends_with("/tests.rs");
    for (file, text) in sources.iter().filter(|(file, _)| has_room(file)) {
        let room = file.split(['/', '.']).next().unwrap();
        let code = code(text);
        for used in uses(&code).into_iter().map(home) {
            if floor(&used) > floor(room) {
                wrong.push(format!("{file}: `{room}` uses `{used}`, which stands above it"));
            }
        }
    }
    wrong
}

#[test]
fn a_room_uses_only_those_before_it() {
    for folder in ["lint-core/src", "lint-macro/src", "cargo-maillint/src"] {
        let wrong = out_of_order(folder);
        assert!(wrong.is_empty(), "{folder}:\n{}", wrong.join("\n"));
    }
}

/// Rooms whose files use each other in a circle, for a reason that lies in what they do.
const CIRCLES: [(&str, &str); 8] = [
    ("lint-core/src/address", "the grammar: an address holds literals, and a literal an address"),
    ("lint-core/src/context", "which kind of file there is follows from its languages, whose format is of a kind"),
    ("lint-core/src/context/decode", "texts in texts: a mail holds base64, which holds a mail"),
    ("lint-core/src/find", "what begins as a host may turn out to be a mailbox, and the other way round"),
    ("lint-core/src/lint", "a look-alike is a slip, and what a slip costs depends on how it looks"),
    ("lint-core/src/lint/slip", "a candidate is looked up by name, and a name weighed as a candidate"),
    ("lint-core/src/policy", "keys say where their values go, which has keys again"),
    ("lint-core/src/project", "what git leaves out is read from its settings, which are read as rules are"),
];

/// The names that follow `prefix` in `code`, one by one or in braces.
fn named_behind<'c>(code: &'c str, prefix: &str) -> Vec<&'c str> {
    let is_name = |c: char| c.is_ascii_alphanumeric() || c == '_';
    let mut names = Vec::new();
    for (at, _) in code.match_indices(prefix) {
        let stands_alone = !code[..at].ends_with(|c| is_name(c) || c == ':' || c == '$');
        let rest = &code[at + prefix.len()..];
        let paths = match rest.strip_prefix('{') {
            None => vec![rest],
            Some(list) => list.split('}').next().unwrap_or(list).split(',').collect(),
        };
        let heads = paths.into_iter().filter_map(|path| path.trim().split(|c| !is_name(c)).next());
        names.extend(heads.filter(|name| stands_alone && !name.is_empty()));
    }
    names
}

/// Per folder, which of its modules uses which others.
fn uses_in_rooms(folder: &str) -> BTreeMap<String, BTreeMap<String, BTreeSet<String>>> {
    let sources = sources(&root().join(folder));
    let mut rooms: BTreeMap<String, BTreeMap<String, BTreeSet<String>>> = BTreeMap::new();
    for (file, text) in sources.iter().filter(|(file, _)| !file.ends_with("tests.rs")) {
        let code = code(text);
        let parts: Vec<&str> = file.trim_end_matches(".rs").trim_end_matches("/mod").split('/').collect();
        // In each room around the file, it is a part of one of the modules there.
        for depth in 0..parts.len() {
            let (room, module) = (&parts[..depth], parts[depth]);
            let own: String = room.iter().map(|part| format!("{part}::")).collect();
            let up = "super::".repeat(parts.len() - depth);
            let used = [format!("crate::{own}"), up].map(|prefix| named_behind(&code, &prefix)).concat();
            let room = if depth == 0 { folder.to_owned() } else { format!("{folder}/{}", room.join("/")) };
            let uses = rooms.entry(room).or_default().entry(module.to_owned()).or_default();
            uses.extend(used.into_iter().filter(|name| *name != module).map(str::to_owned));
        }
    }
    rooms
}

/// Whether a module comes, by what it uses, to itself.
fn is_in_circle(uses: &BTreeMap<String, BTreeSet<String>>, module: &str) -> bool {
    let (mut seen, mut open) = (BTreeSet::new(), vec![module]);
    while let Some(next) = open.pop() {
        for used in uses.get(next).into_iter().flatten() {
            if used == module {
                return true;
            }
            if seen.insert(used.as_str()) {
                open.push(used);
            }
        }
    }
    false
}

#[test]
fn no_files_of_a_room_use_each_other_in_a_circle() {
    let mut circles = BTreeMap::new();
    for folder in ["lint-core/src", "lint-macro/src", "cargo-maillint/src"] {
        for (room, uses) in uses_in_rooms(folder) {
            let modules: Vec<String> = uses.keys().filter(|module| is_in_circle(&uses, module)).cloned().collect();
            if !modules.is_empty() {
                circles.insert(room, modules);
            }
        }
    }
    assert!(circles.keys().eq(CIRCLES.map(|(room, _)| room)), "{circles:#?}");
}

#[test]
fn what_a_file_uses_of_its_room_is_read_from_code() {
    let code = "use super::{a::B, c};\nuse super::super::d;\nuse crate::e::f;\nuse my::super::g;\n";
    assert_eq!(named_behind(code, "super::"), ["a", "c", "super"]);
    assert_eq!(named_behind(code, "super::super::"), ["d"]);
    assert_eq!(named_behind(code, "crate::e::"), ["f"]);
    let uses = |pairs: &[(&str, &str)]| {
        let mut uses: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
        for (user, used) in pairs {
            uses.entry((*user).to_owned()).or_default().insert((*used).to_owned());
        }
        uses
    };
    assert!(is_in_circle(&uses(&[("a", "b"), ("b", "c"), ("c", "a")]), "a"));
    assert!(!is_in_circle(&uses(&[("a", "b"), ("b", "c"), ("c", "b")]), "a"));
}

/// One word for one thing: what it is called here, and what it is not.
const GLOSSARY: [(&str, &[&str]); 14] = [
    ("allow", &["whitelist", "allowlist", "allow list", "ignore comment", "suppression"]),
    ("deny", &["blacklist", "denylist", "blocklist"]),
    ("e-mail", &["email address", "email domain"]),
    ("ending", &["file extension", "name extension"]),
    ("false alarm", &["false positive"]),
    ("folder", &["subdirectory", "directories"]),
    ("known debt", &["legacy finding", "grandfathered"]),
    ("line end", &["newline character", "end of line", "line terminator"]),
    ("look-alike", &["homoglyph", "homograph", "lookalike character"]),
    ("lower case", &["lowercase", "lower-cased"]),
    ("miss", &["false negative"]),
    ("slip", &["typosquat", "misspelling of a domain"]),
    ("sub-domain", &["subdomain"]),
    ("white space", &["whitespace"]),
];

/// In comments and READMEs; code has the names that libraries give.
#[test]
fn one_thing_has_one_name() {
    let mut wrong = Vec::new();
    let mut judge = |file: &str, line: &str| {
        let lower = line.to_lowercase();
        for (word, others) in GLOSSARY {
            for other in others.iter().filter(|other| lower.contains(**other)) {
                wrong.push(format!("{file}: `{other}` is called `{word}` here: {}", line.trim()));
            }
        }
    };
    for folder in ["lint-core/src", "lint-macro/src", "cargo-maillint/src"] {
        for (file, text) in sources(&root().join(folder)) {
            // What a rule's page shows is not ours.
            let mut is_fenced = false;
            for line in text.lines().filter_map(|line| line.split_once("//").map(|(_, comment)| comment)) {
                is_fenced ^= line.trim_start_matches(['/', '!', ' ']).starts_with("```");
                // What stands in backquotes is code.
                let prose: String = line.split('`').step_by(2).collect();
                if !is_fenced && !line.starts_with("www.") {
                    judge(&format!("{folder}/{file}"), &prose);
                }
            }
        }
    }
    for file in ["README.md", "lint-core/README.md", "lint-macro/README.md", "cargo-maillint/README.md"] {
        let text = fs::read_to_string(root().join(file)).unwrap();
        for line in text.lines() {
            let prose: String = line.split('`').step_by(2).collect();
            judge(file, &prose);
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn rules_are_the_files_of_their_folder_and_import_no_other() {
    let lints = lints::ALL.iter().map(|lint| lint.id);
    let traps = trap::ALL.iter().map(|trap| trap.id);
    let rooms = [("lints", Vec::from_iter(lints)), ("trap", Vec::from_iter(traps)), ("doubt", doubt::ids())];
    let mut all: Vec<&str> = rooms.iter().flat_map(|(_, ids)| ids).copied().collect();
    all.sort_unstable();
    assert_eq!(all.windows(2).find(|pair| pair[0] == pair[1]), None, "one name, one page");
    for (room, mut ids) in rooms {
        let files = sources(&root().join("lint-core/src").join(room));
        let mut names: Vec<&str> = files.keys().filter_map(|file| file.strip_suffix(".rs")).collect();
        names.retain(|name| *name != "mod");
        ids.sort_unstable();
        assert_eq!(names, ids, "{room}");
        for (file, text) in files.iter().filter(|(file, _)| *file != "mod.rs") {
            let code = code(text);
            let imports =
                |id: &&&str| code.contains(&format!("{room}::{id}::")) || code.contains(&format!("super::{id}::"));
            assert_eq!(ids.iter().find(imports), None, "{room}/{file} imports another");
        }
    }
}

#[test]
fn each_file_says_what_it_is_for() {
    for (file, text) in sources(&root()) {
        // What is judged or compiled by a test shows what a user writes.
        if !["tests/cases/", "tests/workspace/", "lint-macro/tests/ui/"].iter().any(|given| file.starts_with(given)) {
            assert!(text.starts_with("//! "), "{file}: begins with no line of `//!`");
        }
    }
}

/// It is read by itself, where a name is pointed at.
#[test]
fn what_is_said_of_an_item_does_not_lean_on_what_stands_before() {
    const LEANING: [&str; 7] = ["The same", "Same as", "As above", "See above", "Ditto", "Likewise", "Also "];
    for (file, text) in sources(&root()) {
        let mut before = "";
        for line in text.lines().map(str::trim) {
            let begins = line.starts_with("///") && !before.starts_with("///");
            let said = line.trim_start_matches('/').trim_start();
            assert!(!(begins && LEANING.iter().any(|leaning| said.starts_with(leaning))), "{file}: {line}");
            before = line;
        }
    }
}

#[test]
fn the_top_level_holds_the_crates_and_little_else() {
    const SHOWN: &[&str] = &[
        "Cargo.lock",
        "Cargo.toml",
        "LICENSE-APACHE",
        "LICENSE-MIT",
        "README.md",
        "cargo-maillint",
        "findings",
        "lint-core",
        "lint-macro",
        "tests",
    ];
    let tracked = ignore::WalkBuilder::new(root()).max_depth(Some(1)).build().map(Result::unwrap);
    let mut shown: Vec<String> = tracked
        .filter(|entry| entry.depth() == 1)
        .map(|entry| entry.file_name().to_str().unwrap().to_owned())
        .collect();
    shown.sort();
    assert_eq!(shown, SHOWN);
}

#[test]
fn the_code_is_formatted() {
    let done = Command::new(env!("CARGO")).args(["fmt", "--all", "--check"]).current_dir(root()).output().unwrap();
    assert!(done.status.success(), "`cargo fmt --all` changes files:\n{}", String::from_utf8_lossy(&done.stdout));
}
