//! One page for a browser, which needs nothing else and asks no network: for who has many findings to look through, or to show.
//!
//! Findings stand in it as JSON, each written as it comes; the page's script makes text of them, never markup, and its content security
//! policy lets nothing run but that script, whatever names and lines say.

use super::escape::{json, markup};
use super::{Found, Reporter, Summary, Unread, fate_clause};
use lint_core::Finding;
use lint_core::gate::render::{doubt, notes, visible};
use serde::Serialize;
use std::io::{self, Write};

const STYLE: &str = include_str!("page.css");
const SCRIPT: &str = include_str!("page.js");
/// The SHA-256 of both, in base64, as a content security policy names what may be used (CSP 3, section 2.3.1).
const STYLE_HASH: &str = "yZMwZ2UZ0WpZ3BRLlQemho4MJttz1LJFhm13HZtslP4=";
const SCRIPT_HASH: &str = "UKy5X9907QkbVeaqQxsN4MYXOmYz1XD2OcR0QFs/VGI=";

#[derive(Default)]
pub(super) struct Html {
    begun: bool,
    unread: Vec<String>,
}

impl Reporter for Html {
    fn begin(&mut self, out: &mut dyn Write) -> io::Result<()> {
        write!(
            out,
            "<!doctype html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n\
             <meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'sha256-{STYLE_HASH}'; \
             script-src 'sha256-{SCRIPT_HASH}'; base-uri 'none'; form-action 'none'\">\n\
             <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n<title>maillint</title>\n\
             <style>{STYLE}</style>\n</head>\n<body>\n<script type=\"application/json\" id=\"findings\">["
        )
    }

    fn finding(&mut self, out: &mut dyn Write, found: &Found<'_>) -> io::Result<()> {
        let comma: &[u8] = if self.begun { b",\n" } else { b"\n" };
        self.begun = true;
        out.write_all(comma)?;
        // Nothing in a script of data is markup but a `<`.
        let mut line = Vec::new();
        json(&mut line, &row(found))?;
        let mut rest = &line[..];
        while let Some(at) = memchr::memchr(b'<', rest) {
            out.write_all(&rest[..at])?;
            out.write_all(b"\\u003c")?;
            rest = &rest[at + 1..];
        }
        out.write_all(rest)
    }

    fn unread(&mut self, _out: &mut dyn Write, unread: &Unread<'_>) -> io::Result<()> {
        self.unread.push(format!("{}: {}", unread.rooted, unread.message));
        Ok(())
    }

    fn finish(&mut self, out: &mut dyn Write, summary: &Summary) -> io::Result<()> {
        out.write_all(
            b"\n]</script>\n<a class=\"skip\" href=\"#list\">Skip to the findings</a>\n<header>\n<h1>maillint</h1>\n",
        )?;
        writeln!(out, "<p>{}</p>\n</header>", markup(&summary.to_string()))?;
        if !self.unread.is_empty() {
            out.write_all(b"<section>\n<h2>Not read</h2>\n<ul>\n")?;
            for unread in &self.unread {
                writeln!(out, "<li><code>{}</code></li>", markup(&visible(unread)))?;
            }
            out.write_all(b"</ul>\n</section>\n")?;
        }
        write!(
            out,
            "<section id=\"where\">\n<h2>Where the mail would go</h2>\n<dl class=\"bars\" id=\"picture\"></dl>\n</section>\n\
             <form role=\"search\">\n<input type=\"search\" name=\"find\" aria-label=\"Find\" placeholder=\"Find a path, domain, lint \
             ( / )\" autocomplete=\"off\">\n<label>Group by <select name=\"group\"><option value=\"folder\">folder<option value=\"lint\">\
             lint<option value=\"domain\">domain<option value=\"fate\">fate</select></label>\n<label>Level <select name=\"level\">\
             <option value=\"all\">all<option value=\"deny\">errors<option value=\"warn\">warnings</select></label>\n\
             <output id=\"shown\" aria-live=\"polite\"></output>\n</form>\n<main id=\"list\" tabindex=\"-1\"></main>\n\
             <noscript><p>This page needs its own script to show what was found.</p></noscript>\n<script>{SCRIPT}</script>\n\
             </body>\n</html>\n"
        )
    }
}

/// A finding as the page's script reads it. What is shown is written so that nothing in it deceives the eye.
#[derive(Serialize)]
struct Row<'a> {
    path: String,
    line: u64,
    column: u64,
    level: &'a str,
    lint: &'a str,
    subject: String,
    domain: Option<String>,
    message: String,
    suggestion: Option<&'a str>,
    fate: Option<&'a str>,
    country: &'a str,
    /// The line before the subject, the subject, and the line behind it.
    before: String,
    marked: String,
    behind: String,
    notes: Vec<String>,
    allow_here: String,
    allow_in_policy: Option<String>,
}

fn row<'a>(found: &Found<'a>) -> Row<'a> {
    let finding = found.finding;
    let (start, _) = found.range();
    let (before, marked, behind) = parted(finding);
    let about = finding.fate.map(|fate| fate_clause(fate).to_owned()).into_iter();
    let about = about.chain(notes(finding)).chain(doubt(finding));
    Row {
        path: visible(found.rooted),
        line: start.line,
        column: start.column,
        level: finding.level.as_str(),
        lint: finding.lint,
        subject: visible(&finding.subject),
        domain: finding.domain.as_deref().map(visible),
        message: visible(&finding.message),
        suggestion: finding.suggestion.as_deref(),
        fate: finding.fate.map(|fate| fate.as_str()),
        country: finding.country(),
        before,
        marked,
        behind,
        notes: about.chain(finding.help.as_deref().map(visible)).collect(),
        allow_here: format!("maillint: allow({}) why this is right", finding.lint),
        allow_in_policy: lint_core::gate::render::allow_lines(finding),
    }
}

/// The line around the subject in three parts.
fn parted(finding: &Finding) -> (String, String, String) {
    let Some(location) = &finding.location else { return <_>::default() };
    let mut chars = location.excerpt.chars();
    let before = location.start.column.saturating_sub(location.excerpt_column);
    let marked = match location.end.line == location.start.line {
        true => location.end.column.saturating_sub(location.start.column),
        false => u64::MAX,
    };
    let mut take = |n: u64| visible(&chars.by_ref().take(usize::try_from(n).unwrap_or(usize::MAX)).collect::<String>());
    (take(before), take(marked), take(u64::MAX))
}
