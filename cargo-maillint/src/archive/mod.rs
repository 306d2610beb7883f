//! Texts that are packed: in gzip, in zip and tar archives and the documents that are such (docx, xlsx, odt, epub, jar, whl), and in
//! archives in them.
//!
//! Nothing is written to the disk. Members are read one after the other as they are unpacked, and no list of them is held, so that
//! memory does not grow with what an archive claims or holds.

mod budget;
mod tar;
mod zip;

use budget::{Budget, Metered};
use flate2::read::MultiGzDecoder;
use lint_core::gate::project::Skipped;
use std::error;
use std::fmt;
use std::io::{self, Chain, Cursor, Read, Seek, SeekFrom};

/// What stands between an archive's path and the name of a member.
pub(crate) const WITHIN: char = '!';

/// How deep archives are read that are in others.
const DEEPEST: usize = 4;

/// The longest archive that is read where it cannot be gone back and forth in, in bytes: it is held.
const LONGEST_HELD: u64 = 8 << 20;

/// What is read where it can be gone back and forth in.
pub(crate) trait Seekable: Read + Seek {}

impl<T: Read + Seek> Seekable for T {}

/// Something in an archive.
pub(crate) enum Member<'a> {
    /// What is in it, whether text or not.
    Text(&'a mut dyn Read),
    /// Why it cannot be read.
    Skipped(Skipped),
}

/// Takes a member by its name within the file.
type Take<'t> = &'t mut dyn FnMut(&str, Member<'_>);

/// How much of the start of a file says whether it is an archive.
const START: usize = 512;

/// Whether a file is an archive that is read.
///
/// # Errors
/// The file cannot be read.
pub(crate) fn is_read(file: &mut dyn Seekable) -> io::Result<bool> {
    form(file).map(|form| form.is_some())
}

/// Hands on all that is packed in an archive of this name.
///
/// # Errors
/// Why the file could not be read to its end; [`refusal`] tells what lies in what is packed from what lies in the disk.
pub(crate) fn each(file: &mut dyn Seekable, name: &str, take: Take<'_>) -> io::Result<()> {
    let budget = Budget::of(file.seek(SeekFrom::End(0))?);
    let mut archive = Archive { budget: &budget, take };
    match form(file)? {
        Some(Form::Zip) => archive.zip(file, "", 0),
        _ => archive.stream(file, "", "", base(name), 0),
    }
}

/// In which way a file is packed that is read from its start then.
fn form(file: &mut dyn Seekable) -> io::Result<Option<Form>> {
    let mut start = Vec::with_capacity(START);
    file.rewind()?;
    Read::take(&mut *file, START as u64).read_to_end(&mut start)?;
    file.rewind()?;
    Ok(Form::of(&start))
}

/// An archive that cannot be gone back and forth in.
///
/// # Errors
/// It is too long to be held.
pub(crate) fn held(text: &mut dyn Read) -> io::Result<Vec<u8>> {
    let mut held = Vec::new();
    Read::take(text, LONGEST_HELD + 1).read_to_end(&mut held)?;
    if held.len() as u64 > LONGEST_HELD { Err(refused(Skipped::Compressed)) } else { Ok(held) }
}

/// Why what is packed was not read, if an error is of that and not of the disk.
pub(crate) fn refusal(error: &io::Error) -> Option<Skipped> {
    if let Some(Refused(why)) = error.get_ref().and_then(|inner| inner.downcast_ref()) {
        return Some(*why);
    }
    matches!(error.kind(), io::ErrorKind::InvalidData | io::ErrorKind::InvalidInput | io::ErrorKind::UnexpectedEof)
        .then_some(Skipped::Damaged)
}

/// An error that says why what is packed is not read.
#[derive(Debug)]
struct Refused(Skipped);

impl fmt::Display for Refused {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.0.as_str())
    }
}

impl error::Error for Refused {}

fn refused(why: Skipped) -> io::Error {
    io::Error::other(Refused(why))
}

