//! Path globs with the meaning they have in `.gitignore`.
//!
//! They are matched here because whoever builds the macros builds this too: a library for it takes longer to build than the few
//! rules there are. A test compares.

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
    /// From the top, without a slash at either end.
    names: String,
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
        for name in body.split('/') {
            let mut rest = name;
            while !rest.is_empty() {
                rest = item(rest)?.1;
            }
        }
        Ok(Glob { names: format!("{}{body}", if anchored { "" } else { "**/" }), folder })
    }

    /// Whether it matches the file `path`, relative to the folder of the policy file, with `/`.
    pub fn matches(&self, path: &str) -> bool {
        self.names(path, false) || path_matches(&self.names, path, true)
    }

    /// Whether it matches this file or folder by its own name, not through a folder that it is in.
    pub fn names(&self, path: &str, is_folder: bool) -> bool {
        (is_folder || !self.folder) && path_matches(&self.names, path, false)
    }
}

/// Whether a glob names a path, or, if asked for what is `inside`, a folder that the path is in.
///
/// Only the last `**` is ever tried again, with one name more: a match takes at most glob times path.
fn path_matches(glob: &str, path: &str, inside: bool) -> bool {
    let (mut glob, mut path) = (Some(glob), Some(path));
    let mut again = None;
    loop {
        match (glob, path) {
            (None, None) => return !inside,
            (None, Some(_)) if inside => return true,
            (Some(names), Some(below)) => {
                let ((name, rest), (found, deeper)) = (first(names), first(below));
                if name == "**" {
                    if rest.is_none() {
                        return !inside || deeper.is_some();
                    }
                    again = Some((rest, below));
                    glob = rest;
                    continue;
                }
                if name_matches(name, found) {
                    (glob, path) = (rest, deeper);
                    continue;
                }
            }
            _ => {}
        }
        let Some((rest, below)) = again else { return false };
        let Some(deeper) = first(below).1 else { return false };
        again = Some((rest, deeper));
        (glob, path) = (rest, Some(deeper));
    }
}

/// The first name of a path, and what lies below it.
fn first(path: &str) -> (&str, Option<&str>) {
    path.split_once('/').map_or((path, None), |(name, below)| (name, Some(below)))
}

/// Whether a glob without slashes names a file or folder. As with paths, only the last `*` is tried again.
fn name_matches(glob: &str, name: &str) -> bool {
    let (mut glob, mut name) = (glob, name);
    let mut again: Option<(&str, &str)> = None;
    loop {
        let next = item(glob).ok();
        if let Some((Item::Any, rest)) = next {
            again = Some((rest, name));
            glob = rest;
            continue;
        }
        let mut characters = name.chars();
        let Some(character) = characters.next() else { return glob.is_empty() };
        if let Some((_, rest)) = next.filter(|(item, _)| item.takes(character)) {
            (glob, name) = (rest, characters.as_str());
            continue;
        }
        let Some((rest, from)) = again else { return false };
        let mut characters = from.chars();
        characters.next();
        again = Some((rest, characters.as_str()));
        (glob, name) = (rest, characters.as_str());
    }
}

/// A part of a glob.
enum Item<'g> {
    /// `*`
    Any,
    /// `?`
    One,
    Character(char),
    /// What stands between brackets.
    Class(&'g str),
}

impl Item<'_> {
    /// Whether it stands for this one character.
    fn takes(&self, character: char) -> bool {
        match self {
            Item::Any => false,
            Item::One => true,
            Item::Character(own) => *own == character,
            Item::Class(class) => {
                let listed = class.strip_prefix(['!', '^']);
                let mut rest = listed.unwrap_or(class);
                let mut found = false;
                while let Some((low, behind)) = member(rest) {
                    let range = behind.strip_prefix('-').and_then(member);
                    let (high, behind) = range.unwrap_or((low, behind));
                    found |= (low..=high).contains(&character);
                    rest = behind;
                }
                found != listed.is_some()
            }
        }
    }
}

/// The first part of a glob, and the rest of it; or what is wrong with it.
fn item(glob: &str) -> Result<(Item<'_>, &str), &'static str> {
    let mut characters = glob.chars();
    let item = match characters.next() {
        Some('*') => Item::Any,
        Some('?') => Item::One,
        Some('[') => {
            let class = characters.as_str();
            // A bracket closes nothing at the beginning.
            let mut end = usize::from(class.starts_with(['!', '^']));
            while let Some((_, behind)) = member(&class[end..]) {
                end = class.len() - behind.len();
                if let Some(rest) = behind.strip_prefix(']') {
                    return Ok((Item::Class(&class[..end]), rest));
                }
            }
            return Err("a `[` is never closed; write `\\[` for the character itself");
        }
        Some('\\') => match characters.next() {
            Some(character) => Item::Character(character),
            None => return Err("a `\\` at the end has nothing to escape"),
        },
        Some(character) => Item::Character(character),
        None => return Err("it names nothing"),
    };
    Ok((item, characters.as_str()))
}

/// The first character of those between brackets, and the rest of them.
fn member(class: &str) -> Option<(char, &str)> {
    let mut characters = class.chars();
    let mut character = characters.next()?;
    if character == '\\' {
        character = characters.next()?;
    }
    Some((character, characters.as_str()))
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
            ("[^a-c]x", &["dx"], &["bx", "x"]),
            (r"[]\]-]", &["]", "-"], &["\\", "a"]),
            ("[a-]", &["a", "-"], &["b"]),
            ("a*b*c", &["abc", "axbxc", "abbcc", "abcbc"], &["ab", "acb", "abcd"]),
            ("a/**/b/**/c", &["a/b/c", "a/b/x/b/c", "a/x/b/y/z/c/d"], &["a/c", "a/b", "a/x/c"]),
            ("**/a/*/b", &["a/x/b", "a/a/x/b", "y/a/a/b/c"], &["a/b"]),
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

    #[test]
    fn they_match_what_fast_glob_matches() {
        const PARTS: [&str; 8] = ["a", "b", "*", "?", "[ab]", "[!a]", "/", "/**/"];
        const PATHS: [&str; 14] = [
            "a", "b", "ab", "ba", "a/b", "b/a", "ab/a", "a/a", "a/a/b", "a/b/a", "b/a/b/a", "ab/ba/ab", "a/ab/b/a",
            "c/a",
        ];
        let mut globs = vec![String::new()];
        for _ in 0..4 {
            let longer = globs.iter().flat_map(|glob| PARTS.map(|part| format!("{glob}{part}"))).collect();
            globs = longer;
        }
        // Two stars that are no name of their own mean something else to each reader.
        let is_clear = |glob: &str| glob.split('/').all(|name| name == "**" || !name.contains("**"));
        globs.retain(|glob| !glob.contains("//") && is_clear(glob) && Glob::new(glob).is_ok());
        for text in globs {
            let glob = Glob::new(&text).unwrap();
            for path in PATHS {
                let whole = fast_glob::glob_match(&glob.names, path);
                assert_eq!(glob.names(path, true), whole, "{text} {path}");
                let below = fast_glob::glob_match(format!("{}/**", glob.names), path);
                // To it the first of the two `**` of `**/**` need not be a folder.
                if !(glob.folder && glob.names.ends_with("**")) {
                    assert_eq!(glob.matches(path), (whole && !glob.folder) || below, "{text} in {path}");
                }
            }
        }
    }
}
