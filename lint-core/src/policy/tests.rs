//! Policies with their mistakes, as whole texts.
#![expect(clippy::unwrap_used, clippy::panic, reason = "a test may fail")]

use super::*;

fn names() -> Names {
    Names::of(&["tld_slip", "provider_slip", "risky_tld", "undeclared_domain"], &["corrected", "mapped"])
}

/// The example of the documentation, with every key.
const EXAMPLE: &str = r#"
protect = ["army.mil", "*.acme.io"]   # domains that your mail must reach: a slip of one is denied
only = []                             # when set, any other address domain is `undeclared_domain`
declared = true                       # also protect what the repository declares

[lints]
risky_tld = "deny"

[[allow]]                             # right although it looks wrong
domain = "sante.gov.ml"               # or address = "...", a leading *. covers sub-domains
reason = "Mali's ministry of health"  # required
expires = 2027-10-01                  # optional
paths = ["docs/**"]                   # optional

[[files]]                             # other levels for some paths
paths = ["tests/**"]
lints = { provider_slip = "warn" }

[scan]
exclude = ["vendor/**"]
"#;

fn errors(text: &str) -> Vec<String> {
    let errors = Policy::parse(text, &names()).err().unwrap_or_default();
    errors.iter().map(ToString::to_string).collect()
}

/// Each text has these errors, in this order.
#[track_caller]
fn check(cases: &[(&str, &[&str])]) {
    let wrong: Vec<_> = cases
        .iter()
        .map(|(text, expected)| (text, errors(text), expected))
        .filter(|(_, found, expected)| found != *expected)
        .collect();
    assert!(wrong.is_empty(), "{wrong:#?}");
}

#[test]
fn the_example_means_what_it_says() {
    let policy = Policy::parse(EXAMPLE, &names()).unwrap();
    assert_eq!(policy.protect().iter().map(ToString::to_string).collect::<Vec<_>>(), ["army.mil", "*.acme.io"]);
    assert!(policy.declared());
    assert!(!policy.leaves_out("anything.org"));
    assert_eq!(policy.level("risky_tld", "tests/a.rs"), Some(Level::Deny));
    assert_eq!(policy.level("provider_slip", "tests/a.rs"), Some(Level::Warn));
    assert_eq!(policy.level("provider_slip", "src/a.rs"), None);
    assert!(policy.excludes("vendor/a/b.c") && !policy.excludes("src/vendor.c"));
    let [allow] = policy.allows() else { panic!("one allow") };
    assert_eq!((allow.location.start.line, allow.location.start.column), (9, 1));
    assert_eq!(allow.location.end.column, 10);
    assert!(allow.location.excerpt.starts_with("[[allow]]"));
    assert_eq!(allow.reason, "Mali's ministry of health");
    assert_eq!(allow.expires, Date::parse("2027-10-01"));
    let allowed = |subject, domain, path| policy.allows_for(subject, Some(domain), path);
    assert_eq!(allowed("x@sante.gov.ml", "sante.gov.ml", "docs/a.md"), [0]);
    assert_eq!(allowed("x@sante.gov.ml", "sante.gov.ml", "src/a.md"), []);
    assert_eq!(allowed("x@a.sante.gov.ml", "a.sante.gov.ml", "docs/a.md"), []);
}

#[test]
fn an_address_is_allowed_in_any_case_and_beside_its_domain() {
    let text =
        "[[allow]]\naddress = \"Ops@Army.ml\"\nreason = \"x\"\n[[allow]]\ndomain = \"army.ml\"\nreason = \"y\"\n";
    let policy = Policy::parse(text, &names()).unwrap();
    let allowed = |subject, domain| policy.allows_for(subject, Some(domain), "a.txt");
    assert_eq!(allowed("oPs@aRmy.ML", "army.ml"), [0, 1]);
    assert_eq!(allowed("jo@army.ml", "army.ml"), [1]);
    assert_eq!(allowed("ops@army.mil", "army.mil"), []);
}

#[test]
fn the_policy_itself_and_its_baseline_are_not_read() {
    let policy = Policy::parse("baseline = \"known.tsv\"", &names()).unwrap();
    assert!(policy.excludes("maillint.toml") && policy.excludes("known.tsv"));
    let below = policy.in_file("mail/maillint.toml");
    assert!(below.excludes("mail/maillint.toml") && below.excludes("mail/known.tsv"));
    assert!(!below.excludes("maillint.toml") && !below.excludes("known.tsv"));
    // A Cargo.toml has more in it than a policy.
    assert!(!Policy::default().in_file("Cargo.toml").excludes("Cargo.toml"));
}

