//! What shells complete, asked of them: a shell that is not installed is said and passed over.

#![expect(clippy::print_stdout, reason = "what is passed over is said")]

use std::process::Command;

/// The script for a shell.
fn script(shell: &str) -> String {
    let output = Command::new(env!("CARGO_BIN_EXE_maillint-tests")).args(["completions", shell]).output().unwrap();
    assert!(output.status.success());
    String::from_utf8(output.stdout).unwrap()
}

#[test]
fn bash_completes_the_program_and_cargo_s_command() {
    const ASK: &str = r#"
ask() {
    COMP_WORDS=("$@") COMP_CWORD=$(($# - 1)) COMPREPLY=()
    local f=$(complete -p "$1" | sed -n 's/.* -F \([^ ]*\) .*/\1/p')
    "$f" "$1" "${COMP_WORDS[COMP_CWORD]}" "${COMP_WORDS[COMP_CWORD - 1]}"
    echo "${COMPREPLY[*]}"
}
ask cargo b; ask cargo mail; ask cargo maillint exp; ask cargo maillint --exc; ask cargo-maillint --exc
"#;
    let before = "_cargos_own() { COMPREPLY=(build bench); }\ncomplete -F _cargos_own cargo\n";
    let script = format!("{before}{}{ASK}", script("bash"));
    let Ok(output) = Command::new("bash").args(["--norc", "-c", &script]).output() else {
        println!("skipped, since it is not installed: bash");
        return;
    };
    let said = String::from_utf8_lossy(&output.stdout);
    assert_eq!(
        said,
        "build bench\nbuild bench maillint\nexplain\n--exclude\n--exclude\n",
        "{}",
        String::from_utf8_lossy(&output.stderr)
    );
}

#[test]
fn fish_completes_the_program_and_cargo_s_command() {
    let ask =
        "complete -C 'cargo maillint exp'; complete -C 'cargo maillint --exc'; complete -C 'cargo-maillint --exc'";
    let script = format!("{}\n{ask}\n", script("fish"));
    let Ok(output) = Command::new("fish").args(["--no-config", "-c", &script]).output() else {
        println!("skipped, since it is not installed: fish");
        return;
    };
    let said = String::from_utf8_lossy(&output.stdout);
    let words: Vec<&str> = said.lines().filter_map(|line| line.split('\t').next()).collect();
    assert_eq!(words, ["explain", "--exclude", "--exclude"], "{}", String::from_utf8_lossy(&output.stderr));
}

#[test]
fn the_manual_page_has_examples_and_exit_codes_as_the_help_has_them() {
    let run = |args: &[&str]| Command::new(env!("CARGO_BIN_EXE_maillint-tests")).args(args).output().unwrap().stdout;
    let (page, help) = (run(&["man"]), run(&["--help"]));
    let (page, help) = (String::from_utf8(page).unwrap(), String::from_utf8(help).unwrap());
    let section = |title: &str| {
        let rest = page.split_once(&format!(".SH {title}\n.nf\n")).unwrap_or_else(|| panic!("{title}: {page}")).1;
        rest.split_once(".fi\n").unwrap().0.replace("\\&", "").replace("\\-", "-")
    };
    for (title, called) in [("EXAMPLES", "Examples"), ("EXIT STATUS", "Exit codes")] {
        let lines = section(title);
        let below = help.split_once(&format!("\n{called}:\n")).unwrap().1.split_once("\n\n").unwrap().0;
        assert_eq!(lines.trim_end(), below.lines().map(str::trim_start).collect::<Vec<_>>().join("\n"), "{title}");
    }
    assert!(page.contains(".SS EXAMPLES\n.nf\n"), "those of the commands too");
}
