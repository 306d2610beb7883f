//! The command `cargo-maillint`; all of it is in the library, so that tests can build a main of their own.

use std::process::ExitCode;

fn main() -> ExitCode {
    cargo_maillint::main_impl(std::env::args_os())
}
