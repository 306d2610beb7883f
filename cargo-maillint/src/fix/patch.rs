//! A patch as git prints and applies it (git-diff(1), "Generating patch text with -p").
//!
//! What has changed is known to the byte, so that nothing needs to be compared to find it.

use super::{Edit, mended};
use lint_core::gate::render::visible;
use std::io::Write;
use std::ops::Range;

/// How many lines are shown around a change.
const CONTEXT: usize = 3;

/// Lines that change, and the edits in them.
struct Change<'e> {
    lines: Range<usize>,
    edits: &'e [Edit],
}

/// Writes how the file `name` changes. Writing into a Vec cannot fail.
pub(super) fn write(out: &mut Vec<u8>, name: &[u8], old: &[u8], edits: &[Edit]) {
    let [a, b] = [&b"a/"[..], b"b/"].map(|side| quoted(&[side, name].concat()));
    // As git does, for those who take a blank for the name's end.
    let end = if name.contains(&b' ') { &b"\t\n"[..] } else { b"\n" };
    out.extend([&b"diff --git "[..], &a, b" ", &b, b"\n--- ", &a, end, b"+++ ", &b, end].concat());
    let text = Text::new(old);
    let changes = text.changes(edits);
    let mut shift = Shift::default();
    for hunk in changes.chunk_by(|one, next| next.lines.start - one.lines.end <= 2 * CONTEXT) {
        text.hunk(out, hunk, &mut shift);
    }
}

/// A patch in the colours that git gives it. What a terminal would obey of its text is written out.
pub(super) fn colored(patch: &[u8]) -> Vec<u8> {
    let mut shown = Vec::with_capacity(patch.len() + patch.len() / 8);
    // Within a hunk a line that begins with `---` is one that was taken away.
    let mut in_hunk = false;
    for line in String::from_utf8_lossy(patch).lines() {
        in_hunk = (in_hunk || line.starts_with("@@ ")) && !line.starts_with("diff --git ");
        let color = match line.as_bytes().first() {
            Some(b'@') if in_hunk => "36",
            Some(b'-') if in_hunk => "31",
            Some(b'+') if in_hunk => "32",
            Some(b' ' | b'\\') | None if in_hunk => "",
            _ => "1",
        };
        let text = visible(line.trim_end_matches('\r'));
        let text = if color.is_empty() { format!("{text}\n") } else { format!("\u{1b}[{color}m{text}\u{1b}[0m\n") };
        shown.extend(text.bytes());
    }
    shown
}

/// How many lines the new text has more and less than the old one, so far. To git a line ends at any byte 0A, so that in UTF-16 a
/// letter such as U+0A66 ends one: where letters go, lines may go.
#[derive(Default)]
struct Shift {
    added: usize,
    removed: usize,
}

impl Shift {
    /// What is counted of the old text, counted of the new one.
    fn of(&self, old: usize) -> usize {
        (old + self.added).saturating_sub(self.removed)
    }
}

/// A text and where its lines begin.
struct Text<'t> {
    bytes: &'t [u8],
    starts: Vec<usize>,
}

