//! What the text and the target of one link say of each other, where no table and no tree knows either.

use super::channel::difference;
use super::{Candidate, EVEN, Part, Reading, SURE, Slip};
use crate::address::normal;
use crate::context::Site;
use crate::data::{self, suffix};
use crate::knowledge::{Known, Source, Tld, standing_of};

/// Shorter names have too many neighbours.
const SHORTEST: usize = 4;

impl Reading<'_> {
    /// How the domain of this site reads beside the other end of its link, the words that it is a link of, and its page; `None` where
    /// none of them has anything to say.
    pub(crate) fn linked<'s>(&'s self, site: &'s Site) -> Option<Reading<'s>> {
        if self.known || self.is_likely() {
            return None;
        }
        let by_link = || self.by_other_end(site).or_else(|| self.by_words(site)).filter(|_| self.slip().is_none());
        let candidate = self.by_page(site).or_else(by_link)?;
        Some(Reading { candidates: vec![candidate], ..Reading::quiet((&*self.domain).into(), self.tld, false) })
    }

    /// What the other end of its link names, where that is near.
    fn by_other_end<'s>(&self, site: &'s Site) -> Option<Candidate<'s>> {
        let other = site.linked.as_deref()?;
        if normal(other) != other || standing_of(other) != Tld::Delegated {
            return None;
        }
        let (one, two) = (Parts::of(&self.domain), Parts::of(other));
        let (slip, part) = match difference(one.name.as_bytes(), two.name.as_bytes()) {
            // The same mailbox under two endings is one person's; a host may have moved.
            None if one.name == two.name && one.ending != two.ending && site.is_mail() => {
                (Slip::WrongEnding, Part::Ending)
            }
            Some((_, slip)) if one.ending == two.ending && one.before == two.before && !one.is_numbered() => {
                (slip, Part::Name)
            }
            _ => return None,
        };
        if two.name.len() < SHORTEST {
            return None;
        }
        let known = Known::unknown(other, Source::Link)?;
        Some(Candidate::new(&known, 0, slip, part, SURE))
    }

    /// What its link is called, where that is its name but for a slip. Which of the two is wrong is not known.
    fn by_words<'s>(&self, site: &'s Site) -> Option<Candidate<'s>> {
        let called = site.called.as_deref().filter(|_| self.tld == Tld::Delegated)?;
        let (_, slip) = difference(Parts::of(&self.domain).name.as_bytes(), Parts::of(called).name.as_bytes())?;
        Some(Candidate::new(&Known::unknown(called, Source::Link)?, 0, slip, Part::Name, EVEN))
    }
}

/// A domain in the labels before its name, that, and its ending.
struct Parts<'d> {
    before: &'d str,
    name: &'d str,
    ending: &'d str,
}

impl<'d> Parts<'d> {
    fn of(domain: &'d str) -> Parts<'d> {
        let ending = suffix::ending(domain, data::class);
        let (name, start) = suffix::name(domain, ending);
        let before = domain[..start].trim_start_matches("www.");
        Parts { before, name, ending: &domain[ending..] }
    }

    /// Whether it is one of several that numbers tell apart.
    fn is_numbered(&self) -> bool {
        self.name.bytes().any(|byte| byte.is_ascii_digit())
    }
}

#[cfg(test)]
mod tests {
    use crate::{Checker, Level};

    fn found(text: &str) -> Vec<(&'static str, Option<String>)> {
        let findings = Checker::default().text("a.md", text.as_bytes()).findings;
        findings.into_iter().map(|finding| (finding.lint, finding.suggestion)).collect()
    }

    #[test]
    fn a_link_is_held_against_what_it_is_called() {
        for (text, meant) in [
            ("[Open Fabrikam](https://www.openfabrkiam.com/about)", Some("www.openfabrikam.com")),
            ("<a href=\"https://fabrikm.net/\">Fabrikam</a>", Some("fabrikam.net")),
            ("{\n  \"name\": \"Fabrikam\",\n  \"url\": \"https://fabrikm.net/\"\n}", Some("fabrikam.net")),
            ("x:\n- name: Fabrikam\n  url: https://fabrikm.net/", Some("fabrikam.net")),
            ("x:\n- owner: Fabrikam\n  url: https://fabrikm.net/", None),
            ("[Fabrikam](https://fabrikam.com)", None),
            ("[Fabrikams](https://fabrikam.com)", None),
            ("[The Fabrikam Works](https://thefabrikamswork.com)", None),
            ("[Fabrikam the Work](https://fabrikamsthework.com)", None),
            ("[O Fabrikam](https://fabrikam.com)", None),
            ("[Fabrikam](https://fabrikamd.com)", None),
            ("x:\n- name: Jane Fabrikam\n  url: https://janefabrikm.net/", None),
            ("[Fabrikam 2](https://fabrikam3.com)", None),
            ("[the works of Fabrikm](https://fabrikam.com)", None),
            ("[Fabrík](https://fabrik.com)", None),
        ] {
            let findings = Checker::default().text("a.md", text.as_bytes()).findings;
            let told: Vec<_> = findings.iter().map(|finding| (finding.level, finding.suggestion.as_deref())).collect();
            assert_eq!(told, meant.map(|meant| (Level::Warn, Some(meant))).into_iter().collect::<Vec<_>>(), "{text}");
        }
    }

    #[test]
    fn the_ends_of_a_link_are_held_against_each_other() {
        for (text, lint, suggestion) in [
            ("<a href=\"mailto:info@fabrikam.cc\">info@fabrikam.com</a>", "tld_slip", "info@fabrikam.com"),
            ("[jo@fabrikam.org](mailto:jo@fabrikam.edu)", "tld_slip", "jo@fabrikam.org"),
            ("[jo@fabrikam.org](mailto:jo@fabrikan.org?subject=x)", "host_slip", "jo@fabrikam.org"),
            ("[fabrkiam.org](https://fabrikam.org)", "host_slip", "fabrikam.org"),
            ("[https://fabrkiam.org](https://fabrikam.org/)", "host_slip", "fabrikam.org"),
            ("<a href=\"https://fabrikam.org/x\">fabrkiam.org</a>", "host_slip", "fabrikam.org"),
        ] {
            assert_eq!(found(text), [(lint, Some(suggestion.to_owned()))], "{text}");
        }
        for text in [
            "[jo@fabrikam.org](mailto:jo@fabrikam.org)",
            "[ann@fabrikam.org](mailto:jo@fabrikam.com)",
            "[fabrikam.org](https://www.fabrikam.org)",
            "[fabrikam.org](https://fabrikam.com)",
            "[docs.fabrikam.org](https://doc.fabrikam.org)",
            "[fabrikam1.org](https://fabrikam2.org)",
        ] {
            assert_eq!(found(text), [], "{text}");
        }
    }
}
