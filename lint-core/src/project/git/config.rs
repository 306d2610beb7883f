//! The few settings of git that say which files there are (git-config(1), "Syntax").
//!
//! Included files are not read.

use std::env;
use std::fs;
use std::path::{Path, PathBuf};

/// The largest configuration that is read, in bytes.
const MAX: u64 = 1 << 20;

/// What is set.
#[derive(Debug, Default)]
pub(super) struct Config {
    pub(super) sha256: bool,
    pub(super) fold: bool,
    /// `core.excludesFile`, or what stands for it without a word.
    pub(super) excludes: Option<PathBuf>,
}

impl Config {
    /// What holds in the repository that keeps its files in `common`: the system's settings, the user's, its own.
    pub(super) fn read(common: &Path) -> Config {
        let set = |name| env::var_os(name).filter(|value| !value.is_empty()).map(PathBuf::from);
        let home = env::home_dir();
        let settings =
            set("XDG_CONFIG_HOME").or_else(|| Some(home.as_ref()?.join(".config"))).map(|all| all.join("git"));
        let mut config = Config { excludes: settings.as_ref().map(|git| git.join("ignore")), ..Config::default() };
        if env::var_os("GIT_CONFIG_NOSYSTEM").is_none() {
            config.file(&set("GIT_CONFIG_SYSTEM").unwrap_or_else(|| PathBuf::from("/etc/gitconfig")), home.as_deref());
        }
        match set("GIT_CONFIG_GLOBAL") {
            Some(file) => config.file(&file, home.as_deref()),
            None => {
                let files = [settings.map(|git| git.join("config")), home.as_ref().map(|home| home.join(".gitconfig"))];
                files.iter().flatten().for_each(|file| config.file(file, home.as_deref()));
            }
        }
        config.file(&common.join("config"), home.as_deref());
        config
    }

    fn file(&mut self, file: &Path, home: Option<&Path>) {
        if fs::metadata(file).is_ok_and(|found| found.is_file() && found.len() <= MAX)
            && let Ok(text) = fs::read(file)
        {
            self.text(&String::from_utf8_lossy(&text), home);
        }
    }

    fn text(&mut self, text: &str, home: Option<&Path>) {
        let mut section = String::new();
        for line in text.lines() {
            let mut line = line.trim();
            if let Some(rest) = line.strip_prefix('[') {
                let Some((name, rest)) = rest.split_once(']') else { continue };
                section = name.trim().to_ascii_lowercase();
                line = rest.trim();
            }
            let (key, value) = line.split_once('=').unwrap_or((line, "true"));
            let value = value_of(value);
            let is_true = ["true", "yes", "on", "1"].iter().any(|yes| value.eq_ignore_ascii_case(yes));
            match (section.as_str(), key.trim().to_ascii_lowercase().as_str()) {
                ("core", "ignorecase") => self.fold = is_true,
                ("extensions", "objectformat") => self.sha256 = value.eq_ignore_ascii_case("sha256"),
                ("core", "excludesfile") => {
                    self.excludes = match value.strip_prefix("~/") {
                        Some(below) => home.map(|home| home.join(below)),
                        None => (!value.is_empty()).then(|| PathBuf::from(value)),
                    }
                }
                _ => {}
            }
        }
    }
}

/// A value without quotes, escapes and comment.
fn value_of(written: &str) -> String {
    let (mut value, mut quoted, mut kept) = (String::new(), false, 0);
    let mut characters = written.trim_start().chars();
    while let Some(character) = characters.next() {
        match character {
            '"' => quoted = !quoted,
            '\\' => match characters.next() {
                Some('t') => value.push('\t'),
                Some('n') => value.push('\n'),
                Some(own) => value.push(own),
                None => break,
            },
            '#' | ';' if !quoted => break,
            own => {
                value.push(own);
                if own == ' ' && !quoted {
                    continue;
                }
            }
        }
        kept = value.len();
    }
    value.truncate(kept);
    value
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn settings_are_read_as_git_reads_them() {
        let mut config = Config::default();
        let text = "[Core]\n\tignoreCase\n\texcludesFile = \"~/a b\" ; why\n[extensions] objectformat = SHA256 # x\n[user]\nignorecase = false\n";
        config.text(text, Some(Path::new("/home/jo")));
        assert!(config.fold && config.sha256);
        assert_eq!(config.excludes.as_deref(), Some(Path::new("/home/jo/a b")));
        config.text("[core]\nexcludesfile = /x\\\\y  \nignorecase = no", None);
        assert!(!config.fold);
        assert_eq!(config.excludes.as_deref(), Some(Path::new("/x\\y")));
    }
}
