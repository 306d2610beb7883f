//! A top-level domain that is not delegated, such as `.con` or `.mli`.
//!
//! # Why
//!
//! There is no such ending in the DNS: the mail bounces, the host does not resolve. That is the lucky kind of slip, as
//! long as somebody notices.
//!
//! # Fires
//!
//! ```text
//! jane@gmail.con
//! jane@hotmail.comm
//! jane@gmail。con
//! desk@navy.mli
//! kicad@techoverflow.nte
//! ```
//!
//! # Quiet
//!
//! Endings that are set aside for documentation, tests and local networks (RFC 2606, RFC 6761).
//!
//! ```text
//! jane@gmail.com
//! jane@corp.example
//! root@printer.local
//! ```
//!
//! Words that fill the place of one, in files.
//!
//! ```text
//! user@proxy.server
//! owner@some.tld
//! ```
//!
//! What tests make up, where no known ending is near, in a tree that names enough.
//!
//! ```census
//! fabrikam.net
//! northwind.net
//! tailspin.net
//! ```
//!
//! ```text tests/test_users.py
//! create_user("joe@his.wardrobe")
//! ```
//!
//! # Fix
//!
//! Write an ending that exists. The list is the root zone's; it changes by a few names a year.
//!
//! # Allow
//!
//! An `[[allow]]` with its reason in `maillint.toml`, or `maillint: allow(unknown_tld) reason` in a comment on the line.

use crate::address::is_stop;
use crate::context::Site;
use crate::data::lists::{doubt_words, ending_words};
use crate::find::Form;
use crate::finding::{Finding, Level};
use crate::knowledge::{self, Tld};
use crate::lint::slip::{Candidate, Slip};
use crate::lint::{Check, Cx, Lint, Page, Speaker, Told};
use crate::text::edit::Edit;

pub(crate) static LINT: Lint = Lint {
    id: "unknown_tld",
    level: Level::Deny,
    page: Page::of(include_str!("unknown_tld.rs")),
    check: Check::Domain(check),
};

/// Whether fingers make of one of the commonest endings what stands there, and nobody makes it up: `.con`, but not `.vnet`.
fn is_common(slip: &Candidate<'_>) -> bool {
    let by_chance = [Slip::Edit(Edit::Insertion), Slip::Edit(Edit::Substitution), Slip::Two];
    ending_words::COMMON.has(slip.target.as_bytes()) && !by_chance.contains(&slip.slip)
}

fn check<'a>(cx: &'a Cx<'a>, site: &'a Site) -> Option<Told<'a>> {
    if cx.reading.tld != Tld::Undelegated || cx.malformed.is_some() || cx.look.is_odd() {
        return None;
    }
    let (_, top) = site.domain.rsplit_once(|c| c == '.' || is_stop(c))?;
    let slip = cx.slip_for(Speaker::UnknownTld);
    // Hosts under endings of their own are common inside networks: of them only the slip of a name is suspicious, that is known or
    // that the tree has under the other ending, or one that is close to the largest endings; of a word that may be no host at all
    // only the former.
    let suspicious = match (site.form, slip) {
        (Form::Address | Form::Templated, None) => cx.slip().is_none(),
        (Form::Host | Form::Bare, None) => false,
        (Form::Host, Some(slip)) => {
            cx.has_a_name(slip) || slip.slip != Slip::Two && ending_words::GENERIC.has(slip.target.as_bytes())
        }
        (Form::Bare, Some(slip)) => cx.has_a_name(slip),
        (Form::Address | Form::Templated, Some(_)) => true,
    };
    // An ending that the tree uses again and again is its own: of a network, a gateway or a test.
    let is_own = || {
        let speaks = |slip: &Candidate<'_>| slip.slip != Slip::Two && (cx.has_a_name(slip) || is_common(slip));
        !slip.is_some_and(speaks) && cx.witness.has_own_ending(&top.to_lowercase())
    };
    // What goes on behind a name that nobody has is an example's.
    let is_sample =
        |slip: &Candidate<'_>| slip.slip == Slip::SurplusEnding && ending_words::SAMPLE.has(slip.target.as_bytes());
    let is_filler = || site.is_scanned() && doubt_words::FILLER.has_in_any_case(top.as_bytes());
    let is_made_up = || slip.is_none() && (is_filler() || cx.is_string_of_test(site));
    if !suspicious || is_own() || is_made_up() || slip.is_some_and(is_sample) && site.form != Form::Host {
        return None;
    }
    Some(Box::new(move || finding(cx, site, top)))
}

fn finding(cx: &Cx<'_>, site: &Site, top: &str) -> Finding {
    let what = if site.is_mail() { "the mail bounces" } else { "the host does not resolve" };
    let top = top.to_lowercase();
    let problem = match knowledge::retired(&top) {
        Some(year) => format!("the top-level domain `.{top}` was taken out of the root in {year}, {what}"),
        None => format!("there is no top-level domain `.{top}`, {what}"),
    };
    cx.finding(&LINT, site, &[&problem])
}
