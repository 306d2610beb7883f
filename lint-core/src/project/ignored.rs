//! The lines of `.gitignore` and its like, as gitignore(5) has them.

use super::git::Repository;
use super::wild::{self, Mode, PATTERN_MAX};
use crate::find::cut::{after_last, leading};
use crate::order;
use std::fs;
use std::io;
use std::path::Path;
use std::sync::Arc;

/// The files that are obeyed, in rising order of precedence.
pub const IGNORE_FILES: [&str; 3] = [".gitignore", ".ignore", ".maillintignore"];

/// The largest such file that is read, and the most of them that is held for one folder, in bytes; more is something else by
/// mistake.
const BYTES_MAX: usize = 1 << 20;

/// The most rules that are held for one folder.
const RULES_MAX: usize = 1 << 14;

/// The rules of one file.
#[derive(Debug, Default)]
pub(super) struct Rules {
    text: Vec<u8>,
    /// By the last byte of what they match, and of those with one in common, what counts more first: every file is asked about, and
    /// most of what a tree leaves out is told by how it ends.
    rules: Vec<Rule>,
    /// How many of them, the first, are about whatever ends.
    any: usize,
    /// How what the others match ends, and how what those match begins: nearly all names are told by that to match none.
    ends: Few,
    begins: Few,
}

/// A set of the first or last few bytes of paths, in lower case, by a number that is made of them. Others may come to the same.
#[derive(Clone, Copy, Debug, Default)]
struct Few([u64; 16]);

/// Of how many bytes at most such a number is made.
const FEW: usize = 4;

impl Few {
    /// All that begins with these bytes, or ends with them, if they are given backward.
    fn insert<'b>(&mut self, bytes: impl Iterator<Item = &'b u8>) {
        match numbers(bytes).last() {
            Some(number) => self.0[usize::from(number >> 6)] |= 1 << (number & 63),
            None => self.0 = [u64::MAX; 16],
        }
    }

    fn may_hold(&self, edge: &Edge) -> bool {
        edge.0.iter().any(|number| self.0[usize::from(number >> 6)] >> (number & 63) & 1 == 1)
    }
}

/// The numbers of the first byte, of the first two, and so on, each less than 1024.
fn numbers<'b>(bytes: impl Iterator<Item = &'b u8>) -> impl Iterator<Item = u16> {
    bytes.take(FEW).scan(0u32, |number, byte| {
        *number = (*number ^ u32::from(byte.to_ascii_lowercase())).wrapping_mul(0x9e37_79b1);
        Some((*number >> 22) as u16)
    })
}

/// How a path begins or ends, as the numbers of its first or last bytes. Of a short one, the last stands for those that it lacks.
#[derive(Clone, Copy, Debug)]
struct Edge([u16; FEW]);

impl Edge {
    fn of<'b>(bytes: impl Iterator<Item = &'b u8>) -> Edge {
        let (mut numbers, mut last) = (numbers(bytes), 0);
        Edge(std::array::from_fn(|_| {
            last = numbers.next().unwrap_or(last);
            last
        }))
    }
}

/// What is asked about.
struct Asked<'p> {
    /// From the root.
    path: &'p [u8],
    name: &'p [u8],
    is_folder: bool,
    /// Whether names that differ in small and capital letters of ASCII are the same.
    fold: bool,
    end: Edge,
    begin: Edge,
}

