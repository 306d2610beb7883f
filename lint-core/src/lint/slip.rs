//! The slip model: a noisy channel that all slip lints share.
//!
//! A domain *d* is read as a slip of a known domain *c* when "meant *c*, typed *d*" is much likelier than "meant *d*":
//!
//! ```text
//! odds = P(c) * P(d typed | c meant) / P(d meant)
//! ```
//!
//! All three are kept as decibans, -10 log10 of the probability, so that the product is a sum of small integers and the
//! same on every machine. *P(c)* is the rarity in the tables. *P(d | c)* starts from the share of addresses that carry a
//! slip at all, 4 in 1,000 (3.8 in 1,000 among addresses typed by hand into public repositories), splits it by kind as
//! counted there (omission 44 %, transposition 19 %, doubling 15 %, other insertion 12 %, neighbouring key 7 %, other key
//! 3 %; three quarters in the name, one quarter in the ending), and then by the places where it could have happened.
//! *P(d meant)* depends on how long the name is (nearly all short ones are taken), on whether it is a word, and on whether
//! its ending exists at all.

use crate::data::suffix::{self, squash};
use crate::data::{self, Class, View, hash, near_hashes};
use crate::finding::Evidence;
use crate::knowledge::{self, Knowledge, Known, Tld};
use crate::lint::look;
use crate::text::edit::{self, Edit};
use crate::text::keyboard;

/// The part of a domain that somebody slipped on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Part {
    /// The ending: another top-level domain or public suffix.
    Ending,
    /// The name before it, alone or together with the ending.
    Name,
    /// A dot or hyphen left out, moved or put in.
    Dots,
    /// Other characters that look the same.
    Picture,
}

/// A domain that may have been meant.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Candidate {
    /// The whole domain as it would read then.
    pub(crate) mended: String,
    /// The known domain, or the ending, that this rests on.
    pub(crate) target: String,
    pub(crate) source: String,
    pub(crate) class: Class,
    pub(crate) protected: bool,
    /// A noun for what happened.
    pub(crate) slip: &'static str,
    pub(crate) part: Part,
    /// How much likelier the slip is than the domain as typed, in decibans.
    pub(crate) odds: i32,
}

impl Candidate {
    pub(crate) fn evidence(&self) -> Evidence {
        Evidence { target: self.target.clone(), source: self.source.clone(), slip: self.slip }
    }
}

/// How a domain reads.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Reading {
    /// How its top-level domain stands.
    pub(crate) tld: Tld,
    /// Whether it is known in its own right, or lies below a domain that is.
    pub(crate) known: bool,
    /// What may have been meant instead, likeliest first.
    pub(crate) candidates: Vec<Candidate>,
}

impl Reading {
    /// Nothing to say.
    pub(crate) const fn quiet(tld: Tld, known: bool) -> Reading {
        Reading { tld, known, candidates: Vec::new() }
    }

    /// The likeliest candidate, if a slip is likely enough.
    pub(crate) fn slip(&self) -> Option<&Candidate> {
        self.candidates.first().filter(|best| best.odds >= LIKELY)
    }

    /// The domain as it was probably meant: none on a tie between two of like weight.
    pub(crate) fn mended(&self) -> Option<&str> {
        let best = self.slip()?;
        let tie = self.candidates.get(1).is_some_and(|next| best.odds - next.odds < TIE);
        (!tie).then_some(best.mended.as_str())
    }
}

/// Decibans from which a slip is taken for one: about six to one.
pub(crate) const LIKELY: i32 = 8;
/// Two candidates closer than this are a tie: two to one.
const TIE: i32 = 3;

/// Four addresses in 1,000 carry a slip; three quarters of those in the name.
const NAME_SLIP: i32 = 25;
/// The quarter in the ending.
const ENDING_SLIP: i32 = 30;
/// A further slip by somebody who has made one: one in twenty.
const SECOND_SLIP: i32 = 13;
/// The chance that a domain under some ending bears a name that nobody has counted.
const UNCOUNTED_NAME: i32 = 40;
/// A domain that cannot be meant, because its ending does not exist.
pub(super) const NEVER: i32 = 140;

