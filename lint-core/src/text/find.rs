//! Where bytes and words stand in a text.
//!
//! It is written twice: for who scans whole trees, with the feature `vectors`, by a library for just that, and else by what the
//! standard library has, which need not be built, and is optimised where this crate is not.

#[cfg(feature = "vectors")]
pub(crate) use memchr::{
    memchr, memchr_iter,
    memmem::{find as memmem, find_iter as memmem_iter, rfind as memrmem},
    memrchr,
};
#[cfg(not(feature = "vectors"))]
pub(crate) use plain::{memchr, memchr_iter, memmem, memmem_iter, memrchr, memrmem};

/// A word that is looked for in one text after the other, for which what it takes to find it is prepared once.
pub(crate) struct Word {
    bytes: &'static [u8],
    #[cfg(feature = "vectors")]
    finder: std::sync::OnceLock<memchr::memmem::Finder<'static>>,
}

impl Word {
    pub(crate) const fn new(bytes: &'static [u8]) -> Word {
        Word {
            bytes,
            #[cfg(feature = "vectors")]
            finder: std::sync::OnceLock::new(),
        }
    }

    /// Where it first stands.
    pub(crate) fn find(&self, text: &[u8]) -> Option<usize> {
        #[cfg(feature = "vectors")]
        return self.finder.get_or_init(|| memchr::memmem::Finder::new(self.bytes)).find(text);
        #[cfg(not(feature = "vectors"))]
        memmem(text, self.bytes)
    }

    /// Where it stands, behind each place.
    pub(crate) fn ends(&self, text: &[u8]) -> Vec<usize> {
        let (mut ends, mut from) = (Vec::new(), 0);
        while let Some(at) = text.get(from..).and_then(|rest| self.find(rest)) {
            from += at + self.bytes.len();
            ends.push(from);
        }
        ends
    }
}

/// How often a byte stands in a text.
pub(crate) fn count(byte: u8, text: &[u8]) -> usize {
    #[cfg(feature = "vectors")]
    return vectors::count(byte, text);
    #[cfg(not(feature = "vectors"))]
    memchr_iter(byte, text).count()
}

#[cfg(feature = "vectors")]
mod vectors {
    use fearless_simd::prelude::*;
    use fearless_simd::{Level, dispatch};

    /// In a third of the instructions that an iterator over the places takes, which it has to make of what it compares.
    pub(super) fn count(byte: u8, text: &[u8]) -> usize {
        dispatch!(Level::new(), simd => count_by(simd, byte, text))
    }

    #[inline(always)]
    fn count_by<S: Simd>(simd: S, byte: u8, text: &[u8]) -> usize {
        let all = |byte: u8| S::u8s::splat(simd, byte);
        let ones = |at: usize| {
            let here = S::u8s::from_slice(simd, &text[at..at + S::u8s::LEN]);
            here.simd_eq(all(byte)).select(all(1), all(0))
        };
        let (mut count, mut at, step) = (0, 0, S::u8s::LEN);
        while text.len() - at >= step {
            // No more than a byte has room for.
            let end = text.len().min(at + usize::from(u8::MAX) / 4 * 4 * step);
            let mut counts = all(0);
            // What the loop itself takes is as much as one of these.
            while end - at >= 4 * step {
                counts += (ones(at) + ones(at + step)) + (ones(at + 2 * step) + ones(at + 3 * step));
                at += 4 * step;
            }
            while end - at >= step {
                counts += ones(at);
                at += step;
            }
            let mut lane = 0;
            while lane < step {
                count += usize::from(counts[lane]);
                lane += 1;
            }
        }
        while at < text.len() {
            count += usize::from(text[at] == byte);
            at += 1;
        }
        count
    }
}

#[cfg(any(test, not(feature = "vectors")))]
mod plain {
    use std::io::BufRead;

    /// Where a byte first stands.
    pub(crate) fn memchr(byte: u8, text: &[u8]) -> Option<usize> {
        let mut rest = text;
        // Up to the byte and over it, or to the end.
        let last = rest.skip_until(byte).ok()?.checked_sub(1)?;
        (text[last] == byte).then_some(last)
    }

    /// Where a byte last stands.
    pub(crate) fn memrchr(byte: u8, text: &[u8]) -> Option<usize> {
        let mut at = text.len();
        while at > 0 {
            at -= 1;
            if text[at] == byte {
                return Some(at);
            }
        }
        None
    }

    /// Each place where a byte stands.
    pub(crate) fn memchr_iter(byte: u8, text: &[u8]) -> impl Iterator<Item = usize> {
        let mut from = 0;
        std::iter::from_fn(move || {
            let at = from + memchr(byte, &text[from..])?;
            from = at + 1;
            Some(at)
        })
    }

    /// Where a word first stands.
    pub(crate) fn memmem(text: &[u8], word: &[u8]) -> Option<usize> {
        let Some(first) = word.first() else { return Some(0) };
        let mut from = 0;
        loop {
            let at = from + memchr(*first, &text[from..])?;
            if text[at..].starts_with(word) {
                return Some(at);
            }
            from = at + 1;
        }
    }

    /// Where a word last stands.
    pub(crate) fn memrmem(text: &[u8], word: &[u8]) -> Option<usize> {
        let Some(first) = word.first() else { return Some(text.len()) };
        let mut to = text.len();
        loop {
            let at = memrchr(*first, &text[..to])?;
            if text[at..].starts_with(word) {
                return Some(at);
            }
            to = at;
        }
    }

    /// Each place where a word stands, one behind the other.
    pub(crate) fn memmem_iter(text: &[u8], word: &[u8]) -> impl Iterator<Item = usize> {
        let mut from = 0;
        std::iter::from_fn(move || {
            let at = from + memmem(&text[from..], word)?;
            from = at + word.len();
            Some(at)
        })
    }
}

#[cfg(test)]
mod tests {
    use super::plain;

    #[test]
    fn what_stands_there_is_found() {
        let text = b"abcabcab";
        assert_eq!((plain::memchr(b'b', text), plain::memrchr(b'b', text)), (Some(1), Some(7)));
        assert_eq!((plain::memchr(b'd', text), plain::memrchr(b'd', text)), (None, None));
        assert_eq!((plain::memchr(b'a', b""), plain::memrchr(b'a', b"")), (None, None));
        assert_eq!(plain::memchr_iter(b'c', text).collect::<Vec<_>>(), [2, 5]);
        assert_eq!((plain::memmem(text, b"bca"), plain::memrmem(text, b"bca")), (Some(1), Some(4)));
        assert_eq!((plain::memmem(text, b"abb"), plain::memrmem(text, b"abb")), (None, None));
        assert_eq!((plain::memmem(text, b"abcabcabc"), plain::memrmem(text, b"abcabcabc")), (None, None));
        assert_eq!(plain::memmem_iter(b"aaaaa", b"aa").collect::<Vec<_>>(), [0, 2]);
    }

    #[test]
    fn what_stands_there_is_counted() {
        let text = b"ab\n\n\n\xffc\n".repeat(10_000);
        for len in (0..300).chain([text.len() - 1, text.len()]) {
            assert_eq!(super::count(b'\n', &text[..len]), plain::memchr_iter(b'\n', &text[..len]).count(), "{len}");
        }
        assert_eq!(super::count(b'a', &[b'a'; 70_000]), 70_000);
    }
}