/// In which way something is packed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Form {
    Gzip,
    Zip,
    Tar,
}

impl Form {
    fn of(start: &[u8]) -> Option<Form> {
        match start {
            [0x1f, 0x8b, 8, ..] => Some(Form::Gzip),
            [b'P', b'K', 3, 4, ..] => Some(Form::Zip),
            _ => tar::is_header(start).then_some(Form::Tar),
        }
    }
}

/// A file that is unpacked.
struct Archive<'a> {
    budget: &'a Budget,
    take: Take<'a>,
}

impl Archive<'_> {
    /// Takes what is called `label` within the file, or what is packed in it. Members of a tar are members of `holder`, which differs
    /// where nothing but the tar is packed in that; `own` is its last name.
    fn stream(&mut self, text: &mut dyn Read, holder: &str, label: &str, own: &str, depth: usize) -> io::Result<()> {
        let mut start = Vec::with_capacity(START);
        Read::take(&mut *text, START as u64).read_to_end(&mut start)?;
        let form = Form::of(&start);
        let mut whole: Chain<Cursor<Vec<u8>>, &mut dyn Read> = Cursor::new(start).chain(text);
        match form {
            None => (self.take)(label, Member::Text(&mut whole)),
            Some(_) if depth >= DEEPEST => (self.take)(label, Member::Skipped(Skipped::Compressed)),
            Some(Form::Gzip) => {
                let own = unpacked_name(own);
                let mut text = Metered::new(MultiGzDecoder::new(whole), self.budget);
                self.stream(&mut text, label, &within(label, &own), &own, depth + 1)?;
            }
            Some(Form::Tar) => tar::each(&mut whole, |name, text| self.member(text, holder, name, depth))?,
            Some(Form::Zip) => match held(&mut whole) {
                Ok(held) => self.zip(&mut Cursor::new(held), label, depth)?,
                Err(error) if refusal(&error) == Some(Skipped::Compressed) => {
                    (self.take)(label, Member::Skipped(Skipped::Compressed));
                }
                Err(error) => return Err(error),
            },
        }
        self.budget.check()
    }

    /// Takes a member of the archive `holder`. That one is damaged says nothing of the others.
    fn member(&mut self, text: &mut dyn Read, holder: &str, name: &str, depth: usize) -> io::Result<()> {
        self.budget.count_member()?;
        let label = within(holder, name);
        match self.stream(text, &label, &label, base(name), depth + 1) {
            Err(error) if refusal(&error) == Some(Skipped::Damaged) => {
                (self.take)(&label, Member::Skipped(Skipped::Damaged));
                Ok(())
            }
            done => done,
        }
    }

    fn zip(&mut self, file: &mut dyn Seekable, holder: &str, depth: usize) -> io::Result<()> {
        let budget = self.budget;
        zip::each(file, |name, data| match data {
            Ok(data) => self.member(&mut Metered::new(data, budget), holder, name, depth),
            Err(why) => {
                budget.count_member()?;
                (self.take)(&within(holder, name), Member::Skipped(why));
                Ok(())
            }
        })
    }
}

/// The name of a member of what is called `holder` within a file; that is nothing for the file itself.
fn within(holder: &str, name: &str) -> String {
    if holder.is_empty() { name.to_owned() } else { format!("{holder}{WITHIN}{name}") }
}

fn base(name: &str) -> &str {
    name.rsplit(['/', WITHIN]).next().unwrap_or(name)
}

/// What gunzip(1) would call what is in a file of this name.
fn unpacked_name(name: &str) -> String {
    match name.rsplit_once('.') {
        Some((stem, "tgz" | "taz")) => format!("{stem}.tar"),
        Some((stem, "svgz")) => format!("{stem}.svg"),
        Some((stem, "gz" | "z" | "Z" | "GZ")) if !stem.is_empty() => stem.to_owned(),
        _ => name.to_owned(),
    }
}
