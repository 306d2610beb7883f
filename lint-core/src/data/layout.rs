//! Lays out `known.txt` and the indexes from the TSV files, and fails when what is committed is stale.
//!
//! To lay them out anew: `MAILLINT_LAYOUT=write cargo test -p lint-core layout`.
#![expect(clippy::unwrap_used, clippy::panic, reason = "a table that does not read is a failed test")]

use super::suffix::{self, squash};
use super::{Class, Index, NearKeys, UNCOUNTED, View, hash};
use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::fs;
use std::path::Path;

#[derive(Default)]
struct Line {
    class: Class,
    rarity: Option<u8>,
    country: String,
}

fn rows(file: &str) -> Vec<Vec<String>> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("data").join(file);
    let text = fs::read_to_string(path).unwrap();
    let rows = text.lines().filter(|line| !line.is_empty() && !line.starts_with('#'));
    rows.map(|line| line.split('\t').map(str::to_owned).collect()).collect()
}

fn lines() -> BTreeMap<String, Line> {
    let mut lines: BTreeMap<String, Line> = BTreeMap::new();
    let mut add = |name: &str, class: Class, rarity: Option<&String>| {
        let line = lines.entry(name.to_owned()).or_default();
        line.class = line.class.or(class);
        let rarity = rarity.map(|rarity| rarity.parse::<u8>().unwrap());
        line.rarity = line.rarity.into_iter().chain(rarity).min();
    };
    for row in rows("suffixes.tsv") {
        match (row[0].strip_prefix("*."), row[0].strip_prefix('!')) {
            (Some(name), _) => add(name, Class::WILDCARD, None),
            (_, Some(name)) => add(name, Class::EXCEPTION, None),
            _ => add(&row[0], Class::SUFFIX, None),
        }
    }
    for row in rows("endings.tsv") {
        add(&row[0], Class::ENDING, row.get(1));
    }
    for row in rows("providers.tsv") {
        let target = if row[2] == "target" { Class::TARGET } else { Class::default() };
        add(&row[0], Class::PROVIDER.or(target), row.get(1));
    }
    for row in rows("hosts.tsv") {
        add(&row[0], Class::HOST.or(Class::TARGET), row.get(1));
    }
    for row in rows("organisations.tsv") {
        add(&row[0], Class::ORGANISATION.or(Class::TARGET), row.get(1));
    }
    for row in rows("military_us.tsv") {
        add(&row[0], Class::MILITARY.or(Class::TARGET), Some(&"34".to_owned()));
    }
    for row in rows("government_us.tsv") {
        let federal = if row.len() > 1 { Class::FEDERAL } else { Class::NONE };
        add(&format!("{}.gov", row[0]), Class::GOVERNMENT.or(Class::TARGET).or(federal), Some(&"48".to_owned()));
    }
    for row in rows("government_uk.tsv").into_iter().chain(rows("defence_world.tsv")) {
        add(&row[0], Class::GOVERNMENT.or(Class::TARGET), Some(&"44".to_owned()));
    }
    for row in rows("government_former.tsv") {
        add(&format!("{}.gov", row[0]), Class::GOVERNMENT, None);
    }
    for row in rows("government_retired.tsv") {
        add(&row[0], Class::GOVERNMENT, None);
    }
    for row in rows("in_use.tsv") {
        add(&row[0], Class::IN_USE, None);
    }
    for row in rows("words.tsv") {
        add(&row[0], Class::WORD, None);
    }
    for row in rows("roles.tsv") {
        add(&row[0], Class::ROLE, None);
    }
    for row in rows("tlds.tsv") {
        add(&row[0], Class::TLD, None);
    }
    for row in rows("tlds.tsv").into_iter().filter(|row| row.len() > 1) {
        lines.get_mut(&row[0]).unwrap().country.clone_from(&row[1]);
    }
    lines
}

/// The mailbox providers whose names bear two slips: those that one address in 200 lies at, by names of five letters and more, and that one in 1,000 lies at, by
/// names of seven and more.
fn large_providers(lines: &BTreeMap<String, Line>) -> Vec<&str> {
    let class = |name: &str| lines.get(name).map_or(Class::default(), |line| line.class);
    let is_large = |(name, line): &(&String, &Line)| {
        let length = suffix::name(name, suffix::ending(name, class)).0.len();
        let rarity = line.rarity.unwrap_or(UNCOUNTED);
        let is_common = rarity <= 23 && length >= 5 || rarity <= 29 && length >= 7;
        line.class.is(Class::PROVIDER) && line.class.is(Class::TARGET) && is_common
    };
    lines.iter().filter(is_large).map(|(name, _)| name.as_str()).collect()
}

