#!/bin/sh
# Typst reads the address `ops@example.com` in a sentence as a reference to a label `example.com`.
#
# Guessed: markup that makes a link of every bare `https://` takes a bare address for text, as Markdown does, if it makes no link of that
#   too; a reference begins a word.
# Seen (typst 0.15.2): `@` begins a reference also amid a word, and its name takes in dots: the document does not compile, for the label
#   `<example.com>` is missing. Where a heading has that label, it compiles without a word, and `ops` is followed by the heading's
#   number in place of the domain. `ops\@example.com` and strings are text, without a link.
# Met: documents moved to Typst get a backslash before each `@`, or `#link("mailto:..")`. Who reads them has to take `\@` for the sign,
#   and what is in the text behind a plain one is no mailbox.
set -eu
room=$(mktemp -d)
trap 'rm -rf "$room"' EXIT
python3 -m venv "$room/tools"
"$room/tools/bin/pip" install --quiet --disable-pip-version-check typst==0.15.2
cat >"$room/try.py" <<'PY'
import pathlib, sys, typst
room = pathlib.Path(sys.argv[1])
heading = '#set heading(numbering: "1.")\n= Domain <example.com>\n'
for name, text in {
    "in a sentence": "Write to ops@example.com now",
    "with that label": heading + "Write to ops@example.com now",
    "escaped": "Write to ops\\@example.com now",
    "in a string": '#let mail = "ops@example.com"\nWrite to #mail now',
}.items():
    source = room / "a.typ"
    source.write_text(text)
    try:
        typst.compile(str(source), output=str(room / "a.svg"), format="svg")
        references = len(eval(typst.query(str(source), "ref", field="target").replace("null", "None")))
        print(f"{name}: compiles, {references} reference")
    except RuntimeError as error:
        print(f"{name}: {error}")
PY
seen=$("$room/tools/bin/python" "$room/try.py" "$room")
expected='in a sentence: label `<example.com>` does not exist in the document
with that label: compiles, 1 reference
escaped: compiles, 0 reference
in a string: compiles, 0 reference'
echo "$seen"
[ "$seen" = "$expected" ] || { echo "changed: expected"; echo "$expected"; exit 1; }
