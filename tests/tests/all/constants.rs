//! Constants: what `address!` says of them is what the other gates say.

use crate::macros::Fixture;
use lint_core::Checker;
use maillint_tests::parity::{self, Agreement};
use maillint_tests::{slips, tables};
use std::collections::BTreeSet;

#[test]
fn a_constant_is_told_what_others_are() {
    let checker = Checker::default();
    let labelled = parity::LABELLED.into_iter().flat_map(tables::names).map(str::to_owned);
    // All 20,000: `cargo run --release -p maillint-tests --example parity`.
    // Second slips behind mended endings, pictures, services, capitals, A-labels, and what is no address but for one thing.
    let odd = "zozo.cohm ofcs.t.op vlmai1.com rnicrosoft.com smpt.fabrikam.org GMIAL.COM xn--b1aaibo6aawehcb.con xn--b1aaibo6aawehcb.com..com \
               gmial,com fabrikam..ml fabrikam.co, t.online.de gmail gmail.con.";
    let odd = odd.split_whitespace().map(str::to_owned).collect();
    for (domains, least) in [(labelled.collect(), 500), (slips::made(4_000), 500), (odd, 10)] {
        let mut agreement = Agreement::default();
        for domain in domains {
            for local in ["jo", "jane.doe.civ"] {
                agreement.add(&checker, &format!("{local}@{domain}"));
            }
        }
        assert!(agreement.denied > least, "{}", agreement.denied);
        assert_eq!(agreement.differ, [""; 0]);
    }
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
    let gmial = "`jo@gmial.com`: did you mean `jo@gmail.com`? One slip from the mailbox provider `gmail.com`, a stranger may get the mail";
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
