#!/bin/sh
# Prints where the command of this commit is: taken from its release, or else built here, once.
#
#   get.sh [RELEASE]     RELEASE is a tag such as v0.1.0; anything else is built
#
# Nothing of the repository that is to be scanned takes part. Cargo and rustup look for settings in the folder that they are called
# in and in all above it, so they are called in `/`: this copy may itself lie in that repository, in a cache of its CI.
set -eu
release=${1-}
root=$(cd "$(dirname "$0")/.." && pwd -P)
store=$root/target/command
command=$store/cargo-maillint
releases=${MAILLINT_RELEASES:-https://github.com/maillint/maillint/releases/download}

# pre-commit shows what a hook says only when it ends; a terminal is told at once.
say() {
  { echo "maillint: $1" >/dev/tty; } 2>/dev/null || echo "maillint: $1" >&2
}

target() {
  case $(uname -s)-$(uname -m) in
    Linux-x86_64) echo x86_64-unknown-linux-musl ;;
    Linux-aarch64 | Linux-arm64) echo aarch64-unknown-linux-musl ;;
    Darwin-x86_64) echo x86_64-apple-darwin ;;
    Darwin-arm64) echo aarch64-apple-darwin ;;
    *) return 1 ;;
  esac
}

# Fails where there is no such release; an archive that is not what its checksum says ends the script.
download() {
  name=cargo-maillint-$release-$(target) || return 1
  for file in "$name.tar.gz" SHA256SUMS; do
    curl --fail --silent --location --retry 2 --output "$store/$file" "$releases/$release/$file" || return 1
  done
  expected=$(sed -n "s/ [ *]$name\\.tar\\.gz\$//p" "$store/SHA256SUMS")
  found=$({ sha256sum "$store/$name.tar.gz" 2>/dev/null || shasum -a 256 "$store/$name.tar.gz"; } | cut -d ' ' -f 1)
  if [ -z "$expected" ] || [ "$expected" != "$found" ]; then
    say "$name.tar.gz is not what SHA256SUMS of $release says"
    exit 2
  fi
  tar -xzf "$store/$name.tar.gz" -C "$store"
  mv -f "$store/$name/cargo-maillint" "$command"
}

build() {
  say "building the command, which takes a minute the first time"
  (
    cd /
    cargo build --quiet --release --locked --manifest-path "$root/cargo-maillint/Cargo.toml" --target-dir "$root/target" \
      --message-format json-render-diagnostics
  ) >"$store/messages"
  built=$(sed -n 's/.*"executable":"\([^"]*\)".*/\1/p' "$store/messages" | sed 's/\\\\/\//g' | tail -n 1)
  # Whole or not at all: a build that is stopped leaves nothing that would be taken for the command.
  cp "$built" "$command.new"
  mv -f "$command.new" "$command"
}

if [ ! -x "$command" ]; then
  mkdir -p "$store"
  case $release in
    v[0-9]*) download || build ;;
    *) build ;;
  esac
fi
printf '%s\n' "$command"
