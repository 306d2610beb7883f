//! The rules of one file, in an order in which few are looked at.

use super::edges::{Edge, Few};
use super::rule::{Kind, Rule, listed};
use crate::find::cut::after_last;
use crate::order;

/// The most rules that are held for one folder.
pub(super) const RULES_MAX: usize = 1 << 14;

/// The rules of one file.
#[derive(Debug, Default)]
pub(in crate::project) struct Rules {
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

/// What is asked about.
pub(super) struct Asked<'p> {
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
    pub(super) fn new(path: &'p [u8], is_folder: bool, fold: bool) -> Asked<'p> {
        let name = after_last(path, b'/');
        let (end, begin) = (Edge::of(path.iter().rev()), Edge::of(name.iter()));
        Asked { path, name, is_folder, fold, end, begin }
    }
}

impl Rules {
    /// The rules in a text.
    ///
    /// # Errors
    /// A line that is too long.
    pub(in crate::project) fn parse(text: Vec<u8>) -> Result<Rules, String> {
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
    pub(super) fn leave_out(&self, asked: &Asked<'_>, skip: usize) -> Option<bool> {
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

    /// How many bytes of text they hold, and how many they are.
    pub(super) fn bytes(&self) -> usize {
        self.text.len()
    }

    pub(super) fn count(&self) -> usize {
        self.rules.len()
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
