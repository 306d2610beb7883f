//! The cases are texts with the sites marked under their lines; a text is read as the file that its `###` line names.
//!
//! ```text
//! ### src/lib.rs
//! const TO: &str = "ops@army.ml";
//!                   ^^^^^^^^^^^ address literal
//! ```
//!
//! After the carets stand form, place, then what is not as usual: `key`, `use`, `subject`.

use super::{Checker, FileCheck};
use crate::context::{Context, Kind, Lexer, Site};
use crate::find::{Form, candidates};
use crate::source::Place;
use crate::trap;
use std::fmt::Write;

fn check(cases: &str) {
    let mut wrong = String::new();
    for case in cases.split("### ").skip(1) {
        let (path, marked) = case.split_once('\n').unwrap();
        let is_mark = |line: &&str| line.trim_start().starts_with('^') && line.contains("^ ");
        let text: String = marked.lines().filter(|line| !is_mark(line)).map(|line| format!("{line}\n")).collect();
        let found = mark(path, &text);
        if found.trim_end() != marked.trim_end() {
            writeln!(wrong, "### {path}\n{found}").unwrap();
        }
    }
    assert!(wrong.is_empty(), "these have other sites than marked:\n{wrong}");
}

/// The text with its sites marked.
fn mark(path: &str, text: &str) -> String {
    let kind = Kind::of(path);
    let mut lexer = Lexer::new(kind);
    let contexts = candidates(text.as_bytes()).map(|found| Context::of(text.as_bytes(), kind, found, &mut lexer));
    let sites: Vec<_> =
        contexts.filter(|context| trap::catching(context).is_none()).map(|context| context.site()).collect();
    let mut marked = String::new();
    let mut start = 0;
    for line in text.lines() {
        marked.push_str(line);
        marked.push('\n');
        for site in sites.iter().filter(|site| (start..=start + line.len()).contains(&site.span.start)) {
            let column = text[start..site.span.start].chars().count();
            let carets = "^".repeat(text[site.span.range()].chars().count());
            writeln!(marked, "{:column$}{carets} {}", "", words(text, site)).unwrap();
        }
        start += line.len() + 1;
    }
    marked
}

fn words(text: &str, site: &Site) -> String {
    let form = match site.form {
        Form::Address => "address",
        Form::Templated => "templated",
        Form::Host => "host",
        Form::Bare => "bare",
    };
    let mut words = format!("{form} {}", site.place.as_str());
    if let Some(key) = &site.key {
        write!(words, " key={key}").unwrap();
    }
    if let Some(usage) = site.usage {
        write!(words, " use={usage:?}").unwrap();
    }
    if site.subject != text[site.span.range()] {
        write!(words, " subject={}", site.subject).unwrap();
    }
    assert_eq!(site.plain, site.domain == text[site.domain_span.range()], "{}", site.subject);
    words
}

#[test]
fn forms() {
    check(include_str!("cases/forms.txt"));
}

#[test]
fn written() {
    check(include_str!("cases/written.txt"));
}

#[test]
fn templates() {
    check(include_str!("cases/templates.txt"));
}

#[test]
fn malformed() {
    check(include_str!("cases/malformed.txt"));
}

#[test]
fn hosts() {
    check(include_str!("cases/hosts.txt"));
}

#[test]
fn traps() {
    check(include_str!("cases/traps.txt"));
}

#[test]
fn places() {
    check(include_str!("cases/places.txt"));
}

#[test]
fn keys() {
    check(include_str!("cases/keys.txt"));
}

#[test]
fn strings_and_comments_are_told_in_each_piece_of_a_long_file() {
    let line = "let quiet = 'a'; // it's\n";
    let (far, near) = (line.repeat(3 * FileCheck::PIECE / line.len()), line.repeat(40));
    let text =
        ["let a = \"ops@army.ml\";\n", &*far, "/* jo@army.ml\n", &*near, "ann@army.ml */ let b = \"al@army.ml\";\n"]
            .concat();
    let places: Vec<Place> =
        Checker::default().text("a.rs", text.as_bytes()).findings.iter().map(|it| it.place).collect();
    assert_eq!(places, [Place::Literal, Place::Comment, Place::Comment, Place::Literal]);
}
