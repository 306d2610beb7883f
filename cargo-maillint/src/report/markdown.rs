//! A summary for people, as GitHub shows it above a job: a table in Markdown.
//!
//! The table is a block of HTML without an empty line: Markdown finds nothing to obey in there, and what comes from
//! strangers stands in `<code>`, in which no address, mention or number becomes a link.

use super::escape::markup;
use super::{Found, Reporter, Summary, Unread};
use lint_core::gate::render::{besides, visible};
use std::io::{self, Write};

/// How much the table may come to: GitHub refuses the summary of a step beyond 1 MiB.
const LIMIT: usize = 960 << 10;

#[derive(Default)]
pub(super) struct Markdown {
    bytes: usize,
    left_out: u64,
}

impl Markdown {
    fn row(&mut self, out: &mut dyn Write, cells: [&str; 4]) -> io::Result<()> {
        let [level, place, lint, message] = cells.map(|cell| markup(cell).to_string());
        let row = format!(
            "<tr><td>{level}</td><td><code>{place}</code></td><td>{lint}</td><td><code>{message}</code></td></tr>\n"
        );
        if self.bytes + row.len() > LIMIT {
            self.left_out += 1;
            return Ok(());
        }
        if self.bytes == 0 {
            out.write_all(b"<table>\n<tr><th>Level</th><th>Place</th><th>Lint</th><th>Finding</th></tr>\n")?;
        }
        self.bytes += row.len();
        out.write_all(row.as_bytes())
    }
}

impl Reporter for Markdown {
    fn begin(&mut self, out: &mut dyn Write) -> io::Result<()> {
        out.write_all(b"## maillint\n\n")
    }

    fn finding(&mut self, out: &mut dyn Write, found: &Found<'_>) -> io::Result<()> {
        let (start, _) = found.range();
        let place = format!("{}:{}:{}", visible(found.rooted), start.line, start.column);
        let mut message = visible(&found.finding.message);
        for more in besides(found.finding) {
            message.push_str("; ");
            message.push_str(&more);
        }
        self.row(out, [found.severity(), &place, found.finding.lint, &message])
    }

    fn unread(&mut self, out: &mut dyn Write, unread: &Unread<'_>) -> io::Result<()> {
        self.row(out, ["error", &visible(unread.rooted), "", &visible(unread.message)])
    }

    fn finish(&mut self, out: &mut dyn Write, summary: &Summary) -> io::Result<()> {
        if self.bytes > 0 {
            out.write_all(b"</table>\n\n")?;
        }
        if self.left_out > 0 {
            writeln!(out, "{} more did not fit in here: see the log.\n", self.left_out)?;
        }
        writeln!(out, "<p>{}</p>", markup(&summary.to_string()))
    }
}
