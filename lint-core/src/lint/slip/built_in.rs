//! What the built-in tables make of a domain: its candidates, one after the other, found in a constant as well as at run time.
//!
//! [`read`](super::read) takes them all and adds what a user names and what looks alike; the reading of a
//! [constant](super::best) keeps the likeliest two.

use super::channel::{difference, two_slips};
use super::dots::{
    DOT, dots, weigh_alone, weigh_dots, weigh_doubled_part, weigh_host, weigh_run_on, without_doubled_part,
};
use super::endings::{ANY_SECOND_LEVEL, DOUBLED_ENDING, DOUBLED_ODDS, GENERIC, ending_odds, ending_slip, is_below};
use super::names::{
    is_any_two, is_host, labels_below, large_providers, two_slips_odds, weigh, weigh_host_below, without_digits,
};
use super::register::{registered, second_level};
use super::{Candidate, Part, Slip, Typed};
use crate::data::lists::{LARGE_PROVIDERS, ending_words};
use crate::data::suffix::{self, squash_alike, squashed_hash};
use crate::data::{self, Class, Endings, Entries, Entry, NearKeys, View, hash};
use crate::knowledge::{Known, Source, built_in};
use crate::text::const_str::{ends_with, find, is_equal, is_one_of, slice, split_at_dot, stands_at, starts_with, tail};

/// What is looked for, in this order.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Search {
    /// A name that is the typed one, or one edit away.
    Name,
    /// The typed name without the digits of the local part, typed once more: `00gmail`.
    Letters,
    /// A name further left, where somebody made a mess of the ending: `yahoo.con.cn`, `gmail.com.br`.
    Further,
    /// A domain of these letters with other dots and hyphens.
    Dots,
    /// A host that has the end of a label once more behind it.
    Doubled,
    /// A name that runs on into its ending.
    RunOn,
    /// A host below the known domain that the typed one lies below.
    Below,
    /// A large provider two slips away.
    TwoSlips,
    /// A name in a closed registry.
    Register,
    /// A government's second level.
    Government,
    DoubledEnding,
    /// A provider of which the name is all there is.
    Alone,
    /// A name of one label.
    Host,
    /// An ending one slip from the typed one, which does not exist.
    Ending,
    /// A common ending two slips away.
    Generic,
    /// A second level of a registry that has no others.
    SecondLevel,
    /// The ending of two labels that the typed one is but for the dot.
    Dotless,
    Nothing,
}

/// Candidates from the built-in tables.
pub(super) struct BuiltIn<'t, 'd> {
    typed: &'t Typed<'d>,
    search: Search,
    /// Where to stop.
    until: Search,
    /// How many steps of the search are done.
    step: usize,
    near: NearKeys,
    /// What is filed under the last key that was looked up.
    entries: Entries,
    endings: Endings,
    /// What a register gave that is still to come.
    registered: [Option<Candidate<'static>>; 2],
    /// The label and the ending that are compared: where they begin.
    start: usize,
    ending: usize,
    /// The known domain that the typed one lies below.
    covering: Option<Known<'t>>,
}

impl<'t, 'd> BuiltIn<'t, 'd> {
    /// All of them.
    pub(super) const fn all(typed: &'t Typed<'d>) -> BuiltIn<'t, 'd> {
        // A name that has a comma for a dot is another with that dot.
        let is_parted = find(typed.domain.as_bytes(), 0, typed.domain.len(), b',') < typed.domain.len();
        let (search, until) = if is_parted { (Search::Dots, Search::RunOn) } else { (Search::Name, Search::Nothing) };
        BuiltIn::between(typed, search, until)
    }

    /// Those of a domain that lies below a known one.
    pub(super) const fn below(typed: &'t Typed<'d>, covering: Known<'t>) -> BuiltIn<'t, 'd> {
        let (search, until) = if covering.class.is_only(Class::IN_USE) {
            (Search::Name, Search::Dots)
        } else if !covering.class.is(Class::MILITARY.or(Class::GOVERNMENT)) {
            (Search::Dots, Search::TwoSlips)
        } else if is_equal(covering.domain, typed.suffix) {
            // `gov.uk` is a site and a registry.
            (Search::Register, Search::DoubledEnding)
        } else {
            (Search::Nothing, Search::Nothing)
        };
        BuiltIn { covering: Some(covering), ..BuiltIn::between(typed, search, until) }
    }

