//! Checkstyle's XML, which many CI systems and review bots read.

use super::escape::markup;
use super::own::MARK;
use super::{Found, Reporter, Summary};
use lint_core::gate::render::one_line;
use std::io::{self, Write};

/// Findings come file by file, and stand below their file.
#[derive(Default)]
pub(super) struct Checkstyle {
    path: Option<String>,
}

impl Reporter for Checkstyle {
    fn begin(&mut self, out: &mut dyn Write) -> io::Result<()> {
        writeln!(out, "<?xml version=\"1.0\" encoding=\"UTF-8\"{MARK}<checkstyle version=\"4.3\">")
    }

    fn finding(&mut self, out: &mut dyn Write, found: &Found<'_>) -> io::Result<()> {
        if self.path.as_deref() != Some(found.rooted) {
            if self.path.is_some() {
                out.write_all(b"  </file>\n")?;
            }
            self.path = Some(found.rooted.to_owned());
            writeln!(out, "  <file name=\"{}\">", markup(found.rooted))?;
        }
        let (start, _) = found.range();
        writeln!(
            out,
            "    <error line=\"{}\" column=\"{}\" severity=\"{}\" message=\"{}\" source=\"maillint.{}\"/>",
            start.line,
            start.column,
            found.severity(),
            markup(&one_line(found.finding)),
            found.finding.lint
        )
    }

    fn finish(&mut self, out: &mut dyn Write, _summary: &Summary) -> io::Result<()> {
        if self.path.is_some() {
            out.write_all(b"  </file>\n")?;
        }
        out.write_all(b"</checkstyle>\n")
    }
}
