#!/bin/sh
# npm's metadata: a `bugs` page with an `@` in its path becomes an e-mail address, and an author's address becomes a name.
#
# Guessed: `bugs` is an address when it is one, and a page when it begins with `https://`; an `author` that is nothing but an
#   address is an e-mail without a name.
# Seen (normalize-package-data 9.0.0, which reads package.json for npm and many others): anything with an `@` and later a dot is
#   taken for an address before it is tried as a URL, so that `https://forge.example/@acme/widgets.js/issues` comes out as
#   `{"email": "https://..."}` and no page is known; `mailto:bugs@example.com` keeps its scheme inside of the address. With
#   `author`, on the other hand, `jo@example.com` without angle brackets is the name of a person who has no address.
# Met: forges and registries that name teams `@team` give such pages. Who judges addresses in package.json must look at what
#   a text is, not at the key that it came out under.
set -eu
room=$(mktemp -d)
trap 'rm -rf "$room"' EXIT
npm install --silent --no-fund --no-audit --prefix "$room" normalize-package-data@9.0.0
cat >"$room/try.cjs" <<'JS'
const normalize = require("normalize-package-data");
const read = (key, text) => {
  const data = { name: "demo", version: "1.0.0", [key]: text };
  normalize(data);
  console.log(key, JSON.stringify(data[key]));
};
read("bugs", "https://forge.example/acme/widgets.js/issues");
read("bugs", "https://forge.example/@acme/widgets.js/issues");
read("bugs", "mailto:bugs@example.com");
read("author", "Jo <jo@example.com>");
read("author", "jo@example.com");
JS
seen=$(node "$room/try.cjs")
expected='bugs {"url":"https://forge.example/acme/widgets.js/issues"}
bugs {"email":"https://forge.example/@acme/widgets.js/issues"}
bugs {"email":"mailto:bugs@example.com"}
author {"name":"Jo","email":"jo@example.com"}
author {"name":"jo@example.com"}'
echo "$seen"
[ "$seen" = "$expected" ] || { echo "changed: expected"; echo "$expected"; exit 1; }
