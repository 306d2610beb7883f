//! Bytes in: one file at a time through one buffer, in as few system calls as there can be.

use lint_core::FileCheck;
use std::fs::{File, OpenOptions};
use std::io::{self, Read};
use std::path::Path;

/// How much is read at once. The core takes at least half of any 64 KiB, so that this never fills up for good.
const BUFFER: usize = 128 << 10;

/// How far into a file a NUL makes it binary.
const SNIFF: usize = 64 << 10;

/// Reads files, one after the other, into the same buffer.
pub(crate) struct Reader {
    buffer: Box<[u8]>,
}

impl Reader {
    pub(crate) fn new() -> Reader {
        Reader { buffer: vec![0; BUFFER].into_boxed_slice() }
    }

    /// Feeds the whole source to the check and gives its number of bytes; `None` for a binary file, unless `binary` files
    /// are wanted too.
    pub(crate) fn feed(
        &mut self,
        mut source: impl Read,
        binary: bool,
        check: &mut FileCheck<'_>,
    ) -> io::Result<Option<u64>> {
        let (mut held, mut total, mut sniffed) = (0, 0, binary);
        loop {
            let Some(free) = self.buffer.get_mut(held..) else { return Ok(Some(total)) };
            let n = match source.read(free) {
                Err(error) if error.kind() == io::ErrorKind::Interrupted => continue,
                n => n?,
            };
            total += n as u64;
            held += n;
            let last = n == 0;
            let piece = self.buffer.get(..held).unwrap_or_default();
            if !sniffed && (last || held >= SNIFF) {
                if is_binary(piece) {
                    return Ok(None);
                }
                sniffed = true;
            }
            if last {
                check.feed(piece, true);
                return Ok(Some(total));
            }
            // A short piece waits for more: feeding costs the core a look at what it could not take the time before.
            if held >= SNIFF {
                let taken = check.feed(piece, false).min(held);
                self.buffer.copy_within(taken..held, 0);
                held -= taken;
                // A piece of which nothing is taken would be offered again for ever.
                if held == BUFFER {
                    held = 0;
                }
            }
        }
    }
}

/// Whether a file that begins so is something other than text: NUL bytes, and no mark of UTF-16 or UTF-32.
fn is_binary(start: &[u8]) -> bool {
    let marked = [&b"\xff\xfe"[..], b"\xfe\xff", b"\x00\x00\xfe\xff"].iter().any(|mark| start.starts_with(mark));
    !marked && memchr::memchr(0, start.get(..SNIFF).unwrap_or(start)).is_some()
}

/// Opens a regular file. Had the path become a link, a pipe or a device since it was found, a `walked` one is refused
/// and none is waited for.
pub(crate) fn open(path: &Path, walked: bool) -> io::Result<File> {
    let mut options = OpenOptions::new();
    options.read(true);
    #[cfg(unix)]
    {
        use std::os::unix::fs::OpenOptionsExt;
        options.custom_flags(libc::O_NONBLOCK | if walked { libc::O_NOFOLLOW } else { 0 });
    }
    #[cfg(not(unix))]
    let _ = walked;
    options.open(path)
}
