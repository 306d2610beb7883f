//! Slips in the name: known domains whose name is a slip or two away, or the typed one under another ending.

use super::built_in::{BuiltIn, weigh_dots_below, weigh_near};
use super::channel::{ENDING_SLIP, NAME_SLIP, SECOND_SLIP, decibans, difference, is_vowel};
use super::dots::{weigh_alone, weigh_host, weigh_run_on, without_comma};
use super::endings::{GENERIC, is_below, is_second_level};
use super::meant::{
    NEVER, OTHER_GOVERNMENT, company, ending_meant, is_another_government, known_elsewhere, left_over, name_meant,
    name_taken, varied,
};
use super::prices::price;
use super::{Candidate, Part, Slip, Typed};
use crate::data::lists::LARGE_PROVIDERS;
use crate::data::suffix::{self, squash_alike, squashed_hash};
use crate::data::{self, Class, Entry, NearKeys, View, hash};
use crate::knowledge::{Knowledge, Known, built_in};
use crate::text::const_str::{Joined, ends_with, find, is_equal, is_one_of, slice, split_at_dot, starts_with, tail};
use crate::text::edit::Edit;

/// Where those large providers begin and end in their list whose name begins with this letter.
pub(super) const fn large_providers(letter: u8) -> (usize, usize) {
    // Where each letter's begin.
    const STARTS: [usize; 27] = {
        let providers = LARGE_PROVIDERS.as_slice();
        let (mut starts, mut at) = ([providers.len(); 27], providers.len());
        let mut letter = 26;
        while letter > 0 {
            letter -= 1;
            while at > 0 && providers[at - 1].as_bytes()[0] as usize >= b'a' as usize + letter {
                at -= 1;
            }
            starts[letter] = at;
        }
        starts
    };
    if !letter.is_ascii_lowercase() {
        return (0, 0);
    }
    let letter = (letter - b'a') as usize;
    (STARTS[letter], STARTS[letter + 1])
}

/// Whether it hardly matters which two slips it were: where a name is among the longest, and where the very largest has lost
/// none but its vowels: `gmeli`, but not `gails`.
pub(super) const fn is_any_two(name: &str, provider: &str) -> bool {
    provider.len() >= 10 || is_equal(provider, "gmail") && have_same_consonants(name.as_bytes(), provider.as_bytes())
}

/// Whether two names have the same consonants in the same order.
const fn have_same_consonants(a: &[u8], b: &[u8]) -> bool {
    let (mut in_a, mut in_b) = (0, 0);
    loop {
        while in_a < a.len() && is_vowel(a[in_a]) {
            in_a += 1;
        }
        while in_b < b.len() && is_vowel(b[in_b]) {
            in_b += 1;
        }
        if in_a == a.len() || in_b == b.len() {
            return in_a == a.len() && in_b == b.len();
        }
        let letter = a[in_a];
        if letter != b[in_b] {
            return false;
        }
        // One typed twice is one.
        while in_a < a.len() && a[in_a] == letter {
            in_a += 1;
        }
        while in_b < b.len() && b[in_b] == letter {
            in_b += 1;
        }
    }
}

/// How unlikely it is that somebody names a host like a known domain, below a domain like its ending: `yahoo.xco.uk`.
const MISNAMED_HOST: i32 = price("misnamed_host");

/// The services that hosts are named after all over the net, and the slip of each that nobody has for a name.
const SERVICES: [(&str, Edit); 3] =
    [("imap", Edit::Transposition), ("smtp", Edit::Transposition), ("www", Edit::Doubling)];

/// How much likelier such a slip is than a host of that name: a hundred to one.
pub(super) const MISNAMED_SERVICE: i32 = price("misnamed_service");

/// How much likelier a host is to be meant for being the plural of a known one, or its singular.
const OTHER_NUMBER: i32 = price("other_number");

/// Whether one of two labels is the other with an `s` behind it.
pub(super) const fn has_other_number(one: &str, other: &str) -> bool {
    let (short, long) = if one.len() < other.len() { (one, other) } else { (other, one) };
    long.len() == short.len() + 1 && starts_with(long, short) && ends_with(long, "s")
}

/// How much less likely somebody means a name like a known one where the labels before it are the known ones too.
const SAME_HOST: i32 = price("same_host");

/// Labels of three letters that lie one letter apart are hosts in their own right.
const SHORTEST_HOST: usize = 4;

