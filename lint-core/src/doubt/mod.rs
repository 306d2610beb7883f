//! Signs that a line is wrong on purpose: it tests, maps or explains the very slips that are looked for.

use crate::context::{Site, line_around};
use crate::data::{self, Class};
use crate::find::chars::{ALNUM, is, slice};
use crate::find::cut::trailing;
use crate::find::{COMMON, Form, candidates};
use crate::order;
use crate::span::Span;
use crate::text::find::memmem;

/// Signs that a line is wrong on purpose.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Deliberate {
    /// The right domain stands beside the wrong one.
    Corrected,
    /// One of several misspellings in a row.
    List,
    /// A mailmap says which address is meant by it.
    Mapped,
    /// Words around it speak of typos, or of invalid or fake input.
    Named,
}

impl Deliberate {
    /// The same as a clause of a message.
    pub const fn reason(self) -> &'static str {
        match self {
            Deliberate::Corrected => "the right domain stands beside it",
            Deliberate::List => "it stands in a list of misspellings",
            Deliberate::Mapped => "it is what commits hold, and mapped to another address here",
            Deliberate::Named => "the words around it say that it is wrong on purpose",
        }
    }
}

/// How far the line is read on either side of the subject.
const REACH: usize = 512;
/// How far back the lines before it are read, and how many.
const LINES_REACH: usize = 400;
const LINES: usize = 3;
/// How many domains of a line are compared with each other.
const LISTED: usize = 24;

/// Words that speak of slips and of those who make use of them, on the line or shortly before it, or in the file's path.
#[rustfmt::skip]
const SUBJECT: &[&str] = &[
    "typo", "misspel", "mistype", "did you mean", "suggest", "mailcheck", "levenshtein", "phish", "spoof", "scam", "lookalike",
    "look-alike", "homoglyph", "malformed", "invalid",
];
/// Words that say on the line itself that something is amiss.
#[rustfmt::skip]
const AMISS: &[&str] = &[
    "correct", "corrig", "korrig", "wrong", "mistake", "instead of", "not_to be", "assert", "expect(", ".tobe(", ".toequal(",
    "enotfound", "nxdomain", "rejected", "undeliver", "validate?", "not_a", "without_", "bad_",
];
/// What types into forms and makes records in tests, where a malformed address is meant to be refused.
const INPUTS: &[&str] = &[".type(", "fill_in", "sendkeys(", "build(:", "create(:"];
/// What URLs have that try out a parser: the sign for a user, and no user before it, `http://@pple.com`.
const USERLESS: &[&str] = &["://@", ".@"];
/// Parts of the names of files with the tests of what judges or mends its input.
const JUDGES_TESTED: &[&str] = &["valid", "saniti", "normali"];
/// Parts of the names of functions that judge or mend what they are given.
const JUDGES: &[&str] =
    &["valid", "verif", "check", "clean", "normali", "saniti", "detect", "suggest", "fix", "correct", "typo", "spell"];

/// Why the site, found in `text` of the file `path`, seems wrong on purpose; `None` if nothing says so.
///
/// ```
/// use lint_core::context::{Context, Kind, Lexer};
/// use lint_core::doubt::deliberate;
/// let text = b"expect(suggest('jo@gmial.com')).toBe('jo@gmail.com')";
/// let first = lint_core::find::candidates(text).next().unwrap();
/// let first = Context::of(text, Kind::default(), first, &mut Lexer::new(Kind::default())).site();
/// assert!(deliberate(text, "test/suggest.js", &first).is_some());
/// ```
pub fn deliberate(text: &[u8], path: &str, site: &Site) -> Option<Deliberate> {
    let line = line_around(text, site.span, REACH);
    if says_so(text, path, site, line) {
        return Some(Deliberate::Named);
    }
    let others = on_line(text, line);
    let domain = site.domain.to_lowercase();
    if others
        .iter()
        .any(|other| other.is_beside(site) && are_near(&other.domain, &domain) && is_pair(text, site, other))
    {
        return Some(Deliberate::Corrected);
    }
    if is_mapped(text, path, site, line) {
        return Some(Deliberate::Mapped);
    }
    if are_made_up(&others) {
        return Some(Deliberate::Named);
    }
    is_list(&others).then_some(Deliberate::List)
}