/// How much likelier a slip is than a name missing from a complete register, before the price of the edit.
const REGISTER_GAP: i32 = 40;
/// The endings that hold most names, so that two slips are still likelier than a name of its own.
const GENERIC: [&str; 3] = ["com", "net", "org"];
const HYPHEN: &str = "hyphen";
pub(crate) const TWO_SLIPS: &str = "two slips";
const DOUBLED_ENDING: &str = "doubled ending";

/// 10 log10 of a small count.
fn decibans(count: usize) -> i32 {
    const TABLE: [i32; 17] = [0, 0, 3, 5, 6, 7, 8, 8, 9, 10, 10, 10, 11, 11, 11, 12, 12];
    TABLE.get(count).copied().unwrap_or(13)
}

/// The cost of one edit at byte `at` of a string of `length` bytes, given that a slip happened.
fn edit_cost(edit: Edit, at: usize, length: usize, typed: &[u8], meant: &[u8]) -> i32 {
    let kind = match edit {
        Edit::Undoubling => 1,
        Edit::Omission => 4,
        Edit::Transposition => 7,
        Edit::Doubling => 8,
        // One letter of about 16 that are near or common, one of 4 neighbours, one of 25 others.
        Edit::Insertion => 9 + 12,
        Edit::NearKey => 11 + 6,
        Edit::Substitution if look_alike(typed.get(at), meant.get(at)) => 15 + 4,
        Edit::Substitution if sound_alike(typed.get(at), meant.get(at)) => 15 + 7,
        Edit::Substitution => 15 + 14,
    };
    // People look at the first letter.
    let first = if at == 0 && !matches!(edit, Edit::Insertion | Edit::Doubling) { 3 } else { 0 };
    kind + first + decibans(length)
}

/// Whether two characters are taken for each other by ear: one vowel for another.
fn sound_alike(a: Option<&u8>, b: Option<&u8>) -> bool {
    let vowel = |letter: Option<&u8>| letter.is_some_and(|letter| b"aeiouy".contains(letter));
    vowel(a) && vowel(b)
}

/// Whether two characters are taken for each other by eye.
fn look_alike(a: Option<&u8>, b: Option<&u8>) -> bool {
    const PAIRS: [[u8; 2]; 5] = [*b"il", *b"1l", *b"1i", *b"0o", *b"5s"];
    match (a, b) {
        (Some(&a), Some(&b)) => PAIRS.contains(&[a, b]) || PAIRS.contains(&[b, a]),
        _ => false,
    }
}

/// How the typed string differs from the meant one: cost without the price of having slipped at all, and a noun.
fn difference(typed: &[u8], meant: &[u8]) -> Option<(i32, &'static str)> {
    let (edit, at) = edit::single(typed, meant)?;
    Some((edit_cost(edit, at, meant.len(), typed, meant), edit.as_str()))
}

/// The same for two edits, by the distance that strsim gives.
fn two_edits(typed: &str, meant: &str) -> Option<(i32, &'static str)> {
    if typed.len().abs_diff(meant.len()) > 2 || letters(typed, meant) > 4 || strsim::osa_distance(typed, meant) != 2 {
        return None;
    }
    // Which two they were matters little beside the fact that it took two.
    Some((2 * (6 + decibans(meant.len())) + SECOND_SLIP, TWO_SLIPS))
}

/// How many letters stand in only one of the two: a bound on the distance that costs no table.
fn letters(a: &str, b: &str) -> u32 {
    let set = |text: &str| text.bytes().fold(0u64, |set, byte| set | 1 << (byte % 64));
    (set(a) ^ set(b)).count_ones()
}

