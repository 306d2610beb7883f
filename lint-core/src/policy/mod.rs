//! `maillint.toml`: read as typed, then resolved to what it means.

use crate::finding::Level;

/// What a repository asks for: the resolved form of `maillint.toml`.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Policy {
    /// Domains that mail must reach; a slip of one is denied.
    pub protect: Vec<String>,
    /// When not empty, the only address domains allowed.
    pub only: Vec<String>,
    /// Levels by lint name, over the lints' own.
    pub levels: Vec<(&'static str, Level)>,
}
