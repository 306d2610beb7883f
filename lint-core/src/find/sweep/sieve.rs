//! A closer look at each place where a pair of bytes stands that may be a sign.
//!
//! Three of four such places are none: members of structures, numbers that end in 40, names of parameters in comments. Going into
//! each only to find that nothing comes of it costs a branch or two that were foreseen wrongly, several times as much as the look-ups
//! by which it is told here without any, however many signs are looked for: all of the first look takes a third less time, on C as on Go.

/// How many bytes before a place are looked at, and how many in all.
const BEFORE: usize = 2;
const NEAR: usize = 8;

/// A set of bytes, a bit each.
#[derive(Clone, Copy)]
struct Bytes([u128; 2]);

impl Bytes {
    const ANY: Bytes = Bytes([!0; 2]);
    const UPPER: Bytes = Bytes::of(b"ABCDEFGHIJKLMNOPQRSTUVWXYZ");
    const LETTER: Bytes = Bytes::UPPER.or(b"abcdefghijklmnopqrstuvwxyz");
    const ALNUM: Bytes = Bytes::LETTER.or(b"0123456789");
    const HOST: Bytes = Bytes::ALNUM.or(b".-_");

    const fn of(bytes: &[u8]) -> Bytes {
        Bytes([0; 2]).or(bytes)
    }

    const fn or(mut self, bytes: &[u8]) -> Bytes {
        let mut i = 0;
        while i < bytes.len() {
            self.0[bytes[i] as usize / 128] |= 1 << (bytes[i] % 128);
            i += 1;
        }
        self
    }

    /// These, and all outside of ASCII.
    const fn or_others(self) -> Bytes {
        Bytes([self.0[0], !0])
    }

    /// All but these.
    const fn not(self) -> Bytes {
        Bytes([!self.0[0], !self.0[1]])
    }

    const fn are_any(self) -> bool {
        matches!(self.0, [u128::MAX, u128::MAX])
    }
}

/// What the signs look like: the bytes that may be the second before each, the one before it, its own, and the five behind it.
const LOOKS: [[Bytes; NEAR]; 16] = {
    const ANY: Bytes = Bytes::ANY;
    const LETTER: Bytes = Bytes::LETTER;
    const UPPER: Bytes = Bytes::UPPER;
    /// What no host ends before.
    const STOP: Bytes = Bytes::ALNUM.or(b"@({_=+").not();
    /// What the label before an ending ends with, or escapes and brackets in its place.
    const LABEL: Bytes = Bytes::HOST.or(b"\\}]&").or_others();
    const DOT: Bytes = Bytes::of(b".");
    const M: Bytes = Bytes::of(b"m");
    const FOUR: Bytes = Bytes::of(b"4");
    const ZERO: Bytes = Bytes::of(b"0;");
    [
        // The dot before an ending of two or three letters; one of four is none that goes on as a word does, but for `comm`.
        [ANY, LABEL, DOT, LETTER, LETTER, STOP, ANY, ANY],
        [ANY, LABEL, DOT, LETTER, LETTER, LETTER, STOP, ANY],
        [ANY, LABEL, DOT, LETTER, LETTER, UPPER, LETTER, STOP],
        [ANY, LABEL, DOT, LETTER, LETTER, LETTER, UPPER, STOP],
        [ANY, LABEL, DOT, LETTER, LETTER, M, M, STOP],
        // An `@`, before a domain or what may part it from one.
        [ANY, ANY, Bytes::of(b"@"), Bytes::HOST.or(b"@\"'\\<&}])$ ").or_others(), ANY, ANY, ANY, ANY],
        // The colon of `://`.
        [ANY, Bytes::ALNUM.or(b"})"), Bytes::of(b":"), Bytes::of(b"/"), Bytes::of(b"/"), ANY, ANY, ANY],
        // The `4` of an escaped `@`, by what its number may begin with: `%40`, `\40`; `=40army`; `\u0040`; `%2540`; `&#64;`; `\x40`.
        [ANY, Bytes::of(b"%\\"), FOUR, ZERO, ANY, ANY, ANY, ANY],
        [ANY, Bytes::of(b"="), FOUR, ZERO, Bytes::ALNUM, ANY, ANY, ANY],
        [Bytes::of(b"0uUxX{\\: "), Bytes::of(b"0"), FOUR, ZERO, ANY, ANY, ANY, ANY],
        [Bytes::of(b"2"), Bytes::of(b"5"), FOUR, ZERO, ANY, ANY, ANY, ANY],
        [Bytes::of(b"#0"), Bytes::of(b"6"), FOUR, ZERO, ANY, ANY, ANY, ANY],
        [Bytes::of(b"\\#ux:e"), Bytes::of(b"xXu{': "), FOUR, ZERO, ANY, ANY, ANY, ANY],
        // A dot that is spelled out.
        [ANY, ANY, Bytes::of(b"dD"), Bytes::of(b"oO"), Bytes::of(b"tT"), ANY, ANY, ANY],
        // The end of `maillint:`.
        [ANY, Bytes::of(b"n"), Bytes::of(b"t"), Bytes::of(b":"), ANY, ANY, ANY, ANY],
        // What says that a user and a password follow.
        [
            ANY,
            ANY,
            Bytes::of(b"B"),
            Bytes::of(b"a"),
            Bytes::of(b"s"),
            Bytes::of(b"i"),
            Bytes::of(b"c"),
            Bytes::of(b" "),
        ],
    ]
};

