//! The hot pass: which bytes of a text could belong to an address or a host at all, or to an allow comment.
//!
//! Most blocks of a source tree hold nothing of interest, so 64 bytes are tested at once. The test may say yes too often,
//! never too seldom. It is written twice: byte by byte, and, with the feature `vectors`, for whatever vectors the processor
//! has, which is several times as fast but takes longer to build than all the rest of this crate. Two bytes of each place are
//! looked at; those places that this leaves, the [`sieve`] looks at more closely, one by one.

mod sieve;
#[cfg(feature = "vectors")]
mod vectors;

use std::ops::Range;

/// How many bytes are tested at once.
const STEP: usize = u64::BITS as usize;
/// A block with what its tests reach.
type Window = [u8; STEP + 1];

/// How many blocks with hits are gone on to in one go: what it takes to begin is as much as a few blocks take.
const BLOCKS: usize = 16;

/// What stands at the positions worth a closer look: a byte, and those behind it that make it worth it, by their lower and their
/// upper halves. The bytes tell which look: `@`; the dot before a word, which may be an ending; the `:` of `:/`; the `4` of an escaped
/// `@` (`%40`, `&#64;`, `\u0040`); the `d` of `dot` and the `D` of `DOT`; the `t` of `maillint:`; the `B` of `Basic `.
static SIGNS: Pairs = Pairs::new(&[
    (b'@', [!0, !0]),
    (b'.', [!0, !0 << 4]),
    (b':', halves(b"/")),
    (b'4', halves(b"0;")),
    (b'd', halves(b"o")),
    (b'D', halves(b"O")),
    (b't', halves(b":")),
    (b'B', halves(b"a")),
]);

/// Up to eight pairs of bytes: for each value of the lower and the upper half of the first byte, and of the second, which of the
/// pairs it is none of, a bit each.
#[derive(Debug)]
pub(super) struct Pairs([[u8; 16]; 4]);

impl Pairs {
    pub(super) const fn new(pairs: &[(u8, [u16; 2])]) -> Pairs {
        let (mut others, mut pair) = ([[!0; 16]; 4], 0);
        while pair < pairs.len() {
            let (first, [low, high]) = pairs[pair];
            let ([first_low, first_high], mut value) = (halves(&[first]), 0);
            while value < 16 {
                let are = [first_low, first_high, low, high];
                let mut half = 0;
                while half < are.len() {
                    others[half][value] ^= ((are[half] >> value & 1) as u8) << pair;
                    half += 1;
                }
                value += 1;
            }
            pair += 1;
        }
        Pairs(others)
    }

    /// The bytes of the block with which one of them begins, a bit each.
    #[cfg(any(test, not(feature = "vectors")))]
    fn hits(&self, window: &Window) -> u64 {
        let places = window.windows(2).enumerate().take(STEP);
        places.fold(0, |hits, (i, place)| if self.are_at(place) { hits | 1 << i } else { hits })
    }

    /// Whether the two bytes are one of them.
    #[cfg(any(test, not(feature = "vectors")))]
    fn are_at(&self, place: &[u8]) -> bool {
        let Pairs([first_low, first_high, low, high]) = self;
        let half = |byte: u8, high: bool| usize::from(if high { byte >> 4 } else { byte & 0xf });
        place.len() == 2
            && first_low[half(place[0], false)]
                | first_high[half(place[0], true)]
                | low[half(place[1], false)]
                | high[half(place[1], true)]
                != !0
    }
}

/// Which values the lower and the upper halves of these bytes have, a bit each.
pub(super) const fn halves(bytes: &[u8]) -> [u16; 2] {
    let (mut halves, mut i) = ([0; 2], 0);
    while i < bytes.len() {
        halves[0] |= 1 << (bytes[i] & 0xf);
        halves[1] |= 1 << (bytes[i] >> 4);
        i += 1;
    }
    halves
}

/// The positions worth a closer look, in order.
#[derive(Clone, Debug)]
pub(super) struct Sweep<'t> {
    pairs: &'static Pairs,
    /// Whether the sieve looks at them too.
    is_sifted: bool,
    text: &'t [u8],
    /// Where the next block starts that is to be tested.
    next: usize,
    /// Blocks before it: where each starts, and its hits, a bit each.
    found: [(usize, u64); BLOCKS],
    /// Those of them that are still to come.
    ahead: Range<usize>,
    /// The one that was come to last, and its hits that are still to be given out.
    block: (usize, u64),
}

