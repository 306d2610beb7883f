//! A scan beside ripgrep on the same tree: `cargo bench -p maillint-tests --bench scan -- [ROUNDS] [TREE ..]`.
//!
//! Each tree is made from a seed, with files, sizes and densities as a well-known one has them. The two commands take turns, so that a
//! machine whose speed drifts still compares; printed are the median of the rounds' ratios and how far they are spread, and, where
//! valgrind is there, the instructions of each, which depend on no machine: valgrind's processor has vectors of 32 bytes at most, so that
//! what wider ones save shows in the times alone. Ripgrep counts the `@`, a scan judges all addresses and hosts.
#![expect(
    clippy::unwrap_used,
    clippy::print_stdout,
    reason = "a benchmark prints its figures, and ends where it cannot go on"
)]

use std::fs;
use std::path::Path;
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

/// A kind of tree.
struct Tree {
    name: &'static str,
    files: u64,
    /// How many files a folder holds.
    per_folder: u64,
    /// The size of files in bytes: most are about so large, few are up to 32 times as large.
    size: u64,
    endings: &'static [&'static str],
    /// Lines, each with how many of ten thousand are such; all others are words.
    lines: &'static [(u64, &'static str)],
    words: &'static [&'static str],
}

const TREES: [Tree; 2] = [
    // 16 KB a file; in a megabyte 13 URLs, 310 `@`, 62 names under a common ending, and 180 dots before two or three letters alone.
    Tree {
        name: "linux",
        files: 4000,
        per_folder: 16,
        size: 4600,
        endings: &["c", "h", "c", "h", "rst", "yaml", "S", "txt"],
        lines: &[
            (63, " * @param{}: what is handed on to the driver"),
            (6, " * Author: Jane Doe <jane.doe{}@fabrikam.com>"),
            (6, "\tMODULE_AUTHOR(\"J. Doe <jdoe@kernel.org>\");"),
            (3, " * see https://www.kernel.org/doc/html/v{}.html"),
            (200, "\t.id = {}, .hw.init = &(struct clk_init_data) {"),
            (9, "\tstate.reg[{}].ops->get(dev.hw, 0x40);"),
        ],
        words: &[
            "\tif (ret < 0)",
            "\t\treturn ret;",
            "static int probe(struct device *dev)",
            "#define FLAG_SET (1 << 4)",
            "}",
            "",
            "\tunsigned long flags = readl(base + offset);",
            " * the lock is held, and nobody else looks at it",
        ],
    },
    // 9 KB a file; in a megabyte 220 URLs, 61 `@`, 820 names under a common ending, and 1,400 dots before two or three letters alone;
    // many folders of few files.
    Tree {
        name: "kubernetes",
        files: 4000,
        per_folder: 5,
        size: 2700,
        endings: &["go", "go", "go", "go", "yaml", "json", "md", "sh"],
        lines: &[
            (50, "// see https://github.com/fabrikam/tool{}/issues for more"),
            (7, "  email: ops@fabrikam.io"),
            (7, "go.fabrikam.io/tool v0.{}.0 // tool@main"),
            (86, "\t\"k8s.io/api/core/v{}\""),
            (62, "\tcfg.Env, cfg.Log = opts.Read(name)"),
            (32, "  image: registry.k8s.io/pause:{}"),
        ],
        words: &[
            "\tif err != nil {",
            "\t\treturn err",
            "\t}",
            "func (c *Client) Update(ctx context.Context, pod *v1.Object) error {",
            "}",
            "",
            "  name: something-of-a-name",
            "\tt.Errorf(\"expected %v, got %v\", want, got)",
        ],
    },
];

/// Numbers that are the same in each run (xorshift64*).
struct Random(u64);

impl Random {
    fn below(&mut self, end: u64) -> u64 {
        self.0 ^= self.0 >> 12;
        self.0 ^= self.0 << 25;
        self.0 ^= self.0 >> 27;
        (self.0.wrapping_mul(0x2545_f491_4f6c_dd1d) >> 33) % end
    }

    fn of<'t>(&mut self, all: &[&'t str]) -> &'t str {
        all[self.below(all.len() as u64) as usize]
    }
}

