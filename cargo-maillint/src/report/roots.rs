//! Paths as forges know files: from the root of the repository, wherever the command runs. A report that names files from a folder
//! below it is taken, and its findings are drawn beside no line.

use std::env;
use std::path::{Component, Path, PathBuf};

/// Finds the root that a path counts from.
pub(super) struct Roots {
    here: PathBuf,
    /// What a CI system says that it checked out.
    workspaces: Vec<PathBuf>,
    /// The folder that was asked about last, and its root: files come folder by folder.
    last: Option<(PathBuf, Option<PathBuf>)>,
}

impl Roots {
    pub(super) fn new() -> Roots {
        let named = ["CI_PROJECT_DIR", "GITHUB_WORKSPACE"].into_iter().filter_map(env::var_os);
        let workspaces =
            named.filter(|name| !name.is_empty()).filter_map(|name| PathBuf::from(name).canonicalize().ok());
        Roots { here: env::current_dir().unwrap_or_default(), workspaces: workspaces.collect(), last: None }
    }

    /// The path from the root of its repository, with `/`; as it is where there is no such root, or where it is not below.
    pub(super) fn of(&mut self, path: &str) -> String {
        // Two dots lead out of a folder that may be the current one: what is asked about is where that comes to.
        let whole = self.here.join(path).components().fold(PathBuf::new(), |above, part| match part {
            Component::ParentDir => above.parent().map(Path::to_owned).unwrap_or_default(),
            part => above.join(part),
        });
        let folder = whole.parent().unwrap_or(&whole);
        if self.last.as_ref().is_none_or(|(last, _)| last != folder) {
            self.last = Some((folder.to_owned(), self.find(folder)));
        }
        let root = self.last.as_ref().and_then(|(_, root)| root.as_deref());
        match root.and_then(|root| whole.strip_prefix(root).ok()) {
            Some(below) if !self.here.as_os_str().is_empty() => {
                below.components().map(|part| part.as_os_str().to_string_lossy()).collect::<Vec<_>>().join("/")
            }
            _ => path.to_owned(),
        }
    }

    /// The workspace around a folder, where that is a repository itself or there is none below; else the repository.
    fn find(&self, folder: &Path) -> Option<PathBuf> {
        let is_repository = |folder: &Path| folder.join(".git").exists();
        let repository = folder.ancestors().find(|folder| is_repository(folder));
        let around =
            |workspace: &&PathBuf| folder.starts_with(workspace) && (repository.is_none() || is_repository(workspace));
        let workspace = self.workspaces.iter().find(around).map(PathBuf::as_path);
        workspace.or(repository).map(Path::to_owned)
    }
}

#[cfg(test)]
mod tests {
    #![expect(clippy::unwrap_used, reason = "a folder that cannot be made is a failed test")]
    use super::*;
    use std::fs;

    #[test]
    fn paths_count_from_the_repository_or_the_workspace() {
        let temp = tempfile::Builder::new().tempdir().unwrap();
        let temp = temp.path().canonicalize().unwrap();
        for folder in ["work/repo/.git", "work/repo/sub/deep", "work/repo/vendor/.git", "plain"] {
            fs::create_dir_all(temp.join(folder)).unwrap();
        }
        for (here, workspace, path, expected) in [
            ("work/repo", None, "a.txt", "a.txt"),
            ("work/repo/sub", None, "a.txt", "sub/a.txt"),
            ("work/repo/sub", None, "deep/a.txt", "sub/deep/a.txt"),
            ("work/repo/sub", None, "../a.txt", "a.txt"),
            ("work/repo/sub", None, "../vendor/a.txt", "a.txt"),
            // The forge shows the repository that it checked out, and knows nothing of one inside.
            ("work/repo/vendor", Some("work/repo"), "a.txt", "vendor/a.txt"),
            // It checked out into a folder of the workspace: paths count from the repository.
            ("work/repo/sub", Some("work"), "a.txt", "sub/a.txt"),
            // There is no repository: an export, whose root the forge knows.
            ("plain", Some("plain"), "a.txt", "a.txt"),
            ("plain", None, "a.txt", "a.txt"),
            ("plain", None, "../work/repo/sub/a.txt", "sub/a.txt"),
        ] {
            let workspaces = workspace.into_iter().map(|workspace| temp.join(workspace)).collect();
            let mut roots = Roots { here: temp.join(here), workspaces, last: None };
            assert_eq!(roots.of(path), expected, "{path} in {here}, {workspace:?}");
        }
    }
}