    const fn between(typed: &'t Typed<'d>, search: Search, until: Search) -> BuiltIn<'t, 'd> {
        let near = NearKeys::of(typed.name.as_bytes(), View::Near);
        let (start, ending) = (typed.start, typed.ending);
        let (step, entries, endings, registered, covering) = (0, Entries::NONE, Endings::ALL, [None; 2], None);
        BuiltIn { typed, search, until, step, near, entries, endings, registered, start, ending, covering }
    }

    /// The next one.
    pub(super) const fn next(&mut self) -> Option<Candidate<'static>> {
        loop {
            while let Some(entry) = self.entries.next() {
                let Some(found) = self.weigh(entry) else { continue };
                // Below a domain in use only hosts that are known are told apart.
                let below_in_use = self.covering.is_some() && self.until as u8 == Search::Dots as u8;
                if !below_in_use || is_host(self.typed.domain, &found) {
                    return Some(found);
                }
            }
            if self.search as u8 >= self.until as u8 {
                return None;
            }
            let found = self.step();
            if found.is_some() {
                return found;
            }
        }
    }

    /// Looks up one more key, or goes over to the next search.
    const fn step(&mut self) -> Option<Candidate<'static>> {
        let (typed, step) = (self.typed, self.step);
        self.step += 1;
        match self.search {
            Search::Name => self.look_up_near(step, Search::Letters),
            Search::Letters => {
                let letters = without_digits(typed.name);
                if step == 0 && letters.len() + 1 < typed.name.len() && letters.len() >= 5 {
                    self.look_up(hash(letters.as_bytes()).key(View::Near));
                } else {
                    self.go_on(Search::Further);
                }
            }
            Search::Further => {
                self.ending = self.start;
                if self.ending > 0 && typed.ending - self.ending <= 24 {
                    let (name, start) = suffix::name(typed.domain, self.ending);
                    self.start = start;
                    self.look_up(hash(name.as_bytes()).key(View::Near));
                } else {
                    self.go_on(Search::Dots);
                }
            }
            Search::Dots if step == 0 => self.look_up(squashed_hash(typed.domain).key(View::Squashed)),
            Search::Dots => self.go_on(if self.covering.is_none() { Search::Doubled } else { Search::RunOn }),
            Search::Doubled if step == 0 => {
                if let Some(host) = without_doubled_part(typed) {
                    self.look_up(hash(host.as_str().as_bytes()).key(View::Exact));
                }
            }
            Search::Doubled => self.go_on(Search::RunOn),
            Search::RunOn if step == 0 => self.look_up(squashed_hash(typed.name).key(View::Squashed)),
            Search::RunOn => self.go_on(Search::Below),
            Search::Below => match &self.covering {
                Some(covering) if step == 0 => {
                    if labels_below(typed, covering).is_some() {
                        self.look_up(hash(covering.name().as_bytes()).key(View::Near));
                    }
                }
                _ => self.go_on(Search::TwoSlips),
            },
            Search::TwoSlips => return self.two_slips(step),
            Search::Register => {
                self.registered = if step == 0 { registered(typed) } else { [self.registered[1], None] };
                if self.registered[0].is_none() {
                    self.go_on(Search::Government);
                }
                return self.registered[0];
            }
            Search::Government => {
                self.go_on(Search::DoubledEnding);
                return second_level(typed);
            }
            Search::DoubledEnding => {
                self.go_on(if typed.delegated { Search::Nothing } else { Search::Alone });
                return doubled_ending(typed);
            }
            Search::Alone if step == 0 => self.look_up(squashed_hash(typed.domain).key(View::Near)),
            Search::Alone if split_at_dot(typed.domain).is_none() => {
                self.near = NearKeys::of(typed.domain.as_bytes(), View::Near);
                self.go_on(Search::Host);
            }
            // One letter is close to dozens of endings.
            Search::Alone if typed.suffix.len() < 2 => self.go_on(Search::Nothing),
            Search::Alone => self.go_on_at(typed.ending),
            Search::Host => self.look_up_near(step, Search::Nothing),
            Search::Ending => self.look_up_near(step, Search::Generic),
            Search::Generic => return self.generic(step),
            Search::SecondLevel => return self.second_level(),
            Search::Dotless => {
                self.go_on(Search::Nothing);
                if let (Some(entry), true) = (typed.dotless, typed.ending > 0) {
                    self.ending = typed.ending;
                    return self.ending(entry.name(), entry.rarity(), (DOT, dots(typed.suffix, entry.name())));
                }
            }
            Search::Nothing => {}
        }
        None
    }

    const fn look_up(&mut self, key: u32) {
        self.entries = Entries::under(key);
    }

    /// Looks up the next of the near keys, from `step` on, under which there is anything, or goes over to another search.
    const fn look_up_near(&mut self, step: usize, then: Search) {
        let at = data::next_filed(&self.near, step);
        match self.near.get(at) {
            Some(key) => (self.entries, self.step) = (Entries::under(key), at + 1),
            None => self.go_on(then),
        }
    }

    const fn go_on(&mut self, search: Search) {
        (self.search, self.step) = (search, 0);
    }

    /// Goes on with the endings that the labels from `at` on may have been meant to be.
    const fn go_on_at(&mut self, at: usize) {
        self.ending = at;
        if at == 0 {
            self.go_on(Search::Dotless);
        } else if self.typed.in_closed_registry() {
            self.endings = Endings::ALL;
            self.go_on(Search::SecondLevel);
        } else {
            self.near = NearKeys::of(tail(self.typed.domain, at).as_bytes(), View::NearEnding);
            self.go_on(Search::Ending);
        }
    }

    /// After the ending, the name with it; after that, no more.
    const fn go_on_to_left(&mut self) {
        let at = if self.ending == self.typed.ending { self.typed.start } else { 0 };
        self.go_on_at(at);
    }

    /// What an entry is worth that was found.
    const fn weigh(&self, entry: Entry) -> Option<Candidate<'static>> {
        let typed = self.typed;
        if let Search::Ending = self.search {
            let (written, ending) = (tail(typed.domain, self.ending), entry.name());
            if !entry.class.is(Class::ENDING) || split_at_dot(ending).is_some() != split_at_dot(written).is_some() {
                return None;
            }
            return match difference(written.as_bytes(), ending.as_bytes()) {
                Some(slip) => self.ending(ending, entry.rarity(), slip),
                None => None,
            };
        }
        if !entry.class.is(Class::TARGET) {
            return None;
        }
        if let (Search::Below, Some(covering)) = (self.search, &self.covering) {
            return weigh_host_below(typed, covering, entry);
        }
        let known = built_in(entry);
        match self.search {
            Search::Dots => weigh_dots_below(typed, &known, &self.covering),
            Search::Doubled => weigh_doubled_part(typed, &known),
            Search::RunOn => weigh_run_on(typed, &known),
            Search::Alone => weigh_alone(typed, &known),
            Search::Host => weigh_host(typed, &known),
            _ => weigh_near(typed, self.start, self.ending, &known),
        }
    }

    const fn two_slips(&mut self, step: usize) -> Option<Candidate<'static>> {
        let (typed, name) = (self.typed, self.typed.name);
        // With another first letter it is another name: qqmail, mailo.
        let (first, end) = if name.is_empty() { (0, 0) } else { large_providers(name.as_bytes()[0]) };
        if first + step >= end {
            self.go_on(Search::Register);
            return None;
        }
        let provider = LARGE_PROVIDERS.as_slice()[first + step];
        // Most are too long or too short, whatever their ending.
        let (len, suffix_len) = (provider.len(), typed.domain.len() - typed.ending);
        if len.abs_diff(name.len() + 1 + suffix_len) > 2 || !ends_with(provider, typed.suffix) {
            return None;
        }
        let meant = slice(provider, 0, (len - suffix_len).saturating_sub(1));
        let Some((cost, slip)) = two_slips(name, meant, is_any_two(name, meant)) else { return None };
        let Some(entry) = data::lookup(provider) else { return None };
        let known = built_in(entry);
        if !is_equal(known.ending(), typed.suffix) {
            return None;
        }
        Some(Candidate::new(&known, typed.start, slip, Part::Name, two_slips_odds(name, &known, cost)))
    }

    const fn generic(&mut self, step: usize) -> Option<Candidate<'static>> {
        let written = tail(self.typed.domain, self.ending);
        if step >= GENERIC.len() || written.len() < 3 || split_at_dot(written).is_some() {
            self.go_on_to_left();
            return None;
        }
        match (two_slips(written, GENERIC[step], true), data::lookup(GENERIC[step])) {
            (Some(slip), Some(entry)) => self.ending(GENERIC[step], entry.rarity(), slip),
            _ => None,
        }
    }

    /// The registry is right, only its second level is not.
    const fn second_level(&mut self) -> Option<Candidate<'static>> {
        let written = tail(self.typed.domain, self.ending);
        while let Some((ending, rarity)) = self.endings.next() {
            if split_at_dot(ending).is_some() && is_equal(suffix::top(ending), suffix::top(written)) {
                let slip = match difference(written.as_bytes(), ending.as_bytes()) {
                    Some(slip) => slip,
                    None => (ANY_SECOND_LEVEL, Slip::WrongSecondLevel),
                };
                return self.ending(ending, rarity, slip);
            }
        }
        self.go_on_to_left();
        None
    }

    /// Another ending in place of what is compared.
    const fn ending(&self, ending: &'static str, rarity: u8, slip: (i32, Slip)) -> Option<Candidate<'static>> {
        let odds = ending_odds(slice(self.typed.domain, 0, self.ending), ending, rarity, slip.0);
        Some(Candidate::ending(self.ending, ending, slip.1, odds))
    }
}

