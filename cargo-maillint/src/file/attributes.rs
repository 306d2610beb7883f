//! What a file has besides its bytes, its owner and its mode: access lists and extended attributes (xattr(7), acl(5)).

use std::fs::File;
use std::io;

/// The most bytes that the names of a file's attributes, or the value of one, take (`XATTR_LIST_MAX`, `XATTR_SIZE_MAX`).
#[cfg(any(target_os = "linux", target_os = "android", target_os = "macos"))]
const MAX: usize = 64 << 10;

/// Gives a new file the attributes of an old one, and takes away those that it got from its folder.
///
/// # Errors
/// Attributes that this user may not give.
#[cfg(any(target_os = "linux", target_os = "android", target_os = "macos"))]
pub(super) fn keep(old: &File, new: &File) -> io::Result<()> {
    use rustix::fs::{XattrFlags, fremovexattr, fsetxattr};
    let refused = |error: rustix::io::Errno| {
        io::Error::other(format!("its access list or other attributes cannot be kept ({})", io::Error::from(error)))
    };
    let (wanted, given) = (names(old)?, names(new)?);
    for name in &wanted {
        let value = value(old, name)?;
        if self::value(new, name).ok() != Some(value.clone()) {
            fsetxattr(new, name.as_slice(), &value, XattrFlags::empty()).map_err(refused)?;
        }
    }
    for name in given.iter().filter(|name| !wanted.contains(name)) {
        fremovexattr(new, name.as_slice()).map_err(refused)?;
    }
    Ok(())
}

#[cfg(not(any(target_os = "linux", target_os = "android", target_os = "macos")))]
pub(super) fn keep(_old: &File, _new: &File) -> io::Result<()> {
    Ok(())
}

/// The names of a file's attributes; none where its file system knows no such thing.
#[cfg(any(target_os = "linux", target_os = "android", target_os = "macos"))]
fn names(file: &File) -> io::Result<Vec<Vec<u8>>> {
    let mut list = vec![0; MAX];
    match rustix::fs::flistxattr(file, &mut list[..]) {
        Ok(len) => list.truncate(len),
        Err(rustix::io::Errno::NOTSUP) => list.clear(),
        Err(error) => return Err(error.into()),
    }
    Ok(list.split(|byte| *byte == 0).filter(|name| !name.is_empty()).map(<[u8]>::to_vec).collect())
}

#[cfg(any(target_os = "linux", target_os = "android", target_os = "macos"))]
fn value(file: &File, name: &[u8]) -> io::Result<Vec<u8>> {
    let mut value = vec![0; MAX];
    let len = rustix::fs::fgetxattr(file, name, &mut value[..])?;
    value.truncate(len);
    Ok(value)
}
