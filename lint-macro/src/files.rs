//! `check_config!` and `check_crate!`: files judged where they stand, and tracked so that cargo builds anew when they change.

use crate::emit::{self, Error, quoted};
use crate::policy::{Crate, shown};
use crate::value::{Value, arguments};
use lint_core::Level;
use lint_core::policy::Glob;
use proc_macro::{Literal, Span, TokenStream};
use std::ffi::OsStr;
use std::path::{Path, PathBuf};

/// The characters by which a path is a glob.
const META: [char; 4] = ['*', '?', '[', '\\'];

/// `check_config!`: every file that the patterns name.
pub(crate) fn expand_config(input: TokenStream) -> TokenStream {
    let patterns = match arguments(input).iter().map(Value::of).collect::<Result<Vec<_>, _>>() {
        Ok(patterns) => patterns,
        Err(error) => return emit::items(&[error]),
    };
    let here = match Crate::current() {
        Ok(here) => here,
        Err(error) => return emit::items(error.as_slice()),
    };
    let mut judged = Judged::new(&here);
    if patterns.is_empty() {
        let help = ["name files of the crate, as in check_config!(\"config/**/*.toml\")"];
        judged.errors.push(Error::new(Span::call_site(), "`check_config!` without files judges nothing", &help));
    }
    for Value { text, .. } in &patterns {
        let span = text.span();
        match files(&here, span, &text.value) {
            Ok(files) => files.iter().for_each(|file| judged.file(span, &file.path, file.is_named)),
            Err((message, help)) => judged.errors.push(Error::new(span, &message, &[&help])),
        }
    }
    judged.expand()
}

/// `check_crate!`: every Rust file of the crate.
pub(crate) fn expand_crate(input: TokenStream) -> TokenStream {
    if let Some(token) = input.into_iter().next() {
        return emit::items(&[Error::new(
            token.span(),
            "`check_crate!` takes no arguments",
            &["write check_crate!()"],
        )]);
    }
    let here = match Crate::current() {
        Ok(here) => here,
        Err(error) => return emit::items(error.as_slice()),
    };
    let mut judged = Judged::new(&here);
    let span = Span::call_site();
    for file in here.project.files(&sources(&here)) {
        match file {
            Ok(file) if file.extension() == Some(OsStr::new("rs")) => judged.file(span, &file, false),
            Ok(_) => {}
            Err(error) => judged.errors.push(Error::new(span, &error.to_string(), &[])),
        }
    }
    judged.expand()
}

/// Where a crate's sources are: `src`, unless the macro stands elsewhere, as in a test or in a crate laid out differently.
fn sources(here: &Crate) -> PathBuf {
    let usual = here.project.folder().join("src");
    let caller = Span::call_site().local_file().and_then(|file| file.canonicalize().ok());
    match caller.as_deref().and_then(Path::parent) {
        Some(folder) if !folder.starts_with(&usual) => folder.to_owned(),
        _ => usual,
    }
}

/// A file that a pattern names.
struct Named {
    path: PathBuf,
    /// Whether the pattern is its path.
    is_named: bool,
}

/// The files that a pattern names, in the order of their paths; or what is wrong with it, and what to do.
fn files(here: &Crate, span: Span, pattern: &str) -> Result<Vec<Named>, (String, String)> {
    if pattern.is_empty() {
        return Err((String::from("this names no file"), String::from("for all files of the crate write \"**\"")));
    }
    let named = quoted(pattern);
    let base = match pattern.strip_prefix("./") {
        // Beside the file that the macro stands in.
        Some(_) => span.local_file().and_then(|file| file.parent()?.canonicalize().ok()),
        None => None,
    };
    let mut base = base.unwrap_or_else(|| here.project.folder().to_owned());
    let mut rest = pattern.strip_prefix("./").unwrap_or(pattern);
    // What comes before the first glob character is a path; it may lead out of the folder.
    while let Some((folder, below)) = rest.split_once('/').filter(|(folder, _)| !folder.contains(META)) {
        base.push(if folder.is_empty() { "/" } else { folder });
        rest = below;
    }
    let help = "a path starts at the crate's folder, or with `./` at the file that the macro stands in";
    if !rest.contains(META) {
        let path = base.join(rest);
        let fault = match path.metadata() {
            Ok(found) if found.is_file() => return Ok(vec![Named { path, is_named: true }]),
            Ok(found) if found.is_dir() => {
                let inside = pattern.trim_end_matches('/');
                return Err((format!("{named} is a folder"), format!("for the files in it write \"{inside}/**\"")));
            }
            Ok(_) => String::from("this is not a file"),
            Err(error) => error.to_string(),
        };
        return Err((format!("{named} cannot be read: {fault}"), String::from(help)));
    }
    let glob =
        Glob::new(&format!("/{rest}")).map_err(|fault| (format!("{named} is no glob: {fault}"), String::from(help)))?;
    let mut files = Vec::new();
    if base.is_dir() {
        let root = base.canonicalize().unwrap_or(base);
        for file in here.project.files(&root) {
            let path = file.map_err(|error| {
                (error.to_string(), String::from("a folder that is looked through must be readable"))
            })?;
            let below = path.strip_prefix(&root).unwrap_or(&path).to_string_lossy().replace('\\', "/");
            if glob.names(&below, false) {
                files.push(Named { path, is_named: false });
            }
        }
    }
    if files.is_empty() {
        return Err((format!("no file matches {named}"), format!("{help}; files that git ignores are left out")));
    }
    Ok(files)
}

/// Files under judgement: what was read, and what is wrong.
struct Judged<'c> {
    here: &'c Crate,
    /// In the order of their paths.
    read: Vec<PathBuf>,
    errors: Vec<Error>,
}

impl<'c> Judged<'c> {
    fn new(here: &'c Crate) -> Judged<'c> {
        Judged { here, read: here.project.policy_file().map(Path::to_owned).into_iter().collect(), errors: Vec::new() }
    }

    /// Judges a file once, however many patterns name it.
    fn file(&mut self, span: Span, path: &Path, is_named: bool) {
        let path = &path.canonicalize().unwrap_or_else(|_| path.to_owned());
        let Err(place) = self.read.binary_search(path) else { return };
        self.read.insert(place, path.clone());
        let name = shown(path);
        match self.here.project.judge(&self.here.checker, path) {
            Ok(Some(report)) => {
                let denied = report.findings.iter().filter(|finding| finding.level == Level::Deny);
                self.errors.extend(denied.map(|finding| Error::of_file(span, &name, finding, true)));
            }
            Ok(None) if is_named => {
                let help = ["only text can be judged"];
                self.errors.push(Error::new(span, &format!("`{name}` is a binary file"), &help));
            }
            Ok(None) => {}
            Err(error) => self.errors.push(Error::new(span, &format!("`{name}` cannot be read: {error}"), &[])),
        }
    }

    fn expand(self) -> TokenStream {
        let errors = if self.here.is_dependency { Vec::new() } else { self.errors };
        let mut items = emit::items(&errors);
        items.extend(self.read.iter().map(|file| track(file)));
        items
    }
}

/// An item that makes cargo build anew when a file changes. Rust cannot name a path that is no Unicode: that is not tracked.
pub(crate) fn track(file: &Path) -> TokenStream {
    let Some(path) = file.to_str() else { return TokenStream::new() };
    emit::written(&format!("const _: &[u8] = ::core::include_bytes!({});", Literal::string(path)))
}
