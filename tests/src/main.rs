//! `cargo-maillint` once more: a test in this package can run only an executable of this package.

use std::process::ExitCode;

fn main() -> ExitCode {
    cargo_maillint::main_impl(std::env::args_os())
}
