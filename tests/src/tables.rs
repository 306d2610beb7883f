//! The tables that are judged: the labelled domains in `tests/data`, and lint-core's own names.

/// The rows of a table below its header, as their columns.
pub fn rows(table: &str) -> impl Iterator<Item = Vec<&str>> {
    table.lines().filter(|line| !line.starts_with('#')).map(|line| line.split('\t').collect())
}

/// The first columns of a table.
pub fn names(table: &str) -> impl Iterator<Item = &str> {
    rows(table).map(|row| row[0])
}

/// Domains as somebody typed them: as typed, as meant, where that was seen, how many people typed it.
pub const TYPOS: &str = include_str!("../data/typos.tsv");
/// Domains that strangers hold, one edit from a large mailbox provider's.
pub const REGISTERED_LOOKALIKES: &str = include_str!("../data/registered_lookalikes.tsv");
/// Much visited sites.
pub const TOP_SITES: &str = include_str!("../data/top_sites.tsv");
/// Universities.
pub const UNIVERSITIES: &str = include_str!("../data/universities.tsv");
/// Domains that developers mail from.
pub const DEVELOPER_MAIL: &str = include_str!("../data/developer_mail.tsv");
/// Domains that somebody means, one or two edits from a better known one.
pub const LOOKALIKES_IN_USE: &str = include_str!("../data/lookalikes_in_use.tsv");
/// Sites under top-level domains that are slips of others.
pub const RISKY_ENDINGS: &str = include_str!("../data/risky_endings.tsv");
/// Domains that the tests of other correctors leave alone.
pub const LEFT_ALONE_ELSEWHERE: &str = include_str!("../data/left_alone_elsewhere.tsv");

/// US military names.
pub const MILITARY: &str = include_str!("../../lint-core/data/military_us.tsv");
/// US government names, without their `.gov`.
pub const GOVERNMENT_US: &str = include_str!("../../lint-core/data/government_us.tsv");
/// UK government names.
pub const GOVERNMENT_UK: &str = include_str!("../../lint-core/data/government_uk.tsv");
