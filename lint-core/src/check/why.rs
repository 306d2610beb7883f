//! What became of each candidate in a text: for whoever asks why something was not found.

use super::Checker;
use super::standing::Standing;
use crate::address::normal;
use crate::context::{Context, Declared, Inner, Kind, Lexer, Site, is_of_tests, link};
use crate::find::{Candidate, candidates};
use crate::finding::{Excused, Finding, Level};
use crate::lint::slip::{self, Reading};
use crate::order;
use crate::source::{Cursor, Encoding, Location, Place, Position};
use crate::text::hidden::as_seen;
use crate::trap::{self, Trap};

/// What became of a candidate.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub enum Became {
    /// It is no address and no host.
    Trapped(&'static Trap),
    /// It lies at or below this domain, which is known, and nothing is wrong with it.
    Known(String),
    /// Nothing known is near enough to it.
    Quiet(Option<Nearest>),
    /// This lint would speak, and the policy does not let it.
    Off(&'static str),
    /// This lint would speak elsewhere. Here it is a string of a test, which may be made up, in a tree that names enough to tell.
    MadeUp(&'static str),
    /// An allow excuses it.
    Excused(Excused),
    /// It is reported, perhaps with a doubt.
    Found(Finding),
}

/// What comes next to a domain of which nothing is said.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Nearest {
    /// The domain that could have been meant.
    pub domain: String,
    /// The slip that leads from it to what is written.
    pub slip: &'static str,
    /// How much likelier it is that this was meant than that what is written is right: ten times the logarithm to the base of ten.
    pub odds: i32,
}

/// A candidate, where it stands, and what became of it.
#[derive(Clone, Debug)]
pub struct Account {
    /// The candidate as written.
    pub written: String,
    /// Where it stands.
    pub location: Location,
    /// What became of it.
    pub became: Became,
}

impl Checker {
    /// What becomes of each candidate in the file `path` (relative, with `/`), in the order of the text.
    ///
    /// ```
    /// use lint_core::Checker;
    /// use lint_core::gate::Became;
    /// let text = b"![](logo@2x.png) jane@gmail.com ops@army.ml";
    /// let accounts = Checker::default().why("README.md", text);
    /// assert!(matches!(accounts[0].became, Became::Trapped(trap) if trap.id == "file_name"));
    /// assert!(matches!(&accounts[1].became, Became::Known(domain) if domain == "gmail.com"));
    /// assert!(matches!(&accounts[2].became, Became::Found(finding) if finding.lint == "tld_slip"));
    /// ```
    pub fn why(&self, path: &str, text: &[u8]) -> Vec<Account> {
        let report = self.text(path, text);
        let mut told = Vec::new();
        told.extend(
            report.excused.into_iter().map(|excused| (excused.finding.location.clone(), Became::Excused(excused))),
        );
        told.extend(report.findings.into_iter().map(|finding| (finding.location.clone(), Became::Found(finding))));
        let mut accounts = Vec::new();
        for (location, became) in told {
            let Some(location) = location else { continue };
            let subject = match &became {
                Became::Found(finding) | Became::Excused(Excused { finding, .. }) => finding.subject.clone(),
                _ => String::new(),
            };
            accounts.push(Account { written: subject, location, became });
        }
        let mut told: Vec<(u64, u64)> =
            accounts.iter().map(|account| (account.location.start.byte, account.location.end.byte)).collect();
        order::sort(&mut told, Ord::cmp);
        let all_told = &told[..];
        let mut told = all_told;
        let (encoding, mark) = Encoding::of(text);
        let decoded = encoding.decode(text.get(mark..).unwrap_or_default());
        let start = Position { byte: mark as u64, ..Position::START };
        let (mut cursor, kind) = (Cursor::new(&decoded, encoding, start), Kind::of(path));
        let mut lexer = Lexer::new(kind);
        let (inner, candidates) = self.inner(&decoded, kind);
        let covered = inner.covered();
        for candidate in candidates {
            let behind = covered.partition_point(|covered| covered.end <= candidate.span.start);
            if covered.get(behind).is_some_and(|covered| covered.start < candidate.span.end) {
                continue;
            }
            let context = Context::of(&decoded, kind, candidate, &mut lexer);
            let location = cursor.locate(candidate.span);
            let (from, to) = (location.start.byte, location.end.byte);
            while let [(_, end), rest @ ..] = told
                && *end <= from
            {
                told = rest;
            }
            if told.first().is_some_and(|(start, _)| *start < to) {
                continue;
            }
            let became = match trap::catching(&context) {
                Some(trap) => Became::Trapped(trap),
                None => self.silence(path, &context.site()),
            };
            let written = decoded.get(candidate.span.range()).unwrap_or_default();
            accounts.push(Account { written: String::from_utf8_lossy(written).into_owned(), location, became });
        }
        // What software reads where something is stored in another way, of which the candidates there are only parts.
        let mut cursor = Cursor::new(&decoded, encoding, start);
        for site in &inner.sites {
            let location = cursor.locate(site.span);
            let next = all_told.partition_point(|(_, end)| *end <= location.start.byte);
            if all_told.get(next).is_none_or(|(start, _)| *start >= location.end.byte) {
                accounts.push(Account { written: site.subject.clone(), location, became: self.silence(path, site) });
            }
        }
        order::sort(&mut accounts, |a, b| a.location.start.byte.cmp(&b.location.start.byte));
        accounts
    }

    /// What is stored in another way than it is read, as a scan comes to it, and all candidates in the text as stored.
    fn inner(&self, text: &[u8], kind: Kind) -> (Inner, Vec<Candidate>) {
        let is_trap = |context: &Context<'_>| trap::catching(context).is_some();
        let mut inner = Inner::of(text, kind, 0, &mut Declared::default(), is_trap);
        let mut found = candidates(text);
        let mut all = Vec::new();
        for candidate in found.by_ref() {
            if self.is_suspect(text, &candidate) {
                inner.look(text, kind, candidate.span, candidate.plain, is_trap);
            }
            all.push(candidate);
        }
        for sign in found.take_signs() {
            inner.look_at_sign(text, kind, sign, is_trap);
        }
        inner.sort();
        (inner, all)
    }

    /// Whether something may be said of a candidate, depending on where it stands.
    fn is_suspect(&self, text: &[u8], candidate: &Candidate) -> bool {
        let domain = std::str::from_utf8(candidate.domain(text)).ok().filter(|_| candidate.plain);
        domain.is_none_or(|domain| self.standing(domain, candidate.form).0 == Standing::Suspect)
            || link::is_contradicted(text, candidate)
    }

    /// Why nothing is said of a site.
    fn silence(&self, path: &str, site: &Site) -> Became {
        let domain = as_seen(&site.domain);
        let domain = normal(&domain);
        let reading = slip::read(&self.knowledge, domain.clone(), site.is_military_persona());
        if let Some(finding) = self.judge(path, site, &reading, Level::Allow).first() {
            return Became::Off(finding.lint);
        }
        // By itself: that of no path is a file of tests.
        if site.place == Place::Literal && is_of_tests(path) {
            if let Some(finding) = self.judge("", site, &reading, Level::Warn).first() {
                return Became::MadeUp(finding.lint);
            }
        }
        match self.knowledge.covering(&domain) {
            Some(known) => Became::Known(known.registrable().to_owned()),
            None => Became::Quiet(nearest(&reading)),
        }
    }
}

fn nearest(reading: &Reading<'_>) -> Option<Nearest> {
    let best = reading.candidates.first()?;
    Some(Nearest { domain: reading.mended_by(best), slip: best.slip.as_str(), odds: best.odds })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::census::Census;
    use crate::doubt;
    use crate::policy::Policy;

    #[test]
    fn what_is_kept_of_a_domain_silences_no_lint() {
        let long = "a".repeat(70);
        let mailboxes =
            [long.as_str(), "jane.doe.civ", "jane.doe", "usarmy.belvoir.mbx.desk", "{user}", "a..b", "", "jo"];
        let domains = [
            "gmail.com",
            "mail.com",
            "army.ml",
            "mail.ml",
            "us.af.com",
            "navy.com",
            "gmail..com",
            "northwind.org",
            "af.us",
            "mail.gmail.com",
            "github.com",
            "smtp.gmial.com",
            "fabrikam.ml",
            "test.com",
        ];
        let checker = Checker::default();
        for _ in 0..2 {
            for domain in domains {
                for local in mailboxes {
                    for account in checker.why("a.txt", format!("\"{local}@{domain}\" https://{domain}/").as_bytes()) {
                        let Became::Off(lint) = account.became else { continue };
                        assert_eq!(lint, "unreserved_placeholder", "{}", account.written);
                    }
                }
            }
        }
    }

    #[test]
    fn each_candidate_has_one_account_and_each_finding_is_in_one() {
        let text = "a logo@2x.png, jane@gmail.com, jo@northwind.org and ops@army.ml\n\
                    ops@army.ml # maillint: allow(tld_slip) our office in Bamako\n\
                    jo@gmial.com -> jo@gmail.com; jo@fabrikam.ml\n";
        let checker =
            Checker::new(Policy::parse("[lints]\nrisky_tld = \"allow\"", &doubt::names()).unwrap_or_default());
        let told = |account: &Account| {
            let line = account.location.start.line;
            match &account.became {
                Became::Trapped(trap) => format!("{line} trap {}", trap.id),
                Became::Known(domain) => format!("{line} known {domain}"),
                Became::Quiet(_) => format!("{line} quiet"),
                Became::Off(lint) => format!("{line} off {lint}"),
                Became::MadeUp(lint) => format!("{line} made up {lint}"),
                Became::Excused(excused) => format!("{line} excused {}", excused.finding.lint),
                Became::Found(finding) => {
                    format!("{line} found {} {}", finding.lint, finding.doubt.map_or("sure", |doubt| doubt.id))
                }
            }
        };
        for stored in [text.as_bytes().to_vec(), Encoding::Utf16Le.encode(&format!("\u{feff}{text}"))] {
            let accounts: Vec<String> = checker.why("a.txt", &stored).iter().map(told).collect();
            let expected = [
                "1 trap file_name",
                "1 known gmail.com",
                "1 quiet",
                "1 found tld_slip sure",
                "2 excused tld_slip",
                "3 found provider_slip corrected",
                "3 known gmail.com",
                "3 off risky_tld",
            ];
            assert_eq!(accounts, expected);
        }
    }

    #[test]
    fn a_string_of_a_test_that_is_taken_for_made_up_is_said_to_be_one() {
        let mut census = Census::default();
        for n in 0..200 {
            census.add("a.txt", &Checker::default().text("a.txt", format!("jo@fabrikam{n}.net").as_bytes()).mentions);
        }
        let became = |path: &str, informed: bool| {
            let checker = Checker::default();
            let checker = if informed { checker.with_census(census.clone()) } else { checker };
            let accounts = checker.why(path, b"create(\"joe@his.wardrobe\")\ncreate(\"jane..doe@contoso.net\")\n");
            accounts.into_iter().map(|account| format!("{:?}", account.became)).collect::<Vec<_>>()
        };
        assert_eq!(became("tests/users.py", true), ["MadeUp(\"unknown_tld\")", "MadeUp(\"malformed_address\")"]);
        for (path, informed) in [("tests/users.py", false), ("src/users.py", true)] {
            assert!(became(path, informed).iter().all(|became| became.starts_with("Found(")), "{path}");
        }
    }

    #[test]
    fn what_is_joined_has_one_account_and_its_parts_have_none() {
        let told = |text: &str| -> Vec<(String, String)> {
            let accounts = Checker::default().why("a.html", text.as_bytes());
            accounts.into_iter().map(|account| (account.written, format!("{:?}", account.became))).collect()
        };
        for (text, written, became) in [
            ("<p>jo@gmail.co<wbr>m</p>", "jo@gmail.com", "Known(\"gmail.com\")"),
            ("<p>jo@northwind<wbr>.org</p>", "jo@northwind.org", "Quiet("),
            ("<p>jo@gmial<wbr>.com</p>", "jo@gmial.com", "Found("),
        ] {
            let told = told(text);
            assert!(
                matches!(&told[..], [(what, how)] if what == written && how.starts_with(became)),
                "{text}: {told:?}"
            );
        }
    }
}
