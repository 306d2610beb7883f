//! What is said of an address under the pointer: what is wrong with it, or whose it is, and what becomes of mail to it.

use super::documents::Document;
use super::place::Encoding;
use super::projects::Project;
use lint_core::gate::render::{doubt, notes, visible};
use lint_core::gate::{Account, Became};
use lint_core::{Excused, Finding};
use lsp_types::{Hover, HoverContents, MarkupContent, MarkupKind, Position};

/// The largest text in which what is right is looked up, in bytes: all of it is judged for that.
const MOST: usize = 4 << 20;

/// The words at a position; `None` where nothing was judged there.
pub(super) fn at(
    document: &Document,
    project: Option<&Project>,
    position: Position,
    encoding: Encoding,
) -> Option<Hover> {
    let Document { text, lines, .. } = document;
    let offset = lines.offset(text, position, encoding);
    let finding = document.findings.iter().find(|finding| {
        let place = document.place(finding);
        place.start <= offset && offset <= place.end
    });
    let (place, value) = match finding {
        Some(finding) => (document.place(finding), words(finding)),
        None => right(document, project.filter(|_| text.len() <= MOST)?, offset)?,
    };
    let contents = MarkupContent { kind: MarkupKind::Markdown, value };
    Some(Hover { contents: HoverContents::Markup(contents), range: Some(lines.range(text, place, encoding)) })
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

/// What is said of what nothing was found in: its place, and why that is so.
fn right(document: &Document, project: &Project, offset: usize) -> Option<(std::ops::Range<usize>, String)> {
    let path = document.path.as_ref()?;
    let accounts = project.checker.why(&project.name(path), document.text.as_bytes());
    let place = |account: &Account| account.location.start.byte as usize..account.location.end.byte as usize;
    let account = accounts.iter().find(|account| place(account).contains(&offset))?;
    let written = visible(&account.written);
    let words = match &account.became {
        Became::Known(domain) => {
            let (domain, whose) = (visible(domain), project.whose(domain));
            let to = if written.contains('@') { "mail is meant to go there" } else { "it is meant" };
            format!("`{written}`: `{domain}` is {whose}; {to}")
        }
        Became::Quiet(Some(nearest)) => {
            let nearest = visible(&nearest.domain);
            format!(
                "`{written}`: nothing is known of its domain; next to it is `{nearest}`, which is less likely to be meant"
            )
        }
        Became::Quiet(None) => format!("`{written}`: nothing is known of its domain, and nothing known is near"),
        Became::Excused(Excused { finding, reason, .. }) => {
            format!("`{written}` is allowed: {}\n\n{}", visible(reason), words(finding))
        }
        Became::Off(lint) => format!("`{written}`: `{lint}` would speak, and is set to `allow`"),
        Became::MadeUp(lint) => {
            format!("`{written}`: a string of a test may be made up; elsewhere `{lint}` would speak")
        }
        Became::Trapped(trap) => format!("`{written}` is taken for no address and no host: {}", trap.page.summary()),
        _ => return None,
    };
    Some((place(account), words))
}
