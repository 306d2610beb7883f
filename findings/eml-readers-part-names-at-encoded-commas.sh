#!/bin/sh
# Readers of .eml files make two recipients of one whose name holds an encoded comma: `Lee`, whom nobody knows, and Ann.
#
# Guessed: `=?utf-8?Q?Lee=2C_Ann?= <ann@example.org>`, as Outlook writes a name with its surname first, is one person: RFC 2047 section
#   5 has lists parted first and names decoded then, and the comma is encoded for that very reason.
# Seen (eml-parse-js 1.1.15, letterparser 0.1.8, eml-format 0.6.1, fast-mail-parser 0.10.0 of PyPI; postal-mime 4.0.0, mailparser
#   3.14.2, mail-parser 4.8.0): eml-parse-js and letterparser decode first: `Lee` is a recipient without an address, or with that for
#   one. letterparser reads `From` right, and so parts only those written to. eml-format decodes last but parts at each comma, also in
#   quotes: `"Roe` and `Bo`. fast-mail-parser gives the decoded header, `Lee, Ann <ann@example.org>`, in which nobody can tell any more.
#   The last three give one person for each.
# Met: mail in fixtures and archives that scripts turn into lists of addresses. A name without an address becomes a mailbox of this
#   machine when it is written to; a finder of addresses has to read the header as it was sent.
set -eu
room=$(mktemp -d)
trap 'rm -rf "$room"' EXIT
cd "$room"
python3 -m venv tools
tools/bin/pip install --quiet --disable-pip-version-check mail-parser==4.8.0 fast-mail-parser==0.10.0
npm install --silent --no-fund --no-audit --prefix "$room" eml-parse-js@1.1.15 letterparser@0.1.8 eml-format@0.6.1 \
  postal-mime@4.0.0 mailparser@3.14.2
cat >message.eml <<'EML'
From: =?utf-8?Q?Doe=2C_Jo?= <jo@example.org>
To: =?utf-8?Q?Lee=2C_Ann?= <ann@example.org>, "Roe, Bo" <bo@example.org>
Subject: hello
Date: Tue, 01 Oct 2024 10:00:00 +0000
Message-ID: <1@mail.example>

hi
EML
cat >try.py <<'PY'
import fast_mail_parser, mailparser

message = open("message.eml", "rb").read()
read = mailparser.parse_from_bytes(message)
show = lambda people: "; ".join(f"{name} <{address}>" for name, address in people)
print("mail-parser:", show(read.from_), "to", show(read.to))
headers = fast_mail_parser.parse_email(message).headers
print("fast-mail-parser:", *headers["From"], "to", *headers["To"])
PY
cat >try.mjs <<'JS'
import fs from "node:fs";
import * as parse from "eml-parse-js";
import format from "eml-format";
import * as letter from "letterparser";
import { simpleParser } from "mailparser";
import PostalMime from "postal-mime";
const text = fs.readFileSync("message.eml", "utf8");
const one = (person) => `${person.name ?? ""} <${person.address ?? person.email ?? ""}>`;
const show = (name, from, to) => console.log(`${name}: ${[from].flat().map(one).join("; ")} to ${[to].flat().map(one).join("; ")}`);
(parse.readEml ?? parse.default.readEml)(text, (_, read) => show("eml-parse-js", read.from, read.to));
const letters = (letter.extract ?? letter.default.extract)(text);
show("letterparser", letters.from, letters.to);
format.read(text, (_, read) => show("eml-format", read.from, read.to));
const postal = await new PostalMime().parse(text);
show("postal-mime", postal.from, postal.to);
const mail = await simpleParser(text);
show("mailparser", mail.from.value, mail.to.value);
JS
seen=$(node try.mjs && tools/bin/python try.py 2>/dev/null)
expected='eml-parse-js: Doe <>; Jo <jo@example.org> to Lee <>; Ann <ann@example.org>; Roe, Bo <bo@example.org>
letterparser: Doe, Jo <jo@example.org> to  <Lee>; Ann <ann@example.org>; Roe, Bo <bo@example.org>
eml-format: Doe,_Jo <jo@example.org> to Lee,_Ann <ann@example.org>;  <"Roe>; Bo <bo@example.org>
postal-mime: Doe, Jo <jo@example.org> to Lee, Ann <ann@example.org>; Roe, Bo <bo@example.org>
mailparser: Doe, Jo <jo@example.org> to Lee, Ann <ann@example.org>; Roe, Bo <bo@example.org>
mail-parser: Doe, Jo <jo@example.org> to Lee, Ann <ann@example.org>; Roe, Bo <bo@example.org>
fast-mail-parser: Doe, Jo <jo@example.org> to Lee, Ann <ann@example.org>, "Roe, Bo" <bo@example.org>'
echo "$seen"
[ "$seen" = "$expected" ] || { echo "changed: expected"; echo "$expected"; exit 1; }
