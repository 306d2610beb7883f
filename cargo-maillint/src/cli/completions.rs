//! What a shell needs to know of the command: completion scripts and the manual page.

use super::args::Args;
use crate::exit::{Exit, Failure, print};
use clap_mangen::Man;
use std::io::{self, Write};

/// Prints the completion script for `cargo-maillint`.
pub(crate) fn completions(shell: clap_complete::Shell) -> Result<Exit, Failure> {
    let mut script = Vec::new();
    clap_complete::generate(shell, &mut Args::description(), "cargo-maillint", &mut script);
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
        page.extend(String::from_utf8_lossy(&sections).replace(".SH ", ".SS ").into_bytes());
    }
    man.render_extra_section(page)?;
    man.render_version_section(page)
}
