//! The hot pass: which bytes of a text could belong to an address or a host at all, or to an allow comment.
//!
//! Most blocks of a source tree hold nothing of interest, so 32 bytes are tested at once. The test may say yes too often,
//! never too seldom. It is written twice: byte by byte, and, with the feature `vectors`, for whatever vectors the processor
//! has, which is several times as fast but takes longer to build than all the rest of this crate.

#[cfg(feature = "vectors")]
mod vectors;

use std::array;

/// How many bytes are tested at once.
const STEP: usize = u32::BITS as usize;
/// How many bytes before a block its tests reach; behind it they reach to the end of the window.
const BEFORE: usize = 1;
/// A block with what its tests reach.
type Window = [u8; BEFORE + STEP + 4];

/// The positions worth a closer look, in order. What stands there tells which look: `@`; the `:` of `:/` and of `t:`; the
/// dot before a word of two or three letters, or before `comm` and what ends like it; the `4` of an escaped `@` (`%40`, `&#64;`, `\u0040`); the `d` of `dot`.
#[derive(Clone, Debug)]
pub(super) struct Sweep<'t> {
    text: &'t [u8],
    /// Where the next block starts.
    next: usize,
    /// The hits in the block before it that are still to be given out, a bit each.
    hits: u32,
}

impl<'t> Sweep<'t> {
    pub(super) fn new(text: &'t [u8], from: usize) -> Sweep<'t> {
        Sweep { text, next: from, hits: 0 }
    }

    /// Leaves out what is before `to`, if that is behind the block that was come to.
    pub(super) fn skip_to(&mut self, to: usize) {
        if to > self.next {
            (self.next, self.hits) = (to, 0);
        }
    }

    /// Goes on to the next block with a hit. False at the end of the text.
    fn refill(&mut self) -> bool {
        #[cfg(feature = "vectors")]
        return vectors::refill(self);
        #[cfg(not(feature = "vectors"))]
        self.refill_by(hits)
    }

    #[inline(always)]
    fn refill_by(&mut self, hits: impl Fn(&Window) -> u32) -> bool {
        while self.hits == 0 && self.next < self.text.len() {
            let inside = self.next.checked_sub(BEFORE).and_then(|from| self.text.get(from..)).unwrap_or_default();
            let mut rest = inside;
            while let (0, Some(window)) = (self.hits, rest.first_chunk()) {
                self.hits = hits(window);
                rest = rest.get(STEP..).unwrap_or_default();
            }
            self.next += inside.len() - rest.len();
            if self.hits == 0 && self.next < self.text.len() {
                self.hits = hits(&padded(self.text, self.next));
                self.next += STEP;
            }
        }
        self.hits != 0
    }
}

/// The window at either end of a text, filled up with spaces.
#[cold]
fn padded(text: &[u8], at: usize) -> Window {
    array::from_fn(|i| (at + i).checked_sub(BEFORE).and_then(|at| text.get(at)).copied().unwrap_or(b' '))
}

impl Iterator for Sweep<'_> {
    type Item = usize;

    #[inline]
    fn next(&mut self) -> Option<usize> {
        if self.hits == 0 && !self.refill() {
            return None;
        }
        let at = self.next - STEP + self.hits.trailing_zeros() as usize;
        self.hits &= self.hits - 1;
        Some(at)
    }
}

/// The bytes of the block that are worth a look, a bit each.
#[cfg(any(test, not(feature = "vectors")))]
fn hits(window: &Window) -> u32 {
    let places = window.windows(BEFORE + 1 + 4).enumerate();
    places.fold(0, |hits, (i, place)| if is_hit(place) { hits | 1 << i } else { hits })
}

/// Whether the byte behind the first of these is worth a look.
#[cfg(any(test, not(feature = "vectors")))]
fn is_hit(place: &[u8]) -> bool {
    match *place {
        [_, b'@', ..] | [_, b':', b'/', ..] | [b't', b':', ..] | [_, b'd', b'o', b't', ..] => true,
        [_, b'4', b'0' | b';', ..] => true,
        [_, b'.', one, two, three, four, ..] => {
            let is_longer = three.is_ascii_lowercase() && four.is_ascii_lowercase() && (three, four) != (b'm', b'm');
            one & two >= b'@' && !is_longer
        }
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_hit_is_given_once_wherever_the_blocks_begin() {
        let words = "jo@x.io https://x t: x.com x.comm x.c %40 &#64; dot do .ML \u{e4}.de";
        for shift in 0..=STEP {
            let text = [" ".repeat(shift).as_bytes(), words.as_bytes()].concat();
            let given: Vec<usize> = Sweep::new(&text, 0).map(|at| at - shift).collect();
            let expected: Vec<usize> =
                ["@", ".io", "://", ": x", ".com x.comm", ".comm", "40", "4;", "dot", ".ML", ".de"]
                    .map(|hit| words.find(hit).unwrap_or(usize::MAX))
                    .into();
            assert_eq!(given, expected, "{shift}");
        }
    }
}