/// How the typed ending differs from the meant one.
fn ending_difference(typed: &str, meant: &str, near_only: bool) -> Option<(i32, &'static str)> {
    if typed == meant {
        return Some((0, ""));
    }
    if let Some((cost, slip)) = difference(typed.as_bytes(), meant.as_bytes()) {
        return Some((ENDING_SLIP + cost, slip));
    }
    let stripped = |longer: &str, shorter: &str| {
        longer.len() > shorter.len() + 1
            && longer.starts_with(shorter)
            && longer.as_bytes().get(shorter.len()) == Some(&b'.')
    };
    let ends = |longer: &str, shorter: &str| {
        longer.len() > shorter.len() + 1
            && longer.ends_with(shorter)
            && longer.as_bytes().get(longer.len() - shorter.len() - 1) == Some(&b'.')
    };
    if let Some((first, second)) = typed.split_once('.').filter(|(_, second)| *second == meant) {
        if first == second {
            return Some((ENDING_SLIP + 12, DOUBLED_ENDING));
        }
        if let Some((cost, _)) = difference(first.as_bytes(), meant.as_bytes()) {
            return Some((ENDING_SLIP + 12 + cost, DOUBLED_ENDING));
        }
    }
    if stripped(typed, meant) || (ends(typed, meant) && typed != meant) {
        return Some((ENDING_SLIP + 12, "surplus ending"));
    }
    if ends(meant, typed) {
        return Some((ENDING_SLIP + 8, "second level omitted"));
    }
    let siblings = match (typed.split_once('.'), meant.split_once('.')) {
        (Some((_, a)), Some((_, b))) => a == b,
        _ => false,
    };
    // The commercial second level in place of another is a habit of the hand; the others are chosen.
    if siblings && (typed.starts_with("co.") || typed.starts_with("com.")) {
        return Some((ENDING_SLIP + 12, "wrong second level"));
    }
    if GENERIC.contains(&typed) && (GENERIC.contains(&meant) || meant == "gov") {
        return Some((ENDING_SLIP + 17, "wrong ending"));
    }
    if near_only {
        return None;
    }
    two_edits(typed, meant).map(|(cost, slip)| (ENDING_SLIP + cost, slip))
}

/// How unlikely it is that somebody means a domain of this name, one that no table holds.
pub(super) fn name_meant(name: &str, ending: &str) -> i32 {
    // Of the names of one to three letters nearly all are taken and used, of those of seven next to none.
    const BY_LENGTH: [i32; 9] = [50, 50, 58, 68, 78, 84, 92, 98, 101];
    // There are ten digits, and numbers are names in China.
    let counted =
        if name.bytes().all(|byte| byte.is_ascii_digit()) { name.len().saturating_sub(2) } else { name.len() };
    let length = BY_LENGTH.get(counted).copied().unwrap_or(104);
    let word = data::class(name).is(Class::WORD);
    length - if word { 25 } else { 0 } + if ending == "com" { 0 } else { 4 }
        - if academic(ending) { if name.len() <= 6 { 22 } else { 10 } } else { 0 }
}

/// How much likelier a name is to be meant for what it makes of a known one: brands are numbered, extended and varied on
/// purpose.
fn varied(name: &str, known: &str, slip: &str, provider: bool) -> i32 {
    let digits = |text: &str| text.bytes().all(|byte| byte.is_ascii_digit());
    if let Some(extra) = name.strip_prefix(known).or_else(|| name.strip_suffix(known)) {
        return match (digits(extra), provider) {
            (true, true) => 22,
            (true, false) => 34,
            _ if slip == Edit::Doubling.as_str() => 0,
            (false, true) => 12,
            (false, false) => 18,
        };
    }
    let (Some(rest), Some(known_rest)) = (name.get(1..), known.get(1..)) else { return 0 };
    let first = (name.as_bytes()[0], known.as_bytes()[0]);
    // Another letter before a word is how services are named: pcloud, ymail.
    if rest == known_rest
        && rest.len() >= 4
        && !keyboard::neighbours(first.0, first.1)
        && data::class(rest).is(Class::WORD)
    {
        return 12;
    }
    // Numbered institutions: roma1, roma3.
    let letters = |text: &str| text.bytes().filter(|byte| !byte.is_ascii_digit()).collect::<Vec<_>>();
    let replaced = slip != Edit::Transposition.as_str() && name.len() == known.len();
    if replaced && letters(name) == letters(known) { 34 } else { 0 }
}

