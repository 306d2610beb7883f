//! What was typed. What it means is decided in `plan`.

use super::levels::Levels;
use super::{explain, format};
use crate::report::Output;
use crate::scan::Partition;
use clap::builder::PossibleValuesParser;
use clap::{Arg, ArgAction, CommandFactory, Parser, Subcommand};
use lint_core::policy::Glob;
use std::ffi::OsString;
use std::path::PathBuf;

const EXAMPLES: &str = "\
Examples:
  cargo maillint                          scan what git would track here
  cargo maillint config/ .env             scan a folder and a file
  cargo maillint -W risky_tld --strict    hear of risky TLDs, and fail on them
  cargo maillint --since origin/main      report what a branch adds
  cargo maillint --format json=out.json   write a report for machines
  cargo maillint --statistics --exit-zero look at an old repository: counts by lint, domain, folder
  cargo maillint --fix                    write what was meant, where it is certain
  cargo maillint --diff | git apply       the same by way of git
  cargo maillint address ops@army.ml      judge one address and say why
  cargo maillint init                     begin a maillint.toml
  cargo maillint why src/a.rs:12          what became of each candidate there
  cargo maillint explain tld_slip         what a lint, a doubt or a trap means, and what to do

Exit codes:
  0  nothing denied
  1  something denied
  2  the job could not be done: usage, configuration, git, a file that could not be read

https://github.com/maillint/maillint";

const CHECK: &str = "\
Examples:
  cargo maillint check --workspace --all-targets
  cargo maillint check --message-format short
  cargo maillint check -W tld_slip --baseline maillint-known.tsv
  cargo maillint check --workspace --keep-going   also what depends on a crate in which something is denied
  cargo maillint check --fix --allow-dirty   mend what has one way to be mended, through `cargo fix`

maillint's own options -D, -W, -A, --strict and --baseline are heard here too; all others are cargo's.
It ends as `cargo check` does: 0, or 101 where something is denied or does not compile.";

/// The whole command line.
#[derive(Debug, Parser)]
#[command(
    name = "cargo-maillint",
    bin_name = "cargo maillint",
    version,
    about = "Finds e-mail addresses and hosts that are one slip from the ones that were meant",
    after_help = EXAMPLES,
    args_conflicts_with_subcommands = true,
    disable_version_flag = true,
)]
pub(crate) struct Args {
    /// Print the version; with `--verbose` also where the tables are from
    #[arg(short = 'V', long, action = ArgAction::Version)]
    version: Option<bool>,
    #[command(subcommand)]
    pub(crate) command: Option<Command>,
    #[command(flatten)]
    pub(crate) scan: ScanArgs,
}

/// What to do instead of a scan.
#[derive(Debug, Subcommand)]
pub(crate) enum Command {
    /// Judge addresses or domains and say why
    Address(AddressArgs),
    /// Run `cargo check` with maillint inside: findings as diagnostics of the compiler
    #[command(after_help = CHECK)]
    Check {
        /// Whatever `cargo check` takes; with `--fix` among it, whatever `cargo fix` takes
        #[arg(trailing_var_arg = true, allow_hyphen_values = true, value_name = "CARGO CHECK ARGS")]
        args: Vec<OsString>,
    },
    /// Show the page of a lint, a doubt or a trap; without a name, the list
    Explain {
        /// The name of a lint, a doubt or a trap, or `prices`: by which numbers a slip is told
        #[arg(value_parser = PossibleValuesParser::new(explain::names()), hide_possible_values = true)]
        name: Option<String>,
    },
    /// Tell what became of each candidate in a file, or in a line of it: why something was not found
    Why(WhyArgs),
    /// Write a maillint.toml, with comments, from what this repository uses
    Init,
    /// Speak with an editor: a language server over stdin and stdout, for files of any kind
    Lsp(LspArgs),
    /// Print a completion script for a shell
    Completions { shell: clap_complete::Shell },
    /// Print the manual page
    Man,
}

