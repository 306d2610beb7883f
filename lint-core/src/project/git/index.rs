//! The index of a work tree (gitformat-index(5), versions 2 to 4).
//!
//! Only the paths are kept, in order, each as what it does not share with the one before: a hundred thousand take about two MiB.

use std::cmp::Ordering;
use std::fs::File;
use std::io::{self, BufRead, BufReader, Read};
use std::path::Path;

/// The longest path that is taken, in bytes; no system opens a longer one.
const PATH_MAX: usize = 1 << 14;

/// How many bytes of paths are held.
const HELD: usize = 24 << 20;

/// How many paths stand between two that are written out.
const STEP: u32 = 16;

/// What git tracks.
#[derive(Debug, Default)]
pub(in crate::project) struct Index {
    /// That of the work tree, and the one that it shares, if it is split. What was taken from the shared one since is still
    /// in it.
    parts: Vec<Paths>,
}

impl Index {
    /// Reads the index in the folder of a work tree's own files; it tracks nothing where there is none.
    pub(super) fn read(own: &Path, sha256: bool) -> Result<Index, String> {
        let mut index = Index::default();
        let mut name = String::from("index");
        while let Some((paths, shared)) = Paths::read(&own.join(&name), sha256).map_err(|error| error.to_string())? {
            index.parts.push(paths);
            match shared {
                Some(shared) if index.parts.len() == 1 => name = format!("sharedindex.{shared}"),
                _ => break,
            }
        }
        Ok(index)
    }

    /// Whether the file at this path is tracked.
    pub(in crate::project) fn holds(&self, path: &[u8]) -> bool {
        self.parts.iter().any(|part| part.from(path).is_some_and(|found| found == path))
    }

    /// Whether anything below this folder is tracked.
    pub(in crate::project) fn holds_below(&self, folder: &[u8]) -> bool {
        let folder = [folder, b"/"].concat();
        self.parts.iter().any(|part| part.from(&folder).is_some_and(|found| found.starts_with(&folder)))
    }

    /// Whether this is the path of a submodule.
    pub(in crate::project) fn is_submodule(&self, path: &[u8]) -> bool {
        self.parts.iter().any(|part| part.submodules.iter().any(|module| module == path))
    }
}

/// Paths in order.
#[derive(Debug, Default)]
struct Paths {
    /// How many bytes are shared (two bytes), how many are not (two bytes), and these.
    bytes: Vec<u8>,
    /// Where every [`STEP`]th begins, which shares nothing.
    steps: Vec<u32>,
    count: u32,
    last: Vec<u8>,
    submodules: Vec<Vec<u8>>,
}

impl Paths {
    /// The paths in an index, and the name of the one that it shares, if it is split; `None` where there is no such file.
    fn read(file: &Path, sha256: bool) -> io::Result<Option<(Paths, Option<String>)>> {
        match file.metadata() {
            Ok(found) if found.is_file() => {}
            Ok(_) => return Err(io::Error::other("this is not a file")),
            Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(None),
            Err(error) => return Err(error),
        }
        let mut input = BufReader::with_capacity(64 << 10, File::open(file)?);
        let mut paths = Paths::default();
        let shared = paths.entries(&mut input, if sha256 { 32 } else { 20 }).map_err(|error| match error.kind() {
            io::ErrorKind::UnexpectedEof => damaged(),
            _ => error,
        })?;
        Ok(Some((paths, shared)))
    }

