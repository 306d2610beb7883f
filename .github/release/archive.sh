#!/bin/sh
# Builds the command for a target and packs it with its manual page, completions and papers: prints the archive's path.
#
#   archive.sh TARGET [FOLDER] [PROFILE]
set -eu
target=$1
cd "$(dirname "$0")/../.."
folder=${2:-target/archives}
profile=${3:-release}
version=$(sed -n 's/^version = "\(.*\)"$/\1/p' Cargo.toml | head -n 1)
name=cargo-maillint-v$version-$target
cargo build --quiet --locked --profile "$profile" --target "$target" -p cargo-maillint >&2
built=${CARGO_TARGET_DIR:-target}/$target/$([ "$profile" = dev ] && echo debug || echo "$profile")/cargo-maillint
[ -f "$built" ] || built=$built.exe
rm -rf "${folder:?}/$name"
mkdir -p "$folder/$name/complete" "$folder/$name/doc"
cp "$built" "$folder/$name/"
for paper in README.md CHANGELOG.md LICENSE-APACHE LICENSE-MIT LICENSE-MPL LICENSE-UNICODE NOTICE; do
  # Links in the repository, files in the archive.
  cat "cargo-maillint/$paper" >"$folder/$name/$paper"
done
"$built" man >"$folder/$name/doc/cargo-maillint.1"
"$built" completions bash >"$folder/$name/complete/cargo-maillint.bash"
"$built" completions fish >"$folder/$name/complete/cargo-maillint.fish"
"$built" completions zsh >"$folder/$name/complete/_cargo-maillint"
"$built" completions powershell >"$folder/$name/complete/_cargo-maillint.ps1"
tar -czf "$folder/$name.tar.gz" -C "$folder" "$name"
echo "$folder/$name.tar.gz"
