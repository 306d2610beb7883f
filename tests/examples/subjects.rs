//! Lists everything in a tree that could be an address or a host, with what the scan takes it for: to be held against what
//! another search finds.
//!
//! ```text
//! cargo run --release -p maillint-tests --example subjects -- PATH...
//! ```
//!
//! A line is the path, the offset, the text and what it is, parted by tabs: form and place of what is judged, the trap that
//! catches what is something else.

use lint_core::gate::context::{Context, Kind, Lexer};
use lint_core::gate::find::candidates;
use lint_core::gate::trap;
use std::io::{self, BufWriter, Write};
use std::{env, fs};

fn main() -> io::Result<()> {
    let mut out = BufWriter::new(io::stdout().lock());
    for start in env::args().skip(1) {
        for entry in ignore::WalkBuilder::new(start).hidden(false).build().filter_map(Result::ok) {
            if entry.file_type().is_some_and(|kind| kind.is_file()) {
                let text = fs::read(entry.path())?;
                list(&entry.path().to_string_lossy(), &text, &mut out)?;
            }
        }
    }
    out.flush()
}

fn list(path: &str, text: &[u8], out: &mut impl Write) -> io::Result<()> {
    let kind = Kind::of(path);
    let mut lexer = Lexer::new(kind);
    for candidate in candidates(text) {
        let span = candidate.span.range();
        let (start, written) = (span.start, String::from_utf8_lossy(&text[span]));
        let context = Context::of(text, kind, candidate, &mut lexer);
        match trap::catching(&context) {
            Some(trap) => writeln!(out, "{path}\t{start}\t{written}\ttrap {}", trap.id)?,
            None => {
                let site = context.site();
                writeln!(out, "{path}\t{start}\t{written}\t{:?} {}", site.form, site.place.as_str())?;
            }
        }
    }
    Ok(())
}