impl Tree {
    /// Makes it below a folder; how many bytes it has.
    fn make(&self, root: &Path) -> u64 {
        let (mut random, mut bytes) = (Random(0x6d61_696c), 0);
        fs::create_dir(root.join(".git")).unwrap();
        fs::write(root.join(".gitignore"), "*.o\n*.a\n*.so\n/bin/\n.idea/\n*~\n*.tmp\n!keep.tmp\n").unwrap();
        for file in 0..self.files {
            let folder = file / self.per_folder;
            let folder = root.join(format!("part{}/of{}/folder{folder}", folder % 7, folder % 31));
            fs::create_dir_all(&folder).unwrap();
            let size = (self.size << random.below(6)) / (1 << random.below(6));
            let text = self.text(size as usize, &mut random);
            fs::write(folder.join(format!("file{file}.{}", random.of(self.endings))), &text).unwrap();
            bytes += text.len() as u64;
        }
        bytes
    }

    fn text(&self, size: usize, random: &mut Random) -> String {
        let mut text = String::with_capacity(size + 128);
        while text.len() < size {
            let mut which = random.below(10_000);
            let line = self.lines.iter().find(|(share, _)| match which.checked_sub(*share) {
                Some(rest) => {
                    which = rest;
                    false
                }
                None => true,
            });
            match line {
                Some((_, line)) => text.push_str(&line.replace("{}", &random.below(50).to_string())),
                None => text.push_str(random.of(self.words)),
            }
            text.push('\n');
        }
        text
    }
}

/// How long a command takes; `None` where it cannot be run.
fn time(command: &[&str], tree: &Path) -> Option<Duration> {
    let since = Instant::now();
    let mut command = told(command, tree);
    command.stderr(Stdio::null()).status().ok()?;
    Some(since.elapsed())
}

/// Its instructions, counted by valgrind, where that is there.
fn instructions(command: &[&str], tree: &Path) -> Option<u64> {
    let valgrind = ["valgrind", "--tool=callgrind", "--callgrind-out-file=/dev/null"];
    let told = told(&[&valgrind[..], command].concat(), tree).output().ok()?;
    let told = String::from_utf8_lossy(&told.stderr).into_owned();
    told.lines().find_map(|line| line.split_once("Collected : ")?.1.trim().parse().ok())
}

fn told(command: &[&str], tree: &Path) -> Command {
    let mut told = Command::new(command[0]);
    told.args(&command[1..]).arg(tree).stdin(Stdio::null()).stdout(Stdio::null());
    told
}

fn main() {
    let args = std::env::args().skip(1).filter(|arg| !arg.starts_with("--"));
    let (rounds, parts): (Vec<String>, Vec<String>) = args.partition(|arg| arg.parse::<usize>().is_ok());
    let rounds = rounds.first().and_then(|rounds| rounds.parse().ok()).unwrap_or(11);
    let wanted = |name: &str| parts.is_empty() || parts.iter().any(|part| name.contains(part.as_str()));
    let scan = [env!("CARGO_BIN_EXE_maillint-tests"), "--exit-zero", "--quiet"];
    let count = ["rg", "-c", "@"];
    for tree in TREES.iter().filter(|tree| wanted(tree.name)) {
        let folder = tempfile::tempdir().unwrap();
        let bytes = tree.make(folder.path());
        println!("as {}: {} files, {:.1} MB", tree.name, tree.files, bytes as f64 / 1e6);
        // The first run of each only brings the files into memory.
        let _ = (time(&scan, folder.path()), time(&count, folder.path()));
        let (mut times, mut ratios) = (Vec::new(), Vec::new());
        for _ in 0..rounds {
            let (own, other) = (time(&scan, folder.path()).unwrap(), time(&count, folder.path()));
            times.push(own);
            ratios.extend(other.map(|other| own.as_secs_f64() / other.as_secs_f64()));
        }
        times.sort();
        ratios.sort_by(f64::total_cmp);
        println!("  a scan takes {:.1} ms", times[times.len() / 2].as_secs_f64() * 1e3);
        match &ratios[..] {
            [] => println!("  ripgrep is not there to compare with"),
            all @ [least, .., most] => println!("  / rg -c @   {:.2} ({least:.2} to {most:.2})", all[all.len() / 2]),
            [one] => println!("  / rg -c @   {one:.2}"),
        }
        if let Some(own) = instructions(&scan, folder.path()) {
            let other = instructions(&count, folder.path())
                .map_or_else(String::new, |other| format!(", rg -c @ {:.1}", other as f64 / 1e6));
            println!("  million instructions: {:.1}{other}", own as f64 / 1e6);
        }
    }
}
