//! What allows excuse, in comments and in the policy, and what is said of those that excuse nothing.
#![expect(clippy::unwrap_used, reason = "a test may fail")]

use super::*;
use crate::allow::directives;
use crate::lints;
use crate::policy::{Date, Names};
use crate::source::{Cursor, Encoding, Place, Position};
use crate::span::Span;

const LINTS: &[&str] = &["tld_slip", "risky_tld", "unused_allow", "expired_allow"];

/// Settles a text in which each `army.ml` is a `tld_slip` and each `risk.ml` a `risky_tld`: the findings as line, lint
/// and level, with the message of those on allows; what was suppressed; the allows used.
fn settled(policy: &str, path: &str, text: &str) -> (Vec<String>, u64, Vec<usize>) {
    let policy = Policy::parse(policy, &Names::of(LINTS, &[])).unwrap().on(Date::parse("2026-11-24").unwrap());
    let cursor = || Cursor::new(text.as_bytes(), Encoding::Utf8, Position::START);
    let comments = directives(text.as_bytes(), 0)
        .into_iter()
        .scan(cursor(), |cursor, directive| Some(Comment { location: cursor.locate(directive.span), directive }));
    let comments: Vec<_> = comments.collect();
    let slips = text.match_indices("army.ml").map(|found| (found, "tld_slip"));
    let mut found: Vec<_> = slips.chain(text.match_indices("risk.ml").map(|found| (found, "risky_tld"))).collect();
    found.sort_unstable();
    let findings = found.into_iter().scan(cursor(), |cursor, ((start, domain), lint)| {
        let span = Span::new(start, start + domain.len());
        Some(Finding {
            domain: Some(domain.to_owned()),
            place: Place::Prose,
            span,
            ..Finding::on_comment(lints::find(lint)?, format!("x@{domain}"), cursor.locate(span))
        })
    });
    let findings: Vec<_> = findings.collect();
    let mut allows = Allows::new(comments);
    findings.iter().for_each(|finding| allows.see(finding));
    let settled = allows.settle(&policy, path, findings, 0..allows.count());
    let show = |finding: &Finding| {
        let line = finding.location.as_ref().map_or(0, |location| location.start.line);
        format!("{line} {} {} {}", finding.lint, finding.level, finding.message).trim_end().to_owned()
    };
    (
        settled.findings.iter().map(show).collect(),
        settled.excused.len() as u64,
        (0..9).filter(|&place| settled.used_allows.holds(place)).collect(),
    )
}

#[test]
fn comments_excuse_what_they_cover() {
    let cases: &[(&str, &[&str], u64)] = &[
        ("army.ml", &["1 tld_slip deny"], 0),
        ("army.ml # maillint: allow(tld_slip) why", &[], 1),
        ("army.ml army.ml # maillint: allow(tld_slip) why", &[], 2),
        ("army.ml risk.ml # maillint: allow(tld_slip) why", &["1 risky_tld warn"], 1),
        ("army.ml risk.ml # maillint: allow(tld_slip, risky_tld) why", &[], 2),
        ("# maillint: allow(tld_slip) why\narmy.ml\narmy.ml", &["3 tld_slip deny"], 1),
        ("# maillint: allow(tld_slip) why\n# maillint: allow(risky_tld) why\narmy.ml risk.ml", &[], 2),
        ("army.ml\n\n# maillint: allow-file(tld_slip) why\narmy.ml", &[], 2),
        // The reason may name the domain; that is no use of the allow.
        ("x army.ml # maillint: allow(tld_slip) army.ml is right", &[], 2),
        (
            "x # maillint: allow(tld_slip) army.ml is right",
            &["1 unused_allow warn `allow(tld_slip)`: excuses nothing"],
            1,
        ),
        ("army.mil # maillint: allow(tld_slip) why", &["1 unused_allow warn `allow(tld_slip)`: excuses nothing"], 0),
        (
            "army.ml # maillint: allow(tld_slip, risky_tld) why",
            &["1 unused_allow warn `allow(tld_slip, risky_tld)`: `risky_tld` excuses nothing"],
            1,
        ),
        (
            "# maillint: allow-file(tld_slip) why\nx",
            &["1 unused_allow warn `allow-file(tld_slip)`: excuses nothing"],
            0,
        ),
        (
            "army.ml # maillint: allow(tld_slip)",
            &["1 tld_slip deny", "1 unused_allow warn `allow(tld_slip)`: gives no reason, so it excuses nothing"],
            0,
        ),
        (
            "army.ml # maillint: allow() why",
            &["1 tld_slip deny", "1 unused_allow warn `allow()`: names no lint, so it excuses nothing"],
            0,
        ),
        (
            "x\narmy.ml # maillint: allow(tld_slp) why\narmy.ml",
            &["2 tld_slip deny", "2 unused_allow warn `allow(tld_slp)`: there is no lint `tld_slp`", "3 tld_slip deny"],
            0,
        ),
        (
            "army.ml # maillint: allow(tld_slip, tld_slp) why",
            &["1 unused_allow warn `allow(tld_slip, tld_slp)`: there is no lint `tld_slp`"],
            1,
        ),
        ("x # maillint: allow(tld_slip) why\n# maillint: allow-file(unused_allow) why", &[], 1),
    ];
    for (text, expected, suppressed) in cases {
        let (findings, count, _) = settled("", "a.txt", text);
        assert_eq!(
            (findings, count),
            (expected.iter().map(|line| (*line).to_owned()).collect(), *suppressed),
            "{text}"
        );
    }
}