#[derive(Debug, clap::Args)]
pub(crate) struct ScanArgs {
    /// Files and folders to scan [default: the current folder]; a file named here is read even when ignored
    pub(crate) paths: Vec<PathBuf>,
    #[command(flatten)]
    pub(crate) judge: JudgeArgs,
    #[command(flatten)]
    pub(crate) exclude: ExcludeArgs,
    #[command(flatten)]
    pub(crate) change: ChangeArgs,
    /// Take the paths from a file, or from stdin with `-`; one a line, or separated by NUL
    #[arg(long, value_name = "FILE", help_heading = "Input", conflicts_with_all = ["paths", "stdin_path"])]
    pub(crate) files_from: Option<PathBuf>,
    /// Leave out what the policy excludes even where it is named, as by pre-commit
    #[arg(long, help_heading = "Input")]
    pub(crate) force_exclude: bool,
    /// Judge the text on stdin as if it were this file
    #[arg(long, value_name = "PATH", help_heading = "Input", conflicts_with = "paths")]
    pub(crate) stdin_path: Option<PathBuf>,
    /// Read also what is packed: zip, gzip and tar, and documents that are zip (docx, xlsx, odt, epub, jar)
    ///
    /// What is found there is told as `report.docx!word/document.xml`, and `--fix` leaves it alone. An archive that unpacks to far
    /// more than people pack is skipped, with the reason.
    #[arg(long, help_heading = "Input", conflicts_with_all = ["stdin_path", "commits", "census_out", "census_in"])]
    pub(crate) archives: bool,
    /// Only list the files that would be read
    #[arg(long, help_heading = "Input")]
    pub(crate) files: bool,
    /// Only list the files that are not judged since they are no text, and what they are instead
    #[arg(long, help_heading = "Input", conflicts_with_all = ["files", "stdin_path", "commits"])]
    pub(crate) skipped: bool,
    /// Read the K-th of N parts of the files, as each job of a CI matrix does
    ///
    /// A file's path says which part it is in. What the tree itself uses is no evidence then, and that an allow of the
    /// policy excuses nothing is not told: both need the whole tree, which `--census-out` and `--census-in` bring together.
    #[arg(long, value_name = "K/N", help_heading = "Input", conflicts_with = "stdin_path")]
    pub(crate) partition: Option<Partition>,
    /// Write what this part counts into a file for `--census-in`, and report nothing
    ///
    /// The jobs of a matrix do this; a last one brings their files together.
    #[arg(
        long,
        value_name = "FILE",
        help_heading = "Input",
        conflicts_with_all = ["stdin_path", "files", "skipped", "fix", "diff", "formats", "since", "staged", "commits", "write_baseline", "census_in"],
    )]
    pub(crate) census_out: Option<PathBuf>,
    /// Bring the parts of a tree together: files that `--census-out` wrote, or folders of `*.census`; can be given more than once
    ///
    /// Only the files that have to be are read again. What is told is what a scan of the whole tells.
    #[arg(
        long,
        value_name = "FILE",
        help_heading = "Input",
        conflicts_with_all = ["partition", "stdin_path", "files", "skipped", "since", "staged", "commits"],
    )]
    pub(crate) census_in: Vec<PathBuf>,
    /// How many threads to use; 0 for one a core
    #[arg(short = 'j', long, value_name = "N", help_heading = "Input", default_value_t = 0)]
    pub(crate) threads: usize,
    /// Write what was meant, where there is one candidate for it and nothing else would have to change
    ///
    /// With `--stdin-path` the mended text goes to stdout, and what is found to stderr.
    #[arg(long, help_heading = "Fixing", conflicts_with_all = ["files", "skipped", "staged", "commits", "write_baseline"])]
    pub(crate) fix: bool,
    /// Print what `--fix` would write, as a patch for `git apply`; fail if there is any
    #[arg(long, help_heading = "Fixing", conflicts_with_all = ["fix", "files", "skipped", "stdin_path", "staged", "commits", "write_baseline", "formats"])]
    pub(crate) diff: bool,
    /// How to report, and into which file (stdout without one); can be given more than once
    #[arg(
        long = "format",
        value_name = "FORMAT[=FILE]",
        help_heading = "Output",
        value_parser = format::OutputParser,
        long_help = format::help(),
        hide_possible_values = true,
    )]
    pub(crate) formats: Vec<Output>,
    /// Count what is found, by lint, domain and folder, in place of telling each
    #[arg(long, help_heading = "Output", conflicts_with_all = ["formats", "diff"])]
    pub(crate) statistics: bool,
    /// Tell what is found, and nothing else: no summary, no progress
    #[arg(short, long, help_heading = "Output")]
    pub(crate) quiet: bool,
    /// Print the settings that hold, each with where it comes from, and scan nothing; for one file, its own
    #[arg(long, help_heading = "Levels and policy", conflicts_with_all = ["stdin_path", "commits", "files", "skipped"])]
    pub(crate) print_config: bool,
    /// Show each finding, also where one domain has many; without it, of more than twenty the first stands for all
    #[arg(long, help_heading = "Output")]
    pub(crate) all: bool,
    /// End with 0 also where something is denied, as for a look at an old repository
    ///
    /// What could not be done still ends with 2.
    #[arg(long, help_heading = "Output")]
    pub(crate) exit_zero: bool,
    #[command(flatten)]
    pub(crate) color: ColorArgs,
}