/// Companies choose names close to each other's more often than mailbox providers do, short ones most of all.
fn company(known: &Known<'_>, name: &str) -> i32 {
    match known.class.is(Class::PROVIDER) || known.protected {
        true => 0,
        false if name.len() <= 5 => 10,
        false => 4,
    }
}

/// Whether an ending is kept for schools or governments, where names are abbreviations and each has its neighbours.
fn academic(ending: &str) -> bool {
    matches!(ending.split('.').next(), Some("edu" | "ac" | "gov" | "mil"))
}

/// How unlikely it is that somebody means the name of a known domain under another ending that exists.
fn ending_meant(known: &Known<'_>, name: &str, ending: &str, slip: &str) -> i32 {
    if known.class.is(Class::MILITARY) {
        // Other countries' forces have their names below `mil` too.
        let abroad =
            ending.starts_with("mil.") && !knowledge::country(ending.rsplit('.').next().unwrap_or_default()).is_empty();
        return if abroad { 50 } else { 90 };
    }
    let base = match slip {
        // The owners of a name take it under the neighbouring endings too, but seldom under a longer one.
        DOUBLED_ENDING => 95,
        "surplus ending" if known.class.is(Class::PROVIDER) => 64,
        "surplus ending" => 50,
        "wrong second level" if academic(&known.domain[suffix::ending(known.domain, data::class)..]) => 92,
        "wrong second level" => 60,
        "wrong ending" if known.domain.ends_with(".gov") && name.len() > 3 => 92,
        "wrong ending" if known.class.is(Class::PROVIDER) => 72,
        "wrong ending" => 45,
        "second level omitted" if known.class.is(Class::PROVIDER) => 82,
        _ if known.class.is(Class::PROVIDER) => 70,
        // `.co` is sold as a short `.com`, and much used as one.
        _ if ending == "co" && name == "example" => 48,
        // Nobody holds the documentation names under other endings (RFC 2606, section 3).
        _ if name == "example" => 76,
        _ if ending == "co" => 66,
        _ => 62,
    };
    match name.len() {
        0..=2 if base < 90 => base - 18,
        3 => base - 2,
        _ => base,
    }
}

/// Registries with no names of two letters directly below them, but for their own second levels. Source: the registration
/// rules of registro.br, ISOC-IL, JPRS, THNIC and ZADNA, read in 2025.
const CLOSED_REGISTRIES: [&str; 5] = ["br", "il", "jp", "th", "za"];

/// What is known of the domain as typed.
struct Typed<'d> {
    domain: &'d str,
    delegated: bool,
    /// Byte at which its ending begins.
    ending: usize,
    /// Whether the ending is a known one of two labels but for its dot: `cojp`.
    dotless: bool,
}

