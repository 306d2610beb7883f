//! What is wrong on purpose, or perhaps not wrong at all: a finding of which there is a doubt is a warning at most.
//!
//! One file a doubt, whose first lines are its page. To add one: write `NAME.rs` beside the others with
//!
//! 1. the page: a summary line, `# Why`, `# Fires` and `# Quiet`, whose fenced examples are judged by a test: what stands under *Fires*
//!    is found, and this is the doubt of it; what stands under *Quiet* is found without it. Fences are those of [traps](crate::trap);
//! 2. `static DOUBT`, whose check looks at the verdict alone, or at the text around the subject;
//! 3. the check,
//!
//! and its line in `ALL`, of which the first that casts a doubt is named. A doubt goes by structure: the right domain set against the wrong
//! one, a list of misspellings, a value asserted to be wrong. A word counts only as a whole, and where it names the value itself; never in a
//! path, in a name that says more, in a trailer or in a sentence. Words stand in `data/doubt_words.tsv`.

mod asserted;
mod bounced;
mod coined;
mod corrected;
mod ending_alone;
mod even_odds;
mod far_ending;
mod impostor;
mod in_use;
mod judged;
mod labelled;
mod made_up;
mod mapped;
mod misspellings;
mod named_after;
mod near_country;
mod no_address;
mod own_hosts;
mod placeholder;
mod refused;
mod retired_ending;
mod sample;
mod side_by_side;
mod unknown_ending;
mod unlisted;
mod varied;
mod wrapped;

use crate::context::{Kind, Site, line_around};
use crate::find::chars::slice;
use crate::find::{Form, candidates};
use crate::finding::{Doubted, Finding};
use crate::lint::Cx;
use crate::lints;
use crate::page::Page;
use crate::policy::{Names, Policy};
use crate::span::Span;

/// One reason to leave a finding to people.
#[derive(Debug)]
pub struct Doubt {
    /// Its name, in snake case: also its file's name, and the key under `[doubts]` in the policy.
    pub id: &'static str,
    /// Why the finding may be none, as a clause of a message.
    pub reason: &'static str,
    /// What the documentation says, cut from the file itself.
    pub page: Page,
    casts: Casts,
}

/// What a doubt is cast by.
#[derive(Debug)]
enum Casts {
    /// How the subject was judged, wherever it stands.
    Verdict(fn(&Cx<'_>, &Site, &Finding) -> bool),
    /// What stands around it.
    Text(fn(&Scene<'_>) -> bool),
}

/// Every doubt, in the order in which they are asked.
pub static ALL: &[&Doubt] = &[
    &corrected::DOUBT,
    &misspellings::DOUBT,
    &mapped::DOUBT,
    &bounced::DOUBT,
    &labelled::DOUBT,
    &asserted::DOUBT,
    &judged::DOUBT,
    &refused::DOUBT,
    &sample::DOUBT,
    &wrapped::DOUBT,
    &side_by_side::DOUBT,
    &varied::DOUBT,
    &named_after::DOUBT,
    &made_up::DOUBT,
    &impostor::DOUBT,
    &retired_ending::DOUBT,
    &unknown_ending::DOUBT,
    &near_country::DOUBT,
    &far_ending::DOUBT,
    &no_address::DOUBT,
    &even_odds::DOUBT,
    &ending_alone::DOUBT,
    &coined::DOUBT,
    &placeholder::DOUBT,
    &own_hosts::DOUBT,
    &unlisted::DOUBT,
    &in_use::DOUBT,
];

/// The names of all doubts, in the same order.
pub fn ids() -> Vec<&'static str> {
    let mut ids = Vec::new();
    for doubt in ALL {
        ids.push(doubt.id);
    }
    ids
}

/// What a policy can name: the lints and the doubts.
pub fn names() -> Names {
    Names { lints: lints::ids(), doubts: ids() }
}

/// The doubt of this name.
pub fn find(id: &str) -> Option<&'static Doubt> {
    ALL.iter().copied().find(|doubt| doubt.id == id)
}

/// The doubt of how a site was judged; `None` where there is none.
pub(crate) fn of_verdict(cx: &Cx<'_>, site: &Site, finding: &Finding) -> Option<Doubted> {
    first(cx.policy, |doubt| matches!(doubt.casts, Casts::Verdict(casts) if casts(cx, site, finding)))
}

/// The doubt that the text around a finding casts; `None` where it casts none.
pub(crate) fn of_text(scene: &Scene<'_>, policy: &Policy) -> Option<Doubted> {
    first(policy, |doubt| matches!(doubt.casts, Casts::Text(casts) if casts(scene)))
}

fn first(policy: &Policy, casts: impl Fn(&Doubt) -> bool) -> Option<Doubted> {
    let doubt = ALL.iter().find(|doubt| !policy.ignores_doubt(doubt.id) && casts(doubt))?;
    Some(Doubted { id: doubt.id, reason: doubt.reason })
}

/// How far the line is read on either side of the subject.
const REACH: usize = 512;
/// How many candidates of a line are compared with each other, and how many findings before and behind one are looked at.
const LISTED: usize = 24;

/// A finding with all that stands around it.
pub(crate) struct Scene<'a> {
    text: &'a [u8],
    /// The file's path.
    path: &'a str,
    kind: Kind,
    site: &'a Site,
    finding: &'a Finding,
    /// The line, or what of it is near.
    line: Span,
    /// What could be an address or a host on the line.
    beside: Vec<Beside>,
    /// What was found on the line, this finding among it.
    wrong: Vec<Wrong<'a>>,
}

/// A candidate on the line.
struct Beside {
    span: Span,
    /// What stands before its domain.
    local: Span,
    /// In lower case.
    domain: String,
    form: Form,
}

/// A finding on the line.
struct Wrong<'a> {
    span: Span,
    domain: String,
    /// The domain that was meant.
    meant: Option<String>,
    lint: &'a str,
    slip: &'a str,
}

