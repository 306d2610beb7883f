//! `cargo maillint check`: `cargo check` with maillint inside.
//!
//! ```text
//! cargo maillint check -> cargo check -> cargo-maillint rustc ARGS, once for each crate of the workspace
//! ```
//!
//! Cargo is told to wrap rustc in this program (`RUSTC_WORKSPACE_WRAPPER`). A wrapper lets rustc compile its crate, then
//! judges the files that rustc has read (a wrapper that the user has set is called in between), and writes what it finds where rustc's own diagnostics go, in their form. So cargo
//! shows, counts, caches, replays and applies them as any other.

mod asked;
mod call;
mod cargo;
mod dep_info;
mod files;
mod policy;
mod settings;
mod wrapper;

pub(crate) use call::Call;
pub(crate) use cargo::run;
pub(crate) use wrapper::wrap;

use std::io;
use std::process::Command;

/// The environment variable by which the wrappers know that `cargo fix` runs them.
const FIX: &str = "CARGO_MAILLINT_FIX";

/// The environment variable with the policy file that the workspace has, empty if it has none.
///
/// Each crate looks for its policy itself. This is for cargo, which compiles anew when the variable differs: that a file
/// was edited it sees, that there is a new one it does not.
const POLICY: &str = "CARGO_MAILLINT_POLICY";

/// The environment variable with the wrapper of rustc that the user has set, empty if there is none: it stays around rustc, inside
/// of this one.
const INNER: &str = "CARGO_MAILLINT_INNER_WRAPPER";

/// Puts a program in this one's place, with everything that this one has open, such as cargo's job tokens. Comes back only
/// if that is impossible.
fn give_way_to(mut command: Command) -> io::Error {
    #[cfg(unix)]
    {
        std::os::unix::process::CommandExt::exec(&mut command)
    }
    #[cfg(not(unix))]
    match command.status() {
        Ok(status) => std::process::exit(status.code().unwrap_or(1)),
        Err(error) => error,
    }
}
