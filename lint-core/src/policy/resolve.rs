//! From the text of a policy to what it means.

use super::error::{Error, Mistake, cursor, located};
use super::pattern::ByDomain;
use super::toml::{Document, Table, Value};
use super::typed::{Reader, Typed};
use super::{Allow, Names, Policy, Target};
use crate::by_name::ByName;
use crate::order;
use crate::span::Span;
use crate::text::find::memmem;

impl Default for Policy {
    /// The policy of an empty file.
    fn default() -> Policy {
        Policy::resolve(Typed::default(), "maillint.toml", "", &mut Vec::new())
    }
}

impl Policy {
    /// Reads a `maillint.toml`. `names` are those that it may give levels to.
    ///
    /// # Errors
    /// Everything that is wrong with it, in the order of the text.
    pub fn parse(text: &str, names: &Names) -> Result<Policy, Vec<Error>> {
        let mut mistakes = Vec::new();
        let document = Document::parse(text, &mut mistakes);
        Policy::read(&document, document.root(), names, "maillint.toml", text, mistakes)
    }

    /// Reads the policy in a `Cargo.toml`, if there is one: `[workspace.metadata.maillint]` or `[package.metadata.maillint]`.
    ///
    /// # Errors
    /// Everything that is wrong with it, at its place in the `Cargo.toml`, in the order of the text.
    pub fn from_cargo_toml(text: &str, names: &Names) -> Result<Option<Policy>, Vec<Error>> {
        if memmem(text.as_bytes(), b"maillint").is_none() {
            return Ok(None);
        }
        let mut mistakes = Vec::new();
        let document = Document::parse(text, &mut mistakes);
        let workspace = document.at(&["workspace", "metadata", "maillint"]);
        let node = match (workspace, document.at(&["package", "metadata", "maillint"])) {
            (Some(one), Some(other)) => {
                let (first, second) = if one.span < other.span { (one, other) } else { (other, one) };
                mistakes.push(Mistake::new(second.span.start, "a second policy in one file").clashes(first.span.start));
                first
            }
            (Some(node), None) | (None, Some(node)) => node,
            (None, None) => return Ok(None),
        };
        let Value::Table(id) = node.value else {
            mistakes.push(Mistake::new(node.span.start, "`maillint` is a table"));
            return Err(located(mistakes, text));
        };
        Policy::read(&document, document.table(id), names, "Cargo.toml", text, mistakes).map(Some)
    }

    fn read(
        document: &Document,
        table: &Table,
        names: &Names,
        file: &str,
        text: &str,
        mistakes: Vec<Mistake>,
    ) -> Result<Policy, Vec<Error>> {
        let mut reader = Reader { document, names, mistakes };
        let typed = reader.policy(table);
        let mut mistakes = reader.mistakes;
        let policy = Policy::resolve(typed, file, text, &mut mistakes);
        if mistakes.is_empty() { Ok(policy) } else { Err(located(mistakes, text)) }
    }

    /// From what was typed to what it means.
    fn resolve(typed: Typed, file: &str, text: &str, mistakes: &mut Vec<Mistake>) -> Policy {
        let mut policy = Policy {
            file: file.to_owned(),
            protect: typed.protect,
            only: None,
            declared: typed.declared.unwrap_or(true),
            baseline: typed.baseline,
            today: None,
            overrides: Vec::new(),
            levels: typed.lints,
            doubts: typed.doubts,
            files: typed.files,
            allows: Vec::new(),
            allows_by_domain: ByDomain::default(),
            allows_by_address: ByName::default(),
            exclude: typed.scan.exclude,
            excluded: Vec::new(),
        };
        if !typed.only.is_empty() {
            let only = policy.only.insert(ByDomain::default());
            for (place, pattern) in typed.only.iter().enumerate() {
                only.insert(pattern, place);
            }
        }
        let (mut cursor, start) = cursor(text);
        let mut first: ByName<Option<usize>> = ByName::default();
        for allow in typed.allow {
            let target = match (allow.domain, allow.address) {
                (Some(domain), None) => Target::Domain(domain),
                (None, Some(address)) => Target::Address(address),
                // Both, neither, or not well-formed: reported where it was read.
                _ => continue,
            };
            let mut paths = allow.paths;
            order::sort(&mut paths, Ord::cmp);
            paths.dedup();
            let span = Span::new(allow.span.start.saturating_sub(start), allow.span.end.saturating_sub(start));
            let location = cursor.locate(span);
            if let Some(first) = first.or_default(&format!("{target:?} {paths:?}")).replace(allow.span.start) {
                mistakes.push(Mistake::new(allow.span.start, "the same allow a second time").clashes(first));
                continue;
            }
            let place = policy.allows.len();
            match &target {
                Target::Domain(pattern) => policy.allows_by_domain.insert(pattern, place),
                Target::Address(address) => policy.allows_by_address.or_default(address).push(place),
            }
            let reason = allow.reason.unwrap_or_default();
            policy.allows.push(Allow { target, reason, expires: allow.expires, paths, location });
        }
        policy
    }
}
