//! `check_config!` and `check_crate!`: files judged where they stand, and tracked so that cargo builds anew when they change.

use crate::emit::{error, in_file, together};
use crate::policy::{Crate, shown};
use crate::text::Text;
use lint_core::Level;
use lint_core::gate::allow::judges_itself;
use proc_macro2::{Span, TokenStream};
use quote::quote;
use std::ffi::OsStr;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use syn::parse::{Nothing, Parser};
use syn::punctuated::Punctuated;
use syn::{Error, Result, Token};

/// `check_config!`: every file that the patterns name.
pub(crate) fn expand_config(input: TokenStream) -> Result<TokenStream> {
    let patterns = Punctuated::<Text, Token![,]>::parse_terminated.parse2(input)?;
    let Some(mut judged) = Judged::new()? else { return Ok(TokenStream::new()) };
    if patterns.is_empty() {
        let help = ["name files of the crate, as in check_config!(\"config/**/*.toml\")"];
        judged.errors.push(error(Span::call_site(), "`check_config!` without files judges nothing", &help));
    }
    for pattern in &patterns {
        let span = pattern.span();
        // Beside the file that the macro stands in.
        let beside = span.unwrap().local_file().and_then(|file| file.parent()?.canonicalize().ok());
        match judged.here.project.named(&pattern.value, beside.as_deref()) {
            Ok(named) => named.files.iter().for_each(|file| judged.file(span, file, named.is_path)),
            Err(none) => judged.errors.push(error(span, &none.message, &[&none.help])),
        }
    }
    Ok(judged.expand())
}

/// `check_crate!`: every Rust file of the crate.
pub(crate) fn expand_crate(input: TokenStream) -> Result<TokenStream> {
    syn::parse2::<Nothing>(input)
        .map_err(|other| error(other.span(), "`check_crate!` takes no arguments", &["write check_crate!()"]))?;
    let Some(mut judged) = Judged::new()? else { return Ok(TokenStream::new()) };
    let here = Arc::clone(&judged.here);
    let span = Span::call_site();
    for file in here.project.files(&sources(&here)) {
        match file {
            Ok(file) if file.extension() == Some(OsStr::new("rs")) => judged.file(span, &file, false),
            Ok(_) => {}
            Err(unread) => judged.errors.push(error(span, &unread.to_string(), &[])),
        }
    }
    Ok(judged.expand())
}

/// Where a crate's sources are: `src`, unless the macro stands elsewhere, as in a test or in a crate laid out differently.
fn sources(here: &Crate) -> PathBuf {
    let usual = here.project.folder().join("src");
    let caller = Span::call_site().unwrap().local_file().and_then(|file| file.canonicalize().ok());
    match caller.as_deref().and_then(Path::parent) {
        Some(folder) if !folder.starts_with(&usual) => folder.to_owned(),
        _ => usual,
    }
}

/// Files under judgement: what was read, and what is wrong.
struct Judged {
    here: Arc<Crate>,
    /// In the order of their paths.
    read: Vec<PathBuf>,
    errors: Vec<Error>,
}

impl Judged {
    fn new() -> Result<Option<Judged>> {
        let begin = |here: Arc<Crate>| {
            let read = here.project.policy_file().map(Path::to_owned).into_iter().collect();
            Judged { here, read, errors: Vec::new() }
        };
        Ok(Crate::current()?.map(begin))
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
                // Another macro tells of its own literal.
                let denied = denied.filter(|finding| !judges_itself(finding.before()));
                self.errors.extend(denied.map(|finding| in_file(span, &name, finding, true)));
            }
            Ok(None) if is_named => {
                self.errors.push(error(span, &format!("`{name}` is a binary file"), &["only text can be judged"]));
            }
            Ok(None) => {}
            Err(unread) => self.errors.push(error(span, &format!("`{name}` cannot be read: {unread}"), &[])),
        }
    }

    /// The errors, and what makes cargo build anew.
    fn expand(self) -> TokenStream {
        let errors = if self.here.is_dependency { Ok(()) } else { together(self.errors) };
        let errors = errors.map_err(Error::into_compile_error).err();
        let tracked = self.read.iter().map(|file| track(file));
        quote!(#errors #(#tracked)*)
    }
}

/// An item that makes cargo build anew when a file changes. Rust cannot name a path that is no Unicode: that is not tracked.
pub(crate) fn track(file: &Path) -> Option<TokenStream> {
    let path = file.to_str()?;
    Some(quote!(
        const _: &[u8] = ::core::include_bytes!(#path);
    ))
}
