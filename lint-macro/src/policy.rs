//! Which policy holds where a macro stands, or in a file that it judges: the nearest one upward, as for every gate.

use crate::emit::{error, error_at};
use crate::spot::{Spot, shown};
use lint_core::gate::project::{self, Scope, Stamp, stamp};
use once_cell::sync::Lazy;
use proc_macro2::Span;
use std::env;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError};

/// The policies that were refused. One that was told of is enough for all macros under it.
static REFUSED: Mutex<Vec<(PathBuf, Stamp)>> = Mutex::new(Vec::new());

/// Whether cargo compiles somebody's dependency, known by the argument of rustc by which it silences lints.
static IS_DEPENDENCY: Lazy<bool> =
    Lazy::new(|| env::args_os().any(|given| given.to_string_lossy().starts_with("--cap-lints")));

/// The folder of the crate's `Cargo.toml`. Without cargo, rustc runs wherever the build system has put it.
pub(crate) fn package() -> PathBuf {
    env::var_os("CARGO_MANIFEST_DIR").map_or_else(|| PathBuf::from("."), PathBuf::from)
}

/// The folder of the file that a token stands in, or else the package's: not every compiler tells, and a macro may have made it up.
pub(crate) fn folder_of(span: Span) -> PathBuf {
    let file = span.unwrap().local_file();
    let folder = file.as_deref().and_then(Path::parent).map(|folder| Path::new(".").join(folder));
    folder.filter(|folder| folder.is_dir()).unwrap_or_else(package)
}

/// What a folder belongs to; `None` where nothing is to be told. That is so in a dependency, since whoever builds it cannot mend it, and
/// a table that has grown since it was published must not break their build; and where the policy is refused, once that is told.
///
/// # Errors
/// A policy that cannot be obeyed.
pub(crate) fn scope(folder: &Path) -> syn::Result<Option<Arc<Scope>>> {
    if *IS_DEPENDENCY {
        return Ok(None);
    }
    match Scope::of(folder, &package()) {
        Ok(scope) => Ok(Some(scope)),
        Err(refusal) => {
            let of_it = (refusal.path().to_owned(), stamp(refusal.path()));
            let mut told = REFUSED.lock().unwrap_or_else(PoisonError::into_inner);
            if told.contains(&of_it) {
                return Ok(None);
            }
            told.push(of_it);
            Err(refused(&refusal))
        }
    }
}

/// The error for a policy that cannot be obeyed, with each mistake at its place.
fn refused(refusal: &project::Error) -> syn::Error {
    let path = shown(refusal.path());
    let Some((first, more)) = refusal.mistakes().split_first() else {
        return error(Span::call_site(), &refusal.to_string(), &["without its policy the crate cannot be judged"]);
    };
    let more: Vec<String> = more.iter().map(|mistake| format!("{path}:{mistake}")).collect();
    let help: Vec<&str> = first.help.as_deref().into_iter().chain(more.iter().map(String::as_str)).collect();
    let spot = Spot { path, position: (first.line, first.column) };
    error_at(Span::call_site(), &first.message, Some(spot), &help)
}
