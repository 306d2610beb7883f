//! The examples of each page: a lint's *Fires* give exactly that finding, a trap's are caught by exactly that one, and its *Quiet*
//! by none.

use lint_core::gate::context::{Context, Kind, Lexer};
use lint_core::gate::find::candidates;
use lint_core::gate::lint::Check;
use lint_core::gate::{Account, Became, doubt, lints, trap};
use lint_core::policy::{Date, Policy};
use lint_core::{Census, Checker, Finding, Level};
use maillint_tests::page::{Example, Examples, cases, titles};

/// The day on which the pages' examples are judged.
const TODAY: &str = "2026-11-01";

fn checker(policy: &str, census: &[String], example: &Example) -> Checker {
    let checker = Checker::new(Policy::parse(policy, &doubt::names()).unwrap().on(Date::parse(TODAY).unwrap()));
    let mut often = Census::default();
    let Example { path, text } = example;
    often.add(path, &checker.text(path, text.as_bytes()).mentions);
    for domain in census {
        often
            .add("often.txt", &checker.text("often.txt", format!("someone@{domain}\n").repeat(40).as_bytes()).mentions);
    }
    checker.with_census(often)
}

/// The lints that speak, example by example. Where there is a policy and no line, they speak of the policy.
fn spoken(section: &Examples, census: &[String]) -> Vec<(String, Vec<&'static str>)> {
    let ids = |findings: Vec<Finding>| findings.iter().map(|finding| finding.lint).collect();
    if section.examples.is_empty() {
        let nothing = Example { path: String::from("page.txt"), text: String::new() };
        return vec![(section.policy.clone(), ids(checker(&section.policy, census, &nothing).allows(None)))];
    }
    let judged = |example: &Example| {
        let checker = checker(&section.policy, census, example);
        (example.text.clone(), ids(checker.text(&example.path, example.text.as_bytes()).findings))
    };
    section.examples.iter().map(judged).collect()
}

#[test]
fn examples_hold() {
    for lint in lints::ALL {
        let cases = cases(lint.page);
        for (example, mut found) in spoken(&cases.fires, &cases.census) {
            if let Check::Allows = lint.check {
                // What the allow was meant to excuse is found too.
                found.retain(|id| *id == lint.id);
            }
            assert_eq!(found, [lint.id], "{} fires on: {example}", lint.id);
        }
        for (example, found) in spoken(&cases.quiet, &cases.census) {
            assert_eq!(found, [""; 0], "{} is quiet on: {example}", lint.id);
        }
    }
}

/// A string of a test that would be quiet elsewhere too shows nothing.
#[test]
fn what_a_lint_is_quiet_on_in_a_test_it_would_speak_of_elsewhere() {
    for lint in lints::ALL {
        let cases = cases(lint.page);
        for example in cases.quiet.examples.iter().filter(|example| example.path.starts_with("tests/")) {
            let checker = checker(&cases.quiet.policy, &cases.census, example);
            let accounts = checker.why(&example.path, example.text.as_bytes());
            let is_made_up = |account: &Account| matches!(account.became, Became::MadeUp(id) if id == lint.id);
            assert!(accounts.iter().any(is_made_up), "{}: {example:?}: {accounts:?}", lint.id);
        }
    }
}

#[test]
fn every_page_has_its_sections() {
    for lint in lints::ALL {
        assert_eq!(titles(lint.page), ["Why", "Fires", "Quiet", "Fix", "Allow"], "{}", lint.id);
    }
    for trap in trap::ALL {
        assert_eq!(titles(trap.page), ["Why", "Fires", "Quiet"], "{}", trap.id);
    }
    for doubt in doubt::ALL {
        assert_eq!(titles(doubt.page), ["Why", "Fires", "Quiet"], "{}", doubt.id);
    }
    let pages = lints::ALL.iter().map(|lint| lint.page);
    let pages = pages.chain(trap::ALL.iter().map(|trap| trap.page)).chain(doubt::ALL.iter().map(|doubt| doubt.page));
    for page in pages {
        assert!(page.summary().ends_with('.'), "its summary is no sentence: {}", page.summary());
    }
}

#[test]
fn a_suggestion_never_gets_a_finding() {
    for lint in lints::ALL {
        let cases = cases(lint.page);
        for example in &cases.fires.examples {
            let checker = checker(&cases.fires.policy, &cases.census, example);
            for finding in checker.text(&example.path, example.text.as_bytes()).findings {
                if let Some(suggestion) = finding.suggestion {
                    assert_eq!(checker.address(&suggestion), [], "suggested for {}", example.text);
                }
            }
        }
    }
}

