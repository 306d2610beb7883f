//! Bytes in: one file at a time through one buffer, in as few system calls as there can be.

use lint_core::FileCheck;
use std::fs::{File, OpenOptions};
use std::io::{self, Read};
use std::path::Path;

/// How much is read at once, and how far into a file a NUL makes it binary. The core takes at least half of a piece of this
/// size or more, so that never more than this much is carried over.
const CHUNK: usize = 64 << 10;

/// The kernel copies twice as fast to where a cache line begins.
const LINE: usize = 64;

/// Reads files, one after the other, into the same buffer: first what was carried over from the piece before, up to the
/// middle, where the next bytes of the file are put.
pub(crate) struct Reader {
    buffer: Box<[u8]>,
    middle: usize,
}

impl Reader {
    pub(crate) fn new() -> Reader {
        let buffer = vec![0; CHUNK + LINE + CHUNK].into_boxed_slice();
        let middle = CHUNK + buffer.as_ptr().wrapping_add(CHUNK).align_offset(LINE).min(LINE);
        Reader { buffer, middle }
    }

    /// Feeds the whole source to the check and gives its number of bytes; `None` for a binary file, unless `binary` files
    /// are wanted too.
    pub(crate) fn feed(
        &mut self,
        mut source: impl Read,
        binary: bool,
        check: &mut FileCheck<'_>,
    ) -> io::Result<Option<u64>> {
        let (mut total, mut start) = (0, self.middle);
        loop {
            let fresh = fill(&mut source, self.buffer.get_mut(self.middle..).unwrap_or_default())?;
            let (end, last) = (self.middle + fresh, fresh < CHUNK);
            let piece = self.buffer.get(start..end).unwrap_or_default();
            if total == 0 && !binary && is_binary(piece) {
                return Ok(None);
            }
            total += fresh as u64;
            let taken = check.feed(piece, last);
            if last {
                return Ok(Some(total));
            }
            // Were more than a chunk left over, its beginning would be given up rather than offered for ever.
            let rest = (start + taken).clamp(end - CHUNK, end);
            start = self.middle - (end - rest);
            self.buffer.copy_within(rest..end, start);
        }
    }
}

/// Reads until a chunk is full or the source at its end.
fn fill(source: &mut impl Read, into: &mut [u8]) -> io::Result<usize> {
    let mut filled = 0;
    while let Some(free) = into.get_mut(filled..CHUNK).filter(|free| !free.is_empty()) {
        match source.read(free) {
            Ok(0) => break,
            Ok(n) => filled += n,
            Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
            Err(error) => return Err(error),
        }
    }
    Ok(filled)
}

/// Whether a file that begins so is something other than text: NUL bytes, and no mark of UTF-16 or UTF-32.
fn is_binary(start: &[u8]) -> bool {
    let marked = [&b"\xff\xfe"[..], b"\xfe\xff", b"\x00\x00\xfe\xff"].iter().any(|mark| start.starts_with(mark));
    !marked && memchr::memchr(0, start).is_some()
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
