//! Words within names that no table holds: `acmesofware` holds `software` but for a letter.

use super::channel::{NAME_SLIP, difference};
use super::{LIKELY, TIE};
use crate::data::{Hash, View, Word, each_word, suffix};
use crate::knowledge::Downward;
use crate::span::Span;
use crate::text::edit::Edit;

/// A word that names are made of, as somebody typed it within one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Misspelt<'d> {
    domain: &'d str,
    /// Where in the domain what stands for the word does.
    span: Span,
    pub(crate) word: &'static str,
    /// A noun for what happened.
    pub(crate) slip: &'static str,
    /// How much likelier the slip is than the name as typed, in decibans.
    odds: i32,
}

/// How unlikely it is that letters of a name are close to a word by chance: such that in one of 2,000 names in use they are.
const BY_CHANCE: i32 = 93;

/// Of shorter ones too many are parts of something else.
const SHORTEST: usize = 7;

impl<'d> Misspelt<'d> {
    /// The one in the name of a domain (lower case, A-labels) that is likelier than all others and than the name as typed.
    pub(crate) fn find(domain: &'d str) -> Option<Misspelt<'d>> {
        let mut downward = Downward::through(domain);
        while downward.next().is_some() {}
        let (name, start) = suffix::name(domain, downward.ending);
        if name.len() < SHORTEST || name.starts_with("xn--") {
            return None;
        }
        let whole = Span::new(start, start + name.len());
        let mut found: Vec<Misspelt<'d>> = Vec::new();
        let mut look = |start: usize, end: usize, word: Word| {
            if let Some(misspelt) = Misspelt::at(domain, whole, Span::new(start, end), word) {
                found.push(misspelt);
            }
        };
        for start in whole.start..whole.end {
            let (mut anchor, mut behind) = (Hash::EMPTY, start);
            for letters in Word::ANCHORS {
                let end = start + letters;
                if end > whole.end {
                    break;
                }
                anchor = anchor.push(domain.as_bytes(), behind, end);
                behind = end;
                if start + SHORTEST <= whole.end {
                    each_word(anchor, View::Head, &mut |word| {
                        let ends = start + word.text.len();
                        (ends - 1..=ends + 1).for_each(|end| look(start, end, word));
                    });
                }
                if end >= whole.start + SHORTEST {
                    each_word(anchor, View::Tail, &mut |word| {
                        let starts = (end + 1).saturating_sub(word.text.len());
                        (starts.saturating_sub(2)..=starts).for_each(|start| look(start, end, word));
                    });
                }
            }
        }
        let mut best = found.first()?;
        for other in &found {
            if other.odds >= best.odds {
                best = other;
            }
        }
        let is_rival = |other: &Misspelt<'d>| best.odds - other.odds < TIE && other.mended() != best.mended();
        if found.iter().any(is_rival) { None } else { Some(*best) }
    }

    /// What stands at `span`, in the name that stands at `whole`, if it is likely the word but for a slip.
    fn at(domain: &'d str, whole: Span, span: Span, word: Word) -> Option<Misspelt<'d>> {
        if span.start < whole.start || span.end > whole.end || span.len() < SHORTEST {
            return None;
        }
        let typed = domain.get(span.start..span.end).filter(|typed| are_framed_alike(typed, word.text))?;
        let (cost, slip) = difference(typed.as_bytes(), word.text.as_bytes())?;
        let odds = BY_CHANCE - NAME_SLIP - cost - i32::from(word.rarity());
        // Other languages change a vowel, brands a consonant, and a digit or hyphen is put there on purpose.
        let of_the_fingers = slip != Edit::Substitution.as_str() && typed.bytes().all(|byte| byte.is_ascii_lowercase());
        let (upto, onward) = (&domain[whole.start..span.end], &domain[span.start..whole.end]);
        let is_slip = of_the_fingers && odds >= LIKELY && is_alone(upto, typed, onward, word.text);
        (is_slip && !word.is_other(typed)).then_some(Misspelt { domain, span, word: word.text, slip, odds })
    }

    /// What stands for the word.
    pub(crate) fn typed(&self) -> &'d str {
        &self.domain[self.span.start..self.span.end]
    }

    /// The domain as it would read.
    pub(crate) fn mended(&self) -> String {
        [&self.domain[..self.span.start], self.word, &self.domain[self.span.end..]].concat()
    }
}

/// Whether two words begin with the same letter, and end with the same.
fn are_framed_alike(one: &str, other: &str) -> bool {
    let (one, other) = (one.as_bytes(), other.as_bytes());
    one.first() == other.first() && one.last() == other.last()
}

/// Whether what was typed can be the word and nothing else. It ends `upto` there, the name so far, and begins `onward`, the
/// rest of the name.
fn is_alone(upto: &str, typed: &str, onward: &str, word: &str) -> bool {
    // Where the word stands as it should, its last letter may be there twice, but then nothing may follow that could begin so:
    // `acmesoftwaree`, but not `softwareengineers`. A letter before a word is how services are named.
    if typed.starts_with(word) {
        let behind = &onward[typed.len()..];
        behind.is_empty() || behind.starts_with('-')
    } else {
        // What lacks its first or last letter is as well another word.
        let is_part = word.starts_with(typed) || word.ends_with(typed);
        !is_part && !onward.starts_with(word) && !upto.ends_with(word)
    }
}

#[cfg(test)]
mod tests {
    use super::Misspelt;

    #[test]
    fn a_word_but_for_a_slip_is_found_within_a_name() {
        for (domain, expected) in [
            ("acmesofware.com", Some(("sofware", "software", "omission", "acmesoftware.com"))),
            ("www.softwre-acme.co.uk", Some(("softwre", "software", "omission", "www.software-acme.co.uk"))),
            ("acmesoftwaree.com", Some(("softwaree", "software", "doubled letter", "acmesoftware.com"))),
            ("softwaree-acme.com", Some(("softwaree", "software", "doubled letter", "software-acme.com"))),
            ("acmetechnolgies.com", Some(("technolgies", "technologies", "omission", "acmetechnologies.com"))),
            ("univeristyofacme.com", Some(("univeristy", "university", "transposition", "universityofacme.com"))),
            ("acmesupoort.com", Some(("supoort", "support", "neighbouring key", "acmesupport.com"))),
            // As they should be, and with more around them.
            ("acmesoftware.com", None),
            ("softwares.com", None),
            ("softwareengineers.com", None),
            ("mmarketing.com", None),
            ("acmeprogres.com", None),
            ("service-solutions.com", None),
            // On purpose, or another word.
            ("conn3ct.com", None),
            ("webcollage.com", None),
            ("acmeentreprise.com", None),
            ("townofalburytownship.com", None),
            ("sofware.acme.com", None),
            ("xn--acmesofware-abc.com", None),
            ("com", None),
            ("", None),
        ] {
            let found = Misspelt::find(domain);
            let told = found.as_ref().map(|found| (found.typed(), found.word, found.slip, found.mended()));
            let expected = expected.map(|(typed, word, slip, mended)| (typed, word, slip, mended.to_owned()));
            assert_eq!(told, expected, "{domain}");
        }
    }
}
