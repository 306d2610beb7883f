//! What one look-up costs, from the text to the findings, and that it costs little more where more is protected:
//! `cargo bench -p lint-core`.
//!
//! Each domain is judged once: what a second look at the same one costs is another question.

#![expect(clippy::unwrap_used, reason = "a benchmark that cannot be set up has nothing to measure")]

use divan::Bencher;
use lint_core::Checker;
use lint_core::policy::Policy;
use std::iter::repeat_with;

const SAMPLES: u32 = 1000;
const SAMPLE_SIZE: u32 = 10;

fn main() {
    divan::main();
}

/// A domain that is one letter from a protected one.
#[divan::bench(args = [1_000, 10_000, 100_000], sample_count = SAMPLES, sample_size = SAMPLE_SIZE)]
fn slip_of_a_protected_domain(bencher: Bencher<'_, '_>, protected: usize) {
    // Ten letters for each of a thousand domains.
    let slip = |number: usize| format!("mail@{}{}.org", name(number / 10), char::from(b'b' + (number % 10) as u8));
    look_up_each_once(bencher, protected, slip, true);
}

/// A domain that no table knows and that is nobody's slip.
#[divan::bench(args = [1_000, 10_000, 100_000], sample_count = SAMPLES, sample_size = SAMPLE_SIZE)]
fn unknown_domain(bencher: Bencher<'_, '_>, protected: usize) {
    let unknown = |number: usize| format!("mail@{}.org", name(number).chars().rev().collect::<String>());
    look_up_each_once(bencher, protected, unknown, false);
}

/// The checker itself, from a policy that has been read.
#[divan::bench(args = [0, 10_000, 100_000], sample_count = 10, sample_size = 1)]
fn checker(bencher: Bencher<'_, '_>, protected: usize) {
    bencher.with_inputs(|| policy(protected)).bench_local_values(Checker::new);
}

/// Looks up addresses of which each, or none, is a slip, in turn.
fn look_up_each_once(bencher: Bencher<'_, '_>, protected: usize, address: impl Fn(usize) -> String, slips: bool) {
    let checker = Checker::new(policy(protected));
    // The same of another checker, as a checker remembers what it has seen.
    let other = Checker::new(policy(protected));
    let as_said = |address: &String| other.address(address).is_empty() != slips;
    let addresses: Vec<String> = (0..).map(address).filter(as_said).take((SAMPLES * SAMPLE_SIZE) as usize).collect();
    let mut next = addresses.iter();
    bencher.with_inputs(|| next.next().unwrap()).bench_local_values(|address| checker.address(address));
}

/// A policy that protects so many domains, besides those that the tables know.
fn policy(protected: usize) -> Policy {
    let domains: Vec<String> = (0..protected).map(|number| format!("\"{}.org\"", name(number))).collect();
    Policy::parse(&format!("protect = [{}]", domains.join(",")), &Default::default()).unwrap()
}

/// A word of five syllables, another for each number below a million.
fn name(number: usize) -> String {
    const SYLLABLES: [&str; 16] =
        ["ba", "ke", "ro", "ti", "mu", "lan", "der", "son", "ver", "tek", "sol", "gra", "phi", "cor", "ul", "sta"];
    // Odd, so that no two numbers become one, and neighbours in number are none in spelling.
    let mut rest = number.wrapping_mul(0x9_E377);
    let syllable = || {
        let syllable = SYLLABLES[rest % 16];
        rest /= 16;
        syllable
    };
    repeat_with(syllable).take(5).collect()
}
