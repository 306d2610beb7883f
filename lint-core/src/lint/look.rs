//! How a site looks to a reader, and which known domains look the same.
//!
//! Three things deceive the eye: characters that it cannot see, letters of one script among those of another (UTS #39, 5),
//! and characters that make the same picture (UTS #39, 4).

use super::slip::prices::price;
use super::slip::{Candidate, NEVER, Part, Slip, name_meant};
use crate::address::{each_label, to_ascii, to_unicode};
use crate::context::Site;
use crate::data::{Class, suffix};
use crate::knowledge::{Knowledge, Known, Outline, Tld};
#[cfg(feature = "address")]
use crate::text::accent::is_unlike_ascii;
use crate::text::accent::without_marks;
#[cfg(feature = "address")]
use crate::text::const_str::is_equal;
use crate::text::const_str::{is_ascii, slice, tail};
use crate::text::hidden;
use crate::text::punycode::has_a_label;
#[cfg(feature = "address")]
use crate::text::punycode::{PREFIX, decode};
#[cfg(feature = "address")]
use crate::text::script::script;
use crate::text::script::{Mix, mix};
use crate::text::skeleton::{Readings, has_readings, skeleton};

/// What of a site cannot be seen, or does not belong together.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Look {
    /// The subject's first hidden character, and where it starts.
    pub(crate) hidden: Option<(usize, char)>,
    /// A label of the domain in scripts that do not go together, as a U-label.
    pub(crate) mixed: Option<(String, Mix)>,
}

impl Look {
    pub(crate) fn of(site: &Site) -> Look {
        Look::at(&site.subject, &site.domain)
    }

    /// How a subject looks that has this domain.
    pub(crate) fn at(subject: &str, domain: &str) -> Look {
        if is_ascii(subject) && !has_a_label(domain) {
            return Look::default();
        }
        let unicode = to_unicode(domain);
        let mixed = unicode.split('.').find_map(|label| mix(label).map(|mix| (label.to_owned(), mix)));
        Look { hidden: hidden::first(subject), mixed }
    }

    /// Whether the look is the first thing to speak of.
    pub(crate) fn is_odd(&self) -> bool {
        self.hidden.is_some() || self.mixed.is_some()
    }
}

/// Nobody means a domain that is the picture of a known one in other letters.
const FORGED: i32 = price("forged");
/// Of 300 slips one puts a mark on a letter, and of 100 names that somebody means one has any.
const ACCENTED: i32 = price("accented");
/// Of 25,000 domains that somebody means one has a pair such as `rn` just where a known one has its `m`.
const READ_WRONG: i32 = price("read_wrong");

/// Known domains that `domain` (lower case, A-labels), put together like this, looks like. What it looks like itself is given
/// back, where that is something else: the candidates keep part of that.
pub(super) fn candidates<'k>(
    knowledge: &'k Knowledge,
    domain: &str,
    outline: &Outline<'_>,
    candidates: &mut Vec<Candidate<'k>>,
) -> Option<String> {
    if !has_a_label(domain) {
        read_wrong(knowledge, domain, outline, candidates);
        return None;
    }
    let seen = to_ascii(&in_ascii(domain)).into_owned();
    if let Some(known) = knowledge.covering(&seen).filter(|_| seen != domain) {
        let kept = seen.len() - known.domain.len();
        candidates.push(Candidate::new(&known, kept, Slip::LookAlike, Part::Picture, FORGED));
        return Some(seen);
    }
    let plain = to_ascii(&each_label(&to_unicode(domain), without_marks)).into_owned();
    let outline = knowledge.outline(&plain);
    if let Some(candidate) = accented(&plain, &outline).filter(|_| plain != domain) {
        candidates.push(candidate);
    }
    read_wrong(knowledge, &plain, &outline, candidates);
    (plain != domain).then_some(plain)
}

/// The known domain that `plain`, put together like this, is or lies below, as what was meant by a domain with marks on its
/// letters.
fn accented<'k>(plain: &str, outline: &Outline<'k>) -> Option<Candidate<'k>> {
    // The names for documentation (RFC 2606, section 3) have marks where those are what is shown.
    let is_plain_alone = |known: &Known<'_>| known.name() != "example";
    let known = outline.covering.filter(|known| known.class.is(Class::TARGET) && is_plain_alone(known))?;
    let meant = if outline.tld == Tld::Delegated { name_meant(known.name(), known.ending()) } else { NEVER };
    let odds = meant - ACCENTED - i32::from(known.rarity);
    Some(Candidate::new(&known, plain.len() - known.domain.len(), Slip::Accent, Part::Picture, odds))
}

/// Known domains that `seen` (in ASCII) is taken for where its letters run together.
fn read_wrong<'k>(knowledge: &'k Knowledge, seen: &str, outline: &Outline<'_>, candidates: &mut Vec<Candidate<'k>>) {
    if !has_readings(seen) {
        return;
    }
    let Outline { tld, ending, .. } = *outline;
    let start = suffix::name(seen, ending).1;
    let mut readings = Readings::of(seen.as_bytes(), start);
    while let Some((reading, len)) = readings.next() {
        if let Some(known) = std::str::from_utf8(&reading[..len]).ok().and_then(|reading| knowledge.exact(reading)) {
            candidates.push(picture(&known, seen, (start, ending), tld));
        }
    }
}

/// A known domain that is read in place of another, whose name and ending begin at `start` and `ending`.
pub(super) const fn picture<'k>(
    known: &Known<'k>,
    seen: &str,
    (start, ending): (usize, usize),
    tld: Tld,
) -> Candidate<'k> {
    let name = slice(seen, start, ending.saturating_sub(1));
    let meant = if matches!(tld, Tld::Delegated) { name_meant(name, tail(seen, ending)) } else { NEVER };
    Candidate::new(known, start, Slip::LookAlike, Part::Picture, meant - READ_WRONG - known.rarity as i32)
}

/// Whether an A-label is a word of one script that looks like none in ASCII, so that there is no picture to speak of.
#[cfg(feature = "address")]
pub(crate) const fn is_plain_a_label(label: &str) -> bool {
    // What only begins like one stays as it is.
    let Some(decoded) = decode(tail(label, PREFIX.len())) else { return true };
    let (mut at, mut first, mut is_unlike) = (0, None, false);
    while let Some(char) = decoded.get(at) {
        is_unlike |= is_unlike_ascii(char);
        match (first, script(char)) {
            (Some(first), Some(other)) if !is_equal(first, other) => return false,
            (None, found) => first = found,
            _ => {}
        }
        at += 1;
    }
    is_unlike
}

/// The domain in U-labels, but in ASCII where it looks to be written in that.
pub(crate) fn in_ascii(domain: &str) -> String {
    each_label(&to_unicode(domain), skeleton)
}
