//! A large change in two halves, for two gits to look at at once: each reads one file after the other.
//!
//! One half is what a pattern matches, the other is all else: together they are the whole, whatever the pattern is.

use crate::file::path_of;
use std::ffi::OsString;

/// From how many files on a change is halved: to start another git, which reads the index too, takes as long as to look at some
/// hundreds.
const MANY: usize = 2000;

/// Of so many files, one tells where the middle is.
const STEP: usize = 16;

/// The files of a change, in the order in which git names them, of which some are kept.
#[derive(Debug, Default)]
pub(crate) struct Halves {
    count: usize,
    some: Vec<Vec<u8>>,
}

impl Halves {
    /// Takes up a file.
    pub(crate) fn see(&mut self, path: &[u8]) {
        if self.count.is_multiple_of(STEP) {
            self.some.push(path.to_owned());
        }
        self.count += 1;
    }

    /// What is asked of git for each half, behind `--`; `None` where it is to be asked once.
    pub(crate) fn asked(&self) -> Option<[Vec<OsString>; 2]> {
        let pattern = path_of(&self.pattern().filter(|_| self.count >= MANY)?).into_os_string();
        let with = |magic: &str| [OsString::from(magic), pattern.clone()].into_iter().collect::<OsString>();
        Some([vec![with(":(top)")], vec![OsString::from(":(top)"), with(":(top,exclude)")]])
    }

    /// A pattern that matches about half of the files: those that begin as the one in the middle does, and go on with a byte up to
    /// some one.
    fn pattern(&self) -> Option<Vec<u8>> {
        let (all, middle) = (&self.some, self.some.get(self.some.len() / 2)?);
        let mut best = (usize::MAX, 0, 0);
        for (at, own) in middle.iter().enumerate() {
            let begin = &middle[..at];
            let from = all.partition_point(|path| path.as_slice() < begin);
            for most in [own - 1, *own] {
                let is_in = |path: &Vec<u8>| path.starts_with(begin) && path.get(at).is_none_or(|byte| *byte <= most);
                let matched = all[from..].partition_point(is_in);
                best = best.min(((matched * 2).abs_diff(all.len()), at, most));
            }
        }
        let (off, at, most) = best;
        // Were one half more than three times the other, little would be won.
        if off > all.len() / 2 || most == 0 {
            return None;
        }
        let mut pattern = Vec::new();
        for byte in &middle[..at] {
            if matches!(byte, b'*' | b'?' | b'[' | b'\\') {
                pattern.push(b'\\');
            }
            pattern.push(*byte);
        }
        pattern.extend_from_slice(b"[\x01-\\");
        pattern.extend_from_slice(&[most, b']', b'*']);
        Some(pattern)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_pattern_parts_a_change_near_its_middle() {
        let of = |paths: &mut dyn Iterator<Item = String>| {
            let halves = Halves { count: 0, some: paths.map(String::into_bytes).collect() };
            halves.pattern().map(|pattern| String::from_utf8_lossy(&pattern).into_owned())
        };
        let middle = of(&mut (10..99).map(|number| format!("a[/{number}.txt")));
        assert_eq!(middle.as_deref(), Some("a\\[/[\x01-\\4]*"));
        let most_below = of(&mut (0..9).map(|number| format!("b/c/{number}")).chain([String::from("d")]));
        assert_eq!(most_below.as_deref(), Some("b/c/[\x01-\\4]*"));
        assert_eq!(of(&mut std::iter::repeat_n(String::from("a"), 9)), None);
        assert_eq!(of(&mut std::iter::empty()), None);
    }
}
