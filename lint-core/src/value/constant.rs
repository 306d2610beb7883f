//! The gate of constants: `const fn` sees values where a macro sees tokens, so it judges `concat!` of constants, `env!` and
//! `include_str!`.
//!
//! It says what the other gates say, in their words, by the same grammar, tables and prices. What it does not see stands with
//! [`address!`](crate::address!).

use super::Address;
use super::denied::{judge, malformed};
use crate::address::{HostKind, LOCAL_MAX, Parts};
use crate::data::{self, Class};
use crate::lints;
use crate::span::Span;
use crate::text::const_str::{Words, find, is_equal, is_word, slice, width};
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
/// A `const fn` reads no files: the policy is not heard, and what it protects is not known here. Of an address in other letters
/// than those of ASCII, or in A-labels that may be a picture of some, only the grammar is judged. So it may pass here although
/// [`check`](crate::test::check) denies it, but none is denied here that passes there under no policy.
///
/// The compiler interprets constants: to judge one takes it about half a millisecond where the domain is known and some milliseconds
/// where it is not. What has not changed since the last build is not judged again, and costs about as much as two literals. Where a
/// literal stands, `lint_macro::email!` takes some ten microseconds.
#[macro_export]
macro_rules! address {
    // A constant of its own, since what stands in a function is evaluated no earlier than code is made of it. Both forms are written
    // out: where nothing is judged anew, most of the time goes into expanding them.
    ($text:expr $(,)?) => {{
        const __JUDGED: $crate::Address = $crate::gate::value::judged($text);
        __JUDGED
    }};
    ($text:expr, allow = $lint:ident, reason = $reason:expr $(,)?) => {{
        const __JUDGED: $crate::Address = $crate::gate::value::allowed($text, ::core::stringify!($lint), $reason);
        __JUDGED
    }};
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
        const _: () = $crate::gate::value::assert_text($text);
    };
}

/// What [`address!`](crate::address!) expands to.
#[track_caller]
#[expect(clippy::panic, reason = "a panic in a constant is a compile error")]
pub const fn judged(text: &'static str) -> Address {
    if let Some(parts) = known(text) {
        return Address { text: Cow::Borrowed(text), parts };
    }
    let parts = parts_of(text);
    match judge(text, parts) {
        Some(denied) => panic!("{}", denied.headline("").as_str()),
        None => Address { text: Cow::Borrowed(text), parts },
    }
}

/// What [`address!`](crate::address!) expands to where a lint is allowed.
#[track_caller]
#[expect(clippy::panic, reason = "a panic in a constant is a compile error")]
pub const fn allowed(text: &'static str, allow: &str, reason: &str) -> Address {
    if let Some(words) = misused(allow, reason) {
        panic!("{}", words.as_str());
    }
    let parts = parts_of(text);
    match judge(text, parts) {
        Some(denied) if !is_equal(denied.lint, allow) => panic!("{}", denied.headline("").as_str()),
        None => panic!("{}", Words::of(&["nothing here is `", allow, "`: take out the allow"]).as_str()),
        Some(_) => Address { text: Cow::Borrowed(text), parts },
    }
}

/// The parts of a plain address at a domain that is known as it is written: of most addresses that is all there is to find out.
///
/// The rest of a slice is bound by patterns here, since to cut it out costs a constant as much as to look at twenty bytes.
const fn known(text: &str) -> Option<Parts> {
    let mut rest = text.as_bytes();
    let domain = loop {
        rest = match rest {
            [b'a'..=b'z' | b'0'..=b'9' | b'A'..=b'Z' | b'-' | b'_' | b'+', behind @ ..] => behind,
            [b'.', b'a'..=b'z' | b'0'..=b'9' | b'A'..=b'Z', behind @ ..] if rest.len() < text.len() => behind,
            [b'@', domain @ ..] => break domain,
            _ => return None,
        }
    };
    let (start, end) = (text.len() - domain.len(), text.len());
    match data::lookup_bytes(domain) {
        // A name that is only in use is looked at together with the mailbox.
        Some(entry)
            if start > 1
                && start <= LOCAL_MAX + 1
                && entry.class.is(Class::MEANT)
                && !entry.class.is_only(Class::IN_USE) =>
        {
            let (local, domain) = (Span::new(0, start - 1), Span::new(start, end));
            Some(Parts { local, domain, quoted: false, host: HostKind::Name })
        }
        _ => None,
    }
}

/// The parts of a well-formed address.
#[track_caller]
#[expect(clippy::panic, reason = "a panic in a constant is a compile error")]
const fn parts_of(text: &str) -> Parts {
    match Parts::parse(text) {
        Ok(parts) => parts,
        Err(error) => panic!("{}", malformed(text, error).as_str()),
    }
}

/// What [`address!`](crate::address!) says of an address that it denies: for comparing the gates.
pub fn said_in_constant(address: &str) -> Option<String> {
    if known(address).is_some() {
        return None;
    }
    let words = match Parts::parse(address) {
        Ok(parts) => judge(address, parts)?.headline(""),
        Err(error) => malformed(address, error),
    };
    Some(words.as_str().to_owned())
}

/// Judges a text; see [`assert_text!`](crate::assert_text!).
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
    let mut at = 0;
    while at < lints::ALL.len() && !is_equal(lints::ALL[at].id, lint) {
        at += 1;
    }
    if at == lints::ALL.len() {
        Some(Words::of(&["unknown lint `", lint, "`"]))
    } else if reason.is_empty() {
        Some(Words::of(&["the reason is empty: say why this is right although it looks wrong"]))
    } else {
        None
    }
}

#[cfg(test)]
#[expect(clippy::expect_used, reason = "a case that cannot go on fails")]
mod tests {
    use super::known;
    use crate::address::Parts;
    use crate::data;

    #[test]
    fn what_is_known_at_a_glance_is_an_address_with_these_parts() {
        let mut count = 0;
        for name in data::names() {
            for local in ["jo", "jane.m-doe_x+1", "J2"] {
                let address = [local, "@", name].concat();
                if let Some(parts) = known(&address) {
                    assert_eq!(parts, Parts::parse(&address).expect(&address));
                    count += 1;
                }
            }
        }
        assert!(count > 3_000, "{count}");
    }

    #[test]
    fn nothing_else_is_known_at_a_glance() {
        let long = ["a".repeat(65).as_str(), "@army.mil"].concat();
        let odd = "@army.mil .a@army.mil a.@army.mil a..b@army.mil a@@army.mil jo@army.ml jo@army jo@Army.mil jo@army.mil. \"jo\"@army.mil a@b@army.mil";
        for address in odd.split(' ').chain([long.as_str(), "", "jo", "jo@"]) {
            assert_eq!(known(address), None, "{address}");
        }
        assert!(known("jo@army.mil").is_some() && known("J.Doe@gmail.com").is_some());
    }
}
