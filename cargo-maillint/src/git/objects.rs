//! What git stores: the contents of files that are not those of the work tree.

use super::Git;
use crate::exit::Failure;
use std::io::{self, BufRead, BufReader, Read, Write};
use std::process::{Child, ChildStdin, ChildStdout};
use std::sync::{Mutex, PoisonError};

/// A `git cat-file --batch` that is asked for one object after the other.
#[derive(Debug)]
pub(crate) struct Objects(Mutex<Pipe>);

#[derive(Debug)]
struct Pipe {
    child: Child,
    /// Taken when it ends.
    ask: Option<ChildStdin>,
    answer: BufReader<ChildStdout>,
}

impl Objects {
    /// # Errors
    /// Git cannot be run.
    pub(crate) fn of(git: &Git) -> Result<Objects, Failure> {
        let mut child = git.talk(&["cat-file", "--batch"])?;
        let (Some(ask), Some(answer)) = (child.stdin.take(), child.stdout.take()) else {
            return Err(Failure::new("git: there is no pipe to it"));
        };
        let answer = BufReader::with_capacity(64 << 10, answer);
        Ok(Objects(Mutex::new(Pipe { child, ask: Some(ask), answer })))
    }

    /// Hands the content of the object with this name to `read`, which need not read all of it.
    pub(crate) fn read<T>(&self, name: &str, read: impl FnOnce(&mut dyn Read) -> io::Result<T>) -> io::Result<T> {
        let mut pipe = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let Pipe { ask, answer, .. } = &mut *pipe;
        let gone = || io::Error::other("git has ended");
        let ask = ask.as_mut().ok_or_else(gone)?;
        writeln!(ask, "{name}")?;
        ask.flush()?;
        let mut head = String::new();
        answer.read_line(&mut head)?;
        // `NAME blob SIZE`, or `NAME missing`.
        let size = head.split_ascii_whitespace().nth(2).and_then(|size| size.parse().ok());
        let size: u64 = size.ok_or_else(|| io::Error::other(format!("git does not have it: {}", head.trim_end())))?;
        let mut content = answer.by_ref().take(size);
        let done = read(&mut content);
        io::copy(&mut content, &mut io::sink())?;
        // A line end stands behind it.
        answer.read_exact(&mut [0])?;
        done
    }
}

impl Drop for Pipe {
    fn drop(&mut self) {
        // It ends when nothing can be asked any more; how, tells nobody anything.
        drop(self.ask.take());
        let _ = self.child.wait();
    }
}
