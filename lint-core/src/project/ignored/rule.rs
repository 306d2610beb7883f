//! One rule: a line of such a file.

use super::super::wild::{self, Mode, PATTERN_MAX};
use crate::find::cut::leading;

/// A rule, whose pattern stands in the text of its file.
#[derive(Debug)]
pub(super) struct Rule {
    /// The last byte, in lower case, of all that it matches; NUL, which no name has, if there is none.
    pub(super) last: u8,
    /// The first byte, likewise.
    pub(super) first: u8,
    /// Which rule of its file it is.
    pub(super) number: u16,
    pub(super) start: u32,
    pub(super) len: u16,
    /// How many bytes stand before the first that is special, and behind the last.
    pub(super) plain: u16,
    pub(super) tail: u16,
    /// Where in a name's pattern its longest part stands that is in all that it matches, and how long that is.
    pub(super) held: (u16, u16),
    /// How many bytes the class lists that a name's pattern ends with, if nothing else in it is a class or an escape: `*.py[co]`.
    pub(super) listed: u16,
    pub(super) kind: Kind,
    /// Whether it takes back what a rule before it left out.
    pub(super) keep: bool,
    /// Whether it is about folders alone.
    pub(super) folder: bool,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    /// A name without anything special.
    Name,
    /// `*` and a name's end without anything special.
    End,
    /// Any pattern of a name.
    Pattern,
    /// A pattern of a path from the rule's folder.
    Path,
}

impl Rule {
    /// A line of the text; `None` for comments and for what matches nothing.
    pub(super) fn parse(text: &[u8], mut start: usize, mut end: usize) -> Option<Result<Rule, String>> {
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
        let (len, plain, tail) = (pattern.len() as u16, plain as u16, tail as u16);
        let (held, listed) = (held(pattern), listed_last(pattern).len() as u16);
        let (start, number) = (start as u32, 0);
        Some(Ok(Rule { last, first, number, start, len, plain, tail, held, listed, kind, keep, folder }))
    }

    /// The pattern, in the text of its file.
    pub(super) fn pattern<'t>(&self, text: &'t [u8]) -> &'t [u8] {
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

    /// Whether a name ends in a byte of the class that its pattern ends with, if that is no more than a list of them.
    fn is_last_listed(&self, pattern: &[u8], name: &[u8]) -> bool {
        let end = pattern.len() - 1;
        self.listed == 0 || name.last().is_some_and(|last| pattern[end - usize::from(self.listed)..end].contains(last))
    }

    /// Whether the part that is in all that the pattern matches is in a name, which is short.
    fn is_held(&self, pattern: &[u8], name: &[u8]) -> bool {
        let (start, len) = (usize::from(self.held.0), usize::from(self.held.1));
        let part = &pattern[start..start + len];
        let Some(first) = part.first() else { return true };
        let mut places = name.iter().enumerate().filter(|(_, byte)| *byte == first);
        places.any(|(at, _)| name[at..].starts_with(part))
    }

    pub(super) fn matches(&self, pattern: &[u8], path: &[u8], name: &[u8], fold: bool) -> bool {
        let same = |one: &[u8], other: &[u8]| if fold { one.eq_ignore_ascii_case(other) } else { one == other };
        match self.kind {
            Kind::Name => same(pattern, name),
            Kind::End => {
                name.len() >= pattern.len() - 1 && same(&pattern[1..], &name[name.len() + 1 - pattern.len()..])
            }
            Kind::Pattern => {
                self.may_match(pattern, name, fold)
                    && (fold || self.is_last_listed(pattern, name) && self.is_held(pattern, name))
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
pub(super) fn listed(pattern: &[u8]) -> Option<&[u8]> {
    let list = pattern.get(1..class_end(pattern, 0)? - 1)?;
    (!list.starts_with(b"!") && !list.starts_with(b"^") && !list.contains(&b'-')).then_some(list)
}

/// The bytes of the class that a pattern ends with, if it is no more than a list of them, and there is no other class and no escape.
fn listed_last(pattern: &[u8]) -> &[u8] {
    let open = pattern.iter().position(|byte| matches!(byte, b'[' | b'\\')).unwrap_or(pattern.len());
    match &pattern[open..] {
        class @ [b'[', ..] => listed(class).filter(|list| list.len() + 2 == class.len()).unwrap_or_default(),
        _ => &[],
    }
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

#[cfg(test)]
mod tests {
    use super::{held, listed_last};

    #[test]
    fn a_list_at_the_end_is_all_that_a_name_can_end_in() {
        for (pattern, expected) in [
            ("*.[aos]", "aos"),
            ("*.py[co]", "co"),
            ("*.[]a]", "]a"),
            ("*.[a-c]", ""),
            ("*.[!a]", ""),
            ("*.[ab]c", ""),
            ("[._]*.s[ab]", ""),
            ("\\[ab]", ""),
            ("*.\\ab]", ""),
            ("*.[ab", ""),
            ("*.o", ""),
        ] {
            assert_eq!(listed_last(pattern.as_bytes()), expected.as_bytes(), "{pattern}");
        }
    }

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
