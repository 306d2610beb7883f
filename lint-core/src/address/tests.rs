//! Each row is a case: the text, `⟨` and `⟩` around what the error is about, then the kind and its words.

use super::ErrorKind::{self, *};
use super::Part::{Domain as InDomain, Local as InLocal};
use super::{ADDRESS_MAX, DOMAIN_MAX, Domain, Error, HostKind, LOCAL_MAX, Parts};
use crate::text::punycode::LABEL_MAX;

const ADDRESSES: &[(&str, HostKind)] = &[
    ("ops@army.mil", HostKind::Name),
    ("a@b.c", HostKind::Name),
    ("root@localhost", HostKind::Name),
    ("root@LocalHost", HostKind::Name),
    ("first.last+tag@mail.example.org", HostKind::Name),
    ("!#$%&'*+-/=?^_`{|}~@example.org", HostKind::Name),
    ("x@1and1.de", HostKind::Name),
    ("x@163.com", HostKind::Name),
    ("x@a-b--c.example", HostKind::Name),
    ("x@192.0.2.1.example", HostKind::Name),
    // Quoted local parts.
    ("\"\"@example.org", HostKind::Name),
    ("\"j. doe\"@example.org", HostKind::Name),
    ("\"a@b\"@example.org", HostKind::Name),
    ("\"..\"@example.org", HostKind::Name),
    (r#""a\"b\\c\ "@example.org"#, HostKind::Name),
    ("\"жан\"@example.org", HostKind::Name),
    // Beyond ASCII.
    ("жан@пример.рф", HostKind::Name),
    ("用户@例子.广告", HostKind::Name),
    ("dörte@sörensen.example", HostKind::Name),
    ("o’brien@example.org", HostKind::Name),
    ("x@münchen.de", HostKind::Name),
    ("x@xn--mnchen-3ya.de", HostKind::Name),
    ("x@XN--mnchen-3ya.de", HostKind::Name),
    ("x@paral·lel.cat", HostKind::Name),
    ("x@i❤.ws", HostKind::Name),
    // Joiners that belong to the spelling: Persian, and Sinhala after a virama.
    ("x@نامه\u{200C}ای.com", HostKind::Name),
    ("x@ශ්\u{200D}රී.com", HostKind::Name),
    ("नी\u{0928}\u{094D}\u{200D}@example.org", HostKind::Name),
    // Literals.
    ("x@[192.0.2.1]", HostKind::Ipv4),
    ("x@[255.255.255.255]", HostKind::Ipv4),
    ("x@[IPv6:2001:db8::1]", HostKind::Ipv6),
    ("x@[ipv6:::]", HostKind::Ipv6),
    ("x@[IPv6:1:2:3:4:5:6:7:8]", HostKind::Ipv6),
    ("x@[IPv6:1:2:3:4:5:6:7::]", HostKind::Ipv6),
    ("x@[IPv6:::ffff:192.0.2.1]", HostKind::Ipv6),
    ("x@[X-25:whatever,it/is]", HostKind::General),
];

#[rustfmt::skip]
const NO_ADDRESSES: &[(&str, ErrorKind, &str)] = &[
    ("⟨⟩", Empty, "there is nothing here"),
    ("gmail.com⟨⟩", NoAt, "there is no `@`"),
    ("gmail..com⟨⟩", NoAt, "there is no `@`"),
    ("Jane Doe⟨⟩", NoAt, "there is no `@`"),
    ("\"jane\"⟨⟩", NoAt, "there is no `@`"),
    ("jane⟨@@⟩gmail.com", DoubledAt, "two `@` in a row"),
    ("jane⟨@@@⟩gmail.com", DoubledAt, "3 `@` in a row"),
    ("jane@doe⟨@⟩gmail.com", ExtraAt, "a second `@`; only a quoted local part may hold one"),
    ("⟨⟩@gmail.com", NoLocal, "nothing stands before the `@`"),
    ("jane@⟨⟩", NoDomain, "nothing stands after the `@`"),
    ("a@x.org⟨,⟩b@y.org", List, "there is more than one address; only one belongs here"),
    ("a@x.org⟨;⟩ b@y.org", List, "there is more than one address; only one belongs here"),
    // Dots.
    ("⟨.⟩jane@gmail.com", LeadingDot(InLocal), "the local part begins with a dot"),
    ("jane⟨.⟩@gmail.com", TrailingDot(InLocal), "the local part ends with a dot"),
    ("jane⟨..⟩doe@gmail.com", DoubledDot, "two dots in a row"),
    ("jane⟨..⟩@gmail.com", DoubledDot, "two dots in a row"),
    ("jane@⟨.⟩gmail.com", LeadingDot(InDomain), "the domain begins with a dot"),
    ("jane@gmail.com⟨.⟩", TrailingDot(InDomain), "the domain ends with a dot"),
    ("jane@[192.0.2.1]⟨.⟩", TrailingDot(InDomain), "the domain ends with a dot"),
    ("jane@⟨.⟩", LeadingDot(InDomain), "the domain begins with a dot"),
    ("jane@gmail⟨..⟩com", DoubledDot, "two dots in a row"),
    ("jane@gmail⟨...⟩com", DoubledDot, "3 dots in a row"),
    ("jane@gmail.com⟨..⟩", DoubledDot, "two dots in a row"),
    ("jane@⟨..⟩gmail.com", DoubledDot, "two dots in a row"),
    ("jane@gmail⟨,⟩com", NotADot(','), "`,` stands where a dot belongs"),
    ("jane@例子⟨。⟩广告", NotADot('。'), "`。` stands where a dot belongs"),
    ("jane@⟨gmailcom⟩", NoDot, "the domain has no dot: its top-level domain is missing (RFC 5321, 2.3.5)"),
    ("jane@⟨localhost1⟩", NoDot, "the domain has no dot: its top-level domain is missing (RFC 5321, 2.3.5)"),
    // White space, and characters that cannot be seen.
    ("jane⟨ ⟩doe@gmail.com", Space, "there is white space in it"),
    ("⟨ ⟩jane@gmail.com", Space, "there is white space in it"),
    ("jane@⟨ \t⟩gmail.com", Space, "there is white space in it"),
    ("jane@gmail.com⟨\r\n⟩", Space, "there is white space in it"),
    ("jane@gmail⟨\u{3000}⟩.com", Space, "there is white space in it"),
    ("jane⟨\u{2003}⟩@gmail.com", Space, "there is white space in it"),
    ("jane⟨\0⟩@gmail.com", Control('\0'), "there is a control character in it, U+0000"),
    ("jane@gmail⟨\x7F⟩.com", Control('\x7F'), "there is a control character in it, U+007F"),
    ("jane@gmail⟨\u{85}⟩.com", Control('\u{85}'), "there is a control character in it, U+0085"),
    ("\"ja⟨\t⟩ne\"@gmail.com", Control('\t'), "there is a control character in it, U+0009"),
    ("\"ja⟨\u{9B}⟩ne\"@gmail.com", Control('\u{9B}'), "there is a control character in it, U+009B"),
    ("jane⟨\u{200B}⟩@gmail.com", Hidden('\u{200B}'),
        "there is a character in it that cannot be seen, U+200B (ZERO WIDTH SPACE)"),
    ("jane@gmail⟨\u{A0}⟩.com", Hidden('\u{A0}'), "there is a character in it that cannot be seen, U+00A0 (NO-BREAK SPACE)"),
    ("jane@gm⟨\u{200C}⟩ail.com", Hidden('\u{200C}'),
        "there is a character in it that cannot be seen, U+200C (ZERO WIDTH NON-JOINER)"),
    ("\"⟨\u{202E}⟩\"@gmail.com", Hidden('\u{202E}'),
        "there is a character in it that cannot be seen, U+202E (RIGHT-TO-LEFT OVERRIDE)"),
    // Punctuation.
    ("jane@gmail.com⟨”⟩", StrayMark('”'), "`”` clings to it"),
    ("jane@gmail.com⟨…⟩", StrayMark('…'), "`…` clings to it"),
    ("jane@gmail.com⟨',⟩", StrayMark('\''), "`'` clings to it"),
    ("jane@gmail.com⟨`⟩", StrayMark('`'), "a backtick clings to it"),
    ("jane@gmail.com⟨,⟩", StrayMark(','), "`,` clings to it"),
    ("jane@[192.0.2.1]⟨>⟩", StrayMark('>'), "`>` clings to it"),
    ("⟨“⟩jane@gmail.com”", StrayMark('“'), "`“` clings to it"),
    ("jane⟨,⟩doe@gmail.com", Forbidden(',', InLocal),
        "`,` cannot stand in a local part without quotation marks (RFC 5321, 4.1.2)"),
    ("ja⟨\"⟩ne@gmail.com", Forbidden('"', InLocal),
        "`\"` cannot stand in a local part without quotation marks (RFC 5321, 4.1.2)"),
    ("ja⟨\\⟩@ne@gmail.com", Forbidden('\\', InLocal),
        "`\\` cannot stand in a local part without quotation marks (RFC 5321, 4.1.2)"),
    ("jane@gmail⟨!⟩com", Forbidden('!', InDomain), "`!` cannot stand in a domain (RFC 5321, 4.1.2)"),
    ("jane@gmail.com⟨:⟩25", Forbidden(':', InDomain), "`:` cannot stand in a domain (RFC 5321, 4.1.2)"),
    ("jane@foo⟨–⟩bar.com", Forbidden('–', InDomain), "`–` cannot stand in a domain (RFC 5321, 4.1.2)"),
    ("jane@[192.0.2.1⟨]⟩.com", Forbidden(']', InDomain), "`]` cannot stand in a domain (RFC 5321, 4.1.2)"),
    // Labels.
    ("jane@⟨-⟩gmail.com", EdgeHyphen, "a label begins or ends with a hyphen (RFC 5321, 4.1.2)"),
    ("jane@gmail⟨-⟩.com", EdgeHyphen, "a label begins or ends with a hyphen (RFC 5321, 4.1.2)"),
    ("jane@gmail.com⟨-⟩", EdgeHyphen, "a label begins or ends with a hyphen (RFC 5321, 4.1.2)"),
    ("jane@my⟨_⟩mail.com", Underscore, "`_` cannot stand in the domain of an address (RFC 5321, 4.1.2)"),
    ("jane@gmail.⟨123⟩", NumericTld, "the top-level domain is a number (RFC 3696, 2)"),
    ("jane@1.2.3.⟨256⟩", NumericTld, "the top-level domain is a number (RFC 3696, 2)"),
    ("jane@⟨192.0.2.1⟩", BareIpv4, "an IP address stands in brackets: `[192.0.2.1]` (RFC 5321, 4.1.3)"),
    ("jane@⟨xn--mnchen-3y⟩.de", NotAnALabel, "a label that begins with `xn--` does not decode (RFC 5890, 2.3.2.1)"),
    ("jane@⟨xn--99999999⟩.de", NotAnALabel, "a label that begins with `xn--` does not decode (RFC 5890, 2.3.2.1)"),
    // Literals.
    ("jane@⟨[192.0.2.1⟩", UnclosedBracket, "the address literal has no closing bracket"),
    ("jane@[⟨⟩]", NotAnIp, "there is no IP address between the brackets (RFC 5321, 4.1.3)"),
    ("jane@[⟨gmail.com⟩]", NotAnIp, "there is no IP address between the brackets (RFC 5321, 4.1.3)"),
    ("jane@[⟨192.0.2.256⟩]", NotAnIp, "there is no IP address between the brackets (RFC 5321, 4.1.3)"),
    ("jane@[⟨192.0.2⟩]", NotAnIp, "there is no IP address between the brackets (RFC 5321, 4.1.3)"),
    ("jane@[⟨IPv6:1:2:3:4:5:6:7⟩]", NotAnIp, "there is no IP address between the brackets (RFC 5321, 4.1.3)"),
    ("jane@[⟨IPv6:1::2::3⟩]", NotAnIp, "there is no IP address between the brackets (RFC 5321, 4.1.3)"),
    ("jane@[⟨X-:y⟩]", NotAnIp, "there is no IP address between the brackets (RFC 5321, 4.1.3)"),
    ("jane@[⟨X:⟩]", NotAnIp, "there is no IP address between the brackets (RFC 5321, 4.1.3)"),
    ("jane@[⟨2001:db8::1⟩]", UntaggedIpv6,
        "an IPv6 address in brackets begins with its tag: `[IPv6:2001:db8::1]` (RFC 5321, 4.1.3)"),
    // Forms of message headers, links and older mail.
    ("⟨\"jane@gmail.com⟩", UnclosedQuote, "the quoted local part has no closing quotation mark"),
    ("jane⟨(⟩work)@gmail.com", Comment, "a comment in parentheses is no part of an address (RFC 5321, 4.1.2)"),
    ("jane@gmail.com ⟨(⟩Jane)", Comment, "a comment in parentheses is no part of an address (RFC 5321, 4.1.2)"),
    ("jane@gmail⟨(⟩work).com", Comment, "a comment in parentheses is no part of an address (RFC 5321, 4.1.2)"),
    ("⟨\"jane\"⟩.doe@gmail.com", PiecewiseLocal,
        "the local part is quoted in part; quote all of it or nothing (RFC 5321, 4.1.2)"),
    ("⟨\"jane\"⟩doe@gmail.com", PiecewiseLocal,
        "the local part is quoted in part; quote all of it or nothing (RFC 5321, 4.1.2)"),
    ("jane.⟨\"⟩doe\"@gmail.com", PiecewiseLocal,
        "the local part is quoted in part; quote all of it or nothing (RFC 5321, 4.1.2)"),
    ("⟨@relay.org:⟩jane@gmail.com", SourceRoute, "a route before the address is obsolete (RFC 5321, appendix C)"),
    ("⟨<⟩jane@gmail.com>", DisplayName, "there is a display name or `<` around it; only the address itself belongs here"),
    ("⟨Jane Doe ⟩<jane@gmail.com>", DisplayName,
        "there is a display name or `<` around it; only the address itself belongs here"),
    ("⟨\"Doe, Jane\" ⟩<jane@gmail.com>", DisplayName,
        "there is a display name or `<` around it; only the address itself belongs here"),
    ("⟨mailto:⟩jane@gmail.com", Mailto, "`mailto:` belongs to a link, not to an address"),
];

#[rustfmt::skip]
const NO_HOSTS: &[(&str, ErrorKind, &str)] = &[
    ("⟨⟩", Empty, "there is nothing here"),
    ("example.org⟨.⟩", TrailingDot(InDomain), "the domain ends with a dot"),
    ("⟨.⟩", LeadingDot(InDomain), "the domain begins with a dot"),
    ("jane⟨@⟩gmail.com", Forbidden('@', InDomain), "`@` cannot stand in a domain (RFC 5321, 4.1.2)"),
    ("⟨@⟩gmail.com", Forbidden('@', InDomain), "`@` cannot stand in a domain (RFC 5321, 4.1.2)"),
    ("⟨127.0.0.1⟩", BareIpv4, "an IP address stands in brackets: `[192.0.2.1]` (RFC 5321, 4.1.3)"),
    ("⟨8080⟩", NumericTld, "the top-level domain is a number (RFC 3696, 2)"),
];

/// A row's text without its marks, and the range between them.
fn unmarked(row: &str) -> (String, std::ops::Range<usize>) {
    let start = row.find('⟨').expect("a row has an opening mark");
    let end = row.find('⟩').expect("a row has a closing mark") - '⟨'.len_utf8();
    (row.replace(['⟨', '⟩'], ""), start..end)
}

#[track_caller]
fn check(row: &str, error: Error, kind: ErrorKind, words: &str) {
    let (_, span) = unmarked(row);
    assert_eq!((error.kind(), error.span().range(), error.to_string().as_str()), (kind, span, words), "{row}");
}

#[test]
fn addresses_are_parsed_into_their_parts() {
    for (text, host) in ADDRESSES {
        let parts = Parts::parse(text).unwrap_or_else(|error| panic!("{text}: {error}"));
        assert_eq!(format!("{}@{}", &text[parts.local.range()], &text[parts.domain.range()]), *text);
        assert_eq!(parts.host, *host, "{text}");
        assert_eq!(parts.host.is_literal(), text.ends_with(']'));
        assert_eq!(parts.quoted, text.starts_with('"'));
    }
}

#[test]
fn what_is_no_address_is_told_why_and_where() {
    for (row, kind, words) in NO_ADDRESSES {
        let (text, _) = unmarked(row);
        check(row, Parts::parse(&text).expect_err(row), *kind, words);
    }
}

#[test]
fn what_is_no_host_is_told_why_and_where() {
    for (row, kind, words) in NO_HOSTS {
        let (text, _) = unmarked(row);
        check(row, Domain::host(&text).expect_err(row), *kind, words);
    }
}

#[test]
fn a_host_may_have_what_the_domain_of_an_address_may_not() {
    for (text, mail, host, absolute) in [
        ("example.org", true, true, true),
        ("localhost", true, true, true),
        ("_dmarc.example.org", false, true, true),
        ("my_bucket.example.org", false, true, true),
        ("registry", false, true, true),
        ("example.org.", false, false, true),
        ("example.org..", false, false, false),
        (".", false, false, false),
        ("münchen.example", true, true, true),
    ] {
        let parsed = [Domain::parse(text), Domain::host(text), Domain::absolute(text)].map(|domain| domain.is_ok());
        assert_eq!(parsed, [mail, host, absolute], "{text}");
    }
    let labels = Domain::absolute("a.b.example.").map(|domain| domain.labels().collect::<Vec<_>>());
    assert_eq!(labels, Ok(vec!["a", "b", "example"]));
}

#[test]
fn each_length_may_be_reached_and_not_passed() {
    let kind = |text: &str| Parts::parse(text).err().map(|error| error.kind());
    let local = |octets| format!("{}@example.org", "x".repeat(octets));
    assert_eq!(kind(&local(LOCAL_MAX)), None);
    assert_eq!(kind(&local(LOCAL_MAX + 1)), Some(LocalTooLong));
    assert_eq!(kind(&format!("{}@example.org", "ж".repeat(LOCAL_MAX / 2 + 1))), Some(LocalTooLong));

    let label = |octets| format!("x@{}.org", "x".repeat(octets));
    assert_eq!(kind(&label(LABEL_MAX)), None);
    assert_eq!(kind(&label(LABEL_MAX + 1)), Some(LabelTooLong));

    // `xn--tda` is one `ü`, and each further one an octet more; of different letters far fewer fit.
    assert_eq!(kind(&format!("x@{}.org", "ü".repeat(57))), None);
    assert_eq!(kind(&format!("x@{}.org", "ü".repeat(58))), Some(ULabelTooLong));
    let letters = |count| ('\u{4E00}'..).step_by(997).take(count).collect::<String>();
    assert_eq!(kind(&format!("x@{}.org", letters(16))), None);
    assert_eq!(kind(&format!("x@{}.org", letters(24))), Some(ULabelTooLong));

    // 62 and a dot, four times and then some.
    let domain = |octets: usize| format!("{}{}", format!("{}.", "x".repeat(62)).repeat(4), "x".repeat(octets - 252));
    assert_eq!(domain(DOMAIN_MAX).len(), DOMAIN_MAX);
    assert!(Domain::host(&domain(DOMAIN_MAX)).is_ok());
    assert_eq!(Domain::host(&domain(DOMAIN_MAX + 1)).err().map(|error| error.kind()), Some(DomainTooLong));
    assert_eq!(kind(&format!("x@{}", domain(253))), Some(AddressTooLong));
    assert_eq!(kind(&format!("x@{}", &domain(253)[1..])), None);
    assert_eq!(format!("x@{}", &domain(253)[1..]).len(), ADDRESS_MAX);

    let words = |text: &str| Parts::parse(text).err().map(|error| error.to_string()).unwrap_or_default();
    assert_eq!(words(&local(70)), "the local part is 70 octets long, at most 64 are allowed (RFC 5321, 4.5.3.1.1)");
    assert_eq!(words(&label(64)), "a label is 64 octets long, at most 63 are allowed (RFC 1035, 2.3.4)");
    assert_eq!(
        words(&format!("x@{}", domain(255))),
        "the address is 257 octets long, at most 254 are allowed (RFC 5321, 4.5.3.1.3)"
    );
    assert_eq!(
        words(&format!("x@{}", domain(256))),
        "the domain is longer than the 255 octets allowed (RFC 5321, 4.5.3.1.2)"
    );
    assert_eq!(
        words(&format!("x@{}.org", "ü".repeat(60))),
        "a label is longer than the 63 octets allowed once it is an A-label (RFC 5890, 2.3.2.1)"
    );
}

/// All texts of up to `len` characters of an alphabet, in turn.
fn all_texts(alphabet: &[char], len: usize, visit: &mut impl FnMut(&str)) {
    fn grow(text: &mut String, alphabet: &[char], len: usize, visit: &mut impl FnMut(&str)) {
        visit(text);
        if len > 0 {
            for &char in alphabet {
                text.push(char);
                grow(text, alphabet, len - 1, visit);
                text.pop();
            }
        }
    }
    grow(&mut String::new(), alphabet, len, visit);
}

#[test]
fn any_text_is_parsed_or_told_why_at_a_place_within_it() {
    let mut parsed = 0;
    all_texts(&['a', '1', '.', '@', '"', '\\', '-', '[', ']', ',', ' ', 'ü', '\u{200D}'], 5, &mut |text| {
        match Parts::parse(text) {
            Ok(parts) => {
                assert_eq!(format!("{}@{}", &text[parts.local.range()], &text[parts.domain.range()]), text);
                parsed += 1;
            }
            Err(error) => assert!(text.get(error.span().range()).is_some(), "{text:?}: {error:?}"),
        }
        for domain in [Domain::parse(text), Domain::host(text), Domain::absolute(text)] {
            match domain {
                Ok(domain) => assert_eq!(domain.as_str(), text),
                Err(error) => assert!(text.get(error.span().range()).is_some(), "{text:?}: {error:?}"),
            }
        }
    });
    // `a@a.a` and its like: an atom of one character (a, 1, -, ü), two labels of one, the last no digit.
    assert_eq!(parsed, 4 * 3 * 2);
}

#[test]
fn an_ipv6_literal_is_what_std_parses() {
    all_texts(&['1', 'f', ':', '.'], 8, &mut |text| {
        let literal = format!("x@[IPv6:{text}]");
        assert_eq!(Parts::parse(&literal).is_ok(), text.parse::<std::net::Ipv6Addr>().is_ok(), "{text}");
    });
    let long =
        ["1:1:1:1:1:1:1:1", "1::1:1:1:1:1:1", "1::1:1:1:1:1:1:1", "1:1:1:1:1:1:1.1.1.1", "1:1:1:1:1:1:1:1.1.1.1"];
    for text in
        long.into_iter().chain(["::1:1:1:1:1:1.1.1.1", "::1:1:1:1:1:1:1.1.1.1", "12345::", "::1.1.1.1.1", "::g"])
    {
        let literal = format!("x@[IPv6:{text}]");
        assert_eq!(Parts::parse(&literal).is_ok(), text.parse::<std::net::Ipv6Addr>().is_ok(), "{text}");
    }
}

#[test]
fn an_address_is_parsed_in_a_const() {
    const PARTS: Result<Parts, Error> = Parts::parse("ops@münchen.example");
    assert_eq!(PARTS, Parts::parse("ops@münchen.example"));
}
