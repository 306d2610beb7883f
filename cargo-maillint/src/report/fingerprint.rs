//! The name of a finding from run to run.

use lint_core::Finding;

/// A hash of lint, subject and the file's path from the root of its project, in hexadecimal.
///
/// Neither the lines around the finding nor the version of maillint have a part in it, so that a finding that only moves
/// keeps its name.
pub(crate) fn fingerprint(finding: &Finding, name: &str) -> String {
    format!("{:016x}", hash([finding.lint, &finding.subject, name]))
}

/// FNV-1a (64 bits) over texts, each with a NUL behind it: the same in every version and on every machine.
pub(crate) fn hash<'t>(parts: impl IntoIterator<Item = &'t str>) -> u64 {
    let bytes = parts.into_iter().flat_map(|part| part.bytes().chain([0]));
    bytes.fold(0xcbf2_9ce4_8422_2325, |hash, byte| (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3))
}

#[cfg(test)]
mod tests {
    use super::*;
    use lint_core::Checker;

    #[test]
    fn lint_subject_and_path_make_the_name() {
        let names = |path: &str, text: &str| -> Vec<String> {
            Checker::default()
                .text(path, text.as_bytes())
                .findings
                .iter()
                .map(|found| fingerprint(found, path))
                .collect()
        };
        let [one] = &names("a.txt", "to ops@army.ml")[..] else { unreachable!() };
        assert_eq!(one, "da756805bd688e79");
        assert_eq!(names("a.txt", "\n\nfrom ops@army.ml and ops@army.ml"), [one.as_str(), one]);
        assert_ne!(names("b.txt", "to ops@army.ml"), [one.as_str()]);
        assert_ne!(names("a.txt", "to opt@army.ml"), [one.as_str()]);
    }
}