/// A known domain against what was typed, its name at `start` and its ending at `ending`.
pub(super) const fn weigh_near<'k>(
    typed: &Typed<'_>,
    start: usize,
    ending: usize,
    known: &Known<'k>,
) -> Option<Candidate<'k>> {
    match ending_slip(typed, tail(typed.domain, ending), known.ending()) {
        Some(slip) => weigh(typed, start, ending, known, slip),
        None => None,
    }
}

/// A known domain that is the typed one but for dots and hyphens. Where that lies below a known one, `e.mail.de`, only a commoner
/// one was meant, or the same.
pub(super) const fn weigh_dots_below<'k>(
    typed: &Typed<'_>,
    known: &Known<'k>,
    covering: &Option<Known<'_>>,
) -> Option<Candidate<'k>> {
    if let Some(covering) = covering {
        let is_host = is_equal(known.domain, covering.domain) || is_below(known.domain, covering.domain);
        let is_rarer = known.rarity >= covering.rarity && !known.source.is_users();
        // `bio.fabrikam.org` is who is called so there, however often a tree names `biofabrikam.org`.
        if !is_host && (is_rarer || matches!(known.source, Source::Tree)) {
            return None;
        }
    }
    if !squash_alike(known.domain, typed.domain) {
        return None;
    }
    let (odds, slip) = weigh_dots(typed, known);
    Some(Candidate::new(known, 0, slip, Part::Dots, odds))
}