/// What of the example is caught by which trap.
fn caught(example: &Example) -> Vec<Option<&'static str>> {
    let (text, kind) = (example.text.as_bytes(), Kind::of(&example.path));
    let mut lexer = Lexer::new(kind);
    let contexts = candidates(text).map(|candidate| Context::of(text, kind, candidate, &mut lexer));
    contexts.map(|context| trap::catching(&context).map(|trap| trap.id)).collect()
}

#[test]
fn what_a_trap_is_for_is_caught_by_it_and_what_it_leaves_alone_by_none() {
    let mut wrong = Vec::new();
    for trap in trap::ALL {
        let cases = cases(trap.page);
        for example in &cases.fires.examples {
            let caught: Vec<_> = caught(example).into_iter().flatten().collect();
            if caught.is_empty() || caught.iter().any(|id| *id != trap.id) {
                wrong.push(format!("{} fires on {example:?}: {caught:?}", trap.id));
            }
        }
        for example in &cases.quiet.examples {
            let caught = caught(example);
            if caught.is_empty() || caught.iter().any(Option::is_some) {
                wrong.push(format!("{} is quiet on {example:?}: {caught:?}", trap.id));
            }
        }
        assert!(!cases.fires.examples.is_empty() && !cases.quiet.examples.is_empty(), "{}", trap.id);
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn what_a_doubt_is_for_has_it_and_what_it_leaves_alone_is_found_without() {
    let mut wrong = Vec::new();
    for doubt in doubt::ALL {
        let cases = cases(doubt.page);
        let doubts = |example: &Example| -> Vec<Option<&str>> {
            let checker = checker("", &cases.census, example);
            let findings = checker.text(&example.path, example.text.as_bytes()).findings;
            findings.iter().map(|finding| finding.doubt.map(|doubt| doubt.id)).collect()
        };
        for example in &cases.fires.examples {
            let found = doubts(example);
            if found.is_empty() || found.iter().any(|id| *id != Some(doubt.id)) {
                wrong.push(format!("{} is cast on {example:?}: {found:?}", doubt.id));
            }
        }
        for example in &cases.quiet.examples {
            let found = doubts(example);
            if found.is_empty() || found.iter().any(Option::is_some) {
                wrong.push(format!("{} is not cast on {example:?}: {found:?}", doubt.id));
            }
        }
        assert!(!cases.fires.examples.is_empty() && !cases.quiet.examples.is_empty(), "{}", doubt.id);
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// Whatever a page says holds where lines end as on other systems.
#[test]
fn examples_hold_whatever_ends_their_lines() {
    let pages = lints::ALL.iter().map(|lint| lint.page);
    let pages = pages.chain(trap::ALL.iter().map(|trap| trap.page)).chain(doubt::ALL.iter().map(|doubt| doubt.page));
    let mut wrong = Vec::new();
    for cases in pages.map(cases) {
        for section in [&cases.fires, &cases.quiet] {
            for example in section.examples.iter().filter(|example| !example.text.contains('\r')) {
                let checker = checker(&section.policy, &cases.census, example);
                let text = format!("{}\n", example.text.trim_end_matches('\n'));
                let told = |text: &str| -> Vec<String> {
                    let findings = checker.text(&example.path, text.as_bytes()).findings;
                    let doubt = |finding: &Finding| finding.doubt.map_or("sure", |doubt| doubt.id);
                    findings.iter().map(|it| format!("{} {} {}", it.subject, it.lint, doubt(it))).collect()
                };
                let (one, other) = (told(&text), told(&text.replace('\n', "\r\n")));
                if one != other {
                    wrong.push(format!("{example:?}: {one:?}, then {other:?}"));
                }
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn a_doubt_that_the_policy_ignores_is_not_cast() {
    let text = b"['ana@yaho.com.ar', 'ana@yahoo.com.ar'],\n";
    let judged = |policy: &str| {
        let checker = Checker::new(Policy::parse(policy, &doubt::names()).unwrap());
        let findings = checker.text("a.js", text).findings;
        findings.iter().map(|finding| (finding.level, finding.doubt.map(|doubt| doubt.id))).collect::<Vec<_>>()
    };
    let doubted = [(Level::Warn, Some("corrected"))];
    assert_eq!(judged(""), doubted);
    assert_eq!(judged("[doubts]\ncorrected = \"warn\"\nmapped = \"ignore\""), doubted);
    assert_eq!(judged("[doubts]\ncorrected = \"ignore\""), [(Level::Deny, None)]);
}