#[test]
fn an_empty_file_is_the_default() {
    assert_eq!(Policy::parse("", &names()).unwrap(), Policy::default());
}

#[test]
fn mistakes_by_themselves() {
    let cases: &[(&str, &[&str])] = &[
        ("", &[]),
        ("protcet = []", &["1:1: unknown key `protcet`; did you mean `protect`?"]),
        ("[lint]", &["1:2: unknown table `lint`; did you mean `lints`?"]),
        ("[[allows]]", &["1:3: unknown table `allows`; did you mean `allow`?"]),
        (
            "colour = 1",
            &[
                "1:1: unknown key `colour`; expected one of `protect`, `only`, `declared`, `baseline`, `lints`, `doubts`, `allow`, `files`, `scan`",
            ],
        ),
        (
            "protect = \"army.mil\"",
            &["1:11: `protect` is a list of domains, not a string; write `protect = [\"army.mil\"]`"],
        ),
        (
            "protect = [1, true]",
            &[
                "1:12: `protect` is a list of domains, and this is a number",
                "1:15: `protect` is a list of domains, and this is a boolean",
            ],
        ),
        ("declared = \"no\"", &["1:12: `declared` is `true` or `false`, not a string"]),
        ("scan = 3", &["1:8: `scan` is a table, not a number"]),
        ("lints = []", &["1:9: `lints` is a table of lints and their levels, not a list"]),
        (
            "[allow]\ndomain = \"a.b\"\nreason = \"x\"",
            &["1:1: `allow` is a list of tables, not a table; write `[[allow]]`"],
        ),
        ("[doubts]\ncorected = \"warn\"", &["2:1: unknown doubt `corected`; did you mean `corrected`?"]),
        ("[doubts]\nmapped = \"ingore\"", &["2:10: unknown setting of a doubt `ingore`; did you mean `ignore`?"]),
        (
            "[doubts]\nmapped = true",
            &["2:10: a setting of a doubt is a string, not a boolean; expected one of `warn`, `ignore`"],
        ),
        ("[[scan]]", &["1:1: `scan` is a table, not a list of tables"]),
        (
            "protect = [\"army.mil\", \"acme\", \"a..b\"]",
            &[
                "1:24: `acme` is no domain: it needs a dot, as in `acme.io`",
                "1:32: `a..b` is no domain: two dots in a row",
            ],
        ),
        ("only = [\"ops@acme.io\"]", &["1:9: `ops@acme.io` is no domain: it is an address"]),
        ("only = []\nonly = []", &["2:1: `only` is set twice; it stands in line 1 already"]),
        ("[lints]\n[scan]\n[lints]", &["3:2: `lints` is set twice; it stands in line 1 already"]),
        ("lints = {}\n[lints]", &["2:2: `lints` is set twice; it stands in line 1 already"]),
        ("scan.exclude = []\n[scan]", &["2:2: `scan` is set twice; it stands in line 1 already"]),
        (
            "allow = []\n[[allow]]\ndomain = \"a.b\"\nreason = \"x\"",
            &["2:3: `allow` is set twice; it stands in line 1 already"],
        ),
        ("[lints]\ntld_slp = \"deny\"", &["2:1: unknown lint `tld_slp`; did you mean `tld_slip`?"]),
        ("[lints]\ntld-slip = \"deny\"", &["2:1: unknown lint `tld-slip`; did you mean `tld_slip`?"]),
        ("[lints]\ntld_slip = \"dney\"", &["2:12: unknown level `dney`; did you mean `deny`?"]),
        ("[lints]\ntld_slip = \"error\"", &["2:12: unknown level `error`; expected one of `allow`, `warn`, `deny`"]),
        (
            "[lints]\ntld_slip = 2",
            &["2:12: a level is a string, not a number; expected one of `allow`, `warn`, `deny`"],
        ),
        (
            "[scan]\nexclude = [\"[a\", \"!b\"]",
            &[
                "2:12: `[a` is no glob: a `[` is never closed; write `\\[` for the character itself",
                "2:18: `!b` is no glob: `!` undoes nothing here; name the paths that are meant",
            ],
        ),
        (
            "[scan]\nexclude = \"vendor\"",
            &["2:11: `exclude` is a list of path globs, not a string; write `exclude = [\"vendor\"]`"],
        ),
        (
            "[[files]]\npaths = [\"a\"]",
            &[
                "1:1: `lints` is missing; add a table of lints and their levels: levels of lints in these paths: `allow`, `warn` or `deny`",
            ],
        ),
        (
            "[[files]]\npaths = []\nlints = {}",
            &["2:9: `paths` is empty, so this counts nowhere; name a path, or `**` for all"],
        ),
        ("[[allow]]\ndomain = \"a.b\"", &["1:1: `reason` is missing; add a sentence in quotes: why it is right"]),
        (
            "[[allow]]\ndomain = \"a.b\"\nreason = \" \"",
            &["3:10: the reason is empty; say why this is right, for whoever reads it in a year"],
        ),
        (
            "[[allow]]\nreason = \"x\"",
            &["1:1: this allow names neither `domain` nor `address`; name what is right: `domain = \"...\"`"],
        ),
        (
            "[[allow]]\nreason = \"x\"\ndomain = \"a.b\"\naddress = \"x@a.b\"",
            &["1:1: this allow has both `domain` and `address`; make two of it, each with its reason"],
        ),
        (
            "[[allow]]\nreason = \"x\"\naddress = \"a.b\"",
            &["3:11: `a.b` is no address; for a domain, write `domain = \"...\"`"],
        ),
        (
            "[[allow]]\nreason = \"x\"\ndomain = \"a.b\"\nexpires = \"2027-10-01\"",
            &[
                "4:11: `expires` is a date without quotes, such as 2027-10-01, not a string; write `expires = 2027-10-01`",
            ],
        ),
        (
            "[[allow]]\nreason = \"x\"\ndomain = \"a.b\"\nexpires = 2027-02-30",
            &["4:11: `2027-02-30` is no day of the calendar; write year, month and day: 2027-10-01"],
        ),
        (
            "[[allow]]\nreason = \"x\"\ndomain = \"a.b\"\nexpires = 2027-10-01T00:00:00",
            &["4:11: `2027-10-01T00:00:00` is no day of the calendar; write year, month and day: 2027-10-01"],
        ),
        ("allow = [{ domain = \"a.b\", reason = \"x\" }, 3]", &["1:44: `allow` is a list of tables, not a number"]),
        (
            "[[allow]]\nreason = \"x\"\ndomain = \"a.b\"\n[[allow]]\nreason = \"y\"\ndomain = \"A.B\"",
            &["4:1: the same allow a second time; it stands in line 1 already"],
        ),
        (
            "[[allow]]\nreason = \"x\"\ndomain = \"a.b\"\npaths = [\"y\", \"x\"]\n\
             [[allow]]\nreason = \"y\"\ndomain = \"a.b\"\npaths = [\"x\", \"y\", \"x\"]",
            &["5:1: the same allow a second time; it stands in line 1 already"],
        ),
        ("[[allow]]\nreason = \"x\"\ndomain = \"a.b\"\n[[allow]]\nreason = \"y\"\ndomain = \"*.a.b\"", &[]),
        (
            "[[allow]]\nreason = \"x\"\ndomain = \"a.b\"\n[[allow]]\nreason = \"y\"\ndomain = \"a.b\"\npaths = [\"x\"]",
            &[],
        ),
    ];
    check(cases);
}

