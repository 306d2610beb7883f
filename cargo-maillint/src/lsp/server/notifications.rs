//! What the client tells.

use super::{Gone, Server};
use crate::lsp::documents::Document;
use crate::lsp::uri;
use lsp_server::{Message, Notification};
use lsp_types::MessageType;
use lsp_types::notification as note;
use lsp_types::notification::Notification as _;

impl Server<'_> {
    pub(super) fn hear(&mut self, notification: Notification) -> Result<(), Gone> {
        match notification.method.as_str() {
            note::DidOpenTextDocument::METHOD => {
                if let Some(params) = self.params::<note::DidOpenTextDocument>(notification)? {
                    let name = params.text_document.uri.as_str().to_owned();
                    self.documents.insert(name.clone(), Document::open(params.text_document));
                    return self.judge(&name);
                }
            }
            note::DidChangeTextDocument::METHOD => {
                if let Some(params) = self.params::<note::DidChangeTextDocument>(notification)? {
                    let name = params.text_document.uri.as_str().to_owned();
                    if let Some(document) = self.documents.get_mut(&name) {
                        document.change(params.text_document.version, params.content_changes, self.client.encoding);
                    }
                    // Another change to the same text makes what would be said of this one old.
                    let changes_again = |message: &Message| {
                        matches!(message, Message::Notification(next)
                        if next.method == note::DidChangeTextDocument::METHOD
                            && next.params.pointer("/textDocument/uri").and_then(|uri| uri.as_str()) == Some(&name))
                    };
                    if !self.waiting.iter().any(changes_again) {
                        return self.judge(&name);
                    }
                }
            }
            note::DidCloseTextDocument::METHOD => {
                if let Some(params) = self.params::<note::DidCloseTextDocument>(notification)?
                    && let Some(closed) = self.documents.remove(params.text_document.uri.as_str())
                {
                    return self.publish(closed.uri, Vec::new(), None);
                }
            }
            note::DidSaveTextDocument::METHOD => {
                if let Some(params) = self.params::<note::DidSaveTextDocument>(notification)? {
                    return self.changed_on_disk(uri::path(&params.text_document.uri).into_iter().collect());
                }
            }
            note::DidChangeWatchedFiles::METHOD => {
                if let Some(params) = self.params::<note::DidChangeWatchedFiles>(notification)? {
                    return self.changed_on_disk(params.changes.iter().filter_map(|it| uri::path(&it.uri)).collect());
                }
            }
            note::DidChangeWorkspaceFolders::METHOD => {
                if let Some(params) = self.params::<note::DidChangeWorkspaceFolders>(notification)? {
                    let gone: Vec<_> = params.event.removed.iter().filter_map(|it| uri::path(&it.uri)).collect();
                    self.folders.retain(|folder| !gone.contains(folder));
                    let added: Vec<_> = params.event.added.iter().filter_map(|it| uri::path(&it.uri)).collect();
                    added.iter().for_each(|folder| self.counting.ask(folder.clone()));
                    self.folders.extend(added);
                }
            }
            note::Cancel::METHOD => self.cancel(notification),
            // What the protocol lets a server pass over (`$/..`), and what was not asked for.
            _ => {}
        }
        Ok(())
    }

    /// The parameters of a notification; one that cannot be read is noted in the client's log.
    fn params<N: note::Notification>(&self, notification: Notification) -> Result<Option<N::Params>, Gone> {
        match serde_json::from_value(notification.params) {
            Ok(params) => Ok(Some(params)),
            Err(error) => self.log(MessageType::ERROR, format!("{}: {error}", notification.method)).map(|()| None),
        }
    }
}
