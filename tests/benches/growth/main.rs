//! Time against size on what is made to be slow: `cargo bench -p maillint-tests --bench growth -- [MEBIBYTES] [SHAPE ..]`.
//! Texts and policies first, then whole runs, of which the size is a number of files, lines or literals.
//!
//! Each shape is made twice as large again and again, up to 8 MiB or as many as are asked for. The last column is what the
//! last doubling cost: about 2 where time grows in proportion.
#![expect(
    clippy::print_stdout,
    clippy::unwrap_used,
    reason = "a benchmark prints its figures, and ends where it cannot go on"
)]

mod runs;

use lint_core::gate::settle::Allows;
use lint_core::policy::Policy;
use lint_core::{Checker, FileCheck};
use std::fmt::Write;
use std::hint::black_box;
use std::time::{Duration, Instant};

/// The smallest size that is timed, in bytes.
const START: usize = 1 << 20;

/// How much the command hands to the core at once.
const PIECE: usize = FileCheck::PIECE;

/// How many findings it holds.
const HELD: usize = 1000;

/// A kind of text, of about so many bytes, and the file that it stands in.
struct Shape(&'static str, &'static str, fn(usize) -> String);

const SHAPES: &[Shape] = &[
    Shape("at signs", "a.txt", |size| "@".repeat(size)),
    Shape("dots", "a.txt", |size| ".".repeat(size)),
    Shape("hyphens", "a.txt", |size| "-".repeat(size)),
    Shape("letters", "a.txt", |size| "a".repeat(size)),
    Shape("labels", "a.txt", |size| "a.".repeat(size / 2)),
    Shape("labels and at signs", "a.txt", |size| "a.b@".repeat(size / 4)),
    Shape("at signs and labels", "a.txt", |size| "a@b.".repeat(size / 4)),
    Shape("A-labels", "a.txt", |size| "xn--".repeat(size / 4)),
    Shape("mailto", "a.html", |size| "mailto:".repeat(size / 7)),
    Shape("schemes", "a.txt", |size| "http://".repeat(size / 7)),
    Shape("brackets", "a.json", |size| "[".repeat(size)),
    Shape("brackets of code", "a.rs", |size| "({[<".repeat(size / 4)),
    Shape("comments that do not end", "a.c", |size| "/*".repeat(size / 2)),
    Shape("backslashes", "a.json", |size| "\\".repeat(size)),
    Shape("quotes", "a.py", |size| "\"'`".repeat(size / 3)),
    Shape("quotes that do not end", "a.py", |size| "\"\"\" '''".repeat(size / 7)),
    Shape("quoted local parts", "a.txt", |size| "\"a b\"@".repeat(size / 6)),
    Shape("templates", "a.yml", |size| "{{ a.b }}@".repeat(size / 10)),
    Shape("percent signs", "a.txt", |size| "%40".repeat(size / 3)),
    Shape("escapes", "a.js", |size| "\\u0040a".repeat(size / 7)),
    Shape("entities", "a.html", |size| "&#64;a".repeat(size / 6)),
    Shape("quoted-printable", "a.eml", |size| "=40=\n".repeat(size / 5)),
    Shape("base64", "a.yml", |size| format!("kind: Secret\ndata:\n  a: {}", "b3BzQGFy".repeat(size / 8))),
    Shape("zero-width spaces", "a.txt", |size| "\u{200b}".repeat(size / 3)),
    Shape("other scripts", "a.txt", |size| "\u{430}@\u{430}.\u{440}\u{444} ".repeat(size / 12)),
    Shape("spaces", "a.py", |size| " ".repeat(size)),
    Shape("empty lines", "a.txt", |size| "\n".repeat(size)),
    Shape("carriage returns", "a.txt", |size| "\r".repeat(size)),
    Shape("deep JSON", "a.json", |size| "{\"a\":".repeat(size / 5)),
    Shape("flat JSON on a line", "a.json", |size| format!("[{}]", "{\"to\":\"a@army.mil\"},".repeat(size / 20))),
    Shape("deep YAML", "a.yml", |size| "- ".repeat(size / 2)),
    Shape("indented YAML", "a.yml", |size| {
        // As deep as it gets with lines that grow by a space each.
        let lines = (0..).map(|depth| " ".repeat(depth % 2000) + "a:\n");
        lines.scan(0, |made, line| (*made < size).then(|| (*made += line.len(), line).1)).collect()
    }),
    Shape("YAML aliases", "a.yml", |size| numbered(size, |n| format!("a{n}: &a{n} [*a{p}, *a{p}]\n", p = n / 2))),
    Shape("keys on a line", "a.ini", |size| "to=".repeat(size / 3)),
    Shape("findings on a line", "a.txt", |size| "ops@army.ml ".repeat(size / 12)),
    Shape("findings on lines", "a.txt", |size| "ops@army.ml\n".repeat(size / 12)),
    Shape("findings in a string", "a.json", |size| format!("\"{}\"", "ops@army.ml,".repeat(size / 12))),
    Shape("different findings", "a.txt", |size| numbered(size, |n| format!("u{n}@gmial.com\n"))),
    Shape("different domains", "a.txt", |size| numbered(size, |n| format!("u@d{n}.com\n"))),
    Shape("allow comments", "a.py", |size| "x # maillint: allow(tld_slip) why\n".repeat(size / 34)),
    Shape("allow comments alone", "a.py", |size| "# maillint: allow(tld_slip) why\n".repeat(size / 32)),
    Shape("allow comments on a line", "a.txt", |size| "maillint: allow(tld_slip) ".repeat(size / 26)),
    Shape("allow lists", "a.py", |size| format!("# maillint: allow({}) why", "tld_slip,".repeat(size / 9))),
];

