//! "Did you mean": the name that a mistyped one was probably meant to be.

/// What to say about a name that is none of `known`: the one that was probably meant, or else all of them.
///
/// ```
/// use lint_core::policy::did_you_mean;
/// assert_eq!(did_you_mean("dney", ["allow", "warn", "deny"]), "did you mean `deny`?");
/// assert_eq!(did_you_mean("fatal", ["allow", "warn", "deny"]), "expected one of `allow`, `warn`, `deny`");
/// ```
pub fn did_you_mean<'n>(name: &str, known: impl IntoIterator<Item = &'n str>) -> String {
    among(name, &known.into_iter().collect::<Vec<_>>())
}

/// The nearest of names that stand in a list, as words of a help.
pub(crate) fn among(name: &str, known: &[&str]) -> String {
    let name = name.to_ascii_lowercase().replace("-", "_");
    let mut nearest: Option<(usize, &str)> = None;
    for known in known {
        // A third of a name may be wrong before it is another name. Names of very different length are not even compared.
        if known.len().abs_diff(name.len()) <= known.len() / 3 {
            let distance = strsim::osa_distance(known, &name);
            if nearest.is_none_or(|(least, _)| distance < least) {
                nearest = Some((distance, known));
            }
        }
    }
    match nearest {
        Some((distance, meant)) if distance <= (meant.len() / 3).max(1) => format!("did you mean `{meant}`?"),
        _ => expected(known),
    }
}

/// All that would be right, as words of a help.
pub(super) fn expected(known: &[&str]) -> String {
    match known {
        [only] => format!("expected `{only}`"),
        _ => format!("expected one of `{}`", known.join("`, `")),
    }
}
