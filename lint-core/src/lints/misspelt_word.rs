//! An address at a name that nobody knows, in which a common word is misspelt.
//!
//! # Why
//!
//! Small companies and their domains are in no table. The words that their names are made of are known, and hardly anybody
//! is called `sofware`. It is a warning, because some are; a domain that the repository names more than twice is left alone.
//!
//! # Fires
//!
//! ```text
//! jane@fabrikamsofware.com
//! jane@northwind-univeristy.net
//! ```
//!
//! # Quiet
//!
//! What another language spells so, names in use, words with more around them, and hosts.
//!
//! ```text
//! jane@fabrikamsoftware.com
//! jane@fabrikam-entreprise.fr
//! jane@softwareengineers.net
//! https://fabrikamsofware.com/
//! ```
//!
//! # Fix
//!
//! Look the name up, and write it as its owner does.
//!
//! # Allow
//!
//! An `[[allow]]` with its reason in `maillint.toml`, or `maillint: allow(misspelt_word) reason` in a comment on the line.

use crate::census::LONELY;
use crate::context::Site;
use crate::finding::{Evidence, Finding, Level};
use crate::knowledge::Tld;
use crate::lint::slip::Misspelt;
use crate::lint::{Check, Cx, Lint, Page, Told, with_domain};

pub(crate) static LINT: Lint = Lint {
    id: "misspelt_word",
    level: Level::Warn,
    page: Page::of(include_str!("misspelt_word.rs")),
    check: Check::Site(check),
};

fn check<'a>(cx: &'a Cx<'a>, site: &'a Site) -> Option<Told<'a>> {
    let reading = cx.reading;
    if cx.malformed.is_some()
        || cx.look.is_odd()
        || cx.slip().is_some()
        || reading.known
        || reading.tld != Tld::Delegated
    {
        return None;
    }
    let domain: &'a str = &reading.domain;
    // Hosts are many more, and words look misspelt in them by chance. Who is named often in a repository is spelt as it has it.
    let may_fire = || site.is_mail() && (1..=LONELY).contains(&cx.census.count(domain));
    if site.is_scanned() && !may_fire() {
        return None;
    }
    let misspelt = Misspelt::find(domain)?;
    Some(Box::new(move || {
        let mended = misspelt.mended();
        let subject = with_domain(&site.subject, &site.domain, &mended);
        let suggestion = cx.meant_by(site.form, &subject, &mended).map(|meant| meant.subject);
        let Misspelt { word, slip, .. } = misspelt;
        let fate = cx.fate_clause(site);
        let problem = ["`", misspelt.typed(), "` is one slip (", slip, ") from the word `", word, "`; ", fate];
        let evidence = Evidence { target: word.to_owned(), source: "builtin".to_owned(), slip };
        Finding { evidence: vec![evidence], ..cx.told(&LINT, site, &problem, suggestion) }
    }))
}
