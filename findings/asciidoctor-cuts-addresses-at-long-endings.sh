#!/bin/sh
# Asciidoctor links a mail address only as far as an ending of two to five letters, and so links another address than is written.
#
# Guessed: an address that is made a link is linked whole, or not at all; a domain in A-labels is text like any other.
# Seen (@asciidoctor/core 4.1.0): `jo@acme.shop` is a link, `jo@acme.technology` none, since its ending has more than five letters; but
#   `jo@lists.acme.technology` becomes a link to `jo@lists.acme` with `.technology` as text behind it, and
#   `jo@army.mil.consulting` one to `jo@army.mil`: the last label that is short enough ends it. `jo@xn--bcher-kva.de` is no link, and the
#   two hyphens of `xn--` come out as a dash, so that who copies the address gets one that does not exist.
# Met: in docs written in AsciiDoc. The link of a rendered page is no witness of what its source says, nor of what was meant.
set -eu
room=$(mktemp -d)
trap 'rm -rf "$room"' EXIT
npm install --silent --no-fund --no-audit --prefix "$room" @asciidoctor/core@4.1.0
cat >"$room/try.mjs" <<'JS'
import * as asciidoctor from "@asciidoctor/core";
for (const text of ["jo@acme.shop", "jo@acme.technology", "jo@lists.acme.technology", "jo@army.mil.consulting", "jo@xn--bcher-kva.de"]) {
  const page = String(await asciidoctor.convert(`Mail ${text} now`, { standalone: false }));
  const link = /mailto:([^"]*)/.exec(page);
  console.log(text, link ? `links ${link[1]}` : page.includes(text) ? "text" : "other text");
}
JS
seen=$(node "$room/try.mjs")
expected='jo@acme.shop links jo@acme.shop
jo@acme.technology text
jo@lists.acme.technology links jo@lists.acme
jo@army.mil.consulting links jo@army.mil
jo@xn--bcher-kva.de other text'
echo "$seen"
[ "$seen" = "$expected" ] || { echo "changed: expected"; echo "$expected"; exit 1; }
