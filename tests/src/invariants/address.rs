//! The grammar and the verdict on a single address or domain.

use lint_core::address::{ADDRESS_MAX, to_ascii};
use lint_core::gate::render::visible;
use lint_core::{Address, Checker, Finding, Place};
use std::sync::LazyLock;

static CHECKER: LazyLock<Checker> = LazyLock::new(Checker::default);

/// Parses and judges the input as an address, or as a domain.
pub fn address(input: &[u8]) {
    let Ok(text) = std::str::from_utf8(input) else { return };
    match Address::well_formed(text.to_owned()) {
        Ok(address) => {
            assert!(text.len() <= ADDRESS_MAX);
            assert_eq!(format!("{}@{}", address.local(), address.domain()), text);
        }
        Err(error) => {
            let span = error.span();
            assert!(text.get(span.range()).is_some(), "{error}: {span:?} is no part of {text:?}");
            assert!(!error.to_string().contains('\n'), "{error}");
        }
    }
    // What was put in one form stays in it.
    let ascii = to_ascii(text);
    assert_eq!(to_ascii(&ascii), ascii, "{text:?} twice");
    for finding in CHECKER.address(text) {
        assert!(text.get(finding.span.range()).is_some(), "{finding:?} lies outside of {text:?}");
        if let Some(fix) = &finding.fix {
            assert!(text.get(fix.span.range()).is_some(), "{fix:?} lies outside of {text:?}");
        }
        suggestion(&CHECKER, &finding);
    }
}

/// A suggestion itself gets no finding, and a message as it is shown is one line.
pub(super) fn suggestion(checker: &Checker, finding: &Finding) {
    assert!(!visible(&finding.message).contains(char::is_control), "{finding:?}");
    if let Some(suggestion) = &finding.suggestion {
        // In a text the local part may be filled in at run time.
        let judged = if finding.place == Place::Argument { suggestion } else { domain(suggestion) };
        let again = checker.address(judged);
        assert!(again.is_empty(), "`{}` suggests `{suggestion}`, of which: {again:?}", finding.subject);
    }
}

fn domain(subject: &str) -> &str {
    subject.rsplit('@').next().unwrap_or_default()
}
