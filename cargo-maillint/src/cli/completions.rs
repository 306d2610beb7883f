//! What a shell needs to know of the command: completion scripts and the manual page.

use super::args::Args;
use crate::exit::{Exit, Failure, print};
use clap_mangen::Man;
use std::io::{self, Write};

/// Behind the script for bash: cargo's own completion knows nothing of others' commands, so that it is asked for all but this one.
const BASH: &str = r#"
_cargo_with_maillint() {
    if [[ ${COMP_CWORD} -ge 2 && ${COMP_WORDS[1]} == maillint ]]; then
        COMP_WORDS=(cargo-maillint "${COMP_WORDS[@]:2}")
        COMP_CWORD=$((COMP_CWORD - 1))
        _cargo__maillint cargo-maillint "$2" "${COMP_WORDS[COMP_CWORD - 1]}"
        return
    fi
    if [[ -n ${_cargo_without_maillint} ]]; then
        "${_cargo_without_maillint}" "$@"
    fi
    if [[ ${COMP_CWORD} -eq 1 && maillint == "$2"* ]]; then
        COMPREPLY+=(maillint)
    fi
}
_cargo_without_maillint=$(complete -p cargo 2>/dev/null | sed -n 's/.* -F \([^ ]*\) .*/\1/p')
if [[ -z ${_cargo_without_maillint} ]] && declare -F _completion_loader >/dev/null; then
    _completion_loader cargo 2>/dev/null
    _cargo_without_maillint=$(complete -p cargo 2>/dev/null | sed -n 's/.* -F \([^ ]*\) .*/\1/p')
fi
if [[ ${_cargo_without_maillint} != _cargo_with_maillint ]]; then
    complete -F _cargo_with_maillint -o nosort -o bashdefault -o default cargo
fi
"#;

/// Behind the script for fish: what cargo's command takes is what the program takes.
const FISH: &str = r#"
function __cargo_maillint_complete
    set -l words (commandline -opc)
    complete -C (string join -- ' ' cargo-maillint $words[3..-1] (commandline -ct))
end
complete -c cargo -n 'test (count (commandline -opc)) -eq 1' -f -a maillint
complete -c cargo -n 'test (count (commandline -opc)) -ge 2; and test (commandline -opc)[2] = maillint' -f -a '(__cargo_maillint_complete)'
"#;

/// Prints the completion script, for `cargo-maillint` and for `cargo maillint`. In zsh, cargo's completion calls `_cargo-maillint` by
/// itself.
pub(crate) fn completions(shell: clap_complete::Shell) -> Result<Exit, Failure> {
    let mut script = Vec::new();
    clap_complete::generate(shell, &mut Args::description(), "cargo-maillint", &mut script);
    let of_cargo = match shell {
        clap_complete::Shell::Bash => BASH,
        clap_complete::Shell::Fish => FISH,
        _ => "",
    };
    script.extend(of_cargo.bytes());
    print(&script)
}

/// Prints the manual page in roff, with a section for each of the commands.
pub(crate) fn man() -> Result<Exit, Failure> {
    let mut page = Vec::new();
    pages(&mut page).map_err(Failure::new)?;
    print(&page)
}

fn pages(page: &mut Vec<u8>) -> io::Result<()> {
    let mut command = Args::description();
    command.build();
    let man = Man::new(command.clone());
    man.render_title(page)?;
    man.render_name_section(page)?;
    man.render_synopsis_section(page)?;
    man.render_description_section(page)?;
    man.render_options_section(page)?;
    for command in command.get_subcommands().filter(|command| command.get_name() != "help") {
        writeln!(page, ".SH THE COMMAND {}", command.get_name().to_uppercase())?;
        let (man, mut sections) = (Man::new(command.clone()), Vec::new());
        man.render_synopsis_section(&mut sections)?;
        man.render_description_section(&mut sections)?;
        man.render_options_section(&mut sections)?;
        below(command, &mut sections)?;
        page.extend(String::from_utf8_lossy(&sections).replace(".SH ", ".SS ").into_bytes());
    }
    below(&command, page)?;
    man.render_version_section(page)
}

/// What stands below the options in a help, each paragraph as a section with its lines as they are. `clap_mangen` would fill them.
fn below(command: &clap::Command, page: &mut Vec<u8>) -> io::Result<()> {
    let help = command.get_after_help().map(|help| help.to_string()).unwrap_or_default();
    for paragraph in help.split("\n\n").filter(|paragraph| !paragraph.is_empty()) {
        let (title, lines) = match paragraph.split_once(":\n") {
            Some(("Exit codes", lines)) => ("EXIT STATUS", lines),
            Some((title, lines)) => (title, lines),
            None => ("NOTES", paragraph),
        };
        writeln!(page, ".SH {}\n.nf", title.to_uppercase())?;
        for line in lines.lines() {
            // What begins with a dot or an apostrophe is a request of roff.
            writeln!(page, "\\&{}", line.strip_prefix("  ").unwrap_or(line).replace('\\', "\\e").replace('-', "\\-"))?;
        }
        writeln!(page, ".fi")?;
    }
    Ok(())
}
