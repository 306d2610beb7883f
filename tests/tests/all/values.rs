//! Addresses as values: refused at their line by what reads a configuration, and judged inside values of any kind.

use lint_core::Address;
use lint_core::test::check_value;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

#[derive(Debug, Deserialize, Serialize)]
struct Config {
    name: String,
    smtp: Smtp,
}

#[derive(Debug, Deserialize, Serialize)]
struct Smtp {
    from: Address,
    cc: Vec<Address>,
}

const SLIP: &str =
    "[maillint::tld_slip] `ops@army.ml`: `.ml` is Mali, mail is delivered there; did you mean `ops@army.mil`?";

#[test]
fn a_configuration_is_refused_at_the_line_of_the_slip() {
    let good = "name = \"x\"\n[smtp]\nfrom = \"noreply@army.mil\"\ncc = [\"ops@army.mil\"]\n";
    let config: Config = toml_edit::de::from_str(good).unwrap();
    assert_eq!(config.smtp.from.domain(), "army.mil");
    assert_eq!(toml_edit::ser::to_string(&config.smtp).unwrap(), good.split_once("[smtp]\n").unwrap().1);

    let error = toml_edit::de::from_str::<Config>(&good.replace("ops@army.mil", "ops@army.ml")).unwrap_err();
    let shown = error.to_string();
    assert!(shown.starts_with("TOML parse error at line 4, column 7\n") && shown.contains(SLIP), "{shown}");

    let json = "{\"name\": \"x\", \"smtp\": {\n  \"from\": \"ops@army.ml\",\n  \"cc\": []}}";
    let error = serde_json::from_str::<Config>(json).unwrap_err();
    assert_eq!(error.to_string(), format!("{SLIP} at line 2 column 23"));

    let error = serde_json::from_str::<Address>("3").unwrap_err();
    assert!(error.to_string().starts_with("invalid type: integer `3`, expected an e-mail address"), "{error}");
}

#[derive(Serialize)]
enum Route {
    Off,
    To(&'static str),
    Pair(&'static str, u8),
    Named { host: Option<&'static str> },
}

#[derive(Serialize)]
struct Everything {
    to: &'static str,
    prose: &'static str,
    people: BTreeMap<&'static str, u8>,
    ports: BTreeMap<u16, Route>,
    routes: Vec<Route>,
    pair: (u8, &'static str),
    /// Not an address, and an allowed one.
    good: [&'static str; 2],
}

#[test]
fn every_string_of_a_value_is_judged_and_told_by_its_field() {
    let value = Everything {
        to: "ops@army.ml",
        prose: "Say \"hello\",\nor write to jo@gmial.com.",
        people: BTreeMap::from([("jo@gmial.com", 1)]),
        ports: BTreeMap::from([(25, Route::To("jo@gmial.com")), (587, Route::Off)]),
        routes: vec![
            Route::Named { host: Some("https://githib.com/x") },
            Route::Named { host: None },
            Route::Pair("jo@gmial.com", 1),
        ],
        pair: (1, "jo@gmail.con"),
        good: ["none", "ops@army.mil"],
    };
    let report = check_value(&value).unwrap_err();
    let told: Vec<String> =
        report.findings().iter().map(|(field, finding)| format!("{field}: {}", finding.subject)).collect();
    let expected = [
        "to: ops@army.ml",
        "prose: jo@gmial.com",
        "people: jo@gmial.com",
        "ports.25.To: jo@gmial.com",
        "routes[0].Named.host: githib.com",
        "routes[2].Pair[0]: jo@gmial.com",
        "pair[1]: jo@gmail.con",
    ];
    assert_eq!(told, expected);
    let shown = format!("{report:?}");
    let start = format!("7 errors\n\nerror{}\n  --> to\n", SLIP.replace("maillint::", "").replace("] ", "]: "));
    assert!(shown.starts_with(&start), "{shown}");

    assert!(check_value(&["ops@army.mil", "fabrikam.ml"]).is_ok());
    assert_eq!(check_value("ops@army.ml").unwrap_err().findings()[0].0, "the value");
    let unsaid = check_value(&Unsaid).unwrap_err();
    assert_eq!(unsaid.unread(), ["the value cannot be serialized: locked"]);
}

struct Unsaid;

impl Serialize for Unsaid {
    fn serialize<S: serde::Serializer>(&self, _: S) -> Result<S::Ok, S::Error> {
        Err(serde::ser::Error::custom("locked"))
    }
}
