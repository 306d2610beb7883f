//! A host that its file or the text around it is named after: `https://tr-project.org` in `tr/package.toml`.
//!
//! # Why
//!
//! Packages, recipes and posts are filed under the name of what they are about, and that stands in the name of its site. People have
//! their mailboxes elsewhere, but for a surname that is a domain of theirs. And whoever gives a site its name, as a title, as the text of a link or in the lines around it, slips
//! seldom twice.
//!
//! # Fires
//!
//! ```text packages/tr/recipe.toml
//! homepage = "https://tr-project.org"
//! ```
//!
//! ```text packages/xsl-git/recipe.toml
//! homepage = "https://openxsl.org"
//! ```
//!
//! ```text README.md
//! <a href="https://dropbux.com/" title="Dropbux">our sponsor</a>
//! ```
//!
//! ```file HACKING.md
//! How peers find each other is written down where Dropbux is.
//! See the [protocol].
//!
//! [protocol]: https://www.dropbux.com/protocol.html
//! ```
//!
//! ```census
//! jansen.net
//! ```
//!
//! ```text
//! Jo Janssen <jo@janssen.net>
//! ```
//!
//! # Quiet
//!
//! ```census
//! fabrikam.net
//! ```
//!
//! ```text
//! Jo Fabrikam <jo@fabrkiam.net>
//! ```
//!
//! ```text fabrikam/recipe.toml
//! homepage = "https://fabrikam.nett/"
//! ```
//!
//! ```text packages/git/recipe.toml
//! homepage = "https://githib.com/git/git"
//! ```
//!
//! ```text google/api/client.toml
//! homepage = "https://storage.googleapi.com/x"
//! ```
//!
//! ```text meta-perl/recipe.toml
//! homepage = "https://metapan.org/release/Moo/"
//! ```
//!
//! ```text README.md
//! <a href="https://githib.com/githib/x" title="GitHub">https://githib.com</a>
//! ```
//!
//! ```text packages/tr/recipe.toml
//! maintainer = "jane@tr-project.org"
//! ```

use super::registered;
use crate::doubt::{Casts, Doubt, Scene};
use crate::find::chars::{HOST, before, byte, is, slice};
use crate::page::Page;
use crate::span::Span;
use crate::text::edit::{same_end, same_start};

pub(crate) static DOUBT: Doubt = Doubt {
    id: "named_after",
    reason: "its file or the text around it is named after it",
    page: Page::of(include_str!("named_after.rs")),
    casts: Casts::Text(casts),
};

/// A word that is shorter counts where a hyphen parts it from the rest.
const LONG_WORD: usize = 3;
/// A word so long is looked for in the lines around as well, as far as is read ahead of them.
const NEAR_WORD: usize = 6;
const NEAR: usize = 2 << 10;

fn casts(scene: &Scene<'_>) -> bool {
    let Scene { finding, path, site, .. } = scene;
    // No host is called what has an underscore (RFC 952).
    let is_name = !site.domain.contains('_') && matches!(finding.lint, "host_slip" | "lonely_domain");
    let Some(meant) = finding.evidence.first().filter(|_| is_name) else { return false };
    let domain = scene.domain();
    let (typed, meant) = (name(&domain), name(&meant.target));
    if site.is_mail() {
        // A name with more in it is called so too: `marc.fabrikam.org` for `marc-fabrikam.org`.
        return !meant.contains(typed) && is_surname(scene.head(), typed);
    }
    let path = path.to_lowercase();
    let (folders, file) = path.rsplit_once('/').unwrap_or(("", &path));
    let stem = file.split('.').next().unwrap_or_default();
    let parts = [folders, stem];
    let mut words = parts.iter().flat_map(|part| part.split(|c: char| !c.is_alphanumeric()));
    // Where only the ending differs, the file is named after both.
    typed != meant && (words.any(|word| sets_apart(word, typed, meant)) || is_word_near(scene, typed))
}

/// Whether the name stands on the line as a word, outside of paths and hosts, or, if it is long, near it.
fn is_word_near(scene: &Scene<'_>, name: &str) -> bool {
    let Span { start, end } = scene.line;
    let near = if name.len() < NEAR_WORD { 0 } else { NEAR };
    let text = slice(scene.text, start.saturating_sub(near), end + near);
    let is_apart = |b: u8| !is(b, HOST) && b != b'/' && b != b'@' && b < 0x80;
    let is_at = |at: usize| {
        slice(text, at, at + name.len()).eq_ignore_ascii_case(name.as_bytes())
            && is_apart(before(text, at))
            && is_apart(byte(text, at + name.len()))
    };
    name.len() >= LONG_WORD && (0..text.len()).any(is_at)
}

/// Whether it is the last word of the name that is shown before an address in angle brackets.
fn is_surname(head: &[u8], name: &str) -> bool {
    let head = head.strip_suffix(b"<").or_else(|| head.strip_suffix(b"&lt;")).map(<[u8]>::trim_ascii_end);
    let head = head.unwrap_or_default();
    let shown = slice(head, head.len().saturating_sub(name.len()), head.len());
    let before = before(head, head.len().saturating_sub(name.len()));
    name.len() >= LONG_WORD && shown.eq_ignore_ascii_case(name.as_bytes()) && before == b' '
}

/// What somebody registered, without its ending.
fn name(domain: &str) -> &str {
    registered(domain).split('.').next().unwrap_or_default()
}

/// Whether the word begins or ends the name as typed, and holds all in which that differs from what it looks like.
fn sets_apart(word: &str, typed: &str, meant: &str) -> bool {
    let start = same_start(typed.as_bytes(), meant.as_bytes());
    let rest = same_end(&typed.as_bytes()[start..], &meant.as_bytes()[start..]);
    let is_apart =
        |rest: &str| rest.is_empty() || word.len() >= LONG_WORD || rest.starts_with('-') || rest.ends_with('-');
    let (end, is_left_out) = (typed.len() - rest, start + rest == typed.len());
    let holds = |from: usize| {
        let to = from + word.len();
        // Of a letter that was left out, a word holds the place if it goes on on both sides.
        let is_inside = from < start && end < to || word.len() == typed.len();
        from <= start && end <= to && (is_inside || !is_left_out)
    };
    let begins = || typed.strip_prefix(word).is_some_and(is_apart) && holds(0);
    let ends = || typed.strip_suffix(word).is_some_and(|head| is_apart(head) && holds(head.len()));
    word.len() > 1 && (begins() || ends())
}
