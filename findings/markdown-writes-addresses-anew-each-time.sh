#!/bin/sh
# Five of seven Markdown converters write an address otherwise each time they run, two of them even when told to build alike.
#
# Guessed: a converter is a function of its text. Where the letters of `<jo@example.org>` are hidden from harvesters, as Markdown's
#   first description has it, it is done in one way: the same page, built twice, is the same to the byte.
# Seen (markdown2 2.5.5, showdown 2.1.0; Debian's Markdown.pl 1.0.1-12, Text::Markdown 1.000031-4, Text::MultiMarkdown 1.000035-3;
#   discount 2.2.7, Markdown 3.11.3 of Python): each letter is a number, in decimal or hexadecimal, or itself, for which the first five
#   throw dice in each run. With SOURCE_DATE_EPOCH, by which builds are made alike, Debian's three do so no more; the first two know
#   nothing of that. The last two write decimals only.
# Met: generated pages in repositories and mirrors. Each build changes lines that nobody touched, checks that compare two builds fail on
#   pages with an address, and a search for the address finds none of its spellings; who reads such pages has to decode each.
set -eu
room=$(mktemp -d)
trap 'rm -rf "$room"' EXIT
cd "$room"
apt-get download -qq markdown=1.0.1-12 discount=2.2.7-2 libmarkdown2=2.2.7-2 libtext-markdown-perl=1.000031-4 \
  libtext-multimarkdown-perl=1.000035-3 libhtml-parser-perl >/dev/null 2>&1
for package in *.deb; do dpkg-deb -x "$package" "${package%%_*}"; done
python3 -m venv tools
tools/bin/pip install --quiet --disable-pip-version-check markdown2==2.5.5 Markdown==3.11.3
npm install --silent --no-fund --no-audit --prefix "$room" showdown@2.1.0
libraries=usr/lib/$(uname -m)-linux-gnu
LD_LIBRARY_PATH=$room/libmarkdown2/$libraries
PERL5LIB=$room/libtext-markdown-perl/usr/share/perl5:$room/libtext-multimarkdown-perl/usr/share/perl5:$room/libhtml-parser-perl/$libraries/perl5/5.36
export LD_LIBRARY_PATH PERL5LIB
echo '<jo@example.org>' >page.md
pages() {
  "$@" 2>errors | grep -q '&#' || { echo "$1 does not run"; cat errors; exit 1; }
  three() { for _ in 1 2 3; do "$@" 2>/dev/null | cksum; sleep 1.1; done | sort -u | wc -l; }
  plain=$(unset SOURCE_DATE_EPOCH; three "$@")
  alike=$(SOURCE_DATE_EPOCH=1; export SOURCE_DATE_EPOCH; three "$@")
  echo "$plain, to be alike $alike"
}
seen=$(
  echo "markdown2: $(pages tools/bin/python -m markdown2 page.md)"
  echo "showdown: $(pages node -e 'const showdown = require("showdown"); console.log(new showdown.Converter().makeHtml("<jo@example.org>"))')"
  echo "Markdown.pl: $(pages markdown/usr/bin/markdown page.md)"
  echo "Text::Markdown: $(pages perl -MText::Markdown -e 'print Text::Markdown::markdown(join "", <>)' page.md)"
  echo "Text::MultiMarkdown: $(pages perl -MText::MultiMarkdown -e 'print Text::MultiMarkdown::markdown(join "", <>)' page.md)"
  echo "discount: $(pages discount/usr/bin/markdown page.md)"
  echo "Markdown: $(pages tools/bin/python -m markdown page.md)"
)
expected='markdown2: 3, to be alike 3
showdown: 3, to be alike 3
Markdown.pl: 3, to be alike 1
Text::Markdown: 3, to be alike 1
Text::MultiMarkdown: 3, to be alike 1
discount: 1, to be alike 1
Markdown: 1, to be alike 1'
echo "$seen"
[ "$seen" = "$expected" ] || { echo "changed: expected"; echo "$expected"; exit 1; }
