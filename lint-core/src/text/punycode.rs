//! Punycode, RFC 3492: a label of any script written in the letters, digits and hyphens of the DNS.
//!
//! Here a label is what stands behind `xn--` in an A-label (RFC 5890, 2.3.2.1), so both directions stop at the 63 octets
//! that a label may have: neither needs more than a small array, and neither can be made to work long.

use super::const_str::{char_at, width};
use std::fmt;

/// The octets that a label may have, RFC 1035, 2.3.4.
pub(crate) const LABEL_MAX: usize = 63;

/// What an A-label begins with, in lower case.
pub(crate) const PREFIX: &str = "xn--";

/// Whether a label of `domain` begins like an A-label, in whatever case.
pub(crate) fn has_a_label(domain: &str) -> bool {
    let bytes = domain.as_bytes();
    let mut at = 3;
    while at < bytes.len() {
        // Few names have a hyphen at all.
        if bytes[at] == b'-' && bytes[at - 1] == b'-' && bytes[at - 3..at - 1].eq_ignore_ascii_case(b"xn") {
            return true;
        }
        at += 1;
    }
    false
}

// The parameters of RFC 3492, section 5.
const BASE: u32 = 36;
const T_MIN: u32 = 1;
const T_MAX: u32 = 26;
const SKEW: u32 = 38;
const DAMP: u32 = 700;
const INITIAL_BIAS: u32 = 72;
const INITIAL_N: u32 = 0x80;

/// A label, decoded.
#[derive(Clone, Copy)]
pub(crate) struct Decoded {
    chars: [char; LABEL_MAX],
    len: usize,
}

impl Decoded {
    /// The label's characters.
    pub(crate) fn chars(&self) -> &[char] {
        self.chars.get(..self.len).unwrap_or_default()
    }

    /// The character at a place; `None` past the last.
    #[cfg(feature = "address")]
    pub(crate) const fn get(&self, at: usize) -> Option<char> {
        if at < self.len { Some(self.chars[at]) } else { None }
    }

    const fn insert(&mut self, char: char, at: usize) -> Option<()> {
        if self.len >= LABEL_MAX || at > self.len {
            return None;
        }
        let mut from = self.len;
        while from > at {
            self.chars[from] = self.chars[from - 1];
            from -= 1;
        }
        self.chars[at] = char;
        self.len += 1;
        Some(())
    }
}

impl fmt::Display for Decoded {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.chars().iter().try_for_each(|&char| fmt::Write::write_char(f, char))
    }
}

impl fmt::Debug for Decoded {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Decoded(\"{self}\")")
    }
}

/// A label, encoded.
#[derive(Clone, Copy)]
pub(crate) struct Encoded {
    bytes: [u8; LABEL_MAX],
    len: usize,
}

impl Encoded {
    /// The label in ASCII, without the prefix of an A-label.
    pub(crate) const fn as_str(&self) -> &str {
        match std::str::from_utf8(self.bytes.split_at(self.len).0) {
            Ok(text) => text,
            Err(_) => "",
        }
    }

    const fn push(&mut self, byte: u8) -> Option<()> {
        if self.len >= LABEL_MAX {
            return None;
        }
        self.bytes[self.len] = byte;
        self.len += 1;
        Some(())
    }
}

impl fmt::Debug for Encoded {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Encoded(\"{}\")", self.as_str())
    }
}

/// Decodes what stands behind `xn--`, RFC 3492, 6.2. Upper-case ASCII stays as it is.
///
/// `None` for what no encoder gives: characters beyond ASCII, a number cut short or too large, more than [`LABEL_MAX`]
/// characters.
pub(crate) const fn decode(label: &str) -> Option<Decoded> {
    let bytes = label.as_bytes();
    if bytes.len() > LABEL_MAX {
        return None;
    }
    let mut decoded = Decoded { chars: ['\0'; LABEL_MAX], len: 0 };
    let basic = last_hyphen(bytes);
    let mut at = 0;
    while at < basic {
        if !bytes[at].is_ascii() || decoded.insert(bytes[at] as char, at).is_none() {
            return None;
        }
        at += 1;
    }
    if basic > 0 {
        at += 1;
    }
    let (mut n, mut i, mut bias) = (INITIAL_N, 0_u32, INITIAL_BIAS);
    while at < bytes.len() {
        let before = i;
        let mut weight = 1_u32;
        let mut k = BASE;
        loop {
            if at >= bytes.len() {
                return None;
            }
            let Some(digit) = digit_of(bytes[at]) else { return None };
            at += 1;
            let Some(step) = digit.checked_mul(weight) else { return None };
            let Some(sum) = i.checked_add(step) else { return None };
            i = sum;
            let t = threshold(k, bias);
            if digit < t {
                break;
            }
            let Some(heavier) = weight.checked_mul(BASE - t) else { return None };
            weight = heavier;
            k += BASE;
        }
        let count = decoded.len as u32 + 1;
        bias = adapt(i - before, count, before == 0);
        let Some(code) = n.checked_add(i / count) else { return None };
        n = code;
        i %= count;
        let Some(char) = char::from_u32(n) else { return None };
        if decoded.insert(char, i as usize).is_none() {
            return None;
        }
        i += 1;
    }
    Some(decoded)
}

