//! What maillint is built from: licences, versions of Rust, no code of ours at build time, nothing unsafe.

use cargo_metadata::{DependencyKind, Metadata, MetadataCommand, NodeDep, Package, PackageId, TargetKind};
use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

/// Licences under which code may be used in a work under MIT or Apache-2.0.
const LICENCES: &[&str] =
    &["0BSD", "Apache-2.0", "BSD-2-Clause", "BSD-3-Clause", "MIT", "MIT-0", "Unicode-3.0", "Unlicense", "Zlib"];

/// The crates that users build; the tests may need a newer Rust and more of others.
pub(crate) const PUBLISHED: [&str; 3] = ["lint-core", "lint-macro", "cargo-maillint"];

pub(crate) fn metadata() -> Metadata {
    let manifest = Path::new(env!("CARGO_MANIFEST_DIR")).join("../Cargo.toml");
    MetadataCommand::new().manifest_path(manifest).other_options(vec![String::from("--locked")]).exec().unwrap()
}

pub(crate) fn named<'m>(metadata: &'m Metadata, name: &str) -> &'m Package {
    metadata.workspace_packages().into_iter().find(|package| package.name == name).unwrap()
}

/// What a crate is built from, itself included, without what only its tests need.
fn built_from<'m>(metadata: &'m Metadata, package: &'m Package) -> Vec<&'m Package> {
    let nodes = &metadata.resolve.as_ref().unwrap().nodes;
    let (mut found, mut open) = (BTreeSet::<&PackageId>::new(), vec![&package.id]);
    while let Some(id) = open.pop() {
        if found.insert(id) {
            let node = nodes.iter().find(|node| node.id == *id).unwrap();
            // The core's features that only the command asks for are no concern of those who use it or the macros.
            let unasked = |dep: &NodeDep| {
                let mut needs = metadata[id].dependencies.iter();
                metadata.workspace_members.contains(id)
                    && package.name != "cargo-maillint"
                    && needs.any(|need| need.optional && metadata[&dep.pkg].name == need.name)
            };
            let built = |dep: &&NodeDep| {
                !unasked(dep) && dep.dep_kinds.iter().any(|kind| kind.kind != DependencyKind::Development)
            };
            open.extend(node.deps.iter().filter(built).map(|dep| &dep.pkg));
        }
    }
    found.into_iter().map(|id| &metadata[id]).collect()
}

/// Whether some choice in an SPDX expression is on the list.
fn is_free(expression: &str) -> bool {
    let one = |licence: &str| LICENCES.contains(&licence.trim().trim_matches(['(', ')']));
    expression.split(" AND ").all(|part| part.split(" OR ").flat_map(|choice| choice.split('/')).any(one))
}

#[test]
fn licences_go_together_with_ours() {
    for (expression, free) in [
        ("MIT", true),
        ("GPL-3.0-only OR MIT", true),
        ("(MIT OR Apache-2.0) AND Unicode-3.0", true),
        ("MIT AND GPL-3.0-only", false),
        ("Unlicense/MIT", true),
        ("MPL-2.0", false),
        ("", false),
    ] {
        assert_eq!(is_free(expression), free, "{expression}");
    }
    let metadata = metadata();
    // What our own say of themselves is compared with what is in them: see `licences`.
    let others = metadata.packages.iter().filter(|package| !metadata.workspace_members.contains(&package.id));
    let other = others.filter(|package| !is_free(package.license.as_deref().unwrap_or_default()));
    let other: Vec<String> = other.map(|package| format!("{} {:?}", package.name, package.license)).collect();
    assert!(other.is_empty(), "licences that are not on the list: {}", other.join(", "));
}

#[test]
fn all_comes_from_the_registry_and_once() {
    let metadata = metadata();
    let other =
        metadata.packages.iter().filter(|package| package.source.as_ref().is_some_and(|source| !source.is_crates_io()));
    let other: Vec<&str> = other.map(|package| package.name.as_str()).collect();
    assert!(other.is_empty(), "not from the registry: {other:?}");
    for name in PUBLISHED {
        let mut names: Vec<&str> =
            built_from(&metadata, named(&metadata, name)).iter().map(|package| package.name.as_str()).collect();
        // The types of the editors' protocol still stand on the first `bitflags`, a few hundred lines of macros.
        names.retain(|name| !name.starts_with("windows") && *name != "bitflags");
        names.sort_unstable();
        assert!(names.windows(2).all(|two| two[0] != two[1]), "{name} needs one in two versions: {names:?}");
    }
}

#[test]
fn a_crate_asks_for_a_rust_that_builds_all_it_needs() {
    let metadata = metadata();
    for name in PUBLISHED {
        let package = named(&metadata, name);
        let own = package.rust_version.as_ref().unwrap();
        for needed in built_from(&metadata, package) {
            let asked = needed.rust_version.as_ref();
            assert!(asked.is_none_or(|asked| asked <= own), "{name} {own}: {} needs {asked:?}", needed.name);
        }
    }
}

#[test]
fn the_core_stays_light() {
    let metadata = metadata();
    let names = |name| -> BTreeSet<&str> {
        built_from(&metadata, named(&metadata, name)).iter().map(|package| package.name.as_str()).collect()
    };
    // All of this is compiled by whoever uses a macro: each is measured, and one more is a decision.
    let core = BTreeSet::from(["lint-core", "strsim"]);
    assert_eq!(names("lint-core"), core);
    // These are compiled for every derive as well, but for the one that is small.
    let macros = BTreeSet::from(["lint-macro", "once_cell", "proc-macro2", "quote", "syn", "unicode-ident"]);
    assert_eq!(names("lint-macro"), &core | &macros);
}

#[test]
fn nothing_of_ours_runs_at_build_time_or_is_unsafe() {
    let metadata = metadata();
    let root = fs::read_to_string(metadata.workspace_root.join("Cargo.toml")).unwrap();
    let root: toml_edit::DocumentMut = root.parse().unwrap();
    assert_eq!(root["workspace"]["lints"]["rust"]["unsafe_code"].as_str(), Some("forbid"));
    for package in metadata.workspace_packages() {
        let built = package.targets.iter().any(|target| target.kind.contains(&TargetKind::CustomBuild));
        assert!(!built, "{} has a build script", package.name);
        let manifest: toml_edit::DocumentMut = fs::read_to_string(&package.manifest_path).unwrap().parse().unwrap();
        assert_eq!(manifest["lints"]["workspace"].as_bool(), Some(true), "{} has lints of its own", package.name);
    }
}