/// Reads `domain` (lower case, A-labels, no final dot).
///
/// With `persona`, the mailbox's local part says that it is a US military one, so that a civilian provider of the same name
/// is no excuse.
pub(crate) fn read(knowledge: &Knowledge, domain: &str, persona: bool) -> Reading {
    let top = &domain[domain.rfind('.').map_or(0, |dot| dot + 1)..];
    let tld = knowledge::tld(top);
    if domain.is_empty() || top.bytes().all(|byte| byte.is_ascii_digit()) {
        return Reading::quiet(tld, true);
    }
    if tld == Tld::Reserved && domain.contains('.') {
        return Reading::quiet(tld, true);
    }
    let covering = knowledge.covering(domain);
    if covering.is_some_and(|known| known.domain == domain && !(persona && known.class == Class::IN_USE)) {
        return Reading::quiet(tld, true);
    }
    if knowledge::retired(top).is_some() {
        return Reading::quiet(tld, false);
    }
    let mut ending = suffix::ending(domain, data::class);
    let mut delegated = tld == Tld::Delegated;
    let (name, start) = suffix::name(domain, ending);
    // Such a registry has no `xo.br` to register below: it is an ending that does not exist.
    let closed = CLOSED_REGISTRIES.contains(&&domain[ending..]) && name.len() <= 2;
    if closed && start > 0 {
        ending = start;
        delegated = false;
    }
    let mut dotless = false;
    if !delegated {
        data::each(hash(&domain.as_bytes()[ending..]).key(View::Squashed), |entry| {
            dotless |= entry.class.is(Class::ENDING) && squash(entry.name) == domain.as_bytes()[ending..];
        });
    }
    let typed = Typed { domain, delegated, ending, dotless };
    let mut candidates = Vec::new();
    if let Some(covering) = covering.filter(|_| !persona) {
        typed.below_known(knowledge, &covering, &mut candidates);
        return Reading { tld, known: true, candidates };
    }
    typed.by_name(knowledge, &mut candidates);
    typed.by_dots(knowledge, &mut candidates);
    typed.by_two_edits(&mut candidates);
    typed.by_register(&mut candidates);
    typed.by_doubled_ending(&mut candidates);
    look::candidates(knowledge, domain, &mut candidates);
    if !delegated {
        typed.by_single_label(knowledge, &mut candidates);
        if domain.contains('.') {
            typed.by_ending(&mut candidates);
        }
    }
    candidates.sort_by(|a, b| b.odds.cmp(&a.odds).then_with(|| a.mended.cmp(&b.mended)));
    let mut seen: Vec<String> = Vec::new();
    candidates.retain(|candidate| {
        let new = candidate.mended != domain && !seen.contains(&candidate.mended);
        if new {
            seen.push(candidate.mended.clone());
        }
        new
    });
    candidates.truncate(5);
    Reading { tld, known: false, candidates }
}