/// Whether the site is the address of commits in a mailmap, behind the one that is to be shown (gitmailmap(5)).
fn is_mapped(text: &[u8], path: &str, site: &Site, line: Span) -> bool {
    let before = slice(text, line.start, site.span.start);
    path.rsplit('/').next() == Some(".mailmap") && before.contains(&b'>')
}

/// Whether there are addresses on the line with several endings that nobody has, nor meant: `ceo@up.stairs, sec@base.ment`.
fn are_made_up(others: &[Other]) -> bool {
    let mut last = None;
    for other in others.iter().take(LISTED) {
        let ending = other.domain.rsplit('.').next().unwrap_or_default();
        if other.form == Form::Address && is_nobodys(ending) && last.replace(ending).is_some_and(|last| last != ending)
        {
            return true;
        }
    }
    false
}

/// Whether nobody has an ending, nor meant a common one.
fn is_nobodys(ending: &str) -> bool {
    ending.bytes().all(|b| b.is_ascii_lowercase())
        && !data::class(ending).is(Class::TLD)
        && COMMON.iter().all(|common| strsim::osa_distance(common, ending) > 1)
}

/// Whether words say that the subject is wrong: around it, in it, or in the path.
fn says_so(text: &[u8], path: &str, site: &Site, line: Span) -> bool {
    let has = |words: &[&str], text: &str| words.iter().any(|word| memmem(text.as_bytes(), word.as_bytes()).is_some());
    let part = |start: usize, end: usize| words(slice(text, start, end));
    let own = part(line.start, site.domain_span.start) + " " + &part(site.domain_span.end, line.end);
    let malformed = is_malformed(site);
    let refused = malformed && has(INPUTS, &own);
    let path = words(path.as_bytes());
    let file = path.rsplit('/').next().unwrap_or_default();
    let tried = is_test(&path)
        && (is_near_sample(site)
            || (malformed && site.form.is_mail())
            || has(JUDGES_TESTED, file)
            || has(USERLESS, &own));
    // `it allows multiple..dots@fabrikam.com`
    let named = malformed && has(&["dots"], &own);
    let said = has(SUBJECT, &own) || has(AMISS, &own) || has(SUBJECT, &path) || tried || named;
    if said || refused || has(JUDGES, &callee(text, site)) || is_sample(site) {
        return true;
    }
    let before = part(line.start.saturating_sub(LINES_REACH), line.start);
    for line in before.lines().rev().take(LINES) {
        if line.trim().is_empty() {
            break;
        }
        if has(SUBJECT, line) {
            return true;
        }
    }
    false
}

/// The text in lower case, without typography, which is about something else than typos.
fn words(text: &[u8]) -> String {
    let text = lower(text);
    if text.contains("typog") { text.replace("typog", "") } else { text }
}

/// The name of the function that is given the subject directly, in lower case.
fn callee(text: &[u8], site: &Site) -> String {
    let head = slice(text, site.span.start.saturating_sub(64), site.span.start);
    let head = head.strip_suffix(b"\"").or(head.strip_suffix(b"'")).or(head.strip_suffix(b"`")).unwrap_or(head);
    let Some(head) = head.strip_suffix(b"(") else { return String::new() };
    let len = trailing(head, |b| is(b, ALNUM) || b == b'_');
    lower(slice(head, head.len() - len, head.len()))
}

/// What tests and lessons on fraud are made of: a name of RFC 2606 with an ending that it does not have, the mailbox `your`, or
/// mail that claims to come from somebody's security.
fn is_sample(site: &Site) -> bool {
    let mut labels = site.domain.rsplit('.');
    let ending = labels.next().unwrap_or_default();
    let reserved =
        labels.next() == Some("example") && !matches!(ending, "com" | "net" | "org") && labels.next().is_none();
    let local = site.subject.split('@').next().unwrap_or_default().to_lowercase();
    // A malformed mailbox at a name that nobody has is there to be refused.
    let refused = is_malformed(site) && SAMPLES.iter().any(|sample| mended(&site.domain) == *sample);
    reserved
        || refused
        || is_parted_sample(site)
        || (site.form == Form::Address && (local == "your" || local.contains("security") || local.contains("account-")))
}

/// The names that documentation and tests may use (RFC 2606).
const SAMPLES: [&str; 3] = ["example.com", "example.net", "example.org"];

