//! The parts of a tree brought together: each job writes what it counted and which files to look at again, a last one reads these.
//!
//! Findings are not among what is written. What the whole tree uses decides on them, and it is known only at the end: the last job
//! judges those files once more, as a scan of the whole does, and so tells what that would tell.

use super::gathered::{Counted, File, Gathered, Outcome};
use super::partition::Partition;
use crate::exit::{self, Exit, Failure};
use crate::file::{self, path_of, shown};
use crate::tree::{Spot, Starts};
use lint_core::Census;
use lint_core::gate::project::Skipped;
use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};

/// How a part begins. The number is that of the form: what is counted may change with the version, which stands behind it.
const HEAD: &str = "maillint census 1";

/// Writes a part.
///
/// # Errors
/// The file cannot be written.
pub(super) fn write(
    path: &Path,
    partition: Option<Partition>,
    starts: &Starts,
    gathered: Gathered,
) -> Result<Exit, Failure> {
    let mut text = format!("{HEAD}\t{}\t{}\n", env!("CARGO_PKG_VERSION"), partition.unwrap_or_default());
    let summary = &gathered.summary;
    // Writing into a String cannot fail.
    let _ = writeln!(text, "of\t{}", of(starts));
    let _ = writeln!(text, "counts\t{}\t{}\t{}", summary.files, summary.bytes, summary.subjects);
    for (kind, count) in &summary.skipped_by {
        let _ = writeln!(text, "skipped\t{}\t{count}", kind.as_str());
    }
    let mut exit = Exit::Clean;
    for file in &gathered.files {
        match &file.outcome {
            Outcome::Unread(why) => {
                exit::tell(&format!("{}: {why}", shown(&file.path)));
                exit = Exit::Failed;
                // That there is nothing at a start path is seen by whoever starts there.
                if !starts.unread.iter().any(|(path, _)| **path == *file.path) {
                    let _ = writeln!(text, "unread\t{}\t{}", escaped(&file.path), escaped(Path::new(why)));
                }
            }
            Outcome::Skipped(_) => {}
            Outcome::Found(found) if found.counting.is_empty() && found.excused.is_empty() => {}
            Outcome::Found(_) | Outcome::Again { .. } => {
                let Spot { path, name, scope, .. } = file.spot();
                let _ = writeln!(text, "found\t{scope}\t{}\t{}", escaped(&path), escaped(Path::new(&name)));
            }
        }
    }
    for (scope, Counted { used_allows, .. }) in gathered.counted.iter().enumerate() {
        for place in used_allows.places() {
            let _ = writeln!(text, "used\t{scope}\t{place}");
        }
    }
    for (scope, Counted { census, .. }) in gathered.counted.into_iter().enumerate() {
        let _ = writeln!(text, "census\t{scope}");
        text.push_str(&census.into_text());
    }
    file::write(path, text.as_bytes()).map_err(|error| Failure::new(format!("{}: {error}", shown(path)))).map(|()| exit)
}

/// Brings together all parts of a tree, which are files or folders of files that end with `.census`.
///
/// # Errors
/// A file that is no part, of another version or of other paths; a part that is missing, or there twice.
pub(crate) fn read(paths: &[PathBuf], starts: &Starts) -> Result<Gathered, Failure> {
    let mut all = Gathered::default();
    all.counted.resize_with(starts.scopes.len(), Counted::default);
    let mut parts: Vec<(Partition, String)> = Vec::new();
    for path in files(paths)? {
        let name = shown(&path);
        let text = fs::read_to_string(&path).map_err(|error| Failure::new(format!("{name}: {error}")))?;
        let wrong = |line: usize, why: &str| Failure::new(format!("{name}:{line}: {why}"));
        let partition = part(&text, starts).map_err(|(line, why)| wrong(line, why))?;
        if let Some((_, other)) = parts.iter().find(|(other, _)| *other == partition) {
            return Err(wrong(1, &format!("part {partition} is in {other} already")));
        }
        all.take(&text).map_err(|line| wrong(line, "this is not what `--census-out` writes"))?;
        parts.push((partition, name));
    }
    if let Some((first, name)) = parts.first() {
        if let Some((other, another)) = parts.iter().find(|(other, _)| !other.is_of_as_many(*first)) {
            return Err(Failure::new(format!("{name} is part {first} and {another} is part {other}: not of one scan")));
        }
        if let Some(missing) = first.all().find(|part| !parts.iter().any(|(other, _)| other == part)) {
            return Err(Failure::new(format!("--census-in: part {missing} is missing")));
        }
    }
    // What stands above the parts, such as a folder that cannot be read, each of them has seen.
    all.files.sort_by(|one, other| one.path.cmp(&other.path));
    all.files.dedup_by(|one, other| {
        one.path == other.path && matches!((&one.outcome, &other.outcome), (Outcome::Unread(_), Outcome::Unread(_)))
    });
    all.files.extend(starts.unread.iter().map(|(path, why)| File::unread(path, why.clone())));
    Ok(all)
}

/// The files that were named, and those in folders that were.
fn files(paths: &[PathBuf]) -> Result<Vec<PathBuf>, Failure> {
    let mut files = Vec::new();
    for path in paths {
        if !path.is_dir() {
            files.push(path.clone());
            continue;
        }
        let unread = |error| Failure::new(format!("--census-in {}: {error}", path.display()));
        let mut found = Vec::new();
        for entry in fs::read_dir(path).map_err(unread)? {
            let file = entry.map_err(unread)?.path();
            if file.extension().is_some_and(|ending| ending == "census") {
                found.push(file);
            }
        }
        if found.is_empty() {
            return Err(Failure::new(format!("--census-in {}: there is no file `*.census`", path.display())));
        }
        found.sort();
        files.append(&mut found);
    }
    Ok(files)
}