impl<'p> Asked<'p> {
    fn new(path: &'p [u8], is_folder: bool, fold: bool) -> Asked<'p> {
        let name = after_last(path, b'/');
        let (end, begin) = (Edge::of(path.iter().rev()), Edge::of(name.iter()));
        Asked { path, name, is_folder, fold, end, begin }
    }
}

/// A rule, whose pattern stands in the text of its file.
#[derive(Debug)]
struct Rule {
    /// The last byte, in lower case, of all that it matches; NUL, which no name has, if there is none.
    last: u8,
    /// The first byte, likewise.
    first: u8,
    /// Which rule of its file it is.
    number: u16,
    start: u32,
    len: u16,
    /// How many bytes stand before the first that is special, and behind the last.
    plain: u16,
    tail: u16,
    /// Where in a name's pattern its longest part stands that is in all that it matches, and how long that is.
    held: (u16, u16),
    kind: Kind,
    /// Whether it takes back what a rule before it left out.
    keep: bool,
    /// Whether it is about folders alone.
    folder: bool,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Kind {
    /// A name without anything special.
    Name,
    /// `*` and a name's end without anything special.
    End,
    /// Any pattern of a name.
    Pattern,
    /// A pattern of a path from the rule's folder.
    Path,
}

impl Rules {
    /// The rules in a text.
    ///
    /// # Errors
    /// A line that is too long.
    pub(super) fn parse(text: Vec<u8>) -> Result<Rules, String> {
        let mut rules: Vec<Rule> = Vec::new();
        let mut start = if text.starts_with(b"\xef\xbb\xbf") { 3 } else { 0 };
        let mut number = 0;
        while start < text.len() {
            number += 1;
            let end = text[start..].iter().position(|byte| *byte == b'\n').map_or(text.len(), |at| start + at);
            if let Some(rule) = Rule::parse(&text, start, end) {
                let rule = rule.map_err(|why| format!("line {number}: {why}"))?;
                rules.push(Rule { number: rules.len() as u16, ..rule });
                if rules.len() > RULES_MAX {
                    return Err(format!("it has more than {RULES_MAX} rules"));
                }
            }
            start = end + 1;
        }
        order::sort(&mut rules, |one, other| (one.last, other.number).cmp(&(other.last, one.number)));
        let any = rules.partition_point(|rule| rule.last == 0);
        let (mut ends, mut begins) = (Few::default(), Few::default());
        for rule in &rules[any..] {
            // Of what has nothing special, all is its end.
            let end = if rule.plain < rule.len { rule.tail } else { rule.len };
            ends.insert(rule.pattern(&text).iter().rev().take(end.into()));
        }
        for rule in &rules[..any] {
            match rule.pattern(&text) {
                [b'\\', first, ..] => begins.insert([first].into_iter()),
                // As in `[._]*.swp`.
                pattern @ [b'[', ..] if listed(pattern).is_some() => {
                    listed(pattern).into_iter().flatten().for_each(|first| begins.insert([first].into_iter()));
                }
                pattern => begins.insert(pattern.iter().take(rule.plain.into())),
            }
        }
        Ok(Rules { text, rules, any, ends, begins })
    }

    /// Whether they leave out what is asked about, of whose path `skip` bytes lead to their folder; `None` where they say nothing.
    fn leave_out(&self, asked: &Asked<'_>, skip: usize) -> Option<bool> {
        let may_end = self.any < self.rules.len() && self.ends.may_hold(&asked.end);
        let path = asked.path.get(skip..)?;
        let may_begin = self.any > 0
            && (self.begins.may_hold(&asked.begin)
                || path.len() > asked.name.len() && self.begins.may_hold(&Edge::of(path.iter())));
        let (any, others) = self.rules.split_at(self.any);
        let others =
            if may_end { self.first(ending_with(others, lower(asked.name.last())), asked, path) } else { None };
        let any = if may_begin { self.first(any, asked, path) } else { None };
        let rule = others.into_iter().chain(any).max_by_key(|rule| rule.number);
        rule.map(|rule| !rule.keep)
    }

    /// The first of these rules that matches.
    fn first<'s>(&self, rules: &'s [Rule], asked: &Asked<'_>, path: &[u8]) -> Option<&'s Rule> {
        let (of_name, of_path) = (lower(asked.name.first()), lower(path.first()));
        rules.iter().find(|rule| {
            let first = if rule.kind == Kind::Path { of_path } else { of_name };
            (asked.is_folder || !rule.folder)
                && (rule.first == 0 || rule.first == first)
                && rule.matches(rule.pattern(&self.text), path, asked.name, asked.fold)
        })
    }

