//! Bytes in: one file at a time through one buffer, in as few system calls as there can be.

use lint_core::FileCheck;
use lint_core::gate::project::{Listing, Skipped};
use std::fs::{File, Metadata, OpenOptions};
use std::io::{self, Read};
use std::path::Path;

/// How much is read at once, and how far into a file a NUL makes it binary. The core leaves no more than this to be carried
/// over.
const CHUNK: usize = FileCheck::PIECE;

/// How many chunks are read behind one another before what is carried over is moved to the front again.
const CHUNKS: usize = 4;

/// The kernel copies twice as fast to where a cache line begins.
const LINE: usize = 64;

/// Reads files, one after the other, into the same buffer: first what was carried over from the pieces before, up to the
/// middle, where the next bytes of the file are put.
pub(crate) struct Reader {
    buffer: Box<[u8]>,
    middle: usize,
}

impl Reader {
    pub(crate) fn new() -> Reader {
        let buffer = vec![0; CHUNK + LINE + CHUNKS * CHUNK].into_boxed_slice();
        let middle = CHUNK + buffer.as_ptr().wrapping_add(CHUNK).align_offset(LINE).min(LINE);
        Reader { buffer, middle }
    }

    /// Hands the whole source to the check, which takes each piece and whether it is the last, and says how many bytes of it
    /// are done with. Gives the number of bytes, or why the source is skipped, which `skips` tells by its beginning.
    pub(crate) fn feed(
        &mut self,
        mut source: impl Read,
        skips: impl FnOnce(&[u8]) -> Option<Skipped>,
        mut check: impl FnMut(&[u8], bool) -> usize,
    ) -> io::Result<Result<u64, Skipped>> {
        let (mut total, mut start, mut end) = (0, self.middle, self.middle);
        let mut skips = Some(skips);
        loop {
            let fresh = fill(&mut source, self.buffer.get_mut(end..).unwrap_or_default())?;
            end += fresh;
            let last = fresh < CHUNK;
            let piece = self.buffer.get(start..end).unwrap_or_default();
            if let Some(skipped) = skips.take().and_then(|skips| skips(piece)) {
                return Ok(Err(skipped));
            }
            total += fresh as u64;
            let taken = check(piece, last);
            if last {
                return Ok(Ok(total));
            }
            // Were more than a chunk left over, its beginning would be given up rather than offered for ever.
            start = (start + taken).clamp(end - CHUNK, end);
            if self.buffer.len() - end < CHUNK {
                let front = self.middle - (end - start);
                self.buffer.copy_within(start..end, front);
                (start, end) = (front, self.middle);
            }
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

/// How a file was come by.
#[derive(Clone, Copy)]
pub(crate) enum Origin<'l> {
    /// It was named.
    Named,
    /// A walk came to it: the file of this number there.
    Walk(&'l Listing, usize),
}

impl Origin<'_> {
    /// Opens it; see [`open`].
    pub(crate) fn open(self, path: &Path) -> io::Result<Opened> {
        match self {
            Origin::Named => open(path, false),
            Origin::Walk(listing, number) => match listing.open(number) {
                Some(file) => Ok(Opened { file: file?, read: 0, walked: true, end: None }),
                None => open(path, true),
            },
        }
    }
}

/// A regular file, as long as it was soon after it was opened.
pub(crate) struct Opened {
    file: File,
    read: u64,
    /// Whether it was found on a walk.
    walked: bool,
    /// Its length; asked for once it turns out to be a long one.
    end: Option<u64>,
}

/// Opens a regular file. Had the path become a link, a pipe or a device since it was found, a `walked` one is refused
/// and none is waited for.
pub(crate) fn open(path: &Path, walked: bool) -> io::Result<Opened> {
    let mut options = OpenOptions::new();
    options.read(true);
    #[cfg(unix)]
    {
        use std::os::unix::fs::OpenOptionsExt;
        options.custom_flags(libc::O_NONBLOCK | if walked { libc::O_NOFOLLOW } else { 0 });
    }
    Ok(Opened { file: options.open(path)?, read: 0, walked, end: None })
}

impl Read for Opened {
    fn read(&mut self, into: &mut [u8]) -> io::Result<usize> {
        let end = match self.end {
            Some(end) => end,
            None if self.read < CHUNK as u64 => u64::MAX,
            None => {
                let end = self.length()?;
                *self.end.insert(end)
            }
        };
        let room = usize::try_from(end.saturating_sub(self.read)).unwrap_or(usize::MAX).min(into.len());
        if room == 0 {
            return Ok(0);
        }
        let n = self.file.read(into.get_mut(..room).unwrap_or_default())?;
        self.read += n as u64;
        // A file that a walk came to gives all that it has; one that the system makes up as it is read fills the room nearly.
        if self.walked && n < room / 2 {
            self.end = Some(self.read);
        }
        Ok(n)
    }
}

impl Opened {
    /// The file itself.
    pub(crate) fn into_file(self) -> File {
        self.file
    }

    /// What the system knows of the file that was opened, whatever stands at its path by now.
    pub(crate) fn metadata(&self) -> io::Result<Metadata> {
        self.file.metadata()
    }

    /// Somebody may write to the file faster than it is read, and a device never ends.
    fn length(&self) -> io::Result<u64> {
        match self.file.metadata()? {
            found if !found.is_file() => Err(io::Error::other("neither a file nor a folder")),
            // A file that the system makes up as it is read.
            found if found.len() == 0 => Ok(u64::MAX),
            found => Ok(found.len()),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Gives at most `step` bytes at a time, as a pipe does.
    struct Slow<'a>(&'a [u8], usize);

    impl Read for Slow<'_> {
        fn read(&mut self, into: &mut [u8]) -> io::Result<usize> {
            let (step, from) = (self.1.min(into.len()), self.0);
            let n = from.len().min(step);
            into[..n].copy_from_slice(&from[..n]);
            self.0 = &from[n..];
            Ok(n)
        }
    }

    #[test]
    #[expect(clippy::unwrap_used, reason = "a test fails by panicking")]
    fn whatever_is_left_over_comes_again() {
        let mut reader = Reader::new();
        let sizes = [0, 1, CHUNK - 1, CHUNK, CHUNK + 1, 2 * CHUNK, 5 * CHUNK + 7];
        for (size, step) in sizes.into_iter().flat_map(|size| [(size, 1000), (size, usize::MAX)]) {
            let text: Vec<u8> = (0..size).map(|i| b'a' + (i % 23) as u8).collect();
            for keep in [0, 1, 63, CHUNK / 2] {
                let (mut seen, mut ended) = (Vec::new(), 0);
                let read = reader.feed(Slow(&text, step), Skipped::of, |piece, last| {
                    let taken = if last { piece.len() } else { piece.len() - keep };
                    assert!(last || piece.len() >= CHUNK);
                    seen.extend_from_slice(&piece[..taken]);
                    ended += usize::from(last);
                    taken
                });
                assert_eq!(read.unwrap(), Ok(size as u64));
                assert!(seen == text && ended == 1, "{size} bytes by {step}, keeping {keep}");
            }
        }
    }

    #[test]
    #[expect(clippy::unwrap_used, reason = "a test fails by panicking")]
    fn a_nul_near_the_start_makes_a_file_binary() {
        let at = |at: usize| [vec![b'a'; at], vec![0], vec![b'a'; 9]].concat();
        for (text, binary) in [
            (at(0), true),
            (at(CHUNK - 1), true),
            (at(CHUNK), false),
            (b"\xff\xfea\0".to_vec(), false),
            (b"\xfe\xff\0a".to_vec(), false),
        ] {
            let read = Reader::new().feed(&text[..], Skipped::of, |piece, _| piece.len()).unwrap();
            assert_eq!(read.is_err(), binary);
            assert!(Reader::new().feed(&text[..], |_| None, |piece, _| piece.len()).unwrap().is_ok());
        }
    }

    #[test]
    #[expect(clippy::unwrap_used, reason = "a test fails by panicking")]
    fn a_file_that_changes_while_it_is_read_comes_to_an_end() {
        let temp = tempfile::tempdir().unwrap();
        let path = temp.path().join("a");
        for (what, chunks) in [("grows", 5), ("shrinks", 1), ("vanishes", 3)] {
            std::fs::write(&path, vec![b'a'; 3 * CHUNK]).unwrap();
            let other = OpenOptions::new().write(true).open(&path).unwrap();
            let read = Reader::new().feed(open(&path, true).unwrap(), Skipped::of, |piece, _| {
                match what {
                    "grows" => other.set_len(other.metadata().unwrap().len() + 2 * CHUNK as u64).unwrap(),
                    "shrinks" => other.set_len(0).unwrap(),
                    _ => std::fs::remove_file(&path).unwrap_or_default(),
                }
                piece.len()
            });
            assert_eq!(read.unwrap(), Ok(chunks * CHUNK as u64), "{what}");
        }
    }
    #[cfg(unix)]
    #[test]
    #[expect(clippy::unwrap_used, reason = "a test fails by panicking")]
    fn a_device_that_took_the_place_of_a_file_comes_to_an_end() {
        let device = open(Path::new("/dev/zero"), true).unwrap();
        assert!(device.take(4 * CHUNK as u64).read_to_end(&mut Vec::new()).is_err());
    }
}
