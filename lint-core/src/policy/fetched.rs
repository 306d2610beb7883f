//! What a project's dependencies are fetched from: the hosts in its lock files and in the settings of its package managers.
//!
//! The formats are many, and of each only where its URLs stand matters: behind a key, whatever parts the two.

use crate::data::lists;
use crate::find::chars::{ALNUM, is};
use crate::text::find::memmem_iter;

/// The files, relative to the repository's root, each with the keys behind which it names what is fetched.
pub(super) const FILES: &[(&str, &str)] = lists::FETCHED;

/// The URLs behind these keys, as far as their hosts reach; of one host that several stand behind each other, once.
pub(super) fn urls(text: &str, keys: &str) -> Vec<String> {
    let bytes = text.as_bytes();
    let mut urls: Vec<String> = Vec::new();
    for colon in memmem_iter(bytes, b"://") {
        let is_scheme = |byte: &u8| is(*byte, ALNUM) || matches!(byte, b'+' | b'.');
        let scheme = bytes[..colon].iter().rev().take_while(|byte| is_scheme(byte)).count();
        let end = bytes[colon + 3..].iter().position(|byte| !is(*byte, ALNUM) && !b".-_@:%".contains(byte));
        let url = text.get(colon - scheme..end.map_or(text.len(), |len| colon + 3 + len)).unwrap_or_default();
        if is_behind(&bytes[..colon - scheme], keys) && urls.last().is_none_or(|last| last != url) {
            urls.push(url.to_owned());
        }
    }
    urls
}

/// Whether the last word of a text, but for quotes, brackets and signs, is one of the keys.
fn is_behind(head: &[u8], keys: &str) -> bool {
    let is_between = |byte: &u8| b" \t\"':=<>(".contains(byte);
    let len = head.iter().rposition(|byte| !is_between(byte)).map_or(0, |at| at + 1);
    keys.split(' ').any(|key| {
        let rest = head[..len].strip_suffix(key.as_bytes());
        rest.is_some_and(|rest| rest.last().is_none_or(|byte| !is(*byte, ALNUM)))
    })
}