impl<'a> Scene<'a> {
    /// What stands around the finding at `at` in `found`, which are those of the text in its order.
    pub(crate) fn of(
        text: &'a [u8],
        path: &'a str,
        kind: Kind,
        found: &'a [(Site, Finding)],
        at: usize,
    ) -> Option<Scene<'a>> {
        let (site, finding) = found.get(at)?;
        let line = line_around(text, site.span, REACH);
        let line_text = slice(text, line.start, line.end);
        let mut beside = Vec::new();
        for candidate in candidates(line_text) {
            beside.push(Beside {
                span: candidate.span.shifted(line.start),
                local: Span::new(candidate.span.start, candidate.domain_span.start).shifted(line.start),
                domain: lower(candidate.domain(line_text)),
                form: candidate.form,
            });
        }
        let is_on_line = |found: &&(Site, Finding)| line.start <= found.0.span.start && found.0.span.start < line.end;
        let before = found.get(..at).unwrap_or_default().iter().rev().take(LISTED).take_while(is_on_line);
        let behind = found.get(at..).unwrap_or_default().iter().take(LISTED).take_while(is_on_line);
        let mut wrong = Vec::new();
        for (site, finding) in before.chain(behind) {
            wrong.push(Wrong {
                span: site.span,
                domain: site.domain.to_lowercase(),
                meant: finding
                    .suggestion
                    .as_deref()
                    .map(|meant| registered(meant.rsplit('@').next().unwrap_or(meant)).to_lowercase()),
                lint: finding.lint,
                slip: finding.evidence.first().map_or("", |evidence| evidence.slip),
            });
        }
        Some(Scene { text, path, kind, site, finding, line, beside, wrong })
    }

    /// Where all that it looks at ends.
    pub(crate) fn ends(&self) -> usize {
        self.line.end
    }

    /// The site's domain in lower case.
    fn domain(&self) -> String {
        self.site.domain.to_lowercase()
    }

    /// Whether the candidate is another one than the site.
    fn is_beside(&self, other: &Beside) -> bool {
        other.span.end <= self.site.span.start || other.span.start >= self.site.span.end
    }

    /// The line.
    fn line_text(&self) -> &'a [u8] {
        slice(self.text, self.line.start, self.line.end)
    }

    /// What of the line stands before the subject.
    fn head(&self) -> &'a [u8] {
        slice(self.text, self.line.start, self.site.span.start)
    }

    /// What of it stands behind.
    fn tail(&self) -> &'a [u8] {
        slice(self.text, self.site.span.end, self.line.end)
    }
}

/// Whether the address cannot be mailed to at all, whatever its domain.
fn is_malformed(site: &Site) -> bool {
    let local = site.subject.rsplit_once('@').map_or("", |(local, _)| local);
    !site.domain.contains('.')
        || site.domain.contains(',')
        || site.domain.contains("..")
        || local.contains("..")
        || local.ends_with('.')
        || site.subject.contains("@@")
}

/// Whether two domains are an edit or two apart, not counting the labels that only tell machines apart, and not as the
/// same name in two countries.
fn is_near(one: &str, other: &str) -> bool {
    let most = if other.len() < 8 { 1 } else { 2 };
    let countries = |a: Option<(&str, &str)>, b: Option<(&str, &str)>| match (a, b) {
        (Some((a, x)), Some((b, y))) => a == b && x.len() == 2 && y.len() == 2,
        _ => false,
    };
    one != other
        && one.len().abs_diff(other.len()) <= most
        && registered(one) != registered(other)
        && strsim::osa_distance(one, other) <= most
        && !countries(one.rsplit_once('.'), other.rsplit_once('.'))
}

/// The labels that somebody registered: the last two, three under endings such as `co.uk` and `com.ar`.
fn registered(domain: &str) -> &str {
    let mut dots = domain.rmatch_indices('.').map(|(at, _)| at);
    let last = dots.next().unwrap_or(0);
    let second = dots.next();
    let under = domain.get(second.map_or(0, |at| at + 1)..last).unwrap_or_default();
    let start = if domain.len() - last < 4 && under.len() < 4 { dots.next() } else { second };
    domain.get(start.map_or(0, |at| at + 1)..).unwrap_or(domain)
}

fn lower(bytes: &[u8]) -> String {
    String::from_utf8_lossy(bytes).to_lowercase()
}