/// `acme.com.com`: nobody registers that, whatever stands before it.
const fn doubled_ending(typed: &Typed<'_>) -> Option<Candidate<'static>> {
    // Below a registry that has second levels alone, its ending is no second level of its own: `fabrikam.com.br.br`.
    if let (true, Some((second, top))) = (typed.in_closed_registry(), split_at_dot(typed.suffix)) {
        let kept = typed.domain.len() - top.len() - 1;
        let before = slice(typed.domain, 0, kept);
        if !is_equal(second, top) || is_equal(before, top) {
            return None;
        }
        let odds = ending_odds(before, top, 0, DOUBLED_ENDING);
        return Some(Candidate::ending(kept, "", Slip::DoubledEnding, odds));
    }
    let (ending, kept) = (typed.suffix, typed.ending.saturating_sub(1));
    let (domain, len) = (typed.domain.as_bytes(), ending.len());
    // Nearly all are told by a few letters.
    if kept <= len || domain[kept - len - 1] != b'.' || !stands_at(domain, kept - len, ending.as_bytes()) {
        return None;
    }
    let before = slice(typed.domain, 0, kept);
    // Of a million sites none is below a generic ending that stands twice, nor below a registry's second level or one of those that
    // are kept for a purpose. A country may have its own site there, `www.ch.ch`, and who sells a newer ending sells that as well:
    // `service.link.link`.
    let is_nobodys = is_one_of(ending, ending_words::COMMON.as_slice()) || split_at_dot(ending).is_some();
    let is_country = ending.len() == 2 && !starts_with(before, "www.");
    let is_doubled = (is_nobodys || is_country) && !is_repetition(before, ending);
    if is_doubled { Some(Candidate::ending(kept, "", Slip::DoubledEnding, DOUBLED_ODDS)) } else { None }
}

/// Whether all labels are the same one. Then somebody plays with them: `one.one.one.one` is a name server.
const fn is_repetition(domain: &str, label: &str) -> bool {
    let mut end = domain.len() + 1;
    while end > 0 {
        let (found, start) = suffix::name(domain, end);
        if !is_equal(found, label) {
            return false;
        }
        end = start;
    }
    true
}
