//! Changes to a `maillint.toml` that leave everything else in it as it stands, comments too.

use super::documents::Document;
use super::place::Encoding;
use super::projects::Project;
use lsp_types::Range;
use std::collections::BTreeMap;
use std::fs;
use std::path::PathBuf;
use toml_edit::{Array, ArrayOfTables, DocumentMut, Item, Table, value};

/// A policy as it stands, in the editor or on the disk.
pub(super) struct Draft {
    pub(super) path: PathBuf,
    /// How a person would name it.
    pub(super) name: String,
    pub(super) text: String,
    /// All of the text.
    pub(super) whole: Range,
    pub(super) is_there: bool,
}

impl Draft {
    /// The policy of a project, or the one that it would have at its root. `None` where that stands in a manifest, or cannot be read.
    pub(super) fn of(project: &Project, open: &BTreeMap<String, Document>, encoding: Encoding) -> Option<Draft> {
        let path = match &project.policy_file {
            Some(file) if file.ends_with("maillint.toml") => file.clone(),
            Some(_) => return None,
            None => project.root.join("maillint.toml"),
        };
        let name = project.name(&path);
        let path = fs::canonicalize(&path).unwrap_or(path);
        let is_open = |document: &&Document| document.path.as_ref() == Some(&path);
        let text = match open.values().find(is_open) {
            Some(document) => Some(document.text.clone()),
            None => fs::read_to_string(&path).ok(),
        };
        let (is_there, text) = (text.is_some(), text.unwrap_or_default());
        Some(Draft { whole: whole(&text, encoding), path, name, text, is_there })
    }
}

/// The policy with an `[[allow]]` more; `None` where it is no TOML, or has that key for something else.
pub(super) fn allow(policy: &str, domain: &str, reason: &str) -> Option<String> {
    let mut policy: DocumentMut = policy.parse().ok()?;
    let mut allow = Table::new();
    allow.insert("domain", value(domain));
    allow.insert("reason", value(reason));
    let none = || Item::ArrayOfTables(ArrayOfTables::new());
    policy.entry("allow").or_insert_with(none).as_array_of_tables_mut()?.push(allow);
    Some(policy.to_string())
}

/// The policy with a protected domain more; `None` where it is there already.
pub(super) fn protect(policy: &str, domain: &str) -> Option<String> {
    let mut policy: DocumentMut = policy.parse().ok()?;
    let none = || value(Array::new());
    let protected = policy.entry("protect").or_insert_with(none).as_array_mut()?;
    if protected.iter().any(|there| there.as_str() == Some(domain)) {
        return None;
    }
    protected.push(domain);
    Some(policy.to_string())
}

/// What a whole text is, as a range.
fn whole(text: &str, encoding: Encoding) -> Range {
    super::place::Lines::of(text).range(text, 0..text.len(), encoding)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_rest_of_a_policy_stays_as_it_is() {
        let policy = "# ours\nprotect = [\"army.mil\"] # all of it\n\n[lints]\nrisky_tld = \"deny\"\n";
        assert_eq!(
            protect(policy, "navy.mil").as_deref(),
            Some("# ours\nprotect = [\"army.mil\", \"navy.mil\"] # all of it\n\n[lints]\nrisky_tld = \"deny\"\n")
        );
        assert_eq!(protect(policy, "army.mil"), None);
        let allowed = allow(policy, "sante.gov.ml", "a ministry");
        assert_eq!(
            allowed.as_deref(),
            Some(&*format!("{policy}\n[[allow]]\ndomain = \"sante.gov.ml\"\nreason = \"a ministry\"\n"))
        );
        assert_eq!(allow("allow = 1", "x.org", ""), None);
        assert_eq!(protect("protect = ", "x.org"), None);
        assert_eq!(protect("", "x.org").as_deref(), Some("protect = [\"x.org\"]\n"));
    }
}
