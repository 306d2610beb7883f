//! `cargo maillint`: scans any repository for addresses and hosts that are one slip from the ones that were meant.
//!
//! A gate over [`lint_core`]: it reads files, lets the core judge, and draws the findings. It judges nothing itself.
//!
//! The rooms, lowest first; each uses only what stands before it:
//!
//! | floor | rooms | what |
//! |---|---|---|
//! | 0 | `exit` | how the process ends, and what it says when the job could not be done |
//! | 1 | `file`, `archive` | paths, reading, and replacing whole files; what is packed in them |
//! | 2 | `report` | draws findings: one file a format, each into the writer that it is given |
//! | 3 | `git`, `tree` | what git is asked; what there is to scan, and under which policy |
//! | 4 | `changes` | what is new, and what is known: changed lines, the baseline |
//! | 5 | `fix` | what is mended where it stands |
//! | 6 | `scan` | threads read and judge; what they bring back is put in order and told |
//! | 7 | `check`, `lsp` | the way through cargo; the way into editors |
//! | 8 | `cli` | what was typed, what it means, and the commands that are no scan |
//!
//! Libraries do what is not the subject: `clap` the arguments, `annotate-snippets` the drawing, `lsp-server` the protocol of
//! editors. Some that would come to mind do not:
//!
//! | what | why it is written here |
//! |---|---|
//! | SARIF and JUnit | findings are written as they come, a hundred thousand in little memory; `serde-sarif` and `quick-junit` hold a report until it is whole. In the tests they read ours |
//! | Checkstyle's XML | `quick-xml` escapes what is syntax, and leaves the characters that XML forbids and a terminal obeys, which are the work here |
//! | patches | what changed is known to the byte; `diffy` would look for it again, in time that grows with the square of a file, and writes neither git's header nor its quotes |
//! | zip and tar | a member is read as it comes, in little memory; `zip` holds the whole directory and `tar` names of any length, as measured in `archive`. In the tests they write what is read |
//! | the line of progress | two counters and one line; `indicatif` brings half a dozen packages for it |
//!
//! Threads of a scan live in `scan::job` only; before it, two read what git says of a large change.

mod archive;
mod changes;
mod check;
mod cli;
mod exit;
mod file;
mod fix;
mod git;
mod lsp;
mod report;
mod scan;
mod tree;

use std::ffi::OsString;
use std::process::ExitCode;

/// Runs the command with these arguments (the program's name first), and says how the process should end:
/// 0 nothing denied, 1 something denied, 2 the job could not be done.
pub fn main_impl(args: impl IntoIterator<Item = OsString>) -> ExitCode {
    let args: Vec<OsString> = args.into_iter().collect();
    if let Some(call) = check::Call::of(&args) {
        return check::wrap(&call);
    }
    if let Some(version) = cli::verbose_version(&args) {
        return exit::code(exit::print(version.as_bytes()));
    }
    file::begin_signals();
    let args = match cli::Args::read(args) {
        Ok(args) => args,
        Err(error) => return exit::code(exit::help_or_mistake(&error)),
    };
    exit::code(cli::run(args))
}

/// How many files a patch touches, which is read as one from git is: for those who try it with others.
#[doc(hidden)]
pub fn files_of_patch(patch: Vec<u8>) -> std::io::Result<usize> {
    git::patched(&mut git::Output::of(std::io::Cursor::new(patch))).map(|files| files.len())
}

/// What is packed in a file of this name, as far as it can be read: for those who try it with other archives than those of people.
#[doc(hidden)]
pub fn members_of(name: &str, packed: &[u8]) -> std::io::Result<Vec<(String, Vec<u8>)>> {
    let mut members = Vec::new();
    let read = archive::each(&mut std::io::Cursor::new(packed), name, &mut |name, member| {
        let mut held = Vec::new();
        if let archive::Member::Text(text) = member {
            // What was read before it broke off is all that there is of it.
            let _ = std::io::Read::read_to_end(text, &mut held);
        }
        members.push((name.to_owned(), held));
    });
    read.map(|()| members)
}
