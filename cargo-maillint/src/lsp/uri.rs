//! Names of documents, as the protocol writes them, and paths (RFC 8089).

use lsp_types::Uri;
use std::path::{Path, PathBuf};
use std::str::FromStr;
use url::Url;

/// The path that a `file:` URI names; `None` for what is in no file.
pub(super) fn path(uri: &Uri) -> Option<PathBuf> {
    let url = Url::parse(uri.as_str()).ok().filter(|url| url.scheme() == "file")?;
    url.to_file_path().ok()
}

/// The URI of an absolute path.
pub(super) fn of(path: &Path) -> Option<Uri> {
    let url = Url::from_file_path(path).ok()?;
    // What the URLs of browsers let stand, and RFC 3986 does not (section 3.3).
    let escaped = [("[", "%5B"), ("]", "%5D"), ("^", "%5E"), ("|", "%7C")];
    let strict = escaped.iter().fold(url.as_str().to_owned(), |url, (c, escape)| url.replace(c, escape));
    Uri::from_str(&strict).ok()
}

#[cfg(all(test, unix))]
mod tests {
    use super::*;

    #[test]
    fn a_path_goes_there_and_back() {
        for name in ["/a/b.toml", "/a b/\u{e4}%25#?.txt", "/a/[1]{x}|^`.rs"] {
            let uri = of(Path::new(name));
            assert_eq!(uri.as_ref().and_then(path).as_deref(), Some(Path::new(name)), "{uri:?}");
        }
        for other in ["untitled:Untitled-1", "https://fabrikam.net/a", "file:relative"] {
            let uri = Uri::from_str(other).ok();
            assert_eq!(uri.as_ref().and_then(path), (other == "file:relative").then(|| PathBuf::from("/relative")));
        }
    }
}
