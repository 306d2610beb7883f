//! What a repository says of itself: the domains of its authors, home page, remotes and owners, and what its dependencies are
//! fetched from.
//!
//! Nobody mistypes these for long, so a slip of one of them elsewhere in the repository is a slip. They are read with
//! tolerance: a manifest that is broken is for its own tool to complain about.

use super::fetched;
use super::toml::{Document, Node, Value};
use crate::address::Domain;
use crate::order;
use std::collections::HashMap;

/// A domain that a repository declares about itself.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Declared {
    /// The domain, in lower case.
    pub domain: String,
    /// The file that declares it, as evidence names it.
    pub source: String,
}

/// The files that are read, relative to the repository's root, each with its reader.
const SOURCES: [(&str, Reader); 8] = [
    ("Cargo.toml", cargo),
    ("package.json", package),
    ("pyproject.toml", pyproject),
    ("CODEOWNERS", owners),
    (".github/CODEOWNERS", owners),
    (".gitlab/CODEOWNERS", owners),
    ("docs/CODEOWNERS", owners),
    (".git/config", remotes),
];

/// How many domains one file can declare: of the hundreds that a list of links holds none is the project's own.
const MOST: usize = 256;

/// Gives the values of a file that may hold addresses and URLs.
type Reader = fn(&str) -> Vec<String>;

/// The paths, relative to the repository's root and with `/`, that [`domains`] can read.
pub fn sources() -> Vec<&'static str> {
    let mut sources = Vec::new();
    sources.extend(SOURCES.iter().map(|(path, _)| *path));
    sources.extend(fetched::FILES.iter().map(|(path, _)| *path));
    sources
}

/// The domains that the file `path` declares, each once, in the order of the text; none for other files.
///
/// ```
/// use lint_core::gate::declared;
/// let text = "[package]\nauthors = [\"Ada <ada@acme.io>\"]\nrepository = \"https://git.acme.io/tool\"\n";
/// let found = declared::domains("Cargo.toml", text);
/// assert_eq!(found.iter().map(|found| &*found.domain).collect::<Vec<_>>(), ["acme.io", "git.acme.io"]);
/// ```
pub fn domains(path: &str, text: &str) -> Vec<Declared> {
    let said = SOURCES.iter().find(|(source, _)| *source == path).map(|(_, read)| read(text));
    let fetched =
        || fetched::FILES.iter().find(|(source, _)| *source == path).map(|(_, keys)| fetched::urls(text, keys));
    let mut declared: Vec<Declared> = Vec::new();
    let mut places = HashMap::new();
    for value in &said.or_else(fetched).unwrap_or_default() {
        for domain in value.split(is_around).filter_map(domain) {
            if declared.len() < MOST && places.insert(domain.clone(), declared.len()).is_none() {
                declared.push(Declared { domain, source: path.to_owned() });
            }
        }
    }
    declared
}

/// Whether a character stands around addresses and URLs, never in them.
fn is_around(character: char) -> bool {
    character.is_whitespace() || matches!(character, '<' | '>' | '(' | ')' | '"' | ',' | ';')
}

/// The domain of an address, a URL or an scp-like remote (gitglossary(7), "GIT URLS").
fn domain(word: &str) -> Option<String> {
    let host = match word.split_once("://") {
        Some((_, rest)) => {
            let authority = rest.split(['/', '?', '#']).next()?;
            authority.rsplit_once('@').map_or(authority, |(_, host)| host)
        }
        None => word.rsplit_once('@').filter(|(local, _)| !local.is_empty())?.1,
    };
    let host = host.split([':', '/']).next()?.trim_end_matches('.');
    let domain = Domain::host(host).ok()?;
    // A name without a dot is this network's own.
    domain.labels().nth(1)?;
    Some(host.to_lowercase())
}

fn cargo(text: &str) -> Vec<String> {
    const KEYS: [&str; 4] = ["authors", "homepage", "repository", "documentation"];
    texts(text, [&["package"], &["workspace", "package"]], &KEYS)
}

fn pyproject(text: &str) -> Vec<String> {
    const KEYS: [&str; 6] = ["authors", "maintainers", "urls", "homepage", "repository", "documentation"];
    // PEP 621, and Poetry's own table before it.
    texts(text, [&["project"], &["tool", "poetry"]], &KEYS)
}

