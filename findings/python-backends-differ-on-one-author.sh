#!/bin/sh
# One author in pyproject.toml, six build backends: two refuse it, one invents a name, one makes two people of it.
#
# Guessed: `authors` is standard, so that each backend writes the same `Author-email`; a name with a comma is quoted as in mail, and
#   `root@localhost` is an address.
# Seen (setuptools 84.2.1, hatchling 1.33.0, flit-core 4.2.0, pdm-backend 2.5.0, poetry-core 2.5.0, uv-build 0.13.6):
#   - `{ name = "Example, Inc.", email = "info@example.com" }`: uv-build writes `Example, Inc. <info@example.com>` without
#     quotes, which the format's own grammar reads as two addresses, the first of them `Example`; poetry-core writes name and
#     address to fields of their own; the others quote;
#   - `{ email = "root@localhost" }`: setuptools and poetry-core refuse to build, since the host has no dot; pdm-backend calls this
#     person `Unknown`; the others write the address.
# Met: in the metadata of packages, and wherever `Author-email` is split at commas.
set -eu
room=$(mktemp -d)
trap 'rm -rf "$room"' EXIT
python3 -m venv "$room/tools"
"$room/tools/bin/pip" install --quiet --disable-pip-version-check setuptools==84.2.1 hatchling==1.33.0 flit-core==4.2.0 \
  pdm-backend==2.5.0 poetry-core==2.5.0 uv-build==0.13.6
PATH=$room/tools/bin:$PATH
try() {
  rm -rf "$room/work" && mkdir -p "$room/work/src/demo_author" "$room/work/out" && cd "$room/work"
  printf '"""A demo."""\n' >src/demo_author/__init__.py
  printf '[build-system]\nrequires = []\nbuild-backend = "%s"\n[project]\nname = "demo_author"\nversion = "1"\ndescription = "a demo"\nauthors = [%s]\n' \
    "$1" "$2" >pyproject.toml
  python - "$1" >seen.txt 2>/dev/null <<'PY' || echo "  refused" >seen.txt
import importlib, pathlib, sys
backend = importlib.import_module(sys.argv[1])
text = pathlib.Path("out", backend.prepare_metadata_for_build_wheel("out"), "METADATA").read_text()
for line in text.split("\n\n")[0].splitlines():
    if line.lower().startswith("author"):
        print("  " + line)
PY
  echo "$1" && grep '^  ' seen.txt
}
backends='setuptools.build_meta hatchling.build flit_core.buildapi pdm.backend poetry.core.masonry.api uv_build'
seen=$(for author in '{ name = "Example, Inc.", email = "info@example.com" }' '{ email = "root@localhost" }'; do
  for backend in $backends; do try "$backend" "$author"; done
done)
expected='setuptools.build_meta
  Author-email: "Example, Inc." <info@example.com>
hatchling.build
  Author-email: "Example, Inc." <info@example.com>
flit_core.buildapi
  Author-email: "Example, Inc." <info@example.com>
pdm.backend
  Author-Email: "Example, Inc." <info@example.com>
poetry.core.masonry.api
  Author: Example, Inc.
  Author-email: info@example.com
uv_build
  Author: Example, Inc.
  Author-email: Example, Inc. <info@example.com>
setuptools.build_meta
  refused
hatchling.build
  Author-email: root@localhost
flit_core.buildapi
  Author-email: root@localhost
pdm.backend
  Author-Email: Unknown <root@localhost>
poetry.core.masonry.api
  refused
uv_build
  Author-email: root@localhost'
echo "$seen"
[ "$seen" = "$expected" ] || { echo "changed: expected"; echo "$expected"; exit 1; }
