#!/bin/sh
# docutils makes mail links of pinned versions: `lodash@4.17.21` becomes `mailto:lodash@4.17.21`.
#
# Guessed: what a reStructuredText parser takes for an address has an ending that looks like one, with a letter at least; and a name of two
#   or more letters is no less an address than one of one.
# Seen (docutils 0.23): whatever stands around an `@` is linked, numbers and single names among it: `lodash@4.17.21`, `ops@army`,
#   `root@localhost`; of `@scope/pkg@1.0` the part `pkg@1.0`; of `git@github.com:a/b` what stands before the colon. `a@b` alone is
#   left as text.
# Met: in documentation built by Sphinx, whose pages then carry mail links to versions of packages, which link checkers and address
#   harvesters find. A linter that reads such pages has to tell a version from a domain.
set -eu
room=$(mktemp -d)
trap 'rm -rf "$room"' EXIT
python3 -m venv "$room/tools"
"$room/tools/bin/pip" install --quiet --disable-pip-version-check docutils==0.23
cat >"$room/try.py" <<'PY'
import re
from docutils.core import publish_parts
for text in ["ops@example.com", "lodash@4.17.21", "ops@army", "@scope/pkg@1.0", "git@github.com:a/b", "a@b"]:
    body = publish_parts(f"See {text} now.", writer="html")["body"]
    print(text, re.findall(r"mailto:([^\"]*)", body.replace("&#64;", "@")))
PY
seen=$("$room/tools/bin/python" "$room/try.py")
expected="ops@example.com ['ops@example.com']
lodash@4.17.21 ['lodash@4.17.21']
ops@army ['ops@army']
@scope/pkg@1.0 ['pkg@1.0']
git@github.com:a/b ['git@github.com']
a@b []"
echo "$seen"
[ "$seen" = "$expected" ] || { echo "changed: expected"; echo "$expected"; exit 1; }
