//! The gate of constants: `const fn` sees values where a macro sees tokens, so it judges `concat!` of constants, `env!` and
//! `include_str!`.
//!
//! It says what the other gates say, in their words, by the same grammar, tables and prices. What it does not see stands with
//! [`address!`](crate::address!).

use super::Address;
use crate::address::{ADDRESS_MAX, Error, ErrorKind, Parts};
use crate::data::Class;
use crate::data::suffix;
use crate::knowledge::{self, Downward, Tld};
use crate::lint::slip::best::{self, ConstReading};
use crate::lint::slip::{Candidate, Part, TWO_SLIPS};
use crate::lint::{OFFICE, OFFICES};
use crate::lints;
use crate::render::is_obeyed;
use crate::text::const_str::{Words, char_at, find, is_equal, is_word, slice, tail, width};
use std::borrow::Cow;

/// An address in a constant, judged while the program is compiled.
///
/// The argument is any constant expression: another constant, a `concat!`, `env!("MAIL_FROM")`.
///
/// ```
/// use lint_core::{Address, address};
/// const HOST: &str = "army.mil";
/// const OPS: Address = address!(concat!("ops@", "army.mil"));
/// assert_eq!(OPS.domain(), HOST);
/// ```
///
/// One that is a slip stops the compiler, with the words that other gates have for it:
///
/// ```compile_fail,E0080
/// const OPS: lint_core::Address = lint_core::address!("ops@army.ml");
/// // evaluation panicked: [maillint::tld_slip] `ops@army.ml`: `.ml` is Mali, mail is delivered there; did you mean
/// // `ops@army.mil`?
/// ```
///
/// What is right although it looks wrong is allowed, with a reason:
///
/// ```
/// # use lint_core::{Address, address};
/// const BAMAKO: Address = address!("ops@army.ml", allow = tld_slip, reason = "our office in Bamako");
/// ```
///
/// A `const fn` reads no files: the policy is not heard, and what it protects is not known here. It leaves out what needs
/// memory: other characters that look the same, hosts below a domain in use, a second slip behind a mended ending. So an address may
/// pass here that [`check`](crate::test::check) denies, but none is denied here that passes there under no policy. One costs
/// the compiler some milliseconds, which it interprets constants in: where a literal stands, `lint_macro::email!` costs a
/// thousandth of that.
#[macro_export]
macro_rules! address {
    // A constant of its own, for what stands in a function is not evaluated before code is made of it.
    (@ $text:expr, $lint:expr, $reason:expr) => {{
        const __JUDGED: $crate::Address = $crate::Address::judged_in_constant($text, $lint, $reason);
        __JUDGED
    }};
    ($text:expr $(,)?) => {
        $crate::address!(@ $text, "", "")
    };
    ($text:expr, allow = $lint:ident, reason = $reason:expr $(,)?) => {
        $crate::address!(@ $text, ::core::stringify!($lint), $reason)
    };
}

/// Judges the addresses in a constant text, such as that of a file, while the program is compiled. It is an item.
///
/// ```
/// lint_core::assert_text!(concat!("mail ops", "@army.mil"));
/// lint_core::assert_text!(include_str!("../../data/endings.tsv"));
/// ```
///
/// ```compile_fail,E0080
/// lint_core::assert_text!("from = \"noreply@army.mil\"\nto = \"ops@army.ml\"\n");
/// // evaluation panicked: [maillint::tld_slip] 2:7: `ops@army.ml`: `.ml` is Mali, ..
/// ```
///
/// All that are denied are told, each in a line, with line and column in the text. An address in a line with an allow comment,
/// or below one, is left alone; in a large file, the compiler asks whether it ever ends (`long_running_const_eval`):
/// `lint_macro::check_config!` reads files of any size. The rest is as with [`address!`].
#[macro_export]
macro_rules! assert_text {
    ($text:expr $(,)?) => {
        const _: () = $crate::typed::assert_text($text);
    };
}

impl Address {
    /// What [`address!`](crate::address!) expands to.
    #[doc(hidden)]
    #[track_caller]
    #[expect(clippy::panic, reason = "a panic in a constant is a compile error")]
    pub const fn judged_in_constant(text: &'static str, allow: &str, reason: &str) -> Address {
        if let Some(words) = misused(allow, reason) {
            panic!("{}", words.as_str());
        }
        let parts = match Parts::parse(text) {
            Ok(parts) => parts,
            Err(error) => panic!("{}", malformed(text, error).as_str()),
        };
        match judge(text, parts) {
            Some(denied) if !is_equal(denied.lint, allow) => panic!("{}", denied.headline("").as_str()),
            None if !allow.is_empty() => {
                panic!("{}", phrase(&["nothing here is `", allow, "`: take out the allow"]).as_str())
            }
            _ => Address { text: Cow::Borrowed(text), parts },
        }
    }
}

