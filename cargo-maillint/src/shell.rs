//! What a shell needs to know of the command: completion scripts and the manual page.

use crate::args::Args;
use crate::exit::{Exit, Failure};
use std::io::{self, Write};

/// Prints the completion script for `cargo-maillint`.
pub(crate) fn completions(shell: clap_complete::Shell) -> Result<Exit, Failure> {
    let mut script = Vec::new();
    clap_complete::generate(shell, &mut Args::description(), "cargo-maillint", &mut script);
    print(&script)
}

/// Prints the manual page in roff.
pub(crate) fn man() -> Result<Exit, Failure> {
    let mut page = Vec::new();
    clap_mangen::Man::new(Args::description()).render(&mut page).map_err(Failure::new)?;
    print(&page)
}

/// Writes to stdout, where a closed pipe is no error.
pub(crate) fn print(text: &[u8]) -> Result<Exit, Failure> {
    match io::stdout().lock().write_all(text) {
        Err(error) if error.kind() != io::ErrorKind::BrokenPipe => Err(Failure::new(format!("stdout: {error}"))),
        _ => Ok(Exit::Clean),
    }
}