impl Typed<'_> {
    /// Hosts below a known domain that are a known host themselves but for a slip: `users.noreply.github.co`, where
    /// `github.co` is in use, or `t.online.de`.
    pub(super) fn below_known<'k>(
        &self,
        knowledge: &'k Knowledge,
        covering: &Known<'_>,
        candidates: &mut Vec<Candidate<'k>>,
    ) {
        if knowledge.names_any() {
            if covering.class.is_only(Class::IN_USE) {
                self.by_named(knowledge, candidates);
                candidates.retain(|candidate| is_host(self.domain, candidate));
            } else if !covering.class.is(Class::MILITARY.or(Class::GOVERNMENT)) {
                self.by_named_dots(knowledge, Some(*covering), candidates);
            }
        }
        take(BuiltIn::below(self, *covering), candidates);
    }

    /// The domain with the label of the service that its first was meant to name, and what happened to that: `smpt.fabrikam.org`; or with
    /// a dot for a comma, which no label has: `www,fabrikam.org`.
    pub(super) const fn by_first_label(&self) -> Option<(Joined, Slip)> {
        if let Some(dotted) = without_comma(self.domain) {
            return Some((dotted, Slip::CommaForDot));
        }
        match self.service() {
            Some((service, slip)) => Some((service_behind(service, self.domain), slip)),
            None => None,
        }
    }

    /// The service that the first label was meant to name, and what happened to it: `smpt.fabrikam.org`.
    const fn service(&self) -> Option<(&'static str, Slip)> {
        // All have three or four letters.
        let dot = find(self.domain.as_bytes(), 0, self.domain.len(), b'.');
        if dot < 3 || dot > 5 || dot >= self.start {
            return None;
        }
        let (label, mut at) = (slice(self.domain, 0, dot), 0);
        while at < SERVICES.len() {
            let (service, slip) = SERVICES[at];
            match difference(label.as_bytes(), service.as_bytes()) {
                Some((_, Slip::Edit(found))) if found as u8 == slip as u8 => return Some((service, Slip::Edit(found))),
                _ => at += 1,
            }
        }
        None
    }

    /// The domain with the label of a service first, where that was misspelt and nothing else is to be said.
    pub(super) fn by_service(&self, candidates: &mut Vec<Candidate<'_>>) -> Option<String> {
        let (meant, slip) = self.by_first_label().filter(|_| candidates.is_empty())?;
        candidates.push(Candidate::service(meant.as_str().len(), slip, MISNAMED_SERVICE));
        Some(meant.as_str().to_owned())
    }

    /// All that is named, and all that the built-in tables know.
    pub(super) fn by_all<'k>(&self, knowledge: &'k Knowledge, candidates: &mut Vec<Candidate<'k>>) {
        if knowledge.names_any() {
            self.by_named(knowledge, candidates);
            self.by_named_dots(knowledge, None, candidates);
        }
        take(BuiltIn::all(self), candidates);
    }

    /// What is named, and has the typed name, or one that is an edit away, whatever the ending.
    fn by_named<'k>(&self, knowledge: &'k Knowledge, candidates: &mut Vec<Candidate<'k>>) {
        let mut near = |start, ending, key| {
            knowledge.each_named(key, |known| candidates.extend(weigh_near(self, start, ending, &known)));
        };
        for &key in NearKeys::of(self.name.as_bytes(), View::Near).as_slice() {
            near(self.start, self.ending, key);
        }
        let letters = without_digits(self.name);
        if letters.len() + 1 < self.name.len() && letters.len() >= 5 {
            near(self.start, self.ending, hash(letters.as_bytes()).key(View::Near));
        }
        let mut ending = self.start;
        while ending > 0 && self.ending - ending <= 24 {
            let (name, start) = suffix::name(self.domain, ending);
            near(start, ending, hash(name.as_bytes()).key(View::Near));
            ending = start;
        }
    }

    /// What is named, and has other dots and hyphens, or is a single label.
    fn by_named_dots<'k>(
        &self,
        knowledge: &'k Knowledge,
        covering: Option<Known<'_>>,
        candidates: &mut Vec<Candidate<'k>>,
    ) {
        let mut each = |key, weigh: &dyn Fn(&Known<'k>) -> Option<Candidate<'k>>| {
            knowledge.each_named(key, |known| candidates.extend(weigh(&known)));
        };
        each(squashed_hash(self.domain).key(View::Squashed), &|known| weigh_dots_below(self, known, &covering));
        each(squashed_hash(self.name).key(View::Squashed), &|known| weigh_run_on(self, known));
        if covering.is_none() && !self.delegated {
            each(squashed_hash(self.domain).key(View::Near), &|known| weigh_alone(self, known));
            if !self.domain.contains('.') {
                for &key in NearKeys::of(self.domain.as_bytes(), View::Near).as_slice() {
                    each(key, &|known| weigh_host(self, known));
                }
            }
        }
    }
}

