//! Pages that are known at one host: where `/2000/svg` stands behind a host that is one slip from `w3.org`, that was meant, however
//! short its name is.

use super::channel::difference;
use super::{Candidate, Part, Reading, SURE};
use crate::context::Site;
use crate::data::lists::PAGES;
use crate::data::{self, suffix};
use crate::knowledge::built_in;
use crate::whose::without_www;

/// Whether a path begins as one that is known at a host.
pub(crate) fn is_known_page(path: &[u8]) -> bool {
    PAGES.iter().any(|(page, _)| path.starts_with(page.as_bytes()))
}

impl Reading<'_> {
    /// The host that the page of this site is known at, where it is near.
    pub(super) fn by_page(&self, site: &Site) -> Option<Candidate<'static>> {
        let domain = without_www(&self.domain);
        PAGES.iter().filter(|(page, _)| site.path.starts_with(page)).find_map(|(_, host)| {
            let (_, slip) = difference(domain.as_bytes(), host.as_bytes())?;
            let name = |domain: &str| domain[..suffix::ending(domain, data::class)].to_owned();
            let part = if name(domain) == name(host) { Part::Ending } else { Part::Name };
            let known = built_in(data::lookup(host)?);
            Some(Candidate::new(&known, self.domain.len() - domain.len(), slip, part, SURE))
        })
    }
}

#[cfg(test)]
mod tests {
    use super::PAGES;
    use crate::Checker;
    use crate::data::{self, Class};

    #[test]
    fn a_page_says_which_short_name_was_meant() {
        let found = |text: &str| Checker::default().text("a.md", text.as_bytes()).findings;
        for (text, meant) in [
            ("xmlns=\"http://www.w2.org/2000/svg\"", "www.w3.org"),
            ("see http://w3.og/TR/css-color-4/", "w3.org"),
            ("see https://www.gnnu.org/licenses/gpl.html", "www.gnu.org"),
            ("see https://doo.org/10.17487/RFC5321", "doi.org"),
        ] {
            let suggested: Vec<_> = found(text).into_iter().map(|finding| finding.suggestion).collect();
            assert_eq!(suggested, [Some(meant.to_owned())], "{text}");
        }
        for text in ["see http://www.w2.org/", "see http://www.w2.org/2000/gallery", "see https://fabrikam.org/TR/"] {
            assert!(found(text).is_empty(), "{text}");
        }
    }

    #[test]
    fn each_page_is_at_a_host_of_the_tables() {
        for (page, host) in PAGES {
            assert!(page.starts_with('/') && data::class(host).is(Class::TARGET), "{page} {host}");
        }
    }
}
