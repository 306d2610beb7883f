//! Files: how their paths are shown, how they are read, and how one takes another's place.

mod attributes;
mod path;
mod read;
mod signal;
mod whole;

pub(crate) use path::{path_of, shown, tidy};
pub(crate) use read::{Origin, Reader, open};
pub(crate) use signal::begin as begin_signals;
pub(crate) use whole::{Whole, meant, write};
