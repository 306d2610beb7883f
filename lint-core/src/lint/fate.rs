//! What becomes of a text that is no address as written: what 22 clients and four mail servers do with each class of them, as
//! `lint-core/data/fate.tsv` has it.
//!
//! Nobody reaches another domain than the one that the text names once what software maps or drops is mapped or dropped. So it is
//! read that way first, and what comes out is judged.

use super::Cx;
use super::slip;
use crate::address::{Error, ErrorKind, Part, normal};
use crate::context::Site;
use crate::finding::Fate;
use crate::knowledge::Tld;
use crate::text::hidden::as_seen;

impl Cx<'_> {
    /// What becomes of mail to a site with this mistake.
    pub(crate) fn fate_of_malformed(&self, site: &Site, error: Error) -> Fate {
        let in_local = error.span().start < site.subject.len() - site.domain.len();
        match error.kind() {
            // Servers pass these on, and the one of the domain takes or refuses them.
            ErrorKind::LeadingDot(Part::Local)
            | ErrorKind::TrailingDot(Part::Local)
            | ErrorKind::Forbidden(_, Part::Local)
            | ErrorKind::LocalTooLong => self.fate_of_domain(&site.domain, Fate::ServerDecides),
            ErrorKind::DoubledDot if in_local => self.fate_of_domain(&site.domain, Fate::ServerDecides),
            ErrorKind::NotADot(mark) if !is_mapped(mark) => Fate::Undeliverable,
            ErrorKind::NotADot(_) | ErrorKind::TrailingDot(Part::Domain) | ErrorKind::ExtraAt => {
                self.fate_if_accepted(site)
            }
            ErrorKind::Space | ErrorKind::StrayMark(_) | ErrorKind::List | ErrorKind::Comment => {
                self.fate_if_accepted(site)
            }
            ErrorKind::DisplayName | ErrorKind::Mailto | ErrorKind::SourceRoute => self.fate_if_accepted(site),
            _ => Fate::Undeliverable,
        }
    }

    /// What becomes of it where software accepts the text.
    pub(crate) fn fate_if_accepted(&self, site: &Site) -> Fate {
        let blank = |char: char| char.is_whitespace() || matches!(char, ',' | ';' | '<' | '>');
        let domain: String = as_seen(&site.domain).chars().filter(|char| !blank(*char)).collect();
        self.fate_of_domain(&domain, Fate::RefusedOrRight)
    }

    /// What becomes of mail to this domain, which is as `meant` where it is no slip.
    fn fate_of_domain(&self, domain: &str, meant: Fate) -> Fate {
        let domain = normal(domain);
        // A comment or a name behind the address is none of it.
        let plain = domain.find(['(', ' ', '"']).map_or(&*domain, |end| &domain[..end]);
        let reading = slip::read(self.knowledge, plain.to_owned().into(), false);
        match reading.tld {
            Tld::Delegated if reading.slip().is_some() => Fate::Misdelivered,
            Tld::Delegated => meant,
            Tld::Reserved | Tld::Undelegated => Fate::Undeliverable,
        }
    }
}

/// Whether clients and servers that map domains (UTS 46) make a dot of it.
fn is_mapped(mark: char) -> bool {
    matches!(mark, '\u{3002}' | '\u{ff0e}' | '\u{ff61}')
}

#[cfg(test)]
#[expect(clippy::unwrap_used, clippy::panic, reason = "a test fails by panicking")]
mod tests {
    use crate::{Checker, Fate};
    use std::fmt::Write;

    /// The text that a row writes with escapes.
    fn text(written: &str) -> String {
        let written = written.replace("LOCAL65", &"a".repeat(65));
        let mut parts = written.split("\\u{");
        let mut text = parts.next().unwrap().to_owned();
        for part in parts {
            let (code, rest) = part.split_once('}').unwrap();
            text.push(char::from_u32(u32::from_str_radix(code, 16).unwrap()).unwrap());
            text.push_str(rest);
        }
        text
    }

    #[test]
    fn what_is_said_of_each_text_is_what_was_seen() {
        let checker = Checker::default();
        let (mut rows, mut wrong) = (0, String::new());
        for row in include_str!("../../data/fate.tsv").lines().filter(|row| !row.starts_with('#')) {
            let [written, _, expected, _] = row.split('\t').collect::<Vec<_>>()[..] else { panic!("{row}") };
            let findings = checker.address(&text(written));
            let grave = |fate: &Fate| *fate == Fate::Misdelivered;
            let fates: Vec<_> = findings.iter().filter_map(|finding| finding.fate).collect();
            let said = fates.iter().find(|fate| grave(fate)).or(fates.first()).map_or("-", |fate| fate.as_str());
            if said != expected {
                let lints: Vec<_> = findings.iter().map(|finding| (finding.lint, &finding.message)).collect();
                writeln!(wrong, "{written}: {said}, not {expected}: {lints:?}").unwrap();
            }
            rows += 1;
        }
        assert!(wrong.is_empty(), "{wrong}");
        assert_eq!(rows, 57);
    }
}
