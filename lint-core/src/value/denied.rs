//! What a constant says of an address that it denies, in the words of the other gates.

use crate::address::{self, ADDRESS_MAX, Error, ErrorKind, Parts};
use crate::data::suffix;
use crate::knowledge::{self, Downward, Tld};
use crate::lint::look::is_plain_a_label;
use crate::lint::slip::best::{self, ConstReading};
use crate::lint::slip::{Candidate, Part, Slip};
use crate::lint::{Speaker, is_military_persona};
use crate::render::is_obeyed;
use crate::text::const_str::{Words, char_at, find, is_equal, is_word, slice, split_at_dot, tail, width};

/// Why an address is denied.
pub(super) struct Denied {
    pub(super) lint: &'static str,
    message: Words,
    /// Whether nothing was near that may have been meant; in running text that is no reason.
    pub(super) is_without_target: bool,
}

impl Denied {
    /// The one line that says it all, with a place in it.
    pub(super) const fn headline(&self, place: &str) -> Words {
        Words::of(&["[maillint::", self.lint, "] ", place, self.message.as_str()])
    }
}

/// What is said of what is no address. One whose domain has no dot may be a slip of one that has.
pub(super) const fn malformed(text: &str, error: Error) -> Words {
    if let ErrorKind::NoDot = error.kind() {
        if let Some(denied) = judge_domain(text, error.span().start) {
            return denied.headline("");
        }
    }
    let lint = if matches!(error.kind(), ErrorKind::Hidden(_)) { "hidden_character" } else { "malformed_address" };
    let mut words = Words::of(&["[maillint::", lint, "] `"]);
    // Nobody reads on in what is no address for so long.
    push_visible(&mut words, text, 200);
    words.push("`: ");
    words.push(error.words().as_str());
    let (mended, mut at) = (address::mended(text, error), 0);
    while at < mended.len() {
        if let Some(mended) = &mended[at] {
            if let Some(meant) = meant_by(mended.as_str()) {
                words.push(Words::of(&["; did you mean `", meant.as_str(), "`?"]).as_str());
                break;
            }
        }
        at += 1;
    }
    words
}

/// What was meant by an address that was malformed but for this, any slip in it mended too; `None` where something would be said of
/// it even so.
const fn meant_by(address: &str) -> Option<Words> {
    let mut at = address.len();
    while at > 0 && address.as_bytes()[at - 1] != b'@' {
        at -= 1;
    }
    if at < 2 {
        return None;
    }
    let Some(lower) = Lower::of(address, at) else { return None };
    let domain = lower.as_str();
    let reading = best::read(domain, false);
    let (meant, is_quiet) = match reading.slip() {
        Some((slip, None)) => {
            let mut mended = reading.mended(domain, &slip);
            let is_quiet = best::is_quiet(mended.as_str(), &slip);
            if lower.is_shouted() {
                mended.make_uppercase();
            }
            (Words::of(&[slice(address, 0, at), mended.as_str()]), is_quiet)
        }
        Some(_) => return None,
        None => (Words::of(&[address]), !reading.is_doubtful(domain)),
    };
    // A name of one label is left to what is said of its ending.
    let is_well_formed = match Parts::parse(meant.as_str()) {
        Ok(_) => true,
        Err(error) => matches!(error.kind(), ErrorKind::NoDot) && matches!(reading.tld, Tld::Reserved),
    };
    if is_quiet && is_well_formed { Some(meant) } else { None }
}

/// The text with nothing in it that a terminal would obey, up to so many bytes.
const fn push_visible(words: &mut Words, text: &str, most: usize) {
    let mut at = 0;
    while let Some(char) = char_at(text, at) {
        if at >= most {
            words.push("...");
            return;
        }
        if is_obeyed(char) {
            words.push("\\u{");
            words.push_hex(char as u32, 1, false);
            words.push("}");
        } else {
            words.push_char(char);
        }
        at += width(text.as_bytes()[at]);
    }
}