/// Every string under these keys of two tables, in the order of the text.
fn texts(toml: &str, tables: [&[&str]; 2], keys: &[&str]) -> Vec<String> {
    let document = Document::parse(toml, &mut Vec::new());
    let mut nodes: Vec<&Node> = Vec::new();
    for table in &tables {
        for key in keys {
            let mut path = table.to_vec();
            path.push(key);
            if let Some(node) = document.at(&path) {
                nodes.push(node);
            }
        }
    }
    order::sort(&mut nodes, |a, b| b.span.start.cmp(&a.span.start));
    let mut texts = Vec::new();
    while let Some(node) = nodes.pop() {
        match &node.value {
            Value::Text(text) => texts.push(text.clone()),
            Value::List(list) | Value::Tables(list) => {
                for node in list.iter().rev() {
                    nodes.push(node);
                }
            }
            Value::Table(id) => {
                for (_, node) in document.table(*id).entries.iter().rev() {
                    nodes.push(node);
                }
            }
            _ => {}
        }
    }
    texts
}

/// The strings under the keys of a `package.json` that name people and places (npm, "package.json").
///
/// JSON is walked, not parsed: of the whole file only strings, depth and the key at the top matter.
fn package(text: &str) -> Vec<String> {
    const KEYS: [&str; 6] = ["author", "contributors", "maintainers", "homepage", "repository", "bugs"];
    let (mut depth, mut wanted) = (0_usize, false);
    let mut texts = Vec::new();
    let mut rest = text;
    while let Some(at) = rest.bytes().position(|byte| matches!(byte, b'"' | b'{' | b'}' | b'[' | b']')) {
        let (_, found) = rest.split_at(at);
        rest = found.get(1..).unwrap_or_default();
        match found.as_bytes().first() {
            Some(b'{' | b'[') => depth += 1,
            Some(b'}' | b']') => depth = depth.saturating_sub(1),
            _ => {
                let (string, behind) = json_string(rest);
                rest = behind;
                let is_key = behind.trim_start().starts_with(':');
                if is_key && depth == 1 {
                    wanted = KEYS.contains(&string.as_str());
                } else if !is_key && wanted {
                    texts.push(string);
                }
            }
        }
    }
    texts
}

/// The string that begins behind a quotation mark, unescaped (RFC 8259, 7), and what follows it.
fn json_string(text: &str) -> (String, &str) {
    let mut string = String::new();
    let mut characters = text.char_indices();
    while let Some((at, character)) = characters.next() {
        match character {
            '"' => return (string, text.get(at + 1..).unwrap_or_default()),
            '\\' => match characters.next() {
                Some((at, 'u')) => {
                    let code = text.get(at + 1..at + 5).and_then(|digits| u32::from_str_radix(digits, 16).ok());
                    string.push(code.and_then(char::from_u32).unwrap_or(char::REPLACEMENT_CHARACTER));
                    characters.nth(3);
                }
                Some((_, 'n' | 'r' | 't' | 'b' | 'f')) => string.push(' '),
                Some((_, other)) => string.push(other),
                None => {}
            },
            other => string.push(other),
        }
    }
    (string, "")
}

/// The e-mail owners; a line is a path and those who own it (GitHub, "About code owners").
fn owners(text: &str) -> Vec<String> {
    let mut owners = Vec::new();
    for line in text.lines() {
        let said = line.split('#').next().unwrap_or_default().trim();
        if let Some((_, said)) = said.split_once(char::is_whitespace) {
            owners.push(said.to_owned());
        }
    }
    owners
}

