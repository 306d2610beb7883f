//! What is told to the client, and asked of it.

use super::{Gone, Server};
use crate::lsp::counting::Told;
use lint_core::gate::declared;
use lsp_server::{Message, Notification, Request, RequestId};
use lsp_types::notification as note;
use lsp_types::notification::Notification as _;
use lsp_types::request as ask;
use lsp_types::{
    DidChangeWatchedFilesRegistrationOptions, FileSystemWatcher, GlobPattern, LogMessageParams, MessageType,
    ProgressParams, ProgressParamsValue, ProgressToken, PublishDiagnosticsParams, Registration, RegistrationParams,
    Uri, WorkDoneProgress, WorkDoneProgressBegin, WorkDoneProgressCreateParams, WorkDoneProgressEnd,
};
use std::path::Path;

impl Server<'_> {
    pub(super) fn count_all(&self) {
        self.folders.iter().for_each(|folder| self.counting.ask(folder.clone()));
    }

    /// Takes what was counted, and shows how far it is.
    pub(super) fn counted(&mut self, told: Told) -> Result<(), Gone> {
        match told {
            Told::Begun(folder) => {
                self.next += 1;
                let token = ProgressToken::String(token(&folder));
                if !self.client.shows_progress {
                    return Ok(());
                }
                let params = WorkDoneProgressCreateParams { token };
                self.request::<ask::WorkDoneProgressCreate>(params)?;
                let title = "maillint: reading which domains this tree uses".to_owned();
                let begin = WorkDoneProgressBegin { title, ..WorkDoneProgressBegin::default() };
                self.progress(&folder, WorkDoneProgress::Begin(begin))
            }
            Told::Counted(folder, informed) => {
                if self.client.shows_progress {
                    self.progress(&folder, WorkDoneProgress::End(WorkDoneProgressEnd { message: None }))?;
                }
                match (informed, self.projects.of(&folder)) {
                    (Some(informed), Some(project)) => {
                        self.projects.count(project.root.clone(), *informed);
                        self.judge_all()
                    }
                    _ => Ok(()),
                }
            }
        }
    }

    pub(super) fn progress(&self, folder: &Path, progress: WorkDoneProgress) -> Result<(), Gone> {
        let value = ProgressParamsValue::WorkDone(progress);
        self.tell::<note::Progress>(ProgressParams { token: ProgressToken::String(token(folder)), value })
    }

    /// Asks to be told of files that say how to judge.
    pub(super) fn watch_files(&mut self) -> Result<(), Gone> {
        if !self.client.watches_files {
            return Ok(());
        }
        let names = ["maillint.toml", "maillint-known.tsv", ".gitignore", ".ignore", ".maillintignore"].into_iter();
        let globs = names.chain(declared::sources()).map(|name| format!("**/{name}"));
        let watchers = globs.map(|glob| FileSystemWatcher { glob_pattern: GlobPattern::String(glob), kind: None });
        let options = DidChangeWatchedFilesRegistrationOptions { watchers: watchers.collect() };
        let registration = Registration {
            id: "policies".to_owned(),
            method: note::DidChangeWatchedFiles::METHOD.to_owned(),
            register_options: serde_json::to_value(options).ok(),
        };
        self.request::<ask::RegisterCapability>(RegistrationParams { registrations: vec![registration] })
    }

    pub(super) fn publish(
        &self,
        uri: Uri,
        diagnostics: Vec<lsp_types::Diagnostic>,
        version: Option<i32>,
    ) -> Result<(), Gone> {
        self.tell::<note::PublishDiagnostics>(PublishDiagnosticsParams { uri, diagnostics, version })
    }

    pub(super) fn log(&self, typ: MessageType, message: String) -> Result<(), Gone> {
        self.tell::<note::LogMessage>(LogMessageParams { typ, message: format!("maillint: {message}") })
    }

    pub(super) fn tell<N: note::Notification>(&self, params: N::Params) -> Result<(), Gone> {
        self.send(Notification::new(N::METHOD.to_owned(), params))
    }

    pub(super) fn request<R: ask::Request>(&mut self, params: R::Params) -> Result<(), Gone> {
        self.next += 1;
        self.send(Request::new(RequestId::from(self.next), R::METHOD.to_owned(), params))
    }

    pub(super) fn send(&self, message: impl Into<Message>) -> Result<(), Gone> {
        self.connection.sender.send(message.into()).map_err(|_| Gone)
    }
}

/// The name of the work on a folder.
fn token(folder: &Path) -> String {
    format!("maillint {}", folder.display())
}
