//! The loop: one message after the other, and what follows from each.

use super::client::Client;
use super::counting::{Counting, Told};
use super::documents::{Document, LARGEST};
use super::projects::{Project, Projects};
use super::{actions, completion, diagnostics, hover, judge, uri};
use crate::exit::Exit;
use crate::tree::Scopes;
use lint_core::gate::declared;
use lsp_server::{Connection, ErrorCode, Message, Notification, Request, RequestId, Response};
use lsp_types::notification as note;
use lsp_types::notification::Notification as _;
use lsp_types::request as ask;
use lsp_types::request::Request as _;
use lsp_types::{
    CancelParams, DidChangeWatchedFilesRegistrationOptions, FileSystemWatcher, GlobPattern, LogMessageParams,
    MessageType, NumberOrString, ProgressParams, ProgressParamsValue, ProgressToken, PublishDiagnosticsParams,
    Registration, RegistrationParams, Uri, WorkDoneProgress, WorkDoneProgressBegin, WorkDoneProgressCreateParams,
    WorkDoneProgressEnd,
};
use serde::Serialize;
use serde::de::DeserializeOwned;
use std::collections::{BTreeMap, HashSet, VecDeque};
use std::path::{Path, PathBuf};
use std::rc::Rc;
use std::sync::Arc;

/// One client, and what it has open.
pub(super) struct Server<'c> {
    connection: &'c Connection,
    client: Client,
    folders: Vec<PathBuf>,
    /// By their names, so that what is told comes in the same order every time.
    documents: BTreeMap<String, Document>,
    projects: Projects,
    counting: Counting,
    /// Messages that came while another was answered.
    waiting: VecDeque<Message>,
    /// Requests that the client no longer waits for.
    cancelled: HashSet<RequestId>,
    /// The number of the next request to the client.
    next: i32,
    /// Whether the client has said that it is about to end this.
    is_shut_down: bool,
}

/// The client is gone: there is nobody left to tell anything.
struct Gone;

