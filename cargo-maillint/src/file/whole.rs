//! A file that is the old one or the new one at any moment, and whole.

use super::attributes;
use super::signal::Unfinished;
use lint_core::gate::project::{TEMPORARY, is_temporary};
use std::collections::BTreeSet;
use std::fs::{self, File, Metadata};
use std::io::{self, Write as _};
use std::path::{Component, Path, PathBuf};
use std::sync::{Mutex, PoisonError};
use std::time::Duration;
use tempfile::NamedTempFile;

/// A file in the making, beside the one that it will replace. Dropped, it leaves nothing behind, nor does a signal.
#[derive(Debug)]
pub(crate) struct Whole {
    new: NamedTempFile,
    path: PathBuf,
    _unfinished: Unfinished,
}

impl Whole {
    /// Begins the file that is [`meant`] by `path`. The mode is that of the file that stands there, or else that of any new
    /// file.
    pub(crate) fn new(path: &Path) -> io::Result<Whole> {
        let path = meant(path)?;
        let whole = Whole::beside(&path)?;
        if let Ok(old) = fs::metadata(&path) {
            whole.new.as_file().set_permissions(old.permissions())?;
        }
        Ok(whole)
    }

    /// Begins the file at `path`, which is no link, and has there the owner, group, mode, access list and other attributes of this
    /// one.
    pub(crate) fn like(path: &Path, old: &Metadata) -> io::Result<Whole> {
        let whole = Whole::beside(path)?;
        let new = whole.new.as_file();
        #[cfg(unix)]
        {
            use std::os::unix::fs::{MetadataExt, fchown};
            let mine = new.metadata()?;
            if (mine.uid(), mine.gid()) != (old.uid(), old.gid()) {
                fchown(new, Some(old.uid()), Some(old.gid()))?;
            }
        }
        // After the owner: a change of owner takes away bits of the mode.
        new.set_permissions(old.permissions())?;
        attributes::keep(&super::open(path, true)?.into_file(), new)?;
        Ok(whole)
    }

    fn beside(path: &Path) -> io::Result<Whole> {
        let mut builder = tempfile::Builder::new();
        let (begin, end) = TEMPORARY;
        let prefix = format!("{begin}{}-", std::process::id());
        builder.prefix(&prefix).suffix(end);
        #[cfg(unix)]
        {
            use std::os::unix::fs::PermissionsExt;
            builder.permissions(fs::Permissions::from_mode(0o666));
        }
        let folder = path.parent().filter(|folder| *folder != Path::new("")).unwrap_or(Path::new("."));
        sweep(folder);
        let (new, unfinished) = Unfinished::begin(|| builder.tempfile_in(folder)).map_err(plain)?;
        Ok(Whole { new, path: path.to_owned(), _unfinished: unfinished })
    }

    /// What to write into.
    pub(crate) fn file(&mut self) -> &mut File {
        self.new.as_file_mut()
    }

    /// Puts the file in its place.
    pub(crate) fn put(self) -> io::Result<()> {
        self.new.persist(&self.path).map(drop).map_err(|error| error.error)
    }
}

/// Puts a text in the place of what the file at `path` holds. A pipe or a device is written to; renaming would take it away.
pub(crate) fn write(path: &Path, text: &[u8]) -> io::Result<()> {
    if fs::metadata(path).is_ok_and(|there| !there.is_file()) {
        return fs::OpenOptions::new().write(true).open(meant(path)?)?.write_all(text);
    }
    let mut whole = Whole::new(path)?;
    whole.file().write_all(text)?;
    whole.put()
}

impl Whole {
    /// Puts the file in the place of the old one, if that is still what `is_same` says that it is, wherever it stands then. Where
    /// the system can, the two change places first, so that nobody's change is lost in between.
    ///
    /// # Errors
    /// The old file has changed, with the error that is given for that; or what the system says.
    pub(crate) fn put_over(self, is_same: impl Fn(&Path) -> io::Result<bool>, changed: &'static str) -> io::Result<()> {
        let check = |path: &Path| if is_same(path)? { Ok(()) } else { Err(io::Error::other(changed)) };
        if exchange(self.new.path(), &self.path).is_err() {
            check(&self.path)?;
            return self.put();
        }
        check(self.new.path()).inspect_err(|_| drop(exchange(self.new.path(), &self.path)))
    }
}

