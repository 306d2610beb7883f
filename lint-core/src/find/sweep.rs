//! The hot pass: which bytes of a text could belong to an address or a host at all, or to an allow comment.
//!
//! Most blocks of a source tree hold nothing of interest, so 64 bytes are tested at once. The test may say yes too often,
//! never too seldom. It is written twice: byte by byte, and, with the feature `vectors`, for whatever vectors the processor
//! has, which is several times as fast but takes longer to build than all the rest of this crate. Two bytes of each place are
//! looked at, and more of them only in the blocks that this leaves.

#[cfg(feature = "vectors")]
mod vectors;

use std::ops::Range;

/// How many bytes are tested at once.
const STEP: usize = u64::BITS as usize;
/// How many bytes behind a block its tests reach.
const BEHIND: usize = 4;
/// A block with what its tests reach.
type Window = [u8; STEP + BEHIND];

/// How many blocks with hits are gone on to in one go: what it takes to begin is as much as a few blocks take.
const BLOCKS: usize = 16;

/// What stands at the positions worth a closer look: a byte, and those behind it that make it worth it, by their lower and their
/// upper halves. The bytes tell which look: `@`; the dot before a word, which may be an ending; the `:` of `:/`; the `4` of an escaped
/// `@` (`%40`, `&#64;`, `\u0040`); the `d` of `dot` and the `D` of `DOT`; the `t` of `maillint:`.
static SIGNS: Pairs = Pairs::new(&[
    (b'@', [!0, !0]),
    (b'.', [!0, !0 << 4]),
    (b':', halves(b"/")),
    (b'4', halves(b"0;")),
    (b'd', halves(b"o")),
    (b'D', halves(b"O")),
    (b't', halves(b":")),
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

/// The bytes of the block that are dots before a word longer than any ending, a bit each. Those that go on with a doubled letter
/// are none, as in `comm`.
#[cfg(any(test, not(feature = "vectors")))]
fn members(window: &Window) -> u64 {
    let is_member = |place: &[u8]| match *place {
        [b'.', _, _, three, four] => three.is_ascii_lowercase() && four.is_ascii_lowercase() && three != four,
        _ => false,
    };
    let places = window.windows(1 + BEHIND).enumerate();
    places.fold(0, |dots, (i, place)| if is_member(place) { dots | 1 << i } else { dots })
}

/// The positions worth a closer look, in order: where pairs stand, but for dots before what is no ending.
#[derive(Clone, Debug)]
pub(super) struct Sweep<'t> {
    pairs: &'static Pairs,
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
        Sweep::of(&SIGNS, text, from)
    }

    /// Where these pairs stand.
    pub(super) fn of(pairs: &'static Pairs, text: &'t [u8], from: usize) -> Sweep<'t> {
        Sweep { pairs, text, next: from, found: [(0, 0); BLOCKS], ahead: 0..0, block: (0, 0) }
    }

    /// Leaves out what is before `to`, if no block was tested that far.
    pub(super) fn skip_to(&mut self, to: usize) {
        if to > self.next {
            *self = Sweep::of(self.pairs, self.text, to);
        }
    }

    /// Goes on to the next blocks with hits. False at the end of the text.
    fn refill(&mut self) -> bool {
        #[cfg(feature = "vectors")]
        return vectors::refill(self);
        #[cfg(not(feature = "vectors"))]
        self.refill_by(Pairs::hits, members)
    }

    #[inline(always)]
    fn refill_by(&mut self, hits: impl Fn(&Pairs, &Window) -> u64, members: impl Fn(&Window) -> u64) -> bool {
        let (pairs, mut count) = (self.pairs, 0);
        while count == 0 && self.next < self.text.len() {
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
            let marked = std::mem::take(&mut count);
            for at in 0..marked {
                let (start, hits) = self.found[at];
                let window = self.text.get(start..).and_then(<[u8]>::first_chunk);
                let hits = hits & !window.map_or(0, &members);
                self.found[count] = (start, hits);
                count += usize::from(hits != 0);
            }
            if marked == 0 && self.next < self.text.len() {
                let window = padded(self.text, self.next);
                let hits = hits(pairs, &window) & !members(&window);
                self.found[0] = (self.next, hits);
                count = usize::from(hits != 0);
                self.next += STEP;
            }
        }
        self.ahead = 0..count;
        count > 0
    }
}

/// The window at the end of a text, filled up with spaces.
fn padded(text: &[u8], at: usize) -> Window {
    let mut window = [b' '; STEP + BEHIND];
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
        let words = "jo@x.io https://x t: x.calm x.comm x.1 %40 &#64; dot do DOT .ML \u{e4}.de x./";
        for shift in 0..=STEP {
            let text = [" ".repeat(shift).as_bytes(), words.as_bytes()].concat();
            let given: Vec<usize> = Sweep::new(&text, 0).map(|at| at - shift).collect();
            let expected: Vec<usize> =
                ["@", ".io", "://", "t: x", ".comm", "40", "4;", "dot", "do ", "DOT", ".ML", ".de"]
                    .map(|hit| words.find(hit).unwrap_or(usize::MAX))
                    .into();
            assert_eq!(given, expected, "{shift}");
        }
    }
}
