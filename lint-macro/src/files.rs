//! `check_config!` and `check_crate!`: files judged where they stand, and tracked so that cargo builds anew when they change.

use crate::emit::{error, in_file, together};
use crate::policy::{folder_of, package, scope};
use crate::spot::shown;
use crate::text::Text;
use lint_core::gate::project::Scope;
use proc_macro2::{Span, TokenStream};
use quote::quote;
use std::ffi::OsStr;
use std::path::{Path, PathBuf};
use syn::parse::{Nothing, Parser};
use syn::punctuated::Punctuated;
use syn::{Error, Result, Token};

/// Files under judgement: what makes cargo build anew when it changes, and what is wrong.
#[derive(Default)]
pub(crate) struct Judged {
    files: Paths,
    rules: Paths,
    errors: Vec<Error>,
}

/// `check_config!`: every file that the patterns name.
pub(crate) fn expand_config(input: TokenStream) -> Result<TokenStream> {
    let patterns = Punctuated::<Text, Token![,]>::parse_terminated.parse2(input)?;
    let mut judged = Judged::default();
    if patterns.is_empty() {
        let help = ["name files of the crate, as in check_config!(\"config/**/*.toml\")"];
        judged.errors.push(error(Span::call_site(), "`check_config!` without files judges nothing", &help));
    }
    for pattern in &patterns {
        let span = pattern.span();
        let from = if pattern.value.starts_with("./") { folder_of(span) } else { package() };
        let Some(scope) = scope(&from)? else { continue };
        match scope.project.named(&pattern.value, &from) {
            Ok(named) => named.files.iter().try_for_each(|file| judged.add(span, file, named.is_path))?,
            Err(none) => judged.errors.push(error(span, &none.message, &[&none.help])),
        }
    }
    Ok(judged.expand())
}

/// `check_crate!`: every Rust file of the crate.
pub(crate) fn expand_crate(input: TokenStream) -> Result<TokenStream> {
    syn::parse2::<Nothing>(input)
        .map_err(|other| error(other.span(), "`check_crate!` takes no arguments", &["write check_crate!()"]))?;
    // The sources, unless the macro stands elsewhere, as in a test or in a crate laid out differently.
    let (usual, own) = (package().join("src").canonicalize(), folder_of(Span::call_site()).canonicalize());
    let folder = match (usual, own) {
        (Ok(usual), Ok(own)) if own.starts_with(&usual) => usual,
        (usual, own) => own.or(usual).unwrap_or_else(|_| package()),
    };
    let mut judged = Judged::default();
    judged.add_sources(&folder)?;
    Ok(judged.expand())
}

/// Paths in their order, each once. Most come in that order: a tree of them would take longer to compile than it saves.
#[derive(Default)]
struct Paths(Vec<PathBuf>);

impl Paths {
    fn has(&self, path: &PathBuf) -> bool {
        self.0.binary_search(path).is_ok()
    }

    /// Whether it is new.
    fn insert(&mut self, path: PathBuf) -> bool {
        match self.0.binary_search(&path) {
            Ok(_) => false,
            Err(place) => {
                self.0.insert(place, path);
                true
            }
        }
    }
}

impl Judged {
    /// Judges the Rust files below a folder, those in folders with a policy of their own under that.
    fn add_sources(&mut self, folder: &Path) -> Result<()> {
        let Some(scope) = scope(folder)? else { return Ok(()) };
        self.track_rules(&scope);
        let mut files = scope.project.files(folder).of_this_policy();
        for file in &mut files {
            match file {
                Ok(file) if file.extension() == Some(OsStr::new("rs")) => self.add(Span::call_site(), &file, false)?,
                Ok(_) => {}
                Err(unread) => self.errors.push(error(Span::call_site(), &unread.to_string(), &[])),
            }
        }
        files.apart().iter().try_for_each(|folder| self.add_sources(folder))
    }

    /// Judges a file once, however many patterns name it.
    fn add(&mut self, span: Span, path: &Path, is_named: bool) -> Result<()> {
        let path = path.canonicalize().unwrap_or_else(|_| path.to_owned());
        let Some(scope) = scope(path.parent().unwrap_or(&path))? else { return Ok(()) };
        if !self.files.insert(path.clone()) {
            return Ok(());
        }
        self.track_rules(&scope);
        let name = shown(&path);
        match scope.denied_in(&path) {
            Ok(Some(denied)) => self.errors.extend(denied.iter().map(|found| in_file(span, &name, found, true))),
            Ok(None) if is_named => {
                self.errors.push(error(span, &format!("`{name}` is a binary file"), &["only text can be judged"]));
            }
            Ok(None) => {}
            Err(unread) => self.errors.push(error(span, &format!("`{name}` cannot be read: {unread}"), &[])),
        }
        Ok(())
    }

    /// Has cargo build anew when the rules change.
    pub(crate) fn track_rules(&mut self, scope: &Scope) {
        for rules in scope.rules() {
            self.rules.insert(rules.to_owned());
        }
    }

    /// The errors, and items that make cargo build anew. Rust cannot name a path that is no Unicode: that is not tracked.
    pub(crate) fn expand(self) -> TokenStream {
        let errors = together(self.errors).map_err(Error::into_compile_error).err();
        let others = self.rules.0.iter().filter(|rules| !self.files.has(rules));
        let tracked = self.files.0.iter().chain(others).filter_map(|file| file.to_str());
        quote!(#errors #(const _: &[u8] = ::core::include_bytes!(#tracked);)*)
    }
}
