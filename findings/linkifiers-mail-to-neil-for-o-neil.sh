#!/bin/sh
# GitHub's Markdown and four other linkifiers link `o'neil@example.org` to the mailbox of somebody else, `neil@example.org`.
#
# Guessed: an apostrophe is a letter of a mailbox as good as a hyphen (RFC 5322, `atext`), and people named O'Neil and D'Angelo get such
#   addresses; what makes links of bare addresses takes it in, or, if it does not know the sign, leaves the address as text.
# Seen (cmarkgfm 2025.10.22, which is GitHub's own cmark-gfm, comrak 0.0.16, micromark-extension-gfm-autolink-literal 2.1.0, marked
#   18.2.1, pymdown-extensions 13.1.2; linkifyjs 4.4.0, autolinker 4.1.5, bleach 6.4.0): the first five begin the link behind the
#   apostrophe, `o'` is text and the rest goes to `mailto:neil@example.org`; the text looks whole. The last three link it whole.
# Met: READMEs, issues, and pages about who is in charge. The source has the right address, the link beside it another one, which may
#   well be somebody's; `<o'neil@example.org>` is linked whole by all that read Markdown.
set -eu
room=$(mktemp -d)
trap 'rm -rf "$room"' EXIT
cd "$room"
python3 -m venv tools
tools/bin/pip install --quiet --disable-pip-version-check cmarkgfm==2025.10.22 comrak==0.0.16 pymdown-extensions==13.1.2 \
  Markdown==3.11.3 bleach==6.4.0
npm install --silent --no-fund --no-audit --prefix "$room" micromark@4.0.3 micromark-extension-gfm-autolink-literal@2.1.0 marked@18.2.1 \
  linkifyjs@4.4.0 autolinker@4.1.5
cat >try.py <<'PY'
import html, re
import bleach, cmarkgfm, comrak, markdown

extensions = comrak.ExtensionOptions()
extensions.autolink = True
tools = {
    "cmark-gfm": cmarkgfm.github_flavored_markdown_to_html,
    "comrak": lambda text: comrak.render_markdown(text, extension_options=extensions),
    "magiclink": lambda text: markdown.markdown(text, extensions=["pymdownx.magiclink"]),
    "bleach": lambda text: bleach.linkify(text, parse_email=True),
}
for name, read in tools.items():
    texts = ["o'neil@example.org", "<o'neil@example.org>"][: 1 if name == "bleach" else 2]
    print(name, *(re.findall('href="([^"]*)"', html.unescape(read(text)))[0] for text in texts))
PY
cat >try.mjs <<'JS'
import Autolinker from "autolinker";
import * as linkify from "linkifyjs";
import { marked } from "marked";
import { micromark } from "micromark";
import { gfmAutolinkLiteral, gfmAutolinkLiteralHtml } from "micromark-extension-gfm-autolink-literal";
const href = (page) => page.match(/href="([^"]*)"/)[1].replace("&#39;", "'");
const micro = (text) => micromark(text, { extensions: [gfmAutolinkLiteral()], htmlExtensions: [gfmAutolinkLiteralHtml()] });
for (const [name, read] of [["micromark", micro], ["marked", marked]])
  console.log(name, href(read("o'neil@example.org")), href(read("<o'neil@example.org>")));
console.log("linkifyjs", linkify.find("o'neil@example.org")[0].href);
console.log("autolinker", href((Autolinker.Autolinker || Autolinker.default || Autolinker).link("o'neil@example.org")));
JS
seen=$(tools/bin/python try.py && node try.mjs)
expected="cmark-gfm mailto:neil@example.org mailto:o'neil@example.org
comrak mailto:neil@example.org mailto:o'neil@example.org
magiclink mailto:neil@example.org mailto:o'neil@example.org
bleach mailto:o%27neil@example.org
micromark mailto:neil@example.org mailto:o'neil@example.org
marked mailto:neil@example.org mailto:o'neil@example.org
linkifyjs mailto:o'neil@example.org
autolinker mailto:o'neil@example.org"
echo "$seen"
[ "$seen" = "$expected" ] || { echo "changed: expected"; echo "$expected"; exit 1; }
