#!/bin/sh
# Gets the command of the commit that the action was taken from, and scans.
set -eu
echo "::group::get maillint"
command=$(sh "${GITHUB_ACTION_PATH:?}/../../../cargo-maillint/get.sh" "${MAILLINT_RELEASE-}")
echo "::endgroup::"
# One argument a line, taken as it is.
set -f
IFS='
'
# shellcheck disable=SC2086
exec "$command" ${MAILLINT_ARGS-}
