#!/bin/sh
# Tools that write PO files break an address over two lines: Babel before its `@` or a dot, gettext, polib and gettext-parser behind a hyphen.
#
# Guessed: lines are wrapped at spaces, as in running text, so that an address stays in one piece, however long the line gets; what
#   `grep` finds of it in a catalogue is the address.
# Seen (gettext 0.21, polib 1.2.0, Babel 2.19.0, gettext-parser 10.0.0, pofile 1.1.4): of `desk@acme-systems.example` near column 79,
#   `msgcat` and gettext-parser make `desk@acme-` and `systems.example`, and of `our-desk@..` polib makes `our-` and
#   `desk@acme-systems.example`, which is an address, too, of somebody else. Babel breaks before signs: `our-desk` and
#   `@acme-systems.example`; in the header, `l10n-shop@lists` and `.acme-systems.example`. pofile does not wrap.
# Met: translations of texts with an address in them, and `Language-Team`. A search for the address does not find it, one that replaces
#   it leaves these files, and a finder of addresses has to join the lines first.
set -eu
room=$(mktemp -d)
trap 'rm -rf "$room"' EXIT
(cd "$room" && apt-get download -q=2 gettext=0.21-12 >/dev/null 2>&1 && dpkg -x gettext_*.deb gettext) ||
    { echo "gettext 0.21-12 cannot be had"; exit 1; }
npm install --silent --no-fund --no-audit --prefix "$room" gettext-parser@10.0.0 pofile@1.1.4
python3 -m venv "$room/venv"
"$room/venv/bin/pip" install --quiet --disable-pip-version-check polib==1.2.0 babel==2.19.0
cat >"$room/a.po" <<'PO'
msgid ""
msgstr ""
"Language-Team: Translators of the shop at Acme Systems <l10n-shop@lists.acme-systems.example>\n"
"Content-Type: text/plain; charset=UTF-8\n"

msgid "For questions about the order and its delivery please write to our-desk@acme-systems.example or call"
msgstr ""
PO
cat >"$room/try.py" <<'PY'
import io, sys
import polib
from babel.messages.pofile import read_po, write_po

if sys.argv[2] == "polib":
    print(polib.pofile(sys.argv[1]))
else:
    out = io.BytesIO()
    write_po(out, read_po(open(sys.argv[1], "rb")))
    print(out.getvalue().decode())
PY
cat >"$room/try.mjs" <<'JS'
import fs from "node:fs";
import { po } from "gettext-parser";
import PO from "pofile";
const bytes = fs.readFileSync(process.argv[2]);
console.log(process.argv[3] === "pofile" ? PO.parse(bytes.toString()).toString() : po.compile(po.parse(bytes)).toString());
JS
pieces() { grep -v EMAIL | sed 's/\\n//' | grep -oE '[^ "<>]*(shop@|our-|acme|systems\.)[^ "<>]*' | tr '\n' ' ' | sed "s/^/$1: /; s/ *$//"; echo; }
seen=$("$room/gettext/usr/bin/msgcat" "$room/a.po" | pieces msgcat
    for tool in polib babel; do "$room/venv/bin/python" "$room/try.py" "$room/a.po" $tool | pieces $tool; done
    for tool in gettext-parser pofile; do node "$room/try.mjs" "$room/a.po" $tool | pieces $tool; done)
expected='msgcat: l10n-shop@lists.acme- systems.example our-desk@acme- systems.example
polib: l10n-shop@lists.acme-systems.example our- desk@acme-systems.example
babel: l10n-shop@lists .acme-systems.example our-desk @acme-systems.example
gettext-parser: l10n-shop@lists.acme- systems.example our-desk@acme- systems.example
pofile: l10n-shop@lists.acme-systems.example our-desk@acme-systems.example'
echo "$seen"
[ "$seen" = "$expected" ] || { echo "changed: expected"; echo "$expected"; exit 1; }
