//! What a step of GitHub Actions prints by itself: the findings as on a terminal, then the gravest as annotations.

use super::github::Github;
use super::human::Human;
use super::{Found, Reporter, Style, Summary, Unread};
use lint_core::{Fate, Level};
use std::io::{self, Write};

/// How many annotations of a kind GitHub shows for one step.
const LIMIT: usize = 10;

pub(super) struct Actions {
    human: Human,
    github: Github,
    errors: Gravest,
    warnings: Gravest,
}

/// The gravest annotations of a kind: what is new before what is not, mail that goes astray before mail that bounces, then as
/// they came.
#[derive(Default)]
struct Gravest {
    kept: Vec<((bool, u8), String)>,
    left_out: u64,
}

impl Gravest {
    fn push(&mut self, rank: (bool, u8), annotation: impl FnOnce() -> String) {
        let place = self.kept.partition_point(|(kept, _)| *kept <= rank);
        if place == LIMIT {
            self.left_out += 1;
            return;
        }
        self.kept.insert(place, (rank, annotation()));
        if self.kept.len() > LIMIT {
            self.kept.pop();
            self.left_out += 1;
        }
    }
}

impl Actions {
    pub(super) fn new(style: Style) -> Actions {
        let (errors, warnings) = Default::default();
        Actions { human: Human::new(style), github: Github, errors, warnings }
    }
}

impl Reporter for Actions {
    fn finding(&mut self, out: &mut dyn Write, found: &Found<'_>) -> io::Result<()> {
        let kind = if found.finding.level == Level::Deny { &mut self.errors } else { &mut self.warnings };
        let grave = match found.finding.fate {
            Some(Fate::Misdelivered) => 0,
            Some(_) => 1,
            None => 2,
        };
        kind.push((!found.is_new, grave), || self.github.annotation(found));
        self.human.finding(out, found)
    }

    fn fixed(&mut self, out: &mut dyn Write, found: &Found<'_>) -> io::Result<()> {
        self.human.fixed(out, found)
    }

    fn unread(&mut self, _out: &mut dyn Write, unread: &Unread<'_>) -> io::Result<()> {
        self.errors.push((false, 2), || self.github.unread_file(unread));
        Ok(())
    }

    fn finish(&mut self, out: &mut dyn Write, summary: &Summary) -> io::Result<()> {
        self.human.finish(out, summary)?;
        for (_, annotation) in self.errors.kept.iter().chain(&self.warnings.kept) {
            writeln!(out, "{annotation}")?;
        }
        match self.errors.left_out + self.warnings.left_out {
            0 => Ok(()),
            more => writeln!(out, "::notice title=maillint::{more} more: in the job summary and in the log"),
        }
    }
}
