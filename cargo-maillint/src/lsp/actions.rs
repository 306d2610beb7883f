//! What can be done about a finding with one key: the mend, an allow here or in the policy, protection for what was meant.

use super::client::Client;
use super::documents::Document;
use super::policy_edit::{Draft, allow, protect};
use super::projects::Project;
use super::{diagnostics, uri};
use crate::fix::take_back;
use lint_core::gate::context::Kind;
use lint_core::{Finding, Level};
use lsp_types::{
    CodeAction, CodeActionKind, CodeActionOrCommand, CreateFile, CreateFileOptions, Diagnostic,
    DocumentChangeOperation, DocumentChanges, OneOf, OptionalVersionedTextDocumentIdentifier, Position, Range,
    ResourceOp, TextDocumentEdit, TextEdit, Uri, WorkspaceEdit,
};
use std::collections::{BTreeMap, HashMap};

/// What stands for the reason until somebody writes it: an allow without one is a mistake.
const REASON: &str = "TODO: why this is right";

/// Whether actions of a kind, or of one below it, are among those that are offered.
pub(super) fn is_offered(kind: &CodeActionKind) -> bool {
    [CodeActionKind::EMPTY, CodeActionKind::QUICKFIX].contains(kind)
}

/// What can be done about the findings that a range touches.
pub(super) fn of(
    document: &Document,
    project: Option<&Project>,
    range: Range,
    client: Client,
    open: &BTreeMap<String, Document>,
) -> Vec<CodeActionOrCommand> {
    let shown = diagnostics::of(document, client.encoding);
    let touched = document.findings.iter().zip(shown).filter(|(_, shown)| diagnostics::touch(shown.range, range));
    let (mut mended, shown): (Vec<Finding>, Vec<_>) = touched.map(|(finding, shown)| (finding.clone(), shown)).unzip();
    // What a person is offered first is what `--fix` would write.
    take_back(document.text.as_bytes(), &mut mended);
    let draft = project.and_then(|project| Draft::of(project, open, client.encoding));
    let mut actions = Vec::new();
    for (finding, diagnostic) in mended.iter().zip(shown) {
        let offer = Offer { document, finding, diagnostic, client };
        actions.extend(offer.mend());
        actions.extend(offer.allow_here());
        if let Some(draft) = &draft {
            actions.extend(offer.allow_in_policy(draft));
            actions.extend(offer.protect(draft));
        }
    }
    actions.into_iter().map(CodeActionOrCommand::CodeAction).collect()
}

/// One finding, for which something is offered.
struct Offer<'d> {
    document: &'d Document,
    /// With no other mend than `--fix` would write.
    finding: &'d Finding,
    diagnostic: Diagnostic,
    client: Client,
}

impl Offer<'_> {
    /// Writes what was probably meant.
    fn mend(&self) -> Option<CodeAction> {
        let Document { text, lines, .. } = self.document;
        let suggestion = self.finding.suggestion.as_ref()?;
        let (place, replacement, is_certain) = match &self.finding.fix {
            Some(fix) => match fix.positions {
                Some((start, end)) => (start.byte as usize..end.byte as usize, &fix.replacement, true),
                None => (fix.span.range(), &fix.replacement, true),
            },
            // A person decides: it is offered, but not as the first choice.
            None => (self.document.place(self.finding), suggestion, false),
        };
        // What is written with escapes cannot be replaced by what it means.
        if !is_certain && text.get(place.clone())? != self.finding.subject {
            return None;
        }
        let range = lines.range(text, place, self.client.encoding);
        let edit = self.edit(vec![TextEdit::new(range, replacement.clone())]);
        let is_preferred = is_certain && self.finding.level == Level::Deny;
        Some(self.action(format!("Write `{suggestion}`"), edit, is_preferred))
    }

    /// A comment on a line of its own before, where the language has comments.
    fn allow_here(&self) -> Option<CodeAction> {
        let Document { text, lines, path, .. } = self.document;
        let (open, close) = Kind::of(path.as_ref()?.to_str()?).comment()?;
        let line = self.diagnostic.range.start.line;
        let indent: String = lines.line(text, line as usize).chars().take_while(|c| matches!(c, ' ' | '\t')).collect();
        let comment = format!("{indent}{open} maillint: allow({}) {REASON}{close}\n", self.finding.lint);
        let start = Position::new(line, 0);
        let edit = self.edit(vec![TextEdit::new(Range::new(start, start), comment)]);
        Some(self.action(format!("Allow `{}` here, with a reason", self.finding.lint), edit, false))
    }

    /// An `[[allow]]` in the policy.
    fn allow_in_policy(&self, draft: &Draft) -> Option<CodeAction> {
        let domain = self.finding.domain.as_deref()?;
        let edit = self.draft(draft, allow(&draft.text, domain, REASON)?)?;
        Some(self.action(format!("Allow `{domain}` in {}", draft.name), edit, false))
    }

    /// The domain that was meant, under `protect` in the policy.
    fn protect(&self, draft: &Draft) -> Option<CodeAction> {
        let suggestion = self.finding.suggestion.as_deref()?;
        let domain = suggestion.rsplit('@').next()?;
        let edit = self.draft(draft, protect(&draft.text, domain)?)?;
        Some(self.action(format!("Protect `{domain}` in {}", draft.name), edit, false))
    }

    fn action(&self, title: String, edit: WorkspaceEdit, is_preferred: bool) -> CodeAction {
        CodeAction {
            title,
            kind: Some(CodeActionKind::QUICKFIX),
            diagnostics: Some(vec![self.diagnostic.clone()]),
            edit: Some(edit),
            is_preferred: is_preferred.then_some(true),
            ..CodeAction::default()
        }
    }

    /// An edit of the text itself.
    fn edit(&self, edits: Vec<TextEdit>) -> WorkspaceEdit {
        changes(self.document.uri.clone(), edits)
    }

    /// The policy with another text, made where there is none.
    fn draft(&self, draft: &Draft, text: String) -> Option<WorkspaceEdit> {
        let uri = uri::of(&draft.path)?;
        let edit = TextEdit::new(draft.whole, text);
        if draft.is_there {
            return Some(changes(uri, vec![edit]));
        }
        if !self.client.creates_files {
            return None;
        }
        let options = CreateFileOptions { overwrite: Some(false), ignore_if_exists: Some(true) };
        let create = CreateFile { uri: uri.clone(), options: Some(options), annotation_id: None };
        let write = TextDocumentEdit {
            text_document: OptionalVersionedTextDocumentIdentifier { uri, version: None },
            edits: vec![OneOf::Left(edit)],
        };
        let operations =
            vec![DocumentChangeOperation::Op(ResourceOp::Create(create)), DocumentChangeOperation::Edit(write)];
        Some(WorkspaceEdit {
            document_changes: Some(DocumentChanges::Operations(operations)),
            ..WorkspaceEdit::default()
        })
    }
}

fn changes(uri: Uri, edits: Vec<TextEdit>) -> WorkspaceEdit {
    WorkspaceEdit::new(HashMap::from([(uri, edits)]))
}
