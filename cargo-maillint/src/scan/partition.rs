//! A part of a tree, so that the jobs of a CI matrix share it.

use crate::report::hash;
use std::fmt;
use std::str::FromStr;

/// The K-th of N parts.
///
/// A file's path from the root of its project, and nothing else, says which part it is in: it stays there whatever becomes
/// of other files, and whatever part of the tree is scanned.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Partition {
    /// From 0.
    part: u64,
    parts: u64,
}

impl Partition {
    /// Whether the tree of the other is parted into as many.
    pub(super) fn is_of_as_many(self, other: Partition) -> bool {
        self.parts == other.parts
    }

    /// All parts of the tree.
    pub(super) fn all(self) -> impl Iterator<Item = Partition> {
        (0..self.parts).map(move |part| Partition { part, ..self })
    }

    /// Whether the file of this name is in it.
    pub(crate) fn holds(self, name: &str) -> bool {
        let hash = hash([name]);
        // The lowest bits know little of the text.
        (hash ^ (hash >> 32)) % self.parts == self.part
    }
}

/// All of it.
impl Default for Partition {
    fn default() -> Partition {
        Partition { part: 0, parts: 1 }
    }
}

impl fmt::Display for Partition {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}/{}", self.part + 1, self.parts)
    }
}

impl FromStr for Partition {
    type Err = &'static str;

    fn from_str(text: &str) -> Result<Partition, &'static str> {
        const FORM: &str = "a part is written K/N, as in `2/4` for the second of four";
        let (part, parts) = text.split_once('/').ok_or(FORM)?;
        let (part, parts): (u64, u64) = part.parse().ok().zip(parts.parse().ok()).ok_or(FORM)?;
        if part == 0 || part > parts {
            return Err("the parts are counted from 1 to N");
        }
        Ok(Partition { part: part - 1, parts })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_file_is_in_one_part_and_the_parts_are_alike() {
        for parts in [1, 2, 3, 8, 13] {
            let mut sizes = vec![0_u32; parts];
            for name in (0..200).flat_map(|i| (0..20).map(move |j| format!("src/part_{i}/mod_{j}.rs"))) {
                let of =
                    |part: &usize| format!("{}/{parts}", part + 1).parse().is_ok_and(|p: Partition| p.holds(&name));
                let found: Vec<usize> = (0..parts).filter(of).collect();
                assert_eq!(found.len(), 1, "{name}");
                sizes[found[0]] += 1;
            }
            let mean = 4000 / parts as u32;
            assert!(sizes.iter().all(|size| size.abs_diff(mean) < mean / 4), "{sizes:?}");
        }
        // It is the same on every machine and in every version.
        assert!(Partition { part: 2, parts: 4 }.holds("config/prod.toml"));
    }

    #[test]
    fn a_part_is_written_k_of_n() {
        for text in ["", "1", "0/2", "3/2", "a/2", "1/0", "-1/2", "1/2/3"] {
            assert!(text.parse::<Partition>().is_err(), "{text}");
        }
    }
}
