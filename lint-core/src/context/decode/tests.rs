//! The cases are texts in which what is stored in another way than it is read stands between `⟦` and `⟧`, and behind it, each on a
//! line, what software reads there.
//!
//! ```text
//! ### card.vcf
//! EMAIL:⟦ops@ar
//!  my.mil⟧
//! = ops@army.mil
//! ```

use super::{Declared, Inner};
use crate::context::{Context, Kind};
use crate::find::candidates_from;
use std::fmt::Write;

/// What software reads in the text of a file, in order, with the part that it is stored in; as `FileCheck` goes about it.
fn found(path: &str, text: &str) -> Vec<(std::ops::Range<usize>, String)> {
    fn no_trap(_: &Context<'_>) -> bool {
        false
    }
    let (text, kind) = (text.as_bytes(), Kind::of(path));
    let mut inner = Inner::of(text, kind, 0, &mut Declared::default(), no_trap);
    let mut candidates = candidates_from(text, 0);
    for candidate in candidates.by_ref() {
        if !inner.covers(candidate.span) {
            inner.look(text, kind, candidate.span, candidate.plain, no_trap);
        }
    }
    for sign in candidates.take_signs() {
        inner.look_at_sign(text, kind, sign, no_trap);
    }
    inner.sort();
    inner.sites.into_iter().map(|site| (site.span.range(), site.subject)).collect()
}

fn check(cases: &str) {
    let mut wrong = String::new();
    for case in cases.split("### ").skip(1) {
        let (path, marked) = case.split_once('\n').unwrap();
        let written = marked.lines().filter(|line| !line.starts_with("= "));
        let text: String = written.map(|line| line.replace(['⟦', '⟧'], "") + "\n").collect();
        let text = text.replace("␍", "\r");
        let read = found(path, &text);
        let mut told = text.clone();
        for (span, _) in read.iter().rev() {
            told.insert(span.end, '⟧');
            told.insert(span.start, '⟦');
        }
        let told = told.replace('\r', "␍");
        let mut told = told.trim_end().to_owned();
        for (_, subject) in &read {
            write!(told, "\n= {subject}").unwrap();
        }
        if told != marked.trim_end() {
            writeln!(wrong, "### {path}\n{told}").unwrap();
        }
    }
    assert!(wrong.is_empty(), "these are read in another way than marked:\n{wrong}");
}

#[test]
fn lines_that_go_on() {
    check(include_str!("cases/lines.txt"));
}

#[test]
fn escapes() {
    check(include_str!("cases/escapes.txt"));
}

#[test]
fn pieces() {
    check(include_str!("cases/pieces.txt"));
}

#[test]
fn coded_values() {
    check(include_str!("cases/coded.txt"));
}
