//! The loop: one message after the other, and what follows from each.

mod judging;
mod notifications;
mod requests;
mod telling;

use super::client::Client;
use super::counting::Counting;
use super::documents::Document;
use super::projects::Projects;
use crate::exit::Exit;
use crate::tree::Scopes;
use lsp_server::{Connection, Message, RequestId};
use lsp_types::notification as note;
use lsp_types::notification::Notification as _;
use std::collections::{BTreeMap, HashSet, VecDeque};
use std::path::PathBuf;
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
}
