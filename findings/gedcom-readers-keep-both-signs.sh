#!/bin/sh
# An address written as GEDCOM demands, with its `@` twice, comes out of most readers with two; written as in mail, it comes out whole.
#
# Guessed: GEDCOM 5.5.1 has every `@` in a value doubled, since one alone points to a record: `1 EMAIL jo@@example.com`. A reader of the
#   format takes one of them away.
# Seen (ged4py 0.5.5, python-gedcom 1.1.0, parse-gedcom 2.0.1, read-gedcom 0.3.2): three of four give `jo@@example.com`, to which no mail
#   can be sent; only read-gedcom gives `jo@example.com`. The form that the format forbids, `al@example.com`, all four give as it is.
#   Values that go on in a line of `CONC` behave alike: joined, with both signs.
# Met: in trees that genealogists keep in repositories, and in what is made of them. Two signs are right in such a file and wrong in
#   any other; GEDCOM 7 doubles no sign but the first of a value, so that both forms are found side by side.
set -eu
room=$(mktemp -d)
trap 'rm -rf "$room"' EXIT
python3 -m venv "$room/tools"
"$room/tools/bin/pip" install --quiet --disable-pip-version-check ged4py==0.5.5 python-gedcom==1.1.0
npm install --silent --no-fund --no-audit --prefix "$room" parse-gedcom@2.0.1 read-gedcom@0.3.2
cat >"$room/family.ged" <<'GED'
0 HEAD
1 SOUR demo
1 GEDC
2 VERS 5.5.1
2 FORM LINEAGE-LINKED
1 CHAR UTF-8
1 SUBM @U1@
0 @U1@ SUBM
1 NAME Jo /Doe/
1 EMAIL jo@@example.com
1 EMAIL al@example.com
0 TRLR
GED
cat >"$room/try.py" <<'PY'
import sys
from ged4py import GedcomReader
from gedcom.parser import Parser
with GedcomReader(sys.argv[1]) as reader:
    values = [sub.value for record in reader.records0() for sub in record.sub_records if sub.tag == "EMAIL"]
print("ged4py", *values)
parser = Parser()
parser.parse_file(sys.argv[1], False)
print("python-gedcom", *[e.get_value() for e in parser.get_element_list() if e.get_tag() == "EMAIL"])
PY
cat >"$room/try.mjs" <<'JS'
import fs from "fs";
import { parse } from "parse-gedcom";
import { readGedcom } from "read-gedcom";
const bytes = fs.readFileSync(process.argv[2]);
const emails = (node) => [
  ...(node.type === "EMAIL" ? [node.value] : []),
  ...(node.children || []).flatMap(emails),
];
console.log("parse-gedcom", ...emails(parse(bytes.toString())));
const read = readGedcom(new Uint8Array(bytes).buffer);
console.log("read-gedcom", ...read.getSubmitterRecord().getEmailAddress().value());
JS
seen=$("$room/tools/bin/python" "$room/try.py" "$room/family.ged" && node "$room/try.mjs" "$room/family.ged")
expected="ged4py jo@@example.com al@example.com
python-gedcom jo@@example.com al@example.com
parse-gedcom jo@@example.com al@example.com
read-gedcom jo@example.com al@example.com"
echo "$seen"
[ "$seen" = "$expected" ] || { echo "changed: expected"; echo "$expected"; exit 1; }
