//! Around rustc: lets it compile, then judges what it has read.

use super::asked::{ASKED, Asked, DENIED};
use super::call::{Call, Compile};
use super::files::Folders;
use super::{FIX, INNER, POLICY, dep_info, policy};
use crate::exit::tell;
use crate::fix::take_back;
use crate::report::rustc::{self, Diagnostic};
use lint_core::gate::allow::judges_itself;
use lint_core::gate::project::{self, Debt, Project};
use lint_core::{Checker, Finding, Level};
use std::collections::BTreeMap;
use std::ffi::OsString;
use std::fs;
use std::io::{self, BufRead, BufReader, Write};
use std::path::{Path, PathBuf};
use std::process::{Command, ExitCode, ExitStatus, Stdio};

/// The command that applies what wrappers suggest.
const MEND: &str = "cargo maillint check --fix";

/// Calls rustc and judges what it has read. Ends as rustc did, or with 1 if something is denied.
pub(crate) fn wrap(call: &Call) -> ExitCode {
    let mut rustc = match std::env::var_os(INNER).filter(|inner| !inner.is_empty()) {
        Some(inner) => {
            let mut wrapped = Command::new(inner);
            wrapped.arg(&call.rustc);
            wrapped
        }
        None => Command::new(&call.rustc),
    };
    let program = PathBuf::from(rustc.get_program());
    let fix = std::env::var_os(FIX).is_some();
    rustc.args(call.args.iter().map(|arg| if fix { silent(arg) } else { arg.clone() }));
    let Some(compile) = call.compile() else {
        return failed(&program, &super::give_way_to(rustc));
    };
    let ended = if fix { hear(rustc) } else { rustc.status().map(|status| (status, false)) };
    match ended {
        Ok((status, only_macros)) => judge(&compile, status, only_macros),
        Err(error) => failed(&program, &error),
    }
}

/// The argument by which rustc suggests nothing of its own: who has maillint fix has not asked for anything else.
fn silent(arg: &OsString) -> OsString {
    if arg == "--cap-lints=warn" { OsString::from("--cap-lints=allow") } else { arg.clone() }
}

/// How rustc ended, in the way of shells if it was killed.
fn code(status: ExitStatus) -> ExitCode {
    #[cfg(unix)]
    let killed = std::os::unix::process::ExitStatusExt::signal(&status).map(|signal| 128 + signal);
    #[cfg(not(unix))]
    let killed = None;
    status.code().or(killed).and_then(|code| u8::try_from(code).ok()).map_or(ExitCode::FAILURE, ExitCode::from)
}

/// Calls rustc, hands on what it says, and tells whether it has no other errors than those of maillint's own macros.
fn hear(mut rustc: Command) -> io::Result<(ExitStatus, bool)> {
    let mut child = rustc.stderr(Stdio::piped()).spawn()?;
    let (mut own, mut others) = (false, false);
    for line in child.stderr.take().map(BufReader::new).into_iter().flat_map(|stderr| stderr.split(b'\n')) {
        let line = line?;
        if let Some(is_own) = error(&line) {
            own |= is_own;
            others |= !is_own;
        }
        // A stderr that is gone is no reason to end otherwise.
        let _ = io::stderr().lock().write_all(&[&line[..], b"\n"].concat());
    }
    Ok((child.wait()?, own && !others))
}

/// Whether a line of rustc's JSON is an error of maillint's macros; `None` where it is no error, or counts others.
fn error(line: &[u8]) -> Option<bool> {
    let told: serde_json::Value = serde_json::from_slice(line).ok()?;
    let message = told.get("message")?.as_str()?;
    let counts = message.starts_with("aborting due to");
    (told.get("level")?.as_str()? == "error" && !counts).then(|| message.contains("[maillint::"))
}

fn judge(compile: &Compile, status: ExitStatus, only_macros: bool) -> ExitCode {
    let text = match fs::read_to_string(&compile.dep_info) {
        Ok(text) => text,
        // What does not get far in rustc leaves none; what does not get through leaves that of the last time.
        Err(_) if !status.success() => return code(status),
        Err(error) => return failed(&compile.dep_info, &error),
    };
    let asked = Asked::heard();
    let judged = match Judged::of(&dep_info::files(&text), &asked) {
        Ok(judged) => judged,
        Err(_) if !status.success() => return code(status),
        Err((path, error)) => return failed(&path, &error),
    };
    if !status.success() {
        // Cargo applies nothing to what does not compile. Where only macros stop it, it compiles once they are mended.
        let is_mended = only_macros && judged.findings.iter().any(|(_, finding)| finding.fix.is_some());
        // What a macro judged itself has been told of by rustc.
        judged.write(compile, &asked, !is_mended);
        return if is_mended { ExitCode::SUCCESS } else { code(status) };
    }
    let denied = judged.write(compile, &asked, false);
    let marker = std::env::var_os(DENIED).map(PathBuf::from).filter(|_| denied);
    if denied && marker.as_ref().is_none_or(|marker| add_name(marker).is_err()) {
        return ExitCode::FAILURE;
    }
    // This program is among what the crate depends on: another version may see more. So is what tells that something is denied, which
    // will be gone: what is denied is to be told, and to fail, the next time too.
    let files: Vec<PathBuf> = judged.rules.into_iter().chain(std::env::current_exe().ok()).chain(marker).collect();
    let variables = [FIX, INNER, POLICY, ASKED].map(|name| (name, std::env::var(name).ok()));
    match fs::write(&compile.dep_info, dep_info::with(&text, &files, &variables)) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => failed(&compile.dep_info, &error),
    }
}

