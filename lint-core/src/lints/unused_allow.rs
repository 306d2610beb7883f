//! An allow that excuses nothing.
//!
//! # Why
//!
//! What was excused is gone, or never was: the name in the parentheses is mistyped, the reason is missing, the line below
//! is another one by now. An allow that stays behind hides the next slip in its place.
//!
//! # Fires
//!
//! On the comment, on the `[[allow]]` in `maillint.toml` when the whole repository was read, or on the line of a baseline
//! whose finding is gone:
//!
//! ```text
//! to = "ops@army.mil"  # maillint: allow(tld_slip) our office in Bamako
//! to = "ops@army.mil"  # maillint: allow(tld_slp) our office in Bamako
//! to = "ops@army.mil"  # maillint: allow(tld_slip)
//! to = "ops@army.mil"  # maillint: ignore
//! ```
//!
//! # Quiet
//!
//! ```text
//! to = "ops@army.ml"  # maillint: allow(tld_slip) our office in Bamako
//! ```
//!
//! # Fix
//!
//! Take the allow away, or say what it is for: `maillint: allow(lint) reason`.
//!
//! # Allow
//!
//! `maillint: allow-file(unused_allow) reason` in a comment of the file.

use crate::allow::{Directive, Scope};
use crate::finding::{Finding, Level};
use crate::lint::{Check, Lint, Page};
use crate::policy;
use crate::source::Location;
#[cfg(feature = "only-new")]
use crate::text::times;

pub(crate) static LINT: Lint = Lint {
    id: "unused_allow",
    level: Level::Warn,
    page: Page::of(include_str!("unused_allow.rs")),
    check: Check::Allows,
};

/// Why a comment excuses nothing.
pub(crate) enum Why {
    /// Its parentheses are empty, or never closed.
    NamesNothing,
    /// It is none, for want of the word, or of parentheses.
    Mistyped,
    /// It gives no reason.
    HasNoReason,
    /// It names a lint that there is not; what to say about that.
    Unknown(String, String),
    /// It comes behind as many in its file as are obeyed.
    TooMany(usize),
    /// These of its lints find nothing there.
    FindsNothing(Vec<&'static str>),
}

/// The finding on a comment.
pub(crate) fn in_comment(directive: &Directive, why: Why, location: Location) -> Finding {
    let word = if directive.scope == Scope::File { "allow-file" } else { "allow" };
    let mut lints = Vec::new();
    for lint in &directive.lints {
        lints.push(lint.as_str());
    }
    let subject = match &directive.mistyped {
        Some(mistyped) => mistyped.clone(),
        None => format!("{word}({})", lints.join(", ")),
    };
    let (problem, help) = match why {
        Why::NamesNothing => {
            ("names no lint, so it excuses nothing".to_owned(), format!("write `maillint: {word}(lint) reason`"))
        }
        Why::Mistyped => {
            let lints = if lints.is_empty() { String::from("lint") } else { lints.join(", ") };
            (
                "is no allow, so it excuses nothing".to_owned(),
                format!("did you mean `maillint: {word}({lints}) reason`?"),
            )
        }
        Why::HasNoReason => {
            ("gives no reason, so it excuses nothing".to_owned(), format!("write `maillint: {subject} reason`"))
        }
        Why::TooMany(most) => (
            format!("stands behind {most} others in this file, so it excuses nothing, nor does any below it"),
            String::from("exclude the file in `maillint.toml`, or write one `maillint: allow-file(lint) reason`"),
        ),
        Why::Unknown(name, help) => (format!("there is no lint `{name}`"), help),
        Why::FindsNothing(unused) if unused.len() == directive.lints.len() => {
            ("excuses nothing".to_owned(), "take it away".to_owned())
        }
        Why::FindsNothing(unused) => {
            let unused = unused.join("`, `");
            (format!("`{unused}` excuses nothing"), format!("take `{unused}` out of it"))
        }
    };
    let message = format!("`{subject}`: {problem}");
    Finding { message, help: Some(help), ..Finding::on_comment(&LINT, subject, location) }
}

/// The finding on a line of a baseline that knows a subject in the file `path`, where it is found so often, and known so often.
#[cfg(feature = "only-new")]
pub(crate) fn in_baseline(
    subject: &str,
    lint: &str,
    path: &str,
    (found, known): (u64, u64),
    location: Location,
) -> Finding {
    let often = if known == 1 { String::new() } else { format!(" {}", times(known)) };
    let (rest, help) = match found {
        0 => (String::from("not found any more"), String::from("take the line away")),
        found => (format!("found {}", times(found)), format!("say so with {found} in its last column")),
    };
    let message = format!("`{subject}`: the baseline knows it{often} in {path} ({lint}), where it is {rest}");
    let help = format!("{help}, or write the baseline anew with `--write-baseline`");
    Finding {
        message,
        help: Some(help),
        place: crate::source::Place::Value,
        ..Finding::on_comment(&LINT, subject.to_owned(), location)
    }
}

/// The finding on an entry of the policy.
pub(crate) fn in_policy(allow: &policy::Allow) -> Finding {
    let message = format!("`{}`: the allow for it excuses nothing", allow.target);
    let help = format!("take it away; its reason was: {}", allow.reason);
    Finding { message, help: Some(help), ..Finding::on_policy(&LINT, allow) }
}
