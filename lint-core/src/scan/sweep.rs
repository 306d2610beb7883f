//! The hot pass: which bytes of a text could belong to an address or a host at all.
//!
//! Most blocks of a source tree hold nothing of interest, so 64 bytes are tested at once and without branches, in a form
//! that compilers turn into vector instructions. The test may say yes too often, never too seldom.

use std::array;

/// How many bytes are tested at once.
const STEP: usize = 64;
/// How many bytes before a block its tests reach; behind it they reach to the end of the window.
const BEFORE: usize = 1;
/// A block with what its tests reach, in whole vectors.
const WINDOW: usize = STEP + 16;
/// The width of the vectors that every target has.
const LANES: usize = 16;

/// The positions worth a closer look, in order. What stands there tells which look: `@`; the `:` of `:/`; the dot before a
/// word of two or three letters; the `4` of an escaped `@` (`%40`, `&#64;`, `\u0040`); the `d` of `dot`.
#[derive(Clone, Debug)]
pub(super) struct Sweep<'t> {
    text: &'t [u8],
    /// Where the next block starts.
    next: usize,
    /// The hits in the block before it, a byte each.
    hits: [u64; STEP / 8],
    /// How many words of `hits` are used up.
    used: usize,
}

impl<'t> Sweep<'t> {
    pub(super) fn new(text: &'t [u8], from: usize) -> Sweep<'t> {
        Sweep { text, next: from, hits: [0; STEP / 8], used: STEP / 8 }
    }

    /// Goes on to the next block with a hit. False at the end of the text.
    #[inline(never)]
    fn refill(&mut self) -> bool {
        while self.next < self.text.len() {
            let inside = self.next.checked_sub(BEFORE).and_then(|from| self.text.get(from..)?.first_chunk());
            let padded;
            let window: &[u8; WINDOW] = match inside {
                Some(window) => window,
                None => {
                    padded = self.padded();
                    &padded
                }
            };
            self.next += STEP;
            if any(window) {
                let mut marks = [0; STEP];
                for (vector, marks) in marks.chunks_exact_mut(LANES).enumerate() {
                    for (i, mark) in marks.iter_mut().enumerate() {
                        *mark = hit(window, vector * LANES + i);
                    }
                }
                let words =
                    marks.chunks_exact(8).map(|word| word.first_chunk().map_or(0, |word| u64::from_le_bytes(*word)));
                self.hits.iter_mut().zip(words).for_each(|(hits, word)| *hits = word);
                self.used = 0;
                return true;
            }
        }
        false
    }

    /// The window at either end of the text, filled up with spaces.
    #[cold]
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
            while let Some(word) = self.hits.get_mut(self.used) {
                if *word != 0 {
                    let byte = word.trailing_zeros() as usize / 8;
                    *word &= !(0xff << (byte * 8));
                    return Some(self.next - STEP + self.used * 8 + byte);
                }
                self.used += 1;
            }
            if !self.refill() {
                return None;
            }
        }
    }
}

/// Whether any byte of the block is worth a look.
#[inline(always)]
fn any(window: &[u8; WINDOW]) -> bool {
    let mut lanes = [0; LANES];
    for vector in 0..STEP / LANES {
        for (i, lane) in lanes.iter_mut().enumerate() {
            *lane |= hit(window, vector * LANES + i);
        }
    }
    u128::from_le_bytes(lanes) != 0
}

/// All ones if byte `i` of the block is worth a look, else zero.
#[inline(always)]
fn hit(window: &[u8; WINDOW], i: usize) -> u8 {
    let ones = |yes: bool| if yes { 0xff } else { 0 };
    let is = |at: usize, wanted: u8| ones(window[BEFORE + i + at] == wanted);
    // Signed comparisons take one instruction: this lets a few more characters through than two letters,
    let letterish = |at: usize| ones((window[BEFORE + i + at] & window[BEFORE + i + at + 1]) as i8 > 0x3f);
    // and this is exact for small letters, since the sum of `{` and 5 is negative.
    let small = |at: usize| ones(window[BEFORE + i + at].wrapping_add(5) as i8 > 0x65);
    let at = is(0, b'@');
    let scheme = is(0, b':') & is(1, b'/');
    let ending = is(0, b'.') & letterish(1) & !(small(3) & small(4));
    let escape = is(0, b'4') & (is(1, b'0') | is(1, b';'));
    let spelled = is(0, b'd') & is(1, b'o') & is(2, b't');
    at | scheme | ending | escape | spelled
}
