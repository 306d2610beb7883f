//! See `maillint_tests::invariants::directive`.
#![no_main]

libfuzzer_sys::fuzz_target!(|input: &[u8]| maillint_tests::invariants::directive(input));
