//! What is true of text itself, whoever wrote it: how it is stored, how it looks, how it is typed.

pub(crate) mod const_str;
pub(crate) mod edit;
pub mod hidden;
pub mod keyboard;
pub mod punycode;
pub mod script;
pub mod skeleton;
mod table;
