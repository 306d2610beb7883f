//! Constants: what `address!` says of them is what the other gates say.

use crate::macros::Fixture;
use lint_core::gate::render::headline;
use lint_core::gate::typed::said_in_constant;
use lint_core::{Checker, Level};
use maillint_tests::tables;
use std::collections::BTreeSet;

/// What the other gates say of an address that they deny: lint, words.
fn said(checker: &Checker, address: &str) -> Vec<String> {
    let denied = checker.address(address).into_iter().filter(|finding| finding.level == Level::Deny);
    denied.map(|finding| headline(&finding)).collect()
}

/// Whether a constant is told what others are, perhaps without what was meant.
fn is_said(words: &str, elsewhere: &[String]) -> bool {
    elsewhere.iter().any(|said| said == words || said.starts_with(&format!("{words}; did you mean ")))
}

#[test]
fn a_constant_is_denied_only_as_elsewhere_and_in_the_same_words() {
    let checker = Checker::default();
    let (mut denied, mut missed) = (0, Vec::new());
    let tables = [
        tables::TYPOS,
        tables::REGISTERED_LOOKALIKES,
        tables::TOP_SITES,
        tables::UNIVERSITIES,
        tables::DEVELOPER_MAIL,
        tables::LOOKALIKES_IN_USE,
        tables::RISKY_ENDINGS,
        tables::LEFT_ALONE_ELSEWHERE,
    ];
    for domain in tables.into_iter().flat_map(tables::names) {
        for local in ["jo", "jane.doe.civ"] {
            let address = format!("{local}@{domain}");
            let elsewhere = said(&checker, &address);
            denied += usize::from(!elsewhere.is_empty());
            match said_in_constant(&address) {
                Some(words) => assert!(is_said(&words, &elsewhere), "{words}\n    elsewhere: {elsewhere:?}"),
                None => missed.extend(elsewhere),
            }
        }
    }
    assert!(denied > 500 && missed.len() * 100 < denied, "{denied} denied elsewhere, of which not here: {missed:#?}");
}

/// Slips of every kind in names that are meant.
#[test]
fn made_up_slips_are_denied_alike() {
    let checker = Checker::default();
    let names = [
        "gmail.com",
        "yahoo.co.jp",
        "t-online.de",
        "protonmail.com",
        "army.mil",
        "us.af.mil",
        "github.com",
        "bbc.co.uk",
    ];
    let (mut judged, mut missed) = (0, 0);
    for name in names {
        for at in 0..name.len() {
            let (before, rest) = name.split_at(at);
            let mut next = rest.chars();
            let (first, second) = (next.next().unwrap(), next.next().map_or(String::new(), String::from));
            let behind = next.as_str();
            let slips = [
                format!("{before}{second}{behind}"),
                format!("{before}{first}{first}{second}{behind}"),
                format!("{before}{second}{first}{behind}"),
                format!("{before}x{second}{behind}"),
                format!("{before}.{first}{second}{behind}"),
                format!("{name}{}", &name[at..]),
            ];
            for address in slips.map(|slip| format!("jo@mail.{slip}")) {
                let elsewhere = said(&checker, &address);
                judged += 1;
                match said_in_constant(&address) {
                    Some(words) => assert!(is_said(&words, &elsewhere), "{words}\n    elsewhere: {elsewhere:?}"),
                    None => missed += elsewhere.len(),
                }
            }
        }
    }
    assert!(missed * 20 < judged, "{missed} of {judged} are not seen here");
}

#[test]
fn a_constant_stops_the_compiler_where_it_is_written() {
    let library = "\
use lint_core::{Address, address, assert_text};
const HOST: &str = \"army.ml\";
pub const GOOD: Address = address!(concat!(\"ops@\", \"army.mil\"));
pub static KEPT: Address = address!(\"ops@army.ml\", allow = tld_slip, reason = \"our office in Bamako\");
pub const fn host() -> &'static str { HOST }
pub const SLIP: Address = address!(concat!(\"ops@\", \"army.ml\"));
pub const EMPTY: Address = address!(\"\");
pub const SET: Address = address!(env!(\"MAIL_FROM\"));
pub fn inside() -> Address { address!(\"jo@gmial.com\") }
pub const UNUSED: Address = address!(\"ops@army.mil\", allow = tld_slip, reason = \"none\");
pub const UNKNOWN: Address = address!(\"ops@army.ml\", allow = tld_slpi, reason = \"none\");
pub const UNREASONED: Address = address!(\"ops@army.ml\", allow = tld_slip, reason = \"\");
assert_text!(include_str!(\"../good.toml\"));
assert_text!(include_str!(\"../bad.toml\"));
";
    let fixture = Fixture::with_core("constants", library, "dependencies");
    fixture.write("good.toml", "to = \"ops@army.mil\" # git@github.com:x, a@b, @army.ml\ncc = \"x@army.ml\" # maillint: allow(tld_slip) Bamako\n");
    fixture.write("bad.toml", "\u{fc} = 1\n\u{fc} = \"ops@army.ml\"\ncc = [\"jo@gmial.com\"]\n");
    let built = fixture.check_with(|command| command.env("MAIL_FROM", "jo@gmail.con"));
    let mali = "`ops@army.ml`: `.ml` is Mali, mail is delivered there; did you mean `ops@army.mil`?";
    let gmial = "`jo@gmial.com`: one slip (transposition) from the mailbox provider `gmail.com`, a stranger may get the mail; did you mean `jo@gmail.com`?";
    let con = "`jo@gmail.con`: there is no top-level domain `.con`, the mail bounces; did you mean `jo@gmail.com`?";
    let expected = [
        format!("[maillint::tld_slip] {mali} @ src/lib.rs:6:27"),
        "[maillint::malformed_address] ``: there is nothing here @ src/lib.rs:7:28".to_owned(),
        format!("[maillint::unknown_tld] {con} @ src/lib.rs:8:26"),
        format!("[maillint::provider_slip] {gmial} @ src/lib.rs:9:30"),
        "nothing here is `tld_slip`: take out the allow @ src/lib.rs:10:29".to_owned(),
        "unknown lint `tld_slpi` @ src/lib.rs:11:30".to_owned(),
        "the reason is empty: say why this is right although it looks wrong @ src/lib.rs:12:33".to_owned(),
        format!("[maillint::tld_slip] 2:6: {mali} @ [maillint::provider_slip] 3:8: {gmial} @ src/lib.rs:14:1"),
    ];
    let errors = built.errors.iter().map(|error| error.replace("evaluation panicked: ", ""));
    assert_eq!(errors.collect::<BTreeSet<_>>(), BTreeSet::from(expected), "{built:#?}");
}