/// For each place near a sign and each byte there, which of the signs it may be, a bit each. Where any byte may stand, as in most places,
/// none is gone through: this is done in a constant, where each step takes microseconds.
static SIGNS: [[u16; 256]; NEAR] = {
    let (looks, mut signs, mut place) = (&LOOKS, [[0; 256]; NEAR], 0);
    while place < NEAR {
        let (mut any, mut sign) = (0, 0);
        while sign < looks.len() {
            any |= (looks[sign][place].are_any() as u16) << sign;
            sign += 1;
        }
        signs[place] = [any; 256];
        while sign > 0 {
            sign -= 1;
            let mut half = if any >> sign & 1 != 0 { 2 } else { 0 };
            while half < 2 {
                let mut bytes = looks[sign][place].0[half];
                while bytes != 0 {
                    signs[place][128 * half + bytes.trailing_zeros() as usize] |= 1 << sign;
                    bytes &= bytes - 1;
                }
                half += 1;
            }
        }
        place += 1;
    }
    signs
};

/// Whether there may be a sign at `at`.
#[inline]
pub(super) fn leaves(text: &[u8], at: usize) -> bool {
    match at.checked_sub(BEFORE).and_then(|start| text.get(start..)?.first_chunk()) {
        Some(near) => is_sign(near),
        None => is_sign(&padded(text, at)),
    }
}

/// What stands near the end of a text or its beginning, with spaces where there is nothing.
#[cold]
fn padded(text: &[u8], at: usize) -> [u8; NEAR] {
    std::array::from_fn(|i| (at + i).checked_sub(BEFORE).and_then(|at| text.get(at)).copied().unwrap_or(b' '))
}

#[inline]
fn is_sign(near: &[u8; NEAR]) -> bool {
    near.iter().zip(&SIGNS).fold(!0, |signs, (byte, of)| signs & of[usize::from(*byte)]) != 0
}

#[cfg(test)]
mod tests {
    use super::super::{SIGNS, Sweep};
    use crate::find::candidate::{Candidates, candidates};

    /// What is found in a text, and the signs in it, with the sieve as without.
    fn compare(text: &[u8]) {
        let of = |mut found: Candidates<'_>| {
            let all: Vec<_> = found.by_ref().collect();
            (all, found.take_signs(), found.passed_directives())
        };
        let unsifted = candidates(text).sweeping(Sweep::of(&SIGNS, text, 0));
        assert_eq!(of(candidates(text)), of(unsifted), "{}", text.escape_ascii());
    }

    #[test]
    fn what_it_leaves_out_comes_to_nothing() {
        let signs: Vec<&[u8]> =
            b"@|.|://|4|40|4;|dot|DOT|maillint:|.co|.comm|.ml|Basic ".split(|&b| b == b'|').collect();
        let words = b"jo|army|.mil|name|http|%|\\x|\\x0|&#6|\\u00|\\u|&#x|{|}|(|)|[|]|[.]|at| AT | at |\\|\"|'|<|>|&|=|0|2|%25|6|7\
            |_|-| |\n|$|+|\xc3\xa4|\xe2\x80\x90|hex:|hex: |code:|localhost|o'|..";
        let words: Vec<&[u8]> = words.split(|&b| b == b'|').chain(signs.iter().copied()).collect();
        for sign in &signs {
            for before in &words {
                for behind in &words {
                    compare(&[before, *sign, behind].concat());
                    compare(&[b"jo", *before, sign, behind, b"army.mil"].concat());
                }
            }
        }
        let mut seed = 1u32;
        for _ in 0..20_000 {
            let mut text = Vec::new();
            for _ in 0..12 {
                seed = seed.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
                text.extend_from_slice(words[(seed >> 16) as usize % words.len()]);
            }
            compare(&text);
        }
    }
}
