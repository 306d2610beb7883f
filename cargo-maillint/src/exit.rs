//! How the process ends, and what it says on stderr when the job could not be done.

use annotate_snippets::{Group, Level, Renderer};
use std::fmt::Display;
use std::io::{self, Write};
use std::process::ExitCode;

/// How a job that could be done ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Exit {
    /// Nothing was denied.
    Clean,
    /// Something was denied.
    Denied,
    /// Part of the job could not be done; what was wrong has been told.
    Failed,
    /// As another program ended that was called to do it.
    Code(u8),
}

/// Why the job could not be done, one line a mistake.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Failure(pub(crate) Vec<String>);

impl Failure {
    /// One mistake: what is wrong, where, and what to do.
    pub(crate) fn new(message: impl Display) -> Failure {
        Failure(vec![message.to_string()])
    }
}

/// Tells what went wrong and gives the exit code.
pub(crate) fn code(done: Result<Exit, Failure>) -> ExitCode {
    match done {
        Ok(Exit::Clean) => ExitCode::SUCCESS,
        Ok(Exit::Denied) => ExitCode::from(1),
        Ok(Exit::Failed) => ExitCode::from(2),
        Ok(Exit::Code(code)) => ExitCode::from(code),
        Err(Failure(mistakes)) => {
            for mistake in mistakes {
                tell(&mistake);
            }
            ExitCode::from(2)
        }
    }
}

/// Writes `error: message` to stderr. A stderr that is gone is no reason to stop.
pub(crate) fn tell(message: &str) {
    let stderr = io::stderr();
    let renderer = match anstream::AutoStream::choice(&stderr) {
        anstream::ColorChoice::Never => Renderer::plain(),
        _ => Renderer::styled(),
    };
    let message = lint_core::gate::render::visible(message);
    let _ = writeln!(stderr.lock(), "{}", renderer.render(&[Group::with_title(Level::ERROR.primary_title(message))]));
}

/// Writes help to stdout, or what is wrong with the command line to stderr.
pub(crate) fn help_or_mistake(error: &clap::Error) -> Result<Exit, Failure> {
    match error.print() {
        Err(error) if error.kind() != io::ErrorKind::BrokenPipe => Err(Failure::new(format!("stdout: {error}"))),
        _ => Ok(Exit::Code(u8::try_from(error.exit_code()).unwrap_or(2))),
    }
}

/// Writes to stdout, where a closed pipe is no error.
pub(crate) fn print(text: &[u8]) -> Result<Exit, Failure> {
    match io::stdout().lock().write_all(text) {
        Err(error) if error.kind() != io::ErrorKind::BrokenPipe => Err(Failure::new(format!("stdout: {error}"))),
        _ => Ok(Exit::Clean),
    }
}