/// What a scan is of: the paths that it starts at.
fn of(starts: &Starts) -> String {
    let mut paths: Vec<String> = starts.folders.iter().chain(&starts.files).map(|spot| escaped(&spot.path)).collect();
    paths.sort();
    paths.join("\t")
}

/// Which part this is, if it goes together with the scan.
fn part(text: &str, starts: &Starts) -> Result<Partition, (usize, &'static str)> {
    let mut lines = text.lines();
    let head = lines.next().and_then(|head| head.strip_prefix(HEAD)?.strip_prefix('\t')?.split_once('\t'));
    let (version, partition) = head.ok_or((1, "this is not what `--census-out` of this version writes"))?;
    if version != env!("CARGO_PKG_VERSION") {
        return Err((1, "another version of maillint wrote it: all jobs need the same"));
    }
    if lines.next().and_then(|line| line.strip_prefix("of\t")) != Some(&of(starts)) {
        return Err((2, "it was taken of other paths: give all jobs the same"));
    }
    partition.parse().map_err(|why| (1, why))
}

impl Gathered {
    /// Adds what a part says; the number of the line that is wrong, if one is.
    fn take(&mut self, text: &str) -> Result<(), usize> {
        let mut lines = (1_usize..).zip(text.lines()).skip(2).peekable();
        while let Some((number, line)) = lines.next() {
            let fields: Vec<&str> = line.split('\t').collect();
            if let ["census", scope] = fields.as_slice() {
                let counted = scope.parse().ok().and_then(|scope: usize| self.counted.get_mut(scope)).ok_or(number)?;
                let mut census = String::new();
                while let Some((_, line)) = lines.next_if(|(_, line)| !line.starts_with("census\t")) {
                    census.push_str(line);
                    census.push('\n');
                }
                counted.census.merge(Census::from_text(&census).map_err(|line| number + line)?);
            } else {
                self.entry(&fields).ok_or(number)?;
            }
        }
        Ok(())
    }

    fn entry(&mut self, fields: &[&str]) -> Option<()> {
        match fields {
            ["skipped", kind, count] => {
                let kind = Skipped::ALL.iter().find(|skipped| skipped.as_str() == *kind)?;
                let count: u64 = count.parse().ok()?;
                *self.summary.skipped_by.entry(*kind).or_default() += count;
                self.summary.skipped += count;
            }
            ["counts", files, bytes, subjects] => {
                self.summary.files += files.parse::<u64>().ok()?;
                self.summary.bytes += bytes.parse::<u64>().ok()?;
                self.summary.subjects += subjects.parse::<u64>().ok()?;
            }
            ["found", scope, path, name] => {
                let scope = scope.parse().ok().filter(|scope| *scope < self.counted.len())?;
                let name = unescaped(name).to_str()?.to_owned();
                let spot = Spot::new(unescaped(path), name, scope);
                self.files.push(File::new(&spot, Outcome::Again { informed: false, comments: None }, Vec::new()));
            }
            ["unread", path, why] => {
                self.files.push(File::unread(&unescaped(path), unescaped(why).to_string_lossy().into_owned()));
            }
            ["used", scope, place] => {
                let counted = scope.parse().ok().and_then(|scope: usize| self.counted.get_mut(scope))?;
                counted.used_allows.insert(place.parse().ok().filter(|place| *place < MOST_ALLOWS)?);
            }
            _ => return None,
        }
        Some(())
    }
}

/// More allows than any policy has, which is at most 512 KiB.
const MOST_ALLOWS: usize = 1 << 17;

/// A path as a field: its bytes, but for those that part fields and lines and those that are no text.
fn escaped(path: &Path) -> String {
    let mut text = String::new();
    for chunk in path.as_os_str().as_encoded_bytes().utf8_chunks() {
        for char in chunk.valid().chars() {
            match char {
                '\\' | '\t' | '\n' | '\r' => {
                    let _ = write!(text, "\\{:02x}", u32::from(char));
                }
                char => text.push(char),
            }
        }
        for byte in chunk.invalid() {
            let _ = write!(text, "\\{byte:02x}");
        }
    }
    text
}

fn unescaped(field: &str) -> PathBuf {
    let (mut bytes, mut rest) = (Vec::new(), field);
    while let Some((before, from)) = rest.split_once('\\') {
        bytes.extend_from_slice(before.as_bytes());
        let code = from.get(..2).and_then(|code| u8::from_str_radix(code, 16).ok());
        bytes.push(code.unwrap_or(b'\\'));
        rest = if code.is_some() { from.get(2..).unwrap_or_default() } else { from };
    }
    bytes.extend_from_slice(rest.as_bytes());
    path_of(&bytes)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paths_come_through() {
        for (path, expected) in [("a b/c", "a b/c"), ("a\tb\n\\c\r", "a\\09b\\0a\\5cc\\0d"), ("ä", "ä")] {
            assert_eq!(escaped(Path::new(path)), expected);
            assert_eq!(unescaped(expected), Path::new(path));
        }
        #[cfg(unix)]
        assert_eq!(escaped(&path_of(b"a\xff")), "a\\ff");
        #[cfg(unix)]
        assert_eq!(unescaped("a\\ff"), path_of(b"a\xff"));
    }
}
