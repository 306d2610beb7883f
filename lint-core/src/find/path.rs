//! The path behind a host, which tells a page or a file there from the others.

use super::chars::slice;
use super::cut::{leading, trailing};

/// How much of a path is looked at.
const LONGEST: usize = 64;

/// The path behind the host that ends at `end`, without what closes a sentence or a link; empty where there is none.
pub(crate) fn path(text: &[u8], end: usize) -> &[u8] {
    let rest = slice(text, end, end + LONGEST);
    if rest.first() != Some(&b'/') {
        return &[];
    }
    let path = slice(rest, 0, leading(rest, is_of_path));
    slice(path, 0, path.len() - trailing(path, |byte| !byte.is_ascii_alphanumeric()))
}

/// The bytes that a path is made of: every host in a URL has one read, byte by byte.
static OF_PATH: [bool; 256] = {
    let (mut of_path, mut byte) = ([false; 256], 0);
    while byte < 256 {
        of_path[byte] = (byte as u8).is_ascii_graphic();
        byte += 1;
    }
    let (others, mut i) = (b"\"'`<>()[]{}|\\,;", 0);
    while i < others.len() {
        of_path[others[i] as usize] = false;
        i += 1;
    }
    of_path
};

fn is_of_path(byte: u8) -> bool {
    OF_PATH[usize::from(byte)]
}

#[cfg(test)]
mod tests {
    use super::path;

    #[test]
    fn a_path_ends_where_the_link_does() {
        for (text, expected) in [
            ("/licenses/>.", "/licenses"),
            ("/a/b.html#c\" x", "/a/b.html#c"),
            (":80/a", ""),
            ("", ""),
            ("/", ""),
            ("/x y", "/x"),
        ] {
            assert_eq!(path(text.as_bytes(), 0), expected.as_bytes(), "{text}");
        }
    }
}