/// What is judged under one policy.
struct Scope {
    project: Project,
    checker: Checker,
    debt: Option<Debt>,
}

impl Scope {
    /// What a folder belongs to.
    fn of(folder: &Path, asked: &Asked) -> Result<Scope, project::Error> {
        let project = Project::of(folder)?.overridden(&asked.levels);
        let debt = if asked.baseline.is_some() { asked.debt() } else { project.debt()? };
        Ok(Scope { checker: project.checker(), project, debt })
    }
}

/// The number of the scope that a folder belongs to, which may be a new one.
fn nearest(scopes: &mut Vec<Scope>, folder: &Path, asked: &Asked) -> Result<usize, project::Error> {
    let project = Project::of(folder)?;
    let is_it = |scope: &Scope| scope.project.policy_file() == project.policy_file();
    if let Some(number) = scopes.iter().position(is_it) {
        return Ok(number);
    }
    scopes.push(Scope::of(folder, asked)?);
    Ok(scopes.len() - 1)
}

/// What was found in the files of a crate.
struct Judged {
    /// The findings, each with what diagnostics call its file.
    findings: Vec<(String, Finding)>,
    /// The files besides these that a verdict depends on.
    rules: Vec<PathBuf>,
}

impl Judged {
    /// Judges those of the files that are the project's own.
    fn of(files: &[PathBuf], asked: &Asked) -> Result<Judged, (PathBuf, io::Error)> {
        let folders = Folders::new();
        let package = std::env::var_os("CARGO_MANIFEST_DIR").map_or_else(|| PathBuf::from("."), PathBuf::from);
        let mut scopes = match Scope::of(&package, asked) {
            Ok(scope) => vec![scope],
            Err(error) => return Ok(Judged { findings: policy::mistakes(&error, &folders), rules: Vec::new() }),
        };
        let (mut findings, mut known) = (Vec::new(), BTreeMap::new());
        for file in folders.own(&scopes[0].project, files) {
            let folder = file.path.parent().unwrap_or(&package).to_owned();
            let number = match known.get(&folder) {
                Some(number) => *number,
                None => match nearest(&mut scopes, &folder, asked) {
                    Ok(number) => *known.entry(folder).or_insert(number),
                    Err(error) => {
                        return Ok(Judged { findings: policy::mistakes(&error, &folders), rules: Vec::new() });
                    }
                },
            };
            let Scope { project, checker, .. } = &scopes[number];
            let report = match project.judge(checker, &file.path) {
                Ok(report) => report.unwrap_or_default(),
                // Rustc has read it, and whatever was read there is gone: there is nothing to mend.
                Err(error) if error.kind() == io::ErrorKind::NotFound => continue,
                Err(error) => return Err((file.path, error)),
            };
            // Few files have findings: only for those is it worth asking what git and the policies leave out.
            let is_left_out = || [0, number].iter().any(|number| scopes[*number].project.passes_over(&file.path));
            if !report.findings.is_empty() && !is_left_out() {
                let (mut report, name) = (report, project.name(&file.path));
                let text = fs::read(&file.path).unwrap_or_default();
                take_back(&text, &mut report.findings);
                if let Some(debt) = &mut scopes[number].debt {
                    report.findings.retain(|finding| !debt.baseline.knows(&name, finding, false));
                }
                findings.extend(report.findings.into_iter().map(|finding| (file.shown.clone(), finding)));
            }
        }
        let mut rules = Vec::from_iter(asked.baseline.clone());
        for Scope { project, .. } in &scopes {
            let baseline = project.policy().baseline().filter(|_| asked.baseline.is_none());
            rules.extend(baseline.map(|file| project.root().join(file)));
            rules.extend(project.policy_file().map(Path::to_owned).into_iter().chain(project.declaring()));
        }
        Ok(Judged { findings, rules })
    }

    /// Writes the diagnostics to stderr, all at once, and says whether one of them denies.
    fn write(&self, compile: &Compile, asked: &Asked, failed: bool) -> bool {
        let (mut out, mut denied) = (Vec::new(), false);
        for (path, finding) in &self.findings {
            if failed && finding.level == Level::Deny && judges_itself(finding.before()) {
                continue;
            }
            let level = if asked.strict { finding.level.max(Level::Deny) } else { finding.level };
            let level = compile.level(level);
            if level == Level::Allow {
                continue;
            }
            denied |= level == Level::Deny;
            let mut finding = finding.clone();
            finding.level = level;
            if compile.json {
                // Writing into memory fails on no value that can be put as JSON, as this one can.
                let _ = serde_json::to_writer(&mut out, &Diagnostic::new(path, &finding, compile.rendering(), MEND));
                out.push(b'\n');
            } else {
                out.extend(rustc::rendered(path, &finding, compile.rendering(), MEND).bytes());
            }
        }
        // A stderr that is gone is no reason to end otherwise.
        let _ = io::stderr().lock().write_all(&out);
        denied
    }
}

/// Adds the package to those in which something is denied.
fn add_name(marker: &Path) -> io::Result<()> {
    let package = std::env::var("CARGO_PKG_NAME").unwrap_or_default();
    let mut file = fs::OpenOptions::new().append(true).create(true).open(marker)?;
    file.write_all(format!("{package}\n").as_bytes())
}

/// Tells that a file or program cannot be used.
fn failed(path: &Path, error: &io::Error) -> ExitCode {
    tell(&format!("{}: {error}", path.display()));
    ExitCode::FAILURE
}