fn lay_out(lines: &BTreeMap<String, Line>) -> (String, Vec<u8>) {
    let class = |name: &str| lines.get(name).map_or(Class::default(), |line| line.class);
    let mut text = String::new();
    let mut offsets = BTreeMap::new();
    for (name, line) in lines {
        offsets.insert(name.as_str(), u32::try_from(text.len()).unwrap());
        let ending = suffix::ending(name, class);
        let (_, start) = suffix::name(name, ending);
        let rarity = line.rarity.unwrap_or(UNCOUNTED);
        let numbers = [rarity, start.try_into().unwrap(), ending.try_into().unwrap(), name.len().try_into().unwrap()];
        write!(text, "{:04x}", line.class.0).unwrap();
        for number in numbers {
            write!(text, "{number:02x}").unwrap();
        }
        writeln!(text, "{name}{}", line.country).unwrap();
    }
    let mut entries = Vec::new();
    for (name, line) in lines {
        let offset = offsets[name.as_str()];
        entries.push((hash(name.as_bytes()).key(View::Exact), offset));
        if line.class.is(Class::ENDING) {
            entries.extend(NearKeys::of(name.as_bytes(), View::NearEnding).as_slice().iter().map(|&key| (key, offset)));
        }
        if line.class.is(Class::ENDING) && name.contains('.') {
            entries.push((hash(&squash(name)).key(View::Squashed), offset));
        }
        if !line.class.is(Class::TARGET) {
            continue;
        }
        let (label, start) = suffix::name(name, suffix::ending(name, class));
        let label = if label.is_empty() { name } else { label };
        // What lies below a military name that is listed itself reads no better than that, and there are hundreds of it
        // below `army.mil`: each would be weighed for every `army.ml`.
        if line.class.is(Class::MILITARY) && start > 0 && lines.contains_key(&name[start..]) {
            entries.push((hash(&squash(name)).key(View::Squashed), offset));
            continue;
        }
        // A government's names are many and close to each other: one of them is never taken for a slip of another, so
        // only their exact names are worth finding under other endings.
        if line.class.is(Class::PROVIDER.or(Class::HOST).or(Class::ORGANISATION).or(Class::MILITARY)) {
            entries.extend(NearKeys::of(label.as_bytes(), View::Near).as_slice().iter().map(|&key| (key, offset)));
            entries.push((hash(&squash(name)).key(View::Squashed), offset));
        } else {
            entries.push((hash(label.as_bytes()).key(View::Near), offset));
            if name.contains('.') && !name.ends_with(".gov") {
                entries.push((hash(&squash(name)).key(View::Squashed), offset));
            }
        }
    }
    // Some are an ending and a target.
    entries.sort_unstable();
    entries.dedup();
    (text, Index::build(&entries).bytes())
}

/// The tables with a line a word, `ROLE<TAB>WORD`: a list a role.
const WORD_TABLES: [&str; 8] = [
    "commands",
    "doubt_words",
    "ending_words",
    "host_words",
    "last_labels",
    "military_mailboxes",
    "placeholders",
    "syntax",
];

