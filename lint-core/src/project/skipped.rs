//! Files that are not judged, and what they are instead.

use crate::text::find::memchr;

/// Why a file is not judged.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[non_exhaustive]
pub enum Skipped {
    /// It has NUL bytes near its beginning.
    Binary,
    /// It is packed: what is in it would have to be unpacked first.
    Compressed,
    /// It is in an archive, and a password is needed to read it.
    Encrypted,
    /// It is an archive, or in one, that cannot be read to its end.
    Damaged,
    /// It is an archive that unpacks to far more than anything that people pack.
    Bomb,
    /// It looks like UTF-16, and no mark at its beginning says which.
    Utf16,
    /// It is UTF-32, which hardly anything writes.
    Utf32,
    /// It is a report that maillint wrote.
    Report,
}

/// How far into a file a NUL makes it binary, in bytes.
const SNIFF: usize = 64 << 10;

/// How far a text is looked at to see whether it is UTF-16, in bytes.
const UNITS: usize = 512;

/// How packed files begin: gzip, zip, bzip2, xz, Zstandard, 7-Zip, LZ4, RAR (RFC 1952 and each one's own description).
const PACKED: [&[u8]; 8] = [
    b"\x1f\x8b\x08",
    b"PK\x03\x04",
    b"BZh",
    b"\xfd7zXZ\0",
    b"\x28\xb5\x2f\xfd",
    b"7z\xbc\xaf\x27\x1c",
    b"\x04\x22\x4d\x18",
    b"Rar!\x1a\x07",
];

impl Skipped {
    /// All that there are.
    pub const ALL: [Skipped; 8] = [
        Skipped::Binary,
        Skipped::Compressed,
        Skipped::Encrypted,
        Skipped::Damaged,
        Skipped::Bomb,
        Skipped::Utf16,
        Skipped::Utf32,
        Skipped::Report,
    ];

    /// What a file is that begins so; `None` for text.
    ///
    /// ```
    /// use lint_core::gate::project::Skipped;
    /// assert_eq!(Skipped::of(b"to: ops@army.mil"), None);
    /// assert_eq!(Skipped::of(b"PK\x03\x04\x14\0"), Some(Skipped::Compressed));
    /// assert_eq!(Skipped::of(b"t\0o\0:\0 \0x\0y\0"), Some(Skipped::Utf16));
    /// ```
    pub fn of(start: &[u8]) -> Option<Skipped> {
        let begins = |mark: &&[u8]| start.starts_with(mark);
        if [&b"\xff\xfe\0\0"[..], b"\0\0\xfe\xff"].iter().any(begins) {
            return Some(Skipped::Utf32);
        }
        if [&b"\xff\xfe"[..], b"\xfe\xff"].iter().any(begins) {
            return None;
        }
        memchr(0, start.get(..SNIFF).unwrap_or(start))?;
        Some(match () {
            () if PACKED.iter().any(begins) => Skipped::Compressed,
            () if is_utf16(start.get(..UNITS).unwrap_or(start)) => Skipped::Utf16,
            () => Skipped::Binary,
        })
    }

    /// The name used in reports for machines.
    pub const fn as_str(self) -> &'static str {
        match self {
            Skipped::Binary => "binary",
            Skipped::Compressed => "compressed",
            Skipped::Encrypted => "encrypted",
            Skipped::Damaged => "damaged_archive",
            Skipped::Bomb => "archive_bomb",
            Skipped::Utf16 => "utf_16_without_a_mark",
            Skipped::Utf32 => "utf_32",
            Skipped::Report => "report_of_maillint",
        }
    }

    /// What it is, for people.
    ///
    /// ```
    /// use lint_core::gate::project::Skipped;
    /// assert_eq!(Skipped::Utf16.words(), "UTF-16 without a byte order mark");
    /// ```
    pub const fn words(self) -> &'static str {
        match self {
            Skipped::Binary => "binary",
            Skipped::Compressed => "compressed",
            Skipped::Encrypted => "encrypted",
            Skipped::Damaged => "damaged archive",
            Skipped::Bomb => "archive bomb",
            Skipped::Utf16 => "UTF-16 without a byte order mark",
            Skipped::Utf32 => "UTF-32",
            Skipped::Report => "report of maillint",
        }
    }
}

/// Whether nearly each second byte is a NUL and the others are letters.
fn is_utf16(start: &[u8]) -> bool {
    let (mut even, mut odd, mut text) = (0, 0, 0);
    for pair in start.chunks_exact(2) {
        even += usize::from(pair[0] == 0);
        odd += usize::from(pair[1] == 0);
        let one = pair[0] | pair[1];
        text += usize::from((pair[0] == 0) != (pair[1] == 0) && (one.is_ascii_graphic() || one.is_ascii_whitespace()));
    }
    let units = start.len() / 2;
    units > 3 && text * 10 >= units * 9 && (even * 10 <= units || odd * 10 <= units)
}
