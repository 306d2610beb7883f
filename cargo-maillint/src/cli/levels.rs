//! The options that set levels.

use clap::builder::PossibleValuesParser;
use clap::{Arg, ArgAction, ArgMatches, FromArgMatches};
use lint_core::Level;
use lint_core::gate::lints;

/// `-D`, `-W`, `-A` and `--strict`, in the order typed: of two that name one lint, the later wins.
#[derive(Debug, Default)]
pub(crate) struct Levels {
    pub(crate) of: Vec<(&'static str, Level)>,
    pub(crate) strict: bool,
}

const LEVEL_FLAGS: [(&str, char, Level, &str); 3] = [
    ("deny", 'D', Level::Deny, "Report these lints, and fail on them; `cargo maillint explain` lists them all"),
    ("warn", 'W', Level::Warn, "Report these lints"),
    ("allow", 'A', Level::Allow, "Do not report these lints"),
];

/// The flag that gives a lint this level.
pub(super) fn flag(level: Level) -> &'static str {
    match level {
        Level::Allow => "--allow",
        Level::Warn => "--warn",
        Level::Deny => "--deny",
    }
}

impl clap::Args for Levels {
    fn augment_args(command: clap::Command) -> clap::Command {
        let flags = LEVEL_FLAGS.map(|(name, short, _, help)| {
            Arg::new(name)
                .short(short)
                .long(name)
                .value_name("LINT")
                .help(help)
                .action(ArgAction::Append)
                .value_delimiter(',')
                .value_parser(lint_names())
                .hide_possible_values(true)
        });
        let strict = Arg::new("strict").long("strict").help("Fail on warnings too").action(ArgAction::SetTrue);
        command.args(flags.into_iter().chain([strict]).map(|arg| arg.help_heading("Levels and policy")))
    }

    fn augment_args_for_update(command: clap::Command) -> clap::Command {
        Self::augment_args(command)
    }
}

impl FromArgMatches for Levels {
    fn from_arg_matches(matches: &ArgMatches) -> Result<Self, clap::Error> {
        let mut typed = Vec::new();
        for (flag, _, level, _) in LEVEL_FLAGS {
            let at = matches.indices_of(flag).into_iter().flatten();
            let ids = matches.get_many::<String>(flag).into_iter().flatten();
            typed.extend(at.zip(ids).filter_map(|(at, id)| Some((at, lints::find(id)?.id, level))));
        }
        typed.sort_by_key(|&(at, ..)| at);
        let of = typed.into_iter().map(|(_, id, level)| (id, level)).collect();
        Ok(Levels { of, strict: matches.get_flag("strict") })
    }

    fn update_from_arg_matches(&mut self, matches: &ArgMatches) -> Result<(), clap::Error> {
        *self = Self::from_arg_matches(matches)?;
        Ok(())
    }
}

fn lint_names() -> PossibleValuesParser {
    PossibleValuesParser::new(lints::ALL.iter().map(|lint| lint.id))
}
