//! `cargo maillint lsp`: a language server over stdin and stdout, for files of any kind.
//!
//! ```text
//! client -> server (one message after the other) -> documents -> projects (policy, checker, census) -> diagnostics, actions, hover
//!                                                                    ^
//!                                      counting (a thread of its own): what the whole tree names
//! ```
//!
//! It judges nothing itself: an open text is given to the core as the file that it will be, and gets the findings that a scan of the
//! tree would give it. Positions are UTF-8 where the client takes that, else UTF-16 (LSP 3.17, `PositionEncodingKind`).
//!
//! The protocol's framing and handshake are `lsp-server`'s, which rust-analyzer and ruff stand on: one loop over a channel, without the
//! asynchronous runtime that `tower-lsp-server` brings. Nothing here waits for anything but the next message.

mod actions;
mod client;
mod completion;
mod counting;
mod diagnostics;
mod documents;
mod hover;
mod judge;
mod place;
mod policy_edit;
mod projects;
mod server;
mod uri;

use crate::exit::{Exit, Failure};
use crate::tree::Scopes;
use client::Client;
use lsp_server::Connection;
use lsp_types::{
    CodeActionKind, CodeActionOptions, CodeActionProviderCapability, CompletionOptions, HoverProviderCapability,
    InitializeParams, InitializeResult, OneOf, PositionEncodingKind, SaveOptions, ServerCapabilities, ServerInfo,
    TextDocumentSyncCapability, TextDocumentSyncKind, TextDocumentSyncOptions, TextDocumentSyncSaveOptions,
    WorkspaceFoldersServerCapabilities, WorkspaceServerCapabilities,
};
use server::Server;

/// Serves one client until it says that it is done.
///
/// # Errors
/// A client that does not keep to the protocol, or goes away in the middle of the handshake.
pub(crate) fn serve(scopes: Scopes) -> Result<Exit, Failure> {
    let (connection, threads) = Connection::stdio();
    let done = converse(&connection, scopes);
    drop(connection);
    match done {
        // After `exit` both ends are closed, and the threads that read and write them end.
        Ok(exit) => threads.join().map(|()| exit).map_err(|error| Failure::new(format!("lsp: {error}"))),
        // The thread that reads may wait for more; the process ends without it.
        Err(failure) => Err(failure),
    }
}

/// The handshake, then whatever the client asks for.
fn converse(connection: &Connection, scopes: Scopes) -> Result<Exit, Failure> {
    let failed = |error: &dyn std::fmt::Display| Failure::new(format!("lsp: {error}"));
    let (id, params) = connection.initialize_start().map_err(|error| match error.channel_is_disconnected() {
        true => {
            Failure::new("lsp: stdin ended, or held no message, before a client began: an editor starts this server")
        }
        false => failed(&error),
    })?;
    let params: InitializeParams = serde_json::from_value(params).map_err(|error| failed(&error))?;
    let client = Client::new(&params);
    let result = InitializeResult {
        capabilities: capabilities(&client),
        server_info: Some(ServerInfo {
            name: "maillint".to_owned(),
            version: Some(env!("CARGO_PKG_VERSION").to_owned()),
        }),
    };
    let result = serde_json::to_value(result).map_err(|error| failed(&error))?;
    connection.initialize_finish(id, result).map_err(|error| failed(&error))?;
    Ok(Server::new(connection, client, folders(&params), scopes).run())
}

/// The folders that the client has open.
fn folders(params: &InitializeParams) -> Vec<std::path::PathBuf> {
    let open = params.workspace_folders.iter().flatten().filter_map(|folder| uri::path(&folder.uri));
    let mut open: Vec<_> = open.collect();
    if open.is_empty() {
        // What clients of before 3.6 send.
        #[expect(deprecated, reason = "older clients send nothing else")]
        open.extend(params.root_uri.as_ref().and_then(uri::path));
    }
    open
}

fn capabilities(client: &Client) -> ServerCapabilities {
    ServerCapabilities {
        position_encoding: Some(match client.encoding {
            place::Encoding::Utf8 => PositionEncodingKind::UTF8,
            place::Encoding::Utf16 => PositionEncodingKind::UTF16,
        }),
        text_document_sync: Some(TextDocumentSyncCapability::Options(TextDocumentSyncOptions {
            open_close: Some(true),
            change: Some(TextDocumentSyncKind::INCREMENTAL),
            save: Some(TextDocumentSyncSaveOptions::SaveOptions(SaveOptions { include_text: Some(false) })),
            ..TextDocumentSyncOptions::default()
        })),
        hover_provider: Some(HoverProviderCapability::Simple(true)),
        completion_provider: Some(CompletionOptions {
            trigger_characters: Some(vec!["(".to_owned(), "\"".to_owned()]),
            ..CompletionOptions::default()
        }),
        code_action_provider: Some(CodeActionProviderCapability::Options(CodeActionOptions {
            code_action_kinds: Some(vec![CodeActionKind::QUICKFIX]),
            ..CodeActionOptions::default()
        })),
        workspace: Some(WorkspaceServerCapabilities {
            workspace_folders: Some(WorkspaceFoldersServerCapabilities {
                supported: Some(true),
                change_notifications: Some(OneOf::Left(true)),
            }),
            file_operations: None,
        }),
        ..ServerCapabilities::default()
    }
}
