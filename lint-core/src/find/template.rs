//! Local parts that are filled in at run time.

use super::chars::{ALNUM, ALPHA, LOCAL, before as byte_before, is, slice};
use super::cut::{after_last, leading};
use super::mailbox::LONGEST_LOCAL;
use crate::text::find::{memchr_iter, memrchr, memrmem};

/// Where the template starts that ends at `end`, if one does: `${user}`, `#{user}`, `{{ user }}`, `<%= user %>`, `<?= $user ?>`,
/// `$!{user}`, `$(whoami)`, `@(user)`, `\(name)`, `\#(name)`, `%(name)` before its `s`, `[[${user}]]`, `#user#`, `!user!`, `$user$`, `@user@`, `\{jo,jane\}`,
/// `$\{$jo,jane$\}$`; and, unless something `named` follows it, `<user>`, `[user]`, `*`.
pub(super) fn before(text: &[u8], end: usize, named: bool) -> Option<usize> {
    // TeX has braces in text and, as signs, in formulas: `$\{$jo, jane$\}$`.
    let formula = usize::from(slice(text, end.saturating_sub(3), end) == b"\\}$");
    let end = end - formula;
    let closing = byte_before(text, end);
    if !matches!(closing, b'}' | b')' | b'>' | b']' | b'*' | b'#' | b'!' | b'$' | b'@') {
        return None;
    }
    let from = end.saturating_sub(LONGEST_LOCAL);
    let inside = after_last(slice(text, from, end), b'\n');
    let from = end - inside.len();
    let start = match closing {
        b'}' => {
            let start = opening(inside, b'{', b'}')?;
            // What changes the look of the word behind it is no part of it: `{\an8}jane@` in subtitles, `{\bf}jane@` in TeX.
            let command = slice(inside, start + 1, inside.len() - 1);
            if named && byte_before(command, 1) == b'\\' && command.iter().all(|&b| is(b, ALNUM) || b == b'\\') {
                return None;
            }
            let marked = matches!(byte_before(inside, start), b'$' | b'#' | b'%');
            let escaped = inside.ends_with(b"\\}") && byte_before(inside, start) == b'\\';
            // Velocity is quiet about what it does not know.
            let quiet = 2 * usize::from(slice(inside, 0, start).ends_with(b"$!"));
            let start = start - usize::from(marked || escaped) - quiet;
            start - usize::from(formula > 0 && byte_before(inside, start) == b'$')
        }
        b')' => {
            let start = opening(inside, b'(', b')')?;
            match byte_before(inside, start) {
                b'$' | b'\\' | b'@' => start - 1,
                b'%' if named => start - 1,
                b'#' if slice(inside, 0, start).ends_with(b"\\#") => start - 2,
                _ => return None,
            }
        }
        b'>' if inside.ends_with(b"%>") => memrmem(inside, b"<%")?,
        b'>' if inside.ends_with(b"?>") => memrmem(inside, b"<?")?,
        b'>' if !named => word_in(inside, b'<')?,
        b']' if inside.ends_with(b"}]]") => memrmem(inside, b"[[")?,
        b']' if !named => word_in(inside, b'[')?,
        b'#' | b'!' | b'$' | b'@' => between_marks(inside, closing)?,
        b'*' if !named => inside.len() - 1 - usize::from(inside.ends_with(b".*")),
        _ => return None,
    };
    (!is_statement(slice(inside, start, inside.len()))).then_some(from + start)
}

/// Whether a tag of a template is not filled in by a value, but says what becomes of the text around it: `{% if user %}`, `{{ else }}`,
/// `<% end %>`.
fn is_statement(tag: &[u8]) -> bool {
    const WORDS: [&[u8]; 10] =
        [b"if", b"else", b"elif", b"elsif", b"end", b"endif", b"endfor", b"with", b"range", b"define"];
    let Some(held) = tag.strip_prefix(b"{{").or(tag.strip_prefix(b"<%")).or(tag.strip_prefix(b"<?php")) else {
        return tag.starts_with(b"{%");
    };
    let held = slice(held, leading(held, |b| matches!(b, b'-' | b' ' | b'#' | b'/')), held.len());
    WORDS.contains(&slice(held, 0, leading(held, |b| b.is_ascii_lowercase())))
}

/// Where the bracket opens that the last byte closes.
fn opening(inside: &[u8], open: u8, close: u8) -> Option<usize> {
    let mut depth = 0usize;
    inside.iter().rposition(|&b| {
        depth = if b == close { depth + 1 } else { depth.saturating_sub(usize::from(b == open)) };
        depth == 0
    })
}

/// Where `open` stands before a last word that a closing bracket ends.
fn word_in(inside: &[u8], open: u8) -> Option<usize> {
    let at = memrchr(open, inside)?;
    let word = inside.get(at + 1..inside.len() - 1)?;
    let fits = !word.is_empty() && word.iter().all(|&b| is(b, LOCAL) || matches!(b, b' ' | b'\\' | b',' | b';' | b'|'));
    fits.then_some(at)
}

/// Where the mark stands before a name that the same mark ends.
fn between_marks(inside: &[u8], mark: u8) -> Option<usize> {
    let (_, head) = inside.split_last()?;
    let at = memrchr(mark, head)?;
    let name = head.get(at + 1..)?;
    let fits = name.first().is_some_and(|&b| is(b, ALPHA)) && name.iter().all(|&b| is(b, LOCAL));
    (fits && !is(byte_before(inside, at), LOCAL)).then_some(at)
}

/// Whether there is a conversion of C's `printf` in a local part, which other languages have taken over.
pub(super) fn has_conversion(local: &[u8]) -> bool {
    memchr_iter(b'%', local).any(|at| matches!(local.get(at + 1), Some(b's' | b'd' | b'v' | b'i')))
}

#[cfg(test)]
mod tests {
    use crate::find::candidates;

    #[test]
    fn names_in_braces_are_a_part_of_each_mailbox() {
        for mailbox in [r"\{jo,jane\}@army.mil", r"$\{$jo, jane$\}$@army.mil", "{jo,jane}@army.mil"] {
            let text = format!("to {mailbox} and costs 5$@army.mil");
            let found: Vec<&str> = candidates(text.as_bytes()).map(|found| &text[found.span.range()]).collect();
            assert_eq!(found.first(), Some(&mailbox), "{found:?}");
        }
    }

    #[test]
    fn what_changes_the_look_of_a_mailbox_is_no_part_of_it() {
        for (text, expected) in [
            (r"{\an8}jo@army.mil", "jo@army.mil"),
            (r"{\bf}jo@army.mil", "jo@army.mil"),
            (r"{\user}@army.mil", r"{\user}@army.mil"),
            ("{user}x@army.mil", "{user}x@army.mil"),
        ] {
            let found: Vec<&str> = candidates(text.as_bytes()).map(|found| &text[found.span.range()]).collect();
            assert_eq!(found, [expected]);
        }
    }
}
