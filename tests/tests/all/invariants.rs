//! What holds of any input, tried on a bounded number of inputs, the same at each run: those of the fuzz corpora, and some made
//! of the fragments in the dictionary.

use maillint_tests::invariants::ALL;
use proptest::collection::vec;
use proptest::prelude::*;
use proptest::test_runner::{Config, RngAlgorithm, TestError, TestRng, TestRunner};
use std::fs;
use std::panic::catch_unwind;
use std::path::{Path, PathBuf};

fn fuzz(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("fuzz").join(name)
}

/// The fragments in libFuzzer's dictionary.
fn fragments() -> Vec<Vec<u8>> {
    let text = fs::read_to_string(fuzz("dictionary.txt")).unwrap();
    let entries = text.lines().filter_map(|line| line.strip_prefix('"')?.strip_suffix('"'));
    entries.map(|entry| unescape(entry.as_bytes())).collect()
}

/// Resolves `\\`, `\"` and `\x41`, which is all that a dictionary has.
fn unescape(mut entry: &[u8]) -> Vec<u8> {
    let mut bytes = Vec::new();
    while let [first, rest @ ..] = entry {
        (bytes, entry) = match (first, rest) {
            (b'\\', [b'x', high, low, rest @ ..]) => {
                let digits = String::from_utf8(vec![*high, *low]).unwrap();
                ([bytes, vec![u8::from_str_radix(&digits, 16).unwrap()]].concat(), rest)
            }
            (b'\\', [escaped, rest @ ..]) => ([bytes, vec![*escaped]].concat(), rest),
            _ => ([bytes, vec![*first]].concat(), rest),
        };
    }
    bytes
}

#[test]
fn each_has_its_fuzz_target() {
    let manifest = fs::read_to_string(fuzz("Cargo.toml")).unwrap();
    for invariant in ALL {
        let path = format!("fuzz_targets/{}.rs", invariant.name);
        assert!(fuzz(&path).exists() && manifest.contains(&path), "{path} is missing, or not in tests/fuzz/Cargo.toml");
    }
}

#[test]
fn they_hold_of_the_corpora() {
    for invariant in ALL {
        for entry in fs::read_dir(fuzz("corpus").join(invariant.name)).unwrap() {
            let path = entry.unwrap().path();
            let held = catch_unwind(|| (invariant.check)(&fs::read(&path).unwrap()));
            assert!(held.is_ok(), "{} does not hold of {}", invariant.name, path.display());
        }
    }
}

#[test]
fn they_hold_of_what_is_made_at_random() {
    let fragment = prop_oneof![
        8 => prop::sample::select(fragments()),
        1 => vec(any::<u8>(), 1..4),
        1 => any::<char>().prop_map(|char| char.to_string().into_bytes()),
    ];
    let input = (any::<u8>(), vec(fragment, 0..24)).prop_map(|(first, parts)| [vec![first], parts.concat()].concat());
    for invariant in ALL {
        let config = Config { cases: invariant.cases, failure_persistence: None, ..Config::default() };
        let mut runner = TestRunner::new_with_rng(config, TestRng::deterministic_rng(RngAlgorithm::ChaCha));
        let done = runner.run(&input, |input| {
            (invariant.check)(&input);
            Ok(())
        });
        if let Err(TestError::Fail(why, input)) = done {
            panic!("{}: {why}\ninput: {:?}", invariant.name, String::from_utf8_lossy(&input));
        }
    }
}
