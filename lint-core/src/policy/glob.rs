//! Path globs with the meaning they have in `.gitignore`.

use fast_glob::glob_match;

/// The longest glob that is taken, in bytes. It bounds what a match can cost.
const MAX_LEN: usize = 1024;

/// A path glob that means what it would mean in a `.gitignore` beside the policy file.
///
/// - A glob without a slash, or with one only at its end, matches at any depth; any other matches from the top.
/// - `*` and `?` stay within one name, `**` crosses folders, `[a-z]` is one of these characters; `\` takes the next
///   character as it is. Braces have no meaning.
/// - A glob that matches a folder matches everything in it.
///
/// Source: gitignore(5), "PATTERN FORMAT". Negation with `!` is refused, since there is no order in which globs would
/// undo each other.
///
/// ```
/// use lint_core::policy::Glob;
/// let docs = Glob::new("docs/**").unwrap();
/// assert!(docs.matches("docs/a/b.md") && !docs.matches("src/docs/b.md"));
/// let pages = Glob::new("*.md").unwrap();
/// assert!(pages.matches("docs/a/b.md"));
/// ```
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Glob {
    /// Matched against a whole path.
    whole: String,
    /// Matched against a path in a folder that the glob names.
    inside: String,
    /// Whether it names folders alone.
    folder: bool,
}

impl Glob {
    /// Reads a glob.
    ///
    /// # Errors
    /// What is wrong with it, in words that finish "`glob` is no glob: ...".
    pub fn new(text: &str) -> Result<Glob, &'static str> {
        if text.len() > MAX_LEN {
            return Err("it is longer than 1024 bytes");
        }
        if text.starts_with('!') {
            return Err("`!` undoes nothing here; name the paths that are meant");
        }
        let folder = text.ends_with('/');
        let anchored = text.trim_end_matches('/').contains('/');
        let body = text.trim_matches('/');
        if body.is_empty() {
            return Err("it names nothing");
        }
        if body.split('/').any(|name| name == ".." || name == ".") {
            return Err("`.` and `..` are no part of a path here; paths start at the folder of the policy file");
        }
        let body = escaped(body);
        fast_glob::validate(&body).map_err(|error| match error.kind {
            fast_glob::ErrorKind::UnclosedBracket => "a `[` is never closed; write `\\[` for the character itself",
            fast_glob::ErrorKind::TrailingBackslash => "a `\\` at the end has nothing to escape",
            _ => "it cannot be read",
        })?;
        let start = if anchored { "" } else { "**/" };
        let inside = format!("{start}{body}/**");
        let whole = format!("{start}{body}");
        Ok(Glob { whole, inside, folder })
    }

    /// Whether it matches the file `path`, relative to the folder of the policy file, with `/`.
    pub fn matches(&self, path: &str) -> bool {
        self.names(path, false) || glob_match(&self.inside, path)
    }

    /// Whether it matches this file or folder by its own name, not through a folder that it is in.
    pub fn names(&self, path: &str, is_folder: bool) -> bool {
        (is_folder || !self.folder) && glob_match(&self.whole, path)
    }
}

/// The glob for a library in which braces have a meaning, and in which `\n` is a line end.
///
/// Without braces there is nothing to try in combination: a match takes at most glob times path.
fn escaped(body: &str) -> String {
    let mut out = String::with_capacity(body.len());
    let mut characters = body.chars().peekable();
    while let Some(character) = characters.next() {
        match character {
            '{' | '}' => out.extend(['\\', character]),
            '\\' => match characters.next() {
                Some(next) if next.is_alphanumeric() => out.push(next),
                Some(next) => out.extend(['\\', next]),
                None => out.push('\\'),
            },
            _ => out.push(character),
        }
    }
    out
}

#[cfg(test)]
#[expect(clippy::unwrap_used, reason = "a test may fail")]
mod tests {
    use super::*;

    #[test]
    fn globs_mean_what_they_mean_in_gitignore() {
        // Glob, paths that match, paths that do not.
        let cases: &[(&str, &[&str], &[&str])] = &[
            ("docs/**", &["docs/a", "docs/a/b.md"], &["docs", "src/docs/a", "docsx/a"]),
            ("docs/", &["docs/a", "docs/a/b.md", "src/docs/a"], &["docs", "mydocs/a"]),
            ("/docs", &["docs", "docs/a"], &["src/docs/a"]),
            ("docs", &["docs", "docs/a", "src/docs", "src/docs/a/b"], &["docs.md", "mydocs"]),
            ("*.md", &["a.md", "docs/a/b.md", ".md"], &["a.mdx", "md"]),
            ("/*.md", &["a.md"], &["docs/a.md"]),
            ("docs/*.md", &["docs/a.md"], &["docs/a/b.md", "a/docs/a.md"]),
            ("docs/*/x", &["docs/a/x", "docs/a/x/y"], &["docs/x", "docs/a/b/x"]),
            ("**/test/**", &["test/a", "a/test/b", "a/b/test/c/d"], &["test", "a/testing/b"]),
            ("a/**/b", &["a/b", "a/x/b", "a/x/y/b"], &["a/xb", "ab"]),
            ("**", &["a", "a/b"], &[]),
            ("?.rs", &["a.rs", "src/b.rs"], &["ab.rs", ".rs"]),
            ("[ab].rs", &["a.rs", "x/b.rs"], &["c.rs"]),
            ("[!ab].rs", &["c.rs"], &["a.rs"]),
            ("{a,b}.rs", &["{a,b}.rs"], &["a.rs", "b.rs"]),
            (r"\*.rs", &["*.rs"], &["a.rs"]),
            (r"\n.rs", &["n.rs"], &["\n.rs"]),
            (r"\!a", &["!a"], &["a"]),
            ("Gr\u{fc}\u{df}e/*", &["Gr\u{fc}\u{df}e/a"], &["Grusse/a"]),
            (".github/**", &[".github/workflows/a.yml"], &["github/a"]),
        ];
        for (text, yes, no) in cases {
            let glob = Glob::new(text).unwrap();
            for path in *yes {
                assert!(glob.matches(path), "{text} should match {path}");
            }
            for path in *no {
                assert!(!glob.matches(path), "{text} should not match {path}");
            }
        }
    }

    #[test]
    fn what_is_no_glob_is_refused() {
        for text in ["", "/", "//", "!docs", "[ab", "a\\", "../x", "a/./b", &"x".repeat(1025)] {
            assert!(Glob::new(text).is_err(), "{text}");
        }
    }
}
