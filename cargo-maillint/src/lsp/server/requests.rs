//! What the client asks for.

use super::{Gone, Server};
use crate::lsp::{actions, completion, hover};
use lsp_server::{ErrorCode, Message, Notification, Request, RequestId, Response};
use lsp_types::notification as note;
use lsp_types::notification::Notification as _;
use lsp_types::request as ask;
use lsp_types::request::Request as _;
use lsp_types::{CancelParams, NumberOrString};
use serde::Serialize;
use serde::de::DeserializeOwned;
use std::collections::VecDeque;

impl Server<'_> {
    pub(super) fn answer(&mut self, request: Request) -> Result<(), Gone> {
        self.note_cancelled();
        let id = request.id.clone();
        let response = match request.method.as_str() {
            _ if self.cancelled.remove(&id) => {
                Response::new_err(id, ErrorCode::RequestCanceled as i32, "cancelled by the client".to_owned())
            }
            _ if self.is_shut_down => {
                let message = "the server was shut down".to_owned();
                Response::new_err(id, ErrorCode::InvalidRequest as i32, message)
            }
            ask::Shutdown::METHOD => {
                self.is_shut_down = true;
                Response::new_ok(id, ())
            }
            ask::CodeActionRequest::METHOD => respond(request, |params: lsp_types::CodeActionParams| {
                if !params.context.only.is_none_or(|kinds| kinds.iter().any(actions::is_offered)) {
                    return Some(Vec::new());
                }
                let project = self.judged(&params.text_document.uri);
                let document = self.documents.get(params.text_document.uri.as_str())?;
                Some(actions::of(document, project.as_deref(), params.range, self.client, &self.documents))
            }),
            ask::HoverRequest::METHOD => respond(request, |params: lsp_types::HoverParams| {
                let at = params.text_document_position_params;
                let project = self.judged(&at.text_document.uri);
                let document = self.documents.get(at.text_document.uri.as_str())?;
                hover::at(document, project.as_deref(), at.position, self.client.encoding)
            }),
            ask::Completion::METHOD => respond(request, |params: lsp_types::CompletionParams| {
                let at = params.text_document_position;
                let document = self.documents.get(at.text_document.uri.as_str())?;
                Some(completion::at(document, at.position, self.client.encoding))
            }),
            method => {
                let message = format!("there is no `{method}` here");
                Response::new_err(id, ErrorCode::MethodNotFound as i32, message)
            }
        };
        self.send(response)
    }

    /// Takes out of the messages that wait those that take back requests.
    fn note_cancelled(&mut self) {
        let is_cancel =
            |message: &Message| matches!(message, Message::Notification(it) if it.method == note::Cancel::METHOD);
        let (cancels, others) = std::mem::take(&mut self.waiting).into_iter().partition(is_cancel);
        self.waiting = others;
        let cancels: VecDeque<Message> = cancels;
        for message in cancels {
            if let Message::Notification(notification) = message {
                self.cancel(notification);
            }
        }
    }

    pub(super) fn cancel(&mut self, notification: Notification) {
        let Ok(params) = serde_json::from_value::<CancelParams>(notification.params) else { return };
        let id = match params.id {
            NumberOrString::Number(id) => RequestId::from(id),
            NumberOrString::String(id) => RequestId::from(id),
        };
        // One that is answered already is not to be remembered for good.
        let waits = |message: &Message| matches!(message, Message::Request(request) if request.id == id);
        if self.waiting.iter().any(waits) {
            self.cancelled.insert(id);
        }
    }
}

/// The answer to a request whose parameters can be read; `null` where there is nothing to say.
fn respond<P: DeserializeOwned, A: Serialize>(request: Request, answer: impl FnOnce(P) -> Option<A>) -> Response {
    match serde_json::from_value(request.params) {
        Ok(params) => Response::new_ok(request.id, answer(params)),
        Err(error) => Response::new_err(request.id, ErrorCode::InvalidParams as i32, error.to_string()),
    }
}
