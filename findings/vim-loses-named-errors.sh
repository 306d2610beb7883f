#!/bin/sh
# vim's compiler settings for rustc drop every diagnostic whose code is a word.
#
# Guessed: what is laid out as rustc lays it out (`error[code]: text`, then `--> file:line:column`) lands in vim's quickfix list
#   after `:compiler rustc`, whatever the code is; several linters chose this layout for that reason.
# Seen (vim 9.0.1378): the code has to be `E` and a number. `error[E0308]: ..` and `error: ..` are entries with their place;
#   `error[vulnerability]: ..` and `warning[slip]: ..` are none, and their line of the place is none either. Nothing is said.
# Met: the default output of any linter with rustc's look. In vim, use a format of one line (`file:line:column: ..`).
set -eu
room=$(mktemp -d)
trap 'rm -rf "$room"' EXIT
cd "$room"
version=2:9.0.1378-2+deb12u2
apt-get download -qq "vim=$version" "vim-runtime=$version" libgpm2 libsodium23 >/dev/null 2>&1
for package in *.deb; do dpkg-deb -x "$package" root; done
cat >report.txt <<'TEXT'
error[E0308]: a number
 --> src/main.rs:4:5
  |
error[vulnerability]: a word
 --> Cargo.lock:12:1
  |
warning[slip]: another
 --> config/prod.yaml:3:7
  |
error: without a code
 --> src/lib.rs:9:1
  |
TEXT
cat >try.vim <<'VIM'
compiler rustc
cgetfile report.txt
let entries = filter(getqflist(), {_, entry -> entry.valid})
call writefile(map(entries, {_, entry -> bufname(entry.bufnr) . ':' . entry.lnum . ' ' . entry.text}), 'seen.txt')
qa!
VIM
VIMRUNTIME=$room/root/usr/share/vim/vim90 LD_LIBRARY_PATH=$room/root/usr/lib/$(uname -m)-linux-gnu \
  root/usr/bin/vim.basic -Nu NONE -es -S try.vim </dev/null || true
seen=$(cat seen.txt)
expected='src/main.rs:4 a number
src/lib.rs:9 without a code'
echo "$seen"
[ "$seen" = "$expected" ] || { echo "changed: expected"; echo "$expected"; exit 1; }