    fn entries(&mut self, input: &mut impl BufRead, hash: usize) -> io::Result<Option<String>> {
        let mut head = [0; 12];
        input.read_exact(&mut head)?;
        let number = |at: usize| u32::from_be_bytes([head[at], head[at + 1], head[at + 2], head[at + 3]]);
        let version = number(4);
        if &head[..4] != b"DIRC" || !(2..=4).contains(&version) {
            return Err(damaged());
        }
        // Times, places and sizes; mode at 24, object, flags.
        let fixed = 40 + hash + 2;
        let (mut entry, mut path) = (vec![0; fixed], Vec::new());
        for _ in 0..number(8) {
            input.read_exact(&mut entry)?;
            let mut size = fixed;
            if entry[fixed - 2] & 0x40 != 0 {
                input.read_exact(&mut [0; 2])?;
                size += 2;
            }
            if version == 4 {
                let cut = offset(input)?;
                let left = path.len().checked_sub(cut).ok_or_else(damaged)?;
                path.truncate(left);
            } else {
                path.clear();
            }
            let before = path.len();
            let read = input.by_ref().take(PATH_MAX as u64 + 1).read_until(0, &mut path)?;
            if path.pop() != Some(0) || path.len() > PATH_MAX {
                return Err(damaged());
            }
            debug_assert_eq!(before + read, path.len() + 1, "the end is not kept");
            if version < 4 {
                // One to eight NULs fill up to a multiple of eight; one has been read.
                let rest = 7 - (size + path.len()) % 8;
                input.read_exact(&mut [0; 8][..rest])?;
            }
            match entry[24..28] {
                // A submodule, which its own repository tracks.
                [_, _, 0xe0, 0] => self.submodules.push(path.clone()),
                // A folder of a sparse index, of which nothing is there; an entry that replaces one of the shared index.
                [_, _, 0x40, 0] => {}
                _ if path.is_empty() => {}
                _ => self.push(&path)?,
            }
        }
        self.last = Vec::new();
        // Extensions: a name, a length, a content. The last bytes are a checksum.
        let mut extension = [0; 8];
        while input.read_exact(&mut extension).is_ok() {
            let [a, b, c, d] = [extension[4], extension[5], extension[6], extension[7]];
            let len = u64::from(u32::from_be_bytes([a, b, c, d]));
            if &extension[..4] == b"link" {
                let mut shared = vec![0; hash];
                input.read_exact(&mut shared)?;
                let is_split = shared.iter().any(|byte| *byte != 0);
                return Ok(is_split.then(|| shared.iter().map(|byte| format!("{byte:02x}")).collect()));
            }
            if !extension[..4].iter().all(u8::is_ascii_alphanumeric) {
                break;
            }
            io::copy(&mut input.by_ref().take(len), &mut io::sink())?;
        }
        Ok(None)
    }

    fn push(&mut self, path: &[u8]) -> io::Result<()> {
        if *self.last > *path {
            return Err(damaged());
        }
        let shared = match self.count % STEP {
            0 => {
                self.steps.push(self.bytes.len() as u32);
                0
            }
            _ => shared(&self.last, path),
        };
        let own = &path[shared..];
        self.bytes.extend_from_slice(&(shared as u16).to_be_bytes());
        self.bytes.extend_from_slice(&(own.len() as u16).to_be_bytes());
        self.bytes.extend_from_slice(own);
        if self.bytes.len() > HELD {
            return Err(io::Error::other("it lists more paths than a repository has"));
        }
        self.count += 1;
        self.last.truncate(shared);
        self.last.extend_from_slice(own);
        Ok(())
    }

    /// The path that begins at `at`, into what held the one before; and where the next begins.
    fn decode(&self, at: usize, path: &mut Vec<u8>) -> Option<usize> {
        let head = self.bytes.get(at..at + 4)?;
        let [shared, own] = [u16::from_be_bytes([head[0], head[1]]), u16::from_be_bytes([head[2], head[3]])];
        let end = at + 4 + usize::from(own);
        path.truncate(shared.into());
        path.extend(self.bytes.get(at + 4..end)?);
        Some(end)
    }

    /// The first path that is not before this one.
    fn from(&self, wanted: &[u8]) -> Option<Vec<u8>> {
        let mut path = Vec::new();
        let step = self.steps.partition_point(|&at| {
            path.clear();
            self.decode(at as usize, &mut path).is_some() && path.as_slice().cmp(wanted) == Ordering::Less
        });
        path.clear();
        let mut at = *self.steps.get(step.saturating_sub(1))? as usize;
        loop {
            at = self.decode(at, &mut path)?;
            if *path >= *wanted {
                return Some(path);
            }
        }
    }
}

/// How many bytes two paths begin with alike: mostly more than a few.
fn shared(one: &[u8], other: &[u8]) -> usize {
    let (most, mut at) = (one.len().min(other.len()), 0);
    while at + 8 <= most && one[at..at + 8] == other[at..at + 8] {
        at += 8;
    }
    while at < most && one[at] == other[at] {
        at += 1;
    }
    at
}

/// A number as version 4 has it: seven bits a byte, the highest first, each but the last one less than it stands for.
fn offset(input: &mut impl Read) -> io::Result<usize> {
    let mut byte = [0];
    input.read_exact(&mut byte)?;
    let mut value = usize::from(byte[0] & 0x7f);
    while byte[0] & 0x80 != 0 {
        input.read_exact(&mut byte)?;
        value = value.checked_add(1).and_then(|value| value.checked_mul(128)).ok_or_else(damaged)?;
        value |= usize::from(byte[0] & 0x7f);
        if value > PATH_MAX {
            return Err(damaged());
        }
    }
    Ok(value)
}

fn damaged() -> io::Error {
    io::Error::other("the index of git is damaged")
}