/// The URLs of the remotes in a git configuration (git-config(1), "Syntax").
fn remotes(text: &str) -> Vec<String> {
    let mut in_remote = false;
    let mut urls = Vec::new();
    for line in text.lines().map(str::trim) {
        if let Some(section) = line.strip_prefix('[') {
            in_remote = section.to_ascii_lowercase().starts_with("remote ");
        } else if let Some((key, url)) = line.split_once('=').filter(|_| in_remote) {
            if ["url", "pushurl"].iter().any(|name| key.trim().eq_ignore_ascii_case(name)) {
                urls.push(url.trim().trim_matches('"').to_owned());
            }
        }
    }
    urls
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(path: &str, text: &str) -> Vec<String> {
        domains(path, text).into_iter().map(|found| found.domain).collect()
    }

    #[test]
    fn what_files_declare() {
        let cases: &[(&str, &str, &[&str])] = &[
            (
                "Cargo.toml",
                r#"
[package]
name = "x"
authors = ["Ada <ada@ACME.io>", "bob@b.acme.io"]
homepage = "https://www.acme.io/x@y.org"
repository = "https://token@git.acme.io:8443/x.git"
documentation = "https://docs.acme.io"
description = "mail to nobody@else.where"
[dependencies]
y = { git = "https://git.other.org/y" }
"#,
                &["acme.io", "b.acme.io", "www.acme.io", "git.acme.io", "docs.acme.io"],
            ),
            ("Cargo.toml", "[workspace.package]\nauthors = [\"a@acme.io\"]", &["acme.io"]),
            ("Cargo.toml", "[package]\nauthors.workspace = true\nhomepage = \"http://localhost/\"", &[]),
            ("Cargo.toml", "[package\nauthors = [\"a@acme.io\"]\n= broken", &["acme.io"]),
            (
                "package.json",
                r#"{
  "name": "x", "description": "nobody@else.where",
  "author": { "name": "Ada", "email": "ada\u0040acme.io", "url": "https:\/\/ada.acme.io" },
  "contributors": ["Bob <bob@b.acme.io> (https://bob.org/)", { "email": "c@c.acme.io" }],
  "dependencies": { "author": "not@this.one" },
  "repository": "git+ssh://git@git.acme.io:team/x.git",
  "bugs": { "url": "https://bugs.acme.io/x", "email": "bugs@acme.io" },
  "homepage": "https://acme.io#readme"
}"#,
                &["acme.io", "ada.acme.io", "b.acme.io", "bob.org", "c.acme.io", "git.acme.io", "bugs.acme.io"],
            ),
            ("package.json", r#"{ "repository": "github:acme/x", "author": "Ada", "homepage": "#, &[]),
            ("package.json", r#"]}]{"author": "a@acme.io\"#, &["acme.io"]),
            (
                "pyproject.toml",
                r#"
[project]
authors = [{ name = "Ada", email = "ada@acme.io" }]
maintainers = [{ email = "bob@b.acme.io" }]
[project.urls]
Homepage = "https://www.acme.io"
[tool.poetry]
authors = ["Eve <eve@poetry.acme.io>"]
"#,
                &["acme.io", "b.acme.io", "www.acme.io", "poetry.acme.io"],
            ),
            (
                ".github/CODEOWNERS",
                "# boss@else.where\n* @acme/core ada@acme.io\n/docs/x@2x.png bob@b.acme.io # c@c.org\n[Team] eve@e.acme.io\n",
                &["acme.io", "b.acme.io", "e.acme.io"],
            ),
            (
                ".git/config",
                "[user]\n\turl = https://no.org\n[remote \"origin\"]\n\turl = git@git.acme.io:team/x.git\n\tpushurl = \"ssh://git@push.acme.io/x\"\n\tfetch = +refs/heads/*\n[remote \"local\"]\nurl = ../x\n[branch \"a\"]\nurl = https://no.org\n",
                &["git.acme.io", "push.acme.io"],
            ),
            (
                "Cargo.lock",
                "[[package]]\nname = \"x\"\nsource = \"registry+https://index.acme.io/x\"\nchecksum = \"1\"\n[[package]]\nsource = \"git+ssh://git@git.acme.io/y?rev=1#2\"\n",
                &["index.acme.io", "git.acme.io"],
            ),
            (
                "package-lock.json",
                r#"{"packages": {"x": {"resolved": "https://npm.acme.io/x.tgz", "funding": {"url": "https://no.org"}}}}"#,
                &["npm.acme.io"],
            ),
            (
                ".npmrc",
                "@acme:registry=https://npm.acme.io/\n//npm.acme.io/:_authToken=x\nproxy=http://no.org\n",
                &["npm.acme.io"],
            ),
            (
                "requirements.txt",
                "--extra-index-url https://py.acme.io/simple\nx @ https://no.org/x.whl\n",
                &["py.acme.io"],
            ),
            ("Gemfile", "source 'https://gems.acme.io'\ngem 'x', git: 'https://no.org/x'\n", &["gems.acme.io"]),
            ("uv.lock", "source = { registry = \"https://py.acme.io/simple\" }\n", &["py.acme.io"]),
            ("pom.xml", "<repository><url>https://maven.acme.io/x</url></repository>", &["maven.acme.io"]),
            ("nuget.config", "<add key=\"x\" value=\"https://nuget.acme.io/v3\" />", &["nuget.acme.io"]),
            ("src/Cargo.toml", "[package]\nauthors = [\"a@acme.io\"]", &[]),
        ];
        for (path, text, expected) in cases {
            assert_eq!(found(path, text), *expected, "{path}: {text}");
        }
    }

    #[test]
    fn odd_text_is_no_trouble() {
        let texts = [
            "",
            "\"",
            "\"\\",
            "\"\\u",
            "\"author\":\"\\u00e",
            "{\"author\":\"\\ud800@x.y\"}",
            "[[[",
            "}}}",
            "@",
            "://",
            "\u{0}@\u{0}",
        ];
        for path in sources() {
            for text in texts {
                domains(path, text);
            }
        }
    }

    #[test]
    fn only_these_files_are_sources() {
        for path in ["Cargo.toml", "CODEOWNERS", ".github/CODEOWNERS", ".git/config", "package.json", "pyproject.toml"]
        {
            assert!(sources().contains(&path), "{path}");
        }
        for path in ["a/Cargo.toml", "cargo.toml", "a/Cargo.lock", ".git/hooks/config", ""] {
            assert!(!sources().contains(&path), "{path}");
        }
    }
}
