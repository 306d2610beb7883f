//! What the lints on allows share: their subject is no address but an allow, in a comment or in the policy.

use super::Lint;
use crate::finding::Finding;
use crate::policy::{Allow, Target};
use crate::source::{Location, Place};
use crate::span::Span;

impl Finding {
    /// A finding on an allow comment that says nothing yet.
    pub(crate) fn on_comment(lint: &Lint, subject: String, location: Location) -> Finding {
        Finding {
            subject,
            place: Place::Comment,
            span: Span::new(location.start.byte as usize, location.end.byte as usize),
            location: Some(location),
            ..Finding::saying(lint.id, lint.level, String::new())
        }
    }

    /// A finding on an allow of the policy that says nothing yet.
    pub(crate) fn on_policy(lint: &Lint, allow: &Allow) -> Finding {
        let domain = match &allow.target {
            Target::Domain(pattern) => Some(pattern.domain.clone()),
            Target::Address(address) => address.rsplit_once('@').map(|(_, domain)| domain.to_owned()),
        };
        let finding = Finding::on_comment(lint, allow.target.to_string(), allow.location.clone());
        Finding { domain, place: Place::Value, key: Some("allow".to_owned()), ..finding }
    }
}