/// Has two files change places at once.
#[cfg(any(target_os = "linux", target_os = "android", target_os = "macos"))]
fn exchange(one: &Path, other: &Path) -> io::Result<()> {
    use rustix::fs::{CWD, RenameFlags, renameat_with};
    Ok(renameat_with(CWD, one, CWD, other, RenameFlags::EXCHANGE)?)
}

#[cfg(not(any(target_os = "linux", target_os = "android", target_os = "macos")))]
fn exchange(_one: &Path, _other: &Path) -> io::Result<()> {
    Err(io::ErrorKind::Unsupported.into())
}

/// How long a temporary file stands at least that is taken for one whose process has ended, where nobody can tell.
const STALE: Duration = Duration::from_secs(3600);

/// Removes what runs that were ended by force have left in a folder, once a run.
fn sweep(folder: &Path) {
    static SWEPT: Mutex<BTreeSet<PathBuf>> = Mutex::new(BTreeSet::new());
    if !SWEPT.lock().unwrap_or_else(PoisonError::into_inner).insert(folder.to_owned()) {
        return;
    }
    for entry in fs::read_dir(folder).into_iter().flatten().flatten() {
        let name = entry.file_name();
        let is_file = || entry.file_type().is_ok_and(|kind| kind.is_file());
        if is_temporary(name.as_encoded_bytes()) && is_file() && is_left(&name.to_string_lossy(), &entry) {
            // Who may not remove it leaves it; no walk reads it.
            let _ = fs::remove_file(entry.path());
        }
    }
}

/// Whether the process that made a temporary file is gone.
fn is_left(name: &str, entry: &fs::DirEntry) -> bool {
    let process = name.strip_prefix(TEMPORARY.0).and_then(|rest| rest.split('-').next()?.parse::<u32>().ok());
    match process {
        Some(process) if Path::new("/proc/self").exists() => !Path::new(&format!("/proc/{process}")).exists(),
        Some(_) => {
            let age = entry.metadata().and_then(|found| found.modified()).ok().and_then(|time| time.elapsed().ok());
            age.is_some_and(|age| age > STALE)
        }
        None => false,
    }
}

/// The file that is written when this path is asked for, there or not: of a link, the one that it leads to.
///
/// # Errors
/// A link that leads out of the repository that it lies in: whoever put it there is not who asked for this file.
pub(crate) fn meant(path: &Path) -> io::Result<PathBuf> {
    let typed = std::path::absolute(path)?;
    let meant = match (fs::canonicalize(&typed), typed.parent(), typed.file_name()) {
        (Ok(found), ..) => found,
        (Err(_), Some(folder), Some(name)) => fs::canonicalize(folder)?.join(name),
        (Err(error), ..) => return Err(error),
    };
    // As written, `..` leads out of a folder that it begins in.
    let typed = typed.components().fold(PathBuf::new(), |above, part| match part {
        Component::ParentDir => above.parent().map(Path::to_owned).unwrap_or_default(),
        part => above.join(part),
    });
    let around = |folder: &&Path| folder.join(".git").exists();
    let root = match typed.ancestors().skip(1).find(around) {
        Some(root) => root.to_owned(),
        None => std::env::current_dir().unwrap_or_default(),
    };
    match typed.starts_with(&root) && !fs::canonicalize(&root).is_ok_and(|root| meant.starts_with(root)) {
        false => Ok(meant),
        true => {
            let why = format!("a link leads from here to {}, which is outside of {}", meant.display(), root.display());
            Err(io::Error::other(why))
        }
    }
}

/// The system's words, without the name of a temporary file, which says nothing to anybody.
fn plain(error: io::Error) -> io::Error {
    match error.to_string().split_once(" at path ") {
        Some((words, _)) => io::Error::new(error.kind(), words.to_owned()),
        None => error,
    }
}
