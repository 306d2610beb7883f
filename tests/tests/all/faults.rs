//! The system against us: files that are none, that cannot be read or do not stay; disks that are full; readers that go away;
//! signals. Whatever else can be judged is reported all the same.

use crate::cases::command;
use std::ffi::OsStr;
use std::fs::{self, Permissions};
use std::io::Read;
use std::os::unix::ffi::OsStrExt;
use std::os::unix::fs::{MetadataExt, PermissionsExt, symlink};
use std::os::unix::net::UnixListener;
use std::os::unix::process::{CommandExt, ExitStatusExt};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use tempfile::TempDir;

/// What `slip.txt` gets in the format `short`.
const SLIP: &str = "slip.txt:1:1: error[tld_slip]: `ops@army.ml`: `.ml` is Mali, mail is delivered there; did you mean `ops@army.mil`?\n";

/// A user who owns nothing.
const NOBODY: u32 = 65534;

/// A folder to scan, with one slip in it.
struct Scene(TempDir);

/// How a run ended.
#[derive(Debug)]
struct Seen {
    code: Option<i32>,
    stdout: String,
    stderr: String,
}

impl Scene {
    fn new() -> Scene {
        let scene = Scene(tempfile::tempdir().unwrap());
        // For others to enter too.
        fs::set_permissions(scene.0.path(), Permissions::from_mode(0o755)).unwrap();
        fs::create_dir(scene.path("")).unwrap();
        scene.write("slip.txt", "ops@army.ml\n");
        scene
    }

    fn path(&self, name: impl AsRef<Path>) -> PathBuf {
        self.0.path().join("work").join(name)
    }