    pub(super) fn is_empty(&self) -> bool {
        self.rules.is_empty()
    }
}

/// In lower case; NUL, which no name has, if there is none.
fn lower(byte: Option<&u8>) -> u8 {
    byte.map_or(0, u8::to_ascii_lowercase)
}

/// Those of rules in their order that are about what ends in this byte.
fn ending_with(rules: &[Rule], last: u8) -> &[Rule] {
    let from = &rules[rules.partition_point(|rule| rule.last < last)..];
    &from[..from.partition_point(|rule| rule.last == last)]
}

impl Rule {
    /// A line of the text; `None` for comments and for what matches nothing.
    fn parse(text: &[u8], mut start: usize, mut end: usize) -> Option<Result<Rule, String>> {
        if text.get(start) == Some(&b'#') {
            return None;
        }
        if end > start && text[end - 1] == b'\r' {
            end -= 1;
        }
        end = start + without_blanks(&text[start..end]);
        let keep = text[start..end].starts_with(b"!");
        if keep {
            start += 1;
        }
        let folder = end > start && text[end - 1] == b'/';
        if folder {
            end -= 1;
        }
        let mut is_path = text[start..end].contains(&b'/');
        if text[start..end].starts_with(b"/") {
            start += 1;
        }
        // A name in whatever folder is but a name.
        if text[start..end].starts_with(b"**/") && !text[start + 3..end].contains(&b'/') {
            start += 3;
            is_path = false;
        }
        let pattern = &text[start..end];
        if pattern.is_empty() {
            return None;
        }
        if pattern.len() > PATTERN_MAX {
            return Some(Err(format!("a rule longer than {PATTERN_MAX} bytes")));
        }
        let special = |pattern: &[u8]| pattern.iter().position(|byte| matches!(byte, b'*' | b'?' | b'[' | b'\\'));
        let plain = special(pattern).unwrap_or(pattern.len());
        let kind = match () {
            () if is_path => Kind::Path,
            () if plain == pattern.len() => Kind::Name,
            () if plain == 0 && pattern[0] == b'*' && special(&pattern[1..]).is_none() => Kind::End,
            () => Kind::Pattern,
        };
        // What is longer has been refused, as has a file of more than the bytes that a place has room for.
        let last = pattern.iter().rposition(|byte| matches!(byte, b'*' | b'?' | b'[' | b']' | b'\\'));
        let mut tail =
            last.map_or(0, |last| pattern.len().saturating_sub(last + 1 + usize::from(pattern[last] == b'\\')));
        // Where two stars stand for no folder, there is no slash behind them either.
        let (before, behind) = pattern.split_at(pattern.len() - tail);
        if behind.starts_with(b"/") && before.ends_with(b"**") {
            tail -= 1;
        }
        let ends = tail > 0 || plain == pattern.len();
        let last = pattern.last().filter(|_| ends).map_or(0, u8::to_ascii_lowercase);
        let first = pattern.first().filter(|_| plain > 0).map_or(0, u8::to_ascii_lowercase);
        let (len, plain, tail, held) = (pattern.len() as u16, plain as u16, tail as u16, held(pattern));
        Some(Ok(Rule { last, first, number: 0, start: start as u32, len, plain, tail, held, kind, keep, folder }))
    }

    /// The pattern, in the text of its file.
    fn pattern<'t>(&self, text: &'t [u8]) -> &'t [u8] {
        &text[self.start as usize..][..self.len.into()]
    }

    /// Whether a text begins and ends as all do that the pattern matches. Most do not, which is soon seen.
    fn may_match(&self, pattern: &[u8], text: &[u8], fold: bool) -> bool {
        let same = |one: &[u8], other: &[u8]| if fold { one.eq_ignore_ascii_case(other) } else { one == other };
        let (plain, tail) = (usize::from(self.plain), usize::from(self.tail));
        text.len() >= plain.max(tail)
            && same(&text[..plain], &pattern[..plain])
            && same(&text[text.len() - tail..], &pattern[pattern.len() - tail..])
    }

    /// Whether the part that is in all that the pattern matches is in a name, which is short.
    fn is_held(&self, pattern: &[u8], name: &[u8]) -> bool {
        let (start, len) = (usize::from(self.held.0), usize::from(self.held.1));
        let part = &pattern[start..start + len];
        let Some(first) = part.first() else { return true };
        let mut places = name.iter().enumerate().filter(|(_, byte)| *byte == first);
        places.any(|(at, _)| name[at..].starts_with(part))
    }