/// The domain without the dots that are too many.
fn mended(domain: &str) -> String {
    let mut mended = String::new();
    for label in domain.split('.') {
        if !mended.is_empty() && !label.is_empty() {
            mended.push('.');
        }
        mended.push_str(label);
    }
    mended
}

/// A reserved name with another dot in it, `exam.ple.com`, which makes a bucket of it.
fn is_parted_sample(site: &Site) -> bool {
    let bare = |domain: &str| domain.replace(".", "");
    !SAMPLES.contains(&site.domain.as_str()) && SAMPLES.iter().any(|sample| bare(sample) == bare(&site.domain))
}

/// Names that are nearly the reserved ones, where tests need more than one.
fn is_near_sample(site: &Site) -> bool {
    SAMPLES.iter().any(|sample| are_near(sample, &registered(&site.domain).to_lowercase()))
}

/// Whether a file holds tests, by its path in lower case.
fn is_test(path: &str) -> bool {
    let mut parts = path.split('/');
    let name = parts.next_back().unwrap_or_default();
    let stem = name.split('.').next().unwrap_or_default();
    parts.any(|part| matches!(part, "test" | "tests" | "spec" | "specs" | "testdata" | "__tests__"))
        || stem.starts_with("test_")
        || stem.ends_with("_test")
        || stem.ends_with("_spec")
}

/// Whether the address cannot be mailed to at all, whatever its domain.
fn is_malformed(site: &Site) -> bool {
    !site.domain.contains('.')
        || site.domain.contains(',')
        || site.domain.contains("..")
        || has_stray_dot(&site.subject)
        || site.subject.contains("@@")
}

/// A candidate on the line.
struct Other {
    span: Span,
    /// What stands before its domain.
    local: Span,
    /// In lower case.
    domain: String,
    form: Form,
}

impl Other {
    fn is_beside(&self, site: &Site) -> bool {
        self.span.end <= site.span.start || self.span.start >= site.span.end
    }
}

/// Everything on the line that could be an address or a host.
fn on_line(text: &[u8], line: Span) -> Vec<Other> {
    let line_text = slice(text, line.start, line.end);
    let mut others = Vec::new();
    for found in candidates(line_text) {
        others.push(Other {
            span: found.span.shifted(line.start),
            local: Span::new(found.span.start, found.domain_span.start).shifted(line.start),
            domain: lower(found.domain(line_text)),
            form: found.form,
        });
    }
    others
}

/// Whether the line lists misspellings: a domain and two more that are an edit or two from it.
fn is_list(others: &[Other]) -> bool {
    let mut domains = Vec::new();
    for other in others.iter().take(LISTED) {
        domains.push(other.domain.as_str());
    }
    order::sort(&mut domains, Ord::cmp);
    domains.dedup();
    for one in &domains {
        let mut near = 0;
        for other in &domains {
            near += usize::from(are_near(one, other));
        }
        if near > 1 {
            return true;
        }
    }
    false
}

/// Whether two domains are an edit or two apart, not counting the labels that only tell machines apart, and not as the
/// same name in two countries.
fn are_near(one: &str, other: &str) -> bool {
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

/// Dots where a local part has none.
fn has_stray_dot(subject: &str) -> bool {
    let local = subject.rsplit_once('@').map_or("", |(local, _)| local);
    local.contains("..") || local.ends_with('.')
}

fn lower(bytes: &[u8]) -> String {
    String::from_utf8_lossy(bytes).to_lowercase()
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

/// Whether the two are one thing, written wrong and right: the same mailbox, or no mailbox at least once.
fn is_pair(text: &[u8], site: &Site, other: &Other) -> bool {
    let one = slice(text, site.span.start, site.domain_span.start);
    let two = slice(text, other.local.start, other.local.end);
    let between = slice(text, site.span.end.min(other.span.end), site.span.start.max(other.span.start));
    let has = |mark: &[u8]| memmem(between, mark).is_some();
    // The text of a link and its target say the same, and only one of them slipped.
    if has(b"](") {
        return false;
    }
    match (site.form == Form::Host, other.form == Form::Host) {
        (true, true) => has(b"=>") || has(b"->") || has("→".as_bytes()),
        (false, false) => one == two || is_bare(one) || is_bare(two),
        _ => false,
    }
}

/// Whether there is no mailbox before a domain.
fn is_bare(local: &[u8]) -> bool {
    local.is_empty() || local == b"@"
}
