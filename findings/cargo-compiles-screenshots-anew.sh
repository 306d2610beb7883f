#!/bin/sh
# A crate that includes a macOS screenshot under its own name is compiled anew by each `cargo build`.
#
# Guessed: `include_bytes!("../Screenshot 2026-11-28 at 9.41.00 AM.png")` makes the crate depend on that file: built twice, the second
#   time is fresh. The spaces in the name are common enough, and a space is what rustc escapes in the list of files that cargo reads.
# Seen (cargo and rustc 1.95.0): the space before AM is U+202F, a narrow no-break space, as macOS has written it since 2023. Rustc
#   escapes U+0020 alone, cargo parts the list at any white space, takes `..9.41.00` and `AM.png` for two files, finds neither, and
#   compiles the crate, and all that depend on it, each time: `the file .. is missing`. An edit of the picture is never what it sees.
#   With plain spaces in the name, the second build is fresh.
# Met: programs that show pictures of themselves, whose every `cargo check`, in editors too, takes as long as the first; linters that
#   are run through cargo judge such a crate anew and never replay what they said. Rename the file.
set -eu
room=$(mktemp -d)
trap 'rm -rf "$room"' EXIT
cd "$room"
mkdir src
printf '[package]\nname = "viewer"\nedition = "2024"\n[workspace]\n' > Cargo.toml
cargo --version | cut -d' ' -f1,2
second_build() {
    : > "$1"
    printf 'pub static PICTURE: &[u8] = include_bytes!("../%s");\n' "$1" > src/lib.rs
    cargo build --quiet --offline
    cargo build --offline -v 2>&1 | sed -n 's/^ *Fresh viewer.*/fresh/p; s/^ *Dirty viewer.* is missing$/compiled, for a file is missing/p'
}
narrow=$(printf '\342\200\257')
seen="plain: $(second_build 'Screenshot 2026-11-28 at 9.41.00 AM.png')
narrow: $(second_build "Screenshot 2026-11-28 at 9.41.00${narrow}AM.png")"
expected='plain: fresh
narrow: compiled, for a file is missing'
echo "$seen"
[ "$seen" = "$expected" ] || { echo "changed: expected"; echo "$expected"; exit 1; }
