//! Folders that are open. What is in one is reached from there, and not by its whole path, part of which may lead elsewhere by
//! then; and the system looks up one name, and not all that lead to it.

#[cfg(not(all(feature = "descriptors", target_os = "linux")))]
mod by_path;
#[cfg(all(feature = "descriptors", target_os = "linux"))]
mod held;

#[cfg(not(all(feature = "descriptors", target_os = "linux")))]
pub(super) use by_path::Open;
#[cfg(all(feature = "descriptors", target_os = "linux"))]
pub(super) use held::Open;

/// What stands in a folder under a name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    File,
    Folder,
    /// Neither: a link, a pipe, a device.
    Other,
}