impl<'c> Server<'c> {
    pub(super) fn new(connection: &'c Connection, client: Client, folders: Vec<PathBuf>, scopes: Scopes) -> Server<'c> {
        let scopes = Arc::new(scopes);
        Server {
            connection,
            client,
            folders,
            documents: BTreeMap::new(),
            projects: Projects::under(Arc::clone(&scopes)),
            counting: Counting::start(scopes),
            waiting: VecDeque::new(),
            cancelled: HashSet::new(),
            next: 0,
            is_shut_down: false,
        }
    }

    /// Answers until the client is done: clean after a shutdown, as the protocol has it, and not without one.
    pub(super) fn run(mut self) -> Exit {
        if self.watch_files().is_err() {
            return Exit::Denied;
        }
        self.count_all();
        loop {
            let message = match self.waiting.pop_front() {
                Some(message) => message,
                None => crossbeam_channel::select! {
                    recv(self.connection.receiver) -> message => match message {
                        Ok(message) => message,
                        Err(_) => return self.end(),
                    },
                    recv(self.counting.told) -> told => {
                        if let Ok(told) = told && self.counted(told).is_err() {
                            return Exit::Denied;
                        }
                        continue;
                    }
                },
            };
            // What else has come may take back what this asks for.
            self.waiting.extend(self.connection.receiver.try_iter());
            let done = match message {
                Message::Request(request) => self.answer(request),
                Message::Notification(notification) if notification.method == note::Exit::METHOD => {
                    return self.end();
                }
                Message::Notification(_) if self.is_shut_down => Ok(()),
                Message::Notification(notification) => self.hear(notification),
                // Nothing depends on what the client says to what it was asked.
                Message::Response(_) => Ok(()),
            };
            if done.is_err() {
                return Exit::Denied;
            }
        }
    }

    /// How a server ends that is told to, or that nobody listens to any more.
    fn end(&self) -> Exit {
        if self.is_shut_down { Exit::Clean } else { Exit::Denied }
    }

    fn answer(&mut self, request: Request) -> Result<(), Gone> {
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

    fn hear(&mut self, notification: Notification) -> Result<(), Gone> {
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

    fn cancel(&mut self, notification: Notification) {
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

    /// The project that a text belongs to; one without a file belongs to the first folder that is open.
    fn project(&mut self, document: &str) -> Option<Rc<Project>> {
        let document = self.documents.get(document)?;
        let folder = match &document.path {
            Some(path) => path.parent()?.to_owned(),
            None => self.folders.first()?.clone(),
        };
        // A new file may stand in a folder that is still to be made.
        let folder = folder.ancestors().find(|folder| folder.is_dir())?.to_owned();
        self.projects.of(&folder)
    }

    /// The project of an open text, whose findings are then those of its last version.
    fn judged(&mut self, uri: &Uri) -> Option<Rc<Project>> {
        let project = self.project(uri.as_str());
        if self.documents.get(uri.as_str()).is_some_and(|document| document.is_stale) {
            self.find(uri.as_str(), project.as_deref());
        }
        project
    }

    /// Finds what a scan would find in the text.
    fn find(&mut self, name: &str, project: Option<&Project>) {
        let Some(document) = self.documents.get_mut(name) else { return };
        document.is_stale = false;
        document.findings.clear();
        let Some(project) = project.filter(|_| document.text.len() <= LARGEST) else { return };
        let name = match &document.path {
            Some(path) => project.name(path),
            None => document.uri.path().as_str().to_owned(),
        };
        let is_left_out = document.path.is_some() && project.checker.policy().excludes_below(&name);
        if !is_left_out {
            document.findings = judge::find(project, &name, document.text.as_bytes());
        }
    }

    /// Judges a text and tells what was found.
    fn judge(&mut self, name: &str) -> Result<(), Gone> {
        let project = self.project(name);
        self.find(name, project.as_deref());
        let Some(document) = self.documents.get_mut(name) else { return Ok(()) };
        let mut told = diagnostics::of(document, self.client.encoding);
        if document.path.as_deref().is_some_and(is_policy) {
            told.extend(diagnostics::of_policy(document, self.client.encoding));
        }
        let (uri, version) = (document.uri.clone(), document.version);
        let too_large = document.text.len() > LARGEST && !document.is_refused;
        document.is_refused |= too_large;
        if too_large {
            self.log(MessageType::INFO, format!("{}: larger than 50 MiB, and not judged", uri.as_str()))?;
        }
        self.publish(uri, told, Some(version))
    }

    /// Judges all that is open, since what it is judged by has changed.
    fn judge_all(&mut self) -> Result<(), Gone> {
        let names: Vec<String> = self.documents.keys().cloned().collect();
        names.iter().try_for_each(|name| self.judge(name))
    }

    /// Files changed: where they say how to judge, all is judged anew; and the tree may name other domains now.
    fn changed_on_disk(&mut self, paths: Vec<PathBuf>) -> Result<(), Gone> {
        let declares = |path: &PathBuf| declared::sources().iter().any(|source| path.ends_with(source));
        let judges = |path: &PathBuf| is_policy(path) || declares(path) || self.projects.is_debt(path);
        let folders: Vec<PathBuf> =
            self.folders.iter().filter(|folder| paths.iter().any(|path| path.starts_with(folder))).cloned().collect();
        folders.into_iter().for_each(|folder| self.counting.ask(folder));
        if paths.iter().any(judges) {
            self.projects.forget();
            return self.judge_all();
        }
        Ok(())
    }

    fn count_all(&self) {
        self.folders.iter().for_each(|folder| self.counting.ask(folder.clone()));
    }

    /// Takes what was counted, and shows how far it is.
    fn counted(&mut self, told: Told) -> Result<(), Gone> {
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

    fn progress(&self, folder: &Path, progress: WorkDoneProgress) -> Result<(), Gone> {
        let value = ProgressParamsValue::WorkDone(progress);
        self.tell::<note::Progress>(ProgressParams { token: ProgressToken::String(token(folder)), value })
    }

    /// Asks to be told of files that say how to judge.
    fn watch_files(&mut self) -> Result<(), Gone> {
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

    fn publish(&self, uri: Uri, diagnostics: Vec<lsp_types::Diagnostic>, version: Option<i32>) -> Result<(), Gone> {
        self.tell::<note::PublishDiagnostics>(PublishDiagnosticsParams { uri, diagnostics, version })
    }

    fn log(&self, typ: MessageType, message: String) -> Result<(), Gone> {
        self.tell::<note::LogMessage>(LogMessageParams { typ, message: format!("maillint: {message}") })
    }

    fn tell<N: note::Notification>(&self, params: N::Params) -> Result<(), Gone> {
        self.send(Notification::new(N::METHOD.to_owned(), params))
    }

    fn request<R: ask::Request>(&mut self, params: R::Params) -> Result<(), Gone> {
        self.next += 1;
        self.send(Request::new(RequestId::from(self.next), R::METHOD.to_owned(), params))
    }

    fn send(&self, message: impl Into<Message>) -> Result<(), Gone> {
        self.connection.sender.send(message.into()).map_err(|_| Gone)
    }
}

/// The name of the work on a folder.
fn token(folder: &Path) -> String {
    format!("maillint {}", folder.display())
}

/// Whether a file may hold a policy.
fn is_policy(path: &Path) -> bool {
    path.ends_with("maillint.toml") || path.ends_with("Cargo.toml")
}

/// The answer to a request whose parameters can be read; `null` where there is nothing to say.
fn respond<P: DeserializeOwned, A: Serialize>(request: Request, answer: impl FnOnce(P) -> Option<A>) -> Response {
    match serde_json::from_value(request.params) {
        Ok(params) => Response::new_ok(request.id, answer(params)),
        Err(error) => Response::new_err(request.id, ErrorCode::InvalidParams as i32, error.to_string()),
    }
}
