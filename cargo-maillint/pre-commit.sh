#!/bin/sh
# The hook of pre-commit. The command is called by its path: by way of `cargo maillint`, an alias of the repository could come first.
set -eu
here=$(dirname "$0")
# pre-commit fetches but the tag that its configuration names; git, asked for it, could answer for the repository that is scanned.
release=$(sed -n "s/^[0-9a-f]*[[:space:]]*tag '\\(v[0-9][^']*\\)' of .*/\\1/p" "$here/../.git/FETCH_HEAD" 2>/dev/null | tail -n 1)
command=$(sh "$here/get.sh" "$release")
exec "$command" --force-exclude "$@"