#[test]
fn of_too_many_comments_the_first_are_obeyed() {
    let text = "x@army.ml # maillint: allow(tld_slip) why\n".repeat(MOST_COMMENTS + 2);
    let mut report = crate::Checker::default().text("a.py", text.as_bytes());
    let show = |finding: &Finding| (finding.location.as_ref().unwrap().start.line, finding.lint);
    let behind = MOST_COMMENTS as u64 + 1;
    let expected = [(behind, "tld_slip"), (behind, "unused_allow"), (behind + 1, "tld_slip")];
    assert_eq!(report.findings.iter().map(show).collect::<Vec<_>>(), expected);
    assert_eq!(report.excused.len(), MOST_COMMENTS);
    let told =
        "`allow(tld_slip)`: stands behind 16384 others in this file, so it excuses nothing, nor does any below it";
    assert_eq!(report.findings.remove(1).message, told);
}

#[test]
fn policies_excuse_what_they_cover() {
    let allow = |target: &str, more: &str| format!("[[allow]]\n{target}\nreason = \"why\"\n{more}\n");
    let cases = [
        (allow("domain = \"army.ml\"", ""), 1, vec![0]),
        (allow("domain = \"*.ml\"", ""), 2, vec![0]),
        (allow("address = \"X@army.ml\"", ""), 1, vec![0]),
        (allow("address = \"y@army.ml\"", ""), 0, vec![]),
        (allow("domain = \"army.ml\"", "paths = [\"src/**\"]"), 1, vec![0]),
        (allow("domain = \"army.ml\"", "paths = [\"docs/**\"]"), 0, vec![]),
        (allow("domain = \"army.ml\"", "expires = 2026-11-24"), 1, vec![0]),
        (allow("domain = \"army.ml\"", "expires = 2026-11-23"), 0, vec![]),
        (allow("domain = \"other.ml\"", "") + &allow("domain = \"risk.ml\"", ""), 1, vec![1]),
        (allow("domain = \"army.ml\"", "") + &allow("address = \"x@army.ml\"", ""), 1, vec![0, 1]),
    ];
    for (policy, suppressed, used) in cases {
        let (findings, count, places) = settled(&policy, "src/a.rs", "army.ml\nrisk.ml");
        assert_eq!((findings.len() as u64, count, places), (2 - suppressed, suppressed, used), "{policy}");
    }
}

#[test]
fn levels_come_from_the_policy() {
    let policy = "[lints]\ntld_slip = \"warn\"\n[[files]]\npaths = [\"docs/\"]\nlints = { tld_slip = \"allow\", risky_tld = \"deny\" }";
    let text = "army.ml risk.ml # maillint: allow(tld_slip) why";
    assert_eq!(settled(policy, "a.txt", "army.ml\nrisk.ml").0, ["1 tld_slip warn", "2 risky_tld warn"]);
    assert_eq!(settled(policy, "docs/a.txt", "army.ml\nrisk.ml").0, ["2 risky_tld deny"]);
    // Where a lint is turned off, an allow for it is neither counted nor blamed.
    assert_eq!(settled(policy, "docs/a.txt", text), (vec!["1 risky_tld deny".to_owned()], 0, vec![]));
    assert_eq!(settled(policy, "docs/a.txt", "# maillint: allow(tld_slip) why").0.len(), 0);
}

#[test]
fn allows_of_the_policy_are_blamed_in_its_file() {
    let text = r#"
[[allow]]
domain = "*.used.ml"
reason = "one"
[[allow]]
domain = "unused.ml"
reason = "two"
[[allow]]
address = "x@expired.ml"
reason = "three"
expires = 2020-01-01
"#;
    let policy = Policy::parse(text, &Names::of(LINTS, &[])).unwrap().on(Date::parse("2026-11-24").unwrap());
    let show = |findings: Vec<Finding>| {
        let line = |finding: &Finding| finding.location.as_ref().map_or(0, |location| location.start.line);
        findings.iter().map(|finding| format!("{} {}", line(finding), finding.message)).collect::<Vec<_>>()
    };
    let expired = "8 `x@expired.ml`: the allow for it ended on 2020-01-01";
    assert_eq!(
        show(settle_policy(&policy, Some(&Used(vec![true])))),
        ["5 `unused.ml`: the allow for it excuses nothing", expired]
    );
    assert_eq!(show(settle_policy(&policy, None)), [expired]);
    let policy = policy.overridden(&[("expired_allow", Level::Allow)]);
    assert_eq!(show(settle_policy(&policy, None)), [""; 0]);
}
