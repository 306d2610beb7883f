#!/bin/sh
# Angular does not compile a template with an address whose domain begins like one of its blocks: `jo@forbes.com`, `jo@case.edu`.
#
# Guessed: since blocks such as `@if` came, an `@` inside of a word is text, as it is in `jo@example.com`; if not, only where the whole name
#   behind it is a block's.
# Seen (@angular/compiler 22.2.6): `jo@example.com` is text; `jo@case.edu`, `jo@forbes.com`, `jo@ford.com`, `jo@elsevier.com` and
#   `jo@ifixit.com` are each an incomplete block, since they begin with `case`, `for`, `else` and `if`, and `jo@letsencrypt.org` an
#   incomplete `@let`. `jo@contentful.com` is text for 21.2.26 and a block for 22.2.6, which has `@content`. With a capital, `jo@Forbes.com`,
#   in an attribute, in an expression in `{{ }}`, and as `jo&#64;forbes.com`, all of them compile.
# Met: in templates with addresses of people. That one compiles says nothing of another; the way out is `&#64;`, which whoever reads
#   templates has to take for the sign.
set -eu
room=$(mktemp -d)
trap 'rm -rf "$room"' EXIT
for version in 21.2.26 22.2.6; do
    npm install --silent --no-fund --no-audit --prefix "$room/$version" "@angular/compiler@$version"
done
cat >"$room/try.mjs" <<'JS'
const { parseTemplate } = await import(process.argv[2]);
const one = (template) => (parseTemplate(template, "a.html").errors?.[0]?.msg ?? "compiles").split(". ")[0];
for (const domain of process.argv.slice(3)) {
  console.log(domain, "->", one(`<p>jo@${domain}</p>`));
}
console.log("elsewhere ->", one(`<a href="mailto:jo@forbes.com">{{ 'jo@forbes.com' }} jo&#64;forbes.com</a>`));
JS
seen=$(for version in 21.2.26 22.2.6; do
    echo "$version"
    node --no-warnings "$room/try.mjs" "$room/$version/node_modules/@angular/compiler/fesm2022/compiler.mjs" \
        example.com case.edu forbes.com ford.com elsevier.com ifixit.com letsencrypt.org Forbes.com contentful.com
done)
blocks='example.com -> compiles
case.edu -> Incomplete block "case"
forbes.com -> Incomplete block "forbes"
ford.com -> Incomplete block "ford"
elsevier.com -> Incomplete block "elsevier"
ifixit.com -> Incomplete block "ifixit"
letsencrypt.org -> Incomplete @let declaration "@let"
Forbes.com -> compiles'
expected="21.2.26
$blocks
contentful.com -> compiles
elsewhere -> compiles
22.2.6
$blocks
contentful.com -> Incomplete block \"contentful\"
elsewhere -> compiles"
echo "$seen"
[ "$seen" = "$expected" ] || { echo "changed: expected"; echo "$expected"; exit 1; }
