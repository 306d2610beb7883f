//! Domains as a policy names them, and look-ups that do not slow down as their number grows.

use std::collections::HashMap;
use std::fmt;

/// A domain, or a domain with all that is below it.
///
/// `acme.io` is that domain alone. `*.acme.io` is `acme.io` and every domain below it, at any depth.
///
/// ```
/// use lint_core::policy::Pattern;
/// let pattern = Pattern::parse("*.Acme.io").unwrap();
/// assert!(pattern.covers("acme.io") && pattern.covers("eu.mail.acme.io"));
/// assert!(!pattern.covers("my-acme.io"));
/// ```
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Pattern {
    /// The domain, in lower case.
    pub domain: String,
    /// Whether the domains below it are meant too.
    pub subdomains: bool,
}

impl Pattern {
    /// Reads a domain, with or without a leading `*.`.
    ///
    /// # Errors
    /// What is wrong with it, in words that finish "`domain` is no domain: ...".
    pub fn parse(text: &str) -> Result<Pattern, &'static str> {
        let (domain, subdomains) = match text.strip_prefix("*.") {
            Some(domain) => (domain, true),
            None => (text, false),
        };
        check(domain)?;
        Ok(Pattern { domain: domain.to_lowercase(), subdomains })
    }

    /// Whether `domain`, in lower case, is meant.
    pub fn covers(&self, domain: &str) -> bool {
        match domain.strip_suffix(self.domain.as_str()) {
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

/// The lengths and letters of RFC 1035, section 2.3, with the letters of RFC 5890 for U-labels.
fn check(domain: &str) -> Result<(), &'static str> {
    if domain.contains('@') {
        return Err("it is an address");
    }
    if domain.contains('*') {
        return Err("`*` stands only for the whole first part, as in `*.acme.io`");
    }
    if domain.contains("://") || domain.contains('/') {
        return Err("it is a URL; write its host alone");
    }
    if domain.len() > 253 {
        return Err("it is longer than 253 bytes");
    }
    if !domain.contains('.') {
        return Err("it needs a dot, as in `acme.io`");
    }
    for label in domain.split('.') {
        if label.is_empty() {
            return Err("it has an empty part between dots");
        }
        if label.len() > 63 {
            return Err("a part of it is longer than 63 bytes");
        }
        if label.starts_with('-') || label.ends_with('-') {
            return Err("a part of it starts or ends with a hyphen");
        }
        if !label.chars().all(|c| {
            c.is_alphanumeric() || c == '-' || c == '_' || !(c.is_ascii() || c.is_whitespace() || c.is_control())
        }) {
            return Err("it has a character that no domain has");
        }
    }
    Ok(())
}

/// Values by the domains they are for; a look-up takes a step for each label of the domain asked for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ByDomain<T> {
    exact: HashMap<String, Vec<T>>,
    below: HashMap<String, Vec<T>>,
}

impl<T> Default for ByDomain<T> {
    fn default() -> ByDomain<T> {
        ByDomain { exact: HashMap::new(), below: HashMap::new() }
    }
}

impl<T> ByDomain<T> {
    /// Adds a value for what the pattern covers.
    pub fn insert(&mut self, pattern: &Pattern, value: T) {
        let map = if pattern.subdomains { &mut self.below } else { &mut self.exact };
        map.entry(pattern.domain.clone()).or_default().push(value);
    }

    /// The values whose pattern covers `domain`, in lower case: the most specific pattern first, then as inserted.
    pub fn get<'d>(&'d self, domain: &'d str) -> impl Iterator<Item = &'d T> {
        let suffixes = std::iter::successors(Some(domain), |rest| rest.split_once('.').map(|(_, parent)| parent));
        let below = suffixes.filter_map(|suffix| self.below.get(suffix));
        self.exact.get(domain).into_iter().chain(below).flatten()
    }

    /// Whether some pattern covers `domain`, in lower case.
    pub fn covers(&self, domain: &str) -> bool {
        self.get(domain).next().is_some()
    }
}

#[cfg(test)]
#[expect(clippy::unwrap_used, reason = "a test may fail")]
mod tests {
    use super::*;

    #[test]
    fn only_domains_are_patterns() {
        let good =
            ["acme.io", "*.acme.io", "a.b.c.d", "ACME.IO", "b\u{fc}cher.de", "xn--bcher-kva.de", "_dmarc.acme.io"];
        for text in good {
            assert_eq!(Pattern::parse(text).unwrap().to_string(), text.to_lowercase());
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
            "*.acme",
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
            let mut found: Vec<usize> = by_domain.get(domain).copied().collect();
            found.sort_unstable();
            let expected: Vec<usize> = (0..patterns.len()).filter(|&place| patterns[place].covers(domain)).collect();
            assert_eq!(found, expected, "{domain}");
            assert_eq!(by_domain.covers(domain), !expected.is_empty(), "{domain}");
        }
    }
}
