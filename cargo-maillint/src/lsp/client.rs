//! What the client can do, of what matters here.

use super::place::Encoding;
use lsp_types::{InitializeParams, PositionEncodingKind, ResourceOperationKind};

/// What the client said of itself in the handshake.
#[derive(Clone, Copy, Debug)]
pub(super) struct Client {
    /// What columns count.
    pub(super) encoding: Encoding,
    /// Whether it shows how far long work is.
    pub(super) shows_progress: bool,
    /// Whether it tells of changed files when asked to.
    pub(super) watches_files: bool,
    /// Whether an edit may make a file.
    pub(super) creates_files: bool,
}

impl Client {
    pub(super) fn new(params: &InitializeParams) -> Client {
        let capabilities = &params.capabilities;
        let general = capabilities.general.as_ref();
        let encodings = general.and_then(|general| general.position_encodings.as_deref()).unwrap_or_default();
        let workspace = capabilities.workspace.as_ref();
        let edit = workspace.and_then(|workspace| workspace.workspace_edit.as_ref());
        let operations = edit.and_then(|edit| edit.resource_operations.as_deref()).unwrap_or_default();
        let watched = workspace.and_then(|workspace| workspace.did_change_watched_files.as_ref());
        let window = capabilities.window.as_ref();
        Client {
            encoding: match encodings.contains(&PositionEncodingKind::UTF8) {
                true => Encoding::Utf8,
                false => Encoding::Utf16,
            },
            shows_progress: window.and_then(|window| window.work_done_progress).unwrap_or(false),
            watches_files: watched.and_then(|watched| watched.dynamic_registration).unwrap_or(false),
            creates_files: edit.is_some_and(|edit| edit.document_changes == Some(true))
                && operations.contains(&ResourceOperationKind::Create),
        }
    }
}
