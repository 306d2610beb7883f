//! What is said of an address under the pointer: what is wrong with it, or whose it is, and what becomes of mail to it.

use super::documents::Document;
use super::place::Encoding;
use lint_core::Finding;
use lint_core::gate::render::{doubt, notes, visible};
use lsp_types::{Hover, HoverContents, MarkupContent, MarkupKind, Position};

/// The words at a position; `None` where nothing was judged there.
pub(super) fn at(document: &Document, position: Position, encoding: Encoding) -> Option<Hover> {
    let Document { text, lines, .. } = document;
    let offset = lines.offset(text, position, encoding);
    let finding = document.findings.iter().find(|finding| {
        let place = document.place(finding);
        place.start <= offset && offset <= place.end
    })?;
    let contents = MarkupContent { kind: MarkupKind::Markdown, value: words(finding) };
    let range = lines.range(text, document.place(finding), encoding);
    Some(Hover { contents: HoverContents::Markup(contents), range: Some(range) })
}

/// A finding as a page of its own.
fn words(finding: &Finding) -> String {
    let mut parts = vec![format!("**{}**: {}", finding.lint, visible(&finding.message))];
    parts.extend(finding.fate.map(|fate| crate::report::fate_clause(fate).to_owned()));
    parts.extend(notes(finding));
    parts.extend(doubt(finding));
    parts.extend(finding.help.as_deref().map(visible));
    parts.push(format!("[What `{}` means, and how to allow it]({})", finding.lint, crate::report::page(finding.lint)));
    parts.join("\n\n")
}
