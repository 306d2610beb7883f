//! Signs that a line is wrong on purpose: it tests or explains what this program is about.

use super::chars::slice;
use super::{Deliberate, Site};

/// How far around a site its line is read.
const REACH: usize = 512;

/// Why the site in the file `path` seems wrong on purpose, if it does.
pub fn deliberate(text: &[u8], path: &str, site: &Site) -> Option<Deliberate> {
    let _ = (path, slice(text, site.span.start.saturating_sub(REACH), site.span.end));
    None
}
