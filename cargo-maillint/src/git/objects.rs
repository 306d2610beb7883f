//! What git stores: the contents of files that are not those of the work tree.

use super::Git;
use crate::exit::Failure;
use std::io::{self, BufRead, BufReader, Read, Write};
use std::process::{Child, ChildStdin, ChildStdout};
use std::sync::{Mutex, PoisonError};

/// As many a `git cat-file --batch` as there are threads that read, each asked for one object after the other.
#[derive(Debug)]
pub(crate) struct Objects {
    git: Git,
    idle: Mutex<Vec<Pipe>>,
}

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
    pub(crate) fn of(git: Git) -> Result<Objects, Failure> {
        let first = Pipe::to(&git)?;
        Ok(Objects { git, idle: Mutex::new(vec![first]) })
    }

    /// Hands the content of the object with this name to `read`, which need not read all of it.
    pub(crate) fn read<T>(&self, name: &str, read: impl FnOnce(&mut dyn Read) -> io::Result<T>) -> io::Result<T> {
        let idle = || self.idle.lock().unwrap_or_else(PoisonError::into_inner);
        let known = idle().pop();
        let mut pipe = match known {
            Some(pipe) => pipe,
            None => Pipe::to(&self.git).map_err(|failure| io::Error::other(failure.0.join("; ")))?,
        };
        let done = pipe.read(name, read)?;
        idle().push(pipe);
        done
    }
}

impl Pipe {
    fn to(git: &Git) -> Result<Pipe, Failure> {
        let mut child = git.talk(&["cat-file", "--batch"])?;
        let (Some(ask), Some(answer)) = (child.stdin.take(), child.stdout.take()) else {
            return Err(Failure::new("git: there is no pipe to it"));
        };
        Ok(Pipe { child, ask: Some(ask), answer: BufReader::with_capacity(64 << 10, answer) })
    }

    /// Asks for an object and hands it on. An error of its own leaves nothing that could be asked again.
    fn read<T>(&mut self, name: &str, read: impl FnOnce(&mut dyn Read) -> io::Result<T>) -> io::Result<io::Result<T>> {
        let Pipe { ask, answer, .. } = self;
        let gone = || io::Error::other("git has ended");
        let ask = ask.as_mut().ok_or_else(gone)?;
        ask.write_all(format!("{name}\n").as_bytes())?;
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
        Ok(done)
    }
}

impl Drop for Pipe {
    fn drop(&mut self) {
        // It ends when nothing can be asked any more; how, tells nobody anything.
        drop(self.ask.take());
        let _ = self.child.wait();
    }
}
