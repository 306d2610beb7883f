//! What the compiler prints: one mistake a file in `tests/ui`, its text beside it. `TRYBUILD=overwrite` writes the texts.

#[test]
fn messages() {
    trybuild::TestCases::new().compile_fail("tests/ui/*.rs");
}