/// What is wrong with a well-formed address.
pub(super) const fn judge(text: &str, parts: Parts) -> Option<Denied> {
    if parts.host.is_literal() { None } else { judge_domain(text, parts.domain.start) }
}

/// A domain in lower case, without the dot of the root.
struct Lower<'t> {
    /// The address, and where the domain stands in it.
    address: &'t str,
    start: usize,
    end: usize,
    /// The domain, unless it is written so.
    lower: [u8; ADDRESS_MAX],
    is_lowered: bool,
}

impl<'t> Lower<'t> {
    /// That of the domain that begins at `start` in an address; `None` of one in other letters than those of ASCII, and of one that may
    /// be the picture of another, which are for those who have memory.
    const fn of(address: &'t str, start: usize) -> Option<Lower<'t>> {
        let (bytes, mut at) = (address.as_bytes(), start);
        let mut end = bytes.len();
        if bytes[end - 1] == b'.' {
            end -= 1;
        }
        if end > ADDRESS_MAX {
            return None;
        }
        let mut lowered = Lower { address, start, end, lower: [0; ADDRESS_MAX], is_lowered: false };
        // Of most that is all.
        while at < end && matches!(bytes[at], b'a'..=b'w' | b'y' | b'z' | b'0'..=b'9' | b'.' | b'-') {
            at += 1;
        }
        if at == end {
            return Some(lowered);
        }
        at = start;
        while at < end {
            let begins = at == start || bytes[at - 1] == b'.';
            if bytes[at] >= 0x80 {
                return None;
            }
            if begins && is_word(bytes, at, at + 4, b"xn--") {
                let label = slice(address, at, find(bytes, at, end, b'.'));
                if !is_plain_a_label(label) {
                    return None;
                }
            }
            lowered.lower[at - start] = bytes[at].to_ascii_lowercase();
            at += 1;
        }
        lowered.is_lowered = true;
        Some(lowered)
    }

    /// Whether it was written in capitals.
    const fn is_shouted(&self) -> bool {
        let mut at = self.start;
        while at < self.end && !self.address.as_bytes()[at].is_ascii_lowercase() {
            at += 1;
        }
        self.is_lowered && at == self.end
    }

    const fn as_str(&self) -> &str {
        if !self.is_lowered {
            return slice(self.address, self.start, self.end);
        }
        match std::str::from_utf8(self.lower.split_at(self.end - self.start).0) {
            Ok(lower) => lower,
            Err(_) => "",
        }
    }
}

/// What is wrong with the domain that begins at `start` in an address.
const fn judge_domain(text: &str, start: usize) -> Option<Denied> {
    let Some(lower) = Lower::of(text, start) else { return None };
    let domain = lower.as_str();
    let reading = best::read(domain, is_military_persona(text.as_bytes(), start - 1));
    let is_undelegated = matches!(reading.tld, Tld::Undelegated) && !reading.known;
    let likely = reading.likely();
    // Nothing to say of most.
    if likely.is_none() && !is_undelegated {
        return None;
    }
    let top = if is_undelegated { suffix::top(domain) } else { domain };
    let question = question(slice(text, 0, start - 1), &lower, &reading);
    let is_first = question.as_str().is_empty();
    let (lint, problem, is_question_first) = match likely {
        Some(slip) => match Speaker::of(&slip, reading.tld, false) {
            Some(Speaker::LookalikeDomain) => {
                ("lookalike_domain", picture(fate(domain, &reading, &slip), &slip), false)
            }
            Some(Speaker::UnknownTld) => ("unknown_tld", no_tld(top), false),
            Some(Speaker::TldSlip) => ("tld_slip", another_tld(domain, &slip), false),
            Some(Speaker::ProviderSlip) => {
                let whose = "the mailbox provider ";
                ("provider_slip", one_slip(whose, slip.target, fate(domain, &reading, &slip), &slip, is_first), true)
            }
            _ => {
                let mended = reading.mended(domain, &slip);
                let target = match (slip.part, split_at_dot(mended.as_str())) {
                    (Part::Service, Some((service, _))) => service,
                    _ => slip.target,
                };
                ("host_slip", one_slip("", target, fate(domain, &reading, &slip), &slip, is_first), true)
            }
        },
        // An address under one that was taken out may be old rather than wrong.
        None if top.len() < domain.len() && knowledge::retired(top).is_none() => ("unknown_tld", no_tld(top), false),
        None => return None,
    };
    let (problem, question) = (problem.as_str(), question.as_str());
    let message = if is_first {
        Words::of(&["`", text, "`: ", problem])
    } else if is_question_first {
        Words::of(&["`", text, "`: ", question, " ", problem])
    } else {
        Words::of(&["`", text, "`: ", problem, "; ", question])
    };
    Some(Denied { lint, message, is_without_target: likely.is_none() })
}

const fn no_tld(top: &str) -> Words {
    Words::of(&["there is no top-level domain `.", top, "`, the mail bounces"])
}

const fn another_tld(domain: &str, slip: &Candidate<'_>) -> Words {
    let mended = slip.mended(domain);
    let (mended, top) = (mended.as_str(), suffix::top(domain));
    let goes_on = domain.len() > mended.len()
        && is_equal(slice(domain, 0, mended.len()), mended)
        && domain.as_bytes()[mended.len()] == b'.';
    if goes_on {
        return Words::of(&["`", domain, "` goes on after `", mended, "`, mail is delivered there"]);
    }
    let country = crate::data::country(top);
    let what = if country.is_empty() { "a top-level domain of its own" } else { country };
    Words::of(&["`.", top, "` is ", what, ", mail is delivered there"])
}

const fn picture(fate: &str, slip: &Candidate<'_>) -> Words {
    Words::of(&["looks like `", slip.target, "`, ", fate])
}

/// Said first, or behind a question.
const fn one_slip(whose: &str, target: &str, fate: &str, slip: &Candidate<'_>, is_first: bool) -> Words {
    let far = match (matches!(slip.slip, Slip::Two), is_first) {
        (true, true) => "two slips",
        (true, false) => "Two slips",
        (false, true) => "one slip",
        (false, false) => "One slip",
    };
    Words::of(&[far, " from ", whose, "`", target, "`, ", fate])
}

/// What becomes of the mail.
const fn fate(domain: &str, reading: &ConstReading, slip: &Candidate<'_>) -> &'static str {
    match reading.tld {
        // Who holds the name has all that lies below it.
        Tld::Delegated if is_equal(registrable(domain), registrable(reading.mended(domain, slip).as_str())) => {
            "the server there decides"
        }
        Tld::Delegated => "a stranger may get the mail",
        Tld::Reserved | Tld::Undelegated => "the mail bounces",
    }
}

/// The name and its ending.
const fn registrable(domain: &str) -> &str {
    let mut downward = Downward::through(domain);
    while downward.next().is_some() {}
    tail(domain, suffix::name(domain, downward.ending).1)
}

/// Asks for what was meant, in capitals where that is how it was written.
const fn question(local: &str, domain: &Lower<'_>, reading: &ConstReading) -> Words {
    let Some((slip, tie)) = reading.slip() else { return Words::NONE };
    let mut mended = reading.mended(domain.as_str(), &slip);
    if let Some(other) = tie {
        let other = reading.mended(domain.as_str(), &other);
        Words::of(&["did you mean `", mended.as_str(), "` or `", other.as_str(), "`?"])
    } else if best::is_quiet(mended.as_str(), &slip) {
        if domain.is_shouted() {
            mended.make_uppercase();
        }
        Words::of(&["did you mean `", local, "@", mended.as_str(), "`?"])
    } else {
        Words::NONE
    }
}