#[test]
fn what_is_not_toml_is_told_once() {
    let cases: &[(&str, &[&str])] = &[
        ("protect = army.mil", &["1:11: not TOML: text without quotes; expected `\"` around it"]),
        ("protect = [\"army.mil\"\nonly = 3", &["1:11: not TOML: unclosed array; expected `]`"]),
        (
            "protect = [\"army.mil]\nonly = 3",
            &["1:12: not TOML: unclosed string; expected `\"`", "2:8: `only` is a list of domains, not a number"],
        ),
        ("protect = [ # none\n", &["1:11: not TOML: unclosed array; expected `]`"]),
        ("lints = { tld_slip = \"deny\"", &["1:9: not TOML: unclosed inline table; expected `}`"]),
        (
            "protect\nonly = 3",
            &["1:8: not TOML: key with no value; expected `=`", "2:8: `only` is a list of domains, not a number"],
        ),
        ("protect =\nonly = 3", &["1:10: not TOML: missing value", "2:8: `only` is a list of domains, not a number"]),
        ("[[allow]]\ndomain = \"a.b\"\nreason =", &["3:9: not TOML: missing value"]),
        (
            "[lints\nrisky_tld = \"dney\"",
            &["1:1: not TOML: unclosed table; expected `]`", "2:13: unknown level `dney`; did you mean `deny`?"],
        ),
        (
            "lints = { tld_slip = }\nonly = 3",
            &["1:22: not TOML: missing value", "2:8: `only` is a list of domains, not a number"],
        ),
        ("= 3", &["1:1: not TOML: missing key; expected letters, digits, `-`, `_` or quotes"]),
        ("a = 3 b = 4", &["1:7: not TOML: more than one statement in a line; expected a line end"]),
    ];
    check(cases);
}

