//! `cargo maillint address`: the verdict on each address or domain, one after the other as they come.

use super::args::{AddressArgs, ExcludeArgs};
use super::plan;
use crate::exit::{Exit, Failure};
use crate::report::{self, Style};
use crate::tree::Scope;
use lint_core::Level;
use std::ffi::OsStr;
use std::io::{self, BufRead, BufReader, BufWriter, Read, StdoutLock, Write};
use std::path::Path;

/// How much of a line is read: no address is longer than 254 bytes, so that what is cut off cannot matter.
const LINE: u64 = 64 << 10;

/// Judges what was given, then exits as the worst verdict says.
pub(crate) fn judge(args: AddressArgs) -> Result<Exit, Failure> {
    let style = Style { color: plan::color(&args.color), ..Style::default() };
    let mut judge = Judge {
        scope: plan::scopes(&args.judge, &ExcludeArgs::default())?.at(Path::new("."))?,
        strict: args.judge.levels.strict,
        draw: if args.format == "json" { None } else { Some(report::Verdict::new(style)) },
        out: BufWriter::with_capacity(64 << 10, io::stdout().lock()),
        line: 0,
        denied: false,
    };
    let done = args.texts.iter().try_for_each(|text| match text == OsStr::new("-") {
        true => judge.lines(BufReader::with_capacity(64 << 10, io::stdin())),
        false => judge.text(&text.to_string_lossy()).map_err(Failed::Write),
    });
    match done.and_then(|()| judge.out.flush().map_err(Failed::Write)) {
        Err(Failed::Read(error)) => return Err(Failure::new(format!("stdin: {error}"))),
        Err(Failed::Write(error)) if error.kind() != io::ErrorKind::BrokenPipe => {
            return Err(Failure::new(format!("stdout: {error}")));
        }
        _ => {}
    }
    Ok(if judge.denied { Exit::Denied } else { Exit::Clean })
}

/// Which side failed.
enum Failed {
    Read(io::Error),
    Write(io::Error),
}

struct Judge {
    scope: Scope,
    strict: bool,
    draw: Option<report::Verdict>,
    out: BufWriter<StdoutLock<'static>>,
    line: u64,
    denied: bool,
}

impl Judge {
    /// Judges each line. What has been judged is written before waiting for more.
    fn lines(&mut self, mut input: BufReader<impl Read>) -> Result<(), Failed> {
        let mut line = Vec::new();
        loop {
            if input.buffer().is_empty() {
                self.out.flush().map_err(Failed::Write)?;
            }
            line.clear();
            let n = input.by_ref().take(LINE).read_until(b'\n', &mut line).map_err(Failed::Read)?;
            if n == 0 {
                return Ok(());
            }
            if !line.ends_with(b"\n") && n as u64 == LINE {
                input.skip_until(b'\n').map_err(Failed::Read)?;
            }
            let text = line.strip_suffix(b"\n").unwrap_or(&line);
            let text = text.strip_suffix(b"\r").unwrap_or(text);
            self.text(&String::from_utf8_lossy(text)).map_err(Failed::Write)?;
        }
    }

    fn text(&mut self, text: &str) -> io::Result<()> {
        self.line += 1;
        let mut findings = self.scope.checker.address(text);
        for finding in &mut findings {
            if self.strict && finding.level == Level::Warn {
                finding.level = Level::Deny;
            }
            self.denied |= finding.level == Level::Deny;
        }
        match &mut self.draw {
            None => report::json_verdict(&mut self.out, self.line, text, &findings),
            Some(human) => human.write(&mut self.out, text, &findings),
        }
    }
}