/// What [`address!`](crate::address!) says of an address that it denies: for comparing the gates.
#[doc(hidden)]
pub fn said_in_constant(address: &str) -> Option<String> {
    let words = match Parts::parse(address) {
        Ok(parts) => judge(address, parts)?.headline(""),
        Err(error) => malformed(address, error),
    };
    Some(words.as_str().to_owned())
}

/// Judges a text; see [`assert_text!`](crate::assert_text!).
#[doc(hidden)]
#[track_caller]
#[expect(clippy::panic, reason = "a panic in a constant is a compile error")]
pub const fn assert_text(text: &str) {
    let mut words = Words::NONE;
    let bytes = text.as_bytes();
    let (mut at, mut line, mut line_start, mut allowed_line) = (0, 1, 0, 0);
    while at < bytes.len() {
        match bytes[at] {
            b'\n' => {
                line += 1;
                line_start = at + 1;
            }
            b'm' if is_word(bytes, at, at + ALLOW.len(), ALLOW.as_bytes()) => allowed_line = line,
            b'@' => {
                let (start, end) = around(bytes, at);
                let address = slice(text, start, end);
                let allowed = allowed_line > 0 && allowed_line + 1 >= line
                    || holds(bytes, at, find(bytes, at, bytes.len(), b'\n'), ALLOW);
                if let (Ok(parts), false) = (Parts::parse(address), allowed) {
                    if let Some(denied) = judge(address, parts) {
                        if !denied.is_without_target {
                            let mut place = Words::NONE;
                            place.push_number(line);
                            place.push(":");
                            place.push_number(characters(text, line_start, start) + 1);
                            place.push(": ");
                            words.push(if words.as_str().is_empty() { "" } else { "\n" });
                            words.push(denied.headline(place.as_str()).as_str());
                        }
                    }
                }
            }
            _ => {}
        }
        at += 1;
    }
    if !words.as_str().is_empty() {
        panic!("{}", words.as_str());
    }
}

const ALLOW: &str = "maillint: allow";

/// Whether a word stands somewhere in `from..to`.
const fn holds(bytes: &[u8], from: usize, to: usize, word: &str) -> bool {
    let mut at = from;
    while at < to && !is_word(bytes, at, at + word.len(), word.as_bytes()) {
        at += 1;
    }
    at < to
}

/// Where the plain address begins and ends around the `@` at `at`.
const fn around(bytes: &[u8], at: usize) -> (usize, usize) {
    let (mut start, mut end) = (at, at + 1);
    while start > 0 && at - start <= 64 && is_local(bytes[start - 1]) {
        start -= 1;
    }
    while start < at && matches!(bytes[start], b'.' | b'-') {
        start += 1;
    }
    while end < bytes.len()
        && end - at <= 255
        && (bytes[end].is_ascii_alphanumeric() || matches!(bytes[end], b'.' | b'-'))
    {
        end += 1;
    }
    while end > at + 1 && matches!(bytes[end - 1], b'.' | b'-') {
        end -= 1;
    }
    // What goes on as no address does, and what is not all seen, is none.
    let goes_on = end < bytes.len() && matches!(bytes[end], b'@' | b'_' | b'/' | b'(' | b'[' | b'{' | b'\\' | 0x80..);
    let is_cut =
        start > 0 && matches!(bytes[start - 1], b'@' | b'\\' | b'/' | b':' | b'}' | b')' | b']' | b'>' | b'$' | 0x80..);
    if goes_on || is_cut || start == at { (at, at) } else { (start, end) }
}

const fn is_local(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || matches!(byte, b'.' | b'_' | b'%' | b'+' | b'-')
}

/// How many characters stand in `from..to`.
const fn characters(text: &str, from: usize, to: usize) -> usize {
    let (mut count, mut at) = (0, from);
    while at < to {
        count += 1;
        at += width(text.as_bytes()[at]);
    }
    count
}

