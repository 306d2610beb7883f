//! The policy file.

use lint_core::gate::doubt;
use lint_core::policy::Policy;

/// Reads the input as a `maillint.toml`, and as a `Cargo.toml` that may hold one.
pub fn policy(input: &[u8]) {
    let Ok(text) = std::str::from_utf8(input) else { return };
    let names = doubt::names();
    let lines = text.split('\n').count() as u64;
    for errors in [Policy::parse(text, &names).err(), Policy::from_cargo_toml(text, &names).err()].into_iter().flatten()
    {
        assert!(!errors.is_empty(), "a policy is refused without a reason");
        for error in errors {
            assert!((1..=lines).contains(&error.line) && error.column >= 1, "{error} lies outside of the file");
        }
    }
}