#[test]
fn columns_count_characters() {
    check(&[
        ("\u{feff}onyl = []", &["1:1: unknown key `onyl`; did you mean `only`?"]),
        (
            "# \u{1f4ee}\r\nprotect = [\"b\u{fc}cher.de\", \"x\"]\r\n",
            &["2:25: `x` is no domain: it needs a dot, as in `acme.io`"],
        ),
    ]);
}

#[test]
fn all_mistakes_come_at_once_in_the_order_of_the_text() {
    let text = "declared = 1\n[scan]\nexclud = []\n[[allow]]\ndomain = \"acme\"\nexpires = 2027-13-01\n[lints]\ntld_slip = \"dney\"\n= 1\n[tests]";
    let lines: Vec<u64> = Policy::parse(text, &names()).unwrap_err().iter().map(|error| error.line).collect();
    assert_eq!(lines, [1, 3, 4, 5, 6, 8, 9, 10]);
}

#[test]
fn a_policy_in_a_cargo_toml() {
    let parse = |text: &str| Policy::from_cargo_toml(text, &names());
    assert_eq!(parse("[package]\nname = \"maillint\"\n"), Ok(None));
    assert_eq!(parse("[package.metadata.other]\nx = 1\n"), Ok(None));
    for of in ["package", "workspace"] {
        let text = format!(
            "[{of}]\nname = \"x\"\n\n[{of}.metadata.maillint]\nprotect = [\"army.mil\"]\n[{of}.metadata.maillint.lints]\nrisky_tld = \"deny\""
        );
        let policy = parse(&text).unwrap().unwrap();
        assert_eq!((policy.file(), policy.protect().len()), ("Cargo.toml", 1));
        assert_eq!(policy.level("risky_tld", "a"), Some(Level::Deny));
    }
    let error = |text: &str| parse(text).unwrap_err().iter().map(ToString::to_string).collect::<Vec<_>>();
    assert_eq!(
        error("[package.metadata]\nmaillint = { onyl = [] }"),
        ["2:14: unknown key `onyl`; did you mean `only`?"]
    );
    assert_eq!(error("[package.metadata]\nmaillint = 3"), ["2:12: `maillint` is a table"]);
    assert_eq!(
        error("[package.metadata.maillint]\n[workspace.metadata.maillint]"),
        ["2:1: a second policy in one file; it stands in line 1 already"]
    );
}

#[test]
fn globs_start_at_the_folder_of_the_policy() {
    let policy = Policy::parse("[scan]\nexclude = [\"/vendor\"]", &names()).unwrap();
    assert!(policy.excludes("vendor/a"));
    let policy = policy.in_file("sub/maillint.toml");
    assert!(policy.excludes("sub/vendor/a") && !policy.excludes("vendor/a") && !policy.excludes("subvendor/a"));
}

#[test]
fn the_last_rule_for_a_path_counts() {
    let text = r#"
[lints]
tld_slip = "warn"
[[files]]
paths = ["*.md"]
lints = { tld_slip = "allow", risky_tld = "deny" }
[[files]]
paths = ["docs/**"]
lints = { tld_slip = "deny" }
"#;
    let policy = Policy::parse(text, &names()).unwrap();
    let cases = [
        ("tld_slip", "a.rs", Some(Level::Warn)),
        ("tld_slip", "a.md", Some(Level::Allow)),
        ("tld_slip", "docs/a.md", Some(Level::Deny)),
        ("risky_tld", "docs/a.md", Some(Level::Deny)),
        ("risky_tld", "a.rs", None),
    ];
    for (lint, path, level) in cases {
        assert_eq!(policy.level(lint, path), level, "{lint} {path}");
    }
    let policy = policy.overridden(&[("tld_slip", Level::Allow), ("tld_slip", Level::Warn)]);
    assert_eq!(policy.level("tld_slip", "docs/a.md"), Some(Level::Warn));
}

#[test]
fn odd_text_is_no_trouble() {
    let many = 20_000;
    let texts = [
        "[".repeat(many),
        "{".repeat(many),
        format!("a = {}", "[".repeat(many)),
        format!("a = {}", "{a=".repeat(many)),
        format!("{}a = 1", "a.".repeat(many)),
        format!("[{}a]", "a.".repeat(many)),
        "[a]\n".repeat(many),
        "[[a]]\n".repeat(many),
        "\"".repeat(many),
        "=\n".repeat(many),
        "a".repeat(many),
        "+\u{e9}\u{0}=\u{2028}'''".to_owned(),
        "a = +\u{e9}\nb = 0\u{e9}\nc = 0x\u{e9}\nd = \"\\u{110000}\\".to_owned(),
    ];
    for text in texts {
        assert!(!errors(&text).is_empty());
    }
}
