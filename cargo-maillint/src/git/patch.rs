//! What a patch adds where: read from `git diff-index -p -U0`, whose lines are counted and not looked at.

use super::Output;
use lint_core::gate::settle::Lines;
use std::io;
use std::ops::Range;

/// The files of a patch, and the lines that it adds to each. Of a file that git takes for binary, as it does with UTF-16, all
/// lines count; of one that it takes away or gives another name, none.
pub(crate) fn patched(patch: &mut Output) -> io::Result<Vec<(Vec<u8>, Lines)>> {
    let mut files: Vec<(Vec<u8>, Vec<Range<u64>>)> = Vec::new();
    let mut line = Vec::new();
    while patch.next(b'\n', &mut line)?.is_some() {
        if let Some(names) = line.strip_prefix(b"diff --git ") {
            files.push((same_name(names).ok_or_else(|| unknown(&line))?, Vec::new()));
            continue;
        }
        let Some((name, lines)) = files.last_mut() else { continue };
        if let Some(old) = line.strip_prefix(b"rename from ") {
            *name = unquoted(old).ok_or_else(|| unknown(&line))?;
        } else if let Some(new) = line.strip_prefix(b"rename to ") {
            files.push((unquoted(new).ok_or_else(|| unknown(&line))?, Vec::new()));
        } else if line.starts_with(b"Binary files ") {
            lines.push(0..u64::MAX);
        } else if line.starts_with(b"@@ ") {
            let (old, new) = hunk(&line).ok_or_else(|| unknown(&line))?;
            let mut left = old.saturating_add(new.end - new.start);
            while left > 0 && patch.skip(b'\n')? {
                left -= 1;
            }
            lines.push(new);
        }
    }
    Ok(files.into_iter().map(|(name, lines)| (name, lines.into_iter().collect())).collect())
}

fn unknown(line: &[u8]) -> io::Error {
    io::Error::other(format!("a line that is not understood: {}", String::from_utf8_lossy(line)))
}

/// The name in `a/NAME b/NAME`. Of a file that is renamed it means nothing.
fn same_name(names: &[u8]) -> Option<Vec<u8>> {
    let old = match names.strip_prefix(b"\"") {
        Some(quoted) => &names[..quoted.windows(2).position(|pair| pair == b"\" ")? + 2],
        None => &names[..names.len() / 2],
    };
    Some(unquoted(old)?.get(2..).unwrap_or_default().to_owned())
}

/// `@@ -FROM[,COUNT] +FROM[,COUNT] @@`: how many lines go, and which come.
fn hunk(line: &[u8]) -> Option<(u64, Range<u64>)> {
    let line = std::str::from_utf8(line.get(..line.len().min(80))?).unwrap_or_else(|error| {
        // Behind the second `@@` stands a line of the file.
        std::str::from_utf8(&line[..error.valid_up_to()]).unwrap_or_default()
    });
    let mut parts = line.split(' ').skip(1);
    let mut range = |sign: char| {
        let part = parts.next()?.strip_prefix(sign)?;
        let (from, count) = part.split_once(',').unwrap_or((part, "1"));
        Some((from.parse::<u64>().ok()?, count.parse::<u64>().ok()?))
    };
    let (_, old) = range('-')?;
    let (from, new) = range('+')?;
    Some((old, from..from.checked_add(new)?))
}

/// A path as git writes it: in double quotes and with the escapes of C where something in it asks for that.
fn unquoted(path: &[u8]) -> Option<Vec<u8>> {
    let Some(quoted) = path.strip_prefix(b"\"") else { return Some(path.to_owned()) };
    let mut rest = quoted.strip_suffix(b"\"")?;
    let mut name = Vec::with_capacity(rest.len());
    while let Some((&byte, behind)) = rest.split_first() {
        rest = behind;
        if byte != b'\\' {
            name.push(byte);
            continue;
        }
        let (&escaped, behind) = rest.split_first()?;
        rest = behind;
        name.push(match escaped {
            b'a' => 7,
            b'b' => 8,
            b't' => b'\t',
            b'n' => b'\n',
            b'v' => 11,
            b'f' => 12,
            b'r' => b'\r',
            b'0'..=b'3' => {
                let digits = std::str::from_utf8(rest.get(..2)?).ok()?;
                rest = rest.get(2..)?;
                (escaped - b'0') * 64 + u8::from_str_radix(digits, 8).ok()?
            }
            other => other,
        });
    }
    Some(name)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(patch: &str) -> Vec<(String, Lines)> {
        let files = patched(&mut Output::of(io::Cursor::new(patch.to_owned()))).unwrap_or_default();
        files.into_iter().map(|(name, lines)| (String::from_utf8_lossy(&name).into_owned(), lines)).collect()
    }

    #[test]
    fn lines_are_counted_and_not_looked_at() {
        let patch = "\
diff --git a/x y b/x y
index 422c2b7..ac9509b 100644
--- a/x y\t
+++ b/x y\t
@@ -2 +2,2 @@ a
-@@ -1 +1,99 @@
+diff --git a/z b/z
+@@ -1 +1,99 @@
\\ No newline at end of file
@@ -9,0 +10 @@ \u{e4}
+x
diff --git a/bin b/bin
Binary files a/bin and b/bin differ
diff --git a/gone b/gone
deleted file mode 100644
--- a/gone
+++ /dev/null
@@ -1,2 +0,0 @@
-k
-k
diff --git \"a/n\\nl\\t\\\"\\303\\274\" \"b/n\\nl\\t\\\"\\303\\274\"
new file mode 100644
--- /dev/null
+++ \"b/n\\nl\\t\\\"\\303\\274\"
@@ -0,0 +1,3 @@
+1
+2
+3
diff --git a/k b/kk
old mode 100644
new mode 100755
similarity index 100%
rename from k
rename to \"k\\\\k\"
* Unmerged path x
";
        let lines = |from, end| std::iter::once(from..end).collect::<Lines>();
        assert_eq!(
            read(patch),
            [
                ("x y".to_owned(), lines(2, 4).or(&lines(10, 11))),
                ("bin".to_owned(), Lines::all()),
                ("gone".to_owned(), Lines::default()),
                ("n\nl\t\"\u{fc}".to_owned(), lines(1, 4)),
                ("k".to_owned(), Lines::default()),
                ("k\\k".to_owned(), Lines::default()),
            ]
        );
    }
}
