//! Domains as a policy names them, and look-ups that do not slow down as their number grows.

use crate::address::{DOMAIN_MAX, Domain, normal};
use crate::by_name::ByName;
use std::fmt;

/// A domain, or a domain with all that is below it.
///
/// `acme.io` is that domain alone. `*.acme.io` is `acme.io` and every domain below it, at any depth; `*.mil` is a whole
/// top-level domain.
///
/// ```
/// use lint_core::policy::Pattern;
/// let pattern = Pattern::parse("*.Acme.io").unwrap();
/// assert!(pattern.covers("acme.io") && pattern.covers("eu.mail.acme.io"));
/// assert!(!pattern.covers("my-acme.io"));
/// ```
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Pattern {
    /// The domain, in lower case and with its labels as A-labels.
    pub domain: String,
    /// Whether the domains below it are meant too.
    pub subdomains: bool,
}

impl Pattern {
    /// Reads a domain, with or without a leading `*.`.
    ///
    /// # Errors
    /// What is wrong with it, in words that finish "`domain` is no domain: ...".
    pub fn parse(text: &str) -> Result<Pattern, String> {
        let (domain, subdomains) = match text.strip_prefix("*.") {
            Some(domain) => (domain, true),
            None => (text, false),
        };
        let labels = check(domain)?;
        if labels == 1 && !subdomains {
            return Err("it needs a dot, as in `acme.io`".to_owned());
        }
        Ok(Pattern { domain: normal(domain).into_owned(), subdomains })
    }

    /// Whether `domain` is meant. Case does not matter, nor whether labels are written as A-labels or as U-labels.
    pub fn covers(&self, domain: &str) -> bool {
        match normal(domain).strip_suffix(self.domain.as_str()) {
            Some("") => true,
            Some(rest) => self.subdomains && rest.ends_with('.'),
            None => false,
        }
    }
}

impl fmt::Display for Pattern {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}{}", if self.subdomains { "*." } else { "" }, self.domain)
    }
}

/// How many labels a domain has, or what is wrong with it.
fn check(domain: &str) -> Result<usize, String> {
    if domain.contains('*') {
        return Err("`*` stands only for the whole of the first parts, as in `*.acme.io`".to_owned());
    }
    if domain.contains('@') {
        return Err("it is an address".to_owned());
    }
    if domain.contains('/') {
        return Err("it is a URL; write its host alone".to_owned());
    }
    Domain::host(domain).map(|domain| domain.labels().count()).map_err(|error| error.to_string())
}

/// Places in a list by the domains they are for; a look-up takes a step for each label of the domain asked for.
///
/// ```
/// use lint_core::policy::{ByDomain, Pattern};
/// let mut places = ByDomain::default();
/// places.insert(&Pattern::parse("acme.io").unwrap(), 0);
/// places.insert(&Pattern::parse("*.acme.io").unwrap(), 1);
/// assert_eq!(places.get("git.acme.io"), [1]);
/// ```
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ByDomain {
    exact: ByName<Vec<usize>>,
    below: ByName<Vec<usize>>,
}

impl ByDomain {
    /// Adds a place for what the pattern covers.
    pub fn insert(&mut self, pattern: &Pattern, place: usize) {
        let map = if pattern.subdomains { &mut self.below } else { &mut self.exact };
        map.or_default(&pattern.domain).push(place);
    }

    /// The places whose pattern covers `domain`, as [`Pattern::covers`] has it: the most specific pattern first, then as
    /// inserted.
    pub fn get(&self, domain: &str) -> Vec<usize> {
        let domain = normal(domain);
        let mut places = self.exact.get(&domain).cloned().unwrap_or_default();
        let mut rest = Some(&*domain);
        while let Some(suffix) = rest {
            // What is longer than any domain is in no map, and hashing all its suffixes would take long.
            if suffix.len() <= DOMAIN_MAX {
                places.extend_from_slice(self.below.get(suffix).map_or(&[], Vec::as_slice));
            }
            rest = suffix.split_once('.').map(|(_, parent)| parent);
        }
        places
    }

    /// Whether some pattern covers `domain`.
    pub fn covers(&self, domain: &str) -> bool {
        !self.get(domain).is_empty()
    }
}

#[cfg(test)]
#[expect(clippy::unwrap_used, reason = "a test may fail")]
mod tests {
    use super::*;

    #[test]
    fn only_domains_are_patterns() {
        let good = ["acme.io", "*.acme.io", "*.mil", "a.b.c.d", "ACME.IO", "xn--bcher-kva.de", "_dmarc.acme.io"];
        for text in good {
            assert_eq!(Pattern::parse(text).unwrap().to_string(), text.to_lowercase(), "{text}");
        }
        let long = format!("{}.io", "a".repeat(64));
        let bad = [
            "",
            ".",
            "acme",
            "a..b",
            ".acme.io",
            "acme.io.",
            "*",
            "*.",
            "a.*.io",
            "*acme.io",
            "**.acme.io",
            "ops@acme.io",
            "https://acme.io",
            "acme.io/x",
            "acme io.de",
            "-acme.io",
            "acme-.io",
            "acme.io:25",
            "a\u{a0}b.io",
            &long,
        ];
        for text in bad {
            assert!(Pattern::parse(text).is_err(), "{text}");
        }
    }

    #[test]
    fn labels_of_other_scripts_are_one_domain_in_both_forms() {
        let forms = ["b\u{fc}cher.de", "xn--bcher-kva.de", "B\u{dc}CHER.DE", "XN--BCHER-KVA.de"];
        for written in forms {
            let pattern = Pattern::parse(written).unwrap();
            assert!(forms.iter().all(|form| pattern.covers(form)), "{written}");
        }
    }

    #[test]
    fn look_ups_agree_with_the_patterns_themselves() {
        let patterns = ["acme.io", "*.acme.io", "mail.acme.io", "*.mail.acme.io", "other.io", "*.io.co"];
        let patterns = patterns.map(|text| Pattern::parse(text).unwrap());
        let mut by_domain = ByDomain::default();
        for (place, pattern) in patterns.iter().enumerate() {
            by_domain.insert(pattern, place);
        }
        for domain in
            ["acme.io", "mail.acme.io", "x.mail.acme.io", "eu.acme.io", "my-acme.io", "x.other.io", "io.co", "io", ""]
        {
            let mut found: Vec<usize> = by_domain.get(domain);
            found.sort_unstable();
            let expected: Vec<usize> = (0..patterns.len()).filter(|&place| patterns[place].covers(domain)).collect();
            assert_eq!(found, expected, "{domain}");
            assert_eq!(by_domain.covers(domain), !expected.is_empty(), "{domain}");
        }
    }
}