/// Whether the domain as a candidate mends it is a known host below a name, and not that name itself.
pub(super) const fn is_host(domain: &str, candidate: &Candidate<'_>) -> bool {
    let mended = candidate.mended(domain);
    let has_host = match split_at_dot(mended.as_str()) {
        Some((_, rest)) => split_at_dot(rest).is_some(),
        None => false,
    };
    has_host && data::class(mended.as_str()).is(Class::TARGET)
}

/// A domain with another first label.
const fn service_behind(service: &str, domain: &str) -> Joined {
    match split_at_dot(domain) {
        Some((_, rest)) => Joined::of(&[service, ".", rest]),
        None => Joined::of(&[service]),
    }
}

/// The labels before the known domain that the typed one lies below, if they are told apart: those with a number are hosts in
/// their own right.
pub(super) const fn labels_below<'d>(typed: &Typed<'d>, covering: &Known<'_>) -> Option<&'d str> {
    let labels = slice(typed.domain, 0, (typed.domain.len() - covering.domain.len()).saturating_sub(1));
    let mut at = 0;
    while at < labels.len() && !labels.as_bytes()[at].is_ascii_digit() {
        at += 1;
    }
    if at == labels.len() && at + 1 >= SHORTEST_HOST { Some(labels) } else { None }
}

/// A known host below the known domain, whose labels before its name are the typed ones but for a slip: `uers.noreply.github.com`,
/// `smpt.gmail.com`.
pub(super) const fn weigh_host_below(
    typed: &Typed<'_>,
    covering: &Known<'_>,
    entry: Entry,
) -> Option<Candidate<'static>> {
    let (Some(labels), true) = (labels_below(typed, covering), entry.class.is(Class::TARGET)) else { return None };
    // `imap.gmail.com` is not below `mail.com`.
    if !is_below(entry.name(), covering.domain) {
        return None;
    }
    let host = slice(entry.name(), 0, (entry.name().len() - covering.domain.len()).saturating_sub(1));
    if host.len() < SHORTEST_HOST {
        return None;
    }
    match difference(labels.as_bytes(), host.as_bytes()) {
        Some((cost, slip)) => {
            let number = if has_other_number(labels, host) { OTHER_NUMBER } else { 0 };
            let odds = name_meant(labels, "com") - NAME_SLIP - cost - number - entry.rarity() as i32;
            Some(Candidate::new(&built_in(entry), 0, slip, Part::Name, odds))
        }
        None => None,
    }
}

/// Takes them all. An ending is found by several keys, and what follows from it is dear.
fn take<'k>(mut found: BuiltIn<'_, '_>, candidates: &mut Vec<Candidate<'k>>) {
    while let Some(candidate) = found.next() {
        let is_it = |other: &Candidate<'_>| (other.kept, other.target) == (candidate.kept, candidate.target);
        if !(candidate.is_ending() && candidates.iter().any(is_it)) {
            candidates.push(candidate);
        }
    }
}

/// Whether what goes on after a known ending is a domain below which a known name can only be a host's: whoever holds
/// `net.com` has no names to sell, as he of `de.com` or `com.de` may have, nor an office to name, as a place has that calls its
/// government `gov.taipei`.
const fn is_foreign(domain: &str, ending: &str) -> bool {
    match split_at_dot(domain) {
        Some((first, rest)) => is_equal(first, ending) && is_one_of(rest, GENERIC) && first.len() > 2,
        None => false,
    }
}

