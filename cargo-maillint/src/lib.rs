//! `cargo maillint`: scans any repository for addresses and hosts that are one slip from the ones that were meant.
//!
//! A gate over [`lint_core`]: it reads files, lets the core judge, and draws the findings. It judges nothing itself.
//!
//! ```text
//! args (as typed) -> plan (as decided) -> walk -> read -> lint_core::Checker -> run -> gathered -> tell -> report/<format>
//! ```
//!
//! Threads live in `run` only. `check` is the way through cargo, which has its own order. Each output format is one file in `report`, which writes into a given writer.

mod address;
mod again;
mod args;
mod baseline;
mod changes;
mod check;
mod commits;
mod exit;
mod explain;
mod fingerprint;
mod fix;
mod gathered;
mod git;
mod init;
mod lsp;
mod partition;
mod plan;
mod progress;
mod read;
mod report;
mod run;
mod shell;
mod signal;
mod start;
mod tell;
mod walk;
mod whole;

use args::{Args, Command};
use std::ffi::OsString;
use std::process::ExitCode;

/// Runs the command with these arguments (the program's name first), and says how the process should end:
/// 0 nothing denied, 1 something denied, 2 the job could not be done.
pub fn main_impl(args: impl IntoIterator<Item = OsString>) -> ExitCode {
    let args: Vec<OsString> = args.into_iter().collect();
    if let Some(call) = check::Call::of(&args) {
        return check::wrap(&call);
    }
    let args = match Args::read(args) {
        Ok(args) => args,
        Err(error) => {
            // Help goes to stdout and mistakes to stderr; where neither can be written, the exit code still tells.
            let _ = error.print();
            return ExitCode::from(u8::try_from(error.exit_code()).unwrap_or(2));
        }
    };
    exit::code(match args.command {
        None => plan::Plan::new(args.scan).and_then(run::scan),
        Some(Command::Address(args)) => address::judge(args),
        Some(Command::Check { args }) => check::run(args),
        Some(Command::Init) => init::init(),
        Some(Command::Lsp) => lsp::serve(),
        Some(Command::Explain { lint }) => explain::explain(lint),
        Some(Command::Completions { shell }) => shell::completions(shell),
        Some(Command::Man) => shell::man(),
    })
}

/// How many files a patch touches, which is read as one from git is: for those who try it with others.
#[doc(hidden)]
pub fn files_of_patch(patch: Vec<u8>) -> std::io::Result<usize> {
    git::patched(&mut git::Output::of(std::io::Cursor::new(patch))).map(|files| files.len())
}
