//! What `cargo check --message-format=json` prints, for files of any kind: editors and CI tools that read cargo read this.

use super::escape::json;
use super::rustc::{Diagnostic, Rendering};
use super::{Found, Reporter, Style, Summary};
use serde::Serialize;
use std::io::{self, Write};

pub(super) struct Cargo;

/// Cargo's message around a diagnostic (the cargo book, "External tools"). No package has been compiled: its name stands
/// for all files.
#[derive(Serialize)]
#[serde(tag = "reason", rename_all = "kebab-case")]
enum Message<'a> {
    CompilerMessage { package_id: &'static str, target: Target<'a>, message: &'a Diagnostic },
    BuildFinished { success: bool },
}

#[derive(Serialize)]
struct Target<'a> {
    kind: [&'static str; 1],
    name: &'static str,
    src_path: &'a str,
}

impl Reporter for Cargo {
    fn finding(&mut self, out: &mut dyn Write, found: &Found<'_>) -> io::Result<()> {
        let message =
            &Diagnostic::new(found.path, found.finding, Rendering::Full(Style::default()), "cargo maillint --fix");
        let target = Target { kind: ["lib"], name: "maillint", src_path: found.path };
        json(out, &Message::CompilerMessage { package_id: "maillint", target, message })?;
        out.write_all(b"\n")
    }

    fn finish(&mut self, out: &mut dyn Write, summary: &Summary) -> io::Result<()> {
        json(out, &Message::BuildFinished { success: summary.findings.deny + summary.errors == 0 })?;
        out.write_all(b"\n")
    }
}