impl Typed<'_> {
    /// Whether the top-level domain exists and the second level, which must, does not.
    fn in_closed_registry(&self) -> bool {
        !self.delegated && self.domain[self.ending..].contains('.')
    }

    /// Hosts below a known domain that are a known host themselves but for a slip: `users.noreply.github.co`, where
    /// `github.co` is in use, or `t.online.de`.
    fn below_known(&self, knowledge: &Knowledge, covering: &Known<'_>, candidates: &mut Vec<Candidate>) {
        if covering.class == Class::IN_USE {
            self.by_name(knowledge, candidates);
            candidates.retain(|candidate| {
                candidate.mended.matches('.').count() > 1 && data::class(&candidate.mended).is(Class::TARGET)
            });
        } else if !covering.class.is(Class::MILITARY.or(Class::GOVERNMENT)) {
            self.by_dots(knowledge, candidates);
        }
    }

    /// Known domains whose name is the typed one, or one edit away, whatever the ending.
    fn by_name(&self, knowledge: &Knowledge, candidates: &mut Vec<Candidate>) {
        // The name stands before the ending; where somebody made a mess of the ending (`yahoo.con.cn`, `gmail.com.br`), it
        // stands a label or two further left.
        let mut ending = self.ending;
        let mut outermost = true;
        loop {
            let (name, start) = suffix::name(self.domain, ending);
            if name.is_empty() {
                return;
            }
            let mut keys = Vec::new();
            near_hashes(name.as_bytes(), |rolling| {
                if outermost || keys.is_empty() {
                    keys.push(rolling.key(View::Near));
                }
            });
            // Digits of the local part typed once more: `00gmail`.
            let letters = name.trim_matches(|c: char| c.is_ascii_digit());
            if outermost && letters.len() + 1 < name.len() && letters.len() >= 5 {
                keys.push(hash(letters.as_bytes()).key(View::Near));
            }
            for key in keys {
                knowledge
                    .each(key, |known| self.weigh(start, name, &self.domain[ending..], outermost, &known, candidates));
            }
            if start == 0 || self.ending - start > 24 {
                return;
            }
            ending = start;
            outermost = false;
        }
    }

    fn weigh(
        &self,
        start: usize,
        name: &str,
        ending: &str,
        outermost: bool,
        known: &Known<'_>,
        candidates: &mut Vec<Candidate>,
    ) {
        let known_ending = suffix::ending(known.domain, data::class);
        let (known_name, _) = suffix::name(known.domain, known_ending);
        let Some((ending_cost, ending_slip)) =
            ending_difference(ending, &known.domain[known_ending..], self.delegated || self.dotless)
        else {
            return;
        };
        let (name_cost, name_slip) = if name == known_name {
            (0, "")
        } else {
            match difference(name.as_bytes(), known_name.as_bytes()) {
                // A name of three letters and less has too many neighbours.
                Some((cost, slip)) if outermost && known_name.len() >= 3 => (NAME_SLIP + cost, slip),
                None if outermost && name.trim_matches(|c: char| c.is_ascii_digit()) == known_name => {
                    (NAME_SLIP + 26 + decibans(name.len()), Edit::Insertion.as_str())
                }
                _ => return,
            }
        };
        let same_name = name_cost == 0;
        let same_ending = ending_cost == 0;
        if same_name && same_ending {
            return;
        }
        if known.class.is(Class::GOVERNMENT) && !same_name {
            return;
        }
        let cost = match (same_name, same_ending) {
            (false, false) if self.delegated => name_cost + ending_cost,
            (false, false) => name_cost + ending_cost - ENDING_SLIP + SECOND_SLIP,
            _ => name_cost + ending_cost,
        };
        let meant = if !self.delegated {
            NEVER
        } else if same_name {
            ending_meant(known, name, ending, ending_slip) + self.subdomain_bonus(start, known)
        } else {
            name_meant(name, ending)
                - varied(name, known_name, name_slip, known.class.is(Class::PROVIDER))
                - company(known, name)
        };
        // The sub-domain stays, the known domain takes the place of what was typed for it. Where the known name is itself
        // a sub-domain (`us.af.mil`), the labels before its name are the user's own.
        let registrable =
            &known.domain[known.domain.len() - known_ending_length(known.domain, known_ending, known_name)..];
        let mended = format!("{}{}", &self.domain[..start], registrable);
        let slip = if same_ending {
            name_slip
        } else if same_name {
            ending_slip
        } else {
            TWO_SLIPS
        };
        candidates.push(Candidate {
            mended,
            target: registrable.to_owned(),
            source: known.source.to_owned(),
            class: known.class,
            protected: known.protected,
            slip,
            part: if same_name { Part::Ending } else { Part::Name },
            odds: meant - cost - i32::from(known.rarity),
        });
    }

    /// What it adds that the labels before the name are known too: `users.noreply.github` is nobody else's.
    fn subdomain_bonus(&self, start: usize, known: &Known<'_>) -> i32 {
        let ending = suffix::ending(known.domain, data::class);
        let known_start = suffix::name(known.domain, ending).1;
        let typed = &self.domain[..start];
        if known_start > 0 && typed.ends_with(&known.domain[..known_start]) { 20 } else { 0 }
    }

    /// Known domains that are the typed one but for dots and hyphens.
    fn by_dots(&self, knowledge: &Knowledge, candidates: &mut Vec<Candidate>) {
        let squashed = squash(self.domain);
        let meant = if self.delegated {
            name_meant(suffix::name(self.domain, self.ending).0, &self.domain[self.ending..])
        } else {
            NEVER
        };
        knowledge.each(hash(&squashed).key(View::Squashed), |known| {
            if squash(known.domain) != squashed {
                return;
            }
            let hyphen = if dots(self.domain, known.domain) == HYPHEN { company(&known, "") * 2 } else { 0 };
            let cost = NAME_SLIP + 12 + i32::from(known.rarity) + hyphen;
            candidates.push(Candidate {
                mended: known.domain.to_owned(),
                target: known.domain.to_owned(),
                source: known.source.to_owned(),
                class: known.class,
                protected: known.protected,
                slip: dots(self.domain, known.domain),
                part: Part::Dots,
                odds: meant - cost,
            });
        });
    }

    /// Providers so large, or with names so long, that two slips are likelier than a stranger's name.
    fn by_two_edits(&self, candidates: &mut Vec<Candidate>) {
        const PROVIDERS: [&str; 3] = ["gmail.com", "googlemail.com", "protonmail.com"];
        let (name, start) = suffix::name(self.domain, self.ending);
        let ending = &self.domain[self.ending..];
        for provider in PROVIDERS {
            let Some((meant, "com")) = provider.split_once('.').filter(|(_, meant)| *meant == ending) else { continue };
            // With another first letter it is another name: qqmail, mailo.
            if !name.starts_with(&meant[..1]) {
                continue;
            }
            let Some((cost, slip)) = two_edits(name, meant) else { continue };
            let Some(known) = data::lookup(provider) else { continue };
            candidates.push(Candidate {
                mended: format!("{}{provider}", &self.domain[..start]),
                target: provider.to_owned(),
                source: "builtin".to_owned(),
                class: known.class,
                protected: false,
                slip,
                part: Part::Name,
                odds: name_meant(name, ending)
                    - varied(name, meant, slip, true)
                    - NAME_SLIP
                    - cost
                    - i32::from(known.rarity),
            });
        }
    }

    /// Registrations under `.gov` one edit away: the table holds them all, so a name that is not in it is likely a slip.
    fn by_register(&self, candidates: &mut Vec<Candidate>) {
        let (name, start) = suffix::name(self.domain, self.ending);
        if &self.domain[self.ending..] != "gov" || name.len() < 6 || name.len() > 40 {
            return;
        }
        let mut neighbours = Vec::new();
        edit::each_single(name, |neighbour| {
            let domain = format!("{neighbour}.gov");
            if data::class(&domain).is(Class::GOVERNMENT) && !neighbours.contains(&domain) {
                neighbours.push(domain);
            }
        });
        for known in neighbours {
            let meant = &known[..known.len() - ".gov".len()];
            let Some((cost, slip)) = difference(name.as_bytes(), meant.as_bytes()) else { continue };
            candidates.push(Candidate {
                mended: format!("{}{known}", &self.domain[..start]),
                target: known,
                source: "builtin".to_owned(),
                class: Class::GOVERNMENT,
                protected: false,
                slip,
                part: Part::Name,
                odds: REGISTER_GAP - cost,
            });
        }
    }

    /// Providers whose name is all there is, dots aside (`gmail`, `gmai.l`), and known names of one label (`localhsot`).
    fn by_single_label(&self, knowledge: &Knowledge, candidates: &mut Vec<Candidate>) {
        let typed = squash(self.domain);
        let mut push = |known: &Known<'_>, slip: &'static str, cost: i32| {
            candidates.push(Candidate {
                mended: known.domain.to_owned(),
                target: known.domain.to_owned(),
                source: known.source.to_owned(),
                class: known.class,
                protected: known.protected,
                slip,
                part: Part::Dots,
                odds: NEVER - cost - i32::from(known.rarity),
            });
        };
        knowledge.each(hash(&typed).key(View::Near), |known| {
            let name = suffix::name(known.domain, suffix::ending(known.domain, data::class)).0;
            if name.as_bytes() == typed && known.class.is(Class::PROVIDER) && name.len() > 3 {
                push(&known, "ending omitted", ENDING_SLIP + 12);
            }
        });
        if !self.domain.contains('.') {
            near_hashes(self.domain.as_bytes(), |rolling| {
                knowledge.each(rolling.key(View::Near), |known| {
                    if known.domain.contains('.') {
                        return;
                    }
                    // Names inside a network are short and many; only long ones are told apart.
                    if let Some((cost, slip)) = difference(self.domain.as_bytes(), known.domain.as_bytes()) {
                        push(&known, slip, NAME_SLIP + cost);
                    }
                });
            });
        }
    }

    /// `acme.com.com`: nobody registers that, whatever stands before it.
    fn by_doubled_ending(&self, candidates: &mut Vec<Candidate>) {
        let ending = &self.domain[self.ending..];
        let Some(before) = self.domain.strip_suffix(ending).and_then(|rest| rest.strip_suffix('.')) else { return };
        if before.strip_suffix(ending).is_some_and(|rest| rest.ends_with('.')) {
            candidates.push(Candidate {
                mended: before.to_owned(),
                target: format!(".{ending}"),
                source: "builtin".to_owned(),
                class: Class::ENDING,
                protected: false,
                slip: DOUBLED_ENDING,
                part: Part::Ending,
                odds: 12,
            });
        }
    }

    /// Endings that the typed one, which does not exist, may have been meant to be.
    fn by_ending(&self, candidates: &mut Vec<Candidate>) {
        let mut push = |before: &str, ending: &str, rarity: u8, cost: i32, slip: &'static str| {
            candidates.push(Candidate {
                mended: format!("{before}{ending}"),
                target: format!(".{ending}"),
                source: "builtin".to_owned(),
                class: Class::ENDING,
                protected: false,
                slip,
                part: Part::Ending,
                odds: NEVER - ENDING_SLIP - UNCOUNTED_NAME - cost - i32::from(rarity),
            });
        };
        let typed = &self.domain[self.ending..];
        // One letter is close to dozens of endings.
        if typed.len() < 2 {
            return;
        }
        let two_labels = suffix::name(self.domain, self.ending).1;
        data::endings(|ending, rarity| {
            for start in [self.ending, two_labels] {
                let typed = &self.domain[start..];
                if start == 0 || ending.contains('.') != typed.contains('.') {
                    continue;
                }
                // Where only the second level does not exist, the registry is right.
                if self.in_closed_registry() && ending.rsplit('.').next() != typed.rsplit('.').next() {
                    continue;
                }
                if let Some((cost, slip)) = difference(typed.as_bytes(), ending.as_bytes()) {
                    push(&self.domain[..start], ending, rarity, cost, slip);
                } else if let Some((cost, slip)) =
                    two_edits(typed, ending).filter(|_| typed.len() > 2 && GENERIC.contains(&ending))
                {
                    push(&self.domain[..start], ending, rarity, cost, slip);
                } else if self.in_closed_registry() {
                    push(&self.domain[..start], ending, rarity, 40, "wrong second level");
                }
            }
            if self.ending > 0 && ending.contains('.') && squash(ending) == typed.as_bytes() {
                push(&self.domain[..self.ending], ending, rarity, 12, "dot omitted");
            }
        });
    }
}

fn known_ending_length(domain: &str, ending: usize, name: &str) -> usize {
    domain.len() - ending + 1 + name.len()
}

/// A noun for how the dots and hyphens differ.
fn dots(typed: &str, meant: &str) -> &'static str {
    let count = |text: &str, what: u8| text.bytes().filter(|&byte| byte == what).count();
    match (count(typed, b'.'), count(meant, b'.')) {
        (a, b) if a < b && count(typed, b'-') > count(meant, b'-') => "hyphen for dot",
        (a, b) if a > b && count(typed, b'-') < count(meant, b'-') => "dot for hyphen",
        (a, b) if a < b => "dot omitted",
        (a, b) if a > b => "surplus dot",
        _ if count(typed, b'-') != count(meant, b'-') => HYPHEN,
        _ => "dot moved",
    }
}
