#!/bin/sh
# markdown-it with `linkify` makes a mail link of the slip and none of the address that was meant.
#
# Guessed: whatever finds bare addresses in text looks at the `@`, so that `ops@army.mil` and `ops@army.ml` are both links.
# Seen (markdown-it 14.1.0, linkify-it 5.0.0): `ops@army.ml` becomes a `mailto:` link and `www.army.ml` a web link, while
#   `ops@army.mil` and `www.army.mil` stay text. Bare names are taken for links by a short list of endings, on which are all of
#   two letters and twelve more; `.mil` and `.int` are none of them, so that `nato.in` is a link and `nato.int` is not.
#   (markdown-it 15 links addresses under any ending.)
# Met: in rendered docs, wikis and chats the wrong address is the one that can be clicked, which makes it look checked.
set -eu
room=$(mktemp -d)
trap 'rm -rf "$room"' EXIT
npm install --silent --no-fund --no-audit --prefix "$room" markdown-it@14.1.0 linkify-it@5.0.0
cat >"$room/try.mjs" <<'JS'
import MarkdownIt from "markdown-it";
const page = new MarkdownIt({ linkify: true });
for (const text of ["ops@army.mil", "ops@army.ml", "www.army.mil", "www.army.ml", "nato.int", "nato.in"]) {
  console.log(text, page.renderInline(text).includes("<a ") ? "link" : "text");
}
JS
seen=$(node "$room/try.mjs")
expected='ops@army.mil text
ops@army.ml link
www.army.mil text
www.army.ml link
nato.int text
nato.in link'
echo "$seen"
[ "$seen" = "$expected" ] || { echo "changed: expected"; echo "$expected"; exit 1; }
