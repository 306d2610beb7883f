//! The members of a zip archive, by the directory at its end (APPNOTE 6.3.10, sections 4.3 and 4.5).
//!
//! The directory is read entry by entry and never held. The library `zip` holds all of it: measured with 8.6, 622 MB for an archive of
//! 54 MB with a million members, where this takes 6 MB. A bound on the directory in front of it that keeps to a scan's memory would
//! leave out archives with some ten thousand members, which people do pack; 9 also needs a second version of `syn`.

use flate2::read::DeflateDecoder;
use lint_core::gate::project::Skipped;
use std::io::{self, Read, SeekFrom, Take};

/// The data of a member: as it is, or deflated.
pub(super) enum Data<'f> {
    Stored(Take<&'f mut dyn Read>),
    Deflated(Box<DeflateDecoder<Take<&'f mut dyn Read>>>),
}

impl Read for Data<'_> {
    fn read(&mut self, into: &mut [u8]) -> io::Result<usize> {
        match self {
            Data::Stored(data) => data.read(into),
            Data::Deflated(data) => data.read(into),
        }
    }
}

/// Hands on each member: its name, and its data or why that cannot be read.
pub(super) fn each(
    file: &mut dyn super::Seekable,
    mut take: impl FnMut(&str, Result<Data<'_>, Skipped>) -> io::Result<()>,
) -> io::Result<()> {
    let directory = Directory::find(file)?;
    let len = file.seek(SeekFrom::End(0))?;
    let (mut at, mut left) = (directory.start, len);
    for _ in 0..directory.entries {
        file.seek(SeekFrom::Start(at))?;
        let entry = Entry::read(file)?;
        at += entry.len;
        // A folder has nothing in it.
        if entry.name.ends_with('/') {
            continue;
        }
        if entry.is_encrypted {
            take(&entry.name, Err(Skipped::Encrypted))?;
            continue;
        }
        let deflated = match entry.method {
            0 => false,
            8 => true,
            _ => {
                take(&entry.name, Err(Skipped::Compressed))?;
                continue;
            }
        };
        // The data of members lie beside each other: nobody but a bomb lists more than there is.
        left = match left.checked_sub(entry.packed) {
            Some(left) => left,
            None if entry.packed > len => {
                take(&entry.name, Err(Skipped::Damaged))?;
                continue;
            }
            None => return Err(super::refused(Skipped::Bomb)),
        };
        let Some(()) = seek_data(file, entry.header.saturating_add(directory.shift))? else {
            take(&entry.name, Err(Skipped::Damaged))?;
            continue;
        };
        let data: &mut dyn Read = &mut *file;
        let data = data.take(entry.packed);
        let data = if deflated { Data::Deflated(Box::new(DeflateDecoder::new(data))) } else { Data::Stored(data) };
        take(&entry.name, Ok(data))?;
    }
    Ok(())
}

/// Goes to the data behind the header of a member at `header`; `None` if there is none.
fn seek_data(file: &mut dyn super::Seekable, header: u64) -> io::Result<Option<()>> {
    let mut bytes = [0; 30];
    file.seek(SeekFrom::Start(header))?;
    match file.read_exact(&mut bytes) {
        Err(error) if error.kind() == io::ErrorKind::UnexpectedEof => return Ok(None),
        read => read?,
    }
    if !bytes.starts_with(b"PK\x03\x04") {
        return Ok(None);
    }
    let behind = i64::from(u16_at(&bytes, 26)) + i64::from(u16_at(&bytes, 28));
    file.seek(SeekFrom::Current(behind)).map(|_| Some(()))
}

/// Where the directory is.
struct Directory {
    start: u64,
    entries: u64,
    /// How much stands before the archive, such as a program that unpacks it.
    shift: u64,
}

impl Directory {
    /// The shortest record at the end, and the longest, with its comment.
    const END: u64 = 22;
    const FURTHEST: u64 = Directory::END + 0xffff;

    fn find(file: &mut dyn super::Seekable) -> io::Result<Directory> {
        let len = file.seek(SeekFrom::End(0))?;
        let from = len.saturating_sub(Directory::FURTHEST);
        let mut tail = Vec::new();
        file.seek(SeekFrom::Start(from))?;
        Read::take(&mut *file, Directory::FURTHEST).read_to_end(&mut tail)?;
        let at = memchr::memmem::rfind(&tail, b"PK\x05\x06").ok_or_else(damaged)?;
        let end = tail.get(at..).filter(|end| end.len() as u64 >= Directory::END).ok_or_else(damaged)?;
        let (mut entries, mut size) = (u64::from(u16_at(end, 10)), u64::from(u32_at(end, 12)));
        let (mut start, mut end) = (u64::from(u32_at(end, 16)), from + at as u64);
        // A longer record stands before it, and is pointed to by what stands between them.
        let locator = at.checked_sub(20).and_then(|at| tail.get(at..)).filter(|it| it.starts_with(b"PK\x06\x07"));
        if let Some(locator) = locator {
            let mut long = [0; 56];
            file.seek(SeekFrom::Start(u64_at(locator, 8)))?;
            file.read_exact(&mut long)?;
            if long.starts_with(b"PK\x06\x06") {
                end = u64_at(locator, 8);
                (entries, size, start) = (u64_at(&long, 32), u64_at(&long, 40), u64_at(&long, 48));
            }
        }
        let real = end.checked_sub(size).ok_or_else(damaged)?;
        let shift = real.checked_sub(start).ok_or_else(damaged)?;
        Ok(Directory { start: real, entries, shift })
    }
}

/// An entry of the directory.
struct Entry {
    name: String,
    is_encrypted: bool,
    method: u16,
    /// How long its data are.
    packed: u64,
    /// Where its header is.
    header: u64,
    /// How long the entry is.
    len: u64,
}

impl Entry {
    fn read(file: &mut dyn super::Seekable) -> io::Result<Entry> {
        let mut head = [0; 46];
        file.read_exact(&mut head)?;
        if !head.starts_with(b"PK\x01\x02") {
            return Err(damaged());
        }
        let (name, extra) = (usize::from(u16_at(&head, 28)), usize::from(u16_at(&head, 30)));
        let mut rest = vec![0; name + extra];
        file.read_exact(&mut rest)?;
        let (name, extra) = rest.split_at(name);
        let mut packed = u64::from(u32_at(&head, 20));
        let mut header = u64::from(u32_at(&head, 42));
        // What does not fit above follows in this order.
        let mut long = wide(extra);
        let mut widen = |value: &mut u64| {
            if *value == u64::from(u32::MAX)
                && let Some((first, rest)) = long.split_at_checked(8)
            {
                (*value, long) = (u64_at(first, 0), rest);
            }
        };
        widen(&mut u64::from(u32_at(&head, 24)));
        widen(&mut packed);
        widen(&mut header);
        Ok(Entry {
            name: String::from_utf8_lossy(name).into_owned(),
            is_encrypted: u16_at(&head, 8) & 1 != 0,
            method: u16_at(&head, 10),
            packed,
            header,
            len: 46 + rest.len() as u64 + u64::from(u16_at(&head, 32)),
        })
    }
}

/// The field among the extra ones that holds what is wider than 32 bits.
fn wide(mut extra: &[u8]) -> &[u8] {
    while let Some((head, rest)) = extra.split_at_checked(4) {
        let Some((field, behind)) = rest.split_at_checked(usize::from(u16_at(head, 2))) else { break };
        if u16_at(head, 0) == 1 {
            return field;
        }
        extra = behind;
    }
    &[]
}

fn damaged() -> io::Error {
    super::refused(Skipped::Damaged)
}

fn u16_at(bytes: &[u8], at: usize) -> u16 {
    u64_of(bytes, at, 2) as u16
}

fn u32_at(bytes: &[u8], at: usize) -> u32 {
    u64_of(bytes, at, 4) as u32
}

fn u64_at(bytes: &[u8], at: usize) -> u64 {
    u64_of(bytes, at, 8)
}

/// The number in so many bytes, the lowest first; those that are not there are zero.
fn u64_of(bytes: &[u8], at: usize, len: usize) -> u64 {
    let bytes = bytes.get(at..at + len).unwrap_or_default();
    bytes.iter().rev().fold(0, |value, &byte| value << 8 | u64::from(byte))
}