    fn write(&self, name: impl AsRef<Path>, text: impl AsRef<[u8]>) {
        let path = self.path(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    }

    fn maillint(&self, args: &[&str]) -> Command {
        let mut command = command(Path::new(env!("CARGO_BIN_EXE_maillint-tests")), &self.path(""));
        command.args(args);
        command
    }

    fn run(&self, args: &[&str]) -> Seen {
        seen(&mut self.maillint(args))
    }

    /// Runs as somebody who may not do everything, as root may.
    fn run_as_user(&self, args: &[&str]) -> Seen {
        let mut command = self.maillint(args);
        if fs::metadata(self.path("")).unwrap().uid() == 0 {
            // The executable may lie where others cannot go.
            let (own, copy) = (env!("CARGO_BIN_EXE_maillint-tests"), self.0.path().join("maillint"));
            if !copy.exists() && fs::hard_link(own, &copy).is_err() {
                fs::copy(own, &copy).unwrap();
            }
            command = crate::cases::command(&copy, &self.path(""));
            command.args(args).uid(NOBODY).gid(NOBODY);
        }
        seen(&mut command)
    }

    /// Runs a line of shell, in which `$0` is the command.
    fn shell(&self, line: &str) -> Seen {
        seen(command(Path::new("sh"), &self.path("")).args(["-c", line, env!("CARGO_BIN_EXE_maillint-tests")]))
    }

    /// What stands in the folder by name.
    fn names(&self) -> Vec<String> {
        let names = fs::read_dir(self.path("")).unwrap().map(|entry| entry.unwrap().file_name());
        let mut names: Vec<String> = names.map(|name| name.to_string_lossy().into_owned()).collect();
        names.sort();
        names
    }
}

fn seen(command: &mut Command) -> Seen {
    let done = command.stdin(Stdio::null()).output().unwrap();
    let text = |bytes: Vec<u8>| String::from_utf8_lossy(&bytes).into_owned();
    Seen { code: done.status.code(), stdout: text(done.stdout), stderr: text(done.stderr) }
}

impl Seen {
    #[track_caller]
    fn is(&self, code: i32, stdout: &str, stderr: &str) {
        assert_eq!((self.code, &*self.stdout, &*self.stderr), (Some(code), stdout, stderr));
    }
}

#[test]
fn a_walk_leaves_alone_what_is_no_file() {
    let scene = Scene::new();
    symlink(".", scene.path("loop")).unwrap();
    symlink("slip.txt", scene.path("link")).unwrap();
    symlink("/etc/passwd", scene.path("out")).unwrap();
    symlink("/dev/zero", scene.path("zero")).unwrap();
    symlink("nowhere", scene.path("dangling")).unwrap();
    let _listener = UnixListener::bind(scene.path("socket")).unwrap();
    // Only root makes devices; the second one never ends.
    assert_eq!(scene.shell("mkfifo pipe && { mknod null c 1 3; mknod endless c 1 5; } 2>&-; true").code, Some(0));
    scene.run(&["--format", "short"]).is(1, SLIP, "");
}

#[test]
fn a_named_thing_that_is_no_file_is_an_error_and_the_others_are_judged() {
    let scene = Scene::new();
    symlink("loop", scene.path("loop")).unwrap();
    symlink("nowhere", scene.path("dangling")).unwrap();
    let _listener = UnixListener::bind(scene.path("socket")).unwrap();
    assert_eq!(scene.shell("mkfifo pipe").code, Some(0));
    let names = ["pipe", "socket", "/dev/zero", "loop", "dangling", "missing", "slip.txt"];
    let seen = scene.run(&[&["--format", "short"][..], &names].concat());
    assert_eq!((seen.code, &*seen.stdout), (Some(2), SLIP));
    let told = seen.stderr.lines().map(|line| line.split(" (os error").next().unwrap()).collect::<Vec<_>>();
    let no_file = "neither a file nor a folder; judge its text with `--stdin-path PATH`";
    assert_eq!(
        told,
        [
            &*format!("error: /dev/zero: {no_file}"),
            "error: dangling: No such file or directory",
            "error: loop: Too many levels of symbolic links",
            "error: missing: No such file or directory",
            &*format!("error: pipe: {no_file}"),
            &*format!("error: socket: {no_file}"),
        ]
    );
}

#[test]
fn a_list_of_paths_leads_through_no_link() {
    let scene = Scene::new();
    fs::create_dir(scene.path("sub")).unwrap();
    symlink("../../outside.txt", scene.path("sub/link.txt")).unwrap();
    fs::write(scene.0.path().join("outside.txt"), "ops@army.ml\n").unwrap();
    scene.write("list", "slip.txt\nsub/link.txt\n");
    scene.run(&["--format", "short", "--files-from", "list"]).is(1, SLIP, "");
    // Whoever types a path means it.
    assert_eq!(scene.run(&["sub/link.txt"]).code, Some(1));
}

#[test]
#[cfg(target_os = "linux")]
fn a_file_without_a_size_is_read_to_its_end() {
    let scene = Scene::new();
    let mut command = scene.maillint(&["--format", "short", "/proc/self/environ"]);
    // More than is read at once; variables stand there in the order of their names.
    command.env_clear().envs((0..8).map(|n| (format!("A{n}"), "x".repeat(100_000)))).env("MAIL", "ops@army.ml");
    let column = 8 * ("A0=\0".len() + 100_000) + "MAIL=".len() + 1;
    seen(&mut command).is(1, &SLIP.replace("slip.txt:1:1", &format!("/proc/self/environ:1:{column}")), "");
}

#[test]
fn what_may_not_be_read_is_an_error_and_the_rest_is_judged() {
    let scene = Scene::new();
    scene.write("file", "ops@army.ml");
    scene.write("folder/file", "ops@army.ml");
    scene.write("closed/file", "ops@army.ml");
    for (name, mode) in [("file", 0o000), ("folder", 0o303), ("closed", 0o604)] {
        fs::set_permissions(scene.path(name), Permissions::from_mode(mode)).unwrap();
    }
    let (seen, json) = (scene.run_as_user(&["--format", "short"]), scene.run_as_user(&["--format", "json"]));
    for name in ["folder", "closed"] {
        fs::set_permissions(scene.path(name), Permissions::from_mode(0o700)).unwrap();
    }
    assert_eq!((seen.code, &*seen.stdout), (Some(2), SLIP));
    let told =
        ["closed/file", "file", "folder"].map(|name| format!("error: {name}: Permission denied (os error 13)\n"));
    assert_eq!(seen.stderr, told.concat());
    let summary = json.stdout.lines().next_back().unwrap_or_default();
    assert!(summary.contains(r#""findings":{"deny":1,"warn":0}"#) && summary.contains(r#""errors":3"#), "{summary}");
}

#[test]
#[cfg(target_os = "linux")]
fn names_that_are_no_text_are_read_and_shown() {
    let scene = Scene::new();
    let names: [&[u8]; 3] = [b"\xff.txt", b"\xffolder/a.txt", b"gr\xfcn/\xe9.txt"];
    for name in names {
        scene.write(OsStr::from_bytes(name), "ops@army.ml\n");
    }
    let shown = ["gr\u{fffd}n/\u{fffd}.txt", "slip.txt", "\u{fffd}.txt", "\u{fffd}older/a.txt"];
    let expected: String = shown.iter().map(|name| SLIP.replace("slip.txt", name)).collect();
    scene.run(&["--format", "short"]).is(1, &expected, "");
    scene.run(&["--files"]).is(0, &shown.map(|name| format!("{name}\n")).concat(), "");
    scene.write("list", b"\xff.txt\0\xffolder\0");
    let expected: String = shown[2..].iter().map(|name| SLIP.replace("slip.txt", name)).collect();
    scene.run(&["--format", "short", "--files-from", "list"]).is(1, &expected, "");
}

#[test]
fn a_path_is_read_up_to_the_length_that_the_system_takes() {
    let scene = Scene::new();
    let part = "d".repeat(200);
    let half: PathBuf = std::iter::repeat_n(&part, 12).collect();
    fs::create_dir_all(scene.path("a").join(&half)).unwrap();
    scene.write(Path::new("b").join(&half).join("deep.txt"), "ops@army.ml\n");
    scene.write(Path::new("a").join(&half).join("a.txt"), "ops@army.ml\n");
    // Longer than the 4,096 bytes of Linux or the 1,024 of others: nobody can open it by its path.
    fs::rename(scene.path("b"), scene.path("a").join(&half).join("b")).unwrap();
    let seen = scene.run(&["--format", "short"]);
    assert_eq!(seen.code, Some(2), "{}", seen.stderr);
    assert!(seen.stdout.ends_with(SLIP), "{}", seen.stdout);
    if cfg!(target_os = "linux") {
        assert_eq!(seen.stdout.lines().count(), 2, "{}", seen.stdout);
    }
    assert_eq!(seen.stderr.lines().count(), 1, "{}", seen.stderr);
    assert!(seen.stderr.contains("File name too long"), "{}", seen.stderr);
}

#[test]
fn many_files_are_all_read() {
    const FOLDERS: usize = 200;
    const FILES: usize = 100;
    let scene = Scene::new();
    for folder in 0..FOLDERS {
        fs::create_dir(scene.path(folder.to_string())).unwrap();
        for file in 0..FILES {
            let text = if file == 7 { "ops@army.ml" } else { "ops@army.mil" };
            fs::write(scene.path(format!("{folder}/{file}")), text).unwrap();
        }
    }
    let seen = scene.run(&["--format", "json", "-j", "8"]);
    let summary = seen.stdout.lines().next_back().unwrap_or_default();
    let expected = format!("\"files\":{},", FOLDERS * FILES + 1);
    assert!(summary.contains(&expected) && summary.contains("\"deny\":201,"), "{summary}");
    assert_eq!((seen.code, seen.stdout.lines().count()), (Some(1), 202));
}

#[test]
#[cfg(target_os = "linux")]
fn a_full_disk_is_an_error_and_the_other_reports_are_written() {
    let scene = Scene::new();
    let why = "No space left on device (os error 28)";
    scene.run(&["--format", "short", "--format", "json=/dev/full"]).is(2, SLIP, &format!("error: /dev/full: {why}\n"));
    let seen = scene.shell("\"$0\" --format short --format short=report > /dev/full");
    seen.is(2, "", &format!("error: stdout: {why}\n"));
    assert_eq!(fs::read_to_string(scene.path("report")).unwrap(), SLIP);
    scene.shell("\"$0\" --help > /dev/full").is(2, "", &format!("error: stdout: {why}\n"));
}

#[test]
fn what_a_run_writes_into_is_not_read_by_whatever_name() {
    let scene = Scene::new();
    scene.write("deep/log.txt", "jo@army.ml\n");
    fs::hard_link(scene.path("deep/log.txt"), scene.path("other.txt")).unwrap();
    scene.shell("\"$0\" --format short . >> deep/log.txt").is(1, "", "");
    assert_eq!(fs::read_to_string(scene.path("other.txt")).unwrap(), format!("jo@army.ml\n{SLIP}"));
    // It is, by whom it was named to.
    let named =
        scene.shell("\"$0\" --format short other.txt slip.txt >> deep/log.txt; grep -c other.txt:1 deep/log.txt");
    named.is(0, "1\n", "");
}

#[test]
fn a_report_that_may_not_grow_is_an_error_and_leaves_the_old_one() {
    let scene = Scene::new();
    scene.write("report", "old");
    scene.write("many", "ops@army.ml\n".repeat(1000));
    let seen = scene.shell("ulimit -f 2 && exec \"$0\" --format short --format sarif=report slip.txt many");
    assert_eq!(seen.code, Some(2), "{}", seen.stderr);
    assert_eq!(seen.stdout.lines().count(), 1001);
    assert!(seen.stderr.starts_with("error: report: File too large"), "{}", seen.stderr);
    assert_eq!(fs::read_to_string(scene.path("report")).unwrap(), "old");
    assert_eq!(scene.names(), ["many", "report", "slip.txt"]);
}

#[test]
fn a_report_where_nothing_may_be_written_is_an_error_and_the_others_are_written() {
    let scene = Scene::new();
    scene.write("closed/report", "old");
    fs::set_permissions(scene.path("closed"), Permissions::from_mode(0o555)).unwrap();
    let seen = scene.run_as_user(&["--format", "short", "--format", "json=closed/report", "slip.txt"]);
    fs::set_permissions(scene.path("closed"), Permissions::from_mode(0o755)).unwrap();
    seen.is(2, SLIP, "error: closed/report: Permission denied (os error 13)\n");
    assert_eq!(fs::read_to_string(scene.path("closed/report")).unwrap(), "old");
}

#[test]
fn a_file_that_cannot_be_mended_stays_whole_and_the_others_are_mended() {
    let scene = Scene::new();
    // Where nothing may be written.
    scene.write("closed/slip.txt", "ops@army.ml\n");
    fs::set_permissions(scene.path(""), Permissions::from_mode(0o777)).unwrap();
    if fs::metadata(scene.path("")).unwrap().uid() == 0 {
        for name in ["slip.txt", "closed", "closed/slip.txt"] {
            std::os::unix::fs::chown(scene.path(name), Some(NOBODY), Some(NOBODY)).unwrap();
        }
    }
    fs::set_permissions(scene.path("closed"), Permissions::from_mode(0o555)).unwrap();
    let seen = scene.run_as_user(&["--fix", "--format", "short"]);
    fs::set_permissions(scene.path("closed"), Permissions::from_mode(0o755)).unwrap();
    assert_eq!(seen.code, Some(2), "{}", seen.stderr);
    assert!(seen.stderr.starts_with("error: closed/slip.txt: Permission denied"), "{}", seen.stderr);
    assert!(seen.stdout.starts_with("closed/slip.txt:1:1: error[tld_slip]"), "{}", seen.stdout);
    assert_eq!(fs::read_to_string(scene.path("closed/slip.txt")).unwrap(), "ops@army.ml\n");
    assert_eq!(fs::read_to_string(scene.path("slip.txt")).unwrap(), "ops@army.mil\n");
    // Where a file may not grow.
    let many = "ops@army.ml\n".repeat(1000);
    scene.write("many", &many);
    scene.write("slip.txt", "ops@army.ml\n");
    let seen = scene.shell("ulimit -f 2 && exec \"$0\" --fix --format short many slip.txt");
    assert_eq!(seen.code, Some(2), "{}", seen.stderr);
    assert!(seen.stderr.starts_with("error: many: File too large"), "{}", seen.stderr);
    assert_eq!(fs::read_to_string(scene.path("many")).unwrap(), many);
    assert_eq!(fs::read_to_string(scene.path("slip.txt")).unwrap(), "ops@army.mil\n");
    assert_eq!(scene.names(), ["closed", "many", "slip.txt"]);
}

#[test]
fn a_reader_that_goes_away_is_no_error() {
    let scene = Scene::new();
    scene.write("many", "ops@army.ml\n".repeat(5000));
    for format in ["human", "json", "sarif", "junit"] {
        let mut child = start(scene.maillint(&["--format", format]));
        drop(child.stdout.take());
        let done = child.wait_with_output().unwrap();
        assert_eq!((done.status.code(), &*done.stderr), (Some(1), &b""[..]), "{format}");
    }
    let seen = scene.shell("{ \"$0\" explain; \"$0\" --files; \"$0\" man; \"$0\" address army.ml; } | true");
    seen.is(0, "", "");
}

fn start(mut command: Command) -> Child {
    command.stdin(Stdio::null()).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap()
}

/// Sends a signal to a run that is in the middle of its reports: its stdout is full, and nobody reads it.
fn interrupt(scene: &Scene, signal: &str, args: &[&str]) -> (Option<i32>, Vec<u8>) {
    let mut child = start(scene.maillint(args));
    // The first byte comes when the reports have begun.
    let mut first = [0];
    child.stdout.as_mut().unwrap().read_exact(&mut first).unwrap();
    let sent = Command::new("sh").args(["-c", &format!("kill -{signal} {}", child.id())]).status().unwrap();
    assert!(sent.success());
    // Not before the process has ended: drained, it would come to its own end.
    let status = child.wait().unwrap();
    let mut stderr = Vec::new();
    child.stderr.take().unwrap().read_to_end(&mut stderr).unwrap();
    (status.signal(), stderr)
}

/// Whether a signal is ignored here, and so by all that is started here: what a shell starts in the background is deaf to SIGINT.
fn is_ignored(number: i32) -> bool {
    let status = fs::read_to_string("/proc/self/status").unwrap_or_default();
    let ignored = status.lines().find_map(|line| line.strip_prefix("SigIgn:"));
    ignored.is_some_and(|mask| u64::from_str_radix(mask.trim(), 16).unwrap() >> (number - 1) & 1 == 1)
}

#[test]
fn a_signal_ends_a_run_as_it_ends_others_and_leaves_nothing_behind() {
    let scene = Scene::new();
    scene.write("many", "ops@army.ml\n".repeat(5000));
    scene.write("report", "old");
    for (signal, number) in [("INT", 2), ("TERM", 15)].into_iter().filter(|(_, number)| !is_ignored(*number)) {
        let ended = interrupt(&scene, signal, &["--format", "json"]);
        assert_eq!(ended, (Some(number), Vec::new()), "{signal}");
        let ended =
            interrupt(&scene, signal, &["--format", "json", "--format", "sarif=report", "--format", "short=new"]);
        assert_eq!(ended, (Some(number), Vec::new()), "{signal}");
        assert_eq!(fs::read_to_string(scene.path("report")).unwrap(), "old", "{signal}");
        assert_eq!(scene.names(), ["many", "report", "slip.txt"], "{signal}");
    }
}

#[test]
fn a_signal_leaves_each_file_mended_or_as_it_was() {
    let (old, new) = ("ops@army.ml\n".repeat(100), "ops@army.mil\n".repeat(100));
    let scene = Scene::new();
    fs::remove_file(scene.path("slip.txt")).unwrap();
    let names: Vec<String> = (0..16).map(|n| format!("{n:02}")).collect();
    for (signal, number) in [("INT", 2), ("TERM", 15)].into_iter().filter(|(_, number)| !is_ignored(*number)) {
        names.iter().for_each(|name| scene.write(name, &old));
        assert_eq!(interrupt(&scene, signal, &["--fix"]), (Some(number), Vec::new()), "{signal}");
        assert_eq!(scene.names(), names, "{signal}");
        let texts: Vec<String> = names.iter().map(|name| fs::read_to_string(scene.path(name)).unwrap()).collect();
        let mended = texts.iter().take_while(|text| **text == new).count();
        assert!(
            (1..names.len()).contains(&mended) && texts[mended..].iter().all(|text| *text == old),
            "{signal}: {mended}"
        );
    }
}

#[test]
fn a_file_that_vanishes_before_it_is_told_of_is_an_error() {
    let scene = Scene::new();
    // More than is held, so that what is behind them is read once more when it is told; and more than a pipe holds.
    let many: Vec<String> = (0..10).map(|n| format!("many{n}")).collect();
    many.iter().for_each(|name| scene.write(name, "ops@army.ml\n".repeat(900)));
    scene.write("shrunk", "ops@army.ml\n".repeat(2));
    let mut command = scene.maillint(&["--format", "short", "-j", "1", "shrunk", "slip.txt"]);
    command.args(many);
    let mut child = start(command);
    let mut first = [0];
    let mut stdout = child.stdout.take().unwrap();
    stdout.read_exact(&mut first).unwrap();
    fs::remove_file(scene.path("slip.txt")).unwrap();
    fs::write(scene.path("shrunk"), "ops@army.ml\n").unwrap();
    let mut text = String::new();
    stdout.read_to_string(&mut text).unwrap();
    let done = child.wait_with_output().unwrap();
    assert_eq!(text.lines().count(), 9001);
    assert!(text.ends_with(&SLIP.replace("slip.txt", "shrunk")));
    let stderr = String::from_utf8(done.stderr).unwrap();
    assert_eq!((done.status.code(), &*stderr), (Some(2), "error: slip.txt: No such file or directory (os error 2)\n"));
}

#[test]
fn without_a_stdin_there_is_nothing_to_judge() {
    let scene = Scene::new();
    scene.shell("\"$0\" --format short --stdin-path a.txt <&-").is(0, "", "");
    let seen = scene.shell("\"$0\" --format short --stdin-path a.txt < .");
    seen.is(2, "", "error: a.txt: Is a directory (os error 21)\n");
}

#[test]
fn in_a_folder_that_is_gone_only_whole_paths_can_be_judged() {
    let scene = Scene::new();
    let here = |args: &str| format!("mkdir gone && cd gone && rmdir ../gone && exec \"$0\" --format short {args}");
    let seen = scene.shell(&here(""));
    seen.is(2, "", "error: .: No such file or directory (os error 2)\n");
    let path = scene.path("slip.txt");
    let seen = scene.shell(&here(path.to_str().unwrap()));
    seen.is(1, &SLIP.replace("slip.txt", path.to_str().unwrap()), "");
    let seen = scene.shell(&here(&format!("--format json=report {}", path.display())));
    assert_eq!(seen.code, Some(2), "{}", seen.stderr);
}