/// `lists.rs`: the short tables as they are asked for.
fn lists(large_providers: &[&str]) -> String {
    let mut text = String::from(
        "//! The short tables of `lint-core/data`, laid out by a test: see `layout.rs`. Change the tables, not this file.\n\n\
         use super::WordList;\n",
    );
    let mut add = |kind: &str, name: &str, values: &[String]| {
        let name = name.to_uppercase();
        let (open, close) = if kind == "WordList" { ("WordList(&[", "])") } else { ("&[", "]") };
        writeln!(text, "\npub(crate) const {name}: {kind} = {open}\n    {},\n{close};", values.join(",\n    "))
            .unwrap();
    };
    let quoted = |table: &str, column: usize| -> Vec<String> {
        rows(&format!("{table}.tsv")).iter().map(|row| format!("{:?}", row[column])).collect()
    };
    let number =
        |table: &str| -> Vec<String> { rows(&format!("{table}.tsv")).iter().map(|row| row[1].clone()).collect() };
    let tuples = |columns: &[Vec<String>]| -> Vec<String> {
        let tuple = |at: usize| columns.iter().map(|column| column[at].as_str()).collect::<Vec<_>>().join(", ");
        (0..columns[0].len()).map(|at| format!("({})", tuple(at))).collect()
    };
    add("&[(&str, u8)]", "endings", &tuples(&[quoted("endings", 0), number("endings")]));
    add("&[(&str, &str)]", "fetched", &tuples(&[quoted("fetched", 0), quoted("fetched", 1)]));
    add("&[(&str, &str)]", "pages", &tuples(&[quoted("pages", 0), quoted("pages", 1)]));
    add("&[(&str, u8, &str)]", "prices", &tuples(&[quoted("prices", 0), number("prices"), quoted("prices", 2)]));
    add("&[(&str, u16)]", "retired_tlds", &tuples(&[quoted("retired_tlds", 0), number("retired_tlds")]));
    add("&[(&str, &str)]", "risky_tlds", &tuples(&[quoted("risky_tlds", 0), quoted("risky_tlds", 1)]));
    add("WordList", "large_providers", &large_providers.iter().map(|name| format!("{name:?}")).collect::<Vec<_>>());
    add("WordList", "reserved_tlds", &quoted("reserved_tlds", 0));
    add("WordList", "states_us", &quoted("states_us", 0));
    for table in WORD_TABLES {
        let mut roles: BTreeMap<String, Vec<String>> = BTreeMap::new();
        for row in rows(&format!("{table}.tsv")) {
            roles.entry(row[0].to_uppercase()).or_default().push(format!("{:?}", row[1]));
        }
        write!(text, "\npub(crate) mod {table} {{\n    use crate::data::WordList;\n").unwrap();
        for (role, words) in roles {
            let words = words.join(",\n        ");
            write!(text, "\n    pub(crate) const {role}: WordList = WordList(&[\n        {words},\n    ]);\n").unwrap();
        }
        text.push_str("}\n");
    }
    text
}

#[test]
fn layout_is_fresh() {
    let lines = lines();
    let ((text, index), lists) = (lay_out(&lines), lists(&large_providers(&lines)));
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("src/data");
    if std::env::var_os("MAILLINT_LAYOUT").is_some() {
        fs::write(folder.join("known.txt"), &text).unwrap();
        fs::write(folder.join("known.idx"), &index).unwrap();
        fs::write(folder.join("lists.rs"), &lists).unwrap();
    }
    let stale = "is stale: run `MAILLINT_LAYOUT=write cargo test -p lint-core layout`";
    assert!(fs::read_to_string(folder.join("known.txt")).unwrap() == text, "known.txt {stale}");
    assert!(fs::read(folder.join("known.idx")).unwrap() == index, "known.idx {stale}");
    assert!(fs::read_to_string(folder.join("lists.rs")).unwrap() == lists, "lists.rs {stale}");
}

/// One line a table: its name, and what its header says of its source.
fn sources() -> String {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("data");
    let tables: BTreeMap<String, String> = fs::read_dir(folder)
        .unwrap()
        .map(|file| {
            let path = file.unwrap().path();
            let text = fs::read_to_string(&path).unwrap();
            let header = text.lines().take_while(|line| line.starts_with("# "));
            let source = header.filter_map(|line| line.strip_prefix("# source: ")).next();
            let source = source.unwrap_or_else(|| panic!("{}: no source", path.display())).to_owned();
            assert!(!source.ends_with([',', ';', ':']), "{}: its source goes on in another line", path.display());
            (path.file_stem().unwrap().to_str().unwrap().to_owned(), source)
        })
        .collect();
    tables.iter().map(|(table, source)| format!("{table}\t{source}\n")).collect()
}

#[test]
fn layout_of_the_sources_is_fresh() {
    let (path, sources) = (Path::new(env!("CARGO_MANIFEST_DIR")).join("src/data/sources.tsv"), sources());
    if std::env::var_os("MAILLINT_LAYOUT").is_some() {
        fs::write(&path, &sources).unwrap();
    }
    // Not the one that is compiled in: that is renewed by the next run alone.
    assert!(
        fs::read_to_string(path).unwrap() == sources,
        "sources.tsv is stale: run `MAILLINT_LAYOUT=write cargo test -p lint-core layout`"
    );
}

#[test]
fn every_table_says_where_it_is_from() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("data");
    for file in fs::read_dir(folder).unwrap() {
        let path = file.unwrap().path();
        let text = fs::read_to_string(&path).unwrap();
        assert!(text.starts_with("# "), "{}: no header", path.display());
        assert!(
            text.lines().take_while(|line| line.starts_with("# ")).any(|line| line.starts_with("# source: ")),
            "{}",
            path.display()
        );
    }
}