    fn matches(&self, pattern: &[u8], path: &[u8], name: &[u8], fold: bool) -> bool {
        let same = |one: &[u8], other: &[u8]| if fold { one.eq_ignore_ascii_case(other) } else { one == other };
        match self.kind {
            Kind::Name => same(pattern, name),
            Kind::End => {
                name.len() >= pattern.len() - 1 && same(&pattern[1..], &name[name.len() + 1 - pattern.len()..])
            }
            Kind::Pattern => {
                self.may_match(pattern, name, fold)
                    && (fold || self.is_held(pattern, name))
                    && wild::matches(pattern, name, Mode { path: false, fold })
            }
            Kind::Path if !self.may_match(pattern, path, fold) => false,
            Kind::Path => {
                // As git does, which takes the stars behind it for those at a pattern's beginning.
                let plain = usize::from(self.plain);
                let Some((begin, path)) = path.split_at_checked(plain) else { return false };
                same(begin, &pattern[..plain])
                    && if plain == pattern.len() {
                        path.is_empty()
                    } else {
                        wild::matches(&pattern[plain..], path, Mode { path: true, fold })
                    }
            }
        }
    }
}

/// Where the longest part of a name's pattern stands that is in all that it matches, and how long that is; what stands behind an escape,
/// or a class that is not told at a glance, is not looked at.
fn held(pattern: &[u8]) -> (u16, u16) {
    let (mut longest, mut at) = ((0, 0), 0);
    while at < pattern.len() {
        let part = leading(&pattern[at..], |byte| !matches!(byte, b'*' | b'?' | b'[' | b'\\'));
        if part > usize::from(longest.1) {
            longest = (at as u16, part as u16);
        }
        at += part;
        at = match pattern.get(at) {
            Some(b'*' | b'?') => at + 1,
            Some(b'[') => match class_end(pattern, at) {
                Some(end) => end,
                None => break,
            },
            _ => break,
        };
    }
    longest
}

/// Where the class ends that begins at `open`, if nothing in it is a class or an escape itself.
fn class_end(pattern: &[u8], open: usize) -> Option<usize> {
    let first = open + 1 + usize::from(matches!(pattern.get(open + 1), Some(b'!' | b'^')));
    // A bracket that comes first closes nothing.
    let rest = first + 1;
    let end = rest + leading(pattern.get(rest..)?, |byte| !matches!(byte, b']' | b'[' | b'\\'));
    let is_plain = !matches!(pattern.get(first), Some(b'[' | b'\\')) && pattern.get(end) == Some(&b']');
    is_plain.then_some(end + 1)
}

/// The bytes of the class that a pattern begins with, if it is no more than a list of them.
fn listed(pattern: &[u8]) -> Option<&[u8]> {
    let list = pattern.get(1..class_end(pattern, 0)? - 1)?;
    (!list.starts_with(b"!") && !list.starts_with(b"^") && !list.contains(&b'-')).then_some(list)
}

/// The length of a line without the blanks at its end, of which one behind a `\` stays.
fn without_blanks(line: &[u8]) -> usize {
    let (mut end, mut at) = (None, 0);
    while at < line.len() {
        match line[at] {
            b' ' => end = end.or(Some(at)),
            b'\\' => {
                at += 1;
                if at >= line.len() {
                    return line.len();
                }
                end = None;
            }
            _ => end = None,
        }
        at += 1;
    }
    end.unwrap_or(line.len())
}

/// What the folders that lead somewhere say, the nearest first.
#[derive(Clone, Debug, Default)]
pub(super) struct Chain(Option<Arc<Link>>);

#[derive(Debug)]
struct Link {
    /// How many bytes of a path from the root lead to the folder and the slash behind it.
    skip: usize,
    rules: [Rules; IGNORE_FILES.len()],
    /// Of which of these files there are rules, here or above.
    has: [bool; IGNORE_FILES.len()],
    /// How many bytes and rules there are, with those above.
    bytes: usize,
    count: usize,
    above: Chain,
}

impl Chain {
    /// With the rules of the folder at `path`, which `name` leads to from the root, and in which these files are.
    ///
    /// # Errors
    /// The file, and why it cannot be obeyed.
    pub(super) fn with(
        &self,
        root: &Path,
        path: &Path,
        name: &[u8],
        there: [bool; IGNORE_FILES.len()],
    ) -> Result<Chain, (&'static str, String)> {
        let mut rules = <[Rules; IGNORE_FILES.len()]>::default();
        let (mut bytes, mut count) = self.0.as_ref().map_or((0, 0), |link| (link.bytes, link.count));
        for (at, file) in IGNORE_FILES.iter().enumerate().filter(|(at, _)| there[*at]) {
            let text = read(root, &path.join(file), at == 0).map_err(|why| (*file, why))?;
            rules[at] = Rules::parse(text).map_err(|why| (*file, why))?;
            bytes += rules[at].text.len();
            count += rules[at].rules.len();
            if bytes > BYTES_MAX || count > RULES_MAX {
                let why = format!("with those above, more than {} KiB or {RULES_MAX} rules", BYTES_MAX >> 10);
                return Err((file, why));
            }
        }
        if rules.iter().all(Rules::is_empty) {
            return Ok(self.clone());
        }
        let skip = if name.is_empty() { 0 } else { name.len() + 1 };
        let mut has = self.0.as_ref().map_or_else(Default::default, |link| link.has);
        for (has, rules) in has.iter_mut().zip(&rules) {
            *has |= !rules.is_empty();
        }
        Ok(Chain(Some(Arc::new(Link { skip, rules, has, bytes, count, above: self.clone() }))))
    }