/// Encodes a label, RFC 3492, 6.3, as it is: mapping to lower case and to one normal form is the caller's.
///
/// `None` if the label has more characters than [`LABEL_MAX`], or the result would.
pub(crate) const fn encode(label: &str) -> Option<Encoded> {
    let mut codes = [0_u32; LABEL_MAX];
    let mut encoded = Encoded { bytes: [0; LABEL_MAX], len: 0 };
    let (mut count, mut at) = (0, 0);
    while let Some(char) = char_at(label, at) {
        if count >= LABEL_MAX || char.is_ascii() && encoded.push(char as u8).is_none() {
            return None;
        }
        codes[count] = char as u32;
        count += 1;
        at += width(label.as_bytes()[at]);
    }
    let basic = encoded.len;
    if basic > 0 && encoded.push(b'-').is_none() {
        return None;
    }
    let (mut n, mut delta, mut bias) = (INITIAL_N, 0_u32, INITIAL_BIAS);
    let mut done = basic;
    while done < count {
        let next = least_from(&codes, count, n);
        let Some(step) = (next - n).checked_mul(done as u32 + 1) else { return None };
        let Some(sum) = delta.checked_add(step) else { return None };
        delta = sum;
        n = next;
        let mut at = 0;
        while at < count {
            if codes[at] < n {
                delta += 1;
            } else if codes[at] == n {
                if push_number(&mut encoded, delta, bias).is_none() {
                    return None;
                }
                bias = adapt(delta, done as u32 + 1, done == basic);
                delta = 0;
                done += 1;
            }
            at += 1;
        }
        delta += 1;
        n += 1;
    }
    Some(encoded)
}

/// The place of the last hyphen, which parts the ASCII characters from the numbers; 0 without one.
const fn last_hyphen(bytes: &[u8]) -> usize {
    let mut at = bytes.len();
    while at > 0 {
        at -= 1;
        if bytes[at] == b'-' {
            return at;
        }
    }
    0
}

/// The smallest code among the first `count` that is not below `n`.
const fn least_from(codes: &[u32; LABEL_MAX], count: usize, n: u32) -> u32 {
    let mut least = u32::MAX;
    let mut at = 0;
    while at < count {
        if codes[at] >= n && codes[at] < least {
            least = codes[at];
        }
        at += 1;
    }
    least
}

/// Writes one number with variable length, RFC 3492, 3.3.
const fn push_number(encoded: &mut Encoded, number: u32, bias: u32) -> Option<()> {
    let mut rest = number;
    let mut k = BASE;
    loop {
        let t = threshold(k, bias);
        if rest < t {
            return encoded.push(digit_to(rest));
        }
        if encoded.push(digit_to(t + (rest - t) % (BASE - t))).is_none() {
            return None;
        }
        rest = (rest - t) / (BASE - t);
        k += BASE;
    }
}

const fn threshold(k: u32, bias: u32) -> u32 {
    if k <= bias + T_MIN {
        T_MIN
    } else if k >= bias + T_MAX {
        T_MAX
    } else {
        k - bias
    }
}

/// Adapts the bias, RFC 3492, 6.1.
const fn adapt(delta: u32, count: u32, first: bool) -> u32 {
    let mut delta = if first { delta / DAMP } else { delta / 2 };
    delta += delta / count;
    let mut k = 0;
    while delta > (BASE - T_MIN) * T_MAX / 2 {
        delta /= BASE - T_MIN;
        k += BASE;
    }
    k + (BASE - T_MIN + 1) * delta / (delta + SKEW)
}

