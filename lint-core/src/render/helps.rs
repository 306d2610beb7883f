//! What a report says once for all findings alike: where to read on, and how to keep what is right.

use super::report::explained;
use super::visible;
use crate::address::Domain;
use crate::by_name::ByName;
use crate::context::Kind;
use crate::finding::Finding;

/// How many domains are remembered, so that memory does not grow with what is found.
const MOST: usize = 10_000;

/// What a report has said already.
#[derive(Debug, Default)]
pub struct Helps {
    explained: Vec<&'static str>,
    allowed: ByName<bool>,
}

impl Helps {
    /// What to say below a finding in the file `path`: what to write to keep it, to be copied, and, once a lint, where to read on.
    ///
    /// ```
    /// use lint_core::gate::render::Helps;
    /// let finding = &lint_core::Checker::default().text("a.py", b"to = 'ops@army.ml'").findings[0];
    /// assert_eq!(Helps::default().of("a.py", finding)[0], "to keep it: # maillint: allow(tld_slip) reason");
    /// ```
    pub fn of(&mut self, path: &str, finding: &Finding) -> Vec<String> {
        let mut helps = Vec::from_iter(self.keep(path, finding));
        if !self.explained.contains(&finding.lint) {
            self.explained.push(finding.lint);
            helps.extend(explained(finding.lint));
        }
        helps
    }

    /// A comment where the file can have one, else lines of the policy, which hold for all of a domain and are told once.
    fn keep(&mut self, path: &str, finding: &Finding) -> Option<String> {
        // What is wrong with an allow is not to be kept.
        if matches!(finding.lint, "unused_allow" | "expired_allow") {
            return None;
        }
        if let Some((open, close)) = Kind::of(path).comment() {
            return Some(format!("to keep it: {open} maillint: allow({}) reason{close}", finding.lint));
        }
        let domain = finding.domain.as_deref()?;
        if self.allowed.len() >= MOST || std::mem::replace(self.allowed.or_default(domain), true) {
            return None;
        }
        Some(format!("to keep it: in maillint.toml\n{}", allow_lines(finding)?))
    }
}

/// What to write into the policy to keep the subject as it is; `None` where the policy takes no such domain, and where the domain is not
/// what is wrong.
pub fn allow_lines(finding: &Finding) -> Option<String> {
    if matches!(finding.lint, "malformed_address" | "hidden_character") {
        return None;
    }
    let domain = finding.domain.as_deref().filter(|domain| Domain::parse(domain).is_ok())?;
    let domain = visible(domain).replace('\\', "\\\\").replace('"', "\\\"");
    Some(format!("[[allow]]\ndomain = \"{domain}\"\nreason = \"...\""))
}

#[cfg(test)]
mod tests {
    use super::Helps;
    use crate::Checker;

    #[test]
    fn an_allow_is_written_as_the_file_takes_it() {
        let mut helps = Helps::default();
        let mut first = |path: &str| {
            let finding = &Checker::default().text(path, b"\"ops@army.ml\"").findings[0];
            helps.of(path, finding).swap_remove(0)
        };
        assert_eq!(first("a.html"), "to keep it: <!-- maillint: allow(tld_slip) reason -->");
        let lines = "to keep it: in maillint.toml\n[[allow]]\ndomain = \"army.ml\"\nreason = \"...\"";
        assert_eq!(first("a.json"), lines);
        assert_eq!(first("a.rs"), "to keep it: // maillint: allow(tld_slip) reason");
        let list = &Checker::default().address("x@gmail.com;y@gmail.com")[0];
        assert_eq!(super::allow_lines(list), None);
        // It is no good advice to allow anything at all that lies at a provider.
        let hidden = &Checker::default().address("hidden\u{200b}@gmail.com")[0];
        assert_eq!((hidden.lint, super::allow_lines(hidden)), ("hidden_character", None));
    }
}