    /// Whether the files of one name leave out what is asked about; `None` where they say nothing.
    fn of(&self, file: usize, asked: &Asked<'_>) -> Option<bool> {
        let mut chain = self;
        while let Some(link) = chain.0.as_ref().filter(|link| link.has[file]) {
            let says = link.rules[file].leave_out(asked, link.skip);
            if says.is_some() {
                return says;
            }
            chain = &link.above;
        }
        None
    }

    /// What is said of the file or folder at `path` from the root, of which `base` bytes lead to that of the repository.
    pub(super) fn verdict(&self, path: &[u8], base: usize, is_folder: bool, repository: &Repository) -> Verdict {
        let asked = Asked::new(path, is_folder, repository.fold);
        let [git, others @ ..] = [0, 1, 2];
        if let Some(out) = others.into_iter().rev().find_map(|file| self.of(file, &asked)) {
            return if out { Verdict::Out } else { Verdict::In };
        }
        let last = || repository.excludes.iter().find_map(|rules| rules.leave_out(&asked, base));
        match self.of(git, &asked).or_else(last) {
            Some(true) => Verdict::Untracked,
            _ => Verdict::In,
        }
    }
}

/// What rules say of a file or folder.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Verdict {
    In,
    /// Left out, unless git tracks it: git's own rules say so.
    Untracked,
    /// Left out, tracked or not: it was said to maillint and its kind.
    Out,
}

/// Reads a file of rules, which a pipe or a device is none of.
///
/// # Errors
/// Why nobody can know what it says.
pub(super) fn read(root: &Path, file: &Path, is_git: bool) -> Result<Vec<u8>, String> {
    let found = match fs::symlink_metadata(file) {
        // Git does not follow one either.
        Ok(found) if found.is_symlink() && is_git && super::leads_into(root, file) => return Ok(Vec::new()),
        Ok(found) if found.is_symlink() => match fs::metadata(file) {
            Ok(_) if !super::leads_into(root, file) => return Err(String::from("a link out of the project")),
            Ok(found) => found,
            Err(_) => return Ok(Vec::new()),
        },
        Ok(found) => found,
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(Vec::new()),
        Err(error) => return Err(error.to_string()),
    };
    if found.is_dir() {
        return Ok(Vec::new());
    }
    regular(file, &found)
}

/// Reads a regular file of rules.
pub(super) fn regular(file: &Path, found: &fs::Metadata) -> Result<Vec<u8>, String> {
    if !found.is_file() {
        return Err(String::from("neither a file nor a folder"));
    }
    if found.len() > BYTES_MAX as u64 {
        return Err(String::from("it is larger than 1 MiB"));
    }
    match fs::read(file) {
        Ok(text) if text.len() > BYTES_MAX => Err(String::from("it is larger than 1 MiB")),
        Ok(text) => Ok(text),
        Err(error) => Err(error.to_string()),
    }
}

#[cfg(test)]
mod tests {
    use super::held;

    #[test]
    fn the_longest_part_that_all_names_hold_is_found_beside_classes() {
        for (pattern, expected) in [
            ("*.c.[012]*.*", ".c."),
            ("[._]*.s[a-w][a-z]", ".s"),
            ("a[]b]cd", "cd"),
            ("[!]b]cd", "cd"),
            ("a[[:digit:]bcd", "a"),
            ("a\\*bcd", "a"),
            ("[ab", ""),
            ("*?", ""),
        ] {
            let (start, len) = held(pattern.as_bytes());
            assert_eq!(&pattern[start.into()..][..len.into()], expected, "{pattern}");
        }
    }
}
