#!/bin/sh
# The hook of pre-commit. The command is called by its path: by way of `cargo maillint`, an alias of the repository could come first.
set -eu
command=$(sh "$(dirname "$0")/get.sh")
exec "$command" --force-exclude "$@"
