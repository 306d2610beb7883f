//! Paths: as typed, as stored, as shown.

use std::borrow::Cow;
use std::path::{Path, PathBuf};

/// How a path is shown: with `/`, without a leading `./`; what is no Unicode becomes U+FFFD.
pub(crate) fn shown(path: &Path) -> String {
    match path.strip_prefix(".").unwrap_or(path).to_string_lossy() {
        here if here.is_empty() => String::from("."),
        path => slashed(path).into_owned(),
    }
}

fn slashed(path: Cow<'_, str>) -> Cow<'_, str> {
    if cfg!(windows) { Cow::Owned(path.replace('\\', "/")) } else { path }
}

/// The path without `./` in front and without doubled or trailing separators, relative where it lies in `here`.
pub(crate) fn tidy(path: &Path, here: &Path) -> PathBuf {
    let path = path.strip_prefix(".").unwrap_or(path);
    let tidy: PathBuf = path.strip_prefix(here).unwrap_or(path).components().collect();
    if tidy.as_os_str().is_empty() { PathBuf::from(".") } else { tidy }
}

/// A path as it is stored in a list.
#[cfg(unix)]
pub(crate) fn path_of(bytes: &[u8]) -> PathBuf {
    use std::os::unix::ffi::OsStrExt;
    PathBuf::from(std::ffi::OsStr::from_bytes(bytes))
}

#[cfg(not(unix))]
pub(crate) fn path_of(bytes: &[u8]) -> PathBuf {
    PathBuf::from(String::from_utf8_lossy(bytes).into_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_path_has_one_form() {
        for (typed, meant) in [
            (".", "."),
            ("./", "."),
            ("./a/", "a"),
            ("a//b/./c", "a/b/c"),
            ("../a", "../a"),
            ("/a/", "/a"),
            ("/here", "."),
            ("/here/a", "a"),
            ("/hereafter", "/hereafter"),
        ] {
            assert_eq!(tidy(Path::new(typed), Path::new("/here")), Path::new(meant));
        }
    }
}
