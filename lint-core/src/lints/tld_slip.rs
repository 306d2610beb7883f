//! A real top-level domain or public suffix, one slip from the one under which this name is known.
//!
//! # Why
//!
//! For ten years, millions of e-mails for the US military (`.mil`) went to Mali (`.ml`). Nothing bounces: the domain
//! exists, and whoever holds it reads along. The same happens under `.cm`, `.om` and `.co` for `.com`, `.ne` for `.net`,
//! and with a second ending behind the right one.
//!
//! # Fires
//!
//! Only with evidence: the name is known under the other ending.
//!
//! ```text
//! ops@army.ml
//! x@us.af.ml
//! jane@gmail.co
//! curl https://docker.cm/install.sh | sh
//! x@nato.in
//! jane@gmail.com.br
//! someone@med.navy.mil.com
//! fellow@york.co.uk
//! usarmy.belvoir.hqda.mbx.ops@mail.ml
//! jane@tfl.gob.uk
//! jane@companieshouse.gov.uk.com
//! jane@fabrikam.fr.fr
//! jane@fabrikam.com.br.br
//! ```
//!
//! # Quiet
//!
//! ```text
//! ops@army.mil
//! jane@mail.ml
//! x@gouv.ml
//! x@lemmy.ml
//! team@angel.co
//! x@esrin.esa.it
//! see gmail.com.cdn.fabrikam.net
//! jane@yahoo.com.br
//! see https://www.ch.ch/en
//! ```
//!
//! # Fix
//!
//! Write the ending that is meant.
//!
//! # Allow
//!
//! A domain that is right as it stands gets an `[[allow]]` with its reason in `maillint.toml`, or
//! `maillint: allow(tld_slip) reason` in a comment on the line.

use crate::address::normal;
use crate::context::Site;
use crate::data::country;
use crate::finding::{Finding, Level};
use crate::lint::slip::Candidate;
use crate::lint::{Check, Cx, Lint, Page, Speaker, Told, has_empty_label};

pub(crate) static LINT: Lint = Lint {
    id: "tld_slip",
    level: Level::Deny,
    page: Page::of(include_str!("tld_slip.rs")),
    check: Check::Domain(check),
};

fn check<'a>(cx: &'a Cx<'a>, site: &'a Site) -> Option<Told<'a>> {
    let slip = cx.slip_for(Speaker::TldSlip)?;
    Some(Box::new(move || finding(cx, site, slip)))
}

fn finding(cx: &Cx<'_>, site: &Site, slip: &Candidate<'_>) -> Finding {
    let domain = normal(&site.domain);
    let top = &domain[domain.rfind('.').map_or(0, |dot| dot + 1)..];
    let elsewhere = site.use_clause().unwrap_or("somebody else answers there");
    let what = if site.is_mail() { "mail is delivered there" } else { elsewhere };
    let mended = cx.reading.mended_by(slip);
    if domain.strip_prefix(&mended).is_some_and(|rest| rest.starts_with('.')) {
        return cx.finding(&LINT, site, &["`", &domain, "` goes on after `", &mended, "`, ", what]);
    }
    if has_empty_label(&domain) {
        return cx.finding(&LINT, site, &["there are two dots in a row, ", cx.fate_clause(site)]);
    }
    let whose = match country(top) {
        "" => "a top-level domain of its own",
        country => country,
    };
    cx.finding(&LINT, site, &["`.", top, "` is ", whose, ", ", what])
}