impl<'t> Sweep<'t> {
    /// Where the signs of addresses and hosts stand.
    pub(super) fn new(text: &'t [u8], from: usize) -> Sweep<'t> {
        Sweep { is_sifted: true, ..Sweep::of(&SIGNS, text, from) }
    }

    /// Where these pairs stand.
    pub(super) fn of(pairs: &'static Pairs, text: &'t [u8], from: usize) -> Sweep<'t> {
        let (found, ahead, block) = ([(0, 0); BLOCKS], 0..0, (0, 0));
        Sweep { pairs, is_sifted: false, text, next: from, found, ahead, block }
    }

    /// Leaves out what is before `to`, if no block was tested that far.
    pub(super) fn skip_to(&mut self, to: usize) {
        if to > self.next {
            (self.next, self.ahead, self.block) = (to, 0..0, (0, 0));
        }
    }

    /// Goes on to the next blocks with hits. False at the end of the text.
    fn refill(&mut self) -> bool {
        while self.ahead.is_empty() && self.next < self.text.len() {
            #[cfg(feature = "vectors")]
            vectors::refill(self);
            #[cfg(not(feature = "vectors"))]
            self.refill_by(Pairs::hits);
            if self.is_sifted {
                self.sift();
            }
        }
        !self.ahead.is_empty()
    }

    /// Goes on to the next blocks with hits, or to the end of the text.
    #[inline(always)]
    fn refill_by(&mut self, hits: impl Fn(&Pairs, &Window) -> u64) {
        let (pairs, mut count) = (self.pairs, 0);
        let inside = self.text.get(self.next..).unwrap_or_default();
        let mut rest = inside;
        while let (true, Some(window)) = (count < BLOCKS, rest.first_chunk()) {
            // Whether there are hits is not to be foreseen, so that a branch would cost more than this.
            let hits = hits(pairs, window);
            self.found[count] = (self.next + inside.len() - rest.len(), hits);
            count += usize::from(hits != 0);
            rest = rest.get(STEP..).unwrap_or_default();
        }
        self.next += inside.len() - rest.len();
        if count == 0 && self.next < self.text.len() {
            let hits = hits(pairs, &padded(self.text, self.next));
            self.found[0] = (self.next, hits);
            count = usize::from(hits != 0);
            self.next += STEP;
        }
        self.ahead = 0..count;
    }

    /// Leaves of the hits those that the sieve leaves.
    fn sift(&mut self) {
        let mut count = 0;
        for at in self.ahead.clone() {
            let (start, hits) = self.found[at];
            // Three behind one another are a ruler of `@`, of which all but the first are passed over anyway.
            let is_ruler = hits & hits >> 1 & hits >> 2 != 0;
            let (mut ahead, mut kept) = if is_ruler { (0, hits) } else { (hits, 0) };
            while ahead != 0 {
                let hit = ahead.trailing_zeros();
                kept |= u64::from(sieve::leaves(self.text, start + hit as usize)) << hit;
                ahead &= ahead - 1;
            }
            self.found[count] = (start, kept);
            count += usize::from(kept != 0);
        }
        self.ahead = 0..count;
    }
}

/// The window at the end of a text, filled up with spaces.
fn padded(text: &[u8], at: usize) -> Window {
    let mut window = [b' '; STEP + 1];
    let there = text.get(at..text.len().min(at + window.len())).unwrap_or_default();
    if let Some(room) = window.get_mut(..there.len()) {
        room.copy_from_slice(there);
    }
    window
}

impl Iterator for Sweep<'_> {
    type Item = usize;

    #[inline]
    fn next(&mut self) -> Option<usize> {
        while self.block.1 == 0 {
            match self.ahead.next() {
                Some(next) => self.block = self.found[next],
                None if self.refill() => {}
                None => return None,
            }
        }
        let at = self.block.0 + self.block.1.trailing_zeros() as usize;
        self.block.1 &= self.block.1 - 1;
        Some(at)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_hit_is_given_once_wherever_the_blocks_begin() {
        let words = "jo@x.io https://x t: x.comm x.1 %40 &#64; do DOT .ML \u{e4}.de x./";
        for shift in 0..=STEP {
            let text = [" ".repeat(shift).as_bytes(), words.as_bytes()].concat();
            let given: Vec<usize> = Sweep::of(&SIGNS, &text, 0).map(|at| at - shift).collect();
            let expected: Vec<usize> = ["@", ".io", "://", "t: x", ".comm", "40", "4;", "do ", "DOT", ".ML", ".de"]
                .map(|hit| words.find(hit).unwrap_or(usize::MAX))
                .into();
            assert_eq!(given, expected, "{shift}");
        }
    }
}
