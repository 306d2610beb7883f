//! Which file it is, whatever it is called.

use std::fs::Metadata;
use std::path::Path;

/// A file's device and number there. Systems that have none know no two files to be the same.
///
/// ```
/// # fn main() -> std::io::Result<()> {
/// use lint_core::gate::project::Identity;
/// let of = |path: &str| std::fs::metadata(path).map(|found| Identity::of(&found));
/// let manifest = concat!(env!("CARGO_MANIFEST_DIR"), "/Cargo.toml");
/// assert_eq!(of(manifest)?, of(&manifest.replace("/Cargo", "/./Cargo"))?);
/// # Ok(())
/// # }
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Identity {
    device: u64,
    number: u64,
}

impl Identity {
    /// That of what these are about.
    pub fn of(metadata: &Metadata) -> Option<Identity> {
        #[cfg(unix)]
        {
            use std::os::unix::fs::MetadataExt;
            Some(Identity { device: metadata.dev(), number: metadata.ino() })
        }
        #[cfg(not(unix))]
        {
            let _ = metadata;
            None
        }
    }

    /// Whether this path leads to it, without following a link at its end. Few files have the `number` that a folder gives for what stands
    /// there, which saves asking for the rest.
    pub(super) fn is(&self, number: u64, path: &Path) -> bool {
        self.number == number && path.symlink_metadata().is_ok_and(|found| Identity::of(&found) == Some(*self))
    }
}
