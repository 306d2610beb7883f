//! What is true of text itself, whoever wrote it: how it is stored, how it looks, how it is typed.

pub(crate) mod accent;
pub(crate) mod const_str;
pub(crate) mod edit;
pub(crate) mod find;
pub(crate) mod hidden;
pub(crate) mod identifier;
pub(crate) mod keyboard;
pub(crate) mod punycode;
pub(crate) mod script;
pub(crate) mod skeleton;
mod table;

/// How often something is, in words.
pub(crate) fn times(count: u64) -> String {
    if count == 1 { String::from("once") } else { format!("{count} times") }
}
