#!/bin/sh
# The fixers of Markdown linters make mail addresses of what `git clone` and `scp` are given: `<git@github.com>:acme/shop.git`.
#
# Guessed: the rule against bare URLs (MD034) leaves `git@github.com:acme/shop.git` alone, since the colon tells that this is no address, or
#   wraps it whole; whoever fixes sees to it that the text stays what it was for its reader.
# Seen (markdownlint-cli2 0.22.1, rumdl 0.3.0): both wrap what stands before the colon or slash: `<git@github.com>:acme/shop.git`,
#   `<deploy@web1.example.com>:/srv/app`, `<jo@example.org>/home`. They leave `root@localhost` and `lodash@4.17.21`. Where the
#   whole is code, in backticks, it is left alone.
# Met: both run as hooks with `--fix`. What a reader copies from the source no longer clones, and the page has a mail link to
#   the forge, which is then found as an address that nobody wrote.
set -eu
room=$(mktemp -d)
trap 'rm -rf "$room"' EXIT
npm install --silent --no-fund --no-audit --prefix "$room" markdownlint-cli2@0.22.1
python3 -m venv "$room/venv"
"$room/venv/bin/pip" install --quiet --disable-pip-version-check rumdl==0.3.0
for linter in markdownlint rumdl; do
    mkdir "$room/$linter"
    cat >"$room/$linter/page.md" <<'MD'
# Shop

- git@github.com:acme/shop.git
- deploy@web1.example.com:/srv/app
- jo@example.org/home
- root@localhost and lodash@4.17.21
- `git@github.com:acme/shop.git`
- ops@example.com
MD
done
(cd "$room/markdownlint" && ../node_modules/.bin/markdownlint-cli2 --fix page.md >/dev/null 2>&1) || true
(cd "$room/rumdl" && ../venv/bin/rumdl check --no-cache --fix page.md >/dev/null 2>&1) || true
seen=$(for linter in markdownlint rumdl; do sed -n "s/^- /$linter: /p" "$room/$linter/page.md"; done | tr '\140' '"')
expected='markdownlint: <git@github.com>:acme/shop.git
markdownlint: <deploy@web1.example.com>:/srv/app
markdownlint: <jo@example.org>/home
markdownlint: root@localhost and lodash@4.17.21
markdownlint: "git@github.com:acme/shop.git"
markdownlint: <ops@example.com>
rumdl: <git@github.com>:acme/shop.git
rumdl: <deploy@web1.example.com>:/srv/app
rumdl: <jo@example.org>/home
rumdl: root@localhost and lodash@4.17.21
rumdl: "git@github.com:acme/shop.git"
rumdl: <ops@example.com>'
echo "$seen"
[ "$seen" = "$expected" ] || { echo "changed: expected"; echo "$expected"; exit 1; }
