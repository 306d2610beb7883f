//! Text that a shell's script gives to a command: what stands between `<<EOF` and `EOF` is no program of the shell's.

use super::place::REACH;
use crate::find::chars::{ALNUM, ALPHA, before, byte, is, slice};
use crate::find::cut::{leading, parts};
use crate::span::Span;
use crate::text::find::{memmem_iter, memrchr};

/// Whether a line lies in a here-document (POSIX, Shell Command Language, 2.7.4) that a line not far before it opens.
pub(crate) fn holds(text: &[u8], line: Span) -> bool {
    let head = slice(text, line.start.saturating_sub(REACH), line.start);
    let last = memmem_iter(head, b"<<").last();
    let Some((at, word)) = last.and_then(|at| Some((at, delimiter(head, at)?))) else { return false };
    let mut lines = parts(slice(head, at, head.len()), b'\n');
    lines.next();
    let is_open = memrchr(b'\n', slice(head, at, head.len())).is_some();
    is_open && !lines.any(|line| line.trim_ascii() == word)
}

/// The word that ends the here-document that the sign at `at` opens; none of a here-string, nor of a shift.
fn delimiter(head: &[u8], at: usize) -> Option<&[u8]> {
    let rest = slice(head, at + 2, at + 66);
    let rest = rest.strip_prefix(b"-").unwrap_or(rest);
    // A blank stands there before a quote at most: other shifts are sums.
    let quoted = rest.trim_ascii_start();
    let is_quoted = matches!(byte(quoted, 0), b'\'' | b'"');
    let rest = if is_quoted { slice(quoted, 1, quoted.len()) } else { rest.strip_prefix(b"\\").unwrap_or(rest) };
    let word = slice(rest, 0, leading(rest, |b| is(b, ALNUM) || b == b'_'));
    let is_word = is(byte(word, 0), ALPHA) || byte(word, 0) == b'_';
    (is_word && before(head, at) != b'<').then_some(word)
}

#[cfg(test)]
mod tests {
    use super::holds;
    use crate::span::Span;

    #[test]
    fn a_here_document_ends_with_its_word() {
        for (text, expected) in [
            ("cat <<EOF\nx\n", true),
            ("cat <<-'EOF' > y\n\tx\n", true),
            ("cat <<EOF\nx\nEOF\n", false),
            ("cat <<< word\n", false),
            ("cat << 'EOF'\nx\n", true),
            ("echo $((1 << 2))\n", false),
            ("echo $((1 << x))\n", false),
            ("cat <<EOF | ", false),
        ] {
            assert_eq!(holds(text.as_bytes(), Span::new(text.len(), text.len())), expected, "{text}");
        }
    }
}
