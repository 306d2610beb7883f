//! The tree as a witness: whatever the order of its files, and whatever a change repeats.

use lint_core::gate::lonely_paths_of;
use lint_core::gate::settle::Lines;
use lint_core::{Census, Checker, Level};
use std::collections::BTreeSet;

/// A tree in which one name is used often and a slip of it in some files, which are all new or all old.
fn informed(fresh: bool) -> Checker {
    let checker = Checker::default();
    let mut census = Census::default();
    let mut add = |path: &str, text: &str, fresh: bool| {
        let lines = if fresh { Lines::all() } else { Lines::default() };
        let mut file = checker.file(path).adding(lines);
        file.feed(text.as_bytes(), true);
        census.add(path, &file.finish().mentions);
    };
    for n in 0..6 {
        add(&format!("{n}.txt"), &"https://fabrikam-tools.net/ ".repeat(5), false);
        add(&format!("new{n}.txt"), &"https://fabrikamm-tools.net/ ".repeat(3), fresh);
    }
    checker.with_census(census)
}

#[test]
fn nobody_excuses_a_slip_by_repeating_it_in_a_change() {
    let found = |checker: &Checker| checker.text("new0.txt", b"https://fabrikamm-tools.net/").findings;
    assert_eq!(found(&informed(false)), []);
    let found = found(&informed(true));
    assert_eq!((found[0].lint, found[0].level), ("lonely_domain", Level::Deny));
    assert_eq!(found[0].suggestion.as_deref(), Some("fabrikam-tools.net"));
    let evidence = &found[0].evidence[0];
    assert_eq!(
        (evidence.target.as_str(), evidence.source.as_str(), evidence.count),
        ("fabrikam-tools.net", "tree", Some(30))
    );
}

/// What is suggested in a file of a tree that has this text in another one.
fn mended(rest: &str, text: &str) -> Vec<String> {
    let checker = Checker::default();
    let mut census = Census::default();
    for (path, text) in [("rest.yaml", rest), ("one.yaml", text)] {
        census.add(path, &checker.text(path, text.as_bytes()).mentions);
    }
    let informed = checker.with_census(census);
    // What is not read once more is judged without the tree.
    let checker = if informed.lonely_paths() == ["one.yaml"] { &informed } else { &checker };
    let findings = checker.text("one.yaml", text.as_bytes()).findings;
    findings
        .into_iter()
        .filter(|finding| finding.level == Level::Deny)
        .filter_map(|finding| finding.suggestion)
        .collect()
}

#[test]
fn a_host_says_which_known_name_was_meant() {
    let rest = "https://datatracker.ietf.org/ https://accounts.zoho.com/ https://www.ietf.org/ ".repeat(12);
    assert_eq!(mended(&rest, "# see https://datatracker.iet.org/"), ["datatracker.ietf.org"]);
    assert_eq!(mended("", "# see https://datatracker.iet.org/"), [""; 0]);
    // Others have such a host as well, and the owner has his under each ending.
    assert_eq!(mended(&rest, "# see https://www.iet.org/"), [""; 0]);
    assert_eq!(mended(&rest, "# see https://accounts.zoho.com.au/"), [""; 0]);
}

#[test]
fn known_hosts_that_are_named_bare_are_hosts() {
    let kind = "apiVersion: kustomize.config.k8s.io/v1beta1\n";
    assert_eq!(mended(&kind.repeat(12), &kind.replace("k8s", "k88s")), ["kustomize.config.k8s.io"]);
}

#[test]
fn the_folder_of_an_owner_is_at_one_host() {
    let rest = "https://github.com/fabrikam/tools https://mirror1.fabrikam.net/fabrikam/tools ".repeat(12);
    assert_eq!(mended(&rest, "# see https://ithub.com/fabrikam/lint"), ["github.com"]);
    assert_eq!(mended(&rest, "# see https://ithub.com/northwind/lint"), [""; 0]);
    assert_eq!(mended(&rest, "# see https://mirror2.fabrikam.net/fabrikam/tools"), [""; 0]);
}

#[test]
fn of_more_domains_than_are_held_the_same_are_judged_in_any_order() {
    let checker = Checker::default();
    let files: Vec<(String, String)> = (0..3000)
        .map(|n| {
            let often = format!("https://www.company{}-works.com/ ", n / 30);
            let rare = if n % 30 == 7 { format!("https://www.comapny{}-works.com/ ", n / 30) } else { String::new() };
            let rest: String = (0..15).map(|m| format!("https://h{n}x{m}.org/ ")).collect();
            (format!("{n}.txt"), often + &rare + &rest)
        })
        .collect();
    let judged = |files: &mut dyn Iterator<Item = &(String, String)>| {
        let mut census = Census::default();
        files.for_each(|(path, text)| census.add(path, &checker.text(path, text.as_bytes()).mentions));
        let informed = checker.with_census(census);
        let paths = informed.lonely_paths();
        let counted = informed.often().into_iter().map(|(name, count)| (name.to_owned(), count)).collect::<Vec<_>>();
        (paths, counted)
    };
    let forwards = judged(&mut files.iter());
    // What is forgotten is a part, and what is left is still enough to see slips by.
    assert!(!forwards.0.is_empty() && forwards.0.len() < 100, "{}", forwards.0.len());
    assert!(judged(&mut files.iter().rev()) == forwards);
    let mut halves = Census::default();
    for half in [0, 1] {
        let mut census = Census::default();
        let files = files.iter().skip(half).step_by(2);
        files.for_each(|(path, text)| census.add(path, &checker.text(path, text.as_bytes()).mentions));
        halves.merge(census);
    }
    let informed = checker.with_census(halves);
    assert!(informed.lonely_paths() == forwards.0);
    for shares in [2, 3, 64] {
        let of: Vec<Vec<String>> = (0..shares).map(|share| lonely_paths_of(&informed, share, shares)).collect();
        assert!(of.iter().all(|of| of.len() < forwards.0.len()), "each is a part");
        assert!(of.concat().into_iter().collect::<BTreeSet<_>>().into_iter().eq(forwards.0.iter().cloned()));
    }
}
