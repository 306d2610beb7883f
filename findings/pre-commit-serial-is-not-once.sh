#!/bin/sh
# A pre-commit hook with `require_serial: true` is called more than once; prek calls it once.
#
# Guessed: `require_serial`, documented as running in a single process, hands all files to one call, so that a hook which
#   compares files with each other sees them all; and prek, which reads the same settings, does the same.
# Seen (pre-commit 4.7.0, prek 0.5.11): for 3,000 files with names of 55 characters, pre-commit calls the hook twice, one after
#   the other, since it fills a command line to 128 KiB at most; prek makes one call of all.
# Met: hooks that count or compare over all files (duplicates, domains seen once) judge each batch by itself. They have to ask git
#   for the other files, or set `pass_filenames: false`.
set -eu
room=$(mktemp -d)
trap 'rm -rf "$room"' EXIT
python3 -m venv "$room/tools"
"$room/tools/bin/pip" install --quiet --disable-pip-version-check pre-commit==4.7.0 prek==0.5.11
mkdir "$room/work" && cd "$room/work"
git init --quiet .
cat >.pre-commit-config.yaml <<'YAML'
repos:
  - repo: local
    hooks:
      - id: count
        name: count
        language: system
        entry: sh -c 'echo call >>.git/calls' count
        require_serial: true
YAML
mkdir files
for number in $(seq 3000); do
  : >"files/$(printf 'the_name_of_a_file_as_generators_like_to_make_%05d' "$number")"
done
git add .
seen=$(for tool in pre-commit prek; do
  rm -f .git/calls
  PRE_COMMIT_HOME=$room/home PREK_HOME=$room/home2 "$room/tools/bin/$tool" run --all-files >/dev/null
  echo "$tool $(wc -l <.git/calls | tr -d ' ')"
done)
expected='pre-commit 2
prek 1'
echo "$seen"
[ "$seen" = "$expected" ] || { echo "changed: expected"; echo "$expected"; exit 1; }
