#!/bin/sh
# Prints what the changelogs say of a version; fails where one of them says nothing, or where the crates have another version.
#
#   notes.sh v0.1.0
set -eu
version=${1#v}
cd "$(dirname "$0")/../.."
if ! grep -q "^version = \"$version\"\$" Cargo.toml; then
  echo "Cargo.toml: the crates are not of version $version" >&2
  exit 1
fi
for crate in lint-core lint-macro cargo-maillint; do
  section=$(awk -v head="## [$version]" 'index($0, head) == 1 { on = 1; next } /^## / { on = 0 } on' "$crate/CHANGELOG.md")
  if [ -z "$section" ]; then
    echo "$crate/CHANGELOG.md: there is no section \"## [$version]\"" >&2
    exit 1
  fi
  printf '# %s\n%s\n\n' "$crate" "$section"
done
