//! What a line does with the host in it: fetched, or fetched and run.

use super::Usage;
use super::place::Surroundings;
use crate::find::chars::{ALNUM, before, byte, is, slice};
use crate::find::cut::{leading, parts};
use crate::span::Span;
use crate::text::find::{memmem, memmem_iter};

/// What fetches, wherever it stands before the host.
const FETCHING: [&[u8]; 18] = [
    b"curl",
    b"wget",
    b"git clone",
    b"remote add",
    b"remote set-url",
    b"submodule add",
    b"git fetch",
    b"git pull",
    b"git push",
    b"go get",
    b"go install",
    b"irm",
    b"fetch",
    b"aria2c",
    b"docker pull",
    b"docker run",
    b"podman pull",
    b"podman run",
];
/// What logs in to `user@host`, where the part before the `@` names no mailbox.
const LOGGING_IN: [&[u8]; 7] = [b"ssh", b"scp", b"sftp", b"rsync", b"mosh", b"ssh-copy-id", b"sshfs"];
/// What else is given the name of an image that begins with a host.
const IMAGING: [&[u8]; 3] = [b"docker", b"podman", b"helm"];
/// What is given hosts and domains, and no files that are named like them.
#[rustfmt::skip]
const REACHING: [&[u8]; 28] = [
    b"ping", b"ping6", b"nc", b"ncat", b"telnet", b"dig", b"host", b"nslookup", b"drill", b"delv", b"whois", b"traceroute",
    b"tracepath", b"mtr", b"nmap", b"swaks", b"ssh-keyscan", b"certbot", b"lego", b"sendemail", b"sendEmail", b"msmtp", b"s_client",
    b"kinit", b"ldapsearch", b"smbclient", b"ntpdate", b"openssl s_client",
];
/// Options whose value is a host or a domain, of whichever command.
#[rustfmt::skip]
const HOST_OPTIONS: [&[u8]; 12] = [
    b"--host", b"--hostname", b"--server", b"--domain", b"--relay", b"--smtp-server", b"--smtp-host", b"-server", b"-connect",
    b"-SmtpServer", b"-ComputerName", b"-servername",
];
/// Keys and keywords at the start of a line whose value is run.
const RUNNING: [&[u8]; 7] = [b"FROM ", b"# syntax=", b"image: ", b"uses: ", b"container: ", b"<script ", b"import "];

/// What the line does with the host at `host`.
pub(super) fn of(text: &[u8], around: &Surroundings, host: Span) -> Option<Usage> {
    let head = slice(text, around.line.start, host.start);
    let keyword = head.trim_ascii_start();
    let keyword = keyword.strip_prefix(b"- ").unwrap_or(keyword);
    if RUNNING.iter().any(|word| keyword.starts_with(word)) {
        return Some(Usage::Run);
    }
    let head = head.to_ascii_lowercase();
    let tail = slice(text, host.end, around.line.end).to_ascii_lowercase();
    // Of an image, files are taken: `COPY --from=`, `RUN --mount=type=bind,from=`.
    let copied = keyword.starts_with(b"ADD ") || head.ends_with(b"--from=") || head.ends_with(b",from=");
    if !copied && !FETCHING.iter().any(|command| has_word(&head, command)) {
        return None;
    }
    let mut commands = parts(&tail, b'|');
    commands.next();
    let piped = commands.any(|command| {
        let name = command.trim_ascii_start();
        let name = name.strip_prefix(b"sudo ").unwrap_or(name);
        [&b"sh"[..], b"bash", b"zsh", b"iex", b"python", b"perl", b"ruby", b"node"]
            .iter()
            .any(|shell| name.starts_with(shell))
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
            matches!(local, b"git" | b"hg" | b"svn" | b"gitea") || path.contains(&b'/') || path.ends_with(b".git")
        }
        _ => false,
    };
    remote || LOGGING_IN.iter().any(|command| has_word(&head, command))
}

/// Whether the word at `word`, in a script, is given to a command that goes to a host.
pub(crate) fn is_argument(text: &[u8], around: &Surroundings, word: Span) -> bool {
    let head = slice(text, around.line.start, word.start);
    [&FETCHING[..], &LOGGING_IN, &IMAGING].into_iter().flatten().any(|command| has_word(head, command))
}

/// Whether the word at `word`, in a script, is what a command or an option asks for that is given hosts alone.
pub(crate) fn is_host_argument(text: &[u8], around: &Surroundings, word: Span) -> bool {
    let head = slice(text, around.line.start, word.start);
    let option = head.trim_ascii_end();
    let option = option.strip_suffix(b"=").unwrap_or(option);
    HOST_OPTIONS.iter().any(|name| option.ends_with(name)) || REACHING.iter().any(|command| has_word(head, command))
}

/// Whether a command stands in `head`, as a word.
fn has_word(head: &[u8], word: &[u8]) -> bool {
    memmem_iter(head, word).any(|at| {
        let end = at + word.len();
        !is(before(head, at), ALNUM)
            && before(head, at) != b'-'
            && matches!(byte(head, end), b' ' | b'\t' | b'"' | b'\'' | b'(')
    })
}
