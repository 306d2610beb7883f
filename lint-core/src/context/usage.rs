//! What a line does with the host in it: fetched, or fetched and run.

use super::Usage;
use super::place::Surroundings;
use crate::data::lists::commands;
use crate::find::chars::{ALNUM, before, byte, is, slice};
use crate::find::cut::{leading, parts};
use crate::span::Span;
use crate::text::find::{memmem, memmem_iter};

/// What the line does with the host at `host`.
pub(super) fn of(text: &[u8], around: &Surroundings, host: Span) -> Option<Usage> {
    let head = slice(text, around.line.start, host.start);
    let keyword = head.trim_ascii_start();
    let keyword = keyword.strip_prefix(b"- ").unwrap_or(keyword);
    if commands::RUNS.iter().any(|word| keyword.starts_with(word.as_bytes())) {
        return Some(Usage::Run);
    }
    let head = head.to_ascii_lowercase();
    let tail = slice(text, host.end, around.line.end).to_ascii_lowercase();
    // Of an image, files are taken: `COPY --from=`, `RUN --mount=type=bind,from=`.
    let copied = keyword.starts_with(b"ADD ") || head.ends_with(b"--from=") || head.ends_with(b",from=");
    if !copied && !commands::FETCHES.iter().any(|command| has_word(&head, command)) {
        return None;
    }
    let piped = parts(&tail, b'|').skip(1).any(|command| {
        let name = command.trim_ascii_start();
        let name = name.strip_prefix(b"sudo ").unwrap_or(name);
        commands::SHELL.iter().any(|shell| name.starts_with(shell.as_bytes()))
    });
    let substituted = [&b"-c \"$(curl"[..], b"-e \"$(curl", b"-c \"$(wget", b"<(curl", b"<(wget", b"eval \"$(curl"]
        .iter()
        .any(|form| memmem(&head, form).is_some());
    Some(if piped || substituted { Usage::Run } else { Usage::Fetch })
}

/// Whether `user@host` at `mailbox` logs in somewhere: after a command for that, or before the path of a remote.
pub(super) fn is_login(text: &[u8], around: &Surroundings, mailbox: Span, local: &[u8]) -> bool {
    let head = slice(text, around.line.start, mailbox.start).to_ascii_lowercase();
    let tail = slice(text, mailbox.end, around.line.end);
    let path = slice(tail, 0, leading(tail, |b| !b.is_ascii_whitespace() && !b"\"'`<>),".contains(&b)));
    let remote = match path {
        [b':', first, ..] if is(*first, ALNUM) || b"~/.$".contains(first) => {
            let is_path = path.contains(&b'/') || path.ends_with(b".git");
            commands::ACCOUNT.has(local) || is_path && !is_of_account(path)
        }
        _ => false,
    };
    remote || commands::LOGS_IN.iter().any(|command| has_word(&head, command))
}

/// Whether what stands behind a mailbox goes on as a line about an account does: with a password by a scheme of crypt(5), or with a folder
/// and a shell (passwd(5)).
fn is_of_account(behind: &[u8]) -> bool {
    let is_crypt = |rest: &[u8]| byte(rest, leading(rest, |b| is(b, ALNUM))) == b'$';
    behind.strip_prefix(b":$").is_some_and(is_crypt) || memmem(slice(behind, 1, behind.len()), b":/").is_some()
}

/// Whether the word at `word`, in a script, is given to a command that goes to a host.
pub(crate) fn is_argument(text: &[u8], around: &Surroundings, word: Span) -> bool {
    let head = slice(text, around.line.start, word.start);
    let lists = [commands::FETCHES, commands::LOGS_IN, commands::TAKES_IMAGE];
    lists.iter().flat_map(|list| list.iter()).any(|command| has_word(head, command))
}

/// Whether the word at `word`, in a script, is what a command or an option asks for that is given hosts alone.
pub(crate) fn is_host_argument(text: &[u8], around: &Surroundings, word: Span) -> bool {
    let head = slice(text, around.line.start, word.start);
    let option = head.trim_ascii_end();
    let option = option.strip_suffix(b"=").unwrap_or(option);
    commands::HOST_OPTION.iter().any(|name| option.ends_with(name.as_bytes()))
        || commands::REACHES.iter().any(|command| has_word(head, command))
}

/// Whether a command stands in `head`, as a word.
fn has_word(head: &[u8], word: &str) -> bool {
    memmem_iter(head, word.as_bytes()).any(|at| {
        let end = at + word.len();
        !is(before(head, at), ALNUM)
            && before(head, at) != b'-'
            && matches!(byte(head, end), b' ' | b'\t' | b'"' | b'\'' | b'(')
    })
}
