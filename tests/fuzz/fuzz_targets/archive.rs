//! See `maillint_tests::invariants::archive`.
#![no_main]

libfuzzer_sys::fuzz_target!(|input: &[u8]| maillint_tests::invariants::archive(input));
