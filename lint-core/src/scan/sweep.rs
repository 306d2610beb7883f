//! The hot pass: which bytes of a text could belong to an address or a host at all.
//!
//! Nine bytes in ten of a source tree are of no interest, so the test works on 64 bytes at once and has no branches:
//! compilers turn it into vector instructions. It may say yes too often, never too seldom.

use std::array;

/// How many bytes are tested at once.
const STEP: usize = 64;
/// How far a test reaches before and behind the byte it is about.
const BEFORE: usize = 1;
const BEHIND: usize = 5;
const WINDOW: usize = BEFORE + STEP + BEHIND;

/// The positions worth a closer look, in order. What stands there tells which look: `@`; the `:` of `:/`; the dot before a
/// short word; the `4` of an escaped `@` (`%40`, `&#64;`, `\u0040`); the `t` of `at)`; the `o` of `dot`.
#[derive(Clone, Debug)]
pub(super) struct Sweep<'t> {
    text: &'t [u8],
    /// Where the next block starts.
    next: usize,
    /// The hits of the block before it, a byte each, and how many of its words were taken.
    hits: [u64; STEP / 8],
    taken: usize,
}

impl<'t> Sweep<'t> {
    pub(super) fn new(text: &'t [u8]) -> Sweep<'t> {
        Sweep { text, next: 0, hits: [0; STEP / 8], taken: STEP / 8 }
    }

    /// Goes on to the next block with a hit. False at the end of the text.
    fn refill(&mut self) -> bool {
        while self.next < self.text.len() {
            let inside = self.next.checked_sub(BEFORE).and_then(|from| self.text.get(from..)?.first_chunk());
            let padded;
            let window = match inside {
                Some(window) => window,
                None => {
                    padded = self.padded();
                    &padded
                }
            };
            self.next += STEP;
            let classes = Classes::of(window);
            if (0..STEP).fold(0, |any, i| any | classes.hit(window, i)) != 0 {
                let marks: [u8; STEP] = array::from_fn(|i| classes.hit(window, i));
                for (word, bytes) in self.hits.iter_mut().zip(marks.chunks_exact(8)) {
                    *word = bytes.iter().rev().fold(0, |word, &b| word << 8 | u64::from(b));
                }
                self.taken = 0;
                return true;
            }
        }
        false
    }

    /// The window at either end of the text, filled up with spaces.
    fn padded(&self) -> [u8; WINDOW] {
        array::from_fn(|i| {
            (self.next + i).checked_sub(BEFORE).and_then(|at| self.text.get(at)).copied().unwrap_or(b' ')
        })
    }
}

impl Iterator for Sweep<'_> {
    type Item = usize;

    fn next(&mut self) -> Option<usize> {
        loop {
            while let Some(word) = self.hits.get_mut(self.taken) {
                if *word != 0 {
                    let byte = word.trailing_zeros() as usize / 8;
                    *word &= *word - 1;
                    return Some(self.next - STEP + self.taken * 8 + byte);
                }
                self.taken += 1;
            }
            if !self.refill() {
                return None;
            }
        }
    }
}

/// What is asked of a byte more than once, worked out once.
struct Classes {
    /// In lower case, as far as letters go.
    lower: [u8; WINDOW],
    /// 1 for a letter.
    letter: [u8; WINDOW],
}

impl Classes {
    #[inline(always)]
    fn of(window: &[u8; WINDOW]) -> Classes {
        let lower = window.map(|b| b | 0x20);
        Classes { lower, letter: lower.map(|b| u8::from(b.wrapping_sub(b'a') < 26)) }
    }

    /// 1 if the byte `i` of the block is worth a look.
    #[inline(always)]
    fn hit(&self, window: &[u8; WINDOW], i: usize) -> u8 {
        let is = |at: usize, wanted: u8| u8::from(window[BEFORE + i + at] == wanted);
        let low = |at: usize, wanted: u8| u8::from(self.lower[BEFORE + i + at] == wanted);
        let letter = |at: usize| self.letter[BEFORE + i + at];
        let ending = is(0, b'.') & letter(1) & letter(2) & (1 ^ (letter(3) & letter(4) & letter(5)));
        let escape = is(0, b'4') & (is(1, b'0') | is(1, b';'));
        // `a` and `o` are the letters that make `at` and `dot`; some more come through.
        let before = u8::from(self.lower[i] | 0x0e == b'o');
        let word_at = low(0, b't') & before & (is(1, b')') | is(1, b']') | is(1, b';'));
        let word_dot = low(0, b'o') & low(1, b't') & u8::from(self.lower[i] == b'd');
        is(0, b'@') | (is(0, b':') & is(1, b'/')) | ending | escape | word_at | word_dot
    }
}