impl<'t> Text<'t> {
    fn new(bytes: &'t [u8]) -> Text<'t> {
        let behind = memchr::memchr_iter(b'\n', bytes).map(|end| end + 1);
        let starts = [0].into_iter().chain(behind).filter(|&start| start < bytes.len()).collect();
        Text { bytes, starts }
    }

    /// Where a line begins; the end of the text for the one behind the last.
    fn start(&self, line: usize) -> usize {
        self.starts.get(line).copied().unwrap_or(self.bytes.len())
    }

    /// Where these lines stand.
    fn range(&self, lines: &Range<usize>) -> Range<usize> {
        self.start(lines.start)..self.start(lines.end)
    }

    fn changes<'e>(&self, edits: &'e [Edit]) -> Vec<Change<'e>> {
        let line = |byte: usize| self.starts.partition_point(|&start| start <= byte).saturating_sub(1);
        let shares_a_line = |one: &Edit, next: &Edit| line(one.range.end.saturating_sub(1)) == line(next.range.start);
        let change = |edits: &'e [Edit]| {
            let (first, last) = (edits.first()?, edits.last()?);
            Some(Change { lines: line(first.range.start)..line(last.range.end.saturating_sub(1)) + 1, edits })
        };
        edits.chunk_by(shares_a_line).filter_map(change).collect()
    }

    /// Writes a hunk, which stands further down or up in the new text by the shift of all before it.
    fn hunk(&self, out: &mut Vec<u8>, changes: &[Change<'_>], shift: &mut Shift) {
        let (Some(first), Some(last)) = (changes.first(), changes.last()) else { return };
        let from = first.lines.start.saturating_sub(CONTEXT);
        let to = (last.lines.end + CONTEXT).min(self.starts.len());
        let (mut body, mut here, mut shown) = (Vec::new(), Shift::default(), from);
        for Change { lines, edits } in changes {
            prefix(&mut body, b' ', self.text(&(shown..lines.start)));
            let (at, old) = (self.start(lines.start), self.text(lines));
            let moved = |edit: &Edit| Edit { range: edit.range.start - at..edit.range.end - at, new: edit.new.clone() };
            let new = mended(old, &edits.iter().map(moved).collect::<Vec<_>>());
            here.removed += prefix(&mut body, b'-', old);
            here.added += prefix(&mut body, b'+', &new);
            shown = lines.end;
        }
        prefix(&mut body, b' ', self.text(&(shown..to)));
        let (count, begin) = (to - from, from + 1);
        let _ = writeln!(out, "@@ -{begin},{count} +{},{} @@", shift.of(begin), here.of(count));
        out.extend(body);
        shift.added += here.added;
        shift.removed += here.removed;
    }

    fn text(&self, lines: &Range<usize>) -> &'t [u8] {
        self.bytes.get(self.range(lines)).unwrap_or_default()
    }
}

/// Writes each line with a mark in front, and says how many there are.
fn prefix(out: &mut Vec<u8>, mark: u8, text: &[u8]) -> usize {
    let mut count = 0;
    for line in text.split_inclusive(|&byte| byte == b'\n') {
        out.push(mark);
        out.extend_from_slice(line);
        count += 1;
    }
    if !text.is_empty() && !text.ends_with(b"\n") {
        out.extend_from_slice(b"\n\\ No newline at end of file\n");
    }
    count
}

/// A name as git writes it: in quotes where a byte of it could be taken for something else (git-config(1),
/// `core.quotePath`).
fn quoted(name: &[u8]) -> Vec<u8> {
    let is_plain = |&byte: &u8| matches!(byte, b' '..=b'~') && byte != b'"' && byte != b'\\';
    if name.iter().all(is_plain) {
        return name.to_vec();
    }
    let mut quoted = vec![b'"'];
    for byte in name {
        match byte {
            b'"' | b'\\' => quoted.extend([b'\\', *byte]),
            byte if is_plain(byte) => quoted.push(*byte),
            _ => drop(write!(quoted, "\\{byte:03o}")),
        }
    }
    quoted.push(b'"');
    quoted
}

#[cfg(test)]
#[expect(clippy::unwrap_used, reason = "a test fails by panicking")]
mod tests {
    use super::colored;

    #[test]
    fn a_terminal_is_shown_colours_and_obeys_nothing() {
        let patch = b"diff --git a/x b/x\n--- a/x\n+++ b/x\n@@ -1,2 +1,2 @@\n \x1b[2Jb\n---a@army.ml\n+--a@army.mil\n";
        assert_eq!(
            String::from_utf8(colored(patch)).unwrap(),
            "\u{1b}[1mdiff --git a/x b/x\u{1b}[0m\n\u{1b}[1m--- a/x\u{1b}[0m\n\u{1b}[1m+++ b/x\u{1b}[0m\n\
             \u{1b}[36m@@ -1,2 +1,2 @@\u{1b}[0m\n \\u{1b}[2Jb\n\u{1b}[31m---a@army.ml\u{1b}[0m\n\
             \u{1b}[32m+--a@army.mil\u{1b}[0m\n"
        );
    }
}
