//! Open texts are judged, and judged anew when what they are judged by changes.

use super::{Gone, Server};
use crate::lsp::documents::LARGEST;
use crate::lsp::projects::Project;
use crate::lsp::{diagnostics, judge};
use lint_core::gate::declared;
use lsp_types::{MessageType, Uri};
use std::path::{Path, PathBuf};
use std::rc::Rc;

impl Server<'_> {
    /// The project that a text belongs to; one without a file belongs to the first folder that is open.
    pub(super) fn project(&mut self, document: &str) -> Option<Rc<Project>> {
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
    pub(super) fn judged(&mut self, uri: &Uri) -> Option<Rc<Project>> {
        let project = self.project(uri.as_str());
        if self.documents.get(uri.as_str()).is_some_and(|document| document.is_stale) {
            self.find(uri.as_str(), project.as_deref());
        }
        project
    }

    /// Finds what a scan would find in the text.
    pub(super) fn find(&mut self, name: &str, project: Option<&Project>) {
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
    pub(super) fn judge(&mut self, name: &str) -> Result<(), Gone> {
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
    pub(super) fn judge_all(&mut self) -> Result<(), Gone> {
        let names: Vec<String> = self.documents.keys().cloned().collect();
        names.iter().try_for_each(|name| self.judge(name))
    }

    /// Files changed: where they say how to judge, all is judged anew; and the tree may name other domains now.
    pub(super) fn changed_on_disk(&mut self, paths: Vec<PathBuf>) -> Result<(), Gone> {
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
}

/// Whether a file may hold a policy.
fn is_policy(path: &Path) -> bool {
    path.ends_with("maillint.toml") || path.ends_with("Cargo.toml")
}
