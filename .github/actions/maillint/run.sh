#!/bin/sh
# Builds the command from the commit that the action was taken from, once a job, and scans.
set -eu
root=${RUNNER_TEMP:?}/maillint
if [ ! -x "$root/bin/cargo-maillint" ]; then
  echo "::group::build maillint"
  # Not where the scan is: files there could name another cargo or rustc.
  (cd "${GITHUB_ACTION_PATH:?}/../../.." && cargo install --locked --root "$root" --path "$PWD/cargo-maillint")
  echo "::endgroup::"
fi
# One argument a line, taken as it is.
set -f
IFS='
'
# shellcheck disable=SC2086
exec "$root/bin/cargo-maillint" ${MAILLINT_ARGS-}
