//! What was found in an archive and not held: the archive is read once more, for all of its members as they come. Were each looked
//! for by itself, what is read would grow with the square of their number.

use super::again::HELD;
use super::gathered::{File, Findings, Outcome};
use super::tell::Telling;
use crate::archive::{self, Member};
use crate::changes::{self, Changes};
use crate::file::{Origin, Reader};
use crate::tree::Spot;
use lint_core::FileCheck;
use lint_core::gate::settle::Allows;
use std::collections::HashMap;
use std::io::{self, Read};

/// How many allow comments are held at once, of members of which more is found than is held.
const COMMENTS: usize = 1 << 14;

impl Telling<'_> {
    /// Tells of what is packed in one file, in its order.
    pub(super) fn packed(&mut self, members: Vec<File>) {
        let Some(first) = members.first() else { return };
        let whole = Spot { member: None, ..first.spot() };
        let mut reader = self.reader.take().unwrap_or_else(Reader::new);
        let mut members = members.into_iter().peekable();
        while members.peek().is_some() {
            let (mut part, mut comments) = (Vec::new(), 0);
            while let Some(member) = members.next_if(|_| comments < COMMENTS) {
                comments += of_long(&member).unwrap_or(0);
                part.push(member);
            }
            if let Err(error) = self.part(&whole, part, &mut reader) {
                self.failed(&whole.shown(), &error.to_string());
            }
        }
        self.reader = Some(reader);
    }

    fn part(&mut self, whole: &Spot, members: Vec<File>, reader: &mut Reader) -> io::Result<()> {
        let numbers = |wanted: fn(&File) -> bool| -> HashMap<u32, (Spot, bool)> {
            let wanted = members.iter().filter(|member| wanted(member));
            wanted.map(|member| (member.number, (member.spot(), is_informed(member)))).collect()
        };
        let (changes, scopes) = (self.changes, self.scopes);
        let check = |(spot, informed): &(Spot, bool)| -> Option<FileCheck<'_>> {
            Some(scopes.get(spot.scope)?.checker(*informed).file(&spot.judged()))
        };
        // What a comment excuses is known where all was seen that its file has.
        let mut allows: HashMap<u32, Allows> = HashMap::new();
        let commented = numbers(|member| of_long(member).is_some_and(|comments| comments > 0));
        for is_seen in [false, true].into_iter().filter(|_| !commented.is_empty()) {
            each(changes, whole, reader, &mut |number, text, reader| {
                let Some(mut check) = commented.get(&number).and_then(check) else { return Ok(()) };
                if is_seen {
                    let Some(allows) = allows.get_mut(&number) else { return Ok(()) };
                    feed(reader, text, &mut check, |check| check.show(allows))
                } else {
                    let mut check = check.holding(HELD);
                    feed(reader, text, &mut check, |_| ())?;
                    allows.insert(number, Allows::new(check.finish().comments));
                    Ok(())
                }
            })?;
        }
        // Of a baseline's lines, those count first that are no news.
        let long = numbers(|member| of_long(member).is_some());
        if changes.is_some() && self.known.of(whole.scope).is_some() && !long.is_empty() {
            each(changes, whole, reader, &mut |number, text, reader| {
                let Some(member) = long.get(&number) else { return Ok(()) };
                self.settled(member, text, reader, allows.get(&number), &mut |telling, found| {
                    telling.expect(&member.0, &found.counting);
                })
            })?;
        }
        let mut members = members.into_iter().peekable();
        each(changes, whole, reader, &mut |number, text, reader| {
            while let Some(held) = members.next_if(|next| next.number <= number && !next.is_packed_again()) {
                self.file(held);
            }
            let Some(member) = members.next_if(|next| next.number == number) else { return Ok(()) };
            let (spot, is_long) = (member.spot(), of_long(&member).is_some());
            self.rules(&member);
            let (path, member) = (spot.shown(), (spot, is_informed(&member)));
            if is_long {
                return self.settled(&member, text, reader, allows.get(&number), &mut |telling, found| {
                    telling.found(&path, &member.0, found);
                });
            }
            let Some(mut check) = check(&member) else { return Ok(()) };
            feed(reader, text, &mut check, |_| ())?;
            let report = check.finish();
            self.whole(&path, &member.0, Findings { counting: report.findings, excused: report.excused });
            Ok(())
        })?;
        for member in members {
            if member.is_packed_again() {
                return Err(io::Error::other("it was changed while it was read"));
            }
            self.file(member);
        }
        Ok(())
    }

    /// Hands on what is found in a member piece by piece.
    fn settled(
        &mut self,
        (spot, informed): &(Spot, bool),
        text: &mut dyn Read,
        reader: &mut Reader,
        allows: Option<&Allows>,
        take: &mut dyn FnMut(&mut Self, Findings),
    ) -> io::Result<()> {
        let none = Allows::new(Vec::new());
        let Some(scope) = self.scopes.get(spot.scope) else { return Ok(()) };
        let mut check = scope.checker(*informed).file(&spot.judged());
        feed(reader, text, &mut check, |check| {
            let settled = check.settle(allows.unwrap_or(&none));
            take(self, Findings { counting: settled.findings, excused: settled.excused });
        })
    }
}

/// Of a member that is told piece by piece, how many allow comments are in it.
fn of_long(member: &File) -> Option<usize> {
    match member.outcome {
        Outcome::Again { comments, .. } => comments,
        _ => None,
    }
}

fn is_informed(member: &File) -> bool {
    matches!(member.outcome, Outcome::Again { informed: true, .. })
}

/// Reads what is packed in a file: each text with its number, until an error.
fn each(
    changes: Option<&Changes>,
    whole: &Spot,
    reader: &mut Reader,
    take: &mut dyn FnMut(u32, &mut dyn Read, &mut Reader) -> io::Result<()>,
) -> io::Result<()> {
    let (mut number, mut done) = (0, Ok(()));
    let read = changes::file(changes, whole, Origin::Named, |file| {
        archive::each(file, &whole.name, &mut |_, member| {
            if let (Member::Text(text), Ok(())) = (member, &done) {
                done = take(number, text, reader);
            }
            number += 1;
        })
    });
    // What is damaged, or too much, was told when it was read first.
    match read {
        Err(error) if archive::refusal(&error).is_none() => Err(error),
        _ => done,
    }
}

fn feed<'c>(
    reader: &mut Reader,
    text: &mut dyn Read,
    check: &mut FileCheck<'c>,
    mut fed: impl FnMut(&mut FileCheck<'c>),
) -> io::Result<()> {
    let read = reader.feed(
        text,
        |_| None,
        |piece, last| {
            let done = check.feed(piece, last);
            fed(check);
            done
        },
    );
    read.map(drop)
}