/// Weighs a known domain against what was typed, its name at `start` and its ending at `ending`. The endings differ so: cost
/// and slip.
pub(super) const fn weigh<'k>(
    typed: &Typed<'_>,
    start: usize,
    ending: usize,
    known: &Known<'k>,
    ending_slip: (i32, Slip),
) -> Option<Candidate<'k>> {
    let (outermost, delegated) = (ending == typed.ending, typed.delegated);
    let name = slice(typed.domain, start, ending - 1);
    let ending = tail(typed.domain, ending);
    let known_name = known.name();
    let (ending_cost, ending_slip) = ending_slip;
    let same_name = is_equal(name, known_name);
    let (name_cost, name_slip) = if same_name {
        (0, Slip::Nothing)
    } else {
        match difference(name.as_bytes(), known_name.as_bytes()) {
            // A name of three letters and less has too many neighbours.
            // Where only hyphens differ, `by_dots` weighs it.
            Some((cost, slip)) if outermost && known_name.len() >= 3 && !squash_alike(name, known_name) => {
                (NAME_SLIP + cost, slip)
            }
            None if outermost && is_equal(without_digits(name), known_name) => {
                (NAME_SLIP + 26 + decibans(name.len()), Slip::Edit(Edit::Insertion))
            }
            _ => return None,
        }
    };
    let same_ending = ending_cost == 0;
    if same_name && same_ending || known.class.is(Class::GOVERNMENT) && !same_name {
        return None;
    }
    // Of a name so short nothing is left after two slips.
    if !same_name && !same_ending && known_name.len() < 4 {
        return None;
    }
    let mut cost = name_cost + ending_cost;
    // Who slips once, slips again sooner.
    if !same_name && !same_ending && !ending_slip.is_habit() {
        cost += SECOND_SLIP - ENDING_SLIP;
    }
    // What people append is an ending that exists.
    if !delegated && typed.dotless.is_none() && matches!(ending_slip, Slip::SurplusEnding) {
        cost += 45;
    }
    // Who types `ac.ukk` has a registry's second level in mind and no name.
    if !delegated && !same_name && is_second_level(name) {
        cost += 30;
    }
    // What it adds that the labels before the name are known too: `users.noreply.github` is nobody else's.
    let before = known.before();
    let is_host_known = !before.is_empty() && ends_with(slice(typed.domain, 0, start), before);
    let meant = if !delegated {
        NEVER
    } else if same_name && !outermost && (!ending_slip.is_habit() || is_foreign(ending, known.ending())) {
        // Whoever holds a name like a government's second level has not its offices below, but another government has its own.
        if !known.class.is(Class::GOVERNMENT) || name.len() <= 2 {
            MISNAMED_HOST
        } else if is_another_government(ending, known.ending()) {
            OTHER_GOVERNMENT
        } else {
            MISNAMED_HOST + 25
        }
    } else if same_name {
        // Whoever chose the same name under another ending has the same hosts there.
        let is_chosen = ending_slip.is_habit();
        ending_meant(known, name, ending, ending_slip) + if is_host_known && !is_chosen { SAME_HOST } else { 0 }
    } else {
        name_meant(name, ending)
            - varied(name, known, name_slip)
            - known_elsewhere(name)
            - left_over(name, known, name_slip)
            - company(known, name)
            + if is_host_known { SAME_HOST } else { 0 }
    };
    let slip = match (same_name, same_ending) {
        (_, true) => name_slip,
        (true, false) => ending_slip,
        (false, false) => Slip::Two,
    };
    let part = if same_name { Part::Ending } else { Part::Name };
    let candidate = Candidate::new(known, start, slip, part, meant - cost - known.rarity as i32);
    // The sub-domain stays, the known domain takes the place of what was typed for it. Where the known name is itself a
    // sub-domain (`us.af.mil`), the labels before its name are the user's own.
    Some(Candidate { target: known.registrable(), whole: known.before().is_empty(), ..candidate })
}

/// A name without the digits around it.
pub(super) const fn without_digits(name: &str) -> &str {
    let bytes = name.as_bytes();
    let (mut from, mut to) = (0, bytes.len());
    while from < to && bytes[from].is_ascii_digit() {
        from += 1;
    }
    while to > from && bytes[to - 1].is_ascii_digit() {
        to -= 1;
    }
    slice(name, from, to)
}

/// How much likelier two slips in the name of a large provider are than the name as typed.
pub(super) const fn two_slips_odds(name: &str, known: &Known<'_>, cost: i32) -> i32 {
    // Of the neighbours of so large a provider more are slips, however they read.
    let meant = (name_meant(name, known.ending()) + name_taken(name, known.ending())) / 2;
    meant - varied(name, known, Slip::Two) - NAME_SLIP - cost - known.rarity as i32
}
