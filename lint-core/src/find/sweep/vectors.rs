//! The test of a block in the widest vectors that this processor has.

use super::{Pairs, STEP, Sweep, Window};
use fearless_simd::prelude::*;
use fearless_simd::{Level, dispatch, u8x16};

/// Goes on to the next blocks with hits, or to the end of the text.
pub(super) fn refill(sweep: &mut Sweep<'_>) {
    dispatch!(Level::new(), simd => sweep.refill_by(
        #[inline(always)]
        |pairs, window| hits(simd, pairs, window),
    ));
}

/// The bytes of the block with which a pair begins, a bit each.
#[inline(always)]
fn hits<S: Simd>(simd: S, pairs: &Pairs, window: &Window) -> u64 {
    // As many at once as one register holds: with more, the constants would not stay in the others. The functions of an iterator would
    // be compiled for a processor without vectors.
    let (mut found, mut from) = (0, 0);
    while from < STEP {
        found |= part(simd, pairs, &window[from..]) << from;
        from += S::u8s::LEN;
    }
    found
}

/// Those of the first bytes of a block, as many as a register holds.
#[inline(always)]
fn part<S: Simd>(simd: S, pairs: &Pairs, window: &[u8]) -> u64 {
    let others = |half: usize| S::u8s::block_splat(u8x16::from_slice(simd, &pairs.0[half]));
    let bytes = |at: usize| S::u8s::from_slice(simd, &window[at..at + S::u8s::LEN]);
    let (here, next) = (bytes(0), bytes(1));
    // What is looked up by a whole byte is looked up by its lower half, unless that byte is none of ASCII. What then comes of it, 0
    // or one of the values, changes nothing: no pair begins with such a byte, and where one may follow, its lower half may be any.
    let others = others(0).swizzle_dyn_within_blocks(here)
        | others(1).swizzle_dyn_within_blocks(here >> 4)
        | others(2).swizzle_dyn_within_blocks(next)
        | others(3).swizzle_dyn_within_blocks(next >> 4);
    (!others.simd_eq(S::u8s::splat(simd, !0))).to_bitmask()
}

#[cfg(test)]
mod tests {
    use super::super::SIGNS;
    use super::*;

    #[test]
    fn vectors_find_what_is_found_byte_by_byte() {
        let bytes = b"@:/tdoDO40;.PTjnz{` \x80\xae\xc0\xff";
        let mut seed = 1u32;
        for _ in 0..20_000 {
            let window: Window = std::array::from_fn(|_| {
                seed = seed.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
                bytes[(seed >> 16) as usize % bytes.len()]
            });
            let found = dispatch!(Level::new(), simd => hits(simd, &SIGNS, &window));
            assert_eq!(found, SIGNS.hits(&window), "{window:?}");
        }
    }
}
