//! How domains stand, where their endings begin, and what is known of them.

use super::{Knowledge, Name, Source, Tld, retired, risk_of, standing_of};

fn knowing(domain: &str, source: Source<String>) -> Knowledge {
    Knowledge::new(vec![Name { domain: domain.to_owned(), source, rarity: 10 }])
}

#[test]
fn a_top_level_domain_is_delegated_reserved_or_neither() {
    for (domain, standing) in [
        ("army.mil", Tld::Delegated),
        ("fabrikam.test", Tld::Reserved),
        // In the root zone, and set aside all the same.
        ("2.0.192.in-addr.arpa", Tld::Reserved),
        ("localhost", Tld::Reserved),
        ("army.mli", Tld::Undelegated),
        ("", Tld::Undelegated),
    ] {
        assert_eq!(standing_of(domain), standing, "{domain}");
        assert_eq!(Knowledge::default().outline(domain).tld, standing, "{domain}");
    }
    assert_eq!((retired("yu"), retired("de")), (Some(2010), None));
    assert_eq!(["ml", "CM", "co", "mll"].map(risk_of), [Some("mil"), Some("com"), None, None]);
}

/// The rules of the Public Suffix List, wildcards and their exceptions among them.
#[test]
fn an_ending_is_what_a_registry_sells_names_under() {
    for (domain, ending) in [
        ("mail.fabrikam.com", "com"),
        ("fabrikam.co.uk", "co.uk"),
        ("fabrikam.saitama.kawasaki.jp", "saitama.kawasaki.jp"),
        ("www.city.kawasaki.jp", "kawasaki.jp"),
        ("fabrikam.nobody", "nobody"),
    ] {
        assert_eq!(&domain[Knowledge::default().outline(domain).ending..], ending, "{domain}");
    }
}

#[test]
fn a_domain_covers_what_lies_below_it_unless_only_the_tree_uses_it() {
    let covering =
        |knowledge: &Knowledge, domain: &str| knowledge.covering(domain).map(|known| known.domain.to_owned());
    for source in [Source::Protect, Source::Declared("Cargo.toml".to_owned()), Source::Tree] {
        let is_meant = source != Source::Tree;
        let knowledge = knowing("fabrikam.net", source);
        assert_eq!(knowledge.exact("fabrikam.net").map(|known| known.domain), Some("fabrikam.net"));
        assert_eq!(covering(&knowledge, "mail.fabrikam.net").is_some(), is_meant);
        assert_eq!(covering(&knowledge, "mail.google.com").as_deref(), Some("google.com"));
        assert_eq!((knowledge.exact("mail.fabrikam.net"), covering(&knowledge, "notfabrikam.net")), (None, None));
    }
}

#[test]
fn what_a_registry_sells_is_one_label_and_an_ending() {
    let is_registered = |domain: &str| Knowledge::default().is_registered(domain);
    assert!(is_registered("fabrikam.net") && is_registered("fabrikam.co.uk"));
    for domain in ["www.fabrikam.net", "com.com", "ab.de", "net", ""] {
        assert!(!is_registered(domain), "{domain}");
    }
}

#[test]
fn of_a_name_given_twice_the_first_source_counts() {
    let name = |source| Name { domain: "fabrikam.net".to_owned(), source, rarity: 10 };
    let knowledge = Knowledge::new(vec![name(Source::Tree), name(Source::Protect)]);
    assert_eq!(knowledge.exact("fabrikam.net").map(|known| known.source), Some(Source::Protect));
}
