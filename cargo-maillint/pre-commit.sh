#!/bin/sh
# The hook of pre-commit: builds the command from the commit that is pinned, which takes a minute the first time, and runs it.
set -eu
exec cargo run --quiet --release --locked --manifest-path "$(dirname "$0")/Cargo.toml" -- --force-exclude "$@"
