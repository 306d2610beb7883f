//! An ending that does not exist, far from what was meant or only behind it.
//!
//! # Why
//!
//! Any short word is two slips from `.com`, `.net` or `.org`, and networks name their hosts as they like. Where no known name stands
//! before the ending, and none of the tree's own, nothing else speaks for a slip. A name of three letters is near any other as short,
//! and what goes on behind a whole name is most often a key or a file.
//!
//! # Fires
//!
//! ```text
//! jane@viper.uunet
//! https://fabrikam.comm/
//! https://ns.nil/
//! sendemail.jo@fabrikam.gmail.com.smtp
//! https://centos.img/
//! ```
//!
//! # Quiet
//!
//! ```text
//! jane@gmail.conn
//! https://codeberg.org.fabrikam/lint
//! ```

use crate::context::Site;
use crate::data::suffix;
use crate::doubt::{Casts, Doubt};
use crate::find::Form;
use crate::find::endings::{Ending, ending};
use crate::finding::Finding;
use crate::lint::slip::{Candidate, Part, Slip};
use crate::lint::{Cx, Speaker};
use crate::page::Page;

pub(crate) static DOUBT: Doubt = Doubt {
    id: "far_ending",
    reason: "no known name has the ending",
    page: Page::of(include_str!("far_ending.rs")),
    casts: Casts::Verdict(casts),
};

fn casts(cx: &Cx<'_>, site: &Site, finding: &Finding) -> bool {
    let is_far = |slip: &Candidate<'_>| {
        is_unnamed(cx, slip, site)
            || is_short(slip)
            || is_file(slip, site)
            || slip.slip == Slip::SurplusEnding && !is_link(site)
    };
    finding.lint == "unknown_tld" && site.is_scanned() && cx.slip_for(Speaker::UnknownTld).is_some_and(is_far)
}

/// Whether nothing but the ending speaks for a slip, and not clearly.
fn is_unnamed(cx: &Cx<'_>, slip: &Candidate<'_>, site: &Site) -> bool {
    !cx.has_a_name(slip) && (slip.slip == Slip::Two || !site.is_mail())
}

/// Whether the name that was meant is so short that any other is two slips from it, where the ending is one of the two: `ns.nil`.
fn is_short(slip: &Candidate<'_>) -> bool {
    const SHORT: usize = 3;
    let name = slip.target.split('.').next().unwrap_or_default();
    slip.slip == Slip::Two && slip.part == Part::Name && name.len() <= SHORT
}

/// Whether it ends as files do: `centos.img`.
fn is_file(slip: &Candidate<'_>, site: &Site) -> bool {
    slip.slip == Slip::Two && ending(suffix::top(&site.domain).as_bytes()) == Ending::File
}

/// Whether it is the host of a link, in which what goes on behind a known one has lost its slash. Elsewhere that is a key, a file or
/// a unit: `gmail.com.smtp`.
fn is_link(site: &Site) -> bool {
    site.form == Form::Host && !suffix::top(&site.domain).contains('_')
}