#[derive(Debug, clap::Args)]
#[command(after_help = "\
Examples:
  cargo maillint address ops@army.ml gmial.com
  cut -d, -f3 customers.csv | cargo maillint address --format json -")]
pub(crate) struct AddressArgs {
    /// Addresses or domains; `-` reads one a line from stdin
    #[arg(required = true, value_name = "TEXT")]
    pub(crate) texts: Vec<OsString>,
    #[command(flatten)]
    pub(crate) judge: JudgeArgs,
    /// How to report
    #[arg(long, value_name = "FORMAT", help_heading = "Output", default_value = "human", value_parser = ["human", "json"])]
    pub(crate) format: String,
    #[command(flatten)]
    pub(crate) color: ColorArgs,
}

#[derive(Debug, clap::Args)]
pub(crate) struct LspArgs {
    #[command(flatten)]
    pub(crate) judge: JudgeArgs,
    #[command(flatten)]
    pub(crate) exclude: ExcludeArgs,
    /// What many clients ask for, and the only way there is
    #[arg(long, hide = true)]
    stdio: bool,
}

#[derive(Debug, clap::Args)]
#[command(after_help = "\
Examples:
  cargo maillint why config/prod.yaml
  cargo maillint why src/alerts.rs:12")]
pub(crate) struct WhyArgs {
    /// The file, and perhaps a line of it
    #[arg(value_name = "PATH[:LINE]")]
    pub(crate) place: PathBuf,
    #[command(flatten)]
    pub(crate) judge: JudgeArgs,
    #[command(flatten)]
    pub(crate) exclude: ExcludeArgs,
    /// Tell also what this baseline knows
    #[arg(long, value_name = "FILE")]
    pub(crate) baseline: Option<PathBuf>,
}

/// Which findings are new.
#[derive(Debug, clap::Args)]
pub(crate) struct ChangeArgs {
    /// Report only what stands on lines added since HEAD and this revision parted
    ///
    /// All lines of untracked files are new. All files are read all the same, since what the tree uses is evidence.
    #[arg(long, value_name = "REV", help_heading = "Only what is new", conflicts_with = "stdin_path")]
    pub(crate) since: Option<String>,
    /// Judge what is staged, not the files, and report only what stands on lines that it adds
    ///
    /// The policy is that of the work tree.
    #[arg(long, help_heading = "Only what is new", conflicts_with_all = ["since", "stdin_path"])]
    pub(crate) staged: bool,
    /// Judge no files, but the addresses of commits: authors, committers, trailers
    ///
    /// A trailer is a line such as `Co-authored-by: NAME <ADDRESS>`. Addresses are judged as they stand in the commit, whatever
    /// a `.mailmap` says. Places are given in this text: `Author: NAME <ADDRESS>`, `Commit: NAME <ADDRESS>`, an empty line, the
    /// message.
    #[arg(
        long,
        value_name = "RANGE",
        help_heading = "Only what is new",
        conflicts_with_all = ["paths", "files_from", "stdin_path", "files", "partition", "since", "staged", "baseline", "write_baseline"],
    )]
    pub(crate) commits: Option<String>,
    /// Do not report the findings that this file knows, but its lines that are of no use any more
    #[arg(long, value_name = "FILE", help_heading = "Only what is new", conflicts_with = "write_baseline")]
    pub(crate) baseline: Option<PathBuf>,
    /// Write all that is found into this file, for `--baseline`, and report nothing
    #[arg(
        long,
        value_name = "FILE",
        help_heading = "Only what is new",
        conflicts_with_all = ["since", "staged", "partition", "stdin_path", "files", "skipped"],
    )]
    pub(crate) write_baseline: Option<PathBuf>,
}