const fn digit_of(byte: u8) -> Option<u32> {
    match byte {
        b'a'..=b'z' => Some((byte - b'a') as u32),
        b'A'..=b'Z' => Some((byte - b'A') as u32),
        b'0'..=b'9' => Some((byte - b'0') as u32 + 26),
        _ => None,
    }
}

const fn digit_to(digit: u32) -> u8 {
    if digit < 26 { b'a' + digit as u8 } else { b'0' + (digit - 26) as u8 }
}

#[cfg(test)]
#[expect(clippy::unwrap_used, reason = "a test that cannot go on fails")]
mod tests {
    use super::{LABEL_MAX, decode, encode};

    /// Labels of RFC 3492, section 7.1, in lower case, and of everyday names.
    const PAIRS: &[(&str, &str)] = &[
        ("", ""),
        ("abc", "abc-"),
        ("ü", "tda"),
        ("münchen", "mnchen-3ya"),
        ("bücher", "bcher-kva"),
        ("пример", "e1afmkfd"),
        ("аррӏе", "80ak6aa92e"),
        ("ليهمابتكلموشعربي؟", "egbpdaj6bu4bxfgehfvwxn"),
        ("他们为什么不说中文", "ihqwcrb4cv8a8dqg056pqjye"),
        ("他們爲什麽不說中文", "ihqwctvzc91f659drss3x8bo0yb"),
        ("pročprostěnemluvíčesky", "proprostnemluvesky-uyb24dma41a"),
        ("למההםפשוטלאמדבריםעברית", "4dbcagdahymbxekheh6e0a7fei0b"),
        ("यहलोगहिन्दीक्योंनहींबोलसकतेहैं", "i1baa7eci9glrd9b2ae1bj0hfcgg6iyaf8o0a1dig0cd"),
        ("なぜみんな日本語を話してくれないのか", "n8jok5ay5dzabd5bym9f0cm5685rrjetr6pdxa"),
        ("почемужеонинеговорятпорусски", "b1abfaaepdrnnbgefbadotcwatmq2g4l"),
        ("tạisaohọkhôngthểchỉnóitiếngviệt", "tisaohkhngthchnitingvit-kjcr8268qyxafd2f1b9g"),
        ("3年b組金八先生", "3b-ww4c5e180e575a65lsy2b"),
        ("安室奈美恵-with-super-monkeys", "-with-super-monkeys-pc58ag80a8qai00g7n9n"),
        ("パフィーdeルンバ", "de-jg4avhby1noc0d"),
        ("そのスピードで", "d9juau41awczczp"),
    ];

    #[test]
    fn known_labels_in_both_directions() {
        for (label, ascii) in PAIRS {
            assert_eq!(encode(label).unwrap().as_str(), *ascii, "{label}");
            assert_eq!(decode(ascii).unwrap().to_string(), *label, "{ascii}");
            assert_eq!(decode(ascii).unwrap().chars().len(), label.chars().count());
        }
    }

    #[test]
    fn what_no_encoder_gives_is_refused() {
        let cut_short = "mnchen-3y";
        let too_large = "99999999";
        let surrogate = "ib9b";
        let beyond_unicode = "en32g";
        for label in [cut_short, too_large, surrogate, beyond_unicode, "-", "ü-tda", "bcher-kv.a"] {
            assert!(decode(label).is_none(), "{label}");
        }
        assert!(decode(&"a".repeat(LABEL_MAX + 1)).is_none());
    }

    #[test]
    fn a_label_is_bounded() {
        assert!(encode(&"ü".repeat(LABEL_MAX + 1)).is_none());
        assert!(encode(&"a".repeat(LABEL_MAX)).is_none(), "with the hyphen it is one too long");
        assert_eq!(encode(&"a".repeat(LABEL_MAX - 1)).unwrap().as_str().len(), LABEL_MAX);
        assert!(encode(&"\u{10FFFF}\u{80}".repeat(30)).is_none());
    }

    #[test]
    fn each_character_comes_back() {
        for char in ('\u{80}'..=char::MAX).step_by(7) {
            let label = format!("a{char}-b{char}");
            let ascii = encode(&label).unwrap();
            assert_eq!(decode(ascii.as_str()).unwrap().to_string(), label);
        }
    }

    #[test]
    fn both_directions_work_in_a_const() {
        const LEN: usize = match encode("münchen") {
            Some(encoded) => encoded.as_str().len(),
            None => 0,
        };
        assert_eq!(LEN, 10);
    }
}
