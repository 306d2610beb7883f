//! What is read line by line: allow comments, and baselines.

use lint_core::gate::allow::directives;
use lint_core::gate::settle::Baseline;
use lint_core::policy::Policy;

/// Reads the allow comments of a text.
pub fn directive(input: &[u8]) {
    let mut end = 0;
    for directive in directives(input, 0) {
        let span = directive.span;
        assert!(end <= span.start && span.start < span.end && span.end <= input.len(), "{directive:?} after {end}");
        let written = &input[span.range()];
        assert!(written.starts_with(b"maillint:") && !written.contains(&b'\n'), "{directive:?}");
        end = span.end;
    }
    // From a place onward, the same ones are found as from the start.
    let starts = |from: usize| directives(input, from).into_iter().map(|directive| directive.span.start);
    assert_eq!(starts(7).collect::<Vec<_>>(), starts(0).filter(|&start| start >= 7).collect::<Vec<_>>());
}

/// Reads the input as a baseline.
pub fn baseline(input: &[u8]) {
    let Ok(text) = std::str::from_utf8(input) else { return };
    match Baseline::parse(text) {
        Err(errors) => {
            let lines = text.split('\n').count() as u64;
            assert!(!errors.is_empty() && errors.iter().all(|error| (1..=lines).contains(&error.line)), "{errors:?}");
        }
        Ok(baseline) => {
            let written = baseline.to_string();
            let again = Baseline::parse(&written).map(|baseline| baseline.to_string());
            assert_eq!(again.as_ref(), Ok(&written), "written and read again");
            for stale in baseline.stale(&Policy::default(), "known.tsv", text, |_| true) {
                let location = stale.location.unwrap();
                assert!(location.end.byte as usize <= text.len(), "{location:?} lies outside of the baseline");
            }
        }
    }
}
