//! "Did you mean": the name that a mistyped one was probably meant to be.

/// What to say about a name that is none of `known`: the one that was probably meant, or else all of them.
///
/// ```
/// use lint_core::policy::did_you_mean;
/// assert_eq!(did_you_mean("dney", ["allow", "warn", "deny"]), "did you mean `deny`?");
/// assert_eq!(did_you_mean("fatal", ["allow", "warn", "deny"]), "known are `allow`, `warn`, `deny`");
/// ```
pub fn did_you_mean<'n>(name: &str, known: impl IntoIterator<Item = &'n str>) -> String {
    among(name, &known.into_iter().collect::<Vec<_>>())
}

/// The same of names that stand in a list.
pub(super) fn among(name: &str, known: &[&str]) -> String {
    let name = name.to_ascii_lowercase().replace('-', "_");
    // A third of a name may be wrong before it is another name. Names of very different length are not even compared.
    let near = |known: &&str| known.len().abs_diff(name.len()) <= known.len() / 3;
    let distances = known.iter().copied().filter(near).map(|known| (strsim::osa_distance(known, &name), known));
    match distances
        .min_by_key(|(distance, _)| *distance)
        .filter(|(distance, known)| *distance <= (known.len() / 3).max(1))
    {
        Some((_, meant)) => format!("did you mean `{meant}`?"),
        None => format!("known are `{}`", known.join("`, `")),
    }
}
