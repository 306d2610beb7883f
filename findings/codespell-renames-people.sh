#!/bin/sh
# codespell corrects the names of people in their addresses; typos leaves a whole address alone, misspelt domain included.
#
# Guessed: spelling correctors for code treat addresses alike, since both have a list of what is no prose: either both look into them
#   or both do not, and neither would write a mailbox anew.
# Seen (codespell 2.4.3, typos 1.52.0): `codespell -w` makes `the@fabrikam.example` of `teh@fabrikam.example`, though Teh is a family
#   name, and `ops@receive.example` of `ops@recieve.example`, without a question and with exit code 0. typos changes neither, nor a
#   host in a URL, while it corrects the same words beside them.
# Met: both run as hooks of pre-commit beside maillint. Mail to a colleague is undeliverable after the one; a misspelt domain passes
#   the other.
set -eu
room=$(mktemp -d)
trap 'rm -rf "$room"' EXIT
python3 -m venv "$room"
"$room/bin/pip" install --quiet --disable-pip-version-check codespell==2.4.3 typos==1.52.0
text='mail teh@fabrikam.example and ops@recieve.example, see https://recieve.example/ and recieve teh answer'
mkdir "$room/one" "$room/other"
for folder in one other; do echo "$text" >"$room/$folder/a.txt"; done
one=0 && "$room/bin/codespell" -w "$room/one" >/dev/null 2>&1 || one=$?
other=0 && "$room/bin/typos" --write-changes "$room/other" >/dev/null 2>&1 || other=$?
seen=$(echo "codespell, exit $one: $(cat "$room/one/a.txt")"; echo "typos, exit $other: $(cat "$room/other/a.txt")")
expected='codespell, exit 0: mail the@fabrikam.example and ops@receive.example, see https://receive.example/ and receive the answer
typos, exit 0: mail teh@fabrikam.example and ops@recieve.example, see https://recieve.example/ and receive the answer'
echo "$seen"
[ "$seen" = "$expected" ] || { echo "changed: expected"; echo "$expected"; exit 1; }
