//! The cases are texts in which what is stored in another way than it is read stands between `⟦` and `⟧`, and behind it, each on a
//! line, what software reads there.
//!
//! ```text
//! ### card.vcf
//! EMAIL:⟦ops@ar
//!  my.mil⟧
//! = ops@army.mil
//! ```

use super::{Declared, Inner, window};
use crate::context::{Context, Kind};
use crate::find::candidates_from;
use std::fmt::Write;

fn no_trap(_: &Context<'_>) -> bool {
    false
}

/// What software reads in the text of a file, in order, with the part that it is stored in; as `FileCheck` goes about it.
fn found(path: &str, text: &str) -> Vec<(std::ops::Range<usize>, String)> {
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

/// Of what nothing is read as something else, nothing is found either.
#[test]
fn what_is_left_alone_comes_to_nothing() {
    let words = "jo|army.mil|army|.mil|@|@ar|\\x40|%40|&#64;|=40|\\u0040|{@}|[.]|\"|'|\" + \"|' . '|\", \"|+|,|chr(64)|<b>|</b>|<!-- -->|\
        \\\n  |=\n|\n |\n|\r\n |\u{2010}\n|&\n&| |  |\t| @ | . |(|)|$|E<64>|\\-|_at_|_dot_|`|4|0|:|;|-|hex:";
    let words: Vec<&str> = words.split('|').collect();
    let mut seed = 1u32;
    for path in [
        "a", "a.py", "a.go", "a.sh", "a.md", "a.yaml", "a.json", "a.ldif", "a.hs", "a.f90", "a.cbl", "a.css", "a.po",
        "a.tex",
    ] {
        let kind = Kind::of(path);
        for _ in 0..500 {
            let text: String = std::iter::repeat_with(|| {
                seed = seed.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
                words[(seed >> 16) as usize % words.len()]
            })
            .take(16)
            .collect();
            let text = text.as_bytes();
            let mut found = candidates_from(text, 0);
            found.by_ref().for_each(drop);
            for sign in found.take_signs().into_iter().filter(|sign| sign.len() == 1) {
                let stretch = window::around(text, sign, 0);
                let mut inner = Inner::default();
                inner.take_near(text, kind, sign, true, no_trap);
                let is_found = !inner.sites.is_empty();
                let is_changed = window::is_changed(text, kind, stretch, sign);
                assert!(is_changed || !is_found, "{path}: {}", text.escape_ascii());
            }
        }
    }
}
