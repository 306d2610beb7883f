//! The test of a block in the widest vectors that this processor has.

use super::{STEP, Sweep, Window};
use fearless_simd::prelude::*;
use fearless_simd::{Level, dispatch};

/// Goes on to the next blocks with hits. False at the end of the text.
pub(super) fn refill(sweep: &mut Sweep<'_>) -> bool {
    dispatch!(Level::new(), simd => sweep.refill_by(#[inline(always)] |window| hits(simd, window)))
}

/// The bytes of the block that are worth a look, a bit each.
#[inline(always)]
fn hits<S: Simd>(simd: S, window: &Window) -> u64 {
    // As many at once as one register holds: with more, the constants would not stay in the others. The functions of an iterator would
    // be compiled for a processor without vectors.
    let (mut found, mut from) = (0, 0);
    while from < STEP {
        found |= part(simd, &window[from..]) << from;
        from += S::u8s::LEN;
    }
    found
}

/// Those of the first bytes of a block, as many as a register holds.
#[inline(always)]
fn part<S: Simd>(simd: S, window: &[u8]) -> u64 {
    let bytes = |at: usize| S::u8s::from_slice(simd, &window[at..at + S::u8s::LEN]);
    let all = |byte: u8| S::u8s::splat(simd, byte);
    let is = |vector: S::u8s, byte: u8| vector.simd_eq(all(byte));
    let (before, here, one, two, three, four) = (bytes(0), bytes(1), bytes(2), bytes(3), bytes(4), bytes(5));
    let colon = is(here, b':') & (is(one, b'/') | is(before, b't'));
    let escape = is(here, b'4') & (is(one, b'0') | is(one, b';'));
    let spelled = is(here, b'd') & is(one, b'o') & is(two, b't');
    // Distances from `a`: both are those of small letters if the greater one is.
    let small = (three - all(b'a')).max(four - all(b'a')).simd_le(all(25));
    let longer = small & !three.simd_eq(four);
    let ending = is(here, b'.') & (one & two).simd_ge(all(b'@')) & !longer;
    (is(here, b'@') | colon | escape | spelled | ending).to_bitmask()
}

#[cfg(test)]
mod tests {
    use super::super::hits as one_by_one;
    use super::*;

    #[test]
    fn vectors_find_what_is_found_byte_by_byte() {
        let bytes = b"@:/tdo40;.amz{`AZ[ \x80\xff";
        let mut seed = 1u32;
        for _ in 0..20_000 {
            let window: Window = std::array::from_fn(|_| {
                seed = seed.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
                bytes[(seed >> 16) as usize % bytes.len()]
            });
            let found = dispatch!(Level::new(), simd => hits(simd, &window));
            assert_eq!(found, one_by_one(&window), "{window:?}");
        }
    }
}
