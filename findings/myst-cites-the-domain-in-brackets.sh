#!/bin/sh
# MyST makes a citation of an address in square brackets: `[write to ops@example.com]` cites `example.com`, and the rest is gone.
#
# Guessed: a citation, `[@key]` or `[see @key, p. 3]`, begins where an `@` begins a word; an address in brackets is text, as it is
#   without them, and as it is for pandoc, whose syntax this is.
# Seen (myst-parser 1.7.3 of npm, pandoc 3.9 as pypandoc-binary 1.17 has it): in a sentence `ops@example.com` is text for both. In
#   brackets MyST drops what stands before the `@`, the mailbox and all words, and cites `example.com`; of two addresses only the
#   first domain is left. A link, `[ops@example.com](mailto:..)`, and `<ops@example.com>` are what they are meant to be. pandoc has text.
# Met: lists of authors and notes such as `[ask ops@example.com]` in books and docs. In the document that is made of them the
#   address is not to be found, while a search of the sources finds it.
set -eu
room=$(mktemp -d)
trap 'rm -rf "$room"' EXIT
npm install --silent --no-fund --no-audit --prefix "$room" myst-parser@1.7.3
python3 -m venv "$room/venv"
"$room/venv/bin/pip" install --quiet --disable-pip-version-check pypandoc-binary==1.17
cat >"$room/try.mjs" <<'JS'
import { mystParse } from "myst-parser";
const show = ({ type, value, url, label, children }) =>
  value ?? (type === "cite" ? `cite(${label})` : `${type}${url ? ` ${url}` : ""}[${(children ?? []).map(show).join("")}]`);
for (const text of process.argv.slice(2)) {
  console.log("myst:", text, "->", mystParse(text).children[0].children.map(show).join(""));
}
JS
cat >"$room/try.py" <<'PY'
import sys
import pypandoc

for text in sys.argv[1:]:
    print("pandoc:", text, "->", pypandoc.convert_text(text, "plain", format="markdown").strip())
PY
set -- 'Write to ops@example.com now' '[write to ops@example.com]' '[jo@example.com, al@example.org]'
seen=$(node "$room/try.mjs" "$@" '[ops@example.com](mailto:ops@example.com)' '<ops@example.com>' && "$room/venv/bin/python" "$room/try.py" "$@")
expected='myst: Write to ops@example.com now -> Write to ops@example.com now
myst: [write to ops@example.com] -> citeGroup[cite(example.com)]
myst: [jo@example.com, al@example.org] -> citeGroup[cite(example.com)]
myst: [ops@example.com](mailto:ops@example.com) -> link mailto:ops@example.com[ops@example.com]
myst: <ops@example.com> -> link mailto:ops@example.com[ops@example.com]
pandoc: Write to ops@example.com now -> Write to ops@example.com now
pandoc: [write to ops@example.com] -> [write to ops@example.com]
pandoc: [jo@example.com, al@example.org] -> [jo@example.com, al@example.org]'
echo "$seen"
[ "$seen" = "$expected" ] || { echo "changed: expected"; echo "$expected"; exit 1; }
