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
}
