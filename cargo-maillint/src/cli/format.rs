//! `--format`: which formats there are, and into which file each is written.

use crate::report::{self, Output};
use clap::Arg;
use clap::builder::{PossibleValue, PossibleValuesParser, StyledStr, TypedValueParser};
use clap::error::ErrorKind;
use std::ffi::OsStr;
use std::path::PathBuf;

/// What `--help` says of the formats.
pub(super) fn help() -> StyledStr {
    let mut help =
        String::from("How to report, and into which file (stdout without one); can be given more than once:\n");
    for format in report::FORMATS {
        help.push_str(&format!("\n  {:<10} {}", format.name, format.about));
    }
    help.into()
}

/// Reads `FORMAT` and `FORMAT=FILE`.
#[derive(Clone)]
pub(super) struct OutputParser;

impl TypedValueParser for OutputParser {
    type Value = Output;

    fn parse_ref(&self, command: &clap::Command, arg: Option<&Arg>, value: &OsStr) -> Result<Output, clap::Error> {
        let invalid = |message: &str| command.clone().error(ErrorKind::InvalidValue, message);
        let value = value.to_str().ok_or_else(|| invalid("`--format` takes text in UTF-8"))?;
        let (name, file) = value.split_once('=').map_or((value, None), |(name, file)| (name, Some(file)));
        let known = PossibleValuesParser::new(report::FORMATS.iter().map(|format| format.name));
        let name = known.parse_ref(command, arg, OsStr::new(name))?;
        let format = report::FORMATS.iter().find(|format| format.name == name);
        if file == Some("") {
            return Err(invalid("`--format FORMAT=` needs the name of a file"));
        }
        let format = format.ok_or_else(|| invalid("unknown format"))?;
        Ok(Output { format, file: file.map(PathBuf::from) })
    }

    fn possible_values(&self) -> Option<Box<dyn Iterator<Item = PossibleValue> + '_>> {
        Some(Box::new(report::FORMATS.iter().map(|format| format.name.into())))
    }
}
