//! Words that are looked for at once, in texts most of which have none of them.

#[cfg(feature = "vectors")]
use super::sweep::{Pairs, Sweep, halves};
#[cfg(not(feature = "vectors"))]
use crate::text::find::memmem_iter;

/// Up to eight words, none of which begins as it ends.
pub(crate) struct Words<const N: usize> {
    /// Each, and where in it the pair of its bytes stands that is the rarest.
    words: [(&'static [u8], usize); N],
    #[cfg(feature = "vectors")]
    pairs: Pairs,
}

impl<const N: usize> Words<N> {
    pub(crate) const fn new(words: [(&'static [u8], usize); N]) -> Words<N> {
        #[cfg(feature = "vectors")]
        let (mut pairs, mut i) = ([(0, [0; 2]); N], 0);
        #[cfg(feature = "vectors")]
        while i < N {
            let (word, at) = words[i];
            pairs[i] = (word[at], halves(&[word[at + 1]]));
            i += 1;
        }
        Words {
            words,
            #[cfg(feature = "vectors")]
            pairs: Pairs::new(&pairs),
        }
    }

    /// Where each of them ends wherever it stands.
    #[cfg(feature = "vectors")]
    pub(crate) fn ends(&'static self, text: &[u8]) -> [Vec<usize>; N] {
        let mut found = [const { Vec::new() }; N];
        for at in Sweep::of(&self.pairs, text, 0) {
            for (&(word, rare), ends) in self.words.iter().zip(&mut found) {
                if text[at] != word[rare] {
                    continue;
                }
                let start = at.checked_sub(rare).filter(|&start| text[start..].starts_with(word));
                ends.extend(start.map(|start| start + word.len()));
            }
        }
        found
    }

    /// Where each of them ends wherever it stands.
    #[cfg(not(feature = "vectors"))]
    pub(crate) fn ends(&'static self, text: &[u8]) -> [Vec<usize>; N] {
        let mut found = [const { Vec::new() }; N];
        for ((word, _), ends) in self.words.iter().zip(&mut found) {
            for start in memmem_iter(text, word) {
                ends.push(start + word.len());
            }
        }
        found
    }
}

#[cfg(test)]
mod tests {
    use super::Words;

    #[test]
    fn words_are_found_wherever_they_stand() {
        static WORDS: Words<3> = Words::new([(b"Basic ", 0), (b"eyJ", 1), (b"-----BEGIN ", 4)]);
        for shift in 0..70 {
            let text = [&b" ".repeat(shift)[..], b"eyeyJ Basic Basic -----BEGIN ------BEGIN eyJ"].concat();
            let expected = [vec![12, 18], vec![5, 44], vec![29, 41]];
            let expected = expected.map(|ends| ends.iter().map(|end| end + shift).collect::<Vec<_>>());
            assert_eq!(WORDS.ends(&text), expected, "{shift}");
        }
        assert_eq!(WORDS.ends(b"yJ-B"), [const { Vec::new() }; 3]);
    }
}