/// Kinds of policies, of about so many bytes.
const POLICIES: &[Shape] = &[
    Shape("protected domains", "", |size| list("protect", size, |n| format!("\"domain{n}.com\",\n"))),
    Shape("protected subdomains", "", |size| list("protect", size, |n| format!("\"*.d{n}.acme.io\",\n"))),
    Shape("only these domains", "", |size| list("only", size, |n| format!("\"*.domain{n}.com\",\n"))),
    Shape("allows in the policy", "", |size| {
        numbered(size, |n| format!("[[allow]]\ndomain = \"d{n}.ml\"\nreason = \"why\"\n"))
    }),
    Shape("allows of one domain", "", |size| {
        numbered(size, |n| format!("[[allow]]\ndomain = \"army.ml\"\nreason = \"why\"\npaths = [\"a{n}/**\"]\n"))
    }),
    Shape("globs", "", |size| format!("[scan]\n{}", list("exclude", size, |n| format!("\"**/a*{n}*b/**\",\n")))),
    Shape("levels of files", "", |size| {
        numbered(size, |n| format!("[[files]]\npaths = [\"a{n}/*\"]\nlints = {{ tld_slip = \"warn\" }}\n"))
    }),
    Shape("mistakes", "", |size| numbered(size, |n| format!("key{n} = 1\n"))),
];

fn numbered(size: usize, line: impl Fn(usize) -> String) -> String {
    let mut text = String::new();
    let mut n = 0;
    while text.len() < size {
        text.push_str(&line(n));
        n += 1;
    }
    text
}

fn list(key: &str, size: usize, line: impl Fn(usize) -> String) -> String {
    format!("{key} = [\n{}]\n", numbered(size, line))
}

/// Judges a text as the command does: piece by piece, and once more where more is found than is held.
fn judge(checker: &Checker, path: &str, text: &[u8]) {
    let mut check = checker.file(path).holding(HELD);
    feed(&mut check, text, |_| ());
    let report = check.finish();
    if report.overflows {
        let mut allows = Allows::new(report.comments);
        if !allows.is_empty() {
            feed(&mut checker.file(path), text, |check| check.show(&mut allows));
        }
        feed(&mut checker.file(path), text, |check| drop(black_box(check.settle(&allows))));
    }
}

fn feed(check: &mut FileCheck<'_>, text: &[u8], mut take: impl FnMut(&mut FileCheck<'_>)) {
    let (mut start, mut end) = (0, 0);
    while end < text.len() {
        end = text.len().min(end + PIECE);
        start = (start + check.feed(&text[start..end], end == text.len())).max(end.saturating_sub(PIECE));
        take(check);
    }
}

/// Reads a policy and judges a few addresses by it.
fn obey(text: &str) {
    let Ok(policy) = Policy::parse(text, &lint_core::gate::doubt::names()).map_err(black_box) else { return };
    black_box(policy.excludes("some/folder/file.txt"));
    let checker = Checker::new(policy);
    judge(&checker, "a/b.txt", "ops@army.ml u@domian7.com u@d1.acme.io\n".repeat(100).as_bytes());
}

/// How long this thread has been at work, where the system tells: of a busy machine the clock says little.
fn worked(since: Instant) -> Duration {
    let told = std::fs::read_to_string("/proc/thread-self/schedstat").ok();
    let nanoseconds = told.and_then(|told| told.split(' ').next()?.parse().ok());
    nanoseconds.map_or_else(|| since.elapsed(), Duration::from_nanos)
}

/// How long the work takes on average; the system counts in steps of some milliseconds.
fn time(mut work: impl FnMut()) -> Duration {
    let since = Instant::now();
    let start = worked(since);
    for times in 1.. {
        work();
        let took = worked(since).saturating_sub(start);
        if took > Duration::from_millis(200) || times == 200 {
            return took / times;
        }
    }
    Duration::ZERO
}

fn row(shape: &Shape, largest: usize, judge: impl Fn(&str)) {
    let sizes = std::iter::successors(Some(START), |size| Some(size * 2)).take_while(|size| *size <= largest);
    let times = sizes.map(|size| {
        let text = shape.2(size);
        time(|| judge(&text))
    });
    print(shape.0, &times.collect::<Vec<_>>());
}

/// A line of the table: how long it took at each size, and what the last doubling cost.
fn print(name: &str, times: &[Duration]) {
    let mut row = format!("{name:<26}");
    for took in times {
        let _ = write!(row, " {:>9.1}", took.as_secs_f64() * 1e3);
    }
    if let [.., before, last] = times {
        let _ = write!(row, "   x {:.2}", last.as_secs_f64() / before.as_secs_f64());
    }
    println!("{row}");
}

fn main() {
    let args = std::env::args().skip(1).filter(|arg| !arg.starts_with("--"));
    let (sizes, parts): (Vec<String>, Vec<String>) = args.partition(|arg| arg.parse::<usize>().is_ok());
    let largest = sizes.first().and_then(|size| size.parse::<usize>().ok()).unwrap_or(8) << 20;
    let wanted = |name: &str| parts.is_empty() || parts.iter().any(|part| name.contains(part.as_str()));
    let sizes = std::iter::successors(Some(START), |size| Some(size * 2)).take_while(|size| *size <= largest);
    let head: String = sizes.map(|size| format!(" {:>5} MiB", size >> 20)).collect();
    println!("{:<26}{head}   ms, last doubling", "");
    let checker = Checker::default();
    for shape in SHAPES.iter().filter(|shape| wanted(shape.0)) {
        row(shape, largest, |text| judge(&checker, shape.1, text.as_bytes()));
    }
    for shape in POLICIES.iter().filter(|shape| wanted(shape.0)) {
        row(shape, largest, obey);
    }
    runs::rows(wanted);
}
