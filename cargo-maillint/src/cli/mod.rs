//! The command line: what was typed, what it means, and the commands that are no scan.

mod address;
mod args;
mod completions;
mod explain;
mod format;
mod init;
mod levels;
mod plan;
mod settings;
mod version;
mod why;

use crate::exit::{Exit, Failure};
use crate::{check, lsp, scan};
use args::Command;

pub(crate) use args::Args;
pub(crate) use version::verbose as verbose_version;

/// Does what was asked for.
///
/// # Errors
/// Why it cannot be done.
pub(crate) fn run(args: Args) -> Result<Exit, Failure> {
    match args.command {
        None if args.scan.print_config => settings::print_settings(&args.scan),
        None => plan::plan(args.scan).and_then(scan::scan),
        Some(Command::Address(args)) => address::judge(args),
        Some(Command::Check { args }) => check::run(args),
        Some(Command::Why(args)) => why::why(args),
        Some(Command::Init) => init::init(),
        Some(Command::Lsp(args)) => lsp::serve(plan::scopes(&args.judge, &args.exclude)?),
        Some(Command::Explain { name }) => explain::explain(name.as_deref()),
        Some(Command::Completions { shell }) => completions::completions(shell),
        Some(Command::Man) => completions::man(),
    }
}
