#!/bin/sh
# An address in the header of a .bib file is the beginning of an entry: BibTeX complains, pybtex and Citation.js read none of the file.
#
# Guessed: `% Kept by Jo <jo@example.org>` is a comment, since `%` begins one in TeX and whatever stands between entries is one in
#   BibTeX; so each reader gives the entries below.
# Seen (BibTeX of texlive-binaries 2022.20220321.62855, pybtex 0.26.1, @citation-js/plugin-bibtex 0.8.2, bibtexparser 2.1.0,
#   @retorquere/bibtex-parser 9.0.29): to BibTeX `%` is a letter and `@` begins an entry wherever it stands. BibTeX says that
#   something is wrong with the entry of type `example.org`, exits with 2, and gives both entries. pybtex and Citation.js refuse the
#   whole file. The other two take the line for a comment. Without the address all five read it.
# Met: bibliographies of groups and their sites, whose header says who keeps them. An address that is right stops the build;
#   with `(at)`, as it then gets written, it does not.
set -eu
room=$(mktemp -d)
trap 'rm -rf "$room"' EXIT
(cd "$room" && apt-get download -q=2 texlive-binaries=2022.20220321.62855-5.1+deb12u2 libkpathsea6=2022.20220321.62855-5.1+deb12u2 \
    >/dev/null 2>&1 && for deb in *.deb; do dpkg -x "$deb" tex; done) || { echo "BibTeX cannot be had"; exit 1; }
npm install --silent --no-fund --no-audit --prefix "$room" @citation-js/core@0.8.2 @citation-js/plugin-bibtex@0.8.2 \
    @retorquere/bibtex-parser@9.0.29
python3 -m venv "$room/venv"
"$room/venv/bin/pip" install --quiet --disable-pip-version-check pybtex==0.26.1 bibtexparser==2.1.0
cat >"$room/entries" <<'BIB'

@article{first, author = {A. One}, title = {First}, journal = {J}, year = {2024}}
@article{second, author = {B. Two}, title = {Second}, journal = {J}, year = {2025}}
BIB
{ echo '% Kept by Jo <jo@example.org>'; cat "$room/entries"; } >"$room/address.bib"
{ echo '% Kept by Jo'; cat "$room/entries"; } >"$room/name.bib"
printf 'ENTRY {title}{}{}\nFUNCTION {article} { cite$ write$ newline$ }\nREAD\nITERATE {call.type$}\n' >"$room/keys.bst"
cat >"$room/try.py" <<'PY'
import sys
import bibtexparser
import pybtex.database

for name in sys.argv[1:]:
    try:
        keys = " ".join(pybtex.database.parse_file(name, "bibtex").entries)
    except pybtex.scanner.PybtexSyntaxError:
        keys = "refused"
    print("pybtex", name, keys)
    print("bibtexparser", name, " ".join(entry.key for entry in bibtexparser.parse_file(name).entries))
PY
cat >"$room/try.mjs" <<'JS'
import fs from "node:fs";
import { Cite } from "@citation-js/core";
import "@citation-js/plugin-bibtex";
import { parse } from "@retorquere/bibtex-parser";
for (const name of process.argv.slice(2)) {
  const text = fs.readFileSync(name, "utf8");
  let keys = "refused";
  try {
    keys = new Cite(text).data.map((entry) => entry["citation-key"]).join(" ");
  } catch {}
  console.log("citation-js", name, keys);
  console.log("retorquere", name, parse(text).entries.map((entry) => entry.key).join(" "));
}
JS
seen=$(cd "$room" && for name in address name; do
    printf '\\citation{*}\n\\bibstyle{keys}\n\\bibdata{%s}\n' $name >$name.aux
    status=0
    LD_LIBRARY_PATH=$(echo tex/usr/lib/*-linux-gnu) BSTINPUTS=. BIBINPUTS=. tex/usr/bin/bibtex.original $name >log 2>&1 || status=$?
    echo "bibtex $name.bib $(tr '\n' ' ' <$name.bbl | sed 's/ *$//'), exit code $status"
done && venv/bin/python try.py address.bib name.bib && node try.mjs address.bib name.bib)
expected='bibtex address.bib first second, exit code 2
bibtex name.bib first second, exit code 0
pybtex address.bib refused
bibtexparser address.bib first second
pybtex name.bib first second
bibtexparser name.bib first second
citation-js address.bib refused
retorquere address.bib first second
citation-js name.bib first second
retorquere name.bib first second'
echo "$seen"
[ "$seen" = "$expected" ] || { echo "changed: expected"; echo "$expected"; exit 1; }
