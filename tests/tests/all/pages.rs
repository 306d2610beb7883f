//! The examples of each lint's page: a line under *Fires* gives exactly that finding, a line under *Quiet* none.
//!
//! A `toml` block is the policy for what follows, a `census` block names domains that the repository uses often; besides, it
//! has the line.

use lint_core::lint::{Check, Lint};
use lint_core::policy::{Date, Policy};
use lint_core::{Census, Checker, Finding, lints};

/// The day on which the pages' examples are judged.
const TODAY: &str = "2026-11-01";

/// A lint's name as the policy has it.
fn ids() -> Vec<&'static str> {
    lints::ALL.iter().map(|lint| lint.id).collect()
}

/// What stands under one title of a page.
#[derive(Default)]
struct Examples {
    policy: String,
    lines: Vec<String>,
}

#[derive(Default)]
struct Cases {
    census: Vec<String>,
    fires: Examples,
    quiet: Examples,
}

fn cases(lint: &Lint) -> Cases {
    let mut cases = Cases::default();
    let (mut section, mut fence) = (String::new(), None);
    for line in lint.page.markdown().lines() {
        if let Some(language) = line.strip_prefix("```") {
            fence = if fence.is_some() { None } else { Some(language.to_owned()) };
        } else if let Some(language) = &fence {
            let examples = if section == "Fires" { &mut cases.fires } else { &mut cases.quiet };
            match (language.as_str(), section.as_str()) {
                ("toml", "Fires" | "Quiet") => examples.policy.push_str(&format!("{line}\n")),
                ("text", "Fires" | "Quiet") => examples.lines.push(line.to_owned()),
                ("census", "Fires") => cases.census.push(line.to_owned()),
                other => panic!("{}: a block that nobody reads: {other:?}", lint.id),
            }
        } else if let Some(title) = line.strip_prefix("# ") {
            section = title.to_owned();
        }
    }
    // What is quiet is quiet under the same policy, unless the page gives it another.
    if cases.quiet.policy.is_empty() {
        cases.quiet.policy = cases.fires.policy.clone();
    }
    cases
}

fn checker(policy: &str, census: &[String], line: &str) -> Checker {
    let checker = Checker::new(Policy::parse(policy, &ids()).unwrap().on(Date::parse(TODAY).unwrap()));
    let mut often = Census::default();
    often.add("page.txt", &checker.text("page.txt", line.as_bytes()).mentions);
    for domain in census {
        often
            .add("often.txt", &checker.text("often.txt", format!("someone@{domain}\n").repeat(40).as_bytes()).mentions);
    }
    checker.with_census(&often)
}

/// The lints that speak, example by example. Where there is a policy and no line, they speak of the policy.
fn spoken(examples: &Examples, census: &[String]) -> Vec<(String, Vec<&'static str>)> {
    let ids = |findings: Vec<Finding>| findings.iter().map(|finding| finding.lint).collect();
    if examples.lines.is_empty() {
        return vec![(examples.policy.clone(), ids(checker(&examples.policy, census, "").allows(None)))];
    }
    let judged = |line: &String| {
        let line = format!("{line}\n");
        let found = checker(&examples.policy, census, &line).text("page.txt", line.as_bytes()).findings;
        (line, ids(found))
    };
    examples.lines.iter().map(judged).collect()
}

#[test]
fn examples_hold() {
    for lint in lints::ALL {
        let cases = cases(lint);
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

#[test]
fn every_page_has_its_sections() {
    for lint in lints::ALL {
        let page = lint.page.markdown();
        let titles: Vec<_> = page.lines().filter(|line| line.starts_with("# ")).collect();
        assert_eq!(titles, ["# Why", "# Fires", "# Quiet", "# Fix", "# Allow"], "{}", lint.id);
        assert!(lint.page.summary().ends_with('.'), "{}: its summary is no sentence", lint.id);
    }
}

#[test]
fn a_suggestion_never_gets_a_finding() {
    for lint in lints::ALL {
        let cases = cases(lint);
        for line in &cases.fires.lines {
            let checker = checker(&cases.fires.policy, &cases.census, line);
            for finding in checker.text("page.txt", line.as_bytes()).findings {
                if let Some(suggestion) = finding.suggestion {
                    assert_eq!(checker.address(&suggestion), [], "suggested for {line}");
                }
            }
        }
    }
}
