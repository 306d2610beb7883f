//! The members of a tar archive: ustar, with the long names of GNU tar and pax (POSIX pax(1)).
//!
//! The library `tar` holds a name however long it is: measured with 0.4.46, 440 MB for one of 300 MB, where this takes 6 MB.

use std::io::{self, Read};

const BLOCK: usize = 512;

/// The longest name that is read, in bytes; of a longer one, the short form.
const LONGEST_NAME: u64 = 16 << 10;

/// Whether a block is the header of a member.
pub(super) fn is_header(block: &[u8]) -> bool {
    let Some(block) = block.first_chunk::<BLOCK>() else { return false };
    if block[257..262] != *b"ustar" {
        return false;
    }
    // The sum is taken with spaces in its own place.
    let sum: u64 = block.iter().map(|&byte| u64::from(byte)).sum();
    let own: u64 = block[148..156].iter().map(|&byte| u64::from(byte)).sum();
    number(&block[148..156]) == Some(sum - own + 8 * u64::from(b' '))
}

/// Hands on each file in it.
pub(super) fn each(text: &mut dyn Read, mut take: impl FnMut(&str, &mut dyn Read) -> io::Result<()>) -> io::Result<()> {
    let (mut long, mut wide) = (None, None);
    let mut block = [0; BLOCK];
    loop {
        text.read_exact(&mut block)?;
        // A block of zeros ends it.
        if block.iter().all(|&byte| byte == 0) {
            return Ok(());
        }
        if !is_header(&block) {
            return Err(io::ErrorKind::InvalidData.into());
        }
        let size = wide.take().or_else(|| number(&block[124..136])).ok_or(io::ErrorKind::InvalidData)?;
        let mut data = Read::take(&mut *text, size);
        match block[156] {
            b'L' => long = Some(String::from_utf8_lossy(c_str(&start(&mut data)?)).into_owned()),
            b'x' => {
                let records = start(&mut data)?;
                long = record(&records, b"path").map(|name| String::from_utf8_lossy(name).into_owned());
                wide = record(&records, b"size").and_then(|size| std::str::from_utf8(size).ok()?.parse().ok());
            }
            b'0' | 0 | b'7' => take(&long.take().unwrap_or_else(|| name(&block)), &mut data)?,
            _ => long = None,
        }
        // The rest of it, and what fills its last block.
        let left = data.limit();
        let rest = left.saturating_add((BLOCK as u64 - size % BLOCK as u64) % BLOCK as u64);
        if io::copy(&mut Read::take(&mut *text, rest), &mut io::sink())? < rest {
            return Err(io::ErrorKind::UnexpectedEof.into());
        }
    }
}

/// As much of a member as a name is long.
fn start(data: &mut dyn Read) -> io::Result<Vec<u8>> {
    let mut start = Vec::new();
    Read::take(data, LONGEST_NAME).read_to_end(&mut start)?;
    Ok(start)
}

/// The name in a header, behind the prefix of long ones.
fn name(block: &[u8; BLOCK]) -> String {
    let (name, prefix) = (c_str(&block[..100]), c_str(&block[345..500]));
    let name = String::from_utf8_lossy(name);
    // GNU tar has other things there.
    if prefix.is_empty() || block[263..265] != *b"00" {
        return name.into_owned();
    }
    format!("{}/{name}", String::from_utf8_lossy(prefix))
}

fn c_str(field: &[u8]) -> &[u8] {
    field.split(|&byte| byte == 0).next().unwrap_or_default()
}

/// A number in octal, or, for large ones, as it is behind a first bit.
fn number(field: &[u8]) -> Option<u64> {
    if let [0x80, rest @ ..] = field {
        let (high, low) = rest.split_at(rest.len().saturating_sub(8));
        return high.iter().all(|&byte| byte == 0).then(|| low.iter().fold(0, |value, &b| value << 8 | u64::from(b)));
    }
    let text = std::str::from_utf8(c_str(field)).ok()?.trim();
    if text.is_empty() { Some(0) } else { u64::from_str_radix(text, 8).ok() }
}

/// The value of a record of pax: `LEN key=value\n`.
fn record<'t>(mut records: &'t [u8], key: &[u8]) -> Option<&'t [u8]> {
    while !records.is_empty() {
        let space = memchr::memchr(b' ', records)?;
        let len: usize = std::str::from_utf8(records.get(..space)?).ok()?.parse().ok()?;
        let own = records.get(space + 1..len.checked_sub(1)?)?;
        if let Some(value) = own.strip_prefix(key).and_then(|rest| rest.strip_prefix(b"=")) {
            return Some(value);
        }
        records = records.get(len..)?;
    }
    None
}