/// How to judge.
#[derive(Debug, Default, clap::Args)]
pub(crate) struct JudgeArgs {
    #[command(flatten)]
    pub(crate) levels: Levels,
    /// Obey this policy file instead of the nearest `maillint.toml`; its globs are matched from the repository's root
    ///
    /// It may be a pipe: `git show origin/main:maillint.toml | cargo maillint --config /dev/stdin` judges a change by the
    /// policy of the branch that it is for.
    #[arg(long, value_name = "FILE", help_heading = "Levels and policy", conflicts_with = "no_config")]
    pub(crate) config: Option<PathBuf>,
    /// Obey no policy file
    #[arg(long, help_heading = "Levels and policy")]
    pub(crate) no_config: bool,
}

/// What is left out of a tree.
#[derive(Debug, Default, clap::Args)]
pub(crate) struct ExcludeArgs {
    /// Leave out these paths too, as in a .gitignore of the current folder; can be given more than once
    #[arg(long = "exclude", value_name = "GLOB", help_heading = "Input", value_parser = glob)]
    pub(crate) globs: Vec<String>,
}

fn glob(text: &str) -> Result<String, String> {
    let text = text.strip_prefix("./").unwrap_or(text);
    Glob::new(text).map(|_| text.to_owned()).map_err(str::to_owned)
}

#[derive(Debug, clap::Args)]
pub(crate) struct ColorArgs {
    /// When to colour
    #[arg(long, value_name = "WHEN", help_heading = "Output", default_value = "auto")]
    pub(crate) color: Color,
}

/// When to colour.
#[derive(Clone, Copy, Debug, clap::ValueEnum)]
pub(crate) enum Color {
    Auto,
    Always,
    Never,
}

/// Puts a command that stands behind options before them: `--config x.toml address a@b.org` means `address --config x.toml a@b.org`.
fn command_first(args: &mut [OsString]) {
    let is_option = |arg: &OsString| arg.as_encoded_bytes().first() == Some(&b'-');
    if args.len() < 3 || !args.get(1).is_some_and(is_option) {
        return;
    }
    let description = Args::command();
    let takes_value = |arg: &str| {
        let is_it = |known: &&Arg| match arg.strip_prefix("--") {
            Some(long) => known.get_long() == Some(long),
            // Of several flags in one word, the last takes the value, unless one before it has taken the rest.
            None => arg.chars().count() == 2 && known.get_short() == arg.chars().nth(1),
        };
        description.get_arguments().find(is_it).is_some_and(|known| known.get_action().takes_values())
    };
    let mut at = 1;
    while let Some(arg) = args.get(at).and_then(|arg| arg.to_str()).filter(|arg| arg.starts_with('-') && *arg != "--") {
        at += if takes_value(arg) { 2 } else { 1 };
    }
    let command = args.get(at).and_then(|arg| arg.to_str()).filter(|_| at > 1);
    if command.is_some_and(|command| description.find_subcommand(command).is_some()) {
        args[1..=at].rotate_right(1);
    }
}

impl Args {
    /// Reads the command line. `cargo maillint ...` arrives as `cargo-maillint maillint ...`, which means the same.
    pub(crate) fn read(args: impl IntoIterator<Item = OsString>) -> Result<Args, clap::Error> {
        let mut args: Vec<OsString> = args.into_iter().collect();
        if args.get(1).is_some_and(|arg| arg == "maillint") {
            args.remove(1);
        }
        command_first(&mut args);
        Args::try_parse_from(args)
    }

    /// The command line's description, for completions and the manual page.
    pub(crate) fn description() -> clap::Command {
        Args::command()
    }
}