/// What is wrong with how a lint is allowed, if one is.
const fn misused(lint: &str, reason: &str) -> Option<Words> {
    if lint.is_empty() {
        return None;
    }
    let mut at = 0;
    while at < lints::ALL.len() && !is_equal(lints::ALL[at].id, lint) {
        at += 1;
    }
    if at == lints::ALL.len() {
        Some(phrase(&["unknown lint `", lint, "`"]))
    } else if reason.is_empty() {
        Some(phrase(&["the reason is empty: say why this is right although it looks wrong"]))
    } else {
        None
    }
}

const fn phrase(parts: &[&str]) -> Words {
    let mut words = Words::NONE;
    let mut at = 0;
    while at < parts.len() {
        words.push(parts[at]);
        at += 1;
    }
    words
}

/// Why an address is denied.
struct Denied {
    lint: &'static str,
    message: Words,
    /// Whether nothing was near that may have been meant; in running text that is no reason.
    is_without_target: bool,
}

impl Denied {
    /// The one line that says it all, with a place in it.
    const fn headline(&self, place: &str) -> Words {
        phrase(&["[maillint::", self.lint, "] ", place, self.message.as_str()])
    }
}

/// What is said of what is no address. One whose domain has no dot may be a slip of one that has.
const fn malformed(text: &str, error: Error) -> Words {
    if let ErrorKind::NoDot = error.kind() {
        if let Some(denied) = judge_domain(text, error.span().start) {
            return denied.headline("");
        }
    }
    let lint = if matches!(error.kind(), ErrorKind::Hidden(_)) { "hidden_character" } else { "malformed_address" };
    let mut words = phrase(&["[maillint::", lint, "] `"]);
    // Nobody reads on in what is no address for so long.
    push_visible(&mut words, text, 200);
    words.push("`: ");
    words.push(error.words().as_str());
    words
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
const fn judge(text: &str, parts: Parts) -> Option<Denied> {
    if parts.host.is_literal() { None } else { judge_domain(text, parts.domain.start) }
}

/// The same, where the domain begins at `start`.
const fn judge_domain(text: &str, start: usize) -> Option<Denied> {
    let (bytes, len) = (text.as_bytes(), text.len());
    if len > ADDRESS_MAX {
        return None;
    }
    let (mut lower, mut is_lower, mut is_shouted) = ([0; ADDRESS_MAX], true, true);
    let mut at = start;
    while at < len {
        let byte = bytes[at];
        // Pictures and other scripts are for those who have memory.
        let is_encoded = byte == b'x' && (at == start || bytes[at - 1] == b'.') && is_word(bytes, at, at + 4, b"xn--");
        if byte >= 0x80 || is_encoded {
            return None;
        }
        let is_upper = byte >= b'A' && byte <= b'Z';
        lower[at - start] = if is_upper { byte | 0x20 } else { byte };
        is_lower &= !is_upper;
        is_shouted &= !byte.is_ascii_lowercase();
        at += 1;
    }
    let domain = match std::str::from_utf8(lower.split_at(if is_lower { 0 } else { len - start }).0) {
        Ok(_) if is_lower => tail(text, start),
        Ok(domain) => domain,
        Err(_) => return None,
    };
    let reading = best::read(domain, is_military_persona(bytes, start - 1));
    let is_undelegated = matches!(reading.tld, Tld::Undelegated) && !reading.known;
    let top = if is_undelegated { suffix::top(domain) } else { domain };
    let question = question(slice(text, 0, start - 1), domain, is_shouted && !is_lower, &reading);
    let (lint, problem, is_question_first) = match reading.slip() {
        Some((slip, _)) => match speaker(&reading, &slip) {
            lint if is_equal(lint, "unknown_tld") => (lint, no_tld(top), false),
            lint if is_equal(lint, "tld_slip") => (lint, another_tld(domain, &slip), false),
            lint => (lint, one_slip(domain, lint, &reading, &slip), true),
        },
        // An address under one that was taken out may be old rather than wrong.
        None if top.len() < domain.len() && knowledge::retired(top).is_none() => ("unknown_tld", no_tld(top), false),
        None => return None,
    };
    let (problem, question) = (problem.as_str(), question.as_str());
    let message = if question.is_empty() {
        phrase(&["`", text, "`: ", problem])
    } else if is_question_first {
        phrase(&["`", text, "`: ", question, " ", problem])
    } else {
        phrase(&["`", text, "`: ", problem, "; ", question])
    };
    Some(Denied { lint, message, is_without_target: reading.slip().is_none() })
}

/// The lint that reports a slip.
const fn speaker(reading: &ConstReading, slip: &Candidate<'_>) -> &'static str {
    if matches!(reading.tld, Tld::Undelegated) && !matches!(slip.part, Part::Dots) {
        "unknown_tld"
    } else if matches!(slip.part, Part::Ending) {
        "tld_slip"
    } else if slip.class.is(Class::PROVIDER) {
        "provider_slip"
    } else {
        "host_slip"
    }
}

const fn no_tld(top: &str) -> Words {
    phrase(&["there is no top-level domain `.", top, "`, the mail bounces"])
}

const fn another_tld(domain: &str, slip: &Candidate<'_>) -> Words {
    let mended = mended(domain, slip);
    let (mended, top) = (mended.as_str(), suffix::top(domain));
    let goes_on = domain.len() > mended.len()
        && is_equal(slice(domain, 0, mended.len()), mended)
        && domain.as_bytes()[mended.len()] == b'.';
    if goes_on {
        return phrase(&["`", domain, "` goes on after `", mended, "`, mail is delivered there"]);
    }
    let country = knowledge::country(top);
    let what = if country.is_empty() { "a top-level domain of its own" } else { country };
    phrase(&["`.", top, "` is ", what, ", mail is delivered there"])
}

const fn one_slip(domain: &str, lint: &str, reading: &ConstReading, slip: &Candidate<'_>) -> Words {
    let whose = if is_equal(lint, "provider_slip") { "the mailbox provider " } else { "" };
    let fate = match reading.tld {
        Tld::Delegated if is_below_the_same(domain, mended(domain, slip).as_str()) => "the server there decides",
        Tld::Delegated => "a stranger may get the mail",
        Tld::Reserved | Tld::Undelegated => "the mail bounces",
    };
    // It stands behind the question.
    let far = if is_equal(slip.slip, TWO_SLIPS) { "Two slips" } else { "One slip" };
    phrase(&[far, " from ", whose, "`", slip.target, "`, ", fate])
}

/// Whether both lie below a name that one owner registered.
const fn is_below_the_same(one: &str, other: &str) -> bool {
    is_equal(registrable(one), registrable(other))
}

const fn registrable(domain: &str) -> &str {
    let mut downward = Downward::through(domain);
    while downward.next().is_some() {}
    tail(domain, suffix::name(domain, downward.ending).1)
}

/// Asks for what was meant, in capitals where that is how it was written.
const fn question(local: &str, domain: &str, is_shouted: bool, reading: &ConstReading) -> Words {
    match reading.slip() {
        Some((slip, None)) => {
            let mut mended = mended(domain, &slip);
            if is_shouted {
                mended.make_uppercase();
            }
            phrase(&["did you mean `", local, "@", mended.as_str(), "`?"])
        }
        Some((slip, Some(other))) => {
            let (one, other) = (mended(domain, &slip), mended(domain, &other));
            phrase(&["did you mean `", one.as_str(), "` or `", other.as_str(), "`?"])
        }
        None => Words::NONE,
    }
}

/// The domain as it would read.
const fn mended(domain: &str, candidate: &Candidate<'_>) -> Words {
    phrase(&candidate.pieces(domain))
}

/// As [`Site::is_military_persona`](crate::context::Site), of the address whose local part ends at `end`.
const fn is_military_persona(address: &[u8], end: usize) -> bool {
    if is_of_an_office(address, end) {
        return true;
    }
    // A dot, and two or three letters behind it.
    if end < 3 || address[end - 3] != b'.' && (end < 4 || address[end - 4] != b'.') {
        return false;
    }
    let mut at = 0;
    while at < crate::lint::PERSONAS.len() {
        let persona = crate::lint::PERSONAS[at];
        if is_word(address, end.saturating_sub(persona.len()), end, persona.as_bytes()) {
            return true;
        }
        at += 1;
    }
    false
}

/// Whether the local part that ends at `end` is an office's there.
const fn is_of_an_office(address: &[u8], end: usize) -> bool {
    let mut at = 0;
    while at < OFFICES.len() {
        if is_word(address, 0, OFFICES[at].len(), OFFICES[at].as_bytes()) && OFFICES[at].len() <= end {
            return true;
        }
        at += 1;
    }
    let mut at = 0;
    while at + OFFICE.len() <= end {
        if is_word(address, at, at + OFFICE.len(), OFFICE.as_bytes()) {
            return true;
        }
        at += 1;
    }
    false
}
